"""Writes to the list of offices: one is opened, closed, merged into another, or split; each from a day on.

Nothing is moved: rows, figures and snapshots stay with the office that made them, and its code is never free again.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password

from capaian.core.plan.nip_and_area_codes import is_area_code
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import Faulty, Refused, action, bump_version
from capaian.web.accounts.roles import Permission
from capaian.web.city.lifecycle.office_lifetime import ONE_DAY, check_can_close, check_successors, lock_offices
from capaian.web.city.models import Succession
from capaian.web.trail.record import record


@action(Permission.CITY)
def open_office(
    *,
    office: Office,
    by: User,
    code: str,
    name: str,
    opened: datetime.date,
    basis: str,
    username: str,
    person: str,
    password: str,
) -> Office:
    """Open an office below the city from a day on, with its first administrator, who appoints everybody else.

    The administrator is a new account, or one that administers an office of the city already. Raises
    ``ValidationError`` where the password of a new one is too weak.
    """
    if not is_area_code(code) or not code.startswith(f"{office.code}.") or len(code) != _length(office):
        raise Faulty("office-code", found=code, city=office.code)
    if Office.objects.filter(pk=code).exists():
        # Also that of a closed office: its rows and papers carry it for ever.
        raise Refused("office-code-used", found=code)
    if not name.strip() or not basis.strip():
        raise Faulty("office-empty")
    made = Office.objects.create(
        code=code,
        name=name.strip()[:200],
        parent=office.name,
        place=office.place,
        opened=opened,
        synthetic=office.synthetic,
    )
    user = _administrator(office, by, username.strip(), person.strip(), password)
    Appointment.objects.create(user=user, office=made, role="administrator", first_day=opened)
    after = {
        "name": made.name,
        "from": opened.isoformat(),
        "basis": basis.strip()[:200],
        "administrator": user.username,
    }
    for where in (office.code, code):
        record("office-opened", by=by.username, office=where, target=code, after=after)
    return made


def _length(city: Office) -> int:
    """Return how long the codes of a city's offices are."""
    return {2: 5, 5: 8, 8: 13}.get(len(city.code), 0)


def _administrator(city: Office, by: User, username: str, person: str, password: str) -> User:
    known = User.objects.filter(username__iexact=username).first()
    if known is None:
        if not username or not person:
            raise Faulty("office-administrator")
        user = User(username=username[:60], name=person[:200], must_change=True)
        validate_password(password, user)
        user.set_password(password)
        user.save()
        return user
    there = known.appointments.filter(role="administrator", last_day=None, office__code__startswith=f"{city.code}.")
    if known == by or not known.is_active or not there.exists():
        raise Refused("office-administrator-known", found=username)
    return known


@action(Permission.CITY)
def close_office(
    *,
    office: Office,
    by: User,
    codes: Sequence[str],
    last_day: datetime.date,
    successors: Sequence[str],
    basis: str,
) -> list[Succession]:
    """Close offices of the city after a day, and name who goes on from the next day.

    One successor of several is a merger, several of one a split, none an office that ends. The successors have to
    be open by then: a new one is opened first.
    """
    if not codes or not basis.strip():
        raise Faulty("closing-empty")
    there = lock_offices(office)
    strangers = sorted({*codes, *successors} - there.keys())
    if strangers or set(codes) & set(successors):
        raise Refused("closing-stranger", found=", ".join(strangers or sorted(set(codes) & set(successors))))
    heirs = [there[code] for code in dict.fromkeys(successors)]
    check_successors(heirs, last_day)
    made: list[Succession] = []
    for one in (there[code] for code in dict.fromkeys(codes)):
        made += _close(office, by, one, last_day, heirs, basis.strip()[:200])
    return made


def _close(
    city: Office, by: User, one: Office, last_day: datetime.date, heirs: Sequence[Office], basis: str
) -> list[Succession]:
    if one.closed is not None:
        raise Refused("closed-already", found=str(one), day=one.closed.isoformat())
    check_can_close(one, last_day)
    one.closed = last_day
    one.save(update_fields=["closed"])
    bump_version(one)
    made = [
        Succession.objects.create(predecessor=one, successor=heir, day=last_day + ONE_DAY, basis=basis, by=by)
        for heir in heirs
    ]
    after = {"to": last_day.isoformat(), "successors": [heir.code for heir in heirs], "basis": basis}
    for where in (city.code, one.code, *(heir.code for heir in heirs)):
        record("office-closed", by=by.username, office=where, target=one.code, after=after)
    return made
