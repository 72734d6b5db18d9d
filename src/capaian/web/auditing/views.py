"""The audits of an office: the list, a report handed in, and one audit with what the office answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.accounts.roles import Permission
from capaian.web.auditing import actions, queries
from capaian.web.auditing.audit_view import (
    LEVELS,
    OPEN,
    ReportPart,
    ShownFinding,
    of_whole,
    page_with,
    pages_of,
    parts_of,
    shown_findings,
    wanted,
)
from capaian.web.auditing.models import Answer, Examination
from capaian.web.auditing.unopened import tells_unopened
from capaian.web.auditing.views_download import ENDINGS
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.registers.uploads import StoredFile, store_upload
from capaian.web.ui.query import positive_int
from capaian.web.ui.translation import refusal_text, translate

PER_PAGE = 30
_SALT = "capaian.report"
_HOURS = 12


@office_page()
def examinations(visit: Visit) -> HttpResponse:
    """Show every audit with how many findings wait for an answer."""
    failed = actions.failed_ones(visit.office)
    page = Paginator(queries.listed(visit.office), PER_PAGE).get_page(visit.request.GET.get("hal"))
    return show(visit, "auditing/list.html", "examinations", page=page, failed=failed)


# ---- a report is handed in ----------------------------------------------------------------------------


@office_page(Permission.AUDIT)
def hand_in(visit: Visit) -> HttpResponse:
    """Take a report; a file that came with a fault elsewhere in the form is not asked for again."""
    post = visit.request.POST
    values: dict[str, Any] = {"year": timezone.localdate().year - 1, "compare": True}
    if visit.request.method != "POST":
        return show(visit, "auditing/upload.html", "examinations", **values)
    values = {"year": post.get("year", "").strip(), "compare": post.get("compare") == "1"}
    kept = None
    try:
        kept = _handed(visit)
        _, job = actions.hand_in(
            office=visit.office, by=visit.user, kept=kept, year=_year(values["year"]), compare=values["compare"]
        )
    except Faulty as faulty:
        values |= {"why": refusal_text(faulty.code, visit.lang, faulty.values, "faulty"), "at": faulty.code}
    except Refused as refused:
        if refused.code == "no-right":
            raise
        kept, values["why"] = None, refusal_text(refused.code, visit.lang, refused.values)
    else:
        return redirect("job", visit.office.code, job.pk)
    if kept is not None:
        values |= {"kept": kept, "signed": signing.dumps([visit.office.code, *kept], salt=_SALT)}
    return show(visit, "auditing/upload.html", "examinations", 422, **values)


def _handed(visit: Visit) -> StoredFile:
    """Return the file of the form: the one that came with it, else the one that came before."""
    handed = visit.request.FILES.get("file")
    if handed is None:
        try:
            code, *parts = signing.loads(visit.request.POST.get("kept", ""), salt=_SALT, max_age=_HOURS * 3600)
        except signing.BadSignature:
            raise Refused("file-missing") from None
        if code != visit.office.code:
            raise Refused("file-missing")
        return StoredFile(*parts)
    if (handed.size or 0) > actions.MAX_REPORT:
        raise Refused("file-size", found=handed.name, most=actions.MAX_REPORT // 1_000_000)
    return store_upload(handed)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Faulty("report-year", found=text)
    return int(text)


@require_POST
@office_page(Permission.AUDIT)
def again(visit: Visit, pk: int) -> HttpResponse:
    """Audit a report after all, where the work on it failed."""
    job = actions.audit_again(office=visit.office, by=visit.user, examination=pk)
    return redirect("job", visit.office.code, job.pk)


# ---- what was found -----------------------------------------------------------------------------------


@office_page()
@tells_unopened
def examination(visit: Visit, pk: int) -> HttpResponse:
    """Show the text of a report with what was found beside it."""
    one: Examination = found_or_404(queries.examination_of(visit.office, pk))
    audited = queries.audited_of(one)
    if audited is None:
        job = actions.job_of(one)
        failed = actions.has_failed(one)
        return show(visit, "auditing/waiting.html", "examinations", examination=one, job=job, failed=failed)
    if one.state == Examination.State.UNREADABLE:
        return show(visit, "auditing/unreadable.html", "examinations", examination=one, audited=audited)
    found = shown_findings(audited, queries.answers_of(one), visit.lang)
    level = visit.request.GET.get("tingkat", "")
    chosen = wanted(found, level)
    pages = pages_of(parts_of(audited, chosen))
    page = Paginator(pages, 1).get_page(_page_asked(visit, pages))
    counts = Counter(each.level for each in found)
    filters = [
        ("", len(found)),
        *((each, counts[each]) for each in LEVELS),
        (OPEN, sum(not each.answers for each in found)),
    ]
    values: dict[str, Any] = {
        "examination": one,
        "audited": audited,
        "found": found,
        "level": level if level in (*LEVELS, OPEN) else "",
        "filters": filters,
        "whole": of_whole(audited, chosen) if page.number == 1 else [],
        "parts": page.object_list[0] if page.object_list else [],
        "page": page,
        "other_year": audited.claims.year if audited.claims.year != one.year else None,
        "answered": sum(bool(each.answers) for each in found),
        "endings": ENDINGS,
        "nothing": not found,
        "wide": True,
    }
    return show(visit, "auditing/examination.html", "examinations", **values)


@office_page()
@tells_unopened
def finding(visit: Visit, pk: int, number: int) -> HttpResponse:
    """Show one finding with all that was answered; who may answer does it here."""
    one, found = _finding(visit, pk, number)
    post, values = visit.request.POST, dict[str, Any]()
    goal = f"{reverse('examination', args=[visit.office.code, one.pk])}?temuan={number}"
    if visit.request.method == "POST":
        if Permission.ANSWER not in visit.rights:
            raise Refused("no-right", right=Permission.ANSWER.value)
        status, text = post.get("status", ""), post.get("text", "")
        try:
            actions.answer(
                office=visit.office, by=visit.user, examination=one.pk, number=number, status=status, text=text
            )
        except Faulty as faulty:
            said = refusal_text(faulty.code, visit.lang, faulty.values, "faulty")
            values = {"why": said, "chosen": status, "text": text}
        else:
            messages.success(visit.request, translate("audit.answered", visit.lang, number=number))
            return redirect(f"{goal}#temuan-{number}")
    values |= {"examination": one, "one": found, "statuses": Answer.Status.values, "last": one.findings}
    values |= {"linked": goal, "before": number - 1, "after": number + 1 if number < one.findings else 0}
    return show(visit, "auditing/finding.html", "examinations", 422 if "why" in values else 200, **values)


def _finding(visit: Visit, pk: int, number: int) -> tuple[Examination, ShownFinding]:
    one: Examination = found_or_404(queries.examination_of(visit.office, pk))
    audited = found_or_404(queries.audited_of(one))
    found = shown_findings(audited, queries.answers_of(one), visit.lang)
    return one, found_or_404(found[number - 1] if 1 <= number <= len(found) else None)


def _page_asked(visit: Visit, pages: Sequence[Sequence[ReportPart]]) -> str | int:
    """Return the page with the finding or the table that is asked for, else the page that is asked for."""
    asked = visit.request.GET
    if number := positive_int(asked.get("temuan"), 6):
        return page_with(pages, lambda part: any(one.number == number for one in part.found))
    if table := positive_int(asked.get("tabel"), 6):
        return page_with(pages, lambda part: part.grid is not None and part.grid.table == table)
    return asked.get("hal", "1")
