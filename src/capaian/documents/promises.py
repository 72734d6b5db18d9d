"""A result as the promise that its printed row makes: what the audit of this very paper would read from it."""

from __future__ import annotations

from fractions import Fraction

from capaian.core.measurement.result import Result
from capaian.core.numbers.arithmetic import scaled_half_up
from capaian.core.numbers.missing import Missing
from capaian.core.plan.indicator import Direction
from capaian.core.plan.target import BandTarget, GradeTarget, NumberTarget, Target
from capaian.core.plausibility.promise_checks import Promise, Stated, counted_words


def promise_of(result: Result) -> Promise:
    """Return the row as printed, figures rounded as the paper rounds them."""
    indicator = result.indicator
    scored = {Direction.GRADE: Direction.HIGHER, Direction.RANGE: None}.get(indicator.better, indicator.better)
    return Promise(
        name=indicator.name,
        better=scored,
        target=_stated(result.target, result.target_printed),
        actual=_actual(result),
        next_target=_stated(result.next_target, result.next_target_printed),
        counted=counted_words(indicator.explanation),
        labels=tuple(part.label for part in indicator.parts),
    )


def _stated(target: Target | None, text: str) -> Stated | None:
    match target:
        case NumberTarget(amount):
            return Stated(text, amount)
        case GradeTarget(grade, score):
            return Stated(text, score, grade)
        case BandTarget() | None:
            return None


def _actual(result: Result) -> Stated | None:
    if isinstance(result.actual, Missing):
        return None
    amount = result.actual.amount
    if amount is not None:
        decimals = result.indicator.decimals
        amount = Fraction(scaled_half_up(amount, decimals), 10**decimals)
    return Stated(result.actual_printed, amount, result.actual.grade)
