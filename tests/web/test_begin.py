"""An office begins at the terminal: itself, and the administrator who appoints everybody else."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from capaian.cli import serve
from capaian.web.accounts.bootstrap import bootstrap_office
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty
from capaian.web.trail.models import Event
from tests.web.conftest import PASSWORD

ASKED = {
    "name": "Kecamatan Pasar Jambi",
    "parent": "Kota Jambi",
    "place": "Jambi",
    "username": "rina",
    "person": "Rina Marlina",
}


def test_it_works(db: None) -> None:
    bootstrap_office(code="15.71.02", password=PASSWORD, **ASKED)
    assert Event.objects.get().kind == "office-begun"
    rina = Client()
    assert rina.post("/masuk/", {"username": "rina", "password": PASSWORD}).status_code == 302
    assert rina.get("/o/15.71.02/pengguna/").status_code == 200
    assert rina.get("/o/15.71.02/rencana/konsep/mulai/").status_code in (403, 405)


def test_an_office_begins_once(office: Office) -> None:
    with pytest.raises(Faulty, match="office-there"):
        bootstrap_office(code=office.code, password=PASSWORD, **ASKED)


@pytest.mark.parametrize(
    ("change", "code"),
    [({"name": ""}, "begin-empty"), ({"username": "ani"}, "name-taken"), ({"code": "Jambi"}, "not-an")],
)
def test_what_cannot_be_is_refused(people: dict[str, User], change: dict[str, str], code: str) -> None:
    with pytest.raises(Faulty, match=code):
        bootstrap_office(**({"code": "15.71.02", "password": PASSWORD} | ASKED | change))


def test_a_weak_password_begins_nothing(db: None) -> None:
    with pytest.raises(ValidationError):
        bootstrap_office(code="15.71.02", password="rahasia", **ASKED)
    assert not Office.objects.exists()


def test_the_command_asks(db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answers = iter(ASKED.values())
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda _: PASSWORD)
    assert serve._begin("15.71.02", "id") == 0
    assert "masuk sebagai rina" in capsys.readouterr().err
    assert serve._begin("15.71.02", "id") == 1
    assert "sudah ada" in capsys.readouterr().err
