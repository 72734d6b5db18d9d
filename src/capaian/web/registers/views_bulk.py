"""Many rows at once: pasted from a spreadsheet, or a whole book that a worker reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from capaian.core.findings.finding import Finding, has_errors
from capaian.core.registers.pseudonym import MASK, is_pseudonym
from capaian.core.registers.register import Register
from capaian.files.xlsx_sheets import column_letters
from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.roles import Permission
from capaian.web.jobs.models import Job
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.registers import actions, actions_import, import_reading
from capaian.web.registers.models import Import
from capaian.web.registers.personal import values_of
from capaian.web.registers.rows import InvalidRows, display_row, label_of, read_pasted
from capaian.web.registers.uploads import store_upload
from capaian.web.registers.views import amount, refusal, register_or_404
from capaian.web.registers.views_download import CSV_KIND, escape_formula, table_csv
from capaian.web.ui.translation import refusal_text, translate

PREVIEW, PREVIEW_BESIDE_FAULTS = 20, 3
MAX_FAULTS = 200


class FaultLine(NamedTuple):
    """A fault as a table shows it: where, what stands there, what is wrong, what to write."""

    where: str
    found: str
    message: str
    mend: str


def fault_lines(findings: Sequence[Finding], lang: str) -> list[FaultLine]:
    """Return findings as lines of a table."""
    return [
        FaultLine(where_of(found, lang), found.values.get("found", ""), found.message(lang), found.mend(lang))
        for found in findings
    ]


def where_of(found: Finding, lang: str) -> str:
    """Return where a finding stands, in words: the cell, or line and column."""
    place = found.place
    if place.cell:
        return place.cell
    if place.column and place.line:
        return translate("book.at", lang, line=place.line, column=column_letters(place.column - 1))
    return translate("book.line", lang, line=place.line) if place.line else translate("book.whole", lang)


@office_page(Permission.ROW_WRITE)
def rows_paste(visit: Visit, name: str) -> HttpResponse:
    """Read what was pasted and show what was understood; at the second click all of it is added."""
    register, text = register_or_404(visit, name), visit.request.POST.get("text", "")
    values: dict[str, Any] = {"register": register, "text": text}
    if visit.request.method != "POST":
        return show(visit, "registers/paste.html", "registers", **values)
    try:
        if "confirm" in visit.request.POST:
            count = actions.add_rows(office=visit.office, by=visit.user, register=register, text=text)
            messages.success(visit.request, translate("paste.added", visit.lang, count=amount(count)))
            return redirect("register", visit.office.code, name)
        values |= _preview(visit, register, text)
    except InvalidRows as faulty:
        values |= _faults(faulty.findings, visit.lang)
    except Refused as refused:
        values["refused"] = refusal(visit, refused)
    status = 200 if values.get("ready") else 422
    return show(visit, "registers/paste.html", "registers", status, **values)


def _preview(visit: Visit, register: Register, text: str) -> Mapping[str, Any]:
    pasted = read_pasted(register, text, visit.office.code)
    findings = [*pasted.findings, *actions.duplicate_keys(visit.office, register, pasted.rows, pasted.lines)]
    names = list(pasted.understood)
    shown = PREVIEW_BESIDE_FAULTS if has_errors(findings) else PREVIEW
    rows = [display_row(register, row.data, visit.lang) for row in pasted.rows[:shown]]
    labels = [label_of(register, name) for name in names]
    return {
        **_faults(findings, visit.lang),
        "understood": list(zip(labels, pasted.understood.values(), strict=True)),
        "labels": labels,
        "sample": [list(zip(labels, [row[name] for name in names], strict=True)) for row in rows],
        "count": amount(len(pasted.rows)),
        "none": not pasted.rows,
        "ready": bool(pasted.rows) and not has_errors(findings),
    }


def _faults(findings: Sequence[Finding], lang: str) -> Mapping[str, Any]:
    errors = [found for found in findings if found.level == "error"]
    notes = [found for found in findings if found.level != "error"]
    return {
        "faults": fault_lines(errors[:MAX_FAULTS], lang),
        "fault_count": amount(len(errors)) if errors else "",
        "more": len(errors) > MAX_FAULTS,
        "notes": fault_lines(notes[:MAX_FAULTS], lang),
    }


@office_page(Permission.ROW_WRITE)
def book_upload(visit: Visit, name: str) -> HttpResponse:
    """Take a book; what it holds is read by a worker and shown before anything is added."""
    register, refused = register_or_404(visit, name), ""
    if visit.request.method == "POST":
        handed = visit.request.FILES.get("file")  # one that broke off midway is not there: Django drops it
        if handed is None:
            refused = translate("refused.file-missing", visit.lang)
        elif (handed.size or 0) > settings.MOST_UPLOADED:
            most = settings.MOST_UPLOADED // 1_000_000
            refused = translate("refused.file-size", visit.lang, found=handed.name, most=most)
        else:
            try:
                _, job = actions_import.upload(
                    office=visit.office, by=visit.user, register=register, kept=store_upload(handed)
                )
                return redirect("job", visit.office.code, job.pk)
            except Refused as error:
                refused = refusal(visit, error)
    books = Import.objects.filter(office=visit.office, register=name).select_related("by")[:10]
    values = {"register": register, "refused": refused, "books": books}
    return show(visit, "registers/upload.html", "registers", 422 if refused else 200, **values)


def _book(visit: Visit, name: str, pk: int) -> Import:
    books = Import.objects.filter(office=visit.office, register=name, pk=pk).select_related("by")
    book: Import = found_or_404(books.first())
    return book


@office_page()
def book(visit: Visit, name: str, pk: int) -> HttpResponse:
    """Show what was understood of a book, what is new and what is wrong; from here it is added."""
    return _book_page(visit, register_or_404(visit, name), _book(visit, name, pk))


def _book_page(visit: Visit, register: Register, one: Import, refused: str = "") -> HttpResponse:
    report, job = one.report, actions_import.job_of(one)
    findings = [import_reading.from_json(kept) for kept in report.get("faults", ())]
    notes = [import_reading.from_json(kept) for kept in report.get("notes", ())]
    if not refused and report.get("refused"):
        refused = refusal_text(report["refused"], visit.lang, report.get("refused_values", {}))
    counts = {key: amount(report.get(key, 0)) for key in ("read", "already", "new", "differing", "fault_count")}
    counts |= {key: amount(report.get(key, 0)) for key in ("added", "corrected")}
    values = {
        "register": register,
        "book": one,
        "report": report,
        "counts": counts,
        "job": job,
        "failed": job is not None and job.state == Job.State.FAILED,
        "may": Permission.ROW_WRITE in visit.rights,
        "nothing": not report.get("new") and not report.get("differing"),
        "faults": fault_lines(findings[:MAX_FAULTS], visit.lang),
        "more": report.get("fault_count", 0) > MAX_FAULTS,
        "notes": fault_lines(notes, visit.lang),
        "differences": _differences(visit, report.get("differences", ())[:MAX_FAULTS]),
        "refused": refused,
    }
    return show(visit, "registers/book.html", "registers", 422 if refused else 200, **values)


def _differences(visit: Visit, kept: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what a book would change, as the reader may see it."""
    may = Permission.PERSONAL in visit.rights
    cells = [cell for one in kept for change in one["changes"] for cell in change[1:]] if may else []
    values = values_of(visit.office, cells)
    return [
        {
            **one,
            "key": "" if is_pseudonym(one["key"]) else one["key"],
            "changes": [
                [label, *(values.get(cell, MASK) if is_pseudonym(cell) else cell for cell in cells)]
                for label, *cells in one["changes"]
            ],
        }
        for one in kept
    ]


