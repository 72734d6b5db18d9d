"""The people of an office, and what each may do there."""

import datetime
import re

import pytest
from django.db import connection, transaction

from capaian.web.accounts import actions
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.queries import head_on, signature_of
from capaian.web.accounts.roles import ROLES, Permission, may
from capaian.web.trail.models import Event
from capaian.web.trail.record import broken_events, record
from tests.web.conftest import PASSWORD, As
from tests.web.guards import the_database_refuses

DAY = datetime.date(2026, 1, 1)
EKA = {
    "username": "eka",
    "name": "Eka Putri",
    "password": "sandi rahasia sekali",
    "role": "clerk",
    "first_day": "2026-01-01",
}


def test_an_administrator_appoints(as_: As) -> None:
    answer = as_.adi.post("/o/15.71.03/pengguna/", EKA)
    assert answer.status_code == 302
    assert Appointment.objects.get(user__username="eka").role == "clerk"
    assert [event.kind for event in Event.objects.all()] == ["person-added", "appointed"]


def test_a_weak_password_keeps_what_was_typed(as_: As) -> None:
    answer = as_.adi.post("/o/15.71.03/pengguna/", EKA | {"password": "12345"})
    assert answer.status_code == 422
    assert 'value="Eka Putri"' in answer.content.decode()
    assert not User.objects.filter(username="eka").exists()


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("Eka Putri Ayu", "mirip"),
        ("198205122006041003", "mirip"),
        ("081234567890", "hanya angka"),
        ("password123", "terlalu umum"),
        ("pendek1", "10"),
    ],
)
def test_a_password_that_anybody_guesses_is_told(as_: As, password: str, says: str) -> None:
    sent = EKA | {"name": "Eka Putri Ayu", "nip": "19820512 200604 1 003", "password": password}
    answer = as_.adi.post("/o/15.71.03/pengguna/", sent)
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not User.objects.filter(username="eka").exists()


def test_no_two_names_differ_by_capitals_alone(as_: As) -> None:
    answer = as_.adi.post("/o/15.71.03/pengguna/", EKA | {"username": "Budi"})
    assert answer.status_code == 422 and "sudah dipakai" in answer.content.decode()
    assert not User.objects.filter(username="Budi").exists()


@pytest.mark.parametrize("who", ["ani", "budi", "sari", "citra", "dedi"])
def test_others_cannot(as_: As, who: str) -> None:
    client = getattr(as_, who)
    assert client.get("/o/15.71.03/pengguna/").status_code == 403
    assert client.post("/o/15.71.03/pengguna/", EKA).status_code == 403
    assert not User.objects.filter(username="eka").exists()


def test_dedi_gets_the_same_answer_for_an_office_that_is_not_there(as_: As) -> None:
    pages = [
        re.sub(r'value="\w{64}"', "", as_.dedi.get(f"/o/{code}/pengguna/").content.decode()).replace(code, "")
        for code in ("15.71.03", "99.99.99")
    ]
    assert pages[0] == pages[1]


def test_a_refused_action_is_in_the_trail(people: dict[str, User], office: Office) -> None:
    with pytest.raises(Refused):
        actions.appoint(office=office, by=people["ani"], user=people["ani"], role="head", first_day=DAY)
    (event,) = Event.objects.all()
    assert (event.kind, event.by, event.refused) == ("refused.appoint", "ani", True)


def test_an_administrator_does_not_make_himself_a_checker(people: dict[str, User], office: Office) -> None:
    with pytest.raises(Refused):
        actions.appoint(office=office, by=people["adi"], user=people["adi"], role="head", first_day=DAY)
    assert not may(people["adi"], office, Permission.APPROVE)


def test_nobody_makes_and_approves_by_role() -> None:
    for role in ROLES.values():
        assert not {Permission.SUBMIT, Permission.APPROVE} <= role.may
        assert not {Permission.SUBMIT, Permission.VERIFY} <= role.may
        assert not {Permission.VERIFY, Permission.APPROVE} <= role.may


