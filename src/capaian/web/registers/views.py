"""The registers of an office, the table of one, and its months as files to take along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse

from capaian.core.numbers.numerals import printed
from capaian.core.period import month_in
from capaian.core.registers.register import Register, Sort
from capaian.web.accounts.permissions import Refused
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.registers import queries
from capaian.web.registers.models import Row
from capaian.web.registers.personal import reveal_for
from capaian.web.registers.rows import display_row, label_of
from capaian.web.registers.views_download import CSV_KIND, XLSX_KIND, csv_of, xlsx_of
from capaian.web.ui.translation import refusal_text

MAX_IN_WORKBOOK = 200_000
_KINDS = {Sort.NUMBER: "num", Sort.DATE: "text-nowrap"}


class TableCell(NamedTuple):
    """A cell of the table: its column's label, what it shows, and how it stands there."""

    label: str
    text: str
    kind: str


class RegisterTableRow(NamedTuple):
    """A row of the table."""

    pk: int
    cells: list[TableCell]


class MonthChoice(NamedTuple):
    """A month to choose: ``2017-05``, and what people call it."""

    month: str
    label: str


def register_or_404(visit: Visit, name: str) -> Register:
    """Return a register of the office's plan."""
    register: Register = found_or_404(queries.registers_of(visit.office).get(name))
    return register


def refusal(visit: Visit, refused: Refused) -> str:
    """Return why an action was refused; who has no right at all gets the page that says so."""
    if refused.code == "no-right":
        raise refused
    return refusal_text(refused.code, visit.lang, refused.values)


def amount(count: int) -> str:
    """Return a count as people write it: 1.234."""
    return printed(Fraction(count), 0)


def month_name(month: str, lang: str) -> str:
    """Return what people call ``2017-05``: Mei 2017."""
    year, number = month.split("-")
    return f"{month_in(int(number), lang)} {year}"


@office_page()
def registers(visit: Visit) -> HttpResponse:
    """Show every register with what it holds and what waits."""
    lines = [
        {
            "name": line.register.name,
            "label": line.register.label or line.register.name,
            "rows": amount(line.rows),
            "this_month": amount(line.this_month),
            "quiet": not line.this_month,
            "newest": month_name(line.newest, visit.lang) if line.newest else "–",
            "waiting": line.waiting,
        }
        for line in queries.listing(visit.office, queries.registers_of(visit.office))
    ]
    return show(visit, "registers/list.html", "registers", lines=lines)


@office_page()
def register(visit: Visit, name: str) -> HttpResponse:
    """Show one month of a register, fifty rows a page."""
    one, asked = register_or_404(visit, name), visit.request.GET
    months = queries.months_of(visit.office, name)
    month, text, after = asked.get("bulan", ""), asked.get("cari", "").strip(), asked.get("sesudah", "")
    known = {each.month: each.rows for each in months}
    if month not in known:
        month, after = next(iter(known), ""), ""
    look = partial(reveal_for, visit.office, one, rights=visit.rights, lang=visit.lang)
    page = queries.page_of(visit.office, one, month, text, after, look) if month else queries.RowPage([], "")
    values = {
        "register": one,
        "columns": list(one.columns.values()),
        "rows": _rows(visit, one, page.rows),
        "months": [
            MonthChoice(each.month, f"{month_name(each.month, visit.lang)} ({amount(each.rows)})")
            for each in months
        ],
        "month": month,
        "text": text,
        "page": page,
        "paged": bool(after),
        "in_month": amount(known.get(month, 0)),
        "in_all": amount(sum(known.values())),
        "workbook": known.get(month, 0) <= MAX_IN_WORKBOOK,
    }
    return show(visit, "registers/table.html", "registers", **values)


def _rows(visit: Visit, register: Register, rows: Sequence[Row]) -> list[RegisterTableRow]:
    found = reveal_for(visit.office, register, [row.data for row in rows], visit.rights, visit.lang)
    return [_row(register, row.pk, data, visit.lang) for row, data in zip(rows, found, strict=True)]


def _row(register: Register, pk: int, data: Mapping[str, Any], lang: str) -> RegisterTableRow:
    shown = display_row(register, data, lang)
    cells = [
        TableCell(label_of(register, name), shown[name], _KINDS.get(column.sort, ""))
        for name, column in register.columns.items()
    ]
    return RegisterTableRow(pk, cells)


@office_page()
def download(visit: Visit, name: str) -> HttpResponse:
    """Answer with a month of a register as a workbook or as CSV."""
    one, month = register_or_404(visit, name), visit.request.GET.get("bulan", "")
    try:
        rows = queries.rows_of(visit.office, name, month).values_list("data", flat=True)
    except ValueError as error:
        raise Http404 from error
    if not month:
        raise Http404
    as_csv = visit.request.GET.get("bentuk") == "csv"
    found = reveal_for(visit.office, one, rows.iterator(), visit.rights, visit.lang, erased=False)
    content = (csv_of if as_csv else xlsx_of)(one, found)
    response = HttpResponse(content, content_type=CSV_KIND if as_csv else XLSX_KIND)
    ending = "csv" if as_csv else "xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}-{month}.{ending}"'
    return response
