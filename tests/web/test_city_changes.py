"""Offices opened, closed, merged and split: from a day on, and with nothing lost."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.bootstrap import bootstrap_office
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.accounts.roles import Permission, may
from capaian.web.city.lifecycle import actions_days, actions_offices
from capaian.web.city.models import Correction, Succession
from capaian.web.city.overview.office_figures import figures_of_offices
from capaian.web.city.overview.pooling import roll_ups
from capaian.web.city.overview.submission_status import submission_statuses
from capaian.web.registers.models import Row
from capaian.web.reporting.actions import set_value, submit
from capaian.web.reporting.models import Submission, Value
from capaian.web.reporting.queries import period_statuses
from capaian.web.trail.models import Event
from tests.web.city_cast import AT, QUARTER, adopted, typed
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
    return actions_offices.open_office(office=city, by=by, **{**NEW, **more})


def closed(city: Office, by: User, *codes: str, into: tuple[str, ...] = (), **more: Any) -> list[Succession]:
    words: Words = {"last_day": LAST, "basis": "Perda 1/2017", **more}
    return actions_offices.close_office(office=city, by=by, codes=codes, successors=into, **words)


# ---- opened -------------------------------------------------------------------------------------------


def test_a_new_office_has_its_day_and_its_administrator(city: Office, dewi: User) -> None:
    made = opened(city, dewi)
    assert (made.parent, made.opened) == ("Kota Jambi", datetime.date(2017, 7, 1))
    rina = User.objects.get(username="rina")
    assert rina.must_change and may(rina, made, Permission.ADMIN) and not may(dewi, made, Permission.ADMIN)
    assert [one.office for one in Event.objects.filter(kind="office-opened")] == ["15.71", "15.71.12"]
    late = [step.late for step in period_statuses(made, 2017, datetime.date(2018, 6, 1))]
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
        bootstrap_office(code="15.71.03", **asked)
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
    found = {str(step.period): step.late for step in period_statuses(office, 2017, datetime.date(2018, 6, 1))}
    assert found == {"2017-Q1": True, "2017-Q2": True, "2017-Q3": False, "2017-Q4": False, "2017": True}
    assert not any(step.late for step in period_statuses(office, Period(2018).year, datetime.date(2019, 6, 1)))


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


@pytest.mark.parametrize(
    "path", ["daftar/buka/", "daftar/tutup/", "daftar/15.71.03/koreksi/", "usulan/baru/", "batas/", "ingatkan/"]
)
def test_an_inspector_of_the_city_reads_and_writes_nothing(city: Office, path: str) -> None:
    user = User.objects.create_user("irma", name="Irma")
    Appointment.objects.create(user=user, office=city, role="inspector", first_day=datetime.date(2015, 1, 1))
    client = Client()
    client.force_login(user)
    assert client.get(AT).status_code == client.get(f"{AT}daftar/").status_code == 200
    assert client.post(AT + path, {}).status_code == 403
    assert "Kirim pengingat" not in client.get(AT).content.decode()


# ---- a day that was wrong ------------------------------------------------------------------------------


def corrected(city: Office, by: User, code: str = "15.71.03", which: str = "closed", **more: Any) -> Correction:
    words: Words = {"day": datetime.date(2017, 12, 31), "reason": "Perda menyebut 31 Desember.", **more}
    return actions_days.correct_day(office=city, by=by, code=code, which=which, **words)


def test_a_wrong_last_day_is_corrected_and_both_days_stay_readable(
    city: Office, office: Office, people: dict[str, User], dewi: User, planner: Client
) -> None:
    closed(city, dewi, office.code, into=("15.71.04",))
    with pytest.raises(Refused, match="office-not-there"):
        value_in(office, people, Period(2017, 7, 3))
    corrected(city, dewi)
    value_in(office, people, Period(2017, 7, 3))
    old, new = Succession.objects.order_by("id")
    assert (old.day, old.withdrawn_id, new.day, new.withdrawn_id) == (
        datetime.date(2017, 7, 1),
        Correction.objects.get().pk,
        datetime.date(2018, 1, 1),
        None,
    )
    page = planner.get(f"{AT}daftar/").content.decode()
    assert "Hari terakhir 30 Juni 2017 dikoreksi menjadi 31 Desember 2017 oleh Dewi Kartika" in page
    assert "1 Januari 2018" in page and "1 Juli 2017" not in page
    trail = planner.get("/o/15.71/jejak/").content.decode()
    assert "sampai: 2017-06-30 → 2017-12-31" in trail and "penerus: 15.71.04" in trail
    events = Event.objects.filter(kind="office-day-corrected")
    assert [one.office for one in events] == ["15.71", "15.71.03", "15.71.04"]
    assert events[0].before == {"to": "2017-06-30"} and events[0].after["to"] == "2017-12-31"


def value_in(office: Office, people: dict[str, User], period: Period) -> None:
    if not office.plans.exists():
        adopted(office, people["sari"])
    words: Words = {"variable": "letters", "amount": "1", "evidence": "", "version": 0}
    set_value(office=office, by=people["budi"], period=period, **words)


def test_a_closing_of_the_wrong_office_is_taken_back(
    city: Office, office: Office, dewi: User, planner: Client, as_: As
) -> None:
    closed(city, dewi, office.code, into=("15.71.04",))
    corrected(city, dewi, day=None, reason="Yang dilebur Kecamatan Lain.")
    office.refresh_from_db()
    assert office.closed is None and not Succession.objects.filter(withdrawn=None).exists()
    assert "dikoreksi menjadi tidak ditutup" in planner.get(f"{AT}daftar/").content.decode()
    assert "Hari terakhir perangkat daerah ini" not in as_.ani.get("/o/15.71.03/").content.decode()
    closed(city, dewi, office.code, into=("15.71.04",), last_day=datetime.date(2018, 6, 30))  # the same, later


def test_a_wrong_first_day_is_corrected_and_the_administrator_begins_with_it(city: Office, dewi: User) -> None:
    made = opened(city, dewi, opened=datetime.date(2099, 1, 1))
    rina = User.objects.get(username="rina")
    assert not may(rina, made, Permission.ADMIN)
    corrected(city, dewi, made.code, "opened", day=datetime.date(2017, 7, 1), reason="Salah tahun.")
    made.refresh_from_db()
    assert made.opened == datetime.date(2017, 7, 1) and may(rina, made, Permission.ADMIN)


@pytest.mark.parametrize(
    ("code", "which", "more", "refusal"),
    [
        ("15.71.03", "closed", {"reason": " "}, "correction-reason"),
        ("15.71.03", "closed", {"day": LAST}, "correction-same"),
        ("15.71.12", "opened", {"day": None}, "correction-same"),
        ("15.72.01", "closed", {}, "correction-stranger"),
        ("15.71.03", "code", {}, "correction-stranger"),
        ("15.71.03", "opened", {}, "correction-of-nothing"),
        ("15.71.04", "closed", {}, "correction-of-nothing"),
        ("15.71.03", "closed", {"day": datetime.date(2016, 12, 31)}, "rows-after-closing"),
        ("15.71.03", "closed", {"day": datetime.date(2017, 5, 31)}, "successor-not-there"),
        ("15.71.12", "opened", {"day": datetime.date(2017, 7, 2)}, "successor-not-there"),
        ("15.71.12", "opened", {"day": datetime.date(2018, 1, 1)}, "rows-before-opening"),
        ("15.71.12", "closed", {"day": datetime.date(2017, 3, 1)}, "correction-of-nothing"),
    ],
)
def test_what_cannot_be_corrected(
    city: Office,
    office: Office,
    people: dict[str, User],
    dewi: User,
    code: str,
    which: str,
    more: Words,
    refusal: str,
) -> None:
    made = opened(city, dewi)
    closed(city, dewi, office.code, into=(made.code,))
    typed(office, people["budi"], letters=10)  # of the first quarter of 2017
    typed(made, people["budi"], Period(2017, 10, 3), letters=10)
    with pytest.raises((Faulty, Refused), match=refusal):
        corrected(city, dewi, code, which, **more)
    assert not Correction.objects.exists()


def reported(office: Office, people: dict[str, User], period: Period, state: str = "submitted") -> None:
    Submission.objects.create(
        office=office,
        period=str(period),
        first_day=period.first_day,
        last_day=period.last_day,
        state=state,
        submitted_by=people["budi"],
        submitted_at=timezone.now(),
    )


def test_a_period_that_was_handed_in_lies_within_the_life(
    city: Office, office: Office, people: dict[str, User], dewi: User
) -> None:
    reported(office, people, Period(2017, 7, 3))
    with pytest.raises(Refused, match="reported-after-closing"):
        closed(city, dewi, office.code)
    closed(city, dewi, office.code, last_day=datetime.date(2017, 7, 1))  # a day of the quarter is enough
    with pytest.raises(Refused, match="reported-after-closing"):
        corrected(city, dewi, day=LAST)
    made = opened(city, dewi)
    reported(made, people, Period(2017, 7, 3))
    corrected(city, dewi, made.code, "opened", day=datetime.date(2017, 9, 30))
    with pytest.raises(Refused, match="reported-before-opening"):
        corrected(city, dewi, made.code, "opened", day=datetime.date(2017, 10, 1))


def test_nothing_is_handed_in_for_after_the_end(
    city: Office, office: Office, people: dict[str, User], dewi: User
) -> None:
    adopted(office, people["sari"])
    closed(city, dewi, office.code)
    with pytest.raises(Refused, match="office-not-there"):
        submit(office=office, by=people["budi"], period=Period(2017, 7, 3))


def test_who_took_over_later_is_not_closed_before(city: Office, dewi: User) -> None:
    closed(city, dewi, "15.71.03", into=("15.71.04",))
    with pytest.raises(Refused, match="takes-over-later"):
        closed(city, dewi, "15.71.04", last_day=datetime.date(2017, 6, 29))


def test_a_removed_row_stands_in_nobodys_way(
    city: Office, office: Office, people: dict[str, User], dewi: User
) -> None:
    row = Row.objects.create(
        office=office, register="x", day="2018-01-01", place=office.code, data={}, by=people["ani"], removed=True
    )
    closed(city, dewi, office.code)
    Row.objects.filter(pk=row.pk).update(data={"erased": "x"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Row.objects.filter(pk=row.pk).update(removed=False)


def test_no_day_changes_without_its_correction(city: Office, dewi: User) -> None:
    closed(city, dewi, "15.71.03", into=("15.71.04",))
    corrected(city, dewi)
    one = Correction.objects.get()
    for change in (
        lambda: Office.objects.filter(pk="15.71.03").update(closed=LAST),  # the old correction says nothing now
        lambda: Office.objects.filter(pk="15.71.03").update(closed=None),
        lambda: Correction.objects.update(reason="x"),
        one.delete,
        lambda: Succession.objects.filter(withdrawn=one).update(withdrawn=None),
        lambda: Succession.objects.filter(withdrawn=None).update(day=LAST),
        lambda: Succession.objects.filter(withdrawn=None).update(withdrawn=one, basis="x"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_last_day_that_is_yet_to_come_closes_no_earlier_period(planner: Client, city: Office, dewi: User) -> None:
    closed(city, dewi, "15.71.03")
    assert "ditutup 30 Juni 2017" in planner.get(AT, {"periode": "2017-Q2"}).content.decode()
    assert "ditutup" not in planner.get(AT, {"periode": "2017-Q1"}).content.decode()


def test_a_refusal_names_the_office(planner: Client, city: Office, dewi: User) -> None:
    closed(city, dewi, "15.71.03")
    sent = {"office": "15.71.03", "last_day": "2017-06-30", "basis": "Perda"}
    page = planner.post(f"{AT}daftar/tutup/", sent).content.decode()
    assert "15.71.03 Kecamatan Jambi Timur sudah ditutup pada 30 Juni 2017." in page


def test_the_form_corrects(planner: Client, city: Office, dewi: User) -> None:
    at = f"{AT}daftar/15.71.03/koreksi/"
    assert "tidak ada hari" in planner.get(at).content.decode()
    assert planner.get(f"{AT}daftar/15.72.01/koreksi/").status_code == 404
    closed(city, dewi, "15.71.03")
    assert "sekarang 30 Juni 2017" in planner.get(at).content.decode()
    sent = {"which": "closed", "day": "2017-12-31", "reason": "Salah ketik."}
    for wrong, status in (({"day": "besok"}, 422), ({"reason": ""}, 422), ({"which": ""}, 403)):
        assert planner.post(at, sent | wrong).status_code == status
    assert planner.post(at, sent).status_code == planner.post(at, sent | {"which": "reopened"}).status_code == 302
    assert Office.objects.get(pk="15.71.03").closed is None


# ---- on the very day -----------------------------------------------------------------------------------

FIRST_OF_APRIL = datetime.date(2017, 4, 1)
END_OF_MARCH = datetime.date(2017, 3, 31)


def dated(office: Office, by: User, day: datetime.date) -> None:
    with transaction.atomic():
        Row.objects.create(office=office, register="x", day=day, place=office.code, data={}, by=by)


def test_rows_of_the_first_and_the_last_day_are_taken_and_no_others(
    city: Office, office: Office, people: dict[str, User], dewi: User
) -> None:
    closed(city, dewi, office.code, last_day=END_OF_MARCH)
    made = opened(city, dewi, opened=FIRST_OF_APRIL)
    dated(office, people["ani"], END_OF_MARCH)
    dated(made, people["ani"], FIRST_OF_APRIL)
    for one, day in ((office, FIRST_OF_APRIL), (made, END_OF_MARCH)):
        with pytest.raises(IntegrityError, match="not there"):
            dated(one, people["ani"], day)
    with pytest.raises(Refused, match="rows-after-closing"):
        corrected(city, dewi, day=datetime.date(2017, 3, 30))
    with pytest.raises(Refused, match="rows-before-opening"):
        corrected(city, dewi, made.code, "opened", day=datetime.date(2017, 4, 2))


def test_a_quarter_is_reported_by_who_was_there_on_any_of_its_days(
    city: Office, office: Office, dewi: User
) -> None:
    closed(city, dewi, office.code, last_day=END_OF_MARCH)
    opened(city, dewi, opened=FIRST_OF_APRIL)

    def there(*period: int) -> list[str]:
        return [one.office.code for one in submission_statuses(city, Period(*period))]

    assert there(2017, 1, 3) == ["15.71.03", "15.71.04"]
    assert there(2017, 4, 3) == ["15.71.04", "15.71.12"]
    assert there(2017) == ["15.71.03", "15.71.04", "15.71.12"]
    corrected(city, dewi, day=FIRST_OF_APRIL)  # a single day of the next quarter is enough
    assert there(2017, 4, 3) == ["15.71.03", "15.71.04", "15.71.12"]


def test_who_ends_with_the_quarter_has_its_end(
    city: Office, both: list[Office], people: dict[str, User], dewi: User
) -> None:
    def pooled() -> list[tuple[str, bool]]:
        offices = figures_of_offices(submission_statuses(city, QUARTER), QUARTER)
        rolled = {one.indicator.code: one for one in roll_ups(city, QUARTER, offices, approved_only=False)}
        return [(line.why, line.ended) for line in rolled["3"].lines]

    closed(city, dewi, "15.71.03", last_day=END_OF_MARCH)
    assert pooled() == [("", False), ("", False)]
    corrected(city, dewi, day=datetime.date(2017, 3, 30))  # on the last day of the quarter it is no more
    assert pooled() == [("ended", True), ("", False)]
