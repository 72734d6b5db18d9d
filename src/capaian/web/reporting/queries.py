"""Reads for the pages of reporting."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models.functions import Substr
from django.utils import timezone

from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.core.plan.variable import Variable
from capaian.web.accounts.models import Office
from capaian.web.registers.models import Evidence, Month
from capaian.web.registers.uploads import integrity_of
from capaian.web.reporting.models import Deadline, Submission
from capaian.web.reporting.periods import periods_of
from capaian.web.trail.models import Event


class PeriodStep(NamedTuple):
    """A period and how far it has come. ``late``: its last day is over, and nobody has approved it."""

    period: Period
    state: str
    over: bool
    late: bool

    @property
    def short(self) -> str:
        """What the period is called where the year is known: the number of the quarter, or ``year``."""
        return str(self.period.quarter) if self.period.months == 3 else "year"


GRACE = datetime.timedelta(days=15)
"""How long after its end a period is to be approved, where the area above the office has set no day."""


def period_statuses(office: Office, year: int, today: datetime.date | None = None) -> list[PeriodStep]:
    """Return the periods of a year with their states."""
    whole, written = Period(year), connection.ops.adapt_datefield_value
    with connection.cursor() as cursor:
        cursor.execute(_STATES, [office.pk, written(whole.first_day), written(whole.last_day)])
        states = dict(cursor.fetchall())
    return _steps(office, states, year, today or timezone.localdate())


# The screen asks these at every look: to say them anew each time would cost the ORM ten times what they need.

_STATES = f"""
    SELECT period, state FROM {Submission._meta.db_table} WHERE office_id = %s AND first_day BETWEEN %s AND %s
"""
_DEADLINES = f"""
    SELECT period, day FROM {Deadline._meta.db_table} WHERE area_id IN ({{areas}}) AND period IN ({{periods}})
    ORDER BY area_id
"""


def submissions(office: Office, year: int) -> list[tuple[PeriodStep, Submission | None]]:
    """Return the periods of a year with whoever submitted, verified and approved each."""
    people = ("submitted_by", "verified_by", "approved_by")
    listed = Submission.objects.filter(office=office.pk, first_day__year=year).select_related(*people)
    known = {one.period: one for one in listed}
    found = _steps(office, {period: one.state for period, one in known.items()}, year, timezone.localdate())
    return [(step, known.get(str(step.period))) for step in found]


def deadlines(office: Office, year: int) -> dict[str, datetime.date]:
    """Return the last day of each period of a year; of several areas that set one the nearest holds."""
    pieces = office.code.split(".")
    areas = [".".join(pieces[:count]) for count in range(1, len(pieces) + 1)]
    default = {str(period): period.last_day + GRACE for period in periods_of(year)}
    marks = {"areas": ", ".join(["%s"] * len(areas)), "periods": ", ".join(["%s"] * len(default))}
    with connection.cursor() as cursor:
        cursor.execute(_DEADLINES.format_map(marks), [*areas, *default])
        return default | dict(cursor.fetchall())


def reports_in(office: Office, period: Period) -> bool:
    """Tell whether the office was there in a period, if only for a part of it: else nothing is asked of it."""
    begun = office.opened is None or office.opened <= period.last_day
    return begun and (office.closed is None or office.closed >= period.first_day)


def _steps(office: Office, states: Mapping[str, str], year: int, day: datetime.date) -> list[PeriodStep]:
    found = []
    days = deadlines(office, year)
    for period in periods_of(year):
        state = states.get(str(period), str(Submission.State.DRAFT))
        over = period.last_day < day
        late = state != Submission.State.APPROVED and days[str(period)] < day and reports_in(office, period)
        found.append(PeriodStep(period, state, over, late))
    return found


def counts_rows(office: Office, variable: Variable) -> bool:
    """Tell whether a register with rows of the office gives the variable: then nobody types it."""
    if variable.counting is None:
        return False
    rows = Month.objects.filter(office=office, register=variable.counting.register, rows__gt=0)
    return rows.exists()


def register_of(office: Office, plan: Plan, variable: Variable) -> str:
    """Return what people call the register whose rows give a variable; nothing where it is typed."""
    if variable.counting is None or not counts_rows(office, variable):
        return ""
    register = plan.registers.get(variable.counting.register)
    return (register and register.label) or variable.counting.register


def asked_year(text: str | None) -> int | None:
    """Return the year that was asked for, if it is one."""
    return int(text) if text and text.isdecimal() and 1900 <= int(text) <= 2199 else None


def newest_year(office: Office) -> int:
    """Return the newest year that has rows, else this one: what a page shows where no year is asked for."""
    newest = Month.objects.filter(office=office, rows__gt=0).order_by("-month").first()
    return int(newest.month[:4]) if newest else timezone.localdate().year


def years_of(office: Office) -> list[int]:
    """Return the years that have rows, plans or periods, newest first."""
    months = Month.objects.filter(office=office, rows__gt=0).values_list(Substr("month", 1, 4), flat=True)
    found = {int(year) for year in months.order_by().distinct()} | {timezone.localdate().year}
    return sorted(found, reverse=True)


class Proof(NamedTuple):
    """A file that a typed value rests on, and whether it is still the one that was handed in."""

    evidence: Evidence
    state: str


def files_of(office: Office, period: Period, variables: Sequence[str]) -> dict[str, list[Proof]]:
    """Return the files of typed values by variable, each with its hash taken anew."""
    subjects = {f"value:{period}:{name}": name for name in variables}
    found: dict[str, list[Proof]] = {}
    for one in Evidence.objects.filter(office=office, subject__in=subjects).select_related("by"):
        found.setdefault(subjects[one.subject], []).append(Proof(one, integrity_of(one.sha256)))
    return found


MAX_EVENTS = 100


def events_of(office: Office, period: Period, indicator: str, variables: Sequence[str]) -> list[Event]:
    """Return what happened to a figure, newest first: its period, its words and its typed values."""
    targets = [str(period), *(f"{name} {period}" for name in (indicator, *variables))]
    events = Event.objects.filter(office=office.code, target__in=targets, refused=False)
    return list(events.order_by("-number")[:MAX_EVENTS])
