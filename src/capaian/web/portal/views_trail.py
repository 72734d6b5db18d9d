"""The trail of an office, newest first."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpResponse

from capaian.core.registers.pseudonym import MASK, is_pseudonym
from capaian.web.portal.extension_points import People, people_columns
from capaian.web.portal.visit import Visit, office_page, show
from capaian.web.trail.models import Event
from capaian.web.ui.translation import table, translate

PER_PAGE = 50
_LONGEST = 400
_HASH = re.compile("[0-9a-f]{64}")


class EventLine(NamedTuple):
    """An event with its change in one line."""

    event: Event
    change: str


@office_page()
def trail(visit: Visit) -> HttpResponse:
    events = Event.objects.filter(office=visit.office.code).order_by("-number")
    page = Paginator(events, PER_PAGE).get_page(visit.request.GET.get("hal"))
    people = people_columns(visit.office)
    lines = [EventLine(event, change_of(event, visit.lang, people)) for event in page.object_list]
    return show(visit, "accounts/trail.html", "trail", page=page, lines=lines)


def change_of(event: Event, lang: str, people: People) -> str:
    """Return what changed: ``nilai: 10 → 12``; long ones are cut.

    Of ``people`` nothing is shown, also where a cell was kept before its column was marked.
    """
    before, after = event.before or {}, event.after or {}
    # A row's columns are called as its register calls them; what we record ourselves has words.
    words = {} if event.kind.startswith("row-") else table()
    changes = []
    hidden = people.get(event.target.partition("#")[0], ()) if event.kind.startswith("row-") else ()
    for name in dict.fromkeys([*before, *after]):
        old, new = (_shown(side.get(name), lang, veiled=name in hidden) for side in (before, after))
        called = translate(f"field.{name}", lang) if f"field.{name}" in words else name
        if name not in before:
            changes.append(f"{called}: {new}")
        elif old != new:
            changes.append(f"{called}: {old} → {new}")
    text = "; ".join(changes)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _shown(value: object, lang: str, *, veiled: bool = False) -> str:
    if value is None or value == "" or value == []:
        return "–"
    if veiled or is_pseudonym(value):
        return MASK
    if isinstance(value, list):
        return ", ".join(_shown(one, lang) for one in value)
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    for group in ("status", "role", "right"):
        if f"{group}.{value}" in table():
            return translate(f"{group}.{value}", lang)
    return value[:12] + "…" if _HASH.fullmatch(value) else value
