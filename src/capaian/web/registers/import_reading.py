"""A book of rows, read and compared with the register; what was found is its report, in JSON.

A book's ``report``: ``understood`` [[column, heading]], ``read``, ``already``, ``new``, ``differing``,
``differences`` (the first thousand: row, place, changes), ``faults`` (the first thousand, as findings in JSON),
``fault_count`` of all, and ``refused``, the code of why it could not be added.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part
from pathlib import Path
from typing import Any

from django.db import transaction

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.registers.register import Register
from capaian.files.registers.rows import ReadRows, RowsReader
from capaian.web.accounts.models import Office
from capaian.web.jobs.heartbeat import Heartbeat
from capaian.web.registers.models import Import, Row
from capaian.web.registers.personal import pseudonymise, pseudonymised_keys, reveal, save_pseudonyms
from capaian.web.registers.redaction import redactor_of
from capaian.web.registers.rows import CheckedRow, display_row, label_of, labelled, outside_office, to_checked_row
from capaian.web.registers.uploads import path_of
from capaian.web.ui.batching import batched

MAX_SHOWN = 1000
_AT_ONCE = 500


@dataclass(slots=True)
class ComparedRows:
    """The rows of a book beside those of the register."""

    new: list[CheckedRow] = part(default_factory=list)
    already: int = 0
    others: list[tuple[int, CheckedRow, Place]] = part(default_factory=list)
    """Rows that are there with other contents: number of the row there, its new contents, place in the book."""


def read_kept(book: Import, register: Register) -> tuple[ReadRows, RowsReader]:
    """Read a kept file by the reader of files; findings name the file as it was called."""
    with path_of(book.sha256).open("rb") as kept:
        ending = ".xlsx" if kept.read(2) == b"PK" else ".csv"
    reader = RowsReader(register)
    with tempfile.TemporaryDirectory(prefix="capaian-book-") as folder:
        file = Path(folder) / f"buku{ending}"
        shutil.copyfile(path_of(book.sha256), file)
        rows = reader.read(file)
        reader.findings += outside_office(register, rows, reader, book.office_id)
    return rows, reader


def compare(office: Office, register: Register, rows: ReadRows, beat: Heartbeat) -> ComparedRows:
    """Tell the rows that are new from those that are there, as they are or with other contents.

    A row without its key is told apart by all that it says.
    """
    found = ComparedRows()
    for some in batched(range(len(rows)), _AT_ONCE):
        given = [to_checked_row(register, rows[number].values) for number in some]
        keys = pseudonymised_keys(office, register, given)
        keyed = _by_key(office, register, [key for key in keys if key])
        whole = whole_rows(office, register, [row for row in given if not row.key])
        for number, key, row in zip(some, keys, given, strict=True):
            beat.done += 1
            other = keyed.get(key) if key else None
            if (not row.key and frozen(row.data) in whole) or (other and other[1] == row.data):
                found.already += 1
            elif other:
                found.others.append((other[0], row, rows.place(number)))
            else:
                found.new.append(row)
    return found


def _by_key(office: Office, register: Register, keys: Sequence[str]) -> Mapping[str, tuple[int, dict[str, Any]]]:
    if not keys:
        return {}
    there = Row.objects.filter(office=office, register=register.name, removed=False, key__in=keys)
    found = list(there.values_list("pk", "key", "data"))
    rows = reveal(office, register, [data for _, _, data in found])
    return {key: (pk, data) for (pk, key, _), data in zip(found, rows, strict=True)}


def whole_rows(office: Office, register: Register, rows: Sequence[CheckedRow]) -> set[frozenset[tuple[str, Any]]]:
    if not rows:
        return set()
    days = {row.day for row in rows}
    there = Row.objects.filter(office=office, register=register.name, removed=False, key="", day__in=days)
    found = batched(there.values_list("data", flat=True).iterator(), _AT_ONCE)
    return {frozen(data) for some in found for data in reveal(office, register, some)}


def frozen(data: Mapping[str, Any]) -> frozenset[tuple[str, Any]]:
    return frozenset(data.items())


def report_of(
    register: Register, understood: Mapping[str, str], read: int, findings: Sequence[Finding]
) -> dict[str, Any]:
    wrong = [found for found in findings if found.level == "error"]
    notes = [found for found in findings if found.level != "error"]
    veil = redactor_of(register, findings)
    return {
        "understood": [[label_of(register, name), heading] for name, heading in understood.items()],
        "read": read,
        "already": 0,
        "new": 0,
        "differing": 0,
        "differences": [],
        "faults": [as_json(labelled(veil(found), register)) for found in wrong[:MAX_SHOWN]],
        "fault_count": len(wrong),
        "notes": [as_json(labelled(veil(found), register)) for found in notes[:MAX_SHOWN]],
    }


def as_json(found: Finding) -> dict[str, Any]:
    """Return a finding as a report keeps it; the file is the book's, so only the cell is kept."""
    where = found.place.cell or [found.place.line, found.place.column]
    return {"code": found.code, "where": where, "values": dict(found.values)}


def from_json(kept: Mapping[str, Any]) -> Finding:
    """Return a kept finding, to be said in the reader's language."""
    where = kept["where"]
    place = Place("", cell=where) if isinstance(where, str) else Place("", *where)
    return finding(kept["code"], place, **kept["values"])


def differences(
    office: Office, register: Register, others: Sequence[tuple[int, CheckedRow, Place]]
) -> list[dict[str, Any]]:
    """Return what rows of a book would change, cell by cell, as people read it; of people only their pseudonyms."""
    there = Row.objects.in_bulk([pk for pk, _, _ in others])
    old = [there[pk].data for pk, _, _ in others]
    with transaction.atomic():
        sealed = pseudonymise(office, register, [new for _, new, _ in others], old, apart=True)
        save_pseudonyms((one, there[pk]) for one, (pk, _, _) in zip(sealed, others, strict=True))
    return [
        _difference(register, pk, place, data, one.row)
        for (pk, _, place), data, one in zip(others, old, sealed, strict=True)
    ]


def _difference(
    register: Register, pk: int, place: Place, old: Mapping[str, Any], new: CheckedRow
) -> dict[str, Any]:
    before, after = display_row(register, old), display_row(register, new.data)
    changes = [
        [label_of(register, name), before[name], after[name]]
        for name in register.columns
        if before[name] != after[name]
    ]
    return {"row": pk, "where": place.cell or [place.line, place.column], "key": new.key, "changes": changes}
