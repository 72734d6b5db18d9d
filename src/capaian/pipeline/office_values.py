"""What is known of every office in every part of a period: counted from rows, or typed, or why it is not."""

from __future__ import annotations

import decimal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import pyarrow as pa
import pyarrow.compute as pc

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.measurement.exact_columns import Amounts, ExactColumn
from capaian.core.measurement.tally import tally
from capaian.core.numbers.missing import Missing
from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.core.plan.variable import Kind, Observation, Variable
from capaian.core.registers.aggregation import Aggregate, AggregateFunction, Aggregation
from capaian.engine.counts import NOTHING, counted_of, span_of
from capaian.pipeline.inputs import Inputs
from capaian.pipeline.partials import aggregate_register
from capaian.pipeline.register_tables import RegisterTable

_SOME = Aggregate(AggregateFunction.ROWS, 0, 0, 0, None)
"""Stands beside an amount to say that it was counted."""

_DIGITS = 80
"""More than any decimal of an engine has: nothing is rounded on the way to a whole number."""


@dataclass(slots=True)
class OfficeValues:
    """What is known of every office and period."""

    columns: dict[str, ExactColumn]
    letters: dict[str, dict[int, str]]
    means: dict[str, dict[int, Aggregate]]
    """Of variables that are a mean of cells: total and count of each row, from which areas are pooled."""
    findings: list[Finding] = field(default_factory=list)


def values_of_offices(inputs: Inputs, periods: Sequence[Period], offices: Sequence[str]) -> OfficeValues:
    """Return every variable of the plan for each of ``offices`` in each of ``periods``."""
    counted: dict[str, Amounts] = {}
    found = OfficeValues({}, {}, {})
    for name, table in inputs.registers.items():
        asked = {
            variable.name: variable.counting
            for variable in inputs.plan.variables.values()
            if variable.counting is not None and variable.counting.register == name
        }
        if asked:
            counted |= counted_columns(inputs.plan, table, asked, periods, offices, found)
    typed: dict[tuple[str, str], list[Observation]] = {}
    for observation in inputs.observations:
        typed.setdefault((observation.variable, observation.office), []).append(observation)
    size = len(offices) * len(periods)
    for name, variable in inputs.plan.variables.items():
        amounts = counted.get(name)
        if amounts is None:
            amounts = Amounts([0] * size, missing=dict.fromkeys(range(size), Missing("no-value", name)))
        found.letters[name] = {}
        for number, office in enumerate(offices):
            if (name, office) in typed:
                _typed(variable, typed[name, office], number, periods, name in counted, amounts, found)
        found.columns[name] = amounts.column()
    return found


def _typed(
    variable: Variable,
    observations: Sequence[Observation],
    office: int,
    periods: Sequence[Period],
    counted: bool,
    amounts: Amounts,
    found: OfficeValues,
) -> None:
    """Put an office's typed values in place, beside the counted ones, as they are told for one office alone."""
    if not counted and (single := _one_for_each(observations, periods)) is not None:
        for number, period in enumerate(periods):
            if period in single:
                amounts[office * len(periods) + number] = single[period]
        return
    for number, period in enumerate(periods):
        row = office * len(periods) + number
        beside = [_counted(variable, observations[0].office, period, amounts[row])] if counted else []
        tallied, findings = tally(variable, period, [*observations, *beside])
        found.findings += findings
        if tallied.grade is not None:
            found.letters[variable.name][row] = tallied.grade
        else:
            amounts[row] = tallied.value


def _one_for_each(observations: Sequence[Observation], periods: Sequence[Period]) -> dict[Period, Fraction] | None:
    """Return the amounts by period where each is a number, all periods are as long as ours and none is there twice.

    Then there is nothing to combine and nothing to compare; else ``None``.
    """
    found = {one.period: one.amount for one in observations if one.amount is not None}
    plain = len(found) == len(observations) and all(one.months == periods[0].months for one in found)
    return found if plain else None


