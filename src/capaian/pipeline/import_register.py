"""An Excel book into a register: what was understood, what is new, and nothing at all where anything is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from capaian.core.findings.finding import Finding, Place, finding, has_errors
from capaian.core.registers.condition import Value
from capaian.core.registers.register import Register
from capaian.core.wording import EMPTY, Both, inside, joined
from capaian.files.registers.lake import PARTS_LIST, LakePart, StalePart, add_parts, parts_of
from capaian.files.registers.parquet_rows import arrow_columns, parquet_faults
from capaian.files.registers.rows import RowsReader


class ChangedRow(NamedTuple):
    """A row that stands in the register, in ``part``, with other contents: its key and what ``changes``."""

    row: int
    place: Place
    key: Mapping[str, Value | None]
    changes: Mapping[str, tuple[Value | None, Value | None]]
    """Column to (old, new)."""
    part: LakePart


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import would do, or has done."""

    register: Register
    understood: Mapping[str, str]
    """Column to the heading of the file."""
    read: int
    already: int
    """Rows that are in the register as they are."""
    table: pa.Table
    """All rows of the file."""
    new: Sequence[int]
    """The rows that are added."""
    corrections: Sequence[ChangedRow]
    known: tuple[LakePart, ...]


def prepare_import(
    register: Register, file: Path, folder: Path, *, correct: bool = False
) -> tuple[ImportResult | None, list[Finding]]:
    """Read ``file`` and compare it with the register in ``folder``; no import where a finding is an error.

    A row whose key is there with other contents is an error, or with ``correct`` a correction. Raises ``OSError``
    where ``file`` cannot be opened.
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
    table = arrow_columns(register, placed.columns)
    new: Sequence[int] = range(len(placed))
    corrections: list[ChangedRow] = []
    if known:
        # Its libraries are for those who have something to compare.
        from capaian.files.registers.row_match import match_rows

        found = match_rows(register, table, goal, known)
        for row, old, part in found.others:
            now = placed[row]
            changes = {name: (old[name], now.values[name]) for name in register.columns}
            changes = {name: (before, after) for name, (before, after) in changes.items() if before != after}
            key = {name: now.values[name] for name in register.key}
            corrections.append(ChangedRow(row, now.place, key, changes, part))
        there = found.already.union(one.row for one in corrections)
        new = [row for row in new if row not in there]
    if correct:
        findings += _emptied(register, file, reader.understood, corrections)
    else:
        findings += [_differs(register, one) for one in corrections]
    if has_errors(findings):
        return None, findings
    already = len(placed) - len(new) - len(corrections)
    return ImportResult(
        register, reader.understood, len(placed), already, table, new, tuple(corrections), known
    ), findings


def execute_import(planned: ImportResult, folder: Path, *, on: str = "") -> list[LakePart]:
    """Add the new rows, put the corrected ones in place of the old, and return the parts that hold them.

    ``on`` is the day that is written beside a part that a correction replaces. Raises as :func:`add_parts` does.
    """
    register, goal = planned.register, folder / planned.register.name
    rows = sorted([*planned.new, *(one.row for one in planned.corrections)])
    if not rows:
        return []
    table = planned.table if len(rows) == planned.read else planned.table.take(pa.array(rows))
    order = dict.fromkeys((register.office, register.date, *register.key))
    stale = _stale(planned, goal) if planned.corrections else []
    return add_parts(goal, table, date=register.date, order=tuple(order), known=planned.known, stale=stale, on=on)


def _stale(planned: ImportResult, goal: Path) -> list[StalePart]:
    from capaian.files.registers.row_match import kept_rows

    rows: dict[LakePart, list[int]] = {}
    for one in planned.corrections:
        rows.setdefault(one.part, []).append(one.row)
    found = []
    for part, numbers in rows.items():
        instead = planned.table.take(pa.array(numbers))
        found.append(StalePart(part, kept_rows(planned.register, goal / part.name, instead), instead))
    return found


def _beside(register: Register, folder: Path) -> list[Finding]:
    goal = folder / register.name
    names = [f"{register.name}{ending}" for ending in (".csv", ".xlsx", ".parquet")]
    found = [name for name in names if (folder / name).exists()]
    if goal.is_dir() and not (goal / PARTS_LIST).exists() and any(path.name[0] != "." for path in goal.iterdir()):
        found.append(f"{register.name}/")
    return [
        finding(
            "import-beside", Place(str(folder)), register.name, register=register.name, folder=folder, found=name
        )
        for name in found
    ]


def _differs(register: Register, one: ChangedRow) -> Finding:
    key = ", ".join(register.key)
    return finding("row-differs", one.place, register.name, key=key, changes=changes_of(one))


def _emptied(
    register: Register, file: Path, understood: Mapping[str, str], corrections: Sequence[ChangedRow]
) -> list[Finding]:
    """Return a finding for each column that the file does not have and that corrections would empty."""
    names = [name for name in register.columns if name not in understood]
    rows = {name: sum(name in one.changes for one in corrections) for name in names}
    return [
        finding(
            "correct-empties",
            Place(str(file)),
            register.name,
            column=register.columns[name].label or name,
            rows=count,
        )
        for name, count in rows.items()
        if count
    ]


def changes_of(one: ChangedRow) -> str | Both:
    """Return what a correction changes: ``served_on 2018-01-04 → 2018-01-08``."""
    said = [inside("{} {} → {}", name, _shown(old), _shown(new)) for name, (old, new) in one.changes.items()]
    return joined(", ", said)


def _shown(value: Value | None) -> str | Both:
    return EMPTY if value is None else str(value)
