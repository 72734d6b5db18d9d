"""Reads for pages and papers about people."""

from __future__ import annotations

import datetime

from capaian.core.identity import nip_fault
from capaian.core.office import Head
from capaian.web.accounts.models import Appointment, Office


def head_on(office: Office, day: datetime.date) -> Appointment | None:
    """Return who headed the office on a day: an acting head stands before the one he stands in for."""
    heads = office.appointments.filter(role="head", first_day__lte=day).exclude(last_day__lt=day)
    return heads.select_related("user").order_by("-acting", "-first_day").first()


def signature_of(appointment: Appointment) -> Head:
    """Return the signature block: ``Plt. CAMAT JAMBI TIMUR`` with name, rank and NIP."""
    title = f"{appointment.acting} {appointment.title}".strip()
    person = appointment.user
    return Head(title, person.name, person.rank, "" if nip_fault(person.nip) else person.nip)
