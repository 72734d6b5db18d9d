"""How an office begins: itself and its first administrator, who appoints everybody else."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from capaian.core.plan.nip_and_area_codes import is_area_code
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import Faulty
from capaian.web.trail.record import record


def check_office_code(code: str) -> None:
    """Raise :class:`Faulty` where no office can begin under this code."""
    if not is_area_code(code):
        raise Faulty("not-an-area-code", found=code)
    if Office.objects.filter(pk=code).exists():
        raise Faulty("office-there", found=code)


@transaction.atomic
def bootstrap_office(
    *, code: str, name: str, parent: str, place: str, username: str, person: str, password: str
) -> Office:
    """Begin an office. Who asks is whoever may write the server's folder, so no right is looked at.

    Raises :class:`Faulty`, and ``ValidationError`` where the password is too weak.
    """
    check_office_code(code)
    if not name or not username or not person:
        raise Faulty("begin-empty")
    if User.objects.filter(username__iexact=username).exists():
        raise Faulty("name-taken", found=username)
    office = Office.objects.create(code=code, name=name, parent=parent, place=place)
    user = User(username=username, name=person)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    Appointment.objects.create(user=user, office=office, role="administrator", first_day=timezone.localdate())
    record("office-begun", by="capaian", office=code, target=name, after={"administrator": username})
    return office
