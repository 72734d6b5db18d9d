"""Reads for pages and papers about people."""

from __future__ import annotations

import datetime

from django.utils import timezone

from capaian.core.identity import nip_fault
from capaian.core.office import Head
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.roles import ROLES, Permission

ANSWERING = {name for name, role in ROLES.items() if role.may & {Permission.VALUE_WRITE, Permission.NARRATE}}
"""Roles that write what a figure is made of, or why it came out so."""


def head_on(office: Office, day: datetime.date) -> Appointment | None:
    """Return who headed the office on a day: an acting head stands before the one he stands in for."""
    heads = office.appointments.filter(role="head", first_day__lte=day).exclude(last_day__lt=day)
    return heads.select_related("user").order_by("-acting", "-first_day").first()


def answers_for(user: User, office: Office) -> frozenset[str] | None:
    """Return the codes of the indicators that a section head answers for today; ``None``: all of them."""
    day = timezone.localdate()
    held = office.appointments.filter(user=user, first_day__lte=day).exclude(last_day__lt=day)
    roles = [(role, codes) for role, codes in held.values_list("role", "indicators") if role in ANSWERING]
    if not roles or any(role != "section-head" or not codes.strip() for role, codes in roles):
        return None
    return frozenset(code.strip() for _, codes in roles for code in codes.split(",") if code.strip())


def signature_of(appointment: Appointment) -> Head:
    """Return the signature block: ``Plt. CAMAT JAMBI TIMUR`` with name, rank and NIP."""
    title = f"{appointment.acting} {appointment.title}".strip()
    person = appointment.user
    return Head(title, person.name, person.rank, "" if nip_fault(person.nip) else person.nip)
