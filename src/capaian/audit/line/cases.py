"""An indicator with its workings and the actual they speak of: what follows, what was copied, what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from capaian.audit.grouping import IndicatorMentions, Sighting
from capaian.audit.line.judged_workings import ClosingJoin, JudgedWorking, judge_working
from capaian.audit.line.operands import ExplainingOperand, OperandSearch, PrintedQuantities, divisors, whole_within
from capaian.audit.line.ratios import RatioVerdict, scales_of
from capaian.audit.tolerance import amount_of, any_prints_as, prints_as
from capaian.core.claims.figure import Figure, Mark
from capaian.core.numbers.arithmetic import divide, mean, total

PERCENT = Fraction(1, 100)


class WorkingLink(StrEnum):
    """How a printed actual stands to its working."""

    NONE = "none"
    FOLLOWS = "follows"
    COPIES = "copies"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Divided:
    """One denominator that explains every faulty part of a working, and where it stands if it is printed."""

    amount: Fraction
    operand: ExplainingOperand | None


@dataclass(frozen=True, slots=True)
class WorkingCase:
    """A working where it stands, the actual that it speaks of and where that stands, and how the two agree.

    ``exact`` is what the actual truly is by the working; ``right`` the same where the printed one is wrong.
    """

    sighting: Sighting
    working: JudgedWorking
    search: OperandSearch
    at: Sighting | None
    actual: Figure | None
    link: WorkingLink
    divided: Divided | None = None

    @property
    def exact(self) -> Fraction | None:
        sound = self.link is WorkingLink.FOLLOWS and (self.working.is_sound or self.divided is not None)
        return self._scaled() if sound else None

    @property
    def right(self) -> Fraction | None:
        return self._scaled() if self.link is WorkingLink.COPIES else None

    def _scaled(self) -> Fraction | None:
        exact, actual, result = self.working.exact, self.actual, self.working.result
        if exact is None or actual is None or result is None:
            return exact
        return exact * PERCENT if _is_fraction(actual, result) else exact


def working_cases(
    told: IndicatorMentions, printed: PrintedQuantities, places: dict[int, int]
) -> tuple[WorkingCase, ...]:
    """Return the workings of an indicator. ``places`` numbers the explanations of the report by identity."""
    found = []
    for sighting in told.sightings:
        explanation = sighting.line.explanation
        if explanation is None:
            continue
        search = OperandSearch(printed, places[id(explanation)])
        working, divided = explained(judge_working(explanation), search)
        at = _actual_of(sighting, told)
        actual = None if at is None else at.line.main.actual
        link = WorkingLink.NONE if at is None else _link(working, at)
        found.append(WorkingCase(sighting, working, search, at, actual, link, divided))
    return tuple(found)


def _actual_of(sighting: Sighting, told: IndicatorMentions) -> Sighting | None:
    """Return where the actual of a working is printed: beside it, else in the first table of the same year."""
    for other in (sighting, *told.sightings):
        actual, years = other.line.main.actual, {other.board.year, sighting.board.year} - {None}
        if actual is not None and not actual.absent and len(years) < 2:
            return other
    return None


def explained(working: JudgedWorking, search: OperandSearch) -> tuple[JudgedWorking, Divided | None]:
    """Return the working with its faulty parts explained by one other denominator, where one explains them all."""
    faulty = working.faulty
    denominators = {one.ratio.denominator.amount for one in faulty}
    if len(faulty) < 2 or len(denominators) > 1:
        return working, None
    bounds = divisors(faulty)
    if bounds is None:
        return working, None
    operand = search.within(*bounds, besides=(amount for amount in denominators if amount is not None))
    amount = operand.amount if operand else whole_within(*bounds)
    if amount is None:
        return working, None
    parts = []
    for one in working.judged:
        mine = one.verdict is RatioVerdict.WRONG
        other = divide(amount_of(one.ratio.numerator), amount) if mine else None
        value = one.exact if other is None else other * scales_of(one.ratio)[0]
        parts.append(value)
    exact = _rejoined(working.joined, [part for part in parts if part is not None])
    return replace(working, exact=exact if len(parts) > 1 else working.exact), Divided(amount, operand)


def _rejoined(joined: ClosingJoin, parts: Sequence[Fraction]) -> Fraction | None:
    if joined is ClosingJoin.SUM:
        return total(parts)
    return mean(parts) if joined is ClosingJoin.MEAN else None


def _link(working: JudgedWorking, at: Sighting) -> WorkingLink:
    actual, result = at.line.main.actual, working.result
    if actual is None or actual.absent:
        return WorkingLink.NONE
    bare = working.explanation.bare
    if bare is not None and not working.judged:
        return _link_bare(actual, bare)
    if result is None or not result.is_number or actual.amount is None or actual.high is not None:
        return WorkingLink.NONE
    said = amount_of(result)
    follows = _follows(actual, result, working.exact)
    wrong = working.joined is ClosingJoin.NOT or bool(working.faulty and working.closing is None)
    same = amount_of(actual) == said or prints_as(said, actual)
    if wrong and same and not (working.exact is not None and prints_as(working.exact, actual)):
        return WorkingLink.COPIES
    if follows:
        return WorkingLink.FOLLOWS
    return WorkingLink.NONE if _speaks_of_another(working, at) else WorkingLink.DIFFERS


def _follows(actual: Figure, result: Figure, exact: Fraction | None) -> bool:
    if _is_fraction(actual, result):
        return True
    amounts = (amount_of(result), *(() if exact is None else (exact,)))
    return any_prints_as(amounts, actual) or prints_as(amount_of(actual), result)


def _is_fraction(actual: Figure, result: Figure) -> bool:
    """Tell whether the actual is the fraction itself where its working is in percent: 0,9111 for 91,11%."""
    if result.mark is not Mark.PERCENT or actual.mark is Mark.PERCENT or actual.amount is None:
        return False
    said = amount_of(result)
    return bool(said) and not prints_as(said, actual) and prints_as(said * PERCENT, actual)


def _link_bare(actual: Figure, bare: Figure) -> WorkingLink:
    if actual.grade is not None and bare.grade is not None and actual.grade != bare.grade:
        return WorkingLink.DIFFERS
    if actual.amount is None or bare.amount is None:
        return WorkingLink.NONE
    return WorkingLink.FOLLOWS if _alike(actual, bare) else WorkingLink.DIFFERS


def _speaks_of_another(working: JudgedWorking, at: Sighting) -> bool:
    """Tell whether a working is not that of the actual: that of the achievement (91,11/90), or of another year.

    A working that takes the actual or the target as an operand makes something else of it.
    """
    main = at.line.main
    known = {figure.amount for figure in (main.actual, main.target) if figure is not None} - {None}
    result = working.result
    achieved = main.achievement
    if result is not None and achieved is not None and _alike(result, achieved):
        return True
    operands = {figure.amount for one in working.judged for figure in (one.ratio.numerator, one.ratio.denominator)}
    operands |= {operand.amount for operand in working.closing.operands} if working.closing else set()
    return bool(operands & known)


def _alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures may be the same amount, one of them with fewer decimals."""
    if one.amount is None or other.amount is None:
        return False
    return prints_as(one.amount, other) or prints_as(other.amount, one)
