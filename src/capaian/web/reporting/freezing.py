"""A period as it is approved: the snapshot, and the documents made from it."""

from __future__ import annotations

import datetime
import hashlib
import shutil
import uuid
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db import transaction

from capaian.core.period import Period, written_day
from capaian.core.plan.office import Signature
from capaian.files.digest import text_sha256
from capaian.files.plan.signature import write_signature
from capaian.files.registers.lake import write_whole
from capaian.files.snapshot import MANIFEST
from capaian.pipeline.freezing import freeze
from capaian.pipeline.inputs import load
from capaian.pipeline.measurement_json import to_json
from capaian.pipeline.measuring import measure_office
from capaian.pipeline.reporting import report_of, write_report
from capaian.web.accounts.models import Appointment, Office
from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.queries import signature_of
from capaian.web.jobs.models import Job
from capaian.web.jobs.queue import Progress, job_handler
from capaian.web.planning.queries import version_on
from capaian.web.reporting.models import Document, Snapshot
from capaian.web.reporting.provisional import folder_of, published_figures, remeasure_snapshot
from capaian.web.trail.record import record

FORMATS = ("pdf", "docx", "xlsx", "html")


def freeze_period(
    office: Office, period: Period, head: Appointment, today: datetime.date, figures: str
) -> Snapshot:
    """Freeze what is approved, with who signs it. The folder is whole before the database names it.

    ``figures`` is the hash of what was submitted and verified: nothing else is frozen.
    """
    version = version_on(office, period.last_day)
    if version is None:
        raise Refused("no-plan", period=period)
    folder = folder_of(office, version)
    signed = Signature(signature_of(head), office.place, written_day(today, "id"))
    signature = folder.plan.with_name("signature.csv")
    write_whole(signature, write_signature(signed).encode())
    inputs, _ = load(folder.plan, [folder.values], None, folder.registers, None, folder.targets)
    if inputs is None:
        raise Refused("has-errors")
    plan = inputs.plan.signed_by(signed, period.year)
    measurement, _ = measure_office(replace(inputs, plan=plan), period)
    number = office.snapshots.filter(period=str(period)).count() + 1
    # A name that no crash before can have left behind.
    name = f"snapshots/{office.code}/{period}-{number}-{uuid.uuid4().hex[:8]}"
    goal = Path(settings.DATA) / name
    freeze(inputs, measurement, goal, targets=folder.targets, signature=signature)
    if _figures_in(goal, period, office.code) != figures:
        shutil.rmtree(goal)
        raise Refused("figures-changed", period=period)
    manifest = hashlib.sha256((goal / MANIFEST).read_bytes()).hexdigest()
    return Snapshot.objects.create(
        office=office,
        period=str(period),
        number=number,
        folder=name,
        manifest=manifest,
        mean=measurement.mean_printed[:30],
        by=head.user,
    )


def _figures_in(folder: Path, period: Period, office: str) -> str:
    """Return the hash of what a snapshot gives when it is measured again; empty: it gives nothing."""
    measurement = remeasure_snapshot(folder, period, office)
    return "" if measurement is None else text_sha256(to_json(measurement))


@job_handler("make-documents")
def make_documents(job: Job, progress: Progress) -> dict[str, object]:
    """Make every document of a snapshot, by the function that the command line makes them by."""
    snapshot = Snapshot.objects.select_related("office").get(pk=job.payload["snapshot"])
    period = Period.parse(snapshot.period)
    assert period is not None, "a snapshot's period was one"
    made = snapshot.documents.count()
    if made:  # the worker before this one got so far, and died before it could say so
        return {"documents": made}
    frozen = published_figures(snapshot)
    folder = Path(settings.DATA) / snapshot.folder
    measurement = remeasure_snapshot(folder, period, snapshot.office_id)
    if measurement is None or text_sha256(to_json(measurement)) != frozen.sha256:
        raise ValueError(f"{folder.name}: measured again it gives other figures")
    place = folder.with_name(folder.name + "-documents")
    place.mkdir(exist_ok=True)
    goals = {ending: place / f"laporan-iku-{snapshot.office_id}-{snapshot.period}.{ending}" for ending in FORMATS}
    progress(0, len(FORMATS))
    write_report(report_of(measurement), list(goals.values()))
    with transaction.atomic():
        for number, (ending, goal) in enumerate(goals.items(), 1):
            content = goal.read_bytes()
            Document.objects.get_or_create(
                snapshot=snapshot,
                format=ending,
                defaults={
                    "file": str(goal.relative_to(settings.DATA)),
                    "sha256": hashlib.sha256(content).hexdigest(),
                    "size": len(content),
                },
            )
            progress(number, len(FORMATS))
        hashes = {one.format: one.sha256 for one in snapshot.documents.all()}
        record("documents-made", by=job.by.username, office=job.office, target=snapshot.period, after=hashes)
    return {"documents": len(goals)}
