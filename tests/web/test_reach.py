"""Those above an office: what an appointment at the city reaches, and what it does not."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.roles import Permission, may, may_with_lock, offices_of, roles_held_by
from tests.web.conftest import As


@pytest.fixture
def city(office: Office, other_office: Office) -> Office:
    Office.objects.create(code="15.72.01", name="Kecamatan kota lain", parent="Kota Sungai Penuh")
    Office.objects.create(code="15.7", name="Kode yang hanya mirip")
    return Office.objects.create(code="15.71", name="Kota Jambi")


def appointed(role: str, office: Office, last_day: datetime.date | None = None) -> User:
    user = User.objects.create_user(role, name=role)
    first = datetime.date(2015, 1, 1)
    Appointment.objects.create(user=user, office=office, role=role, first_day=first, last_day=last_day)
    return user


@pytest.mark.parametrize("role", ["inspector", "city-planner"])
def test_it_reaches_every_office_below_and_no_other(role: str, city: Office) -> None:
    user = appointed(role, city)
    assert [one.code for one in offices_of(roles_held_by(user))] == ["15.71", "15.71.03", "15.71.04"]


@pytest.mark.parametrize("role", ["clerk", "secretary", "head", "administrator"])
def test_other_roles_stay_in_their_office(role: str, city: Office) -> None:
    assert [one.code for one in offices_of(roles_held_by(appointed(role, city)))] == ["15.71"]


@pytest.mark.parametrize("role", ["inspector", "city-planner"])
def test_it_ends_with_the_appointment(role: str, city: Office, office: Office) -> None:
    user = appointed(role, city, timezone.localdate() - datetime.timedelta(days=1))
    assert not roles_held_by(user) and not may_with_lock(user, office, Permission.READ)


@pytest.mark.parametrize("permission", [Permission.ROW_WRITE, Permission.VALUE_WRITE, Permission.APPROVE])
@pytest.mark.parametrize("role", ["inspector", "city-planner"])
def test_nobody_above_changes_an_offices_figures(
    role: str, permission: Permission, city: Office, office: Office
) -> None:
    user = appointed(role, city)
    assert may(user, office, Permission.READ) and may_with_lock(user, office, Permission.READ)
    assert not may(user, office, permission) and not may_with_lock(user, office, permission)


def test_the_pages_of_an_office_open_to_the_inspector(city: Office, as_: As) -> None:
    client = Client()
    client.force_login(appointed("inspector", city))
    assert client.get("/o/15.71.03/").status_code == 200
    assert client.get("/o/15.72.01/").status_code == 403
    assert client.get("/o/15.71.03/pengguna/").status_code == 403