def _counted(variable: Variable, office: str, period: Period, amount: Fraction | Missing) -> Observation:
    """Return what was counted as the value that it is for one office."""
    if not isinstance(amount, Missing):
        return Observation(office, period, variable.name, amount, counted=_SOME)
    said = None if amount.reason == "never-reported" else _SOME
    return Observation(office, period, variable.name, None, counted=said, why=amount)


def counted_columns(
    plan: Plan,
    table: RegisterTable,
    asked: Mapping[str, Aggregation],
    periods: Sequence[Period],
    offices: Sequence[str],
    found: OfficeValues,
) -> dict[str, Amounts]:
    """Return what the rows of a register give, column by column."""
    keyed = {f"m{number}": counting for number, counting in enumerate(asked.values())}
    lines = aggregate_register(table, keyed, periods, len(offices[0]), offices)
    ours = _Ours(lines.table, offices, periods)
    made = {}
    for (name, counting), key in zip(asked.items(), keyed, strict=True):
        state = plan.variables[name].kind is Kind.STOCK
        nothing = counted_of(key, counting, NOTHING).value(name, is_state=state)
        amounts = Amounts([0] * ours.size)
        if isinstance(nothing, Missing):
            amounts.missing = dict.fromkeys(range(ours.size), nothing)
        never = Missing("never-reported", table.register.name)
        for number, office in enumerate(offices):
            if office not in lines.ever:
                amounts.missing |= dict.fromkeys(range(number * len(periods), (number + 1) * len(periods)), never)
        made[name] = amounts
        left_out = _fill(amounts, name, counting, key, ours, found)
        if left_out:
            said = {"variable": name, "count": left_out, "column": counting.column}
            found.findings.append(finding("cells-left-out", Place(str(table.path)), name, **said))
    return made


class _Ours:
    """The lines that are of our offices, and the row of each; a line is there because rows were seen."""

    def __init__(self, lines: pa.Table, offices: Sequence[str], periods: Sequence[Period]) -> None:
        spans = pa.array([span_of(period) for period in periods], pa.int64())
        home = pc.index_in(lines["_office"], pa.array(offices, pa.string()))
        span = pc.index_in(lines["_span"].cast(pa.int64()), spans)
        row = pc.add(pc.multiply(home.cast(pa.int64()), len(periods)), span.cast(pa.int64()))
        self.lines = lines.filter(pc.is_valid(row))
        self.rows: list[int] = row.filter(pc.is_valid(row)).to_pylist()
        self.size = len(offices) * len(periods)


def _fill(amounts: Amounts, name: str, counting: Aggregation, key: str, ours: _Ours, found: OfficeValues) -> int:
    """Put what the lines say in place; return how many rows were left out for an empty cell."""
    lines, rows = ours.lines, ours.rows
    if counting.how in (AggregateFunction.ROWS, AggregateFunction.DISTINCT, AggregateFunction.SUM):
        source = f"{key}_meeting" if counting.how is AggregateFunction.ROWS else f"{key}_amount"
        above, below = _whole(lines[source])
        for row, amount in zip(rows, above, strict=True):
            amounts.put(row, amount, below)
        if counting.how is AggregateFunction.ROWS:
            return 0
    else:
        own = lines.select(["seen", *(n for n in lines.column_names if n.startswith(f"{key}_"))])
        for row, line in zip(rows, own.to_pylist(), strict=True):
            counted = counted_of(key, counting, line)
            amounts[row] = counted.value(name)
            if counting.how is AggregateFunction.MEAN:
                found.means.setdefault(name, {})[row] = counted
    left_out = pc.sum(pc.subtract(lines[f"{key}_meeting"], lines[f"{key}_filled"])).as_py()
    return int(left_out or 0)


def _whole(column: pa.ChunkedArray) -> tuple[list[int], int]:
    """Return a column's amounts as whole numbers over one denominator; nothing to add up is zero."""
    kind = column.type
    if not pa.types.is_decimal(kind):
        return [amount or 0 for amount in column.to_pylist()], 1
    with decimal.localcontext(prec=_DIGITS):
        return [int(amount.scaleb(kind.scale)) if amount else 0 for amount in column.to_pylist()], 10**kind.scale
