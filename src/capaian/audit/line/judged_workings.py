"""A cell of workings as a whole: its ratios, how they are joined, and what it says the actual is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import prod

from capaian.audit.line.ratios import JudgedRatio, RatioVerdict, judge
from capaian.audit.tolerance import RoundingInterval, amount_of, any_prints_as, interval_prints_as, is_truncated
from capaian.core.claims.claim import Closing, Explanation, Joining
from capaian.core.claims.figure import Figure
from capaian.core.numbers.arithmetic import divide, mean, total


class ClosingJoin(StrEnum):
    """How a closing figure follows from what it joins."""

    MEAN = "mean"
    SUM = "sum"
    POOLED = "pooled"
    OTHER = "other"
    CUT = "cut"
    NOT = "not"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Joint:
    """A line that joins ratios, with those that it joins, how, and what they truly come to."""

    closing: Closing
    judged: tuple[JudgedRatio, ...]
    joined: ClosingJoin
    exact: Fraction | None

    @property
    def is_named_so(self) -> bool:
        """Whether the figure follows in the way that the line's word says, cut decimals aside."""
        ways = {
            Joining.MEAN: (ClosingJoin.MEAN, ClosingJoin.POOLED),
            Joining.SUM: (ClosingJoin.SUM, ClosingJoin.POOLED),
        }
        return self.joined in (*ways.get(self.closing.joining, (*ClosingJoin,)), ClosingJoin.CUT)


@dataclass(frozen=True, slots=True)
class JudgedWorking:
    """An explanation with its ratios judged. ``exact`` is what it truly comes to, where that can be told."""

    explanation: Explanation
    judged: tuple[JudgedRatio, ...]
    joined: ClosingJoin
    exact: Fraction | None
    divisor: Fraction | None = None
    """The one denominator by which all its faulty parts were divided, where there is such."""
    joint: Joint | None = None
    """The closing figure, with what it joins."""
    subtotals: tuple[Joint, ...] = ()

    @property
    def closing(self) -> Closing | None:
        return self.explanation.closing

    @property
    def result(self) -> Figure | None:
        """The figure that it ends in: the closing one, or that of its only ratio."""
        if self.closing is not None:
            return self.closing.result
        return self.judged[0].ratio.result if len(self.judged) == 1 else None

    @property
    def last(self) -> Joint | None:
        """The closing figure, with what the ratios that it joins truly come to."""
        return None if self.joint is None else replace(self.joint, exact=self.exact)

    @property
    def faulty(self) -> tuple[JudgedRatio, ...]:
        return tuple(one for one in self.judged if one.verdict is RatioVerdict.WRONG)

    @property
    def is_sound(self) -> bool:
        """Whether every ratio gives its printed result and the closing figure follows from them."""
        fine = all(one.verdict in (RatioVerdict.FITS, RatioVerdict.CUT) for one in self.judged)
        return fine and self.joined in (
            ClosingJoin.MEAN,
            ClosingJoin.SUM,
            ClosingJoin.POOLED,
            ClosingJoin.OTHER,
            ClosingJoin.CUT,
        )


def judge_working(explanation: Explanation) -> JudgedWorking:
    """Judge an explanation."""
    judged = tuple(judge(ratio) for ratio in explanation.ratios)
    closing = explanation.closing
    if closing is None or not closing.result.is_number:
        single = judged[0] if len(judged) == 1 else None
        joined = ClosingJoin.OTHER if single is not None else ClosingJoin.UNSAID
        return JudgedWorking(explanation, judged, joined, single.exact if single else None)
    subtotals = tuple(_subtotals(explanation, judged))
    ends = sorted({one.end for one in explanation.subtotals})
    last = _last(closing, judged, subtotals, ends)
    return JudgedWorking(explanation, judged, last.joined, last.exact, joint=last, subtotals=subtotals)


def _subtotals(explanation: Explanation, judged: Sequence[JudgedRatio]) -> Iterator[Joint]:
    """Yield the lines that join ratios before the last line: those above them since the line before, or all."""
    for one in explanation.subtotals:
        if one.closing.result.is_number:
            own, whole = judged[one.start : one.end], judged[: one.end]
            yield _fitting(one.closing, [own, whole] if one.start else [own])


def _last(
    closing: Closing, judged: Sequence[JudgedRatio], subtotals: Sequence[Joint], ends: Sequence[int]
) -> Joint:
    """Return how the closing figure follows: from all ratios, from those after the last subtotal, or from the
    subtotals themselves. Where it follows from none, only ratios of its own below subtotals that all are right show
    what it should have joined."""
    if not subtotals or list(ends) == [len(judged)]:
        return _joint(closing, judged)
    rest = judged[ends[-1] :]
    parts = tuple({one.judged[-1].ratio: one.closing.result for one in subtotals if one.judged}.values())
    tries = [_fitting(closing, [rest, judged] if rest else [judged])]
    if len(parts) > 1 and not rest:
        tries.insert(0, _joint(replace(closing, operands=parts), judged))
    best = next((one for one in tries if one.is_named_so), tries[0])
    if best.joined is ClosingJoin.NOT and not (rest and all(one.is_named_so for one in subtotals)):
        return replace(best, joined=ClosingJoin.UNSAID, exact=None)
    return best


