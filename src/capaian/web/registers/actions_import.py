"""Writes of books that are uploaded: told to be read, looked at by a person, then added whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused, action
from capaian.web.accounts.roles import Permission
from capaian.web.jobs.heartbeat import Heartbeat
from capaian.web.jobs.models import Job
from capaian.web.registers.actions import apply_change, insert_rows, record_changes
from capaian.web.registers.import_reading import ComparedRows, frozen, whole_rows
from capaian.web.registers.models import Import, Row
from capaian.web.registers.personal import pseudonymise
from capaian.web.registers.rows import CheckedRow
from capaian.web.registers.uploads import BOOKS, StoredFile
from capaian.web.trail.record import record
from capaian.web.ui.batching import batched

_AT_ONCE = 500


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


@action(Permission.ROW_WRITE)
def add_compared(
    *, office: Office, by: User, register: Register, book: int, compared: ComparedRows, beat: Heartbeat
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
    added = insert_rows(office, by, register, beat.counting(_still_new(office, register, compared.new)), one)
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
        there = whole_rows(office, register, [row for row in some if not row.key])
        found += [row for row in some if row.key or frozen(row.data) not in there]
    return found
