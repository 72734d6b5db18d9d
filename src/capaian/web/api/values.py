"""Values that no register holds: read, and typed by a program."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from capaian.core.period import Period
from capaian.web.api.auth import authorise
from capaian.web.api.parsing import amount_of
from capaian.web.api.problems import ApiError
from capaian.web.api.queries import page_below, page_of_changed
from capaian.web.api.routing import about
from capaian.web.api.scopes import Scope
from capaian.web.api.shapes import ValueKept, Values, ValuesAsked, ValueSent
from capaian.web.reporting import actions
from capaian.web.reporting.models import Value

router = Router()


@router.get("/offices/{code}/values", **about("values", "values", Values))
def values(request: HttpRequest, code: str, wanted: Query[ValuesAsked]) -> dict[str, Any]:
    here = authorise(request, code, wanted=wanted)
    found = Value.objects.filter(office=here.office).select_related("by")
    if wanted.period:
        found = found.filter(period=wanted.period)
    if wanted.changed_since:
        changed = found.filter(at__gte=wanted.changed_since)
        some, following = page_of_changed(changed, wanted.after, wanted.limit)
    else:
        some, following = page_below(found, wanted.after, wanted.limit)
    return {"items": [_shape(one) for one in some], "next": following}


@router.post("/offices/{code}/values", **about("value_set", "values", ValueKept, 409))
def value_set(request: HttpRequest, code: str, sent: ValueSent) -> dict[str, Any]:
    here = authorise(request, code, Scope.WRITE_VALUES)
    period = Period.parse(sent.period)
    assert period is not None, "its pattern lets nothing else through"
    try:
        kept = actions.set_value(
            office=here.office,
            by=here.user,
            period=period,
            variable=sent.variable,
            amount=amount_of(sent.amount),
            evidence=sent.evidence,
            version=sent.version,
        )
    except actions.EditConflict as conflict:
        raise ApiError(409, "changed-meanwhile", "version", version=conflict.theirs.version) from conflict
    return {"value": _shape(kept) if kept else None}


def _shape(one: Value) -> dict[str, Any]:
    return {
        "period": one.period,
        "variable": one.variable,
        "amount": one.amount,
        "evidence": one.evidence,
        "version": one.version,
        "by": one.by.username,
        "changed_at": one.at,
    }
