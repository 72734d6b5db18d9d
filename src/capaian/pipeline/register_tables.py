"""The registers of a folder: each found, read or at least looked at, and ready to be counted."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.core.registers.aggregation import Aggregation, Row, belongs
from capaian.core.registers.register import Register
from capaian.engine.conditions import Expression
from capaian.engine.counts import history_of, how_many, marked_rows, part_of, rows_of, side_of, write_parquet
from capaian.engine.faults import EngineUnavailable
from capaian.engine.spark import is_address, without_secrets
from capaian.engine.tables import Engine, table_of
from capaian.files.registers.lake import parts_of
from capaian.files.registers.parquet_rows import (
    arrow_columns,
    parquet_faults,
    parquet_files,
    parquet_rows,
    with_places,
)
from capaian.files.registers.rows import ReadRows, RowsReader

ENDINGS = (".csv", ".xlsx", ".parquet")


@dataclass(frozen=True)
class StoredRows:
    """Rows on one side of a counting, left where they are until a part of them is asked for."""

    rows: Expression

    @cached_property
    def size(self) -> int:
        return how_many(self.rows)

    def part(self, first: int, most: int) -> list[Row]:
        """Return at most ``most`` rows from the one numbered ``first`` on, in the order of date and key."""
        return part_of(self.rows, first, most)

    def every(self) -> Iterator[Row]:
        """Yield all of them in the same order, few in memory at a time."""
        with tempfile.TemporaryDirectory(prefix="capaian-rows-") as folder:
            file = Path(folder) / "rows.parquet"
            write_parquet(self.rows, file)
            yield from (row for _, row in parquet_rows(file, self.rows.columns))


@dataclass(frozen=True)
class RegisterTable:
    """One register with its rows: read from ``path``, or left on disk where that is Parquet."""

    register: Register
    path: Path
    placed: ReadRows | None
    engine: Engine

    @cached_property
    def table(self) -> Expression:
        """The rows as a table of the engine."""
        if self.placed is None:
            return self.engine.table_of_parquet(parquet_files(self.path))
        return table_of(arrow_columns(self.register, self.placed.columns))

    def rows(self, office: str, period: Period) -> list[tuple[Row, Place | None]]:
        """Return an office's rows of ``period`` with their places; a row of Parquet has none."""
        if self.placed is None:
            found = rows_of(self.register, self.table, office, period)
            return [(row, Place(place) if place else None) for row, place in found]
        numbers = self._numbers(self.placed, office, period.first_day, period.last_day)
        return [(row.values, row.place) for row in (self.placed[n] for n in numbers)]

    def counted(self, office: str, period: Period, countings: Mapping[str, Aggregation]) -> int:
        """Return how many of an office's rows of ``period`` count for one of ``countings`` at least."""
        return how_many(marked_rows(self.register, self.table, countings, office, period))

    def write_counted(self, office: str, period: Period, countings: Mapping[str, Aggregation], goal: Path) -> None:
        """Write these rows to a Parquet file, with a column ``_name`` for each counting that tells its own."""
        write_parquet(marked_rows(self.register, self.table, countings, office, period), goal)

    def side(self, office: str, period: Period, counting: Aggregation, *, counts: bool) -> StoredRows:
        """Return an office's rows of ``period`` that count, or those left out, to be looked at in parts."""
        return StoredRows(side_of(self.register, self.table, counting, office, period, counts=counts))

    def history(self, office: str, last: datetime.date) -> pa.Table:
        """Return an office's rows up to ``last`` as Arrow, with the column ``_place``: what a snapshot keeps."""
        if self.placed is None:
            table = history_of(self.register, self.table, office, last)
            return table if "_place" in table.column_names else with_places(table, [str(self.path)] * len(table))
        kept = self.placed.take(self._numbers(self.placed, office, datetime.date.min, last))
        places = [str(kept.place(n)) for n in range(len(kept))]
        return with_places(arrow_columns(self.register, kept.columns), places)

    def _numbers(self, rows: ReadRows, office: str, first: datetime.date, last: datetime.date) -> list[int]:
        """Return the numbers of an office's rows from ``first`` to ``last``."""
        places, days = rows.columns[self.register.office], rows.columns[self.register.date]
        return [
            number
            for number, (place, day) in enumerate(zip(places, days, strict=True))
            if isinstance(day, datetime.date) and first <= day <= last and belongs(str(place), office)
        ]


def open_registers(
    plan: Plan, folder: Path, address: str | None = None
) -> tuple[Mapping[str, RegisterTable], list[Finding]]:
    """Return the plan's registers that ``folder`` holds, and what is wrong with them.

    A register is ``<name>.csv``, ``.xlsx`` or ``.parquet``, or a folder ``<name>/`` of Parquet files. Raises
    ``OSError`` where the folder or a file cannot be opened. ``address`` names a cluster that counts; it reads
    Parquet only.
    """
    engine, findings = _engine(address)
    if engine is None:
        return {}, findings
    names = {path.name for path in folder.iterdir()}
    tables: dict[str, RegisterTable] = {}
    for name, register in plan.registers.items():
        paths = [folder / f"{name}{ending}" for ending in ENDINGS if f"{name}{ending}" in names]
        paths += [folder / name] if (folder / name).is_dir() and not _is_bare(folder / name) else []
        if len(paths) > 1:
            found = ", ".join(path.name for path in paths)
            findings.append(finding("register-twice", Place(str(folder)), name, register=name, found=found))
        elif not paths:
            findings += _absent(plan, name, folder)
        else:
            opened, found_in = _open(register, paths[0], engine)
            findings += found_in
            tables[name] = opened
    return tables, findings


def _is_bare(path: Path) -> bool:
    """Tell whether an import has begun the register and has added nothing yet."""
    try:
        return parts_of(path) == []
    except ValueError:
        return False  # a list that cannot be read is a fault, and named as one


def _absent(plan: Plan, name: str, folder: Path) -> list[Finding]:
    counted = [v.name for v in plan.variables.values() if v.counting is not None and v.counting.register == name]
    if not counted:
        return []
    shown = ", ".join(counted)
    place = Place(str(folder))
    return [finding("register-absent", place, name, register=name, folder=folder, variables=shown)]


def _engine(address: str | None) -> tuple[Engine | None, list[Finding]]:
    if address is not None and not is_address(address):
        return None, [finding("engine-address", found=address)]
    try:
        return Engine(address), []
    except EngineUnavailable as error:
        shown = without_secrets(str(address))
        return None, [finding("engine-unavailable", address=shown, problem=error)]


def _open(register: Register, path: Path, engine: Engine) -> tuple[RegisterTable, list[Finding]]:
    if path.suffix.lower() in (".csv", ".xlsx"):
        if engine.address is not None:
            found = finding("engine-needs-parquet", Place(str(path)), register.name, register=register.name)
            return RegisterTable(register, path, None, engine), [found]
        reader = RowsReader(register)
        placed = reader.read(path)
        return RegisterTable(register, path, placed, engine), reader.findings
    return RegisterTable(register, path, None, engine), parquet_faults(register, path)
