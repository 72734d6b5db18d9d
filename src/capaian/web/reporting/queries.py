"""Reads for the pages of reporting."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.utils import timezone

from capaian.core.period import Period
from capaian.core.plan import Plan
from capaian.core.variable import Variable
from capaian.web.accounts.models import Office
from capaian.web.registers.models import Month
from capaian.web.reporting.models import Submission
from capaian.web.reporting.periods import periods_of


class Step(NamedTuple):
    """A period and how far it has come. ``late``: it is over, and nobody has approved it."""

    period: Period
    submission: Submission | None
    over: bool
    late: bool

    @property
    def state(self) -> str:
        return self.submission.state if self.submission else "draft"

    @property
    def short(self) -> str:
        """What the period is called where the year is known: the number of the quarter, or ``year``."""
        return str(self.period.quarter) if self.period.months == 3 else "year"


GRACE = datetime.timedelta(days=15)
"""Days after the end of a period before it counts as late."""


def steps(office: Office, year: int, today: datetime.date | None = None) -> list[Step]:
    """Return the periods of a year with their states."""
    day = today or timezone.localdate()
    known = {one.period: one for one in office.submissions.filter(first_day__year=year)}
    found = []
    for period in periods_of(year):
        one = known.get(str(period))
        over = period.last_day < day
        open_ = one is None or one.state != Submission.State.APPROVED
        found.append(Step(period, one, over, over and open_ and period.last_day + GRACE < day))
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


def year_of(office: Office, asked: str | None) -> int:
    """Return the year that a page shows: the one asked for, else the newest that has rows, else this one."""
    if asked and asked.isdigit() and 1900 <= int(asked) <= 2199:
        return int(asked)
    newest = Month.objects.filter(office=office, rows__gt=0).order_by("-month").first()
    return int(newest.month[:4]) if newest else timezone.localdate().year


def years_of(office: Office) -> list[int]:
    """Return the years that have rows, plans or periods, newest first."""
    months = Month.objects.filter(office=office, rows__gt=0).values_list("month", flat=True)
    found = {int(month[:4]) for month in months} | {timezone.localdate().year}
    return sorted(found, reverse=True)
