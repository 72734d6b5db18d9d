"""Personal data on request: what is there of a citizen, and erasing it.

What is sought is sent in the body of a request and never in an address: addresses are written down along the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from capaian.web.accounts.permissions import Faulty
from capaian.web.accounts.roles import Permission
from capaian.web.portal.visit import Visit, office_page, show
from capaian.web.registers.actions_erase import MAX_FOUND, MAX_REASON_LENGTH, MIN_SEARCH_LENGTH, erase, search
from capaian.web.registers.models import Row
from capaian.web.registers.personal import reveal_for
from capaian.web.registers.queries import people_of, registers_of
from capaian.web.registers.rows import display_row, label_of
from capaian.web.ui.query import positive_int
from capaian.web.ui.translation import refusal_text, translate


class PersonalMatch(NamedTuple):
    """A row in which something was found: whom it is about, and whether it is chosen to be erased."""

    row: Row
    register: str
    cells: Sequence[tuple[str, str]]
    chosen: bool


@office_page(Permission.ERASE)
def personal(visit: Visit) -> HttpResponse:
    """Search by NIK or name; erase what is chosen of what was found."""
    sent = visit.request.POST
    values: dict[str, Any] = {"text": sent.get("text", ""), "reason": sent.get("reason", ""), "files": True}
    chosen = {positive_int(one) for one in sent.getlist("row")}
    try:
        if sent.get("what") == "erase":
            values["files"] = "files" in sent
            done = erase(
                office=visit.office,
                by=visit.user,
                rows=sorted(chosen),
                reason=values["reason"],
                files=values["files"],
            )
            messages.success(visit.request, translate("personal.done", visit.lang, **done._asdict()))
            for left in ("clear", "kept"):
                if getattr(done, left):
                    messages.warning(
                        visit.request, translate(f"personal.{left}", visit.lang, count=getattr(done, left))
                    )
            return redirect("personal", visit.office.code)
    except Faulty as faulty:
        values["why"] = refusal_text(faulty.code, visit.lang, faulty.values, "faulty")
    if values["text"]:
        try:
            found = search(visit.office, values["text"])
            values |= {"lines": _lines(visit, found.rows, chosen), "more": found.more, "sought": True}
        except Faulty as faulty:
            values.setdefault("why", refusal_text(faulty.code, visit.lang, faulty.values, "faulty"))
    values |= {"least": MIN_SEARCH_LENGTH, "most": MAX_FOUND, "longest": MAX_REASON_LENGTH}
    return show(visit, "registers/personal.html", "registers", 422 if "why" in values else 200, **values)


def _lines(visit: Visit, rows: Sequence[Row], chosen: set[int]) -> list[PersonalMatch]:
    registers, people, lines = registers_of(visit.office), people_of(visit.office), []
    for row in rows:
        register = registers.get(row.register)
        if register is None:
            lines.append(PersonalMatch(row, row.register, (), row.pk in chosen))
            continue
        (data,) = reveal_for(visit.office, register, [row.data], visit.rights, visit.lang)
        texts = display_row(register, data, visit.lang)
        names = [*register.key, *sorted(people.get(row.register, ()))]
        cells = [(label_of(register, name), texts[name]) for name in dict.fromkeys(names) if texts.get(name)]
        lines.append(PersonalMatch(row, register.label or row.register, cells, row.pk in chosen))
    return lines
