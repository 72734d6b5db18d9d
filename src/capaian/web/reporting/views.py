"""The screen of the head, the periods, one figure, and the reports."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from capaian.core.period import Period
from capaian.pipeline.explaining import explain
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.accounts.roles import Permission
from capaian.web.planning.queries import plan_of, version_on
from capaian.web.portal.extension_points import notices
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.reporting import actions
from capaian.web.reporting.basis import edition, typed_in
from capaian.web.reporting.dashboard import measurement_now, measurement_published, screen
from capaian.web.reporting.models import Document, Narrative, Submission, Value
from capaian.web.reporting.provisional import current_figures, findings_of, published
from capaian.web.reporting.publishing import document_bytes
from capaian.web.reporting.queries import (
    asked_year,
    events_of,
    files_of,
    newest_year,
    register_of,
    steps,
    submissions,
    years_of,
)
from capaian.web.reporting.reasons import labelled, reason_of, without_paths
from capaian.web.reporting.views_rows import asked_edition
from capaian.web.ui.query import positive_int
from capaian.web.ui.translation import refusal_text, translate

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}


@office_page()
def office(visit: Visit) -> HttpResponse:
    """The one screen: every objective and indicator against its target, over time, and what is late or unproven."""
    today = timezone.localdate()
    now = screen(visit.office, visit.request.GET.get("tahun"), today)
    listed = steps(visit.office, now.year, today)
    values: dict[str, Any] = {
        **now._asdict(),
        "steps": listed,
        "late": [step for step in listed if step.late],
        "notices": notices(visit),
        "way": " ".join(f"{step.period}:{step.state}:{step.late}" for step in listed),
    }
    return show(visit, "reporting/office.html", "office", **values)


@office_page()
def periods(visit: Visit) -> HttpResponse:
    """The periods of a year and how far each has come."""
    year = asked_year(visit.request.GET.get("tahun")) or newest_year(visit.office)
    listed, years = submissions(visit.office, year), years_of(visit.office)
    return show(visit, "reporting/periods.html", "periods", year=year, years=years, submissions=listed)


@office_page()
def period(visit: Visit, period: str) -> HttpResponse:
    """The figures of a period, what asks for words, and the next step of whoever looks."""
    wanted = _period(period)
    return _period_page(visit, wanted)


def _period_page(visit: Visit, wanted: Period, status: int = 200, **more: object) -> HttpResponse:
    submission = Submission.objects.filter(office=visit.office, period=str(wanted)).first()
    state = submission.state if submission else "draft"
    version = version_on(visit.office, wanted.last_day)
    rows: list[dict[str, Any]] = []
    now = None
    if version is not None:
        newest = visit.office.snapshots.filter(period=str(wanted)).order_by("-number").first()
        now = (
            published(newest)
            if state == Submission.State.APPROVED and newest
            else current_figures(visit.office, wanted)
        )
        plan = plan_of(version)
        ask = actions.asked(visit.office, wanted, now) if now else {}
        told = {one.indicator: one for one in Narrative.objects.filter(office=visit.office, period=str(wanted))}
        for indicator in plan.indicators():
            figures = now.indicator(indicator.code) if now else None
            words = told.get(indicator.code)
            rows.append(
                {
                    "code": indicator.code,
                    "name": indicator.name,
                    "owner": indicator.owner,
                    "figures": figures,
                    "missing": reason_of(figures, plan),
                    "asks": ask.get(indicator.code),
                    "told": bool(words and words.cause and words.remedy),
                }
            )
    values = {
        "period": wanted,
        "submission": submission,
        "state": state,
        "version": version,
        "rows": rows,
        "now": now,
        "findings": now.findings if now else findings_of(visit.office, wanted) if version else [],
        "snapshots": visit.office.snapshots.filter(period=str(wanted)),
        **more,
    }
    return show(visit, "reporting/period.html", "periods", status, **values)


def _period(text: str) -> Period:
    found = Period.parse(text)
    if found is None or found.months == 1:
        raise Http404
    return found


def _step(visit: Visit, period: str, act: Callable[..., object], **more: object) -> HttpResponse:
    wanted = _period(period)
    try:
        act(office=visit.office, by=visit.user, period=wanted, **more)
    except Refused as refused:
        said = refusal_text(refused.code, visit.lang, refused.values)
        return _period_page(visit, wanted, 403, why=said, reason=more.get("reason", ""))
    except Faulty as faulty:
        return _period_page(visit, wanted, 422, why=refusal_text(faulty.code, visit.lang, faulty.values, "faulty"))
    return redirect("period", visit.office.code, str(wanted))


@require_POST
@office_page(Permission.SUBMIT)
def submit(visit: Visit, period: str) -> HttpResponse:
    return _step(visit, period, actions.submit)


@require_POST
@office_page(Permission.VERIFY)
def verify(visit: Visit, period: str) -> HttpResponse:
    return _step(visit, period, actions.verify)


@require_POST
@office_page()
def send_back(visit: Visit, period: str) -> HttpResponse:
    return _step(visit, period, actions.send_back, reason=visit.request.POST.get("reason", ""))


@require_POST
@office_page(Permission.APPROVE)
def approve(visit: Visit, period: str) -> HttpResponse:
    return _step(visit, period, actions.approve)


@require_POST
@office_page(Permission.REOPEN)
def reopen(visit: Visit, period: str) -> HttpResponse:
    return _step(visit, period, actions.reopen, reason=visit.request.POST.get("reason", ""))


# ---- one figure ---------------------------------------------------------------------------------------


@office_page()
def figure(visit: Visit, period: str, indicator: str) -> HttpResponse:
    """One figure down to its inputs, with the values that no register holds, and its words."""
    return _figure_page(visit, _period(period), indicator)


def _figure_page(visit: Visit, wanted: Period, code: str, status: int = 200, **more: object) -> HttpResponse:
    version = found_or_404(version_on(visit.office, wanted.last_day))
    submission = Submission.objects.filter(office=visit.office, period=str(wanted)).first()
    locked = bool(submission and submission.state == Submission.State.APPROVED)
    number = asked_edition(visit.request.GET.get("terbitan"))
    newest = None if number == 0 else edition(visit.office, wanted, number)
    if number:
        found_or_404(newest)
    measurement = measurement_published(newest, wanted) if newest else measurement_now(visit.office, wanted)
    # What is published is told by the plan of its day.
    plan = measurement.plan if newest and measurement else plan_of(version)
    indicator = found_or_404(plan.indicator(code))
    sections = explain(measurement, measurement.results[code], visit.lang) if measurement else ()
    typed: Mapping[str, Any] = {
        one.variable: one for one in Value.objects.filter(office=visit.office, period=str(wanted))
    }
    if newest and measurement:
        typed, locked = typed_in(measurement, code), True
    named = [plan.variables[name] for name in plan.variables_of(indicator)]
    files = files_of(visit.office, wanted, [one.name for one in named])
    variables = [
        (one, typed.get(one.name), register_of(visit.office, plan, one), files.get(one.name, ())) for one in named
    ]
    values = {
        "period": wanted,
        "indicator": indicator,
        "result": measurement.results[code] if measurement else None,
        "missing": labelled(measurement.results[code].missing, plan) if measurement else None,
        "sections": [replace(one, lines=tuple(map(without_paths, one.lines))) for one in sections],
        "variables": variables,
        "words": Narrative.objects.filter(office=visit.office, period=str(wanted), indicator=code).first(),
        "locked": locked,
        "handed_in": actions.handed_in(visit.office, wanted),
        "snapshot": newest,
        "edition": number,
        "editions": visit.office.snapshots.filter(period=str(wanted)).order_by("number"),
        "events": events_of(visit.office, wanted, code, [one.name for one in named]),
        **more,
    }
    return show(visit, "reporting/figure.html", "periods", status, **values)


@require_POST
@office_page(Permission.VALUE_WRITE)
def value(visit: Visit, period: str, indicator: str, variable: str) -> HttpResponse:
    """Type a value, or change one that somebody typed."""
    wanted, post = _period(period), visit.request.POST
    try:
        actions.set_value(
            office=visit.office,
            by=visit.user,
            period=wanted,
            variable=variable,
            amount=post.get("amount", ""),
            evidence=post.get("evidence", ""),
            version=positive_int(post.get("version")),
        )
    except actions.EditConflict as conflict:
        return _figure_page(visit, wanted, indicator, 409, conflict=conflict.theirs, typed=post, at=variable)
    except Faulty as faulty:
        said = refusal_text(faulty.code, visit.lang, faulty.values, "faulty")
        return _figure_page(visit, wanted, indicator, 422, why=said, typed=post, at=variable)
    except Refused as refused:
        said = refusal_text(refused.code, visit.lang, refused.values)
        return _figure_page(visit, wanted, indicator, 403, why=said, typed=post, at=variable)
    messages.success(visit.request, translate("figure.saved", visit.lang))
    return redirect("figure", visit.office.code, str(wanted), indicator)


@require_POST
@office_page(Permission.NARRATE)
def narrate(visit: Visit, period: str, indicator: str) -> HttpResponse:
    """Write cause, obstacle and remedy."""
    wanted, post = _period(period), visit.request.POST
    try:
        actions.narrate(
            office=visit.office,
            by=visit.user,
            period=wanted,
            indicator=indicator,
            cause=post.get("cause", ""),
            obstacle=post.get("obstacle", ""),
            remedy=post.get("remedy", ""),
            version=positive_int(post.get("version")),
        )
    except actions.EditConflict as conflict:
        return _figure_page(visit, wanted, indicator, 409, words_conflict=conflict.theirs, typed=post)
    except Refused as refused:
        said = refusal_text(refused.code, visit.lang, refused.values)
        return _figure_page(visit, wanted, indicator, 403, why=said, typed=post, words_refused=True)
    messages.success(visit.request, translate("figure.saved", visit.lang))
    return redirect("figure", visit.office.code, str(wanted), indicator)


# ---- reports ------------------------------------------------------------------------------------------


@office_page()
def reports(visit: Visit) -> HttpResponse:
    """Every snapshot with its documents, as published."""
    listed = list(visit.office.snapshots.select_related("by").prefetch_related("documents"))
    waiting = any(not one.documents.all() for one in listed)
    failed = actions.without_documents(visit.office) if waiting else ()
    return show(visit, "reporting/reports.html", "reports", snapshots=listed, failed=failed)


@require_POST
@office_page(Permission.REPORT)
def remake(visit: Visit, snapshot: int) -> HttpResponse:
    """Make the documents of a snapshot after all, where the work on them failed."""
    job = actions.remake_documents(office=visit.office, by=visit.user, snapshot=snapshot)
    return redirect("job", visit.office.code, job.pk)


@office_page()
def document(visit: Visit, snapshot: int, ending: str) -> HttpResponse:
    """Download a document, byte for byte as it was made."""
    one: Document = found_or_404(
        Document.objects.filter(snapshot__office=visit.office, snapshot=snapshot, format=ending).first()
    )
    content = found_or_404(document_bytes(one))
    name = Path(one.file).name
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=TYPES[ending])
