"""Every office of a list in every part of a period, and the areas above them: pooled, with coverage.

An area's ratio is the sum of its offices' numerators over the sum of their denominators. Only offices of which an
indicator's every input is known take part in it; how many did, of how many, stands beside the figure. Nobody's
silence is counted as a zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from capaian.core.area import AreaLevel
from capaian.core.findings.finding import Finding
from capaian.core.formula import Name
from capaian.core.measurement.exact_columns import ExactColumn, column_of
from capaian.core.measurement.measure_columns import FigureColumns, indicator_columns, mean_of_figures
from capaian.core.numbers import arithmetic
from capaian.core.numbers.missing import Missing
from capaian.core.period import Period
from capaian.core.plan.indicator import Indicator, Unit
from capaian.core.plan.office import Office
from capaian.core.plan.variable import Kind, Variable
from capaian.core.registers.aggregation import Aggregate, AggregateFunction
from capaian.pipeline.inputs import Inputs
from capaian.pipeline.office_values import OfficeValues, values_of_offices
from capaian.pipeline.promises import targets_of


@dataclass(frozen=True, slots=True)
class OfficeCoverage:
    """For each row: how many offices there are, and of how many every input was known."""

    offices: Sequence[int]
    reported: Sequence[int]


@dataclass(frozen=True, slots=True)
class RollUpTable:
    """All figures of one ``level``: rows run place by place, and within a place period by period."""

    level: str
    places: Sequence[tuple[str, str]]
    """Code and name."""
    periods: Sequence[Period]
    figures: Mapping[str, FigureColumns]
    coverage: Mapping[str, OfficeCoverage]
    """By code of the indicator."""
    mean: ExactColumn


def parts_of_period(period: Period, each: str | None) -> list[Period]:
    """Return the months or quarters of ``period``, or itself where ``each`` is ``None`` or longer than it."""
    months = {"month": 1, "quarter": 3}.get(each or "", period.months)
    if months >= period.months:
        return [period]
    firsts = range(period.first_month, period.first_month + period.months, months)
    return [Period(period.year, first, months) for first in firsts]


def level_of(code: str) -> str:
    """Return the level of an area code: ``district`` of ``15.71.03``."""
    return AreaLevel(len(code)).name.lower()


def roll_up(
    inputs: Inputs, periods: Sequence[Period], offices: Sequence[Office], levels: Sequence[str]
) -> tuple[list[RollUpTable], list[Finding]]:
    """Measure the plan's indicators for the areas of each of ``levels`` that ``offices`` lie in.

    ``offices`` are those that report, all of one level; ``levels`` are theirs or above it. Rows are counted once.
    """
    known = values_of_offices(inputs, periods, [office.code for office in offices])
    return roll_up_values(inputs, periods, offices, levels, known), known.findings


def roll_up_values(
    inputs: Inputs, periods: Sequence[Period], offices: Sequence[Office], levels: Sequence[str], known: OfficeValues
) -> list[RollUpTable]:
    """Return what :func:`roll_up` does where it is known already what each office has."""
    return [_level(inputs, periods, offices, level, known) for level in levels]


def _level(
    inputs: Inputs, periods: Sequence[Period], offices: Sequence[Office], level: str, known: OfficeValues
) -> RollUpTable:
    plan, length = inputs.plan, AreaLevel.named(level)
    names = {office.code[:length]: office.name if len(office.code) == length else "" for office in offices}
    places = sorted(names.items()) if len(offices[0].code) != length else [(o.code, o.name) for o in offices]
    numbers = {code: number for number, (code, _) in enumerate(places)}
    homes = [numbers[office.code[:length]] for office in offices]
    goals = [home * len(periods) + number for home in homes for number in range(len(periods))]
    areas = [code or "nasional" for code, _ in places for _ in periods]
    own = len(offices[0].code) == length
    figures, coverage = {}, {}
    for indicator in plan.indicators():
        values = {name: known.columns[name] for name in plan.variables_of(indicator)}
        letters = known.letters.get(indicator.formula.name, {}) if isinstance(indicator.formula, Name) else {}
        complete = _complete(values, letters, len(offices) * len(periods))
        coverage[indicator.code] = _coverage(complete, goals, len(areas))
        if not own:
            values = {
                name: _pooled(indicator, plan.variables[name], column, known, complete, goals, areas)
                for name, column in values.items()
            }
            letters = {}
        targets = targets_of(inputs, indicator, [o.code for o in offices], periods, places, homes)
        figures[indicator.code] = indicator_columns(
            plan, indicator, values, letters, targets, periods, rulebook=inputs.rulebook
        )
    mean = mean_of_figures(plan, figures, len(places) * len(periods))
    return RollUpTable(level, places, periods, figures, coverage, mean)


# ---- areas ------------------------------------------------------------------------------------------


def _complete(values: Mapping[str, ExactColumn], letters: Mapping[int, str], size: int) -> list[bool]:
    """Tell for each row whether every input is known."""
    unknown: set[int] = set()
    for column in values.values():
        unknown |= column.missing.keys()
    unknown -= letters.keys()
    return [row not in unknown for row in range(size)]


def _coverage(complete: Sequence[bool], goals: Sequence[int], size: int) -> OfficeCoverage:
    offices, reported = [0] * size, [0] * size
    for goal, known in zip(goals, complete, strict=True):
        offices[goal] += 1
        reported[goal] += known
    return OfficeCoverage(offices, reported)


def is_additive(indicator: Indicator, variable: Variable) -> bool:
    """Tell whether an input may be put together over offices.

    Scores and percentages are no counts: their sum means nothing, and their mean hides unlike bases.
    """
    if variable.counting is not None and variable.counting.how is AggregateFunction.MEAN:
        return True
    score = isinstance(indicator.formula, Name) and indicator.unit in (Unit.PERCENT, Unit.INDEX, Unit.GRADE)
    return not score and (variable.kind is not Kind.MEAN or variable.counting is not None)


def _pooled(
    indicator: Indicator,
    variable: Variable,
    column: ExactColumn,
    known: OfficeValues,
    complete: Sequence[bool],
    goals: Sequence[int],
    areas: Sequence[str],
) -> ExactColumn:
    """Return a variable for each area: the sum over its complete offices; a mean from its total and count.

    ``goals`` gives the row of the area to each row of the offices, ``areas`` the code to each row of the areas.
    """
    how = variable.counting.how if variable.counting else AggregateFunction.SUM
    if not is_additive(indicator, variable):
        return column_of([Missing("not-additive", variable.name)] * len(areas))
    gathered: dict[int, list[int]] = {}
    for row, goal in enumerate(goals):
        if complete[row]:
            gathered.setdefault(goal, []).append(row)
    amounts: list[Fraction | Missing] = [Missing("nobody-reported", area) for area in areas]
    means = known.means.get(variable.name, {})
    for goal, rows in gathered.items():
        if how is AggregateFunction.MEAN and all(row in means for row in rows):
            amounts[goal] = _pooled_mean(variable, [means[row] for row in rows])
        else:
            amounts[goal] = _put_together(how, column, rows, variable)
    return column_of(amounts)


def _pooled_mean(variable: Variable, counted: Sequence[Aggregate]) -> Fraction | Missing:
    total = arithmetic.total(one.amount or Fraction(0) for one in counted)
    mean = arithmetic.divide(total, Fraction(sum(one.rows for one in counted)))
    return Missing("no-rows", variable.name) if mean is None else mean


def _put_together(
    how: AggregateFunction, column: ExactColumn, rows: Sequence[int], variable: Variable
) -> Fraction | Missing:
    if how is AggregateFunction.MEAN:  # some typed and some counted: nothing says how much each weighs
        return Missing("not-additive", variable.name)
    if how not in (AggregateFunction.MIN, AggregateFunction.MAX) and column.denominators is None:
        return Fraction(sum(column.numerators[row] for row in rows))
    amounts = [
        Fraction(column.numerators[row], column.denominators[row] if column.denominators else 1) for row in rows
    ]
    if how is AggregateFunction.MIN:
        return min(amounts)
    return max(amounts) if how is AggregateFunction.MAX else arithmetic.total(amounts)
