"""Reads for pages and papers about people."""

from __future__ import annotations

import datetime

from django.utils import timezone

from capaian.core.plan.nip_and_area_codes import nip_fault
from capaian.core.plan.office import Head
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.roles import ROLES, SECTION_HEAD, Permission


def head_on(office: Office, day: datetime.date) -> Appointment | None:
    """Return who headed the office on a day: an acting head stands before the one he stands in for."""
    heads = office.appointments.filter(role="head", first_day__lte=day).exclude(last_day__lt=day)
    return heads.select_related("user").order_by("-acting", "-first_day").first()


def answers_for(user: User, office: Office, right: Permission) -> frozenset[str] | None:
    """Return the codes of the indicators for which a person has a right today; ``None``: for all of them.

    It is a section head who answers for some alone; whoever has the right by another role too has it for all.
    """
    day = timezone.localdate()
    held = office.appointments.filter(user=user, first_day__lte=day).exclude(last_day__lt=day)
    roles = [
        (role, codes)
        for role, codes in held.values_list("role", "indicators")
        if role in ROLES and right in ROLES[role].may
    ]
    if not roles or any(role != SECTION_HEAD.name or not codes.strip() for role, codes in roles):
        return None
    return frozenset(code.strip() for _, codes in roles for code in codes.split(",") if code.strip())


def signature_of(appointment: Appointment) -> Head:
    """Return the signature block: ``Plt. CAMAT JAMBI TIMUR`` with name, rank and NIP."""
    title = f"{appointment.acting} {appointment.title}".strip()
    person = appointment.user
    return Head(title, person.name, person.rank, "" if nip_fault(person.nip) else person.nip)
