"""Counts by month that are kept, and put together again: what a second count reads instead of the rows.

A line says what the rows of one office and month come to; lines of several months, or of several parts of one
month, come together by adding, by the least, the greatest or the latest. Only counts of different values cannot be
put together: the lines may share values. They hold where each line is the whole of what is asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from capaian.core.period import Period
from capaian.core.registers.aggregation import AggregateFunction, Aggregation
from capaian.core.registers.condition import write_condition
from capaian.core.registers.register import Register
from capaian.engine.counts import span_of

VERSION = 1
"""Of what the lines mean; lines that were kept by another are not read."""

_KEYS = ["_office", "_span"]


def is_additive(counting: Aggregation) -> bool:
    """Tell whether the counting of a whole can be had from those of its parts."""
    return counting.how is not AggregateFunction.DISTINCT


def fingerprint(register: Register, countings: Mapping[str, Aggregation], level: int) -> str:
    """Return what tells apart all that decides what the kept lines say, but for the rows."""
    columns = [f"{name}:{column.type}" for name, column in register.columns.items()]
    asked = [
        f"{key} {counting.how} {counting.column} {write_condition(counting.where) if counting.where else ''}"
        for key, counting in countings.items()
    ]
    said = "\n".join([f"{VERSION} {level} {register.office} {register.date}", *columns, *asked])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def month_number(year: int, month: int) -> int:
    """Return a month as ``_month`` counts it."""
    return year * 12 + month - 1


def months_of(periods: Sequence[Period]) -> dict[int, int]:
    """Return the months of ``periods`` as kept lines count them, each to the ``_span`` of its period."""
    from_zero = {}
    for period in periods:
        for month in range(period.first_month, period.last_month + 1):
            from_zero[month_number(period.year, month)] = span_of(period)
    return from_zero


def merge_partials(kept: pa.Table, countings: Mapping[str, Aggregation], periods: Sequence[Period]) -> pa.Table:
    """Return the lines of :func:`capaian.engine.counts.lines_of` from kept ones; other months are left out.

    Where lines had to be put together, those of ``countings`` that do not add up have no columns.
    """
    spans = months_of(periods)
    months = kept["_month"]
    inside = kept.filter(pc.is_in(months, pa.array(list(spans), months.type)))
    place = pc.index_in(inside["_month"], pa.array(list(spans), months.type))
    span = pc.take(pa.array(list(spans.values()), pa.int32()), place)
    inside = inside.append_column("_span", span).sort_by([(key, "ascending") for key in _KEYS])
    made = inside.select(_KEYS).group_by(_KEYS, use_threads=False).aggregate([])
    if len(made) == len(inside):
        return inside  # each line is whole already
    return _gathered(inside, countings)


def _gathered(lines: pa.Table, countings: Mapping[str, Aggregation]) -> pa.Table:
    """Put the lines of one office and span together; they stand beside each other."""
    countings = {key: counting for key, counting in countings.items() if is_additive(counting)}
    own = [f"{key}_{what}" for key in countings for what in ("meeting", "filled")]
    asked = [(name, "sum") for name in ("seen", *(name for name in own if name in lines.column_names))]
    latest = []
    for key, counting in countings.items():
        match counting.how:
            case AggregateFunction.SUM | AggregateFunction.MEAN:
                asked.append((f"{key}_amount", "sum"))
            case AggregateFunction.MIN | AggregateFunction.MAX:
                asked.append((f"{key}_amount", counting.how.value))
            case AggregateFunction.LAST:
                latest.append(key)
    made = _grouped(lines, asked)
    for key in latest:
        made = made.append_column(f"{key}_amount", _latest(lines, f"{key}_day", f"{key}_amount"))
    return made


def _latest(lines: pa.Table, day: str, amount: str) -> pa.ChunkedArray:
    """Return the amount of the latest day in each group; of several of that day, the greatest."""
    order = [*_KEYS, day, amount]
    ordered = lines.select(order).sort_by([(name, "ascending") for name in order])
    number = pa.array(range(len(ordered)), pa.int64())
    filled = pc.if_else(pc.is_valid(ordered[amount]), number, pa.scalar(None, pa.int64()))
    last = _grouped(ordered.append_column("_number", filled), [("_number", "max")])["_number"]
    return pc.take(ordered[amount], last)


def _grouped(lines: pa.Table, asked: Sequence[tuple[str, str]]) -> pa.Table:
    made = lines.group_by(_KEYS, use_threads=False).aggregate(list(asked))
    return made.rename_columns([*_KEYS, *(name for name, _ in asked)])
