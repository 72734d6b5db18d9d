"""Where each office of a city stands in a period: what it handed in, and how late."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone

from capaian.core.area import length_below
from capaian.core.period import Period
from capaian.web.accounts.models import Office
from capaian.web.reporting.models import Submission
from capaian.web.reporting.periods import periods_of
from capaian.web.reporting.queries import GRACE, deadlines, reports_in

State = Submission.State


class SubmissionStatus(NamedTuple):
    """An office in a period; ``late`` is in days: until its approval, or until today where there is none."""

    office: Office
    state: str
    approved: datetime.date | None
    deadline: datetime.date
    late: int

    @property
    def reported(self) -> bool:
        return self.state == State.APPROVED


class SubmissionCoverage(NamedTuple):
    """How many offices were expected to report, and how far they came."""

    expected: int
    approved: int
    handed_in: int
    """Submitted or verified, and not approved yet."""
    late: int
    """Not approved, and the last day is over."""
    approved_late: int


def offices_below(city: Office) -> list[Office]:
    """Return the offices one level below a city, closed ones too."""
    inside = Office.objects.filter(code__startswith=f"{city.code}.")
    length = length_below(city.code)
    return [one for one in inside.order_by("code") if len(one.code) == length]


def has_below(city: Office) -> bool:
    """Tell whether any office lies below another."""
    return Office.objects.filter(code__startswith=f"{city.code}.").exists()


def submission_statuses(city: Office, period: Period, today: datetime.date | None = None) -> list[SubmissionStatus]:
    """Return how far each office has come that was there in a period, by code."""
    day = today or timezone.localdate()
    offices = [one for one in offices_below(city) if reports_in(one, period)]
    found = Submission.objects.filter(office__in=[one.pk for one in offices], period=str(period))
    known = {one.office_id: one for one in found}
    last = deadlines(city, period.year).get(str(period), period.last_day + GRACE)
    return [_standing(office, known.get(office.pk), last, day) for office in offices]


def _standing(
    office: Office, one: Submission | None, last: datetime.date, today: datetime.date
) -> SubmissionStatus:
    state = str(one.state) if one else str(State.DRAFT)
    approved = timezone.localdate(one.approved_at) if one and state == State.APPROVED and one.approved_at else None
    return SubmissionStatus(office, state, approved, last, max(((approved or today) - last).days, 0))


def count_submissions(listed: Sequence[SubmissionStatus]) -> SubmissionCoverage:
    """Count the offices of a period by how far they came."""
    return SubmissionCoverage(
        expected=len(listed),
        approved=sum(one.reported for one in listed),
        handed_in=sum(one.state in (State.SUBMITTED, State.VERIFIED) for one in listed),
        late=sum(not one.reported and one.late > 0 for one in listed),
        approved_late=sum(one.reported and one.late > 0 for one in listed),
    )


def period_shown(text: str | None, today: datetime.date) -> Period:
    """Return the quarter or year that was asked for, else the last quarter that is over."""
    asked = Period.parse(text or "")
    if asked is not None and asked.months != 1:
        return asked
    over = [one for year in (today.year, today.year - 1) for one in periods_of(year) if one.months == 3]
    return max(one for one in over if one.last_day < today)


def choices(shown: Period, today: datetime.date) -> list[Period]:
    """Return the periods that a page offers: those of the year that is shown, and of the years about today."""
    years = sorted({shown.year, today.year, today.year - 1, today.year - 2}, reverse=True)
    return [one for year in years for one in periods_of(year)]
