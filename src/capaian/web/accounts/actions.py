"""Writes to offices, people and appointments."""

from __future__ import annotations

import datetime

from django.contrib.auth.password_validation import validate_password

from capaian.web.accounts.acting import Refused, acts
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.roles import ROLES, Permission
from capaian.web.trail.record import record


@acts(Permission.ADMIN)
def add_person(
    *, office: Office, by: User, username: str, name: str, password: str, rank: str = "", nip: str = ""
) -> User:
    """Add a person. Raises ``ValidationError`` where the password is too weak."""
    if User.objects.filter(username=username).exists():
        raise Refused("username-taken", found=username)
    user = User(username=username, name=name, rank=rank, nip=nip)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    record("person-added", by=by.username, office=office.code, target=username, after={"name": name})
    return user


@acts(Permission.ADMIN)
def appoint(
    *,
    office: Office,
    by: User,
    user: User,
    role: str,
    first_day: datetime.date,
    title: str = "",
    acting: str = "",
    indicators: str = "",
) -> Appointment:
    """Give a person a role in the office from a day on."""
    if role not in ROLES:
        raise Refused("unknown-role", found=role)
    if user == by and role != "administrator":
        # Who hands out the rights does not hand himself those of a maker or checker of figures.
        raise Refused("own-appointment")
    made = Appointment.objects.create(
        user=user,
        office=office,
        role=role,
        first_day=first_day,
        title=title,
        acting=acting,
        indicators=indicators,
    )
    after = {"role": role, "from": first_day.isoformat(), "acting": acting}
    record("appointed", by=by.username, office=office.code, target=user.username, after=after)
    return made


@acts(Permission.ADMIN)
def end_appointment(*, office: Office, by: User, appointment: Appointment, last_day: datetime.date) -> None:
    """End an appointment on a day; it stays readable, since what was done under it stays."""
    if appointment.office_id != office.pk:
        raise Refused("no-right", right=Permission.ADMIN.value)
    if last_day < appointment.first_day:
        raise Refused("ends-before-it-began")
    appointment.last_day = last_day
    appointment.save(update_fields=["last_day"])
    target = f"{appointment.user.username} {appointment.role}"
    record(
        "appointment-ended", by=by.username, office=office.code, target=target, after={"to": last_day.isoformat()}
    )


@acts(Permission.ADMIN)
def set_password(*, office: Office, by: User, user: User, password: str) -> None:
    """Give a person of the office a new password. Raises ``ValidationError`` where it is too weak."""
    _of_office(office, user)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record("password-set", by=by.username, office=office.code, target=user.username)


@acts(Permission.READ)
def change_own_password(*, office: Office, by: User, password: str) -> None:
    """Change one's own password. Raises ``ValidationError`` where it is too weak."""
    validate_password(password, by)
    by.set_password(password)
    by.save(update_fields=["password"])
    record("password-set", by=by.username, office=office.code, target=by.username)


def _of_office(office: Office, user: User) -> None:
    """Refuse where a person was never appointed here: an administrator is one of his own office."""
    if not user.appointments.filter(office=office).exists():
        raise Refused("no-right", right=Permission.ADMIN.value)


@acts(Permission.ADMIN)
def deactivate(*, office: Office, by: User, user: User) -> None:
    """Close a person's account; nothing that he did goes away."""
    if user == by:
        raise Refused("own-account")
    _of_office(office, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    record("person-closed", by=by.username, office=office.code, target=user.username)
