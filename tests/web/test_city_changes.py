"""Offices opened, closed, merged and split: from a day on, and with nothing lost."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from capaian.core.period import Period
from capaian.web.accounts.acting import Faulty, Refused
from capaian.web.accounts.beginning import begin
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.roles import Permission, may
from capaian.web.consolidating import restructuring
from capaian.web.consolidating.models import Succession
from capaian.web.reporting.models import Value
from capaian.web.reporting.queries import steps
from capaian.web.trail.models import Event
from tests.web.city_cast import *  # noqa: F403
from tests.web.city_cast import AT, typed
from tests.web.conftest import PASSWORD, As

pytestmark = pytest.mark.django_db
Words = dict[str, Any]
NEW: Words = {
    "code": "15.71.12",
    "name": "Kecamatan Baru",
    "opened": datetime.date(2017, 7, 1),
    "basis": "Perda 1/2017",
    "username": "rina",
    "person": "Rina Marlina",
    "password": PASSWORD,
}
LAST = datetime.date(2017, 6, 30)


def opened(city: Office, by: User, **more: Any) -> Office:
    return restructuring.open_office(office=city, by=by, **{**NEW, **more})


def closed(city: Office, by: User, *codes: str, into: tuple[str, ...] = (), **more: Any) -> list[Succession]:
    words: Words = {"last_day": LAST, "basis": "Perda 1/2017", **more}
    return restructuring.close_office(office=city, by=by, codes=codes, successors=into, **words)


# ---- opened -------------------------------------------------------------------------------------------


def test_a_new_office_has_its_day_and_its_administrator(city: Office, dewi: User) -> None:
    made = opened(city, dewi)
    assert (made.parent, made.opened) == ("Kota Jambi", datetime.date(2017, 7, 1))
    rina = User.objects.get(username="rina")
    assert rina.must_change and may(rina, made, Permission.ADMIN) and not may(dewi, made, Permission.ADMIN)
    assert [one.office for one in Event.objects.filter(kind="office-opened")] == ["15.71", "15.71.12"]
    late = [step.late for step in steps(made, 2017, datetime.date(2018, 6, 1))]
    assert late == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": "15.72.01"}, "office-code"),
        ({"code": "15.71.12.1001"}, "office-code"),
        ({"code": "15.71"}, "office-code"),
        ({"code": "15.71.xx"}, "office-code"),
        ({"code": "15.71.04"}, "office-code-used"),
        ({"name": " "}, "office-empty"),
        ({"basis": ""}, "office-empty"),
        ({"person": ""}, "office-administrator"),
        ({"username": "citra"}, "office-administrator-known"),
        ({"username": "dewi"}, "office-administrator-known"),
    ],
)
def test_what_cannot_be_opened(city: Office, dewi: User, people: dict[str, User], change: Words, code: str) -> None:
    with pytest.raises((Faulty, Refused), match=code):
        opened(city, dewi, **change)
    assert not Office.objects.filter(name="Kecamatan Baru").exists()


def test_a_weak_password_opens_nothing(city: Office, dewi: User) -> None:
    with pytest.raises(ValidationError):
        opened(city, dewi, password="rahasia")
    assert not Office.objects.filter(pk="15.71.12").exists()


def test_an_administrator_of_another_office_will_do(city: Office, dewi: User, people: dict[str, User]) -> None:
    made = opened(city, dewi, username="adi", person="", password="")
    assert Appointment.objects.get(office=made).user == people["adi"]


# ---- closed, merged, split ----------------------------------------------------------------------------


def test_a_merged_office_stays_readable_and_names_its_successor(
    city: Office, office: Office, people: dict[str, User], dewi: User, planner: Client, as_: As
) -> None:
    typed(office, people["budi"], letters=10)
    closed(city, dewi, office.code, into=("15.71.04",))
    page = as_.ani.get("/o/15.71.03/").content.decode()
    assert "Hari terakhir perangkat daerah ini 30 Juni 2017" in page and "15.71.04 Kecamatan Lain" in page
    assert as_.ani.get("/o/15.71.03/ukur/?tahun=2017").status_code == 200
    assert Value.objects.get().office == office  # it stays where it was
    listed = planner.get(f"{AT}daftar/").content.decode()
    assert "30 Juni 2017" in listed and "1 Juli 2017" in listed
    told = [one.office for one in Event.objects.filter(kind="office-closed")]
    assert told == ["15.71", "15.71.03", "15.71.04"]


def test_two_into_a_new_one(city: Office, dewi: User) -> None:
    made = opened(city, dewi)
    closed(city, dewi, "15.71.03", "15.71.04", into=(made.code,))
    assert [one.predecessor_id for one in made.inheritances.all()] == ["15.71.03", "15.71.04"]
    assert {one.day for one in Succession.objects.all()} == {datetime.date(2017, 7, 1)}


def test_one_into_two(city: Office, dewi: User) -> None:
    opened(city, dewi)
    closed(city, dewi, "15.71.03", into=("15.71.04", "15.71.12"))
    assert [one.successor_id for one in Succession.objects.all()] == ["15.71.04", "15.71.12"]


@pytest.mark.parametrize(
    ("codes", "into", "more", "code"),
    [
        ((), (), {}, "closing-empty"),
        (("15.71.03",), (), {"basis": " "}, "closing-empty"),
        (("15.72.01",), (), {}, "closing-stranger"),
        (("15.71.03",), ("15.72.01",), {}, "closing-stranger"),
        (("15.71.03",), ("15.71.03",), {}, "closing-stranger"),
        (("15.71.12",), (), {"last_day": datetime.date(2017, 6, 1)}, "closes-before-it-opened"),
        (("15.71.03",), ("15.71.12",), {"last_day": datetime.date(2017, 6, 1)}, "successor-not-there"),
        (("15.71.03",), (), {"last_day": datetime.date(2017, 3, 1)}, None),
        (("15.71.03",), (), {"last_day": datetime.date(2016, 12, 1)}, "rows-after-closing"),
    ],
)
def test_what_cannot_be_closed(
    city: Office,
    office: Office,
    people: dict[str, User],
    dewi: User,
    codes: Any,
    into: Any,
    more: Words,
    code: str | None,
) -> None:
    opened(city, dewi)
    typed(office, people["budi"], letters=10)  # of the first quarter of 2017
    if code is None:
        closed(city, dewi, *codes, into=into, **more)
        return
    with pytest.raises((Faulty, Refused), match=code):
        closed(city, dewi, *codes, into=into, **more)
    assert not Office.objects.exclude(closed=None).exists()


def test_it_is_closed_once(city: Office, dewi: User) -> None:
    closed(city, dewi, "15.71.03")
    with pytest.raises(Refused, match="closed-already"):
        closed(city, dewi, "15.71.03", last_day=datetime.date(2018, 6, 30))
    with pytest.raises(Refused, match="successor-not-there"):
        closed(city, dewi, "15.71.04", into=("15.71.03",))


def test_a_code_is_never_used_again(city: Office, dewi: User, people: dict[str, User]) -> None:
    closed(city, dewi, "15.71.03")
    with pytest.raises(Refused, match="office-code-used"):
        opened(city, dewi, code="15.71.03")
    asked = {"name": "Lain", "parent": "", "place": "", "username": "x", "person": "X", "password": PASSWORD}
    with pytest.raises(Faulty, match="office-there"):
        begin(code="15.71.03", **asked)
    for change in (
        lambda: Office.objects.filter(pk="15.71.03").delete(),
        lambda: Office.objects.filter(pk="15.71.04").update(code="15.71.99"),
        lambda: Office.objects.filter(pk="15.71.03").update(closed=None),
        lambda: Office.objects.filter(pk="15.71.03").update(closed="2019-01-01"),
    ):
        with pytest.raises(Exception, match=r"kept|keeps|never|protected|referenced"), transaction.atomic():
            change()


def test_a_succession_stays(city: Office, dewi: User) -> None:
    (one,) = closed(city, dewi, "15.71.03", into=("15.71.04",))
    for change in (lambda: Succession.objects.update(basis="x"), one.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_closed_office_is_not_late_for_what_comes_after(city: Office, office: Office, dewi: User) -> None:
    closed(city, dewi, office.code)
    office.refresh_from_db()
    found = {str(step.period): step.late for step in steps(office, 2017, datetime.date(2018, 6, 1))}
    assert found == {"2017-Q1": True, "2017-Q2": True, "2017-Q3": False, "2017-Q4": False, "2017": True}
    assert not any(step.late for step in steps(office, Period(2018).year, datetime.date(2019, 6, 1)))


# ---- the forms ----------------------------------------------------------------------------------------


def test_the_forms_open_and_close(planner: Client) -> None:
    sent = NEW | {"opened": "2017-07-01"}
    for wrong in ({"opened": "besok"}, {"code": "1"}, {"password": "pendek"}):
        assert planner.post(f"{AT}daftar/buka/", sent | wrong).status_code == 422
    assert planner.post(f"{AT}daftar/buka/", sent | {"code": "15.71.03"}).status_code == 403
    assert planner.post(f"{AT}daftar/buka/", sent).status_code == 302
    words = {"office": ["15.71.03"], "successor": ["15.71.12"], "last_day": "2017-06-30", "basis": "Perda"}
    for wrong, status in (({"last_day": ""}, 422), ({"basis": ""}, 422), ({"successor": ["15.71.03"]}, 403)):
        assert planner.post(f"{AT}daftar/tutup/", words | wrong).status_code == status
    assert planner.post(f"{AT}daftar/tutup/", words).status_code == 302
    assert Succession.objects.get().successor_id == "15.71.12"


@pytest.mark.parametrize("path", ["daftar/buka/", "daftar/tutup/", "usulan/baru/", "batas/", "ingatkan/"])
def test_an_inspector_of_the_city_reads_and_writes_nothing(city: Office, path: str) -> None:
    user = User.objects.create_user("irma", name="Irma")
    Appointment.objects.create(user=user, office=city, role="inspector", first_day=datetime.date(2015, 1, 1))
    client = Client()
    client.force_login(user)
    assert client.get(AT).status_code == client.get(f"{AT}daftar/").status_code == 200
    assert client.post(AT + path, {}).status_code == 403
    assert "Kirim pengingat" not in client.get(AT).content.decode()
