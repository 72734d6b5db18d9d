"""Rows of a register as Arrow and Parquet: typed, exact, and checked before they are counted."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, count
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.numbers.numerals import shortest
from capaian.core.registers.aggregation import Row
from capaian.core.registers.condition import Value, value_of
from capaian.core.registers.register import Column, FieldType, Register
from capaian.core.wording import NOTHING
from capaian.files.registers.coded import DictionaryColumn, dictionary_encode
from capaian.files.registers.lake import PARTS_LIST, parts_of

_TYPES: dict[FieldType, pa.DataType] = {
    FieldType.WHOLE: pa.int64(),
    FieldType.DECIMAL: pa.decimal128(18, 6),
    FieldType.RUPIAH: pa.decimal128(18, 2),
    FieldType.DATE: pa.date32(),
    FieldType.YESNO: pa.bool_(),
}


_AT_ONCE = 20_000
"""Rows of a file in memory at a time."""


def arrow_type(column: Column) -> pa.DataType:
    """Return how a column is kept: numbers exact, days as days, the rest as text."""
    return _TYPES.get(column.type, pa.string())


def arrow_schema(register: Register) -> pa.Schema:
    """Return the schema of a register's Parquet files."""
    return pa.schema([pa.field(name, arrow_type(column)) for name, column in register.columns.items()])


def arrow_rows(register: Register, rows: Iterable[Row]) -> pa.Table:
    """Return rows as Arrow."""
    listed = list(rows)
    return arrow_columns(register, {name: [row[name] for row in listed] for name in register.columns})


def arrow_columns(register: Register, columns: Mapping[str, Sequence[Value | None]]) -> pa.Table:
    """Return columns of values as Arrow."""
    arrays = []
    for name, column in register.columns.items():
        values = columns[name]
        arrays.append(_array(values if isinstance(values, DictionaryColumn) else dictionary_encode(values), column))
    return pa.Table.from_arrays(arrays, schema=arrow_schema(register))


def _array(column: DictionaryColumn[Value | None], kept: Column) -> pa.Array:
    """Return a column as Arrow: each different value is turned once, by way of its text.

    Built from buffers, because ``pa.array`` imports pandas to look whether it was given something of its.
    """
    texts = [_text(value, kept) for value in column.values if value is not None]
    codes = column.codes
    if len(texts) < len(column.values):
        filled = count()
        numbers = [len(texts) if value is None else next(filled) for value in column.values]
        codes = array("i", [numbers[code] for code in codes])
    ends = array("i", accumulate(map(len, texts), initial=0))
    words = pa.Array.from_buffers(
        pa.string(), len(texts), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(texts))]
    )
    values = pa.concat_arrays([words.cast(arrow_type(kept)), pa.nulls(1, arrow_type(kept))])
    return values.take(pa.Array.from_buffers(pa.int32(), len(codes), [None, pa.py_buffer(codes)]))


def _text(value: Value, column: Column) -> bytes:
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, Fraction):
        return (str(int(value)) if column.type is FieldType.WHOLE else shortest(value)).encode()
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return str(value).encode()


def with_places(table: pa.Table, places: Sequence[str]) -> pa.Table:
    """Return ``table`` with where each row stands, as the column ``_place``."""
    return table.append_column("_place", pa.array(places, pa.string()))


def parquet_files(path: Path) -> list[Path]:
    """Return the Parquet files of a path: itself; of a folder, those that its list names, else all, by name."""
    if not path.is_dir():
        return [path]
    parts = parts_of(path)
    if parts is not None:
        return [path / part.name for part in parts]
    # Names that begin with a line are ours and of other tools: what is kept there are no rows.
    found = (file.relative_to(path) for file in path.rglob("*.parquet"))
    return sorted(path / file for file in found if not any(piece.startswith("_") for piece in file.parts))


def parquet_rows(
    path: Path, columns: Sequence[str], only: Collection[int] | None = None
) -> Iterator[tuple[int, dict[str, Value | bool | None]]]:
    """Yield the rows of a Parquet file with their numbers from 0 on, few in memory at a time.

    ``columns`` alone are read, and where ``only`` is given, those numbers alone.
    """
    first = 0
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_AT_ONCE, columns=list(columns)):
            numbers = [n for n in range(batch.num_rows) if only is None or first + n in only]
            lines = (batch if only is None else batch.take(pa.array(numbers, pa.int64()))).to_pylist()
            for number, line in zip(numbers, lines, strict=True):
                yield first + number, {name: value_of(cell) for name, cell in line.items()}
            first += batch.num_rows


def are_filled(path: Path, columns: Sequence[str]) -> bool:
    """Tell whether no cell of some columns of a Parquet file is empty."""
    with pq.ParquetFile(path) as file:
        batches = file.iter_batches(_AT_ONCE, columns=list(columns))
        return not any(column.null_count for batch in batches for column in batch.columns)


def parquet_faults(register: Register, path: Path) -> list[Finding]:
    """Return a finding for each file whose columns are not the register's, or that cannot be read."""
    found = []
    wanted = arrow_schema(register)
    try:
        files = parquet_files(path)
    except ValueError as error:
        return [finding("file-unreadable", Place(str(path / PARTS_LIST)), register.name, problem=str(error))]
    for file in files:
        try:
            schema = pq.read_schema(file)
        except (pa.ArrowInvalid, OSError) as error:
            found.append(finding("file-unreadable", Place(str(file)), register.name, problem=str(error)))
            continue
        for field in wanted:
            there = schema.field(field.name).type if field.name in schema.names else None
            if there != field.type:
                shown = NOTHING if there is None else str(there)
                found.append(
                    finding(
                        "register-schema",
                        Place(str(file)),
                        register.name,
                        name=field.name,
                        found=shown,
                        expected=field.type,
                    )
                )
    return found
