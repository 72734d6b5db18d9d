"""Books that are uploaded: read by a worker, looked at by a person, then added whole or not at all.

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
from django.urls import reverse

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.registers.register import Register
from capaian.files.registers.rows import ReadRows, RowsReader
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused, action
from capaian.web.accounts.roles import Permission
from capaian.web.jobs.heartbeat import Heartbeat, heartbeat
from capaian.web.jobs.models import Job
from capaian.web.jobs.queue import Progress, job_handler
from capaian.web.registers.actions import apply_change, insert, record_changes
from capaian.web.registers.models import Import, Row
from capaian.web.registers.personal import keep_own, keys_kept, pseudonymise, reveal
from capaian.web.registers.queries import registers_of
from capaian.web.registers.redaction import veil_of
from capaian.web.registers.rows import CheckedRow, checked, elsewhere, label_of, labelled, shown_data
from capaian.web.registers.uploads import BOOKS, StoredFile, is_erased, path_of
from capaian.web.trail.record import record
from capaian.web.ui.batching import batched

MOST_SHOWN = 1000
_AT_ONCE = 500


# ---- what a person does ----------------------------------------------------------------------------------


@action(Permission.ROW_WRITE)
def upload(*, office: Office, by: User, register: Register, kept: StoredFile) -> tuple[Import, Job]:
    """Take a kept file as a book of a register, and tell a worker to read it."""
    if kept.kind not in BOOKS:
        raise Refused("book-kind", found=kept.name)
    book = Import.objects.create(
        office=office, register=register.name, name=kept.name, sha256=kept.sha256, size=kept.size, by=by
    )
    after = {"name": kept.name, "sha256": kept.sha256, "size": kept.size}
    record("book-uploaded", by=by.username, office=office.code, target=book_target(book), after=after)
    return book, _job("read-book", book, by)


@action(Permission.ROW_WRITE)
def apply_import(*, office: Office, by: User, book: int, correct: bool) -> Job:
    """Tell a worker to add a book that was read without faults; with ``correct`` other contents are corrections."""
    one = Import.objects.select_for_update().filter(office=office, pk=book).first()
    stuck = one is not None and one.state == Import.State.ADDING and has_failed(one)
    if one is None or (one.state != Import.State.READ and not stuck):
        raise Refused("book-not-ready")
    if one.report["differing"] and not correct:
        raise Refused("rows-differ", count=one.report["differing"])
    one.state, one.correct = Import.State.ADDING, correct
    one.report.pop("refused", None)
    one.save(update_fields=["state", "correct", "report"])
    after = {"correct": correct}
    record("book-approved", by=by.username, office=office.code, target=book_target(one), after=after)
    return _job("add-book", one, by)


def book_target(book: Import) -> str:
    """Return what the trail calls a book."""
    return f"{book.register}/buku#{book.pk}"


def job_of(book: Import) -> Job | None:
    """Return the last work on a book."""
    return Job.objects.filter(office=book.office_id, payload__import=book.pk).order_by("-id").first()


def has_failed(book: Import) -> bool:
    """Tell whether the last work on a book ended by a fault of ours; then it may be told again."""
    job = job_of(book)
    return job is not None and job.state == Job.State.FAILED


def _job(kind: str, book: Import, by: User) -> Job:
    goal = reverse("book", args=[book.office_id, book.register, book.pk])
    payload = {"import": book.pk, "next": goal}
    return Job.objects.create(kind=kind, payload=payload, office=book.office_id, by=by)


# ---- what the worker does --------------------------------------------------------------------------------


@dataclass(slots=True)
class Compared:
    """The rows of a book beside those of the register."""

    new: list[CheckedRow] = part(default_factory=list)
    already: int = 0
    others: list[tuple[int, CheckedRow, Place]] = part(default_factory=list)
    """Rows that are there with other contents: number of the row there, its new contents, place in the book."""


@job_handler("read-book")
def read_book(job: Job, progress: Progress) -> dict[str, object]:
    """Read a book and keep what was found: counts, faults by cell, what differs."""
    book = Import.objects.select_related("office").get(pk=job.payload["import"])
    if book.state not in (Import.State.READING, Import.State.READ, Import.State.FAULTY):
        return {}
    register = registers_of(book.office)[book.register]
    with heartbeat(job, progress) as beat:
        rows, reader = _read(book, register)
        beat.total = len(rows)
        read = len(rows.source.numbers) if rows.source else 0
        report = _report(register, reader.understood, read, reader.findings)
        faulty = report["fault_count"] > 0
        if not faulty:
            compared = compare(book.office, register, rows, beat)
            report |= {"already": compared.already, "new": len(compared.new), "differing": len(compared.others)}
            report["differences"] = differences(book.office, register, compared.others[:MOST_SHOWN])
    state = Import.State.FAULTY if faulty else Import.State.READ
    Import.objects.filter(pk=book.pk, state=Import.State.READING).update(report=report, state=state)
    return {"state": state}


@job_handler("add-book")
def add_book(job: Job, progress: Progress) -> dict[str, object]:
    """Add a book's rows: all before the one transaction at the end can be made again."""
    book = Import.objects.select_related("office").get(pk=job.payload["import"])
    if book.state != Import.State.ADDING:
        return {}
    register = registers_of(book.office)[book.register]
    try:
        with heartbeat(job, progress) as beat:
            if is_erased(book.sha256):
                raise Refused("file-erased")
            rows, reader = _read(book, register)
            if reader.findings:
                raise Refused("book-not-ready")
            beat.total = len(rows)
            compared = compare(book.office, register, rows, beat)
            return add_compared(
                office=book.office, by=job.by, register=register, book=book.pk, compared=compared, beat=beat
            )
    except Refused as refused:
        report = book.report | {"refused": refused.code, "refused_values": _texts(refused.values)}
        waiting = Import.objects.filter(pk=book.pk, state=Import.State.ADDING)
        waiting.update(report=report, state=Import.State.READ)
        return {"refused": refused.code}