def _fitting(closing: Closing, groups: Sequence[Sequence[JudgedRatio]]) -> Joint:
    """Return how ``closing`` follows from the first of ``groups`` that gives it, else from the first."""
    joints = [_joint(closing, group) for group in groups]
    return next((one for one in joints if one.is_named_so), joints[0])


def _joint(closing: Closing, judged: Sequence[JudgedRatio]) -> Joint:
    return Joint(closing, tuple(judged), *_join(closing, judged))


def _join(closing: Closing, judged: Sequence[JudgedRatio]) -> tuple[ClosingJoin, Fraction | None]:
    exact = [one.exact for one in judged if one.exact is not None]
    printed = [amount_of(one.ratio.result) for one in judged if one.ratio.result and one.ratio.result.is_number]
    sets = [amounts for amounts in (exact, printed) if amounts and len(amounts) == len(judged)]
    if len(closing.operands) > 1 and all(operand.is_number for operand in closing.operands):
        operands = [amount_of(operand) for operand in closing.operands]
        sets = [*(amounts for amounts in sets[:1] if len(amounts) == len(operands)), operands]
        judged = () if len(operands) != len(judged) else judged
    if not sets:
        return ClosingJoin.UNSAID, None
    ways = _ways(sets, judged)
    order = _order(closing)
    for way in order:
        if any_prints_as(ways[way], closing.result):
            return way, ways[way][0]
    reaches = [one.reach for one in judged]
    if reaches and all(reaches) and any(one.verdict is not RatioVerdict.FITS for one in judged):
        for way in (ClosingJoin.MEAN, ClosingJoin.SUM):
            if way in order and interval_prints_as(_reach(reaches, way), closing.result):  # type: ignore[arg-type]
                return way, ways[way][0]
    if order and any(is_truncated(amount, closing.result) for amount in ways[order[0]]):
        return ClosingJoin.CUT, ways[order[0]][0]
    named = closing.joining in (Joining.MEAN, Joining.SUM) and not _is_weighted(closing)
    return (ClosingJoin.NOT, ways[order[0]][0]) if named else (ClosingJoin.UNSAID, None)


def _ways(
    sets: Sequence[Sequence[Fraction]], judged: Sequence[JudgedRatio]
) -> dict[ClosingJoin, tuple[Fraction, ...]]:
    """Return what each way of joining gives: first from the exact values, then from the printed ones."""
    means = tuple(amount for amount in map(mean, sets) if amount is not None)
    return {
        ClosingJoin.MEAN: means,
        ClosingJoin.SUM: tuple(map(total, sets)),
        ClosingJoin.POOLED: tuple(amount for amount in (pooled(judged),) if amount is not None),
        ClosingJoin.OTHER: tuple(amount for amounts in sets for amount in _others(amounts)),
    }


def _others(amounts: Sequence[Fraction]) -> tuple[Fraction, ...]:
    return (amounts[0] - total(amounts[1:]), prod(amounts, start=Fraction(1)), amounts[-1], amounts[0])


def _order(closing: Closing) -> tuple[ClosingJoin, ...]:
    """Return the ways that a closing's word allows, its own first; a figure that fits another is named by that."""
    match closing.joining:
        case Joining.MEAN:
            return (ClosingJoin.MEAN, ClosingJoin.POOLED, ClosingJoin.SUM)
        case Joining.SUM:
            return (ClosingJoin.SUM, ClosingJoin.POOLED, ClosingJoin.MEAN)
        case _:
            return (ClosingJoin.MEAN, ClosingJoin.SUM, ClosingJoin.POOLED, ClosingJoin.OTHER)


def _is_weighted(closing: Closing) -> bool:
    word = closing.word.casefold()
    return any(sign in word for sign in ("timbang", "bobot", "weight"))


def _reach(reaches: Sequence[RoundingInterval], way: ClosingJoin) -> RoundingInterval:
    low, high = total(reach.low for reach in reaches), total(reach.high for reach in reaches)
    if way is ClosingJoin.MEAN:
        count = Fraction(len(reaches))
        return RoundingInterval(divide(low, count) or Fraction(0), divide(high, count) or Fraction(0))
    return RoundingInterval(low, high)


def pooled(judged: Sequence[JudgedRatio]) -> Fraction | None:
    """Return all numerators over all denominators, in the scale of the first; ``None`` where that means nothing."""
    ratios = [one.ratio for one in judged]
    if not ratios or any(one.exact is None for one in judged):
        return None
    if len({(ratio.factor, ratio.numerator.mark, ratio.denominator.mark) for ratio in ratios}) > 1:
        return None
    top = total(amount_of(ratio.numerator) for ratio in ratios)
    quotient = divide(top, total(amount_of(ratio.denominator) for ratio in ratios))
    own = divide(amount_of(ratios[0].numerator), amount_of(ratios[0].denominator))
    scale = divide(judged[0].exact or Fraction(0), own) if own else ratios[0].factor
    return None if quotient is None or scale is None else quotient * scale
