"""Logging in with a code of the telephone: set up, asked for, throttled, lost."""

import re
import time
from typing import Any

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from capaian.web.accounts import totp
from capaian.web.accounts.actions import appoint
from capaian.web.accounts.models import Office, SecondFactor, User
from capaian.web.trail.models import Event
from tests.web.conftest import PASSWORD, As

People = dict[str, User]
NEW = "sandi baru yang panjang"


def set_up(client: Client) -> tuple[str, list[str]]:
    """Set up a telephone; return its secret and the spare codes."""
    page = client.get("/o/15.71.03/kode/").content.decode()
    secret = re.search(r'class="code">([A-Z2-7 ]+)<', page)[1].replace(" ", "")  # type: ignore[index]
    done = client.post(
        "/o/15.71.03/kode/", {"code": pyotp.TOTP(secret).now(), "password": PASSWORD}
    ).content.decode()
    return secret, re.findall(r"<li>(\w{4}-\w{4})</li>", done)


def half_way(username: str) -> Client:
    """Give name and password, and stand before the question for the code."""
    client = Client()
    answer = client.post("/masuk/", {"username": username, "password": PASSWORD})
    assert answer["Location"] == "/masuk/kode/"
    assert client.get("/kantor/").status_code == 302
    return client


def later(secret: str) -> str:
    """Return the code of the next half minute, which the clocks' tolerance takes already."""
    return pyotp.TOTP(secret).at(int(time.time()) + totp.STEP)


def test_the_password_alone_is_not_enough(as_: As) -> None:
    secret, spare = set_up(as_.citra)
    client = half_way("citra")
    assert len(spare) == totp.RECOVERY_CODES
    assert client.post("/masuk/kode/", {"code": "000000"}).status_code == 422
    assert client.post("/masuk/kode/", {"code": later(secret)})["Location"] == "/"
    assert client.get("/kantor/").status_code == 200


def test_a_code_is_good_once(as_: As) -> None:
    secret, _ = set_up(as_.citra)
    code = later(secret)
    assert half_way("citra").post("/masuk/kode/", {"code": code}).status_code == 302
    assert half_way("citra").post("/masuk/kode/", {"code": code}).status_code == 422


def test_a_spare_code_is_good_once_and_kept_as_a_hash(as_: As) -> None:
    _, spare = set_up(as_.citra)
    assert spare[0] not in str(SecondFactor.objects.get().spare)
    assert half_way("citra").post("/masuk/kode/", {"code": spare[0].upper()}).status_code == 302
    assert half_way("citra").post("/masuk/kode/", {"code": spare[0]}).status_code == 422


