"""The figures of every office in a period: as approved, else as they stand, else why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from capaian.core.measurement.result import Measurement
from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.pipeline.printed_measurement import PrintedAmount
from capaian.web.accounts.models import Office
from capaian.web.accounts.permissions import Refused
from capaian.web.city.overview.submission_status import SubmissionStatus
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.queries import plan_of, version_on
from capaian.web.reporting.dashboard import measurement_now, measurement_published
from capaian.web.reporting.models import Figures, Snapshot
from capaian.web.reporting.provisional import CurrentFigures, NoPlan, current_figures, published_figures

MAX_ANEW = 24
"""Offices that one look at a page measures anew; whoever looks again has the rest."""


class OfficeFigures(NamedTuple):
    """What an office tells of a period. ``why`` says why there are no figures: ``no-plan``, ``faulty``,
    ``changed`` (the files of its snapshot), ``later`` (not measured yet); empty where there are some."""

    standing: SubmissionStatus
    plan: Plan | None
    version: int
    """Number of the plan's version."""
    seen: CurrentFigures | None
    approved: bool
    why: str

    @property
    def office(self) -> Office:
        return self.standing.office

    @property
    def mean(self) -> PrintedAmount | None:
        """The mean achievement as the office's own report has it; over its own plan."""
        return self.seen.figures.mean if self.seen else None

    @property
    def measured(self) -> int:
        """How many indicators are in that mean."""
        return self.seen.figures.measured if self.seen else 0

    @property
    def indicators(self) -> int:
        """How many indicators the office has."""
        return len(self.seen.figures.indicators) if self.seen else 0


def figures_of_offices(
    listed: Sequence[SubmissionStatus], period: Period, most: int = MAX_ANEW
) -> list[OfficeFigures]:
    """Return what each office tells; at most ``most`` of them are measured anew.

    First come those that were never measured, then those whose kept figures are the furthest behind: whoever looks
    again gets to all of them, however often the first ones write. What is not measured yet is told as ``later``:
    figures of before are never shown for those of now.
    """
    codes = [one.office.pk for one in listed]
    newest: dict[str, Snapshot] = {}
    for snapshot in Snapshot.objects.filter(office__in=codes, period=str(period)).order_by("number"):
        newest[snapshot.office_id] = snapshot
    kept = dict(Figures.objects.filter(office__in=codes, period=str(period)).values_list("office", "version"))
    plans = {one.office.pk: version_on(one.office, period.last_day) for one in listed}
    behind = [
        one.office
        for one in listed
        if plans[one.office.pk] is not None
        and not (one.reported and one.office.pk in newest)
        and kept.get(one.office.pk) != one.office.version
    ]
    behind.sort(key=lambda office: (office.pk in kept, kept.get(office.pk, 0) - office.version))
    later = {office.pk for office in behind[most:]}
    return [
        _told(
            one,
            period,
            plans[one.office.pk],
            newest.get(one.office.pk) if one.reported else None,
            one.office.pk not in later,
        )
        for one in listed
    ]


def _told(
    one: SubmissionStatus, period: Period, version: PlanVersion | None, snapshot: Snapshot | None, now: bool
) -> OfficeFigures:
    if version is None:
        return OfficeFigures(one, None, 0, None, False, "no-plan")
    plan, number = plan_of(version), version.number
    if snapshot is not None:
        try:
            return OfficeFigures(one, plan, number, published_figures(snapshot), True, "")
        except Refused:
            return OfficeFigures(one, plan, number, None, False, "changed")
    if not now:
        return OfficeFigures(one, plan, number, None, False, "later")
    try:
        figures = current_figures(one.office, period)
    except NoPlan:
        return OfficeFigures(one, None, 0, None, False, "no-plan")
    return OfficeFigures(one, plan, number, figures, False, "" if figures else "faulty")


def measurement_of(one: OfficeFigures, period: Period) -> Measurement | None:
    """Return the measurement behind the figures, where more is needed than they print."""
    if not one.approved:
        return measurement_now(one.office, period)
    snapshot = one.office.snapshots.filter(period=str(period)).order_by("-number").first()
    return measurement_published(snapshot, period) if snapshot else None
