"""Every indicator for many offices and periods at once: what :func:`capaian.core.measuring.measure` gives for one.

Rows run office by office, and within an office period by period.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from capaian.core.achievement import Achievement, Actual, RuleBook, RuleKey, achieve
from capaian.core.columns import Column, clamp_column, column_of, evaluate_column, mean_of_known
from capaian.core.indicator import Direction, Indicator
from capaian.core.missing import Missing
from capaian.core.period import Period
from capaian.core.plan import LowerIsBetter, MeanOver, Plan
from capaian.core.target import NumberTarget


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator in every row: its ``actual``, its ``achievement``, and the ``grades`` where it has any."""

    indicator: Indicator
    actual: Column
    achievement: Column
    grades: Mapping[int, str]


def figure_of(
    plan: Plan,
    indicator: Indicator,
    values: Mapping[str, Column],
    letters: Mapping[int, str],
    periods: Sequence[Period],
    *,
    book: RuleBook,
    offices: int,
) -> Figure:
    """Measure one indicator in the rows of ``offices`` times ``periods``.

    ``values`` holds a column for each of its variables; ``letters`` the rows for which a grade was given in place
    of a score.
    """
    size = offices * len(periods)
    parts = {part.name: evaluate_column(part.formula, values.__getitem__, size) for part in indicator.parts}
    actual = evaluate_column(indicator.formula, lambda name: parts[name] if name in parts else values[name], size)
    fast = _by_number(plan, indicator, actual, periods, book, offices)
    if fast is not None:
        return Figure(indicator, actual, fast, {})
    return _one_by_one(plan, indicator, actual, letters, periods, book)


def mean_of_figures(plan: Plan, figures: Mapping[str, Figure], size: int) -> Column:
    """Return the mean achievement of each row over what is measured, each held to the plan's cap."""
    rules = plan.rules

    def capped(indicator: Indicator) -> Column:
        return clamp_column(figures[indicator.code].achievement, floor=None, cap=rules.cap)

    if rules.mean is MeanOver.OBJECTIVES:
        objectives = [[capped(i) for i in objective.indicators] for objective in plan.objectives()]
        return mean_of_known([mean_of_known(columns, size) for columns in objectives if columns], size)
    return mean_of_known([capped(indicator) for indicator in plan.indicators()], size)


def _by_number(
    plan: Plan, indicator: Indicator, actual: Column, periods: Sequence[Period], book: RuleBook, offices: int
) -> Column | None:
    """Return the achievement where one number is the target of each period and one rule holds in all of them."""
    targets = [indicator.targets.get(period.year) for period in periods]
    if indicator.better not in (Direction.HIGHER, Direction.LOWER):
        return None
    if not all(isinstance(target, NumberTarget) and target.amount for target in targets):
        return None
    key = RuleKey.HIGHER
    if indicator.better is Direction.LOWER:
        reflected = plan.rules.lower_is_better is LowerIsBetter.REFLECTED
        key = RuleKey.LOWER_REFLECTED if reflected else RuleKey.LOWER_INVERSE
    rules = {id(rule): rule for rule in (book.on(key, period.last_day) for period in periods)}
    if len(rules) > 1:
        return None
    amounts = [target.amount for target in targets if isinstance(target, NumberTarget)]
    operands = {"actual": actual, "target": column_of(amounts * offices)}
    (rule,) = rules.values()
    raw = evaluate_column(rule.formula, operands.__getitem__, len(actual))
    zero = {"zero-denominator": Missing("zero-actual")}
    missing = {row: actual.missing.get(row) or zero.get(why.reason, why) for row, why in raw.missing.items()}
    return clamp_column(Column(raw.above, raw.below, missing), floor=plan.rules.floor, cap=None)


def _one_by_one(
    plan: Plan,
    indicator: Indicator,
    actual: Column,
    letters: Mapping[int, str],
    periods: Sequence[Period],
    book: RuleBook,
) -> Figure:
    """Measure row by row what has bands, grades, zero targets, or a rule that changes on the way."""
    actuals: list[Fraction | Missing] = []
    achieved: list[Fraction | Missing] = []
    grades = {}
    for row in range(len(actual)):
        period = periods[row % len(periods)]
        found = _actual(indicator, actual, row, letters)
        actuals.append(found if isinstance(found, Missing) else actual[row])
        if isinstance(found, Missing):
            achieved.append(found)
            continue
        if found.grade is not None:
            grades[row] = found.grade
        target = indicator.targets.get(period.year)
        if target is None:
            achieved.append(Missing("no-target", str(period.year)))
            continue
        result = achieve(indicator, target, found, rules=plan.rules, book=book, day=period.last_day)
        achieved.append(result.amount if isinstance(result, Achievement) else result)
    return Figure(indicator, column_of(actuals), column_of(achieved), grades)


def _actual(indicator: Indicator, actual: Column, row: int, letters: Mapping[int, str]) -> Actual | Missing:
    amount = actual[row]
    if indicator.better is not Direction.GRADE:
        return amount if isinstance(amount, Missing) else Actual(amount)
    if isinstance(amount, Missing):
        return Actual(None, letters[row]) if row in letters else amount
    assert indicator.scale is not None, "an indicator of direction grade has a scale"
    grade = indicator.scale.grade_of(amount)
    return Missing("no-grade", indicator.code) if grade is None else Actual(amount, grade)
