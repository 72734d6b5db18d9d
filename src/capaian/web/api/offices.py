"""Offices, plans and registers: what there is to ask about."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from capaian.core.registers.register import Register
from capaian.web.accounts.roles import Permission
from capaian.web.api.auth import AuthorisedRequest, Caller, authorise, reject_unknown_parameters
from capaian.web.api.personal import personal
from capaian.web.api.problems import ApiError
from capaian.web.api.queries import parsed
from capaian.web.api.routing import about
from capaian.web.api.scopes import RIGHTS, Scope
from capaian.web.api.shapes import DayAsked, Offices, PlanShape, Registers
from capaian.web.planning.queries import version_on
from capaian.web.registers.queries import listing, registers_of

router = Router()


@router.get("/offices", **about("offices", "offices", Offices))
def offices(request: HttpRequest) -> dict[str, Any]:
    reject_unknown_parameters(request)
    caller = cast(Caller, request.auth)  # type: ignore[attr-defined]
    if Scope.READ not in caller.scopes():
        raise ApiError(403, "no-scope", scope=Scope.READ.value)
    items = [
        {
            "code": one.code,
            "name": one.name,
            "parent": one.parent,
            "place": one.place,
            "synthetic": one.synthetic,
            "scopes": [s.value for s in Scope if s in caller.scopes() and RIGHTS[s] in caller.rights(one.code)],
        }
        for one in caller.offices()
    ]
    return {"items": items}


@router.get("/offices/{code}/plan", **about("plan", "plans", PlanShape, 404))
def plan(request: HttpRequest, code: str, wanted: Query[DayAsked]) -> dict[str, Any]:
    here = authorise(request, code, wanted=wanted)
    version = version_on(here.office, wanted.on or timezone.localdate())
    if version is None:
        raise ApiError(404, "no-plan-on", "on")
    return {
        "number": version.number,
        "since": version.since,
        "decree": version.decree,
        "decree_date": version.decree_date,
        "text": version.text,
        "plan": parsed(version.text),
    }


@router.get("/offices/{code}/registers", **about("registers", "registers", Registers))
def registers(request: HttpRequest, code: str) -> dict[str, Any]:
    here = authorise(request, code)
    lines = listing(here.office, registers_of(here.office))
    return {"items": [_register(line.register, line.rows, hidden_from(here, line.register)) for line in lines]}


def _register(register: Register, rows: int, hidden: frozenset[str]) -> dict[str, Any]:
    return {
        "name": register.name,
        "label": register.label,
        "office": register.office,
        "date": register.date,
        "key": list(register.key),
        "rows": rows,
        "columns": [
            {
                "name": name,
                "label": column.label,
                "type": column.type.value,
                "required": column.required,
                "choices": dict(column.choices),
                "masked": name in hidden,
            }
            for name, column in register.columns.items()
        ],
    }


def hidden_from(here: AuthorisedRequest, register: Register) -> frozenset[str]:
    """Return the columns that are masked for whoever asks: none for who writes rows."""
    return frozenset() if Permission.ROW_WRITE in here.rights else personal(register)


def register_or_404(here: AuthorisedRequest, name: str) -> Register:
    """Return a register of the office's plan."""
    found = registers_of(here.office).get(name)
    if found is None:
        raise ApiError(404, "not-found", "register")
    return found