def test_the_signature_follows_the_date(people: dict[str, User], office: Office) -> None:
    Appointment.objects.filter(user=people["citra"]).update(last_day=datetime.date(2026, 6, 30))
    Appointment.objects.create(
        user=people["sari"],
        office=office,
        role="head",
        first_day=datetime.date(2026, 7, 1),
        title="CAMAT JAMBI TIMUR",
        acting="Plt.",
    )
    before, after = (head_on(office, datetime.date(2026, 6, 30)), head_on(office, datetime.date(2026, 7, 1)))
    assert before is not None and after is not None
    assert signature_of(before).title == "CAMAT JAMBI TIMUR"
    assert (signature_of(after).title, signature_of(after).name) == ("Plt. CAMAT JAMBI TIMUR", "Sari Dewi")


def test_an_ended_appointment_gives_no_right(people: dict[str, User], office: Office, as_: As) -> None:
    one = Appointment.objects.get(user=people["ani"])
    as_.adi.post(f"/o/15.71.03/pengguna/{one.pk}/akhiri/", {"last_day": "2020-01-01"})
    assert not may(people["ani"], office, Permission.READ)
    assert may(people["ani"], office, Permission.READ, datetime.date(2019, 1, 1))


def test_the_chain_holds_and_a_changed_event_is_found(db: None) -> None:
    with transaction.atomic():
        for number in range(5):
            record("tried", by="ani", target=str(number), after={"huruf": "é"})
    assert list(broken_events()) == []


@pytest.mark.parametrize("sql", ["UPDATE trail_event SET by = 'x'", "DELETE FROM trail_event"])
def test_the_database_itself_keeps_the_trail(db: None, sql: str) -> None:
    with transaction.atomic():
        record("tried", by="ani")
    the_database_refuses(sql.replace(" by ", ' "by" '))


def test_who_gets_round_the_guard_is_found_by_the_chain(db: None) -> None:
    from capaian.web.trail.triggers import TRAIL, install, remove

    with transaction.atomic():
        for number in range(4):
            record("tried", by="ani", target=str(number))
    remove(connection, TRAIL)
    Event.objects.filter(number=2).update(by="budi")
    assert list(broken_events()) == [(2, "changed")]
    Event.objects.filter(number=2).update(by="ani")
    Event.objects.filter(number=4).delete()
    assert list(broken_events()) == [(4, "end")]
    install(connection, TRAIL)


NEW = "sandi baru yang panjang"


def test_everybody_changes_his_own_password(as_: As) -> None:
    client = as_.ani
    sent = {"old": PASSWORD, "new": NEW, "again": NEW}
    assert client.post("/o/15.71.03/sandi/", sent).status_code == 302
    assert client.get("/o/15.71.03/").status_code == 200  # still logged in
    assert User.objects.get(username="ani").check_password(NEW)
    assert NEW not in str(Event.objects.values())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"old": "bukan itu"}, "tidak cocok"),
        ({"again": "lain lagi sama sekali"}, "tidak sama"),
        ({"new": "pendek", "again": "pendek"}, "paling sedikit 10"),
    ],
)
def test_a_wrong_change_is_said(as_: As, wrong: dict[str, str], said: str) -> None:
    answer = as_.ani.post("/o/15.71.03/sandi/", {"old": PASSWORD, "new": NEW, "again": NEW} | wrong)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert User.objects.get(username="ani").check_password(PASSWORD)


def test_an_administrator_sets_a_password_and_closes_an_account(as_: As, people: dict[str, User]) -> None:
    pk = people["ani"].pk
    as_.adi.post(f"/o/15.71.03/pengguna/{pk}/sandi/", {"password": NEW})
    assert User.objects.get(pk=pk).check_password(NEW)
    as_.adi.post(f"/o/15.71.03/pengguna/{pk}/tutup/")
    assert not User.objects.get(pk=pk).is_active
    assert as_.ani.get("/o/15.71.03/").status_code in (302, 403)


def test_an_administrator_has_no_power_over_people_of_another_office(as_: As, people: dict[str, User]) -> None:
    pk = people["dedi"].pk
    assert as_.adi.post(f"/o/15.71.03/pengguna/{pk}/sandi/", {"password": NEW}).status_code == 404
    assert as_.adi.post(f"/o/15.71.03/pengguna/{pk}/tutup/").status_code == 404
    assert User.objects.get(pk=pk).check_password(PASSWORD)


