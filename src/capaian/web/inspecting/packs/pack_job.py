"""The pack of evidence of an edition, made by a worker: one folder for each indicator, and hashes of every file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.core.files import File
from django.db import transaction

from capaian.web.accounts.models import Office
from capaian.web.inspecting.models import Pack
from capaian.web.inspecting.packs.contents import write_pack
from capaian.web.jobs.heartbeat import heartbeat
from capaian.web.jobs.models import Job
from capaian.web.jobs.queue import Progress, job_handler
from capaian.web.registers.actions_erase import COPY_HASHES
from capaian.web.registers.uploads import store_upload
from capaian.web.reporting.models import Snapshot
from capaian.web.trail.record import record


def packed(office: Office) -> Iterable[str]:
    """Return the hashes of an office's packs: they hold copies of evidence, and can be made again."""
    return Pack.objects.filter(office=office).values_list("sha256", flat=True)


COPY_HASHES.append(packed)


@job_handler("make-pack")
def make_pack(job: Job, progress: Progress) -> dict[str, object]:
    """Make the pack and keep it by its hash; one that is there to the byte is not kept twice."""
    snapshot = Snapshot.objects.select_related("office").get(pk=job.payload["snapshot"])
    with heartbeat(job, progress) as beat, tempfile.TemporaryDirectory(prefix="capaian-pack-") as folder:
        file = Path(folder) / "paket.zip"
        files = write_pack(snapshot, file, beat)
        with file.open("rb") as made:
            kept = store_upload(File(made, file.name))
    with transaction.atomic():
        one, new = Pack.objects.get_or_create(
            office=snapshot.office,
            snapshot=snapshot,
            sha256=kept.sha256,
            defaults={"period": snapshot.period, "size": kept.size, "files": files, "by": job.by},
        )
        if new:
            after = {"sha256": kept.sha256, "size": kept.size, "manifest": snapshot.manifest}
            record("pack-made", by=job.by.username, office=job.office, target=snapshot.period, after=after)
    return {"pack": one.pk}
