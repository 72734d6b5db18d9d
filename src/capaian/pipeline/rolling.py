"""Every office of a list in every part of a period, and the areas above them: pooled, with coverage.

An area's ratio is the sum of its offices' numerators over the sum of their denominators. Only offices of which an
indicator's every input is known take part in it; how many did, of how many, stands beside the figure. Nobody's
silence is counted as a zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import pyarrow as pa

from capaian.core import arithmetic
from capaian.core.columns import Column, column_of
from capaian.core.counting import Counted, Counting, How
from capaian.core.figures import Figure, figure_of, mean_of_figures
from capaian.core.finding import Finding, Place, finding
from capaian.core.formula import Name
from capaian.core.indicator import Indicator, Unit
from capaian.core.missing import Missing
from capaian.core.office import Office
from capaian.core.period import Period
from capaian.core.plan import Plan
from capaian.core.tally import tally
from capaian.core.variable import Kind, Observation, Variable
from capaian.engine.counts import LEVELS, NOTHING, counted_of, span_of
from capaian.pipeline.books import Book
from capaian.pipeline.inputs import Inputs
from capaian.pipeline.partials import counted_lines
from capaian.pipeline.promises import targets_of


@dataclass(frozen=True, slots=True)
class Coverage:
    """For each row: how many offices there are, and of how many every input was known."""

    offices: Sequence[int]
    reported: Sequence[int]


@dataclass(frozen=True, slots=True)
class Rolled:
    """All figures of one ``level``: rows run place by place, and within a place period by period."""

    level: str
    places: Sequence[tuple[str, str]]
    """Code and name."""
    periods: Sequence[Period]
    figures: Mapping[str, Figure]
    coverage: Mapping[str, Coverage]
    """By code of the indicator."""
    mean: Column


@dataclass(slots=True)
class _Values:
    """What is known of every office and period."""

    columns: dict[str, Column]
    letters: dict[str, dict[int, str]]
    means: dict[str, dict[int, Counted]]
    """Of variables that are a mean of cells: total and count of each row, from which areas are pooled."""
    findings: list[Finding] = field(default_factory=list)


def parts_of_period(period: Period, each: str | None) -> list[Period]:
    """Return the months or quarters of ``period``, or itself where ``each`` is ``None`` or longer than it."""
    months = {"month": 1, "quarter": 3}.get(each or "", period.months)
    if months >= period.months:
        return [period]
    firsts = range(period.first_month, period.first_month + period.months, months)
    return [Period(period.year, first, months) for first in firsts]


def level_of(code: str) -> str:
    """Return the level of an area code: ``district`` of ``15.71.03``."""
    return next(name for name, length in LEVELS.items() if length == len(code))


def roll_up(
    inputs: Inputs, periods: Sequence[Period], offices: Sequence[Office], levels: Sequence[str]
) -> tuple[list[Rolled], list[Finding]]:
    """Measure the plan's indicators for the areas of each of ``levels`` that ``offices`` lie in.

    ``offices`` are those that report, all of one level; ``levels`` are theirs or above it. Rows are counted once.
    """
    known = _values(inputs, periods, [office.code for office in offices])
    return [_level(inputs, periods, offices, level, known) for level in levels], known.findings


def _level(
    inputs: Inputs, periods: Sequence[Period], offices: Sequence[Office], level: str, known: _Values
) -> Rolled:
    plan, length = inputs.plan, LEVELS[level]
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
        figures[indicator.code] = figure_of(plan, indicator, values, letters, targets, periods, book=inputs.book)
    mean = mean_of_figures(plan, figures, len(places) * len(periods))
    return Rolled(level, places, periods, figures, coverage, mean)


# ---- what is known of each office ---------------------------------------------------------------------


def _values(inputs: Inputs, periods: Sequence[Period], offices: Sequence[str]) -> _Values:
    rows: dict[str, list[Fraction | Missing]] = {}
    found = _Values({}, {}, {})
    for name, book in inputs.books.items():
        asked = {
            variable.name: variable.counting
            for variable in inputs.plan.variables.values()
            if variable.counting is not None and variable.counting.register == name
        }
        if asked:
            rows |= _counted(inputs.plan, book, asked, periods, offices, found)
    typed: dict[tuple[str, str], list[Observation]] = {}
    for observation in inputs.observations:
        typed.setdefault((observation.variable, observation.office), []).append(observation)
    for name, variable in inputs.plan.variables.items():
        amounts = rows.get(name) or [Missing("no-value", name)] * (len(offices) * len(periods))
        found.letters[name] = {}
        for number, office in enumerate(offices):
            if (name, office) in typed:
                _typed(variable, typed[name, office], number, periods, name in rows, amounts, found)
        found.columns[name] = column_of(amounts)
    return found


def _counted(
    plan: Plan,
    book: Book,
    asked: Mapping[str, Counting],
    periods: Sequence[Period],
    offices: Sequence[str],
    found: _Values,
) -> dict[str, list[Fraction | Missing]]:
    """Return what the rows of a register give, office by office and period by period."""
    keyed = {f"m{number}": counting for number, counting in enumerate(asked.values())}
    lines = counted_lines(book, keyed, periods, len(offices[0]), offices)
    rows = _rows(lines.table, offices, periods)
    made: dict[str, list[Fraction | Missing]] = {}
    for (name, counting), key in zip(asked.items(), keyed, strict=True):
        state = plan.variables[name].kind is Kind.STOCK
        nothing = counted_of(key, counting, NOTHING).value(name, is_state=state)
        never = Missing("never-reported", book.register.name)
        amounts = [nothing if office in lines.ever else never for office in offices for _ in periods]
        made[name] = amounts
        if counting.how is How.ROWS:  # by far the most; a line is there because rows were seen
            for row, meeting in zip(rows, lines.table[f"{key}_meeting"].to_pylist(), strict=True):
                if row >= 0:
                    amounts[row] = Fraction(meeting)
            continue
        left_out = 0
        own = lines.table.select(["seen", *(n for n in lines.table.column_names if n.startswith(f"{key}_"))])
        for row, line in zip(rows, own.to_pylist(), strict=True):
            if row < 0:
                continue
            counted = counted_of(key, counting, line)
            amounts[row] = counted.value(name, is_state=state)
            if counting.how is How.MEAN:
                found.means.setdefault(name, {})[row] = counted
            left_out += counted.left_out
        if left_out:
            said = {"variable": name, "count": left_out, "column": counting.column}
            found.findings.append(finding("cells-left-out", Place(str(book.path)), name, **said))
    return made


def _rows(lines: pa.Table, offices: Sequence[str], periods: Sequence[Period]) -> list[int]:
    """Return for each line the number of its office and period among ours, or -1 where its office is not ours."""
    numbers = {office: number for number, office in enumerate(offices)}
    spans = {span_of(period): number for number, period in enumerate(periods)}
    return [
        numbers[office] * len(periods) + spans[span] if office in numbers else -1
        for office, span in zip(lines["_office"].to_pylist(), lines["_span"].to_pylist(), strict=True)
    ]


def _typed(
    variable: Variable,
    observations: Sequence[Observation],
    office: int,
    periods: Sequence[Period],
    counted: bool,
    amounts: list[Fraction | Missing],
    found: _Values,
) -> None:
    """Put an office's typed values in place; a counted one comes first, and what contradicts it is said."""
    for number, period in enumerate(periods):
        row = office * len(periods) + number
        tallied, findings = tally(variable, period, observations)
        found.findings += findings
        if tallied.grade is not None:
            found.letters[variable.name][row] = tallied.grade
            continue
        before = amounts[row]
        if not counted or (isinstance(before, Missing) and before.reason == "never-reported"):
            amounts[row] = tallied.value
        elif not isinstance(tallied.value, Missing) and tallied.value != before:
            amounts[row] = Missing("conflicting-values", variable.name)
            found.findings.append(_conflict(variable, period, observations[0], before, tallied.value))