@pytest.mark.parametrize("who", ["ani", "budi", "sari", "citra", "dedi"])
def test_others_cannot_set_passwords(as_: As, people: dict[str, User], who: str) -> None:
    pk = people["budi"].pk
    assert getattr(as_, who).post(f"/o/15.71.03/pengguna/{pk}/sandi/", {"password": NEW}).status_code == 403
    assert getattr(as_, who).post(f"/o/15.71.03/pengguna/{pk}/tutup/").status_code == 403


def test_who_is_appointed_elsewhere_too_keeps_his_account(as_: As, people: dict[str, User]) -> None:
    """Anybody can be appointed anywhere: that must not hand over his account, and with it the other office."""
    dedi = people["dedi"]
    taken = EKA | {"username": "dedi", "name": "Dedi Irawan"}
    assert as_.adi.post("/o/15.71.03/pengguna/", taken).status_code == 302
    assert as_.adi.post(f"/o/15.71.03/pengguna/{dedi.pk}/sandi/", {"password": NEW}).status_code == 403
    assert as_.adi.post(f"/o/15.71.03/pengguna/{dedi.pk}/tutup/").status_code == 403
    dedi.refresh_from_db()
    assert dedi.is_active and dedi.check_password(PASSWORD)
    Appointment.objects.filter(user=dedi, office="15.71.04").update(last_day=datetime.date(2020, 1, 1))
    assert as_.adi.post(f"/o/15.71.03/pengguna/{dedi.pk}/sandi/", {"password": NEW}).status_code == 302


def test_a_user_name_of_somebody_else_lets_no_stranger_in(as_: As, people: dict[str, User]) -> None:
    answer = as_.adi.post("/o/15.71.03/pengguna/", EKA | {"username": "dedi"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "sudah dipakai orang lain" in page and 'value="Eka Putri"' in page
    assert "Dedi" not in page
    assert not Appointment.objects.filter(user=people["dedi"], office="15.71.03").exists()


def test_the_same_appointment_twice_is_said(as_: As) -> None:
    assert as_.adi.post("/o/15.71.03/pengguna/", EKA).status_code == 302
    answer = as_.adi.post("/o/15.71.03/pengguna/", EKA)
    assert answer.status_code == 422 and "sudah ditugaskan dengan peran" in answer.content.decode()


def test_an_appointment_that_ended_is_not_made_longer(people: dict[str, User], office: Office) -> None:
    adi = people["adi"]
    old = Appointment.objects.create(
        user=adi, office=office, role="secretary", first_day=DAY, last_day=datetime.date(2026, 2, 1)
    )
    with pytest.raises(Refused) as refused:
        actions.end_appointment(office=office, by=adi, appointment=old, last_day=datetime.date(2099, 1, 1))
    assert refused.value.code == "ends-later"
    assert not may(adi, office, Permission.VERIFY, datetime.date(2027, 1, 1))


def test_an_office_keeps_an_administrator(people: dict[str, User], office: Office) -> None:
    adi = people["adi"]
    own = Appointment.objects.get(user=adi)
    with pytest.raises(Refused) as refused:
        actions.end_appointment(office=office, by=adi, appointment=own, last_day=DAY)
    assert refused.value.code == "last-administrator"
    actions.appoint(office=office, by=adi, user=people["ani"], role="administrator", first_day=DAY)
    actions.end_appointment(office=office, by=adi, appointment=own, last_day=DAY)
    assert Event.objects.filter(kind="appointment-ended").get().before == {"to": None}


def test_a_closed_account_acts_no_more_though_it_was_read_before(people: dict[str, User], office: Office) -> None:
    ani = User.objects.get(pk=people["ani"].pk)
    actions.deactivate(office=office, by=people["adi"], user=people["ani"])
    with pytest.raises(Refused):
        actions.change_own_password(office=office, by=ani, password=NEW)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows without asking")
def test_a_row_of_the_trail_is_not_replaced(db: None) -> None:
    with transaction.atomic():
        record("tried", by="ani")
    copied = ", ".join(f'"{field.column}"' for field in Event._meta.fields)
    the_database_refuses(f"INSERT OR REPLACE INTO trail_event ({copied}) SELECT {copied} FROM trail_event")
