"""What who runs the server asks of it: does it live, may requests come, how fast is it, what does it write down."""

import json
import logging
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from capaian.web.accounts.models import Office, User
from capaian.web.ops import views
from capaian.web.ops.logs import JsonLogFormatter, RequestAddressFilter, TextLogFormatter
from tests.web.conftest import PASSWORD, As


def test_alive_needs_no_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


def test_ready_names_each_check(client: Client, db: None) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "migrated": True, "folder": True, "worker": True}


def test_a_database_of_an_older_release_is_not_ready(client: Client, db: None) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="registers").delete()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrated"]) == (503, False)


def test_a_full_disk_is_not_ready(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MIN_FREE_BYTES", 10**18)
    assert client.get("/readyz").json()["folder"] is False


def test_a_worker_that_died_is_not_ready(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAPAIAN_WORKER", "1")
    assert client.get("/readyz").json()["worker"] is False


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong"])
def test_figures_are_hidden_from_who_does_not_know_the_token(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("CAPAIAN_METRICS_TOKEN", "kunci")
    assert client.get("/metrics", headers={"authorization": given}).status_code == 404


def test_without_a_token_there_are_no_figures(client: Client, db: None) -> None:
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_a_method_of_a_strangers_making_is_no_name_of_a_figure(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAPAIAN_METRICS_TOKEN", "kunci")
    client.generic("KARANGAN", "/healthz")
    text = client.get("/metrics", headers={"authorization": "Bearer kunci"}).content.decode()
    assert "KARANGAN" not in text and 'capaian_requests_total{method="-",page="alive"' in text


def test_figures_count_requests_by_page(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAPAIAN_METRICS_TOKEN", "kunci")
    client.get("/masuk/")
    text = client.get("/metrics", headers={"authorization": "Bearer kunci"}).content.decode()
    assert 'capaian_requests_total{method="GET",page="login",status="200"}' in text
    assert 'capaian_jobs{state="waiting"} 0.0' in text
    assert "capaian_trail_events 0.0" in text


class Kept(logging.Handler):
    """Keeps each line as the server would write it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLogFormatter())
        self.addFilter(RequestAddressFilter())
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def kept() -> Any:
    handler, loggers = Kept(), [logging.getLogger(name) for name in ("capaian.request", "django.request")]
    for logger in loggers:
        logger.addHandler(handler)
    level = loggers[0].level
    loggers[0].setLevel(logging.INFO)
    yield handler
    loggers[0].setLevel(level)
    for logger in loggers:
        logger.removeHandler(handler)


def test_a_request_is_one_line_with_the_number_of_its_user(as_: As, office: Office, kept: Kept) -> None:
    answer = as_.ani.get("/kantor/?cari=Siti")
    (line,) = (line for line in kept.lines if line["logger"] == "capaian.request")
    assert (line["page"], line["status"], line["request"]) == ("offices", 200, answer["X-Request-ID"])
    assert isinstance(line["user"], int)


def test_nothing_of_a_person_and_nothing_typed_is_written(as_: As, office: Office, kept: Kept) -> None:
    as_.ani.get("/o/15.71.03/pengguna/?cari=1571030101800001")
    as_.nobody.get("/tidak-ada/Siti-Aminah/?nik=1571030101800001")
    as_.nobody.post("/masuk/", {"username": "ani", "password": PASSWORD})
    written = json.dumps(kept.lines)
    assert kept.lines
    for private in ("Siti", "1571030101800001", "ani", "Ani", PASSWORD):
        assert f'"{private}' not in written and f"/{private}" not in written and f"={private}" not in written


@pytest.mark.parametrize("lines", [JsonLogFormatter(), TextLogFormatter()], ids=["json", "text"])
def test_a_fault_is_told_by_its_kind_and_place_and_not_by_what_it_says(
    as_: As, kept: Kept, monkeypatch: pytest.MonkeyPatch, lines: logging.Formatter
) -> None:
    def broken(*_: object) -> None:
        try:
            with transaction.atomic():
                User.objects.create(username="ani", name=citizen)
        except IntegrityError as error:
            raise ValueError(citizen) from error

    citizen, written = "Siti Aminah 1571030101800001", list[str]()
    monkeypatch.setattr(kept, "emit", lambda record: written.append(lines.format(record)))
    monkeypatch.setattr("capaian.web.portal.views_home.offices_of", broken)
    client = as_.ani
    client.raise_request_exception = False
    client.get("/kantor/")
    told = "\n".join(written)
    for seen in ("ValueError", "IntegrityError", "in broken", "portal/views_home.py"):
        assert seen in told
    for private in ("1571030101800001", "(ani)", "=ani", "Key (", "constraint failed"):
        assert private not in told
