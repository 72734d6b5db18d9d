"""SQLite has one writer: whoever waited in vain is told so, and not that something broke."""

import pytest
from django.db import OperationalError

from capaian.web.portal import views_home
from tests.web.conftest import As


def test_who_waited_in_vain_is_told_to_try_again(as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(*_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(views_home, "offices_of", wait)
    answer = as_.ani.get("/kantor/")
    assert answer.status_code == 503
    assert "Sedang sibuk" in answer.content.decode()
