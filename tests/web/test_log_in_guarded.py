"""Log-ins are counted, told in the trail, and a password that somebody else chose does not stay."""

import datetime
import re
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from capaian.web.accounts import login
from capaian.web.accounts.models import User
from capaian.web.trail.models import Event
from capaian.web.ui.middleware import address_of
from tests.web.conftest import PASSWORD, As

People = dict[str, User]


def attempt(username: str, password: str, address: str = "10.0.0.1") -> int:
    sent = {"username": username, "password": password}
    return Client(REMOTE_ADDR=address).post("/masuk/", sent).status_code


def test_after_five_wrong_passwords_the_right_one_waits(people: People) -> None:
    assert [attempt("ani", "salah") for _ in range(5)] == [422, 422, 422, 422, 429]
    assert attempt("ani", PASSWORD) == 429


def test_who_tries_many_names_from_one_address_waits_too(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "RATE_LIMIT_OF_ADDRESS", 12)
    for number in range(4):
        for _ in range(3):
            attempt(f"nama-{number}", "Jambi2026!")
    asked: list[str] = []
    monkeypatch.setattr(login, "authenticate", lambda *_, **said: asked.append(said["username"]))
    assert attempt("ani", PASSWORD) == 429
    assert not asked
    monkeypatch.undo()
    assert attempt("ani", PASSWORD, address="10.0.0.2") == 302
    AccessAttempt.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=16))
    assert attempt("ani", PASSWORD) == 302


def test_an_office_behind_one_address_has_room() -> None:
    assert login.RATE_LIMIT_OF_ADDRESS >= 100


def test_another_password_from_the_administrator_ends_the_wait(as_: As, people: People) -> None:
    for _ in range(5):
        attempt("ani", "salah")
    new = "pilihan administrator 1"
    as_.adi.post(f"/o/15.71.03/pengguna/{people['ani'].pk}/sandi/", {"password": new})
    assert attempt("ani", new) == 302


def test_nobody_locks_out_a_stranger(people: People) -> None:
    for _ in range(6):
        attempt("ani", "salah", address="10.0.0.66")
    assert attempt("ani", PASSWORD, address="10.0.0.2") == 302


def test_others_at_the_same_address_go_on(people: People) -> None:
    for _ in range(6):
        attempt("ani", "salah")
    assert attempt("budi", PASSWORD) == 302


def test_all_addresses_of_one_connection_are_one(people: People) -> None:
    wrong = [attempt("ani", "salah", address=f"2001:db8:1:2::{number}") for number in range(1, 6)]
    assert wrong[-1] == 429
    assert attempt("ani", PASSWORD, address="2001:db8:1:2:ffff::1") == 429
    assert attempt("ani", PASSWORD, address="2001:db8:1:3::1") == 302


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("10.0.0.1, 192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:5566", "192.0.2.1"),
        ("[2001:db8:1:2:3::4]:5566", "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::"),
        ("unknown", "10.0.0.9"),
        ("", "10.0.0.9"),
    ],
)
def test_an_address_is_one_that_every_database_keeps(forwarded: str, address: str, settings: Any) -> None:
    settings.HTTPS = True
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == address


def test_a_request_without_any_address_has_one() -> None:
    assert address_of(RequestFactory().get("/", REMOTE_ADDR="")) == "0.0.0.0"


def test_without_a_proxy_nobody_says_where_he_comes_from(people: People) -> None:
    for number in range(5):
        said = {"x-forwarded-for": f"192.0.2.{number}"}
        Client().post("/masuk/", {"username": "ani", "password": "salah"}, headers=said)
    assert attempt("ani", PASSWORD, address="127.0.0.1") == 429


def test_who_is_blocked_fills_no_trail(people: People) -> None:
    for _ in range(5):
        attempt("ani", "salah")
    told = Event.objects.count()
    assert [attempt("ani", "salah") for _ in range(3)] == [429] * 3
    assert Event.objects.count() == told


def questions(name: str) -> list[str]:
    """Return what a wrong password asks of the database, without what it is about."""
    with CaptureQueriesContext(connection) as asked:
        attempt(name, "salah")
    return [re.sub(r"'[^']*'|NULL|\d+", "?", one["sql"]) for one in asked.captured_queries]


def test_a_name_that_is_nobodys_asks_the_same_of_the_database(people: People) -> None:
    attempt("budi", "salah")  # the end of the trail is there
    own, nobodys = (
        [[sql for sql in questions(name) if "trail_event" not in sql] for _ in range(7)]
        for name in ("ani", "bukan-siapa-siapa")
    )
    assert [[sql.split()[0] for sql in one] for one in own] == [[sql.split()[0] for sql in one] for one in nobodys]
    assert [sum(sql.startswith("UPDATE") for sql in one) for one in own] == [1, 2, 2, 2, 2, 0, 0]
    assert own[6] == nobodys[6]  # both are blocked by then


def test_every_log_in_is_in_the_trail(people: People) -> None:
    for _ in range(5):
        attempt("ani", "salah")
    attempt("budi", PASSWORD)
    told = list(Event.objects.order_by("number").values_list("kind", "target", "refused", "office"))
    assert told[0] == ("log-in-failed", "ani", True, "15.71.03")
    assert told[4:] == [("log-in-blocked", "ani", True, "15.71.03"), ("logged-in", "budi", False, "15.71.03")]


def test_what_may_be_a_password_in_the_wrong_box_is_not_written_down(people: People) -> None:
    attempt("kata sandi yang panjang", "")
    assert not Event.objects.exists()


def test_a_password_that_somebody_else_chose_is_changed_first(as_: As, people: People) -> None:
    chosen = "pilihan administrator 1"
    as_.adi.post(f"/o/15.71.03/pengguna/{people['ani'].pk}/sandi/", {"password": chosen})
    client = Client()
    client.post("/masuk/", {"username": "ani", "password": chosen})
    assert client.get("/o/15.71.03/")["Location"] == "/o/15.71.03/sandi/"
    same = {"old": chosen, "new": chosen, "again": chosen}
    assert client.post("/o/15.71.03/sandi/", same).status_code == 422
    own = {"old": chosen, "new": "milik saya sendiri 9", "again": "milik saya sendiri 9"}
    assert client.post("/o/15.71.03/sandi/", own)["Location"] == "/o/15.71.03/"
    assert client.get("/o/15.71.03/").status_code == 200
    assert not User.objects.get(username="ani").must_change
