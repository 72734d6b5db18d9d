"""Tokens: made by a person for himself, shown once, revoked; counted by the minute; kept as hashes."""

import datetime
import re
from collections.abc import Callable

import pyotp
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from capaian.core.registers.register import Register
from capaian.web.accounts.actions import set_password
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.api import auth
from capaian.web.api.actions import MAX_TOKENS, hash_of, make_token, revoke_token
from capaian.web.api.models import Token, Use
from capaian.web.api.service import service
from capaian.web.trail.models import Event
from tests.web.api_cast import HERE, V1, Program, Programs, program_of
from tests.web.conftest import PASSWORD, As
from tests.web.guards import the_database_refuses

AT = "/o/15.71.03/token/"
SENT = {"name": "Power Query", "scope": ["read", "write-rows"], "days": "90"}
People = dict[str, User]


def secret_in(page: str) -> str:
    (secret,) = re.findall(r'value="(capaian_[\w-]{43})"', page)
    return str(secret)


# ---- the page -----------------------------------------------------------------------------------------


def test_a_token_is_shown_once_and_works(as_: As, letters: Register) -> None:
    client = as_.ani
    answer = client.post(AT, SENT)
    secret = secret_in(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    assert Program(secret).body(f"{V1}/offices")["items"][0]["scopes"] == ["read", "write-rows"]
    page = client.get(AT).content.decode()
    assert "Power Query" in page and secret not in page
    token = Token.objects.get()
    assert token.hash == hash_of(secret) and secret not in str(Token.objects.values())
    assert datetime.timedelta(days=89) < token.expires - timezone.now() <= datetime.timedelta(days=90)
    event = Event.objects.get(kind="token-made")
    assert (event.by, event.after["scopes"]) == ("ani", "read write-rows")
    assert secret not in str(event.after) and token.hash not in str(event.after)
    trail = as_.citra.get("/o/15.71.03/jejak/").content.decode()
    assert "membuat token" in trail and "berlaku sampai" in trail


def test_a_revoked_token_says_so_at_once(as_: As) -> None:
    client = as_.ani
    program = Program(secret_in(client.post(AT, SENT).content.decode()))
    assert program.get(f"{V1}/offices").status_code == 200
    answer = client.post(f"{AT}{Token.objects.get().pk}/cabut/", follow=True)
    page = answer.content.decode()
    assert "Token Power Query dicabut." in page and 'name="scope"' in page and "/cabut/" not in page
    assert program.get(f"{V1}/offices").json()["code"] == "token-revoked"
    assert Event.objects.get(kind="token-revoked").after == {"name": "Power Query"}
    client.post(f"{AT}{Token.objects.get().pk}/cabut/")
    assert Event.objects.filter(kind="token-revoked").count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": " "}, "Tulis untuk apa"),
        ({"name": "x" * 101}, "Tulis untuk apa"),
        ({"scope": []}, "Pilih apa"),
        ({"scope": ["read", "everything"]}, "Pilih apa"),
        ({"days": "0"}, "berlaku 1 sampai 365 hari"),
        ({"days": "366"}, "berlaku 1 sampai 365 hari"),
        ({"days": "selamanya"}, "berlaku 1 sampai 365 hari"),
    ],
)
def test_what_is_missing_is_said(as_: As, change: dict[str, object], says: str) -> None:
    answer = as_.ani.post(AT, SENT | change)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Token.objects.exists()


def test_nobody_makes_a_token_for_what_he_may_not_do(as_: As, office: Office, people: People) -> None:
    page = as_.citra.get(AT).content.decode()
    assert 'value="read"' in page and 'value="write-rows"' not in page
    assert as_.citra.post(AT, SENT).status_code == 403
    with pytest.raises(Refused, match="no-right"):
        make_token(office=office, by=people["ani"], name="x", scopes=["write-values"], days=1)
    with pytest.raises(Refused, match="no-right"):
        make_token(office=office, by=people["dedi"], name="x", scopes=["read"], days=1)
    assert not Token.objects.exists()


def test_a_token_is_its_persons_own(as_: As, office: Office, people: People) -> None:
    one = make_token(office=office, by=people["ani"], name="milik Ani", scopes=["read"], days=1).token
    assert "milik Ani" not in as_.budi.get(AT).content.decode()
    for who in ("budi", "adi", "dedi"):
        assert getattr(as_, who).post(f"{AT}{one.pk}/cabut/").status_code == 403
    assert as_.nobody.post(AT, SENT).status_code == 401
    with pytest.raises(Refused):
        revoke_token(office=office, by=people["budi"], token=one.pk)
    assert Token.objects.get().revoked is None


