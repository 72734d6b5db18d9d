"""The trail of an office, newest first."""

from __future__ import annotations

import json
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpResponse

from capaian.web.accounts.pages import Visit, office_page, show
from capaian.web.trail.models import Event

PER_PAGE = 50
_LONGEST = 400


class Line(NamedTuple):
    """An event with its change in one line."""

    event: Event
    change: str


@office_page()
def trail(visit: Visit) -> HttpResponse:
    events = Event.objects.filter(office=visit.office.code).order_by("-number")
    page = Paginator(events, PER_PAGE).get_page(visit.request.GET.get("hal"))
    lines = [Line(event, change_of(event)) for event in page.object_list]
    return show(visit, "accounts/trail.html", "trail", page=page, lines=lines)


def change_of(event: Event) -> str:
    """Return what changed: ``fee: 10 → 12``; long ones are cut."""
    before, after = event.before or {}, event.after or {}
    changes = []
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if name not in before:
            changes.append(f"{name}: {_shown(new)}")
        elif old != new:
            changes.append(f"{name}: {_shown(old)} → {_shown(new)}")
    text = "; ".join(changes)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
