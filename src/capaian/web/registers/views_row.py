"""One row: the quick form, the row with its history and evidence, and what happens where two edit it at once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from capaian.core.findings.finding import Finding
from capaian.core.registers.pseudonym import is_pseudonym
from capaian.core.registers.register import Column, FieldType, Register, Sort
from capaian.core.wording import in_language
from capaian.files.registers.cells import EXAMPLES, read_cell
from capaian.web.accounts.models import User
from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.roles import Permission
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.registers import actions, queries
from capaian.web.registers.actions import RowConflict
from capaian.web.registers.models import Row
from capaian.web.registers.personal import erased_in_words, reveal, reveal_for
from capaian.web.registers.rows import (
    Data,
    InvalidRows,
    display_row,
    display_value,
    faults_by_field,
    form_cells,
    label_of,
)
from capaian.web.registers.uploads import integrity_of
from capaian.web.registers.views import refusal, register_or_404
from capaian.web.trail.models import Event
from capaian.web.ui.query import positive_int
from capaian.web.ui.translation import translate

Cells = dict[str, str]
_DIGITS = (FieldType.WHOLE, FieldType.RUPIAH, FieldType.NIK, FieldType.NIP)


class FormField(NamedTuple):
    """A field of the form: what stands in it, how it is typed, and what is wrong with it."""

    name: str
    label: str
    kind: str
    """``date``, ``number``, ``digits``, ``choice``, ``place``, ``text``, or ``erased``: it stays as it is."""
    value: str
    required: bool
    options: Sequence[tuple[str, str]]
    example: str
    faults: Sequence[Finding]


def form_fields(
    register: Register, cells: Mapping[str, str], lang: str, findings: Sequence[Finding] = ()
) -> list[FormField]:
    """Return the form of a register with ``cells`` in it."""
    faults = faults_by_field(register, findings)
    return [
        FormField(
            name,
            column.label or name,
            "erased" if is_pseudonym(cells.get(name)) else _kind(column),
            cells.get(name, ""),
            column.required or name in (register.office, register.date, *register.key),
            _options(column, lang),
            in_language(EXAMPLES[column.type][1], lang)
            if column.type in (FieldType.RUPIAH, FieldType.DECIMAL)
            else "",
            faults.get(name, ()),
        )
        for name, column in register.columns.items()
    ]


def _kind(column: Column) -> str:
    if column.type is FieldType.DATE:
        return "date"
    if column.type in (FieldType.CHOICE, FieldType.YESNO):
        return "choice"
    if column.type is FieldType.AREA:
        return "place"
    return "digits" if column.type in _DIGITS else "number" if column.sort is Sort.NUMBER else "text"


def _options(column: Column, lang: str) -> list[tuple[str, str]]:
    if column.type is FieldType.YESNO:
        return [("ya", translate("row.yes", lang)), ("tidak", translate("row.no", lang))]
    return list(column.choices.items())


def _cells(visit: Visit, register: Register) -> Cells:
    return {name: visit.request.POST.get(name, "") for name in register.columns}


@office_page(Permission.ROW_WRITE)
def row_add(visit: Visit, name: str) -> HttpResponse:
    """The quick form; after a row is saved it is there again for the next one, with the same place."""
    register, kept = register_or_404(visit, name), f"place.{visit.office.code}"
    cells: Cells = {register.office: visit.request.session.get(kept, visit.office.code)}
    findings: Sequence[Finding] = ()
    refused = ""
    if visit.request.method == "POST":
        cells = _cells(visit, register)
        try:
            row = actions.add_row(office=visit.office, by=visit.user, register=register, cells=cells)
        except InvalidRows as faulty:
            findings = faulty.findings
        except Refused as error:
            refused = refusal(visit, error)
        else:
            if visit.request.session.get(kept) != row.place:  # a session that is the same is not written
                visit.request.session[kept] = row.place
            messages.success(visit.request, translate("row.added", visit.lang, what=_called(visit, register, row)))
            return redirect("row-add", visit.office.code, name)
    values = {
        "register": register,
        "boxes": form_fields(register, cells, visit.lang, findings),
        "places": queries.places_of(visit.office, name),
        "findings": findings,
        "refused": refused,
    }
    return show(visit, "registers/add.html", "registers", 422 if findings or refused else 200, **values)


def _seen(visit: Visit, register: Register, row: Row) -> Data:
    return next(reveal_for(visit.office, register, [row.data], visit.rights, visit.lang, erased=False))


def _called(visit: Visit, register: Register, row: Row) -> str:
    data = row.data
    if not set(register.key).isdisjoint(register.people):
        data = erased_in_words(register, _seen(visit, register, row), visit.lang)
    texts = display_row(register, data)
    return " ".join(texts[name] for name in register.key or (register.date,)) or str(row.pk)


@office_page()
def row(visit: Visit, name: str, pk: int) -> HttpResponse:
    """A row as it is; whoever may changes it here."""
    register = register_or_404(visit, name)
    one: Row = found_or_404(
        Row.objects.filter(office=visit.office, register=name, pk=pk).select_related("by").first()
    )
    cells: Cells | None = None
    findings: Sequence[Finding] = ()
    refused = ""
    version = one.version
    if visit.request.method == "POST":
        cells, version = _cells(visit, register), _version(visit)
        try:
            actions.change_row(
                office=visit.office, by=visit.user, register=register, pk=pk, version=version, cells=cells
            )
        except InvalidRows as faulty:
            findings = faulty.findings
        except RowConflict as conflict:
            return _conflict(visit, register, conflict.row, version, cells)
        except Refused as error:
            refused = refusal(visit, error)
        else:
            messages.success(visit.request, translate("row.saved", visit.lang, what=_called(visit, register, one)))
            return redirect("row", visit.office.code, name, pk)
    return _row_page(visit, register, one, cells, version, findings, refused)


def _row_page(
    visit: Visit,
    register: Register,
    one: Row,
    cells: Cells | None,
    version: int,
    findings: Sequence[Finding] = (),
    refused: str = "",
    **more: object,
) -> HttpResponse:
    data = _seen(visit, register, one)
    cells = form_cells(register, data) if cells is None else cells
    texts = display_row(register, erased_in_words(register, data, visit.lang), visit.lang)
    values = {
        "register": register,
        "row": one,
        "version": version,
        "called": _called(visit, register, one),
        "may": Permission.ROW_WRITE in visit.rights and not one.removed,
        "boxes": form_fields(register, cells, visit.lang, findings),
        "places": queries.places_of(visit.office, register.name),
        "shown": [(label_of(register, name), text) for name, text in texts.items()],
        "history": history(visit, register, one),
        "came": origin_of(one),
        "evidence": [
            (each, integrity_of(each.sha256)) for each in queries.evidence_of(visit.office, f"row:{one.pk}")
        ],
        "findings": findings,
        "refused": refused,
        **more,
    }
    return show(visit, "registers/row.html", "registers", 422 if findings or refused else 200, **values)


def _version(visit: Visit) -> int:
    return positive_int(visit.request.POST.get("version"))


class ConflictSide(NamedTuple):
    """A field at a conflict: as it was opened, as the other left it, as it was typed."""

    label: str
    before: str
    theirs: str
    mine: str
    both: bool
    """Whether both changed it, each in another way."""


def _conflict(visit: Visit, register: Register, row: Row, version: int, cells: Cells) -> HttpResponse:
    """Show what the other changed beside what was typed, and offer both together to be saved.

    A field that only the other changed has his; one that was typed here has what was typed.
    """
    was_then, is_now = reveal(visit.office, register, [queries.before_of(row, version), row.data])
    before, theirs = form_cells(register, was_then), form_cells(register, is_now)
    sides, merged = [], {}
    for name in register.columns:
        was, his, mine = before[name], theirs[name], " ".join(cells[name].split())
        merged[name] = his if mine == was else cells[name]
        if len({was, his, mine}) > 1:
            both = was not in (his, mine) and his != mine
            before_text, their_text, my_text = (_as_shown(register, name, text) for text in (was, his, mine))
            sides.append(ConflictSide(label_of(register, name), before_text, their_text, my_text, both))
    values = {
        "register": register,
        "row": row,
        "version": row.version,
        "called": _called(visit, register, row),
        "who": row.by.name,
        "sides": sides,
        "boxes": form_fields(register, merged, visit.lang),
        "places": queries.places_of(visit.office, register.name),
    }
    return show(visit, "registers/conflict.html", "registers", 409, **values)


def _as_shown(register: Register, name: str, text: str) -> str:
    """Return what stands in a field as a table shows it; what cannot be read stays as it was typed."""
    column = register.columns[name]
    value = read_cell(text, column, indonesian=True) if text else None
    return text if value is None else display_value(value, column)


@require_POST
@office_page(Permission.ROW_WRITE)
def row_remove(visit: Visit, name: str, pk: int) -> HttpResponse:
    """Take a row out of what counts, with the reason."""
    register, reason = register_or_404(visit, name), visit.request.POST.get("reason", "")
    one: Row = found_or_404(
        Row.objects.filter(office=visit.office, register=name, pk=pk).select_related("by").first()
    )
    version = _version(visit)
    try:
        actions.remove_row(
            office=visit.office, by=visit.user, register=register, pk=pk, version=version, reason=reason
        )
    except RowConflict:
        refused = translate("row.changed-meanwhile", visit.lang)
    except Refused as error:
        refused = refusal(visit, error)
    else:
        messages.success(visit.request, translate("row.removed", visit.lang, what=_called(visit, register, one)))
        return redirect(f"{reverse('register', args=[visit.office.code, name])}?bulan={one.day:%Y-%m}")
    return _row_page(visit, register, one, None, one.version, (), refused, reason=reason)


class RowEvent(NamedTuple):
    """An event of a row as people read it."""

    event: Event
    who: str
    changes: Sequence[tuple[str, str, str]]
    """Label, old and new."""
    reason: str


def history(visit: Visit, register: Register, row: Row) -> list[RowEvent]:
    """Return what happened to a row, newest first."""
    events, lang = queries.history_of(row), visit.lang
    changed = [event for event in events if event.kind == "row-changed"]
    sides = [detail or {} for event in changed for detail in (event.before, event.after)]
    shown = reveal_for(visit.office, register, sides, visit.rights, lang)
    told = {
        event.number: (_shown(register, next(shown), lang), _shown(register, next(shown), lang))
        for event in changed
    }
    names = dict(User.objects.filter(username__in={event.by for event in events}).values_list("username", "name"))
    found = []
    for event in events:
        changes: list[tuple[str, str, str]] = []
        if event.number in told:
            old, new = told[event.number]
            changes = [(label_of(register, name), old[name], new[name]) for name in register.columns if name in old]
        reason = str((event.after or {}).get("reason", ""))
        found.append(RowEvent(event, names.get(event.by, event.by), changes, reason))
    return found


class RowOrigin(NamedTuple):
    """That a row came with others, of which no event tells one by one; whose and when, as far as it is known."""

    at: datetime.datetime | None
    who: str
    source: int | None


def origin_of(row: Row) -> RowOrigin | None:
    """Return how a row came that has no event of its own for it; ``None`` where it has.

    A row that was changed since has the day and the name of who changed it last: nothing is said of the first then.
    """
    if any(event.kind == "row-added" for event in queries.history_of(row)):
        return None
    unchanged = row.version == 1
    return RowOrigin(row.at if unchanged else None, row.by.name if unchanged else "", row.source_id)


def _shown(register: Register, detail: Mapping[str, Any], lang: str) -> dict[str, str]:
    named = {name: value for name, value in detail.items() if name in register.columns}
    texts = display_row(register, {name: value for name, value in named.items() if value is not None}, lang)
    return {name: texts[name] for name in named}