def _own_password(as_: As, people: People) -> None:
    sent = {"old": PASSWORD, "new": "sandi baru yang panjang", "again": "sandi baru yang panjang"}
    assert as_.ani.post("/o/15.71.03/sandi/", sent).status_code == 302


def _own_telephone(as_: As, people: People) -> None:
    client = as_.ani
    client.get("/o/15.71.03/kode/")
    code = pyotp.TOTP(client.session["second-secret"]).now()
    assert client.post("/o/15.71.03/kode/", {"code": code, "password": PASSWORD}).status_code == 200


def _password_by_the_administrator(as_: As, people: People) -> None:
    sent = {"password": "sandi baru yang panjang"}
    assert as_.adi.post(f"/o/15.71.03/pengguna/{people['ani'].pk}/sandi/", sent).status_code == 302


def _telephone_lost(as_: As, people: People) -> None:
    assert as_.adi.post(f"/o/15.71.03/pengguna/{people['ani'].pk}/kode/").status_code == 302


def _account_closed(as_: As, people: People) -> None:
    assert as_.adi.post(f"/o/15.71.03/pengguna/{people['ani'].pk}/tutup/").status_code == 302


@pytest.mark.parametrize(
    ("change", "by"),
    [
        (_own_password, "ani"),
        (_own_telephone, "ani"),
        (_password_by_the_administrator, "adi"),
        (_telephone_lost, "adi"),
        (_account_closed, "adi"),
    ],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_a_token_ends_with_what_opened_the_account(
    as_: As, office: Office, people: People, change: Callable[[As, People], None], by: str
) -> None:
    theirs = program_of(people["budi"], office)
    secrets = [program_of(people["ani"], office) for _ in range(2)]
    change(as_, people)
    assert [one.get(f"{V1}/offices").json()["code"] for one in secrets] == ["token-revoked"] * 2
    told = Event.objects.filter(kind="token-revoked").values_list("by", "office", "target")
    assert sorted(told) == sorted((by, "15.71.03", f"token#{one.pk}") for one in people["ani"].tokens.all())
    assert theirs.get(f"{V1}/offices").status_code == 200


def test_a_change_that_is_refused_ends_no_token(as_: As, office: Office, people: People) -> None:
    program = program_of(people["ani"], office)
    as_.ani.post("/o/15.71.03/sandi/", {"old": "salah", "new": "sandi baru yang panjang", "again": "x"})
    assert as_.budi.post(f"/o/15.71.03/pengguna/{people['ani'].pk}/sandi/", {"password": "x"}).status_code == 403
    as_.adi.post(f"/o/15.71.03/pengguna/{people['ani'].pk}/sandi/", {"password": "pendek"})
    assert program.get(f"{V1}/offices").status_code == 200


def test_no_token_is_made_by_a_request_that_began_before_the_change(office: Office, people: People) -> None:
    stale = User.objects.get(username="ani")
    set_password(office=office, by=people["adi"], user=people["ani"], password="sandi baru yang panjang")
    with pytest.raises(Refused, match="no-right"):
        make_token(office=office, by=stale, name="x", scopes=["read"], days=1)
    assert not Token.objects.exists()


def test_there_are_not_endless_tokens(office: Office, people: People) -> None:
    same = {"office": office, "by": people["ani"], "name": "x", "scopes": ["read"], "days": 1}
    first, *_ = [make_token(**same) for _ in range(MAX_TOKENS)]
    with pytest.raises(Faulty, match="token-many"):
        make_token(**same)
    revoke_token(office=office, by=people["ani"], token=first.token.pk)
    make_token(**same)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE api_token SET scopes = 'read write-values'",
        "UPDATE api_token SET office_id = '15.71.04'",
        "UPDATE api_token SET hash = 'x'",
        "DELETE FROM api_token",
    ],
)
def test_no_sql_makes_another_token_of_it(sql: str, office: Office, other_office: Office, people: People) -> None:
    make_token(office=office, by=people["ani"], name="x", scopes=["read"], days=1)
    the_database_refuses(sql, "token")


