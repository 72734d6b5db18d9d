"""A city with two offices that report, and Dewi, who plans there: everybody of the cast is as always."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import bump_version
from capaian.web.planning.models import PlanVersion
from capaian.web.reporting.models import Value

AT = "/o/15.71/kota/"
QUARTER = Period(2017, 1, 3)
YEAR = Period(2017)

PLAN = """
schema: capaian/plan@1
office:
  code: "{code}"
  name: {name}
  parent: Kota Jambi
  place: Jambi
  head: {{title: CAMAT, name: SITI}}
strategy: {{first_year: 2015, last_year: 2018}}
missions:
  - statement: Pelayanan
    objectives:
      - statement: Surat
        indicators:
          - code: "1"
            name: Surat tepat waktu
            unit: percent
            better: higher
            targets: {{2016: 90, 2017: 90, 2018: {target}}}
            formula: {formula}
          - code: "2"
            name: Warga per RT
            unit: percent
            better: higher
            targets: {{2016: 90, 2017: 90, 2018: 90}}
            formula: served / people * 100
          - code: "3"
            name: RT dari warga
            unit: percent
            better: higher
            targets: {{2016: 90, 2017: 90, 2018: 90}}
            formula: rt / people * 100
variables:
  on_time: {{label: Tepat waktu, kind: flow}}
  letters: {{label: Surat, kind: flow}}
  served: {{label: Warga dilayani, kind: flow}}
  people: {{label: Penduduk, kind: stock}}
  rt: {{label: Jumlah RT, kind: stock}}
"""


def plan_text(office: Office, formula: str = "on_time / letters * 100", target: int = 90) -> str:
    return PLAN.format(code=office.code, name=office.name, formula=formula, target=target)


def adopted(office: Office, by: User, formula: str = "on_time / letters * 100", number: int = 1) -> PlanVersion:
    return PlanVersion.objects.create(
        office=office,
        number=number,
        text=plan_text(office, formula),
        state=PlanVersion.State.ADOPTED,
        decree="SK 1",
        decree_date=datetime.date(2015, 1, 5),
        since=datetime.date(2015, 1, 1),
        made_by=by,
        adopted_by=by,
        adopted_at=timezone.now(),
    )


def typed(office: Office, by: User, period: Period = QUARTER, **amounts: int) -> None:
    days = {"first_day": period.first_day, "last_day": period.last_day}
    for name, amount in amounts.items():
        Value.objects.create(
            office=office, period=str(period), variable=name, amount=str(amount), evidence="Rekap", by=by, **days
        )
    bump_version(office)
    office.refresh_from_db()


@pytest.fixture
def city(office: Office, other_office: Office) -> Office:
    return Office.objects.create(code="15.71", name="Kota Jambi", place="Jambi")


@pytest.fixture
def dewi(city: Office) -> User:
    user = User.objects.create_user("dewi", name="Dewi Kartika")
    Appointment.objects.create(user=user, office=city, role="city-planner", first_day=datetime.date(2015, 1, 1))
    return user


@pytest.fixture
def planner(dewi: User) -> Client:
    client = Client()
    client.force_login(dewi)
    return client


@pytest.fixture
def both(city: Office, office: Office, other_office: Office, people: dict[str, User]) -> list[Office]:
    """Two offices of one plan, each with a quarter typed: 9/10 and 1/90 of letters, which pool to 10/100."""
    for one in (office, other_office):
        adopted(one, people["sari"])
    typed(office, people["budi"], on_time=9, letters=10, served=5, people=100, rt=4)
    typed(other_office, people["budi"], on_time=1, letters=90, served=10, people=200, rt=6)
    return [office, other_office]
