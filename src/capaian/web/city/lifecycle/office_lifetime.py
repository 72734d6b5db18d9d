"""The life of an office, from its first day to its last: what was written has to lie within it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from capaian.core.period import Period
from capaian.web.accounts.models import Office
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.city.models import Succession
from capaian.web.city.overview.submission_status import offices_below
from capaian.web.registers.models import Row
from capaian.web.reporting.models import Snapshot, Submission, Value

ONE_DAY = datetime.timedelta(days=1)


def lock_offices(city: Office) -> dict[str, Office]:
    """Return the offices of a city by code, each locked: nobody writes there before the transaction ends."""
    inside = [one.pk for one in offices_below(city)]
    held = Office.objects.select_for_update(no_key=True).filter(pk__in=inside).order_by("code")
    return {one.code: one for one in held}


def check_can_close(one: Office, last_day: datetime.date) -> None:
    """Raise where an office cannot end on a day: it began or took over later, or something was written later."""
    if one.opened is not None and last_day < one.opened:
        raise Faulty("closes-before-it-opened", found=str(one))
    took = Succession.objects.filter(successor=one, withdrawn=None, day__gt=last_day).order_by("-day").first()
    if took is not None:
        raise Refused("takes-over-later", found=str(one), day=took.day.isoformat())
    count = Row.objects.filter(office=one, removed=False, day__gt=last_day).count()
    count += Value.objects.filter(office=one, first_day__gt=last_day).count()
    if count:
        raise Refused("rows-after-closing", found=str(one), count=count, day=last_day.isoformat())
    reported = [period for period in _reported(one) if period.first_day > last_day]
    if reported:
        raise Refused("reported-after-closing", found=str(one), period=str(reported[-1]), day=last_day.isoformat())


def check_can_open(one: Office, first_day: datetime.date) -> None:
    """Raise where something was written for days before the first."""
    count = Row.objects.filter(office=one, removed=False, day__lt=first_day).count()
    count += Value.objects.filter(office=one, last_day__lt=first_day).count()
    if count:
        raise Refused("rows-before-opening", found=str(one), count=count, day=first_day.isoformat())
    reported = [period for period in _reported(one) if period.last_day < first_day]
    if reported:
        raise Refused("reported-before-opening", found=str(one), period=str(reported[0]), day=first_day.isoformat())


def _reported(one: Office) -> list[Period]:
    """Return the periods that were handed in or ever published, in their order."""
    states = (Submission.State.SUBMITTED, Submission.State.VERIFIED, Submission.State.APPROVED)
    names = set(Submission.objects.filter(office=one, state__in=states).values_list("period", flat=True))
    names |= set(Snapshot.objects.filter(office=one).values_list("period", flat=True))
    return sorted(period for name in names if (period := Period.parse(name)) is not None)


def check_successors(heirs: Sequence[Office], last_day: datetime.date) -> None:
    """Raise where a successor is not open on the day after the last one."""
    for heir in heirs:
        if (heir.opened and heir.opened > last_day + ONE_DAY) or (heir.closed and heir.closed <= last_day):
            raise Refused("successor-not-there", found=str(heir), day=(last_day + ONE_DAY).isoformat())
