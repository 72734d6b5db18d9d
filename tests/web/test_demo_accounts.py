"""A server for others does not start where the password that the demo tells everybody opens an account."""

import pytest

from capaian.web.accounts.models import User
from capaian.web.demo import PASSWORD
from capaian.web.demo_accounts import are_open


@pytest.mark.parametrize("username", ["ani", "dewi", "citra01"])
def test_an_account_of_the_demo_is_found(db: None, username: str) -> None:
    User.objects.create_user(username, password=PASSWORD, name="x")
    assert are_open()


@pytest.mark.parametrize(
    ("username", "change"), [("ani", {"is_active": False}), ("ani", {"password": "!"}), ("anisa", {})]
)
def test_others_and_those_that_were_mended_are_not(db: None, username: str, change: dict[str, object]) -> None:
    User.objects.create_user(username, password=PASSWORD, name="x")
    User.objects.update(**change)
    assert not are_open()
