"""Writes to offices, people and appointments."""

from __future__ import annotations

import datetime

from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from capaian.web.accounts import totp
from capaian.web.accounts.credentials import revoke_access
from capaian.web.accounts.duties import must_enrol_second_factor
from capaian.web.accounts.models import Appointment, Office, SecondFactor, User
from capaian.web.accounts.permissions import Faulty, Refused, action
from capaian.web.accounts.roles import ROLES, Permission
from capaian.web.trail.record import record


@action(Permission.ADMIN)
def add_person(
    *, office: Office, by: User, username: str, name: str, password: str, rank: str = "", nip: str = ""
) -> User:
    """Add a person. Raises ``ValidationError`` where the password is too weak.

    No two names differ by capitals alone: in the trail one would be taken for the other.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise Refused("username-taken", found=username)
    user = User(username=username, name=name, rank=rank, nip=nip, must_change=True)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    record("person-added", by=by.username, office=office.code, target=username, after={"name": name})
    return user


@action(Permission.ADMIN)
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
    if user.appointments.filter(office=office, role=role, first_day=first_day).exists():
        raise Refused("appointed-already", name=user.name)
    made = Appointment.objects.create(
        user=user,
        office=office,
        role=role,
        first_day=first_day,
        title=title,
        acting=acting,
        indicators=indicators,
    )
    if must_enrol_second_factor(user, [role]):
        revoke_access(user, by)  # nobody approves in a session, or by a token, that began with the password alone
    after = {"role": role, "from": first_day.isoformat(), "acting": acting}
    record("appointed", by=by.username, office=office.code, target=user.username, after=after)
    return made


@action(Permission.ADMIN)
def end_appointment(*, office: Office, by: User, appointment: Appointment, last_day: datetime.date) -> None:
    """End an appointment on a day; it stays readable, since what was done under it stays."""
    if appointment.office_id != office.pk:
        raise Refused("no-right", right=Permission.ADMIN.value)
    if last_day < appointment.first_day:
        raise Refused("ends-before-it-began")
    before = appointment.last_day
    if before is not None and last_day > before:
        # A role that has ended is given anew, by :func:`appoint` with its rules, and not by a later end.
        raise Refused("ends-later")
    if appointment.role == "administrator" and not _another_administers(office, appointment):
        raise Refused("last-administrator")
    appointment.last_day = last_day
    appointment.save(update_fields=["last_day"])
    record(
        "appointment-ended",
        by=by.username,
        office=office.code,
        target=f"{appointment.user.username} {appointment.role}",
        before={"to": before and before.isoformat()},
        after={"to": last_day.isoformat()},
    )


def _another_administers(office: Office, but: Appointment) -> bool:
    """Tell whether somebody administers the office by another appointment, without an end that is set."""
    others = office.appointments.filter(role="administrator", last_day=None, user__is_active=True)
    return others.exclude(pk=but.pk).exists()


@action(Permission.ADMIN)
def set_password(*, office: Office, by: User, user: User, password: str) -> None:
    """Give a person of the office a new password. Raises ``ValidationError`` where it is too weak."""
    _of_office_alone(office, user)
    validate_password(password, user)
    user.set_password(password)
    user.must_change = user != by
    user.save(update_fields=["password", "must_change"])
    revoke_access(user, by)
    reset(username=user.username)  # the page that holds him back says to ask for this
    record("password-set", by=by.username, office=office.code, target=user.username)


@action(Permission.READ)
def change_own_password(*, office: Office, by: User, password: str) -> None:
    """Change one's own password. Raises ``ValidationError`` where it is too weak."""
    validate_password(password, by)
    if by.check_password(password):
        raise ValidationError("same", code="same")
    by.set_password(password)
    by.must_change = False
    by.save(update_fields=["password", "must_change"])
    revoke_access(by, by)
    record("password-set", by=by.username, office=office.code, target=by.username)


@action(Permission.READ)
def set_second_factor(*, office: Office, by: User, secret: str, code: str) -> list[str]:
    """Begin to ask for codes of one's own telephone, and return the spare codes, which nobody can see again.

    Raises :class:`Faulty` where ``code`` is not the one that the telephone shows now.
    """
    step = totp.matching_step(secret, code)
    if not step:
        raise Faulty("code-wrong")
    codes = totp.recovery_codes()
    made = {
        "secret": secret,
        "spare": totp.hash_recovery_codes(codes),
        "last_step": step,
        "wrong": 0,
        "blocked_until": None,
    }
    SecondFactor.objects.update_or_create(user=by, defaults=made)
    revoke_access(by, by)
    record("second-factor-set", by=by.username, office=office.code, target=by.username)
    return codes


@action(Permission.ADMIN)
def drop_second_factor(*, office: Office, by: User, user: User) -> None:
    """Ask a person of the office for no code until he has set up another telephone; never one's own."""
    if user == by:
        raise Refused("own-account")
    _of_office_alone(office, user)
    SecondFactor.objects.filter(user=user).delete()
    revoke_access(user, by)
    record("second-factor-dropped", by=by.username, office=office.code, target=user.username)


def _of_office_alone(office: Office, user: User) -> None:
    """Refuse where a person was never appointed here, or is of another office too.

    An administrator is one of his own office: whoever sets the password of an account can act in each office of
    its owner, and anybody can be appointed anywhere.
    """
    if not user.appointments.filter(office=office).exists():
        raise Refused("no-right", right=Permission.ADMIN.value)
    here_or_over = Q(office=office) | Q(last_day__lt=timezone.localdate())
    if user.appointments.exclude(here_or_over).exists():
        raise Refused("of-another-office", name=user.name)


@action(Permission.ADMIN)
def deactivate(*, office: Office, by: User, user: User) -> None:
    """Close a person's account; nothing that he did goes away."""
    if user == by:
        raise Refused("own-account")
    _of_office_alone(office, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    revoke_access(user, by)
    record("person-closed", by=by.username, office=office.code, target=user.username)