@action(Permission.ROW_WRITE)
def add_compared(
    *, office: Office, by: User, register: Register, book: int, compared: Compared, beat: Heartbeat
) -> dict[str, object]:
    """Write what a book adds and corrects, in one transaction; a book that is in already is left alone."""
    one = Import.objects.select_for_update().get(office=office, pk=book)
    if one.state != Import.State.ADDING:
        return {}
    if compared.others and not one.correct:
        raise Refused("rows-differ", count=len(compared.others))
    changes = []
    for some in batched(sorted(compared.others, key=lambda other: other[0]), _AT_ONCE):
        rows = Row.objects.select_for_update()
        there = {row.pk: row for row in rows.filter(pk__in=[pk for pk, _, _ in some], removed=False)}
        if len(there) < len(some):
            raise Refused("row-gone")
        before = [there[pk].data for pk, _, _ in some]
        sealed = pseudonymise(office, register, [new for _, new, _ in some], before)
        changes += [apply_change(there[pk], new, by) for (pk, _, _), new in zip(some, sealed, strict=True)]
    added = insert(office, by, register, beat.counting(_still_new(office, register, compared.new)), one)
    corrections = [change for change in changes if change]
    record_changes(office, by, corrections)
    corrected = len(corrections)
    one.state = Import.State.ADDED
    one.report |= {"added": added, "corrected": corrected}
    one.save(update_fields=["state", "report"])
    after = {"name": one.name, "sha256": one.sha256, "added": added, "corrected": corrected}
    record("book-added", by=by.username, office=office.code, target=book_target(one), after=after)
    return {"added": added, "corrected": corrected}


def _still_new(office: Office, register: Register, rows: Sequence[CheckedRow]) -> list[CheckedRow]:
    """Return the rows that nobody has added since they were compared.

    A taken key the database refuses; of rows without one it knows nothing, and two books may be the same.
    """
    found: list[CheckedRow] = []
    for some in batched(rows, _AT_ONCE):
        there = _whole(office, register, [row for row in some if not row.key])
        found += [row for row in some if row.key or _frozen(row.data) not in there]
    return found


def _read(book: Import, register: Register) -> tuple[ReadRows, RowsReader]:
    """Read a kept file by the reader of files; findings name the file as it was called."""
    with path_of(book.sha256).open("rb") as kept:
        ending = ".xlsx" if kept.read(2) == b"PK" else ".csv"
    reader = RowsReader(register)
    with tempfile.TemporaryDirectory(prefix="capaian-book-") as folder:
        file = Path(folder) / f"buku{ending}"
        shutil.copyfile(path_of(book.sha256), file)
        rows = reader.read(file)
        reader.findings += elsewhere(register, rows, reader, book.office_id)
    return rows, reader


def compare(office: Office, register: Register, rows: ReadRows, beat: Heartbeat) -> Compared:
    """Tell the rows that are new from those that are there, as they are or with other contents.

    A row without its key is told apart by all that it says.
    """
    found = Compared()
    for some in batched(range(len(rows)), _AT_ONCE):
        given = [checked(register, rows[number].values) for number in some]
        keys = keys_kept(office, register, given)
        keyed = _by_key(office, register, [key for key in keys if key])
        whole = _whole(office, register, [row for row in given if not row.key])
        for number, key, row in zip(some, keys, given, strict=True):
            beat.done += 1
            other = keyed.get(key) if key else None
            if (not row.key and _frozen(row.data) in whole) or (other and other[1] == row.data):
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


def _whole(office: Office, register: Register, rows: Sequence[CheckedRow]) -> set[frozenset[tuple[str, Any]]]:
    if not rows:
        return set()
    days = {row.day for row in rows}
    there = Row.objects.filter(office=office, register=register.name, removed=False, key="", day__in=days)
    found = batched(there.values_list("data", flat=True).iterator(), _AT_ONCE)
    return {_frozen(data) for some in found for data in reveal(office, register, some)}


def _frozen(data: Mapping[str, Any]) -> frozenset[tuple[str, Any]]:
    return frozenset(data.items())


# ---- the report ------------------------------------------------------------------------------------------


def _report(
    register: Register, understood: Mapping[str, str], read: int, findings: Sequence[Finding]
) -> dict[str, Any]:
    wrong = [found for found in findings if found.level == "error"]
    notes = [found for found in findings if found.level != "error"]
    veil = veil_of(register, findings)
    return {
        "understood": [[label_of(register, name), heading] for name, heading in understood.items()],
        "read": read,
        "already": 0,
        "new": 0,
        "differing": 0,
        "differences": [],
        "faults": [as_json(labelled(veil(found), register)) for found in wrong[:MOST_SHOWN]],
        "fault_count": len(wrong),
        "notes": [as_json(labelled(veil(found), register)) for found in notes[:MOST_SHOWN]],
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
        keep_own((one, there[pk]) for one, (pk, _, _) in zip(sealed, others, strict=True))
    return [
        _difference(register, pk, place, data, one.row)
        for (pk, _, place), data, one in zip(others, old, sealed, strict=True)
    ]


def _difference(
    register: Register, pk: int, place: Place, old: Mapping[str, Any], new: CheckedRow
) -> dict[str, Any]:
    before, after = shown_data(register, old), shown_data(register, new.data)
    changes = [
        [label_of(register, name), before[name], after[name]]
        for name in register.columns
        if before[name] != after[name]
    ]
    return {"row": pk, "where": place.cell or [place.line, place.column], "key": new.key, "changes": changes}


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
