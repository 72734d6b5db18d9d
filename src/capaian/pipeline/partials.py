"""The lines of a register: counted from its rows, or put together from what was counted and kept before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from capaian.core.period import Period
from capaian.core.registers.aggregation import Aggregation
from capaian.engine.counts import FEW, lines_of, offices_of
from capaian.engine.partials import fingerprint, merge_partials, month_number, months_of
from capaian.engine.statements import Question, compiled, run, run_kept, written
from capaian.files.registers.kept_statements import read_statement, write_statement
from capaian.files.registers.lake import LakePart, parts_of
from capaian.files.registers.parquet_rows import arrow_schema
from capaian.files.registers.partials import PART, read_partials, write_partials
from capaian.pipeline.register_tables import RegisterTable

LARGE = 1_000_000
"""Rows of a part that is counted by itself: months together ask for a hundred thousand sums at once."""

_KEYS = [("_office", "ascending"), ("_span", "ascending")]


class RegisterCounts(NamedTuple):
    """What a register's rows come to: a line for each office and period that has any.

    ``ever`` holds those of the offices asked that had a row by the end of the year. What comes later is not looked
    at: a snapshot does not have it, and must give the same figures.
    """

    table: pa.Table
    ever: Set[str]

    def of(self, offices: Collection[str]) -> list[dict[str, Any]]:
        """Return the lines of some offices."""
        wanted = pa.array(sorted(offices), pa.string())
        found: list[dict[str, Any]] = self.table.filter(pc.is_in(self.table["_office"], wanted)).to_pylist()
        return found


def aggregate_register(
    register_table: RegisterTable,
    countings: Mapping[str, Aggregation],
    periods: Sequence[Period],
    level: int,
    offices: Collection[str],
) -> RegisterCounts:
    """Count the rows of a register; the keys of ``countings`` name the columns, see :mod:`capaian.engine.counts`.

    ``offices`` are codes of ``level`` characters; lines of others may be there too.
    """
    parts, year = _parts(register_table), Period(periods[-1].year)
    if parts is None:
        table = lines_of(register_table.register, register_table.table, countings, periods, level, offices)
        ever = set(pc.unique(table["_office"]).to_pylist())
        if not set(offices) <= ever:  # who has no row now may have had some before
            ever = offices_of(register_table.register, register_table.table, level, offices, year.last_day)
        return RegisterCounts(table, ever)
    kept = _kept(register_table, parts, countings, level, offices)
    table = merge_partials(kept, countings, periods)
    rest = {key: counting for key, counting in countings.items() if f"{key}_meeting" not in table.column_names}
    if rest:
        files = _files_of(register_table, parts, kept, periods)
        few = tuple(offices) if len(offices) <= FEW else ()
        question = Question(register_table.register, rest, level, tuple(periods), few)
        joined = _beside(table, _answer(register_table, question, files) if files else None, rest)
        if joined is None:  # a forged statement may leave lines out
            joined = _beside(table, _compiled_answer(register_table, question, files), rest)
        assert joined is not None, "one register has one set of lines"
        table = joined
    known = kept.filter(pc.less_equal(kept["_month"], month_number(year.year, year.last_month)))
    return RegisterCounts(table, set(pc.unique(known["_office"]).to_pylist()))


def _files_of(
    register_table: RegisterTable, parts: Sequence[LakePart], kept: pa.Table, periods: Sequence[Period]
) -> list[Path]:
    """Return the files of those parts that have any rows in ``periods`` of the offices kept."""
    months = pa.array(list(months_of(periods)), pa.int32())
    named = set(pc.unique(kept.filter(pc.is_in(kept["_month"], months))[PART]).to_pylist())
    return [register_table.path / part.name for part in parts if part.name in named]


def _parts(register_table: RegisterTable) -> list[LakePart] | None:
    """Return the parts whose counts can be kept, or ``None``: a cluster, a single file, parts without a hash."""
    if (
        register_table.placed is not None
        or register_table.engine.address is not None
        or not register_table.path.is_dir()
    ):
        return None
    parts = parts_of(register_table.path)
    return parts if parts and all(part.sha256 for part in parts) else None


def _kept(
    register_table: RegisterTable,
    parts: Sequence[LakePart],
    countings: Mapping[str, Aggregation],
    level: int,
    offices: Collection[str],
) -> pa.Table:
    """Return the monthly lines of ``offices`` in all ``parts``; what was not counted before is counted and kept."""
    key = fingerprint(register_table.register, countings, level)
    lines, known = read_partials(register_table.path, key, parts, offices)
    if lines is not None and len(known) == len(parts):
        return lines
    # Of all offices: what is kept is kept whole.
    lines, known = read_partials(register_table.path, key, parts)
    fresh = _fresh(register_table, [part for part in parts if part not in known], countings, level)
    kept = pa.concat_tables([*([] if lines is None else [lines]), *fresh], promote_options="permissive")
    write_partials(register_table.path, key, kept, parts)
    return kept.filter(pc.is_in(kept["_office"], pa.array(sorted(offices), pa.string())))


def _fresh(
    register_table: RegisterTable, parts: Sequence[LakePart], countings: Mapping[str, Aggregation], level: int
) -> Iterator[pa.Table]:
    """Count the rows of ``parts`` by month.

    Parts of different months are counted in one pass, and the month tells whose a line is.
    """
    for turn in _turns(parts):
        lines = _monthly(register_table, turn.values(), countings, level)
        months = pc.unique(lines["_month"]).to_pylist()
        if set(months) <= turn.keys():
            names = pa.array([turn[month].name for month in months], pa.string())
            yield lines.append_column(PART, pc.take(names, pc.index_in(lines["_month"], pa.array(months))))
            continue
        for part in turn.values():  # a part that holds more than the month it is named by
            own = _monthly(register_table, [part], countings, level)
            yield own.append_column(PART, pa.repeat(part.name, len(own)))


def _turns(parts: Sequence[LakePart]) -> list[dict[int, LakePart]]:
    """Return ``parts`` so that each turn has at most one of a month.

    A large part has a turn alone, where the sums of its offices stay in the processor's memory, and so has one that
    names no month.
    """
    shared: list[dict[int, LakePart]] = []
    alone: list[dict[int, LakePart]] = []
    for part in parts:
        period = Period.parse(part.name.partition("/")[0])
        month = -1 if period is None else month_number(period.year, period.first_month)
        if period is None or part.rows >= LARGE:
            alone.append({month: part})
            continue
        turn = next((turn for turn in shared if month not in turn), None)
        if turn is None:
            shared.append(turn := {})
        turn[month] = part
    return [*shared, *alone]


def _monthly(
    register_table: RegisterTable, parts: Iterable[LakePart], countings: Mapping[str, Aggregation], level: int
) -> pa.Table:
    question = Question(register_table.register, countings, level)
    return _answer(register_table, question, [register_table.path / part.name for part in parts])


def _answer(register_table: RegisterTable, question: Question, files: Sequence[Path]) -> pa.Table:
    """Return the lines that ``files`` come to, by the statement that is kept, or by one compiled now and kept."""
    key = question.key()
    content = read_statement(register_table.path, key)
    found = None if content is None else run_kept(content, question, files)
    if found is not None:
        return found
    return _compiled_answer(register_table, question, files)


def _compiled_answer(register_table: RegisterTable, question: Question, files: Sequence[Path]) -> pa.Table:
    statement = compiled(question, arrow_schema(register_table.register))
    write_statement(register_table.path, question.key(), written(statement))
    return run(statement, files)


def _beside(table: pa.Table, rest: pa.Table | None, countings: Mapping[str, Aggregation]) -> pa.Table | None:
    """Return the lines of both as one, ``None`` where they differ; ``rest`` may have other offices' too."""
    if rest is None:  # nobody has a row, and the columns are asked for all the same
        names = [f"{key}_{what}" for key in countings for what in ("meeting", "filled", "amount")]
        return reduce(lambda made, name: made.append_column(name, pa.array([], pa.int64())), names, table)
    wanted = pc.unique(table["_office"])
    table, rest = table.sort_by(_KEYS), rest.filter(pc.is_in(rest["_office"], wanted)).sort_by(_KEYS)
    if len(table) != len(rest) or not all(_equal(table[name], rest[name]) for name, _ in _KEYS):
        return None
    for name in rest.column_names:
        if name not in table.column_names and name.rpartition("_")[0] in countings:
            table = table.append_column(name, rest[name])
    return table


def _equal(one: pa.ChunkedArray, other: pa.ChunkedArray) -> bool:
    return bool(pc.all(pc.equal(one, other), min_count=0).as_py())
