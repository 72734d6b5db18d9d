"""Counting the rows of a register for every office in one pass."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import ibis

from capaian.core.condition import value_of
from capaian.core.counting import Counted, Counting, How, Row
from capaian.core.period import Period
from capaian.core.register import Register
from capaian.engine.conditions import Expression, condition

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
    grouped = expression(register, rows, countings, period, level)
    found: dict[str, dict[str, Counted]] = {}
    for line in grouped.to_pyarrow().to_pylist():
        office = line["_office"]
        found[office] = {
            name: _counted(f"m{number}", counting, line)
            for number, (name, counting) in enumerate(countings.items())
        }
    return found


def expression(
    register: Register, rows: Expression, countings: Mapping[str, Counting], period: Period, level: int
) -> Expression:
    """Return the one aggregation behind :func:`counts_of`, as any backend of Ibis can run it."""
    table = _prepared(register, rows, countings, period, level)
    measures: dict[str, Expression] = {"seen": table.count(where=table["_inside"])}
    for number, counting in enumerate(countings.values()):
        measures |= _measures(f"m{number}", counting, table)
    return table.group_by("_office").aggregate(**measures)


def _prepared(
    register: Register, rows: Expression, countings: Mapping[str, Counting], period: Period, level: int
) -> Expression:
    """Return the table with the office, whether a row is in the period, and what each counting asks of it."""
    date = rows[register.date]
    place = rows[register.office]
    office = place.substr(0, level) if level else ibis.literal("")
    inside = date.between(period.first_day, period.last_day)
    table = rows.filter(place.length() >= level).mutate(_office=office, _inside=inside)
    flags = {}
    for number, counting in enumerate(countings.values()):
        meets = table["_inside"]
        if counting.where is not None:
            meets = meets & condition(counting.where, table, register).fill_null(False)
        flags[f"w{number}"] = meets
    table = table.mutate(**flags)
    lasts = {}
    for number, counting in enumerate(countings.values()):
        if counting.how is How.LAST:
            filled = table[f"w{number}"] & table[counting.column].notnull()
            day = ibis.ifelse(filled, table[register.date], ibis.null("date"))
            lasts[f"l{number}"] = filled & (table[register.date] == day.max().over(group_by="_office"))
    return table.mutate(
        **lasts,
        **{f"c{n}": table[c.column] for n, c in enumerate(countings.values()) if c.column},
    )


def _measures(key: str, counting: Counting, table: Expression) -> dict[str, Expression]:
    number = key[1:]
    meets = table[f"w{number}"]
    measures = {f"{key}_meeting": meets.sum()}
    if counting.how is How.ROWS:
        return measures
    column = table[f"c{number}"]
    filled = meets & column.notnull()
    measures[f"{key}_filled"] = filled.sum()
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
            measures[f"{key}_amount"] = column.max(where=table[f"l{number}"])
    return measures


def _counted(key: str, counting: Counting, line: Mapping[str, Any]) -> Counted:
    meeting, seen = int(line[f"{key}_meeting"] or 0), int(line["seen"])
    if counting.how is How.ROWS:
        return Counted(How.ROWS, seen, meeting, 0, Fraction(meeting))
    filled = int(line[f"{key}_filled"] or 0)
    value = value_of(line[f"{key}_amount"])
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
    lines = ordered.to_pyarrow().to_pylist()
    return [({name: value_of(line[name]) for name in columns}, line.get("_place") or "") for line in lines]


def history_of(register: Register, rows: Expression, office: str, last: datetime.date) -> Any:
    """Return an office's rows up to ``last`` as Arrow, in the order of date and key."""
    mine = _of(rows.filter(rows[register.date] <= last), register, office)
    return mine.order_by([register.date, *register.key]).to_pyarrow()


def _of(rows: Expression, register: Register, office: str) -> Expression:
    place = rows[register.office]
    return rows.filter((place == office) | place.startswith(f"{office}.")) if office else rows
