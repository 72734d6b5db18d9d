"""Writes of the city over its offices: last days and reminders."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, Refused, action
from capaian.web.accounts.roles import Permission
from capaian.web.city.models import Reminder
from capaian.web.city.overview.submission_status import submission_statuses
from capaian.web.reporting.models import Deadline
from capaian.web.trail.record import record

MOST_REMINDER = 1000


@action(Permission.CITY)
def set_deadline(*, office: Office, by: User, period: Period, day: datetime.date) -> Deadline:
    """Set the last day on which the city's offices have a period approved; it is after the period's end."""
    if day <= period.last_day:
        raise Faulty("deadline-early", day=period.last_day.isoformat())
    old = Deadline.objects.filter(area=office, period=str(period)).first()
    before = {"day": old.day.isoformat()} if old else None
    made, _ = Deadline.objects.update_or_create(area=office, period=str(period), defaults={"day": day, "by": by})
    after = {"day": day.isoformat()}
    record("deadline-set", by=by.username, office=office.code, target=str(period), before=before, after=after)
    return made


@action(Permission.CITY)
def remind(*, office: Office, by: User, period: Period, codes: Sequence[str], text: str) -> list[Reminder]:
    """Write one reminder to offices that have not had a period approved; once a day to each."""
    said = text.strip()
    if not said or not codes:
        raise Faulty("reminder-empty")
    if len(said) > MOST_REMINDER:
        raise Faulty("reminder-long", most=MOST_REMINDER)
    today = timezone.localdate()
    if period.first_day > today:
        raise Faulty("reminder-early", day=period.first_day.isoformat())
    waiting = {one.office.code: one.office for one in submission_statuses(office, period) if not one.reported}
    unknown = sorted(set(codes) - waiting.keys())
    if unknown:
        raise Refused("reminder-not-late", found=", ".join(unknown))
    had = Reminder.objects.filter(office__in=codes, period=str(period), day=today).values_list("office", flat=True)
    if had:
        raise Faulty("reminded-today", found=", ".join(str(waiting[code]) for code in sorted(had)))
    made = []
    for code in dict.fromkeys(codes):
        one = Reminder(city=office, office=waiting[code], period=str(period), day=today, text=said, by=by)
        one.save()
        made.append(one)
        record("reminded", by=by.username, office=code, target=str(period), after={"text": said})
    return made