def test_five_wrong_codes_stop_the_right_one_too(as_: As) -> None:
    secret, _ = set_up(as_.citra)
    client = half_way("citra")
    answers = [client.post("/masuk/kode/", {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 429]
    assert half_way("citra").post("/masuk/kode/", {"code": later(secret)}).status_code == 429


def test_who_is_blocked_fills_no_trail(as_: As) -> None:
    set_up(as_.citra)
    client = half_way("citra")
    for _ in range(5):
        client.post("/masuk/kode/", {"code": "000000"})
    told = Event.objects.count()
    assert client.post("/masuk/kode/", {"code": "000000"}).status_code == 429
    assert Event.objects.count() == told


def test_a_wrong_code_of_a_telephone_is_not_hashed_against_the_spare_ones(
    as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(as_.citra)
    hashed: list[str] = []

    def hashes(code: str, kept: str) -> bool:
        hashed.append(code)
        return False

    monkeypatch.setattr(totp, "check_password", hashes)
    client = half_way("citra")
    client.post("/masuk/kode/", {"code": "000000"})
    client.post("/masuk/kode/", {"code": "x" * 1_000_000})
    assert not hashed
    client.post("/masuk/kode/", {"code": " ABCD-2345 "})
    assert hashed == ["abcd-2345"] * totp.RECOVERY_CODES


def test_a_password_that_was_changed_meanwhile_comes_no_further(as_: As, people: People) -> None:
    secret, _ = set_up(as_.citra)
    client = half_way("citra")
    people["citra"].set_password("yang lain sekali 7")
    people["citra"].save()
    assert client.post("/masuk/kode/", {"code": later(secret)})["Location"] == "/masuk/"
    assert client.get("/kantor/").status_code == 302


def test_a_code_that_is_not_shown_sets_nothing_up(as_: As) -> None:
    client = as_.citra
    client.get("/o/15.71.03/kode/")
    assert client.post("/o/15.71.03/kode/", {"code": "12", "password": PASSWORD}).status_code == 422
    assert not SecondFactor.objects.exists()


def test_nobody_comes_to_the_code_without_the_password(people: People) -> None:
    assert Client().post("/masuk/kode/", {"code": "000000"})["Location"] == "/masuk/"


def test_the_administrator_lets_in_who_lost_the_telephone(as_: As, people: People) -> None:
    set_up(as_.citra)
    assert as_.adi.post(f"/o/15.71.03/pengguna/{people['citra'].pk}/kode/").status_code == 302
    assert not SecondFactor.objects.exists()
    assert Event.objects.filter(kind="second-factor-dropped", by="adi", target="citra").exists()


def test_an_administrator_keeps_his_own(as_: As, people: People) -> None:
    client = as_.adi
    set_up(client)
    assert client.post(f"/o/15.71.03/pengguna/{people['adi'].pk}/kode/").status_code == 403
    assert SecondFactor.objects.exists()
    assert "mencoba menghapus kode telepon" in client.get("/o/15.71.03/jejak/").content.decode()


def test_who_finds_a_screen_that_was_left_open_does_not_change_the_telephone(as_: As) -> None:
    client = as_.citra
    secret, _ = set_up(client)
    client.get("/o/15.71.03/kode/")
    mine = pyotp.TOTP(client.session["second-secret"])
    for password in ("", "salah"):
        answer = client.post("/o/15.71.03/kode/", {"code": mine.now(), "password": password})
        assert answer.status_code == 422 and "Kata sandi sekarang tidak cocok" in answer.content.decode()
    assert SecondFactor.objects.get().secret == secret
    told = Event.objects.filter(kind="refused.set_second_factor", by="citra", target="password-wrong", refused=True)
    assert told.count() == 2
    assert "mencoba memasang kode telepon" in client.get("/o/15.71.03/jejak/").content.decode()


def test_nor_does_he_try_passwords_for_ever(as_: As) -> None:
    for where, box in (("kode", "password"), ("sandi", "old")):
        client = as_.ani
        answers = [client.post(f"/o/15.71.03/{where}/", {box: f"tebakan {number}"}) for number in range(5)]
        assert "Terlalu banyak percobaan" in answers[-1].content.decode()
        answer = client.post(f"/o/15.71.03/{where}/", {box: PASSWORD, "new": NEW, "again": NEW})
        assert answer.status_code == 422 and "Terlalu banyak percobaan" in answer.content.decode()


def test_another_telephone_ends_every_other_session(as_: As) -> None:
    elsewhere = Client()
    elsewhere.post("/masuk/", {"username": "citra", "password": PASSWORD})
    assert elsewhere.get("/kantor/").status_code == 200
    client = as_.citra
    set_up(client)
    assert elsewhere.get("/kantor/").status_code == 302
    assert client.get("/kantor/").status_code == 200


def test_a_lost_telephone_ends_every_session(as_: As, people: People) -> None:
    client = as_.citra
    set_up(client)
    as_.adi.post(f"/o/15.71.03/pengguna/{people['citra'].pk}/kode/")
    assert client.get("/kantor/").status_code == 302


@pytest.mark.parametrize("who", ["ani", "sari", "dedi", "nobody"])
def test_nobody_else_takes_it_away(as_: As, people: People, who: str) -> None:
    set_up(as_.citra)
    answer = getattr(as_, who).post(f"/o/15.71.03/pengguna/{people['citra'].pk}/kode/")
    assert answer.status_code in (401, 403)
    assert SecondFactor.objects.exists()


def test_who_approves_has_to_set_it_up_where_the_server_says_so(people: People, settings: Any) -> None:
    settings.SECOND_FACTOR = True
    client = Client()
    client.post("/masuk/", {"username": "citra", "password": PASSWORD})
    assert client.get("/o/15.71.03/")["Location"] == "/o/15.71.03/kode/"
    set_up(client)
    assert client.get("/o/15.71.03/kode/").status_code == 200
    assert client.get("/kantor/").status_code == 200


def test_a_clerk_need_not(people: People, settings: Any) -> None:
    settings.SECOND_FACTOR = True
    client = Client()
    client.post("/masuk/", {"username": "ani", "password": PASSWORD})
    assert client.get("/kantor/").status_code == 200


@pytest.mark.parametrize(("role", "status"), [("head", 302), ("clerk", 200)])
def test_who_comes_to_approve_logs_in_anew_with_two_factors(
    as_: As, people: People, office: Office, settings: Any, role: str, status: int
) -> None:
    settings.SECOND_FACTOR = True
    client = as_.budi
    today = timezone.localdate()
    appoint(office=office, by=people["adi"], user=people["budi"], role=role, first_day=today)
    assert client.get("/kantor/").status_code == status
    client.post("/masuk/", {"username": "budi", "password": PASSWORD})
    assert (client.get("/o/15.71.03/").status_code == 302) == (role == "head")


def test_who_has_two_already_goes_on(as_: As, people: People, office: Office, settings: Any) -> None:
    settings.SECOND_FACTOR = True
    client = as_.budi
    set_up(client)
    appoint(office=office, by=people["adi"], user=people["budi"], role="head", first_day=timezone.localdate())
    assert client.get("/kantor/").status_code == 200
