"""Reads of inspecting."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.queries import answers_for
from capaian.web.accounts.roles import Permission
from capaian.web.inspecting.models import Drawn, Finding, Sample, Step, Verdict
from capaian.web.planning.queries import plan_of, version_on
from capaian.web.reporting.basis import FigureBasis, figure_basis
from capaian.web.reporting.provisional import NoPlan, frozen_plan

OPEN = "open"
CLOSED = (Step.Kind.DONE, Step.Kind.DROPPED)


def period_of(one: Sample | Finding) -> Period:
    found = Period.parse(one.period)
    assert found is not None, "it was one when it was written"
    return found


def plan_of_sample(one: Sample) -> Plan:
    """Return the plan that a sample's rows were counted by. Raises :class:`Refused` where it is gone or changed."""
    if one.snapshot is None:
        version = version_on(one.office, period_of(one).last_day)
        if version is None:
            raise Refused("no-plan", period=one.period)
        return plan_of(version)
    return frozen_plan(one.snapshot)


def register_of(one: Sample, name: str) -> Register:
    """Return a register as it was when the sample was drawn. Raises :class:`Refused`."""
    found = plan_of_sample(one).registers.get(name)
    if found is None:
        raise Refused("no-register", found=name)
    return found


def basis_of_sample(one: Sample) -> FigureBasis | None:
    """Return what a sample was drawn from; ``None`` where today's figures are no longer those."""
    try:
        on = figure_basis(one.office, period_of(one), one.snapshot)
    except (NoPlan, Refused):
        return None
    return on if on is not None and on.sha256 == one.figures else None


def rows_with_verdict(one: Sample) -> list[tuple[Drawn, Verdict]]:
    """Return the rows that have a verdict, with the last of each, in the order of the draw."""
    last = {
        verdict.drawn_id: verdict
        for verdict in Verdict.objects.filter(drawn__sample=one).select_related("by").order_by("id")
    }
    return [(drawn, last[drawn.pk]) for drawn in one.drawn.order_by("number") if drawn.pk in last]


def findings_of(offices: Iterable[str]) -> QuerySet[Finding]:
    """Return findings with ``state``: that of the last step, ``open`` where there is none or it did not do."""
    last = Step.objects.filter(finding=OuterRef("pk")).order_by("-id").values("kind")[:1]
    found = Finding.objects.filter(office__in=list(offices)).select_related("by", "office")
    return found.annotate(state=Coalesce(Subquery(last), Value(OPEN)))


def overdue_of(offices: Iterable[str], day: datetime.date | None = None) -> dict[str, int]:
    """Return how many findings of each office are not closed after their deadline, where there are any.

    The state is that of :func:`findings_of`, in plain SQL: every home screen asks.
    """
    asked = list(offices)
    if not asked:
        return {}
    before = connection.ops.adapt_datefield_value(day or timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(_OVERDUE.format(offices=", ".join(["%s"] * len(asked))), [*asked, before, OPEN, *CLOSED])
        return dict(cursor.fetchall())


_OVERDUE = f"""
    SELECT f.office_id, COUNT(*) FROM {Finding._meta.db_table} f
    WHERE f.office_id IN ({{offices}}) AND f.deadline < %s AND COALESCE((
        SELECT s.kind FROM {Step._meta.db_table} s WHERE s.finding_id = f.id ORDER BY s.id DESC LIMIT 1
    ), %s) NOT IN ({", ".join(["%s"] * len(CLOSED))})
    GROUP BY f.office_id ORDER BY f.office_id
"""


def state_of(one: Finding) -> str:
    """Return the kind of the last step, ``open`` where there is none."""
    last = one.steps.order_by("-id").first()
    return OPEN if last is None else str(last.kind)


def answers(user: User, office: Office, indicator: str) -> bool:
    """Tell whether one who may answer findings answers those about an indicator; empty: the whole office."""
    own = answers_for(user, office, Permission.ANSWER)
    return own is None or indicator in own


def sample_of(office: Office, pk: int) -> Sample | None:
    return office.samples.select_related("by", "snapshot", "office").filter(pk=pk).first()
