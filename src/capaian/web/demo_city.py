"""The demo's city: the other kecamatan of Kota Jambi, with a few months of made-up rows each.

Codes and names are those of the areas (``kota-jambi/areas.csv``); people, rows and figures are made up. Some have
the last quarter approved, some are on the way, some are late, and one counts its complaints by a plan of its own.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from fractions import Fraction
from typing import Any, NamedTuple

import yaml
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from capaian.core.period import Period
from capaian.core.registers.condition import Value as Cell
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.city.overview import actions as overview_actions
from capaian.web.city.overview.coverage import areas as listed
from capaian.web.city.proposals import actions as proposals_actions
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.queries import plan_of
from capaian.web.registers.actions import insert_rows
from capaian.web.registers.rows import to_checked_row
from capaian.web.reporting import actions
from capaian.web.reporting.provisional import current_figures

CITY = "15.71"
FULL_OF_ROWS = "15.71.03"
"""The office with three years of rows, which is loaded by itself."""

_WAY = {"01": 3, "02": 3, "07": 3, "06": 3, "04": 2, "08": 1, "09": 1}
"""How far the last quarter has come: 1 submitted, 2 verified, 3 approved; of the others nothing was handed in."""

_OTHERWISE = "06"
"""The kecamatan whose plan counts complaints by their last day, and so is not pooled in that indicator."""

_SILENT = "05"
"""The kecamatan that has adopted no plan: one is proposed to it."""

_UNHEARD = "11"
"""The kecamatan from whose last kelurahan no row has come."""

_CAST = (
    ("ani", "clerk", "Staf Seksi"),
    ("budi", "section-head", "Kepala Seksi"),
    ("sari", "secretary", "Sekretaris"),
    ("citra", "head", "Camat"),
)


class Areas(NamedTuple):
    """Names by code: of the kecamatan, and of the kelurahan."""

    districts: Mapping[str, str]
    villages: Mapping[str, str]


def areas() -> Areas:
    """Return those of the extract of areas that comes with the package."""
    rows = listed(settings.SHIPPED_AREAS).items()
    by_length = [{code: name for code, name in rows if len(code) == length} for length in (8, 13)]
    return Areas(*by_length)


def last_quarter(day: datetime.date) -> Period:
    """Return the last quarter that is over on a day."""
    year, number = (day.year, (day.month - 1) // 3) if day.month > 3 else (day.year - 1, 4)
    return Period(year, number * 3 - 2, 3)


def load_city(
    city: Office, planner: User, text: str, first: datetime.date, today: datetime.date, password: str
) -> None:
    """Fill the other kecamatan. ``text`` is the plan of the first one, ``first`` the day from which it holds."""
    known, quarter = areas(), last_quarter(today)
    kept = make_password(password)
    for code, name in known.districts.items():
        if code != FULL_OF_ROWS:
            places = [village for village in known.villages if village.startswith(f"{code}.")]
            if code.endswith(f".{_UNHEARD}"):
                places.pop()
            _office(city, code, name, places, _plan(text, code, name), kept, first, today, quarter)
    late = [f"{CITY}.{number}" for number in ("10", "11")]
    words = f"Mohon {quarter.label} segera diajukan dan disetujui. (contoh)"
    overview_actions.remind(office=city, by=planner, period=quarter, codes=late, text=words)
    proposals_actions.propose(
        office=city,
        by=planner,
        text=text,
        codes=[f"{CITY}.{_SILENT}"],
        targets=f"office,code,year,target\n{CITY}.{_SILENT},1.1,{quarter.year},85\n".encode(),
        name="target.csv",
        note="Rencana bersama semua kecamatan. (contoh)",
    )


def _office(
    city: Office,
    code: str,
    name: str,
    places: Sequence[str],
    text: str,
    kept: str,
    first: datetime.date,
    today: datetime.date,
    quarter: Period,
) -> None:
    number = code[-2:]
    with transaction.atomic():
        office = Office.objects.create(
            code=code, name=f"Kecamatan {name}", parent=city.name, place=city.place, synthetic=True
        )
        people = {}
        for username, role, post in _CAST:
            user = User.objects.create(
                username=f"{username}{number}", password=kept, name=f"{post} {name} (contoh)"
            )
            title = f"CAMAT {name.upper()}" if role == "head" else ""
            Appointment.objects.create(user=user, office=office, role=role, title=title, first_day=first)
            people[username] = user
        if number == _SILENT:
            return
        version = PlanVersion.objects.create(
            office=office,
            number=1,
            text=text,
            state=PlanVersion.State.ADOPTED,
            note="Rencana contoh",
            decree=f"Keputusan Camat Nomor 1 Tahun {first.year} (contoh)",
            decree_date=first,
            since=first,
            made_by=people["sari"],
            adopted_by=people["sari"],
            adopted_at=timezone.now(),
        )
        chance = random.Random(code)
        registers = plan_of(version).registers
        for name, rows in _rows(chance, places, quarter, today).items():
            insert_rows(
                office, people["ani"], registers[name], [to_checked_row(registers[name], row) for row in rows]
            )
    for variable, amount in (("population", 20_000 + 97 * int(number)), ("neighbourhoods", 60 + int(number))):
        actions.set_value(
            office=office,
            by=people["budi"],
            period=quarter,
            variable=variable,
            amount=str(amount),
            evidence="Profil kecamatan (contoh)",
            version=0,
        )
    _hand_in(office, people, quarter, _WAY.get(number, 0))


def _plan(text: str, code: str, name: str) -> str:
    """Return the plan as this kecamatan has adopted it."""
    said: dict[str, Any] = deepcopy(yaml.safe_load(text))
    said["office"] |= {"code": code, "name": f"Kecamatan {name}"}
    said["office"]["head"] = {"title": f"CAMAT {name.upper()}", "name": f"Camat {name} (contoh)"}
    if code.endswith(f".{_OTHERWISE}"):
        said["variables"]["complaints_followed_up"]["where"] = "followed_up_on <= due_on"
    return str(yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=100))


Rows = list[Mapping[str, Cell | None]]


def _rows(chance: random.Random, places: Sequence[str], quarter: Period, today: datetime.date) -> dict[str, Rows]:
    """Return made-up rows of three registers from the quarter's first day until today; the others stay empty."""
    found: dict[str, Rows] = {"letters": [], "complaints": [], "survey": []}
    for day in _days(quarter.first_day, today):
        place = chance.choice(places)
        number = len(found["letters"]) + 1
        due, took = day + datetime.timedelta(days=5), chance.choice((0, 1, 1, 2, 3, 4, 8))
        served = day + datetime.timedelta(days=took)
        found["letters"].append(
            {
                "number": f"{day.year}/{number:04}",
                "place": place,
                "received_on": day,
                "kind": chance.choice(("letter", "letter", "letter", "permit")),
                "service": "Rekomendasi",
                "applicant": f"Pemohon sintetis {number}",
                "due_on": due,
                "served_on": served if served <= today else None,
            }
        )
        if number % 9 == 0:
            found["complaints"].append(
                {
                    "number": f"P{day.year}{number:04}",
                    "place": place,
                    "received_on": day,
                    "channel": "desk",
                    "kind": "complaint",
                    "due_on": due,
                    "followed_up_on": served if served <= today and chance.random() < 0.9 else None,
                }
            )
        if number % 2:
            answer = chance.choice(("less_easy", "easy", "easy", "very_easy"))
            said: dict[str, Cell | None] = {"number": f"R{day.year}{number:04}", "place": place}
            said |= {"answered_on": day, "answer": answer}
            found["survey"].append(said | {f"u{each}": _mark(chance) for each in range(1, 10)})
    return found


def _days(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    day = first
    while day <= last:
        if day.weekday() < 5:
            yield day
        day += datetime.timedelta(days=1)


def _mark(chance: random.Random) -> Cell:
    return Fraction(chance.choice((3, 3, 4)))


def _hand_in(office: Office, people: Mapping[str, User], period: Period, way: int) -> None:
    """Take a quarter as far as it has come, through the actions of the screen."""
    if not way:
        return
    now = current_figures(office, period)
    assert now is not None, "the demo's inputs agree"
    for code in actions.required_narratives(office, period, now):
        actions.narrate(
            office=office,
            by=people["budi"],
            period=period,
            indicator=code,
            cause="Kegiatan belum lengkap pada triwulan ini. (contoh)",
            obstacle="",
            remedy="Dilengkapi pada triwulan berikutnya. (contoh)",
            version=0,
        )
    actions.submit(office=office, by=people["budi"], period=period)
    if way > 1:
        actions.verify(office=office, by=people["sari"], period=period)
    if way > 2:
        actions.approve(office=office, by=people["citra"], period=period)
