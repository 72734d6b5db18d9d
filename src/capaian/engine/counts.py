"""Counting the rows of a register for every office in one pass."""

from __future__ import annotations

import datetime
import functools
import operator
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa

from capaian.core.period import Period
from capaian.core.registers.aggregation import Aggregate, AggregateFunction, Aggregation, Row
from capaian.core.registers.condition import value_of
from capaian.core.registers.register import FieldType, Register
from capaian.engine.by_need import ibis
from capaian.engine.conditions import Expression, condition
from capaian.engine.spark import faults_named
from capaian.engine.tables import engine_lock

WHOLE = "decimal(38, 0)"
"""What whole numbers are summed in: 64 bits may overflow. Decimals and rupiah are decimals already, see
:data:`capaian.core.registers.register.DECIMALS`, and both engines sum those in wider ones."""


FEW = 20
"""So many offices are looked for one by one; more are counted with everybody else's."""

NOTHING: Mapping[str, Any] = {"seen": 0}
"""The line of an office that has no row in the period."""


def offices_of(
    register: Register,
    rows: Expression,
    level: int,
    offices: Collection[str] = (),
    last: datetime.date = datetime.date.max,
) -> set[str]:
    """Return the offices with a row up to ``last``, cut to ``level`` characters; few ``offices``, only those."""
    sound = _sound(register, of_offices(register, rows, offices), level)
    if last < datetime.date.max:
        sound = sound.filter(sound[register.date] <= last)
    return set(execute(sound.select(_office=_office(register, sound, level)).distinct())["_office"].to_pylist())


def lines_of(
    register: Register,
    rows: Expression,
    countings: Mapping[str, Aggregation],
    periods: Sequence[Period],
    level: int,
    offices: Collection[str] = (),
) -> pa.Table:
    """Return an Arrow line for each office and period that has rows: what :func:`expression` gives.

    Where ``offices`` are few, the rows of others are passed over.
    """
    return execute(expression(register, of_offices(register, rows, offices), countings, periods, level))


def of_offices(register: Register, rows: Expression, offices: Collection[str]) -> Expression:
    """Return the rows of some offices; all where those are none or more than :data:`FEW`, or the nation."""
    if not offices or len(offices) > FEW or "" in offices:
        return rows
    place = rows[register.office]
    # A slash follows the point in the order of characters: this is the office and every place below it, as a range
    # that the statistics of a file can answer.
    return rows.filter(functools.reduce(operator.or_, ((place >= o) & (place < f"{o}/") for o in sorted(offices))))


def execute(expression: Expression) -> pa.Table:
    """Run an expression where its rows are. Raises :class:`capaian.engine.faults.EngineFailed`."""
    with faults_named(), engine_lock:
        place = ibis.get_backend(expression)
        if place.name != "duckdb":
            return expression.to_pyarrow()
        # Ibis loads pandas to hand over what DuckDB has; its step before that makes known the tables in memory.
        found = place._to_duckdb_relation(expression).to_arrow_table()
        return found.cast(expression.schema().to_pyarrow())


def span_of(period: Period) -> int:
    """Return what the column ``_span`` says of a period: its month, its quarter, or 0 for a year."""
    return {1: period.first_month, 3: period.quarter}.get(period.months, 0)


def expression(
    register: Register,
    rows: Expression,
    countings: Mapping[str, Aggregation],
    periods: Sequence[Period],
    level: int,
) -> Expression:
    """Return the one aggregation behind the counts, as any backend of Ibis can run it.

    ``periods`` follow each other in one year and are equally long; offices are codes cut to ``level`` characters,
    see ``core.area``. ``_office`` and ``_span`` (see :func:`span_of`) tell the lines apart; ``seen`` counts the
    rows of each. A counting's key names its columns: ``m0_meeting``, ``m0_filled``, ``m0_amount`` belong to ``m0``.
    """
    date, place = rows[register.date], rows[register.office]
    inside = rows.filter(date.between(periods[0].first_day, periods[-1].last_day), place.length() >= level)
    date = inside[register.date]
    spans = {1: date.month, 3: date.quarter}
    span = spans[periods[0].months]() if periods[0].months in spans else ibis.literal(0)
    return _grouped(register, inside, countings, level, _span=span)


def monthly_expression(
    register: Register, rows: Expression, countings: Mapping[str, Aggregation], level: int
) -> Expression:
    """Return the same for every month that rows lie in; ``_month`` is counted from the year 0.

    These lines can be put together again, see :mod:`capaian.engine.partials`; where the last day matters,
    ``m0_day`` keeps it.
    """
    inside = _sound(register, rows, level)
    date = inside[register.date]
    month = (date.year().cast("int32") * 12 + date.month().cast("int32") - 1).cast("int32")
    return _grouped(register, inside, countings, level, _month=month)


def _first(text: str, length: int) -> str:
    raise NotImplementedError("run by the engine")


@functools.cache
def _left() -> Any:
    """The first characters, by the engines' own function: Ibis writes a case for every row in its place."""
    return ibis.udf.scalar.builtin(name="left")(_first)


def _sound(register: Register, rows: Expression, level: int) -> Expression:
    return rows.filter(rows[register.office].length() >= level, rows[register.date].notnull())


def _office(register: Register, rows: Expression, level: int) -> Expression:
    return _left()(rows[register.office], level) if level else ibis.literal("")


def _grouped(
    register: Register, rows: Expression, countings: Mapping[str, Aggregation], level: int, **when: Expression
) -> Expression:
    measures: dict[str, Expression] = {"seen": rows.count()}
    for key, counting in countings.items():
        measures |= _measures(key, counting, rows, register, days="_month" in when)
    return rows.group_by(_office=_office(register, rows, level), **when).aggregate(**measures)


