"""Rows of a register: read, read as CSV, written one at a time."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Path, Query, Router, Status

from capaian.web.api.auth import authorise
from capaian.web.api.idempotency import idempotent
from capaian.web.api.offices import hidden_from, register_or_404
from capaian.web.api.parsing import RowFaults, cells_of, faults_of
from capaian.web.api.problems import ApiError
from capaian.web.api.queries import page_of_rows, row_shapes, rows_asked, rows_csv
from capaian.web.api.routing import about
from capaian.web.api.scopes import Scope
from capaian.web.api.shapes import Number, RowPaging, Rows, RowsAsked, RowSent, RowShape
from capaian.web.registers import actions
from capaian.web.registers.models import Row
from capaian.web.registers.rows import InvalidRows

router = Router()
_AT = "/offices/{code}/registers/{name}/rows"
MAX_IN_TABLE = 200_000
"""Rows of one CSV."""
Key = Annotated[str | None, Header(alias="Idempotency-Key", pattern=r"^[!-~]{1,100}$")]


@router.get(_AT, **about("rows", "rows", Rows, 404))
def rows(request: HttpRequest, code: str, name: str, wanted: Query[RowPaging]) -> dict[str, Any]:
    here = authorise(request, code, wanted=wanted)
    register, now = register_or_404(here, name), timezone.now()
    hidden = hidden_from(here, register)
    found, following = page_of_rows(rows_asked(here.office, name, wanted), wanted)
    items = row_shapes(register, found, hidden)
    return {"items": items, "next": following, "masked": sorted(hidden), "as_of": now}


@router.get(f"{_AT}.csv", **about("rows_csv", "rows", None, 404, 409))
def csv(request: HttpRequest, code: str, name: str, wanted: Query[RowsAsked]) -> HttpResponse:
    here = authorise(request, code, wanted=wanted)
    register = register_or_404(here, name)
    found = rows_asked(here.office, name, wanted)
    if found[MAX_IN_TABLE : MAX_IN_TABLE + 1].exists():
        raise ApiError(409, "too-many-rows", most=MAX_IN_TABLE)
    content = rows_csv(register, found, hidden_from(here, register))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{register.name}.csv"'
    return response


@router.get(f"{_AT}/{{row}}", **about("row", "rows", RowShape, 404))
def row(request: HttpRequest, code: str, name: str, row: Path[Number]) -> dict[str, Any]:
    here = authorise(request, code)
    register = register_or_404(here, name)
    one = Row.objects.filter(office=here.office, register=name, pk=row).first()
    if one is None:
        raise ApiError(404, "not-found", "row")
    return row_shapes(register, [one], hidden_from(here, register))[0]


@router.post(_AT, **about("row_add", "rows", RowShape, 404, 409, status=201))
def row_add(request: HttpRequest, code: str, name: str, sent: RowSent, key: Key = None) -> Status[dict[str, Any]]:
    here = authorise(request, code, Scope.WRITE_ROWS)
    register = register_or_404(here, name)
    cells = cells_of(register, sent.cells)

    def write() -> int:
        added: Row = actions.add_row(office=here.office, by=here.user, register=register, cells=cells)
        return added.pk

    try:
        pk, _ = idempotent(request, here.caller.token, key, write)
    except InvalidRows as faulty:
        raise RowFaults(faults_of(register, faulty.findings)) from faulty
    return Status(201, row_shapes(register, [Row.objects.get(pk=pk)], hidden_from(here, register))[0])