def test_no_sql_brings_a_revoked_token_back(office: Office, people: People) -> None:
    one = make_token(office=office, by=people["ani"], name="x", scopes=["read"], days=1).token
    revoke_token(office=office, by=people["ani"], token=one.pk)
    with pytest.raises(IntegrityError, match="token"), transaction.atomic():
        Token.objects.update(revoked=None)


# ---- the list of operations ---------------------------------------------------------------------------


def test_the_page_tells_every_operation(as_: As) -> None:
    page = as_.ani.get("/o/15.71.03/api/").content.decode()
    assert "/api/v1/offices/15.71.03/registers/{name}/rows" in page
    assert page.count("<h2") == 15
    assert "http://testserver/api/v1/openapi.json" in page
    assert as_.dedi.get("/o/15.71.03/api/").status_code == 403


# ---- how often ----------------------------------------------------------------------------------------


def test_too_many_requests_in_a_minute_wait(
    programs: Programs, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    settings.API_PER_MINUTE = 3  # type: ignore[attr-defined]
    now = 6_000_020.5  # the twentieth second of a minute
    monkeypatch.setattr(auth.time, "time", lambda: now)
    program = programs.ani
    assert [program.get(f"{V1}/offices").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = program.get(f"{HERE}/plan")
    assert (answer["Retry-After"], answer.json()["code"]) == ("40", "too-many")
    assert "tunggu 40 detik" in answer.json()["message"]["id"]
    assert programs.budi.get(f"{V1}/offices").status_code == 200, "each token has its own count"
    now += 40
    assert program.get(f"{V1}/offices").status_code == 200
    assert Use.objects.get(token__user__username="ani").calls == 1


def test_refused_requests_count_too(programs: Programs, monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    settings.API_PER_MINUTE = 2  # type: ignore[attr-defined]
    monkeypatch.setattr(auth.time, "time", lambda: 6_000_000.0)
    codes = [programs.ani.get(f"{V1}/offices/99.99/plan").status_code for _ in range(4)]
    assert codes == [403, 403, 429, 429]


# ---- errors in one shape ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("get", "/api/", 404, "not-found"),
        ("get", "/api/v1/", 404, "not-found"),
        ("get", "/api/v1/nothing", 404, "not-found"),
        ("delete", f"{V1}/offices", 405, "method"),
        ("put", f"{HERE}/values", 405, "method"),
    ],
)
def test_what_django_answers_has_the_shape_too(
    programs: Programs, method: str, address: str, status: int, code: str
) -> None:
    answer = getattr(programs.ani.client, method)(address)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (answer.json()["code"], "Allow" in answer) == (code, status == 405)


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b'{"cells": {"number": "\\ud800"}}', b"1" * 5000])
def test_a_body_that_is_none_is_refused(letters: Register, programs: Programs, content: bytes) -> None:
    answer = programs.ani.post(f"{HERE}/registers/letters/rows", content)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")


def test_what_breaks_has_the_shape_and_says_nothing(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Siti 1571034101900001")

    monkeypatch.setattr("capaian.web.api.auth.roles_held_by", broken)
    program = programs.ani
    program.client.raise_request_exception = False
    answer = program.get(f"{V1}/offices")
    assert (answer.status_code, answer.json()["code"]) == (500, "broken")
    assert "Siti" not in answer.content.decode()


def test_answers_stay_out_of_caches_and_of_pages(programs: Programs) -> None:
    answer = programs.ani.get(f"{V1}/offices")
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("query", "length", "status"), [("x=%00", None, 400), ("", "2000001", 413)], ids=["nul", "too large"]
)
def test_what_is_answered_before_an_operation_is_in_the_document(
    programs: Programs, query: str, length: str | None, status: int
) -> None:
    told = {"QUERY_STRING": query} | ({"CONTENT_LENGTH": length} if length else {})
    answer = programs.ani.client.generic("GET", f"{V1}/offices", headers=programs.ani._headers(), **told)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    for operations in service.get_openapi_schema()["paths"].values():
        assert all(str(status) in map(str, one["responses"]) for one in operations.values())


def test_the_document_of_the_api_is_open_and_whole(db: None) -> None:
    document = Program("").client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for operations in document["paths"].values():
        for operation in operations.values():
            assert operation["security"] == [{"Bearer": []}]
            assert operation["summary"]
            for status, answer in operation["responses"].items():
                assert int(status) < 400 or list(answer["content"]) == ["application/problem+json"]