def _conflict(
    variable: Variable, period: Period, typed: Observation, counted: Fraction | Missing, amount: Fraction
) -> Finding:
    shown = counted.sentence() if isinstance(counted, Missing) else str(counted)
    said = {"counted": shown, "typed": str(amount), "where": typed.place, "period": period}
    return finding("counted-and-typed", typed.place, variable.name, variable=variable.name, **said)


# ---- areas ------------------------------------------------------------------------------------------


def _complete(values: Mapping[str, Column], letters: Mapping[int, str], size: int) -> list[bool]:
    """Tell for each row whether every input is known."""
    unknown: set[int] = set()
    for column in values.values():
        unknown |= column.missing.keys()
    unknown -= letters.keys()
    return [row not in unknown for row in range(size)]


def _coverage(complete: Sequence[bool], goals: Sequence[int], size: int) -> Coverage:
    offices, reported = [0] * size, [0] * size
    for goal, known in zip(goals, complete, strict=True):
        offices[goal] += 1
        reported[goal] += known
    return Coverage(offices, reported)


def _pooled(
    indicator: Indicator,
    variable: Variable,
    column: Column,
    known: _Values,
    complete: Sequence[bool],
    goals: Sequence[int],
    areas: Sequence[str],
) -> Column:
    """Return a variable for each area: the sum over its complete offices; a mean from its total and count.

    ``goals`` gives the row of the area to each row of the offices, ``areas`` the code to each row of the areas.
    """
    how = variable.counting.how if variable.counting else How.SUM
    score = isinstance(indicator.formula, Name) and indicator.unit in (Unit.PERCENT, Unit.INDEX, Unit.GRADE)
    if (score and how is not How.MEAN) or (variable.kind is Kind.MEAN and variable.counting is None):
        # Scores and percentages are no counts: their sum means nothing, and their mean hides unlike bases.
        return column_of([Missing("not-additive", variable.name)] * len(areas))
    gathered: dict[int, list[int]] = {}
    for row, goal in enumerate(goals):
        if complete[row]:
            gathered.setdefault(goal, []).append(row)
    amounts: list[Fraction | Missing] = [Missing("nobody-reported", area) for area in areas]
    means = known.means.get(variable.name, {})
    for goal, rows in gathered.items():
        if how is How.MEAN and all(row in means for row in rows):
            amounts[goal] = _pooled_mean(variable, [means[row] for row in rows])
        else:
            amounts[goal] = _put_together(how, column, rows, variable)
    return column_of(amounts)


def _pooled_mean(variable: Variable, counted: Sequence[Counted]) -> Fraction | Missing:
    total = arithmetic.total(one.amount or Fraction(0) for one in counted)
    mean = arithmetic.divide(total, Fraction(sum(one.rows for one in counted)))
    return Missing("no-rows", variable.name) if mean is None else mean


def _put_together(how: How, column: Column, rows: Sequence[int], variable: Variable) -> Fraction | Missing:
    if how is How.MEAN:  # some typed and some counted: nothing says how much each weighs
        return Missing("not-additive", variable.name)
    if how not in (How.MIN, How.MAX) and column.below is None:
        return Fraction(sum(column.above[row] for row in rows))
    amounts = [Fraction(column.above[row], column.below[row] if column.below else 1) for row in rows]
    if how is How.MIN:
        return min(amounts)
    return max(amounts) if how is How.MAX else arithmetic.total(amounts)
