"""Every indicator for many offices and periods at once: what :func:`~capaian.core.measurement.measure.measure`
gives for one.

Rows run office by office, and within an office period by period.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from capaian.core.measurement.achievement import Achievement, RuleBook, RuleKey, achieve, actual_of
from capaian.core.measurement.exact_columns import (
    ExactColumn,
    clamp_column,
    column_of,
    constant,
    evaluate_column,
    mean_of_known,
)
from capaian.core.numbers.missing import Missing
from capaian.core.period import Period
from capaian.core.plan.indicator import Direction, Indicator
from capaian.core.plan.performance_plan import LowerIsBetter, MeanOver, Plan
from capaian.core.plan.target import NumberTarget, Target


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """One indicator in every row: ``target``, ``actual``, ``achievement``, and the ``grades`` where it has any."""

    indicator: Indicator
    targets: Sequence[Target | Missing]
    actual: ExactColumn
    achievement: ExactColumn
    grades: Mapping[int, str]


def indicator_columns(
    plan: Plan,
    indicator: Indicator,
    values: Mapping[str, ExactColumn],
    letters: Mapping[int, str],
    targets: Sequence[Target | Missing],
    periods: Sequence[Period],
    *,
    rulebook: RuleBook,
) -> FigureColumns:
    """Measure one indicator in every row.

    ``values`` holds a column for each of its variables; ``letters`` the rows for which a grade was given in place
    of a score; ``targets`` the promise of each row, or why there is none.
    """
    size = len(targets)
    parts = {part.name: evaluate_column(part.formula, values.__getitem__, size) for part in indicator.parts}
    actual = evaluate_column(indicator.formula, lambda name: parts[name] if name in parts else values[name], size)
    fast = _by_number(plan, indicator, actual, targets, periods, rulebook)
    if fast is not None:
        return FigureColumns(indicator, targets, actual, fast, {})
    return _one_by_one(plan, indicator, actual, letters, targets, periods, rulebook)


def mean_of_figures(plan: Plan, figures: Mapping[str, FigureColumns], size: int) -> ExactColumn:
    """Return the mean achievement of each row over what is measured, each held to the plan's cap."""
    rules = plan.rules

    def capped(indicator: Indicator) -> ExactColumn:
        return clamp_column(figures[indicator.code].achievement, floor=None, cap=rules.cap)

    if rules.mean is MeanOver.OBJECTIVES:
        objectives = [[capped(i) for i in objective.indicators] for objective in plan.objectives()]
        return mean_of_known([mean_of_known(columns, size) for columns in objectives if columns], size)
    return mean_of_known([capped(indicator) for indicator in plan.indicators()], size)


def _by_number(
    plan: Plan,
    indicator: Indicator,
    actual: ExactColumn,
    targets: Sequence[Target | Missing],
    periods: Sequence[Period],
    rulebook: RuleBook,
) -> ExactColumn | None:
    """Return the achievement where every target is a number, none of them zero, and one rule holds throughout."""
    if indicator.better not in (Direction.HIGHER, Direction.LOWER):
        return None
    promised = _column_of_targets(targets)
    if promised is None:
        return None
    key = RuleKey.HIGHER
    if indicator.better is Direction.LOWER:
        reflected = plan.rules.lower_is_better is LowerIsBetter.REFLECTED
        key = RuleKey.LOWER_REFLECTED if reflected else RuleKey.LOWER_INVERSE
    rules = {id(rule): rule for rule in (rulebook.on(key, period.last_day) for period in periods)}
    if len(rules) > 1:
        return None
    operands = {"actual": actual, "target": promised}
    (rule,) = rules.values()
    raw = evaluate_column(rule.formula, operands.__getitem__, len(actual))
    zero = {"zero-denominator": Missing("zero-actual")}
    missing = {row: actual.missing.get(row) or zero.get(why.reason, why) for row, why in raw.missing.items()}
    return clamp_column(ExactColumn(raw.numerators, raw.denominators, missing), floor=plan.rules.floor, cap=None)


def _column_of_targets(targets: Sequence[Target | Missing]) -> ExactColumn | None:
    unlike = {id(target): target for target in targets}.values()
    amounts = [target.amount for target in unlike if isinstance(target, NumberTarget)]
    if not all(amounts) or len(amounts) < sum(not isinstance(target, Missing) for target in unlike):
        return None
    if len(unlike) == len(amounts) == 1:
        return constant(amounts[0], len(targets))
    return column_of([target.amount if isinstance(target, NumberTarget) else target for target in targets])  # type: ignore[misc]


def _one_by_one(
    plan: Plan,
    indicator: Indicator,
    actual: ExactColumn,
    letters: Mapping[int, str],
    targets: Sequence[Target | Missing],
    periods: Sequence[Period],
    rulebook: RuleBook,
) -> FigureColumns:
    """Measure row by row what has bands, grades, zero targets, or a rule that changes on the way."""
    actuals: list[Fraction | Missing] = []
    achieved: list[Fraction | Missing] = []
    grades = {}
    for row in range(len(actual)):
        period = periods[row % len(periods)]
        found = actual_of(indicator, actual[row], letters.get(row))
        actuals.append(found if isinstance(found, Missing) else actual[row])
        if isinstance(found, Missing):
            achieved.append(found)
            continue
        if found.grade is not None:
            grades[row] = found.grade
        target = targets[row]
        if isinstance(target, Missing):
            achieved.append(target)
            continue
        result = achieve(indicator, target, found, rules=plan.rules, rulebook=rulebook, day=period.last_day)
        achieved.append(result.amount if isinstance(result, Achievement) else result)
    return FigureColumns(indicator, targets, column_of(actuals), column_of(achieved), grades)
