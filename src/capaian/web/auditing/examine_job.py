"""The audit of a report that was handed in: a worker reads the file and keeps what it found."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from django.db import transaction

from capaian.core.findings.finding import Level
from capaian.core.measurement.result import Measurement
from capaian.core.period import Period
from capaian.pipeline.auditing import Audited, audit_file
from capaian.web.accounts.models import Office
from capaian.web.accounts.permissions import Refused
from capaian.web.auditing.models import Examination
from capaian.web.auditing.stored_audit import serialise
from capaian.web.jobs.heartbeat import heartbeat
from capaian.web.jobs.models import Job
from capaian.web.jobs.queue import Progress, job_handler
from capaian.web.registers.uploads import path_of
from capaian.web.reporting.dashboard import measurement_now, measurement_published
from capaian.web.reporting.provisional import NoPlan, published_figures
from capaian.web.trail.record import record

State, Against = Examination.State, Examination.Against


@job_handler("audit-report")
def audit(job: Job, progress: Progress) -> dict[str, object]:
    """Audit a report and keep what was found; one that was audited already is left alone."""
    one = Examination.objects.select_related("office").get(pk=job.payload["examination"])
    if one.state != State.READING:
        return {}
    with heartbeat(job, progress) as beat:
        beat.total = 2
        measurement, against = counted(one.office, one.year) if one.compare else (None, Against.NOTHING)
        beat.done = 1
        audited = read(one, measurement)
    state = State.READ if audited.is_read else State.UNREADABLE
    levels = Counter(objection.level for objection in audited.examined.objections)
    counts = {
        "claims": audited.claims.count,
        "errors": levels[Level.ERROR],
        "warnings": levels[Level.WARNING],
        "notes": levels[Level.NOTE],
    }
    with transaction.atomic():
        reading = Examination.objects.filter(pk=one.pk, state=State.READING)
        if not reading.update(audit=serialise(audited), state=state, against=against, **counts):
            return {}  # another worker was faster
        record(
            "report-audited",
            by=job.by.username,
            office=job.office,
            target=target_of(one),
            after={"sha256": one.sha256, "state": str(state), **counts},
        )
    return {"state": str(state)}


def target_of(one: Examination) -> str:
    """Return what the trail calls an audit."""
    return f"pemeriksaan#{one.pk} {one.name}"[:200]


def read(one: Examination, measurement: Measurement | None) -> Audited:
    """Audit the kept file under the name that it came with, of which its reader is given the ending alone."""
    with tempfile.TemporaryDirectory(prefix="capaian-audit-") as folder:
        file = Path(folder) / f"laporan{Path(one.name).suffix[:10]}"
        shutil.copyfile(path_of(one.sha256), file)
        audited = audit_file(file, measurement=measurement)
    transcript = audited.transcript and replace(audited.transcript, file=one.name)
    return replace(audited, file=one.name, transcript=transcript, claims=replace(audited.claims, file=one.name))


def counted(office: Office, year: int) -> tuple[Measurement | None, str]:
    """Return what the office counted for a year: as it was approved last, else as it stands today."""
    period = Period(year)
    snapshot = office.snapshots.filter(period=str(period)).order_by("-number").first()
    if snapshot is not None:
        try:
            published_figures(snapshot)
        except Refused:  # its files are no longer those that were frozen
            return None, Against.CHANGED
        return measurement_published(snapshot, period), Against.APPROVED
    try:
        measurement = measurement_now(office, period)
    except NoPlan:
        measurement = None
    return measurement, Against.PROVISIONAL if measurement else Against.NONE
