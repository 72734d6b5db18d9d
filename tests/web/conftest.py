"""The fixed cast of every page: who each is, and what he may do.

Ani, staf seksi; Budi, kepala seksi; Sari, sekretaris; Citra, camat; Adi, administrator; Ira, pemeriksa of the
inspektorat: all of Jambi Timur.
Dedi is staf seksi of another kecamatan: the outsider, who must be refused everywhere.
"""

from __future__ import annotations

import csv
import datetime
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import bump_version
from capaian.web.planning.models import PlanVersion
from capaian.web.reporting.models import Value
from tests.searches import is_long

ROOT = Path(__file__).parents[2]
PASSWORD = "kata sandi yang panjang"
CAST = {
    "ani": ("Ani Rahma", "clerk"),
    "budi": ("Budi Santoso", "section-head"),
    "sari": ("Sari Dewi", "secretary"),
    "citra": ("Citra Lestari", "head"),
    "adi": ("Adi Putra", "administrator"),
    "ira": ("Ira Handayani", "inspector"),
}


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """Files of each test lie in a folder of its own."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield settings.DATA


@pytest.fixture
def office(db: None) -> Office:
    return Office.objects.create(
        code="15.71.03", name="Kecamatan Jambi Timur", parent="Kota Jambi", place="Jambi", synthetic=True
    )


@pytest.fixture
def other_office(db: None) -> Office:
    return Office.objects.create(code="15.71.04", name="Kecamatan Lain", parent="Kota Jambi", place="Jambi")


def _person(username: str, name: str, role: str, office: Office) -> User:
    user = User.objects.create_user(username, password=PASSWORD, name=name)
    title = "CAMAT JAMBI TIMUR" if role == "head" else ""
    first = datetime.date(2015, 1, 1)
    Appointment.objects.create(user=user, office=office, role=role, first_day=first, title=title)
    return user


@pytest.fixture
def people(office: Office, other_office: Office) -> dict[str, User]:
    cast = {username: _person(username, *who, office) for username, who in CAST.items()}
    cast["dedi"] = _person("dedi", "Dedi Irawan", "clerk", other_office)
    return cast


class As:
    """A browser of each of the cast: ``as_.ani.get(...)``."""

    def __init__(self, people: dict[str, User]) -> None:
        self._people = people

    def __getattr__(self, username: str) -> Client:
        client = Client()
        if username != "nobody":
            client.force_login(self._people[username])
        return client


@pytest.fixture
def as_(people: dict[str, User]) -> As:
    return As(people)


@pytest.fixture
def plan(office: Office, people: dict[str, User]) -> PlanVersion:
    """The example's plan, adopted: it holds from 2015 on."""
    return PlanVersion.objects.create(
        office=office,
        number=1,
        text=(ROOT / "examples/jambi-timur/plan.yaml").read_text(encoding="utf-8"),
        state=PlanVersion.State.ADOPTED,
        decree="Keputusan Camat Nomor 1 Tahun 2015",
        decree_date=datetime.date(2015, 1, 5),
        since=datetime.date(2015, 1, 1),
        made_by=people["sari"],
        adopted_by=people["sari"],
        adopted_at=timezone.now(),
    )


@pytest.fixture
def values(plan: PlanVersion, people: dict[str, User]) -> list[Value]:
    """What the report of 2017 counted, typed."""
    with (ROOT / "examples/jambi-timur/values-2017.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    year = Period(2017)
    days = {"first_day": year.first_day, "last_day": year.last_day}
    typed = [
        Value(
            office=plan.office,
            period=row["period"],
            variable=row["variable"],
            amount=row["value"],
            evidence=row.get("evidence") or "Rekap 2017",
            by=people["budi"],
            **days,
        )
        for row in rows
    ]
    Value.objects.bulk_create(typed)
    bump_version(plan.office)
    return typed


def _empty_all_the_same() -> None:
    """Let the tests empty PostgreSQL's tables between themselves: the guards refuse it to everybody else."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    flush = DatabaseOperations.sql_flush

    def unguarded(self: Any, *args: Any, **more: Any) -> list[str]:
        return ["SET LOCAL session_replication_role = replica", *flush(self, *args, **more)]

    DatabaseOperations.sql_flush = unguarded


POSTGRES = os.environ.get("CAPAIAN_TEST_DATABASE")
if POSTGRES:
    _empty_all_the_same()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on PostgreSQL what SQLite has told already, unless a long run asks for it."""
    if POSTGRES and not is_long():
        told = [one for one in items if one.get_closest_marker("once") or not _asks_the_database(one)]
        config.hook.pytest_deselected(items=told)
        left_out = set(told)
        items[:] = [one for one in items if one not in left_out]


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live", "staged"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None
