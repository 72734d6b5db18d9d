"""What the bench of the web application does in a process of its own, with Django set up before it is imported."""

from __future__ import annotations

import datetime
import itertools
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence

from django.db import transaction
from web_client import LETTER
from web_urls import insert_bare

from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.planning.models import PlanVersion
from capaian.web.registers import actions
from capaian.web.registers.queries import registers_of
from capaian.web.registers.rows import CheckedRow

TURNS = 60 if os.environ.get("TINY") != "1" else 1
_numbers = itertools.count(time.time_ns())


def fill(counts: dict[str, int]) -> None:
    """Add offices with the demo's plan and people, and so many letters of this year in each."""
    model = Office.objects.get(pk="15.71.03")
    plan = PlanVersion.objects.get(office=model)
    for code, count in counts.items():
        office = Office.objects.create(code=code, name=f"Kecamatan {code}", synthetic=True)
        plan.pk, plan.office, plan.text = None, office, plan.text.replace(model.code, code)
        plan.save(force_insert=True)
        for one in Appointment.objects.filter(office=model):
            one.pk, one.office = None, office
            one.save(force_insert=True)
        letters = _letters(code, count)
        with transaction.atomic():
            actions.insert_rows(office, User.objects.get(username="ani"), registers_of(office)["letters"], letters)


def _letters(code: str, count: int) -> Iterator[CheckedRow]:
    """Yield letters of this year until today."""
    today = datetime.date.today()
    first = today.replace(month=1, day=1)
    days = (today - first).days + 1
    for number in range(count):
        day = first + datetime.timedelta(days=number * days // count)
        due, served = day + datetime.timedelta(3), day + datetime.timedelta(2 + number % 3)
        dates = {"received_on": day.isoformat(), "due_on": due.isoformat(), "served_on": served.isoformat()}
        key, place = f"{day.year}/{number}", f"{code}.1003"
        yield CheckedRow(LETTER | dates | {"number": key, "place": place}, key, day, place)


def rows(turns: int = TURNS, each: int = 20) -> dict[str, float]:
    """Return the least seconds of one row: through the action, and as Django inserts it; they take turns."""
    office, by = Office.objects.get(pk="15.71.03"), User.objects.get(username="ani")
    register = registers_of(office)["letters"]

    def action() -> None:
        cells = LETTER | {"number": f"inside/{next(_numbers)}"}
        actions.add_row(office=office, by=by, register=register, cells=cells)

    def bare() -> None:
        with transaction.atomic():
            insert_bare(office.code, by.pk)

    least: dict[str, float] = {}
    for _ in range(turns):
        for name, write in (("action", action), ("bare insert", bare)):
            least[name] = min(_seconds(write, each), least.get(name, float("inf")))
    return least


def _seconds(write: Callable[[], None], each: int) -> float:
    start = time.perf_counter()
    for _ in range(each):
        write()
    return (time.perf_counter() - start) / each


def main(words: Sequence[str]) -> None:
    if words[0] == "fill":
        fill({code: int(count) for code, count in zip(words[1::2], words[2::2], strict=True)})
    else:
        print(json.dumps(rows()))
