"""Counting the rows of a register for every office in one pass."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import ibis
import pyarrow as pa

from capaian.core.condition import value_of
from capaian.core.counting import Counted, Counting, How, Row
from capaian.core.period import Period
from capaian.core.register import Register
from capaian.engine.conditions import Expression, condition
from capaian.engine.spark import faults_named

LEVELS: Mapping[str, int] = {"nation": 0, "province": 2, "city": 5, "district": 8, "village": 13}
"""Length of the codes of each level: ``15.71.03`` is a district."""

EXACT = "decimal(38, 6)"
"""What sums are kept in: 32 digits before the point, exact on every backend."""


def counts_of(
    register: Register, rows: Expression, countings: Mapping[str, Counting], period: Period, level: int
) -> dict[str, dict[str, Counted]]:
    """Return office to variable to what was counted in ``period``.

    ``rows`` is an Ibis table of the register; offices are codes cut to ``level`` characters, see :data:`LEVELS`.
    An office that has rows, but none in the period, is there too; one that never had any is not.
    """
    nothing = {name: counted_of("", counting, {"seen": 0}) for name, counting in countings.items()}
    found = {office: dict(nothing) for office in offices_of(register, rows, level)}
    for line in lines_of(register, rows, countings, [period], level).to_pylist():
        found[line["_office"]] = {
            name: counted_of(f"m{number}", counting, line)
            for number, (name, counting) in enumerate(countings.items())
        }
    return found


def offices_of(register: Register, rows: Expression, level: int) -> set[str]:
    """Return the offices that ever had a row, as codes cut to ``level`` characters."""
    place = rows[register.office]
    office = place.substr(0, level) if level else ibis.literal("")
    filled = rows.filter(place.length() >= level, rows[register.date].notnull())
    return set(execute(filled.select(_office=office).distinct()).column("_office").to_pylist())


def lines_of(
    register: Register,
    rows: Expression,
    countings: Mapping[str, Counting],
    periods: Sequence[Period],
    level: int,
) -> pa.Table:
    """Return an Arrow line for each office and period that has rows: what :func:`expression` gives."""
    return execute(expression(register, rows, countings, periods, level))


def execute(expression: Expression) -> pa.Table:
    """Run an expression where its rows are. Raises :class:`capaian.engine.spark.EngineFailed`."""
    with faults_named():
        return expression.to_pyarrow()


def span_of(period: Period) -> int:
    """Return what the column ``_span`` says of a period: its month, its quarter, or 0 for a year."""
    return {1: period.first_month, 3: period.quarter}.get(period.months, 0)


def expression(
    register: Register,
    rows: Expression,
    countings: Mapping[str, Counting],
    periods: Sequence[Period],
    level: int,
) -> Expression:
    """Return the one aggregation behind the counts, as any backend of Ibis can run it.

    ``periods`` follow each other in one year and are equally long. ``_office`` and ``_span`` (see :func:`span_of`)
    tell the lines apart; ``seen`` counts the rows of each; ``m0_meeting``, ``m0_filled`` and ``m0_amount`` belong
    to the first counting, and so on.
    """
    date, place = rows[register.date], rows[register.office]
    inside = rows.filter(date.between(periods[0].first_day, periods[-1].last_day), place.length() >= level)
    date, place = inside[register.date], inside[register.office]
    spans = {1: date.month, 3: date.quarter}
    span = spans[periods[0].months]() if periods[0].months in spans else ibis.literal(0)
    office = place.substr(0, level) if level else ibis.literal("")
    measures: dict[str, Expression] = {"seen": inside.count()}
    for number, counting in enumerate(countings.values()):
        measures |= _measures(f"m{number}", counting, inside, register)
    return inside.group_by(_office=office, _span=span).aggregate(**measures)


def _measures(key: str, counting: Counting, table: Expression, register: Register) -> dict[str, Expression]:
    meets = None if counting.where is None else condition(counting.where, table, register)
    # Counting where something holds leaves out what an empty cell keeps open, on every backend.
    measures = {f"{key}_meeting": table.count() if meets is None else table.count(where=meets)}
    if counting.how is How.ROWS:
        return measures
    column = table[counting.column]
    filled = column.notnull() if meets is None else meets & column.notnull()
    measures[f"{key}_filled"] = table.count(where=filled)
    match counting.how:
        case How.DISTINCT:
            measures[f"{key}_amount"] = column.nunique(where=filled)
        case How.SUM | How.MEAN:
            measures[f"{key}_amount"] = column.cast(EXACT).sum(where=filled)
        case How.MIN:
            measures[f"{key}_amount"] = column.min(where=filled)
        case How.MAX:
            measures[f"{key}_amount"] = column.max(where=filled)
        case How.LAST:
            # The greatest pair of day and value: the latest day, and of several rows of that day the greatest.
            dated = ibis.struct({"day": table[register.date], "value": column})
            measures[f"{key}_amount"] = dated.max(where=filled)["value"]
    return measures


def counted_of(key: str, counting: Counting, line: Mapping[str, Any]) -> Counted:
    """Return what a line of :func:`expression` says of the counting with ``key``; what it lacks is nothing."""
    meeting, seen = int(line.get(f"{key}_meeting") or 0), int(line["seen"])
    if counting.how is How.ROWS:
        return Counted(How.ROWS, seen, meeting, 0, Fraction(meeting))
    filled = int(line.get(f"{key}_filled") or 0)
    value = value_of(line.get(f"{key}_amount"))
    amount = value if isinstance(value, Fraction) else None
    if amount is None and counting.how in (How.SUM, How.DISTINCT):
        amount = Fraction(0)
    return Counted(counting.how, seen, filled, meeting - filled, amount)


def rows_of(register: Register, rows: Expression, office: str, period: Period) -> list[tuple[Row, str]]:
    """Return an office's rows of ``period`` in the order of date and key, each with where it once stood.

    That place is in the column ``_place`` of a snapshot; other tables have none, and it is empty.
    """
    mine = rows.filter(rows[register.date].between(period.first_day, period.last_day))
    ordered = _of(mine, register, office).order_by([register.date, *register.key])
    columns = list(register.columns)
    lines = execute(ordered).to_pylist()
    return [({name: value_of(line[name]) for name in columns}, line.get("_place") or "") for line in lines]


def history_of(register: Register, rows: Expression, office: str, last: datetime.date) -> Any:
    """Return an office's rows up to ``last`` as Arrow, in the order of date and key."""
    mine = _of(rows.filter(rows[register.date] <= last), register, office)
    return execute(mine.order_by([register.date, *register.key]))


def _of(rows: Expression, register: Register, office: str) -> Expression:
    place = rows[register.office]
    return rows.filter((place == office) | place.startswith(f"{office}.")) if office else rows
