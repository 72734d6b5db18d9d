"""A line's promise as the table prints it, and what a reader should know of it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from capaian.audit.objections import object_to
from capaian.core.claims.claim import Board, Claims, Comparison, Line
from capaian.core.claims.figure import Figure, Mark
from capaian.core.claims.objection import Objection
from capaian.core.claims.transcript import Spot
from capaian.core.numbers.arithmetic import HUNDRED, divide
from capaian.core.plan.indicator import Direction
from capaian.core.plausibility.formula_wording import Inversion, inversion_of
from capaian.core.plausibility.promise_checks import Promise, Stated, check_promise, counted_words

CAPS = (100, 110, 120, 150)
"""Achievements above which papers cut off."""
NEAR = Fraction(1)
"""How far, in points of per cent, an achievement may stand from a rule and still be made by it."""


def promises(claims: Claims) -> Iterator[Objection]:
    """Yield each doubt about each indicator once, at the first table that gives rise to it."""
    said: set[tuple[str, str]] = set()
    # A working that goes above its whole is said of the working, which names its numerator and denominator.
    said |= {(line.code, "share-above-hundred") for _, line in claims.lines if _is_worked(line)}
    for board, line in claims.lines:
        for remark in check_promise(promise_of(claims, board, line)):
            if remark.code == "target-unpicturable" and _in_fractions(line.main):
                continue
            key = (line.code, remark.code)
            if key not in said:
                said.add(key)
                figure = _figure_of(remark.code, claims, board, line)
                yield object_to(remark, figure, line)


def promise_of(claims: Claims, board: Board, line: Line) -> Promise:
    """Return what ``line`` promises in the report's own year, and for the year after it."""
    main, explanation = line.main, line.explanation
    following = next_comparison(claims, board, line)
    return Promise(
        name=line.name,
        better=scored(main),
        target=_stated(main.target),
        actual=_stated(main.actual),
        next_target=_stated(following.target) if following else None,
        counted=_counted(line),
        labels=tuple(ratio.label for ratio in explanation.ratios) if explanation else (),
    )


def scored(comparison: Comparison) -> Direction | None:
    """Return which way is better by how the achievement was scored; ``None`` where that cannot be told.

    It can where the achievement is near ``actual / target``, or is a cap below it, and neither of the two rules of
    less for better comes near; or the other way round. Close to the target all rules come to 100.
    """
    target, actual, achieved = (
        figure.amount if figure and figure.is_number else None
        for figure in (comparison.target, comparison.actual, comparison.achievement)
    )
    if target is None or actual is None or achieved is None or target <= 0:
        return None
    more = _fits(achieved, actual, target)
    less = _fits(achieved, 2 * target - actual, target) or _fits(achieved, target, actual)
    if more is less:
        return None
    return Direction.HIGHER if more else Direction.LOWER


def _fits(achieved: Fraction, above: Fraction, below: Fraction) -> bool:
    share = divide(above, below)
    if share is None:
        return False
    return abs(share * HUNDRED - achieved) <= NEAR or (achieved in CAPS and share * HUNDRED > achieved)


def next_comparison(claims: Claims, board: Board, line: Line) -> Comparison | None:
    """Return the comparison of the year after the report's own, if the line has one."""
    year = line.main.year or board.year or claims.year
    if year is None:
        return None
    return next((c for c in line.comparisons[1:] if c.year == year + 1 and c.subject is line.main.subject), None)


def _in_fractions(comparison: Comparison) -> bool:
    """Tell whether a row is printed in fractions of one, 0,95 for 95 per cent: then its achievement is one too."""
    target, achieved = comparison.target, comparison.achievement
    if target is None or achieved is None or Mark.PERCENT in (target.mark, achieved.mark):
        return False
    return achieved.amount is not None and achieved.amount <= 3


def _is_worked(line: Line) -> bool:
    explanation = line.explanation
    if explanation is None or explanation.words is None:
        return False
    return bool(explanation.ratios) and inversion_of(explanation.words) is Inversion.RIGHT


def _stated(figure: Figure | None) -> Stated | None:
    if figure is None or figure.absent or figure.high is not None:
        return None
    return Stated(figure.text, figure.amount, figure.grade)


def _counted(line: Line) -> str:
    if line.explanation is None:
        return ""
    words = line.explanation.words
    return words.numerator if words else counted_words(line.explanation.text)


def _figure_of(code: str, claims: Claims, board: Board, line: Line) -> Figure | Spot:
    """Return the figure that a remark speaks of, or where the line stands."""
    following = next_comparison(claims, board, line)
    figure = line.main.target
    if code in ("next-target-lower", "target-without-score") and following:
        figure = following.target
    elif code == "share-above-hundred":
        figure = line.main.actual
    elif code == "direction-doubtful":
        figure = line.main.achievement
    elif code == "survey-not-index" and line.explanation:
        return line.explanation.spot
    return figure if figure is not None else line.spot
