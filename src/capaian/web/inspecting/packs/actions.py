"""The one write of packs of evidence: asking for one."""

from __future__ import annotations

from django.urls import reverse

from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused, action
from capaian.web.accounts.roles import Permission
from capaian.web.jobs.models import Job
from capaian.web.trail.record import record


@action(Permission.INSPECT)
def ask_pack(*, office: Office, by: User, snapshot: int) -> Job:
    """Tell a worker to make the pack of evidence of an edition."""
    one = office.snapshots.filter(pk=snapshot).first()
    if one is None:
        raise Refused("no-edition")
    after = {"manifest": one.manifest}
    record("pack-asked", by=by.username, office=office.code, target=one.period, after=after)
    payload = {"snapshot": one.pk, "next": reverse("inspections", args=[office.code])}
    return Job.objects.create(kind="make-pack", payload=payload, office=office.code, by=by)
