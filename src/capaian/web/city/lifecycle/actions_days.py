"""A first or last day of an office that was set wrongly: corrected with a reason, and both days stay readable."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import Faulty, Refused, action, bump_version
from capaian.web.accounts.roles import Permission
from capaian.web.city.lifecycle.office_lifetime import (
    ONE_DAY,
    check_can_close,
    check_can_open,
    check_successors,
    lock_offices,
)
from capaian.web.city.models import Correction, Succession
from capaian.web.trail.record import record

MAX_REASON = 500
Which = Correction.Which


@action(Permission.CITY)
def correct_day(
    *, office: Office, by: User, code: str, which: str, day: datetime.date | None, reason: str
) -> Correction:
    """Correct the first (``opened``) or last day (``closed``) of an office of the city; no day: it goes on.

    Refused where rows, values, submissions or editions lie outside the life that the office would have, and where
    somebody who follows or is followed would not be there on that day. What follows on a moved last day is moved
    with it; the old entry stays, marked as withdrawn.
    """
    one = lock_offices(office).get(code)
    if one is None or which not in Which.values:
        raise Refused("correction-stranger", found=code)
    old = one.opened if which == Which.OPENED else one.closed
    if old is None:
        raise Refused("correction-of-nothing", found=str(one))
    if not reason.strip():
        raise Faulty("correction-reason")
    if day == old or (day is None and which == Which.OPENED):
        raise Faulty("correction-same", day=old.isoformat())
    fits = _first_day_fits if which == Which.OPENED else _last_day_fits
    fits(one, day)
    made = Correction.objects.create(
        office=one, which=which, old_day=old, new_day=day, reason=reason.strip()[:MAX_REASON], by=by
    )
    if which == Which.OPENED:
        one.opened = day
        _begin_earlier(one, old)
    else:
        one.closed = day
    one.save(update_fields=[which])
    bump_version(one)
    heirs = _follow(made, day, by) if which == Which.CLOSED else []
    key = "from" if which == Which.OPENED else "to"
    after = {key: day.isoformat() if day else None, "reason": made.reason, "successors": heirs}
    others = [found.predecessor_id for found in one.inheritances.filter(withdrawn=None)] + heirs
    for where in dict.fromkeys((office.code, one.code, *others)):
        record(
            "office-day-corrected",
            by=by.username,
            office=where,
            target=one.code,
            before={key: old.isoformat()},
            after=after,
        )
    return made


def _first_day_fits(one: Office, day: datetime.date | None) -> None:
    assert day is not None, "an office has a first day or was always there"
    if one.closed is not None and day > one.closed:
        raise Faulty("closes-before-it-opened", found=str(one))
    check_can_open(one, day)
    following = one.inheritances.filter(withdrawn=None, day__lt=day).order_by("day").first()
    if following is not None:
        raise Refused("successor-not-there", found=str(one), day=following.day.isoformat())


def _last_day_fits(one: Office, day: datetime.date | None) -> None:
    if day is not None:
        check_can_close(one, day)
        check_successors([found.successor for found in _live(one).select_related("successor")], day)


def _live(one: Office) -> QuerySet[Succession]:
    return Succession.objects.filter(predecessor=one, withdrawn=None)


def _follow(made: Correction, day: datetime.date | None, by: User) -> list[str]:
    """Withdraw the successions of the old last day, and name the same successors from the new one; return them."""
    heirs = []
    for old in list(_live(made.office)):
        old.withdrawn = made
        old.save(update_fields=["withdrawn"])
        heirs.append(old.successor_id)
        if day is not None:
            Succession.objects.create(
                predecessor=made.office, successor_id=old.successor_id, day=day + ONE_DAY, basis=old.basis, by=by
            )
    return heirs


def _begin_earlier(one: Office, old: datetime.date) -> None:
    """Let the first administrator begin with the office: else nobody could enter before the day that was wrong."""
    assert one.opened is not None, "it was given a moment ago"
    if one.opened < old:
        first = Appointment.objects.filter(office=one, role="administrator", first_day=old)
        first.update(first_day=one.opened)