def _measures(
    key: str, counting: Aggregation, table: Expression, register: Register, *, days: bool
) -> dict[str, Expression]:
    meets = None if counting.where is None else condition(counting.where, table, register)
    # Counting where something holds leaves out what an empty cell keeps open, on every backend.
    measures = {f"{key}_meeting": table.count() if meets is None else table.count(where=meets)}
    if counting.how is AggregateFunction.ROWS:
        return measures
    column = table[counting.column]
    filled = column.notnull() if meets is None else meets & column.notnull()
    measures[f"{key}_filled"] = table.count(where=filled)
    match counting.how:
        case AggregateFunction.DISTINCT:
            measures[f"{key}_amount"] = column.nunique(where=filled)
        case AggregateFunction.SUM | AggregateFunction.MEAN:
            exact = column.cast(WHOLE) if register.columns[counting.column].type is FieldType.WHOLE else column
            measures[f"{key}_amount"] = exact.sum(where=filled)
        case AggregateFunction.MIN:
            measures[f"{key}_amount"] = column.min(where=filled)
        case AggregateFunction.MAX:
            measures[f"{key}_amount"] = column.max(where=filled)
        case AggregateFunction.LAST:
            # The greatest pair of day and value: the latest day, and of several rows of that day the greatest.
            dated = ibis.struct({"day": table[register.date], "value": column})
            measures[f"{key}_amount"] = dated.max(where=filled)["value"]
            if days:
                measures[f"{key}_day"] = table[register.date].max(where=filled)
    return measures


def counted_of(key: str, counting: Aggregation, line: Mapping[str, Any]) -> Aggregate:
    """Return what a line of :func:`expression` says of the counting with ``key``; what it lacks is nothing."""
    meeting, seen = int(line.get(f"{key}_meeting") or 0), int(line["seen"])
    if counting.how is AggregateFunction.ROWS:
        return Aggregate(AggregateFunction.ROWS, seen, meeting, 0, Fraction(meeting))
    filled = int(line.get(f"{key}_filled") or 0)
    value = value_of(line.get(f"{key}_amount"))
    amount = value if isinstance(value, Fraction) else None
    if amount is None and counting.how in (AggregateFunction.SUM, AggregateFunction.DISTINCT):
        amount = Fraction(0)
    return Aggregate(counting.how, seen, filled, meeting - filled, amount)


def marked_rows(
    register: Register, rows: Expression, countings: Mapping[str, Aggregation], office: str, period: Period
) -> Expression:
    """Return an office's rows of ``period`` that count for one of ``countings`` at least, in no order.

    A column for each counting, its key with a line before it, tells whether the row counts for it.
    """
    mine = _of(rows.filter(rows[register.date].between(period.first_day, period.last_day)), register, office)
    marks = {f"_{key}": _counts(counting, mine, register) for key, counting in countings.items()}
    marked = mine.select(*register.columns, **marks)
    return marked.filter(functools.reduce(operator.or_, (marked[mark] for mark in marks)))


def side_of(
    register: Register, rows: Expression, counting: Aggregation, office: str, period: Period, *, counts: bool
) -> Expression:
    """Return an office's rows of ``period`` that count, or those left out, in the order of date and key."""
    mine = _of(rows.filter(rows[register.date].between(period.first_day, period.last_day)), register, office)
    mark = _counts(counting, mine, register)
    return mine.select(*register.columns).filter(mark if counts else ~mark).order_by(_order(register))


def part_of(expression: Expression, first: int, most: int) -> list[Row]:
    """Return at most ``most`` rows from the one numbered ``first`` on. Raises :class:`faults.EngineFailed`."""
    lines = execute(expression.limit(most, offset=first)).to_pylist()
    return [{name: value_of(cell) for name, cell in line.items()} for line in lines]


def _counts(counting: Aggregation, table: Expression, register: Register) -> Expression:
    meets = ibis.literal(True) if counting.where is None else condition(counting.where, table, register)
    meets = meets.fill_null(False)
    return meets if counting.how is AggregateFunction.ROWS else meets & table[counting.column].notnull()


def write_parquet(expression: Expression, goal: Path) -> None:
    """Write what an expression gives to a file, row after row. Raises :class:`faults.EngineFailed`."""
    with faults_named(), engine_lock:
        expression.to_parquet(goal)


def how_many(expression: Expression) -> int:
    """Return how many rows an expression gives. Raises :class:`faults.EngineFailed`."""
    return int(execute(expression.aggregate(rows=expression.count()))["rows"][0].as_py())


def rows_of(register: Register, rows: Expression, office: str, period: Period) -> list[tuple[Row, str]]:
    """Return an office's rows of ``period`` in the order of date and key, each with where it once stood.

    That place is in the column ``_place`` of a snapshot; other tables have none, and it is empty.
    """
    mine = rows.filter(rows[register.date].between(period.first_day, period.last_day))
    ordered = _of(mine, register, office).order_by(_order(register))
    columns = list(register.columns)
    lines = execute(ordered).to_pylist()
    return [({name: value_of(line[name]) for name in columns}, line.get("_place") or "") for line in lines]


def history_of(register: Register, rows: Expression, office: str, last: datetime.date) -> Any:
    """Return an office's rows up to ``last`` as Arrow, in the order of date and key."""
    mine = _of(rows.filter(rows[register.date] <= last), register, office)
    return execute(mine.order_by(_order(register)))


def _order(register: Register) -> list[str]:
    # Each column once; after the key all others, so that rows that share it stand in one order always.
    return list(dict.fromkeys((register.date, *register.key, *register.columns)))


def _of(rows: Expression, register: Register, office: str) -> Expression:
    place = rows[register.office]
    return rows.filter((place == office) | place.startswith(f"{office}.")) if office else rows
