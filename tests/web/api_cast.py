"""Tokens of the cast, and a program that uses one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from capaian.web.accounts.models import Office, User
from capaian.web.accounts.roles import may
from capaian.web.api.actions import make_token
from capaian.web.api.scopes import RIGHTS, Scope

V1 = "/api/v1"
HERE = f"{V1}/offices/15.71.03"


class Program:
    """A program with a token: what it gets is the answer of the API, ``body`` its JSON."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.client = Client()

    def get(self, address: str, query: Mapping[str, Any] | None = None) -> Any:
        return self.client.get(address, query or {}, headers=self._headers())

    def post(self, address: str, sent: object, **headers: str) -> Any:
        content = sent if isinstance(sent, bytes) else json.dumps(sent)
        return self.client.post(address, content, "application/json", headers=self._headers() | headers)

    def body(self, address: str, query: Mapping[str, Any] | None = None) -> Any:
        answer = self.get(address, query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}


def program_of(user: User, office: Office, *scopes: Scope) -> Program:
    """Return a program with a token of a person; without scopes, with all that he may."""
    wanted = scopes or [scope for scope in Scope if may(user, office, RIGHTS[scope])]
    return Program(make_token(office=office, by=user, name="uji", scopes=wanted, days=30).secret)


class Programs:
    """A program of each of the cast: ``programs.ani.get(...)``; dedi's is for his own office."""

    def __init__(self, people: dict[str, User], office: Office, other: Office) -> None:
        self._people, self._office, self._other = people, office, other

    def __getattr__(self, username: str) -> Program:
        office = self._other if username == "dedi" else self._office
        made = program_of(self._people[username], office)
        setattr(self, username, made)
        return made


@pytest.fixture
def programs(people: dict[str, User], office: Office, other_office: Office) -> Programs:
    return Programs(people, office, other_office)
