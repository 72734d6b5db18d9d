"""Which rule of achievement a row fits, seen from its target, its actual and what is printed.

The rules are those of :class:`capaian.core.measurement.achievement.RuleKey`; here they are hypotheses about
somebody else's paper, so that they are written out and not taken from an office's dated rule book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from capaian.audit.grouping import Sighting
from capaian.audit.line.grades import graded
from capaian.audit.tolerance import RoundingInterval, amount_of, exact_interval, interval_prints_as, is_truncated
from capaian.core.claims.claim import Comparison
from capaian.core.claims.figure import Figure
from capaian.core.measurement.achievement import RuleKey
from capaian.core.numbers.arithmetic import HUNDRED, clamp, divide_times


class ActualBasis(StrEnum):
    """From which actual a row fits: the exact one of its working, the printed one, or one that rounds to it."""

    EXACT = "exact"
    PRINTED = "printed"
    ROUNDED = "rounded"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A comparison with target, actual and achievement. ``exact`` is the actual that its working fixes, if any;
    ``reach`` is what the actual may truly be; ``right`` is what it should be where the printed one is wrong."""

    sighting: Sighting
    comparison: Comparison
    exact: Fraction | None
    reach: RoundingInterval
    right: Fraction | None = None

    @property
    def target(self) -> Figure:
        assert self.comparison.target is not None
        return self.comparison.target

    @property
    def actual(self) -> Figure:
        assert self.comparison.actual is not None
        return self.comparison.actual

    @property
    def achievement(self) -> Figure:
        assert self.comparison.achievement is not None
        return self.comparison.achievement


@dataclass(frozen=True, slots=True)
class Fit:
    """A rule that gives what a row prints; ``true`` is the achievement before it was rounded."""

    rule: RuleKey
    how: ActualBasis
    true: RoundingInterval
    cap: Fraction | None = None


def _higher(actual: Fraction, target: Fraction) -> Fraction | None:
    return divide_times(actual, target, HUNDRED)


def _reflected(actual: Fraction, target: Fraction) -> Fraction | None:
    return divide_times(2 * target - actual, target, HUNDRED)


def _inverse(actual: Fraction, target: Fraction) -> Fraction | None:
    return divide_times(target, actual, HUNDRED)


Rule = Callable[[Fraction, Fraction], Fraction | None]
NUMBER_RULES: Mapping[RuleKey, Rule] = MappingProxyType(
    {RuleKey.HIGHER: _higher, RuleKey.LOWER_REFLECTED: _reflected, RuleKey.LOWER_INVERSE: _inverse}
)
_NOTHING = Fraction(0)
LOWER = frozenset({RuleKey.LOWER_REFLECTED, RuleKey.LOWER_INVERSE})


def fits(row: ComparedRow, scale: Fraction, cap: Fraction | None = None) -> Iterator[Fit]:
    """Yield the ways in which a row's achievement follows from its target and actual, the usual ones first.

    ``scale`` is 1 where achievements are in percent and 1/100 where they are printed as fractions.
    """
    for rule, how, raw in possible(row):
        for floor in (None, _NOTHING) if raw.low < 0 else (None,):
            low, high = clamp(raw.low, floor=floor, cap=cap), clamp(raw.high, floor=floor, cap=cap)
            true = RoundingInterval(low, high) if scale == 1 else RoundingInterval(low * scale, high * scale)
            if interval_prints_as(true, row.achievement):
                yield Fit(rule, how, true, cap)
                break


def cuts(row: ComparedRow, scale: Fraction, rules: frozenset[RuleKey]) -> Fit | None:
    """Return how the achievement is one of ``rules``, exact or from the printed actual, with decimals cut off."""
    for rule, how, raw in possible(row):
        if raw.is_point and rule in rules and is_truncated(raw.low * scale, row.achievement):
            return Fit(rule, how, RoundingInterval(raw.low * scale, raw.low * scale))
    return None


def possible(row: ComparedRow) -> Iterator[tuple[RuleKey, ActualBasis, RoundingInterval]]:
    """Yield what each rule gives, in percent, from each actual that may have been meant."""
    target, actual = row.target, row.actual
    if target.grade is not None or actual.grade is not None:
        for rule, amount in graded(target, actual):
            yield rule, ActualBasis.EXACT, exact_interval(amount)
        return
    if target.high is not None:
        yield from _in_band(row, amount_of(target), target.high)
        return
    promised = amount_of(target)
    if target.bound and _met(amount_of(actual), promised, target.bound):
        yield RuleKey.RANGE_INSIDE, ActualBasis.PRINTED, exact_interval(HUNDRED)
    for rule in NUMBER_RULES:
        yield from _by(rule, NUMBER_RULES[rule], row, promised)


def _by(
    key: RuleKey, rule: Rule, row: ComparedRow, promised: Fraction
) -> Iterator[tuple[RuleKey, ActualBasis, RoundingInterval]]:
    points = ((ActualBasis.EXACT, row.exact), (ActualBasis.PRINTED, amount_of(row.actual)))
    for how, actual in points:
        amount = None if actual is None else rule(actual, promised)
        if amount is not None:
            yield key, how, exact_interval(amount)
    if key is RuleKey.LOWER_INVERSE and row.reach.low <= 0 < row.reach.high:
        # Printed as 0 it is any little more than that, and what is divided by it any large achievement.
        least = rule(row.reach.high, promised)
        if least is not None:
            yield (
                key,
                ActualBasis.ROUNDED,
                RoundingInterval(least, max(least, amount_of(row.achievement) * HUNDRED + HUNDRED)),
            )
    elif not row.reach.is_point and (key is not RuleKey.LOWER_INVERSE or row.reach.low > 0):
        ends = (rule(row.reach.low, promised), rule(row.reach.high, promised))
        known = sorted(end for end in ends if end is not None)
        if len(known) == len(ends):
            yield key, ActualBasis.ROUNDED, RoundingInterval(known[0], known[-1])


def _in_band(
    row: ComparedRow, low: Fraction, high: Fraction
) -> Iterator[tuple[RuleKey, ActualBasis, RoundingInterval]]:
    """Yield the rules of a band. Below and above it practice differs: by the nearer bound, straight or inverse."""
    reach = row.reach
    if reach.high >= low and reach.low <= high:
        yield RuleKey.RANGE_INSIDE, ActualBasis.PRINTED, exact_interval(HUNDRED)
    if reach.low < low:
        yield from _by(RuleKey.RANGE_BELOW, _higher, row, low)
        yield from _by(RuleKey.RANGE_BELOW, _inverse, row, low)
    if reach.high > high:
        for rule in (_reflected, _inverse, _higher):
            yield from _by(RuleKey.RANGE_ABOVE, rule, row, high)
    if low <= amount_of(row.actual) <= high:
        yield from _by(RuleKey.RANGE_BELOW, _higher, row, low)
        yield from _by(RuleKey.RANGE_ABOVE, _higher, row, high)


def _met(actual: Fraction, promised: Fraction, bound: str) -> bool:
    tests = {">=": actual >= promised, ">": actual > promised, "<=": actual <= promised, "<": actual < promised}
    return tests.get(bound, False)
