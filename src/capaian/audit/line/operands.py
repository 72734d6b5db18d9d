"""The quantities that a report prints, and which of them give a figure that its own operands do not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import islice
from math import ceil, floor

from capaian.audit.line.ratios import JudgedRatio, scales_of
from capaian.audit.tolerance import amount_of, prints_as, rounding_interval
from capaian.core.claims.claim import Claims
from capaian.core.claims.figure import Figure
from capaian.core.numbers.arithmetic import divide

MOST, MAX_OF_PROSE, MAX_PAIRS = 200, 50, 1000
"""Most quantities that a search looks at, nearest ones first, and most pairs of them that it weighs."""
_LARGEST_PAIR = 1000
"""Above this denominator some whole numerator gives any figure of two decimals, so that a match says nothing."""


class OperandRole(StrEnum):
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class PrintedQuantity:
    """A whole quantity as printed, in which explanation (from 0; -1 for prose) and in which role."""

    amount: int
    shown: str
    explanation: int
    role: OperandRole


@dataclass(frozen=True, slots=True)
class ExplainingOperand:
    """A quantity that explains: itself printed, or made of two printed ones. ``shown`` writes it out."""

    amount: Fraction
    shown: str


@dataclass(frozen=True, slots=True)
class PrintedQuantities:
    """Every whole quantity of a report: those of workings in reading order, then those of its prose."""

    worked: tuple[PrintedQuantity, ...]
    prose: tuple[PrintedQuantity, ...] = ()

    def near(self, here: int) -> tuple[PrintedQuantity, ...]:
        """Return the quantities nearest to the explanation ``here``, each amount once for each role."""
        middle = bisect_left(self.worked, here, key=lambda quantity: quantity.explanation)
        window = self.worked[max(middle - MOST, 0) : middle + MOST]
        nearest = sorted(window, key=lambda quantity: abs(quantity.explanation - here))
        first: dict[tuple[int, OperandRole], PrintedQuantity] = {}
        for quantity in (*nearest[:MOST], *self.prose[:MAX_OF_PROSE]):
            first.setdefault((quantity.amount, quantity.role), quantity)
        return tuple(first.values())


@dataclass(frozen=True, slots=True)
class OperandSearch:
    """What is printed, seen from the explanation ``here``."""

    printed: PrintedQuantities
    here: int

    def within(
        self, low: Fraction, high: Fraction, *, besides: Iterable[Fraction] = ()
    ) -> ExplainingOperand | None:
        """Return the best operand in ``[low, high]``: one quantity, else a sum, else a difference of two.

        Of several sums the one whose terms stand in one working and in one role is best: 2584 + 18, two
        denominators of one indicator, before 2555 + 47.
        """
        least, most = ceil(low), floor(high)
        if least > most:
            return None
        avoid, near = frozenset(besides), self.printed.near(self.here)
        for quantity in near:
            if least <= quantity.amount <= most and quantity.amount not in avoid:
                return ExplainingOperand(Fraction(quantity.amount), quantity.shown)
        ordered = sorted(near, key=lambda quantity: quantity.amount)
        for sign in (1, -1):
            best = min(islice(_pairs(ordered, least, most, sign), MAX_PAIRS), key=self._distance, default=None)
            if best is not None:
                one, other = best
                shown = f"{one.shown} {'+' if sign > 0 else '−'} {other.shown}"
                return ExplainingOperand(Fraction(one.amount + sign * other.amount), shown)
        return None

    def _distance(self, pair: tuple[PrintedQuantity, PrintedQuantity]) -> tuple[bool, bool, int, int]:
        one, other = pair
        apart = one.explanation != other.explanation
        return apart, one.role != other.role, abs(one.explanation - self.here), -one.amount


def _pairs(
    ordered: Sequence[PrintedQuantity], least: int, most: int, sign: int
) -> Iterator[tuple[PrintedQuantity, PrintedQuantity]]:
    """Yield the pairs whose sum or difference is from ``least`` to ``most``, the larger of each first."""
    amounts = [quantity.amount for quantity in ordered]
    for one in ordered:
        ends = (least - one.amount, most - one.amount) if sign > 0 else (one.amount - most, one.amount - least)
        for other in ordered[bisect_left(amounts, ends[0]) : bisect_right(amounts, ends[1])]:
            if other.amount <= one.amount and other is not one:
                yield one, other


def quantities(claims: Claims) -> PrintedQuantities:
    """Return every positive whole quantity that workings and prose print."""
    found: list[PrintedQuantity] = []
    number = 0
    for _, line in claims.lines:
        for ratio in line.explanation.ratios if line.explanation else ():
            found += _whole(ratio.numerator, number, OperandRole.NUMERATOR)
            found += _whole(ratio.denominator, number, OperandRole.DENOMINATOR)
        number += line.explanation is not None
    prose = (quantity for _, figure in claims.figures for quantity in _whole(figure, -1, OperandRole.PROSE))
    return PrintedQuantities(tuple(found), tuple(prose))


def _whole(figure: Figure, explanation: int, role: OperandRole) -> Iterator[PrintedQuantity]:
    if figure.is_number and amount_of(figure) > 0 and amount_of(figure).denominator == 1:
        yield PrintedQuantity(int(amount_of(figure)), figure.text.strip(), explanation, role)


def divisors(judged: Sequence[JudgedRatio]) -> tuple[Fraction, Fraction] | None:
    """Return between which bounds one denominator gives the printed result of every one of ``judged``."""
    low, high = Fraction(0), None
    for one in judged:
        result, numerator = one.ratio.result, amount_of(one.ratio.numerator)
        assert result is not None, "what was judged has a result"
        reach, scale = rounding_interval(result), scales_of(one.ratio)[0]
        if numerator <= 0 or reach.low <= 0:
            return None
        bottom, top = divide(numerator * scale, reach.high), divide(numerator * scale, reach.low)
        assert bottom is not None and top is not None
        low, high = max(low, bottom), top if high is None else min(high, top)
    return None if high is None or low > high else (low, high)


def whole_within(low: Fraction, high: Fraction) -> Fraction | None:
    """Return the only whole number in ``[low, high]``, or ``None`` of none or several."""
    return Fraction(ceil(low)) if ceil(low) == floor(high) else None


def numerators(one: JudgedRatio) -> tuple[Fraction, Fraction]:
    """Return between which bounds a numerator gives the printed result over the printed denominator."""
    assert one.ratio.result is not None, "what was judged has a result"
    reach, scale = rounding_interval(one.ratio.result), scales_of(one.ratio)[0]
    factor = divide(amount_of(one.ratio.denominator), scale) or Fraction(0)
    return reach.low * factor, reach.high * factor


def near_pair(one: JudgedRatio, search: OperandSearch) -> tuple[Fraction, PrintedQuantity] | None:
    """Return whole numerator and printed denominator, near the ratio's own, that give the printed result."""
    result, own = one.ratio.result, amount_of(one.ratio.denominator)
    assert result is not None, "what was judged has a result"
    reach, scale = rounding_interval(result), scales_of(one.ratio)[0]
    near = (quantity for quantity in search.printed.near(search.here) if own <= 2 * quantity.amount <= 4 * own)
    for quantity in sorted(near, key=lambda quantity: quantity.amount):
        if quantity.amount > _LARGEST_PAIR or quantity.amount == own:
            continue
        factor = divide(Fraction(quantity.amount), scale) or Fraction(0)
        numerator = whole_within(reach.low * factor, reach.high * factor)
        if numerator is not None and numerator > 0:
            quotient = divide(numerator, Fraction(quantity.amount))
            if quotient is not None and prints_as(quotient * scale, result):
                return numerator, quantity
    return None
