"""Which rows of a file are in a register already, and which are there with other contents.

The parts are streamed, and only what the file could collide with is taken out of them, so that memory follows the
file and not the register.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from capaian.core.registers.aggregation import Row
from capaian.core.registers.condition import value_of
from capaian.core.registers.register import Register
from capaian.files.registers.lake import LakePart
from capaian.files.registers.parquet_rows import arrow_schema


class DifferingRow(NamedTuple):
    """Row ``row`` of the file is in ``part`` with other contents: ``old``."""

    row: int
    old: Row
    part: LakePart


@dataclass(frozen=True, slots=True)
class Match:
    """What a file has in common with a register; rows are numbers in the file."""

    already: frozenset[int]
    others: Sequence[DifferingRow]


class Identities:
    """The different rows of a table by some of its columns, numbered in the order in which they first appear."""

    def __init__(self, table: pa.Table, names: Sequence[str]) -> None:
        self._names = tuple(names)
        self._values = {name: pc.unique(table.column(name)) for name in names}
        # Two columns make a pair of numbers, and each different pair a number again: nothing can overflow.
        self._pairs: list[pa.Array] = []
        self.numbers = self._numbers(table, grow=True)

    def numbers_in(self, rows: pa.Table) -> pa.ChunkedArray:
        """Return the number of each of other ``rows``; null where it is none of ours. An empty cell is a value."""
        return self._numbers(rows, grow=False)

    def _numbers(self, rows: pa.Table, *, grow: bool) -> pa.ChunkedArray:
        numbers = None
        for place, name in enumerate(self._names):
            values = self._values[name]
            own = pc.cast(pc.index_in(rows.column(name), value_set=values), pa.int64())
            if numbers is None:
                numbers = own
                continue
            pairs = pc.add(pc.multiply(numbers, pa.scalar(len(values), pa.int64())), own)
            if grow:
                self._pairs.append(pc.unique(pairs))
            numbers = pc.cast(pc.index_in(pairs, value_set=self._pairs[place - 1], skip_nulls=True), pa.int64())
        return numbers


def match_rows(register: Register, table: pa.Table, goal: Path, parts: Sequence[LakePart]) -> Match:
    """Compare the rows of ``table`` with those of the ``parts`` of ``register`` in the folder ``goal``.

    Rows are told apart by the register's key; without one, or where a cell of it is empty, by all that they say.
    Raises ``OSError`` where a part cannot be read.
    """
    if not parts or not table.num_rows:
        return Match(frozenset(), ())
    keyless = _keyless(register, table)
    already: set[int] = set()
    others: dict[int, DifferingRow] = {}
    for part, row, old in _same_key(register, table, pc.invert(keyless), goal, parts):
        if old is None:
            already.add(row)
        else:
            others[row] = DifferingRow(row, old, part)
    already |= _same_in_all(register, table, keyless, goal, parts)
    return Match(frozenset(already - others.keys()), [others[row] for row in sorted(others)])


def kept_rows(register: Register, part: Path, stale: pa.Table) -> pa.Table:
    """Return the rows of ``part`` whose key is not in ``stale``, a table of keys."""
    rows = ds.dataset(part, schema=arrow_schema(register), format="parquet").to_table()
    return rows.filter(pc.is_null(Identities(stale, register.key).numbers_in(rows)))


def _keyless(register: Register, table: pa.Table) -> pa.ChunkedArray:
    """Tell of each row whether it has no key: the register has none, or a cell of it is empty."""
    if not register.key:
        return pa.chunked_array([pa.repeat(pa.scalar(value=True), table.num_rows)])
    empty = pc.is_null(table.column(register.key[0]))
    for name in register.key[1:]:
        empty = pc.or_(empty, pc.is_null(table.column(name)))
    return empty


def _same_key(
    register: Register, table: pa.Table, keyed: pa.ChunkedArray, goal: Path, parts: Sequence[LakePart]
) -> Iterator[tuple[LakePart, int, Row | None]]:
    """Yield (part, row of the table, the old row where it says something else) for each key that is there."""
    rows = pc.indices_nonzero(keyed)
    if not len(rows):
        return
    mine = table.take(rows)
    known = Identities(mine, register.key)
    among = [pc.field(name).isin(pc.unique(mine.column(name))) for name in register.key]
    for part, theirs in _scanned(register, goal, parts, among):
        numbers = known.numbers_in(theirs)
        there = pc.is_valid(numbers)
        numbers, theirs = numbers.filter(there), theirs.filter(there)
        # Keys are different in a sound file, so the number of a key is the number of its row.
        equal = _equal(mine.take(numbers), theirs).to_pylist()
        old = iter(theirs.filter(pa.array([not same for same in equal], pa.bool_())).to_pylist())
        for row, same in zip(rows.take(numbers).to_pylist(), equal, strict=True):
            yield part, row, None if same else {name: value_of(value) for name, value in next(old).items()}


def _same_in_all(
    register: Register, table: pa.Table, keyless: pa.ChunkedArray, goal: Path, parts: Sequence[LakePart]
) -> set[int]:
    rows = pc.indices_nonzero(keyless)
    if not len(rows):
        return set()
    mine = table.take(rows)
    known = Identities(mine, list(register.columns))
    among = [pc.field(register.date).isin(pc.unique(mine.column(register.date)))]
    if register.key:
        empty = pc.field(register.key[0]).is_null()
        for name in register.key[1:]:
            empty = empty | pc.field(name).is_null()
        among.append(empty)
    found: set[int] = set()
    for _, theirs in _scanned(register, goal, parts, among):
        found |= set(pc.unique(known.numbers_in(theirs)).to_pylist())
    numbered = zip(rows.to_pylist(), known.numbers.to_pylist(), strict=True)
    return {row for row, number in numbered if number in found}


def _scanned(
    register: Register, goal: Path, parts: Sequence[LakePart], among: Sequence[pc.Expression]
) -> Iterator[tuple[LakePart, pa.Table]]:
    """Yield the rows of the parts that meet all of ``among``, a batch at a time."""
    wanted = among[0]
    for expression in among[1:]:
        wanted = wanted & expression
    for part in parts:
        rows = ds.dataset(goal / part.name, schema=arrow_schema(register), format="parquet")
        # Most parts have none of the file's rows: to see that, only the columns of the filter are read.
        if not rows.count_rows(filter=wanted):
            continue
        for batch in rows.to_batches(filter=wanted, columns=list(register.columns), batch_readahead=2):
            if batch.num_rows:
                yield part, pa.Table.from_batches([batch])


def _equal(mine: pa.Table, theirs: pa.Table) -> pa.ChunkedArray:
    """Tell of each pair of rows whether they say the same; two empty cells do."""
    equal = None
    for name in mine.column_names:
        left, right = mine.column(name), theirs.column(name)
        same = pc.fill_null(pc.equal(left, right), fill_value=False)
        same = pc.or_(same, pc.and_(pc.is_null(left), pc.is_null(right)))
        equal = same if equal is None else pc.and_(equal, same)
    return equal
