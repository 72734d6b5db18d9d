"""What a worker does with a book of rows: it reads it, and when a person has said so, adds it."""

from __future__ import annotations

from collections.abc import Mapping

from capaian.web.accounts.permissions import Refused
from capaian.web.jobs.heartbeat import heartbeat
from capaian.web.jobs.models import Job
from capaian.web.jobs.queue import Progress, job_handler
from capaian.web.registers.actions_import import add_compared
from capaian.web.registers.import_reading import MAX_SHOWN, compare, differences, read_kept, report_of
from capaian.web.registers.models import Import
from capaian.web.registers.queries import registers_of
from capaian.web.registers.uploads import is_erased


@job_handler("read-book")
def read_book(job: Job, progress: Progress) -> dict[str, object]:
    """Read a book and keep what was found: counts, faults by cell, what differs."""
    book = Import.objects.select_related("office").get(pk=job.payload["import"])
    if book.state not in (Import.State.READING, Import.State.READ, Import.State.FAULTY):
        return {}
    register = registers_of(book.office)[book.register]
    with heartbeat(job, progress) as beat:
        rows, reader = read_kept(book, register)
        beat.total = len(rows)
        read = len(rows.source.numbers) if rows.source else 0
        report = report_of(register, reader.understood, read, reader.findings)
        faulty = report["fault_count"] > 0
        if not faulty:
            compared = compare(book.office, register, rows, beat)
            report |= {"already": compared.already, "new": len(compared.new), "differing": len(compared.others)}
            report["differences"] = differences(book.office, register, compared.others[:MAX_SHOWN])
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
            rows, reader = read_kept(book, register)
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


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
