"""Every address there is, from the list of addresses itself, asked by those whom it is not for.

A new page below ``/o/<code>/`` and a new operation of the API are here by themselves; any other new page fails
until it is named among those that are open.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from capaian.web.accounts.models import Office, User
from capaian.web.api.actions import PREFIX, hash_of, revoke_token
from capaian.web.api.models import Token
from capaian.web.api.scopes import Scope
from capaian.web.api.service import service
from capaian.web.trail.models import Event
from tests.web.api_cast import Program, program_of
from tests.web.conftest import As
from tests.web.test_house import OPEN, pages, patterns

FILL = {"IntConverter": 1, "StringConverter": "x", "SlugConverter": "x"}
OF_OFFICES = [one for one in pages() if hasattr(one.callback, "permission")]
PUBLIC = [one for one in pages() if hasattr(one.callback, "open_to_all")]
"""Pages for everybody, of an office whose head has opened them."""


def address_of(pattern: URLPattern) -> str:
    values = {name: FILL[type(each).__name__] for name, each in pattern.pattern.converters.items()}
    return reverse(str(pattern.name), kwargs=values | ({"code": "15.71.03"} if "code" in values else {}))


def test_a_page_is_an_offices_or_open_to_all() -> None:
    named = {str(one.name) for one in [*OF_OFFICES, *PUBLIC]}
    assert {str(one.name) for one in pages()} == named | OPEN
    assert all("code" in one.pattern.converters for one in OF_OFFICES)


@pytest.mark.once
@pytest.mark.parametrize("pattern", OF_OFFICES, ids=lambda one: str(one.name))
def test_a_page_is_refused_to_an_outsider(pattern: URLPattern, as_: As) -> None:
    address, client = address_of(pattern), as_.dedi
    assert client.get(address).status_code in (403, 405)
    assert client.post(address).status_code == 403
    assert Event.objects.filter(by="dedi", refused=True, office="15.71.03").exists()


@pytest.mark.once
@pytest.mark.parametrize("pattern", OF_OFFICES, ids=lambda one: str(one.name))
def test_a_page_leads_nobody_to_the_log_in(pattern: URLPattern, as_: As) -> None:
    address = address_of(pattern)
    answer = as_.nobody.get(address)
    assert answer.status_code == 405 or (answer.status_code, answer["Location"][:7]) == (302, "/masuk/")
    assert as_.nobody.post(address).status_code == 401


@pytest.mark.parametrize("pattern", PUBLIC, ids=lambda one: str(one.name))
def test_a_public_page_tells_nothing_of_an_office_that_is_not_open(pattern: URLPattern, as_: As) -> None:
    address = address_of(pattern)
    for client in (as_.nobody, as_.dedi):
        answer = client.get(address)
        assert "15.71.03" not in answer.content.decode().replace(address, "")
        assert answer.status_code == (404 if "code" in pattern.pattern.converters else 200)


# ---- the API ------------------------------------------------------------------------------------------

SCOPES = {
    "offices": Scope.READ,
    "plan": Scope.READ,
    "registers": Scope.READ,
    "rows": Scope.READ,
    "rows_csv": Scope.READ,
    "row": Scope.READ,
    "row_add": Scope.WRITE_ROWS,
    "values": Scope.READ,
    "value_set": Scope.WRITE_VALUES,
    "measurement": Scope.READ,
    "working": Scope.READ,
    "reports": Scope.READ,
    "document": Scope.READ,
    "trail": Scope.READ,
    "audits": Scope.READ,
}
"""What a token needs for each operation: one that is new fails until it is here."""

KNOWN = {"name": "letters", "period": "2017", "row": "1", "report": "1", "format": "pdf"}
BODIES = {
    "row_add": {"cells": {}},
    "value_set": {"period": "2017", "variable": "x", "amount": "1", "version": 0},
}
OPERATIONS = {
    operation["operationId"]: (method, path)
    for path, operations in service.get_openapi_schema()["paths"].items()
    for method, operation in operations.items()
}


def ask(name: str, secret: str | None, code: str = "15.71.03") -> Any:
    method, path = OPERATIONS[name]
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    address = path.format(code=code, **KNOWN)
    if method == "get":
        return Client().get(address, headers=headers)
    return Client().post(address, BODIES[name], "application/json", headers=headers)


def refused(answer: Any, status: int, code: str) -> None:
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    body = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["message"]["id"] and body["message"]["en"]
    assert ("WWW-Authenticate" in answer) == (status == 401)


@pytest.fixture
def made(people: dict[str, User], office: Office) -> Program:
    """A program of Sari, who may read and write everything that programs can."""
    return program_of(people["sari"], office)


def test_every_address_of_the_api_is_an_operation_or_its_document() -> None:
    named = {str(one.name) for one in patterns(get_resolver())} - {str(one.name) for one in pages()}
    assert named == {f"api-{name}" for name in OPERATIONS} | {"api-root", "openapi-json"}
    assert set(SCOPES) == set(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_needs_a_token(name: str, db: None) -> None:
    refused(ask(name, None), 401, "token-missing")
    for secret in ("x", PREFIX + "x", "Ω", ""):
        refused(ask(name, secret), 401, "token-unknown" if secret else "token-missing")


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_log_in_is_no_token(name: str, as_: As) -> None:
    method, path = OPERATIONS[name]
    refused(getattr(as_.sari, method)(path.format(code="15.71.03", **KNOWN)), 401, "token-missing")


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_refuses_a_token_that_has_expired(name: str, people: dict[str, User], office: Office) -> None:
    _old(people["sari"], office)
    refused(ask(name, "old"), 401, "token-expired")


def _old(user: User, office: Office) -> None:
    """Make a token that held for a day and ended a second ago."""
    now = timezone.now()
    made = now - datetime.timedelta(days=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: made)
        scopes = "read write-rows write-values"
        expires = now - datetime.timedelta(seconds=1)
        Token.objects.create(
            user=user, office=office, name="x", scopes=scopes, hash=hash_of("old"), expires=expires
        )


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_refuses_a_token_that_was_revoked(
    name: str, made: Program, people: dict[str, User], office: Office
) -> None:
    revoke_token(office=office, by=people["sari"], token=Token.objects.get().pk)
    refused(ask(name, made.secret), 401, "token-revoked")


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("how", [{"is_active": False}, {"must_change": True}])
def test_an_operation_refuses_the_token_of_a_closed_account(
    name: str, how: dict[str, bool], made: Program, people: dict[str, User]
) -> None:
    User.objects.filter(pk=people["sari"].pk).update(**how)
    refused(ask(name, made.secret), 401, "token-closed")


@pytest.mark.parametrize("name", [name for name in OPERATIONS if name != "offices"])
def test_an_operation_refuses_the_token_of_another_office(
    name: str, people: dict[str, User], office: Office, other_office: Office
) -> None:
    secret = program_of(people["dedi"], other_office).secret
    for code in ("15.71.03", "99.99", "15.71.04.1", "15.71", "x"):
        refused(ask(name, secret, code), 403, "no-right")


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_needs_its_scope(name: str, people: dict[str, User], office: Office) -> None:
    others = [scope for scope in Scope if scope is not SCOPES[name]]
    refused(ask(name, program_of(people["sari"], office, *others).secret), 403, "no-scope")
    assert ask(name, program_of(people["sari"], office, SCOPES[name]).secret).status_code not in (401, 403)


@pytest.mark.parametrize("name", [name for name in OPERATIONS if name != "offices"])
def test_a_right_that_has_ended_ends_for_the_token_too(name: str, made: Program, people: dict[str, User]) -> None:
    people["sari"].appointments.update(last_day=timezone.localdate() - datetime.timedelta(days=1))
    refused(ask(name, made.secret), 403, "no-right")
    if OPERATIONS[name][0] == "post":
        assert Event.objects.get(kind="refused.request").by == "sari"


def test_offices_of_who_has_no_right_are_none(made: Program, people: dict[str, User]) -> None:
    people["sari"].appointments.update(last_day=timezone.localdate() - datetime.timedelta(days=1))
    assert ask("offices", made.secret).json() == {"items": []}
