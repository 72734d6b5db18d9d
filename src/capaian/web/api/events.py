"""The trail, and the audits of reports."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from capaian.web.accounts.roles import Permission
from capaian.web.api.auth import authorise
from capaian.web.api.personal import masked_event
from capaian.web.api.queries import page_below
from capaian.web.api.routing import about
from capaian.web.api.shapes import Audits, Events, Paging, TrailAsked
from capaian.web.auditing.queries import listed
from capaian.web.registers.queries import registers_of
from capaian.web.trail.models import Event

router = Router()


@router.get("/offices/{code}/trail", **about("trail", "trail", Events))
def trail(request: HttpRequest, code: str, wanted: Query[TrailAsked]) -> dict[str, Any]:
    here = authorise(request, code, wanted=wanted)
    found = Event.objects.filter(office=code)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.since:
        found = found.filter(at__gte=wanted.since)
    some, following = page_below(found, wanted.after, wanted.limit, "number")
    open_ = Permission.ROW_WRITE in here.rights
    registers = {} if open_ else registers_of(here.office)
    items = []
    for one in some:
        before, after = (one.before, one.after) if open_ else masked_event(one, registers)
        items.append(
            {
                "number": one.number,
                "at": one.at,
                "by": one.by,
                "kind": one.kind,
                "target": one.target,
                "refused": one.refused,
                "before": before,
                "after": after,
                "previous": one.previous,
                "hash": one.hash,
            }
        )
    return {"items": items, "next": following}


@router.get("/offices/{code}/audits", **about("audits", "audits", Audits))
def audits(request: HttpRequest, code: str, wanted: Query[Paging]) -> dict[str, Any]:
    here = authorise(request, code, wanted=wanted)
    some, following = page_below(listed(here.office), wanted.after, wanted.limit)
    names = (
        "name",
        "year",
        "sha256",
        "state",
        "against",
        "claims",
        "errors",
        "warnings",
        "notes",
        "answered",
        "at",
    )
    return {
        "items": [{"id": one.pk} | {name: getattr(one, name) for name in names} for one in some],
        "next": following,
    }