@require_POST
@office_page(Permission.ROW_WRITE)
def book_apply(visit: Visit, name: str, pk: int) -> HttpResponse:
    """Tell a worker to add the book."""
    register, one = register_or_404(visit, name), _book(visit, name, pk)
    correct = visit.request.POST.get("correct") == "1"
    try:
        job = actions_import.apply_import(office=visit.office, by=visit.user, book=one.pk, correct=correct)
    except Refused as refused:
        return _book_page(visit, register, one, refusal(visit, refused))
    return redirect("job", visit.office.code, job.pk)


@office_page()
def book_faults(visit: Visit, name: str, pk: int) -> HttpResponse:
    """Answer with the faults of a book as CSV, for whoever mends them in the spreadsheet."""
    one = _book(visit, name, pk)
    findings = [import_reading.from_json(kept) for kept in one.report.get("faults", ())]
    headings = [translate(f"book.{key}", visit.lang) for key in ("cell", "found", "fault")] + [
        translate("ui.mend", visit.lang)
    ]
    lines = [[escape_formula(text) for text in line] for line in fault_lines(findings, visit.lang)]
    response = HttpResponse(table_csv(headings, lines), content_type=CSV_KIND)
    response["Content-Disposition"] = f'attachment; filename="kesalahan-{pk}.csv"'
    return response
