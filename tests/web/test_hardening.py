"""What every address holds to, whoever asks and however: generated from the list of addresses itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from capaian.web.accounts.models import Office, User
from capaian.web.registers.uploads import EVIDENCE, path_of, store_upload
from capaian.web.reporting.models import Value
from capaian.web.trail.models import Event
from capaian.web.trail.triggers import keep_whole
from capaian.web.ui.max_length_guard import TooLong
from capaian.web.ui.middleware import HEADERS
from tests.web.conftest import PASSWORD, As
from tests.web.guards import the_database_refuses

PLACES = {"code": "15.71.03", "period": "2017", "indicator": "1.1", "variable": "population", "name": "letters"}
OTHERS = {"str": "x", "int": "1", "slug": "x"}


class Route(NamedTuple):
    """An address with all that stands before it, and its name."""

    path: str
    name: str


def _routes(resolver: URLResolver, before: str = "") -> Iterator[Route]:
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one, path)
        else:
            yield Route(path, str(one.name))


ROUTES = list(_routes(get_resolver()))


def address(route: Route) -> str:
    """Return an address of a route: of the office where it has one; whatever else it names need not be there."""
    text = re.sub(r"<(?:(\w+):)?(\w+)>", lambda found: PLACES.get(found[2], OTHERS.get(found[1], "1")), route.path)
    return "/" + text.lstrip("^").rstrip("$").replace("\\Z", "")


def is_for_machines(pattern: Route) -> bool:
    """Tell whether an address takes no cookie, so that another site cannot use one."""
    return address(pattern).startswith("/api/")


def holds(answer: Any) -> None:
    for name, value in HEADERS.items():
        said = answer.headers.get(name)
        assert said, f"{name} is missing at {answer.status_code}"
        if name == "Content-Security-Policy":
            assert said == "sandbox" or "frame-ancestors 'none'" in said or said == "default-src 'none'", said
            assert "unsafe-inline" not in said and "unsafe-eval" not in said
        elif name not in ("Cross-Origin-Resource-Policy", "Referrer-Policy"):
            assert said == value
    assert answer.headers.get("Cache-Control")
    assert "Server" not in answer.headers and "X-Powered-By" not in answer.headers


@pytest.mark.once
@pytest.mark.parametrize("pattern", ROUTES, ids=lambda one: str(one.name))
def test_every_answer_carries_the_headers(as_: As, values: list[Value], pattern: Route) -> None:
    for who in ("nobody", "sari"):
        client = getattr(as_, who)
        for method in (client.get, client.post, client.put, client.delete):
            holds(method(address(pattern)))


@pytest.mark.once
@pytest.mark.parametrize(
    "pattern", [one for one in ROUTES if not is_for_machines(one)], ids=lambda one: str(one.name)
)
def test_no_form_is_taken_without_the_token_of_its_page(
    people: dict[str, User], values: list[Value], pattern: Route
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["citra"])
    before = Event.objects.count()
    assert client.post(address(pattern), {"next": "/"}).status_code in (403, 405)
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    "pattern", [one for one in ROUTES if not is_for_machines(one)], ids=lambda one: str(one.name)
)
def test_a_letter_that_no_database_keeps_is_told_plainly(as_: As, values: list[Value], pattern: Route) -> None:
    client = as_.citra
    for answer in (
        client.post(address(pattern), {"reason": "a\0b"}),
        client.get(address(pattern), {"cari": "a\0b"}),
        client.get(address(pattern) + "%00"),
    ):
        assert answer.status_code == 400
        assert "NUL" in answer.content.decode()
        holds(answer)


def test_a_cookie_with_such_a_letter_is_told_too(client: Client, db: None) -> None:
    client.cookies["sessionid"] = "a\0" * 8
    assert client.get("/").status_code == 400


@pytest.mark.parametrize(
    ("path", "status"), [("/tidak-ada/", 404), ("/static/ui/capaian.css", 200), ("/static/../settings.py", 404)]
)
def test_errors_and_files_carry_them_too(client: Client, db: None, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    holds(answer)
    answer.close()


def test_what_is_too_large_and_what_is_of_another_host_carry_them_too(client: Client, db: None) -> None:
    large = client.post("/masuk/", "x", content_type="text/plain", headers={"content-length": "999999999999"})
    large_direct = client.generic("POST", "/masuk/", b"x", CONTENT_LENGTH="999999999999")
    host = client.get("/masuk/", headers={"host": "penipu.example"})
    assert (large_direct.status_code, host.status_code) == (413, 400)
    assert "Permintaan ini tidak dapat dibaca" in host.content.decode()
    for answer in (large, large_direct, host):
        holds(answer)


FILE = "multipart/form-data; boundary=x"
PART = (
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
    + b"0" * 3_000_000
    + b"\r\n--x--\r\n"
)


@pytest.mark.parametrize(
    ("where", "status"),
    [("/masuk/", 413), ("/bahasa/", 413), ("/api/v1/offices", 413), ("/o/15.71.03/register/letters/unggah/", 302)],
)
def test_nothing_large_is_read_of_whoever_has_not_logged_in(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch, where: str, status: int
) -> None:
    def read(*_: object) -> None:
        raise AssertionError("its body was read")

    monkeypatch.setattr("django.http.request.HttpRequest._load_post_and_files", read)
    answer = Client(enforce_csrf_checks=True).generic("POST", where, PART, FILE)
    assert answer.status_code == status
    holds(answer)


def test_who_has_logged_in_sends_files(as_: As, values: list[Value]) -> None:
    answer = as_.ani.generic("POST", "/o/15.71.03/register/letters/unggah/", PART, FILE)
    assert answer.status_code not in (302, 413) or "/masuk/" not in answer.get("Location", "/masuk/")


def test_a_length_that_is_no_number_is_more_than_is_taken(client: Client, db: None) -> None:
    for told in ("9" * 5000, "x", "\u0663"):
        assert client.generic("POST", "/masuk/", b"x", CONTENT_LENGTH=told).status_code == 413


def test_a_fault_of_ours_carries_them_too_and_tells_nothing(
    as_: As, values: list[Value], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("RAHASIA")

    monkeypatch.setattr("capaian.web.portal.views_home.offices_of", broken)
    client = as_.ani
    client.raise_request_exception = False
    answer = client.get("/kantor/")
    assert answer.status_code == 500 and "RAHASIA" not in answer.content.decode()
    holds(answer)


def test_a_forged_form_is_told_in_the_language_of_the_reader(people: dict[str, User]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["lang"] = "en"
    answer = client.post("/masuk/", {"username": "ani", "password": PASSWORD})
    assert answer.status_code == 403 and "This form no longer holds" in answer.content.decode()


def test_only_the_names_of_the_server_send_forms_and_every_cookie_is_for_https() -> None:
    names = "CSRF_TRUSTED_ORIGINS", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"
    said = f"from capaian.web import settings as s; print({', '.join(f's.{name}' for name in names)})"
    named = {"CAPAIAN_HTTPS": "1", "CAPAIAN_HOSTS": "kinerja.example, .lain.example", "CAPAIAN_SECRET": "x" * 50}
    run = subprocess.run(
        [sys.executable, "-c", said], env=os.environ | named, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "['https://kinerja.example'] __Host-capaian __Host-csrf"


@pytest.mark.parametrize(
    "goal",
    ["//penipu.example/", "/\\penipu.example", "https://penipu.example/", "https:penipu", "javascript:alert(1)"],
)
def test_no_address_leads_elsewhere(people: dict[str, User], goal: str) -> None:
    client = Client()
    after = client.post("/masuk/", {"username": "ani", "password": PASSWORD, "next": goal})
    assert (after.status_code, after["Location"]) == (302, "/")
    assert client.post("/bahasa/", {"next": goal})["Location"] == "/"


# ---- what is too long ---------------------------------------------------------------------------------------

LONG = "panjang" * 200_000
FORMS = (
    ("budi", "/o/15.71.03/ukur/2017/i/1.1/nilai/population/", {"amount": LONG, "evidence": "x", "version": "0"}),
    ("budi", "/o/15.71.03/ukur/2017/i/1.1/nilai/population/", {"amount": "1", "evidence": LONG, "version": "0"}),
    ("adi", "/o/15.71.03/pengguna/", {"username": LONG, "name": LONG, "password": LONG, "role": LONG}),
    ("sari", "/o/15.71.03/ukur/2017/kembalikan/", {"reason": LONG}),
    ("ani", "/o/15.71.03/sandi/", {"old": LONG, "new": LONG, "again": LONG}),
    ("ani", "/o/15.71.03/register/letters/baris-baru/", {"number": LONG, "received_on": LONG, "applicant": LONG}),
    ("citra", "/o/15.71.03/publik/buka/", {"licence": LONG}),
    ("ani", "/bahasa/", {"next": "/" + LONG}),
    ("nobody", "/masuk/", {"username": LONG, "password": LONG, "next": LONG, "kept": LONG}),
)


@pytest.mark.parametrize(("who", "where", "typed"), FORMS, ids=lambda one: one if isinstance(one, str) else "")
def test_what_is_much_too_long_is_told_and_not_kept(
    as_: As, values: list[Value], who: str, where: str, typed: dict[str, str]
) -> None:
    answer = getattr(as_, who).post(where, typed, headers={"user-agent": LONG[:9000]})
    assert answer.status_code in (302, 400, 403, 413, 422)
    assert not Value.objects.filter(evidence=LONG).exists() and not User.objects.filter(username=LONG).exists()


def test_sqlite_keeps_to_the_same_room_as_postgresql(as_: As, office: Office, people: dict[str, User]) -> None:
    with pytest.raises(TooLong), transaction.atomic():
        Office.objects.create(code="15.71.05", name="n" * 201)
    assert not Office.objects.filter(code="15.71.05").exists()


# ---- names and files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["../../secret.key", "..%2f..%2fsecret.key", "pdf/../../x", "PDF", "exe"])
@pytest.mark.parametrize("at", ["/o/15.71.03/laporan/1.{}", "/publik/15.71.03/2017/1/laporan.{}"])
def test_a_name_is_never_a_path(as_: As, values: list[Value], at: str, ending: str) -> None:
    assert as_.citra.get(at.format(ending)).status_code == 404


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"MZ\x90\0",
    ],
)
def test_a_page_is_no_evidence_whatever_its_name(data_folder: Path, db: None, content: bytes) -> None:
    kept = store_upload(SimpleUploadedFile("../../bukti.pdf", content, content_type="application/pdf"))
    assert kept.kind not in EVIDENCE and kept.name == "bukti.pdf"
    assert path_of(kept.sha256).resolve().is_relative_to(data_folder.resolve())


# ---- the database -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["trail_event", "reporting_snapshot", "registers_row", "planning_planversion"])
def test_no_guarded_table_is_emptied_at_a_stroke(db: None, table: str) -> None:
    if connection.vendor != "postgresql":
        keep_whole(connection, [table])  # nothing to do: SQLite knows no TRUNCATE, and DELETE is refused row by row
        return
    the_database_refuses(f"TRUNCATE {table} CASCADE", "not emptied")


def test_every_table_that_refuses_deletion_refuses_truncation(db: None) -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, bool_or(t.tgtype & 8 > 0 AND t.tgtype & 1 > 0), bool_or(t.tgtype & 32 > 0) "
            "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal GROUP BY c.relname"
        )
        guarded = {name: truncates for name, deletes, truncates in cursor.fetchall() if deletes}
    assert guarded and all(guarded.values()), guarded
