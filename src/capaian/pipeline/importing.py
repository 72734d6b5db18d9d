"""An Excel book into a register: what was understood, what is new, and nothing at all where anything is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from capaian.core.condition import Value, value_of
from capaian.core.counting import Row
from capaian.core.finding import Finding, Place, finding, has_errors
from capaian.core.register import Register
from capaian.files.lake import LIST, Part, add_parts, parts_of
from capaian.files.parquet_rows import arrow_columns, parquet_faults
from capaian.files.register_rows import PlacedRow, ReadRows, RowsReader


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would do, or has done."""

    register: Register
    understood: Mapping[str, str]
    """Column to the heading of the file."""
    read: int
    already: int
    """Rows that are in the register as they are."""
    new: ReadRows
    known: tuple[Part, ...]


Key = tuple[Value | None, ...]


def prepare(register: Register, file: Path, folder: Path) -> tuple[Import | None, list[Finding]]:
    """Read ``file`` and compare it with the register in ``folder``; no import where a finding is an error.

    Raises ``OSError`` where ``file`` cannot be opened.
    """
    reader = RowsReader(register)
    placed = reader.read(file)
    findings = [*reader.findings, *_beside(register, folder)]
    goal = folder / register.name
    if goal.is_dir():
        findings += parquet_faults(register, goal)
    if has_errors(findings):
        return None, findings
    # The list is read before the rows: what others add while we compare must not pass for what was compared.
    known = tuple(parts_of(goal) or ()) if goal.is_dir() else ()
    there = _there(register, goal, known)
    new = list(range(len(placed)))
    if there:
        new = []
        for number, row in enumerate(placed):
            old = there.get(_key(register, row.values))
            if old is None:
                new.append(number)
            elif dict(old) != dict(row.values):
                findings.append(_differs(register, old, row))
    if has_errors(findings):
        return None, findings
    already = len(placed) - len(new)
    return Import(
        register, reader.understood, len(placed), already, placed.take(new) if already else placed, known
    ), findings


def carry_out(planned: Import, folder: Path) -> list[Part]:
    """Add the new rows and return the parts that hold them. Raises as :func:`add_parts` does."""
    register = planned.register
    if not planned.new:
        return []
    table = arrow_columns(register, planned.new.columns)
    order = dict.fromkeys((register.office, register.date, *register.key))
    return add_parts(folder / register.name, table, date=register.date, order=tuple(order), known=planned.known)


def _beside(register: Register, folder: Path) -> list[Finding]:
    goal = folder / register.name
    names = [f"{register.name}{ending}" for ending in (".csv", ".xlsx", ".parquet")]
    found = [name for name in names if (folder / name).exists()]
    if goal.is_dir() and not (goal / LIST).exists() and any(path.name[0] != "." for path in goal.iterdir()):
        found.append(f"{register.name}/")
    return [
        finding(
            "import-beside", Place(str(folder)), register.name, register=register.name, folder=folder, found=name
        )
        for name in found
    ]


def _there(register: Register, goal: Path, known: Sequence[Part]) -> dict[Key, Row]:
    """Return the rows of the register by key; of one without a key, by everything."""
    found: dict[Key, Row] = {}
    for part in known:
        for line in pq.read_table(goal / part.name, columns=list(register.columns)).to_pylist():
            row = {name: value_of(value) for name, value in line.items()}
            found[_key(register, row)] = row
    return found


def _key(register: Register, row: Row) -> Key:
    key = tuple(row[name] for name in register.key)
    # A row without its key is told apart by all that it says.
    return tuple(row[name] for name in register.columns) if not key or None in key else key


def _differs(register: Register, old: Row, new: PlacedRow) -> Finding:
    names = [name for name in register.columns if old[name] != new.values[name]]
    changes = ", ".join(f"{name} {_shown(old[name])} → {_shown(new.values[name])}" for name in names)
    key = ", ".join(register.key)
    return finding("row-differs", new.place, register.name, key=key, changes=changes)


def _shown(value: Value | None) -> str:
    return "kosong" if value is None else str(value)
