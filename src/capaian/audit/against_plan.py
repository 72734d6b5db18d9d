"""A report against what the office counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from capaian.audit.names import ComparisonPeriod, comparison_period, name_key
from capaian.audit.objections import object_to
from capaian.core.claims.claim import Board, Claims, Comparison, Joining, Line, Ratio, Subject
from capaian.core.claims.figure import Figure
from capaian.core.claims.objection import Objection, in_page_order
from capaian.core.claims.transcript import Spot
from capaian.core.findings.finding import finding
from capaian.core.measurement.achievement import Achievement
from capaian.core.measurement.result import Measurement, Result
from capaian.core.numbers.arithmetic import scaled_half_up
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import printed, shortest_printed
from capaian.core.plan.target import BandTarget, GradeTarget, NumberTarget, Target
from capaian.core.plausibility.mean_parts import shares_of

_LETTER = re.compile(r"\s*[a-z][.)]\s+", re.IGNORECASE)
ALIKE = 2
"""Of so many words of a name one must be shared, where only the code says which indicator a line is."""


def compare(claims: Claims, measurement: Measurement) -> tuple[Objection, ...]:
    """Return where the report prints something else than ``measurement`` gives, in page order.

    Lines are indicators of the plan by their names, else by their codes where the names are alike.
    """
    found = list(_compare(claims, measurement))
    return in_page_order(found)


def _compare(claims: Claims, measurement: Measurement) -> Iterator[Objection]:
    reported: set[str] = set()
    foreign: dict[str, Line] = {}
    for board in claims.boards:
        pairs = [(line, _result(line, measurement)) for line in board.lines]
        if not any(result for _, result in pairs):
            continue
        for line, result in pairs:
            if result is None:
                foreign.setdefault(name_key(line.name), line)
                continue
            reported.add(result.indicator.code)
            yield from _line(claims, board, line, result, measurement)
        yield from _mean(claims, board, measurement)
    for line in foreign.values():
        yield object_to(finding("not-in-plan", name=line.name), line.spot, line)
    for code, result in measurement.results.items():
        if code not in reported:
            name = result.indicator.name
            yield Objection(finding("not-in-report", indicator=code, name=name), Spot(), code, quote=name)


def _result(line: Line, measurement: Measurement) -> Result | None:
    key = name_key(line.name)
    named = [result for result in measurement.results.values() if name_key(result.indicator.name) == key]
    if len(named) == 1:
        return named[0]
    coded = measurement.results.get(line.code)
    if coded is None or (named and coded not in named):
        return named[0] if named else None
    ours, theirs = set(name_key(coded.indicator.name).split()), set(key.split())
    return coded if ALIKE * len(ours & theirs) >= max(len(ours), len(theirs)) else None


def _line(
    claims: Claims, board: Board, line: Line, result: Result, measurement: Measurement
) -> Iterator[Objection]:
    year = measurement.period.year
    for comparison in line.comparisons:
        at = comparison_period(claims, board, comparison)
        if at.far or at.subject is Subject.BUDGET or comparison.subject is Subject.BUDGET:
            continue
        if at.year == year + 1 and measurement.period.months == 12:
            yield from _target(line, comparison.target, result.next_target, result.next_target_printed)
        elif _is_of(at, measurement):
            yield from _target(line, comparison.target, result.target, result.target_printed)
            yield from _outcome(line, comparison, result)
    if line.explanation and (board.year or claims.year) in (year, None):
        yield from _workings(line, line.explanation.ratios, result)


def _is_of(at: ComparisonPeriod, measurement: Measurement) -> bool:
    period = measurement.period
    if at.year not in (period.year, None):
        return False
    if period.months == 3:
        return at.quarter == period.quarter and not at.cumulative
    return period.months == 12 and at.quarter == 0


def _target(line: Line, figure: Figure | None, target: Target | None, shown: str) -> Iterator[Objection]:
    if figure is None or figure.absent or target is None:
        return
    match target:
        case NumberTarget(amount):
            same = _prints(amount, figure)
        case BandTarget(low, high):
            same = _prints(low, figure) and (figure.high is None or figure.high == high)
        case GradeTarget(grade, score):
            same = _grade(grade, figure) and (score is None or _prints(score, figure))
    if not same:
        yield _differs(line, figure, shown)


def _outcome(line: Line, comparison: Comparison, result: Result) -> Iterator[Objection]:
    """Object to the actual; to the achievement only where the actual is right, since it follows from it."""
    figure = comparison.actual
    if figure is not None:
        if isinstance(result.actual, Missing):
            if not figure.absent:
                yield object_to(finding("not-counted", printed=figure.text.strip()), figure, line)
            return
        amount, grade = result.actual.amount, result.actual.grade
        if figure.absent or not _grade(grade, figure) or (amount is not None and not _prints(amount, figure)):
            yield _differs(line, figure, result.actual_printed)
            return
    achieved = comparison.achievement
    if achieved is None or not isinstance(result.achievement, Achievement):
        return
    made = result.achievement
    if achieved.absent or not any(
        _prints(a, achieved) for a in (made.amount, made.raw, result.counted) if a is not None
    ):
        yield _differs(line, achieved, result.achievement_printed)


def _mean(claims: Claims, board: Board, measurement: Measurement) -> Iterator[Objection]:
    if isinstance(measurement.mean, Missing):
        return
    for summary in board.summaries:
        mean = summary.joining is Joining.MEAN and summary.column == "achievement" and not summary.objective
        at = comparison_period(claims, board, Comparison(summary.period))
        if mean and _is_of(at, measurement) and not _prints(measurement.mean, summary.figure):
            yield _differs(None, summary.figure, measurement.mean_printed)


def _prints(amount: Fraction, figure: Figure) -> bool:
    """Tell whether ``amount`` prints as the figure, with the figure's own decimals."""
    if figure.amount is None:
        return True
    return scaled_half_up(amount, figure.decimals) == scaled_half_up(figure.amount, figure.decimals)


def _grade(grade: str | None, figure: Figure) -> bool:
    return grade is None or figure.grade is None or grade.casefold() == figure.grade.strip().casefold()


def _differs(line: Line | None, figure: Figure, recomputed: str) -> Objection:
    said = finding("differs-from-counted", printed=figure.text.strip() or "–", recomputed=recomputed)
    return object_to(said, figure, line, recomputed=recomputed)


def _workings(line: Line, ratios: Sequence[Ratio], result: Result) -> Iterator[Objection]:
    """Object to numerators and denominators, each ratio against the part of its label, else of its place."""
    counted = shares_of(result)
    labels = {name_key(sides.label): sides for sides in counted if sides.label}
    for place, ratio in enumerate(ratios):
        sides = labels.get(name_key(_LETTER.sub("", ratio.label)))
        if sides is None and len(ratios) == len(counted):
            sides = counted[place]
        if sides is None:
            continue
        for figure, amount in ((ratio.numerator, sides.above), (ratio.denominator, sides.below)):
            if figure.is_number and not _prints(amount, figure):
                yield _differs(line, figure, _count(amount))


def _count(amount: Fraction) -> str:
    text = shortest_printed(amount, grouped=True)
    return printed(amount, 2) if "/" in text else text
