"""The rows behind one variable of a figure: those that count, and those left out with the reason of each."""

from __future__ import annotations

from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpResponse

from capaian.core.period import Period
from capaian.core.registers.condition import write_condition
from capaian.core.registers.register import Register
from capaian.web.planning.queries import version_on
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.registers.models import Row
from capaian.web.registers.personal import reveal_for
from capaian.web.registers.queries import registers_of
from capaian.web.registers.rows import Data, display_row, label_of, to_data
from capaian.web.reporting.basis import JudgedRow, JudgedRows, edition, figure_basis, kept_rows

PER_PAGE = 50
COUNTED, LEFT = "dihitung", "tidak"


class CountedRowView(NamedTuple):
    """A row as the page shows it; ``row`` is that of the register it came from, ``changed`` since then."""

    called: str
    cells: list[tuple[str, str]]
    why: str
    part: str
    row: Row | None
    changed: bool


@office_page()
def figure_rows(visit: Visit, period: str, indicator: str, variable: str) -> HttpResponse:
    """Show which rows were counted for a variable, in today's figures or in those of an edition."""
    wanted: Period = found_or_404(Period.parse(period))
    found_or_404(version_on(visit.office, wanted.last_day))
    asked = visit.request.GET
    number = asked_edition(asked.get("terbitan"))
    snapshot = edition(visit.office, wanted, number or None)
    if number:
        found_or_404(snapshot)
    on = found_or_404(figure_basis(visit.office, wanted, None if number == 0 else snapshot))
    plan = on.measurement.plan
    one = found_or_404(plan.indicator(indicator))
    found_or_404(variable if variable in plan.variables_of(one) else None)
    counting = found_or_404(plan.variables[variable].counting)
    register = plan.registers[counting.register]
    sides = {COUNTED: JudgedRows(on, counting, counts=True), LEFT: JudgedRows(on, counting, counts=False)}
    side = LEFT if asked.get("sisi") == LEFT else COUNTED
    page = Paginator(sides[side], PER_PAGE).get_page(asked.get("hal"))
    values = {
        "period": wanted,
        "indicator": one,
        "variable": plan.variables[variable],
        "register": register,
        "linked": register.name in registers_of(visit.office),
        "how": f"{counting.how} {counting.column}".strip(),
        "where": write_condition(counting.where) if counting.where is not None else "",
        "sides": [(name, len(found)) for name, found in sides.items()],
        "side": side,
        "page": page,
        "lines": lines(visit, register, list(page.object_list)),
        "snapshot": on.snapshot,
        "edition": number,
    }
    return show(visit, "reporting/figure_rows.html", "periods", **values)


def lines(visit: Visit, register: Register, rows: list[JudgedRow]) -> list[CountedRowView]:
    """Return the rows of one page with where each came from."""
    kept = kept_rows(visit.office, register, [row.values for row in rows])
    data = [to_data(register, row.values) for row in rows]
    shown = reveal_for(visit.office, register, data, visit.rights, visit.lang)
    return [_line(visit, register, *one) for one in zip(rows, data, shown, kept, strict=True)]


def _line(
    visit: Visit, register: Register, row: JudgedRow, data: Data, shown: Data, own: Row | None
) -> CountedRowView:
    texts = display_row(register, shown, visit.lang)
    called = " ".join(texts[name] for name in register.key or (register.date,)) or texts[register.date]
    cells = [(label_of(register, name), text) for name, text in texts.items() if text]
    part = label_of(register, row.part) if row.why == "row-empty" else row.part
    return CountedRowView(called, cells, row.why, part, own, own is not None and (own.removed or own.data != data))


def asked_edition(text: str | None) -> int | None:
    """Return the number of an edition that is asked for; 0 asks for today's figures, ``None`` for what holds."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None
