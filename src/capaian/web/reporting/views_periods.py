"""The periods of a year, one period with its figures, and the steps from draft to approved and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from capaian.core.period import Period
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.accounts.roles import Permission
from capaian.web.planning.queries import plan_of, version_on
from capaian.web.portal.visit import Visit, office_page, show
from capaian.web.reporting import actions
from capaian.web.reporting.models import Narrative, Submission
from capaian.web.reporting.provisional import current_figures, findings_of, published_figures
from capaian.web.reporting.queries import (
    asked_year,
    newest_year,
    submissions,
    years_of,
)
from capaian.web.reporting.reasons import reason_of
from capaian.web.ui.translation import refusal_text


@office_page()
def periods(visit: Visit) -> HttpResponse:
    """The periods of a year and how far each has come."""
    year = asked_year(visit.request.GET.get("tahun")) or newest_year(visit.office)
    listed, years = submissions(visit.office, year), years_of(visit.office)
    return show(visit, "reporting/periods.html", "periods", year=year, years=years, submissions=listed)


@office_page()
def period(visit: Visit, period: str) -> HttpResponse:
    """The figures of a period, what asks for words, and the next step of whoever looks."""
    wanted = asked_period(period)
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
            published_figures(newest)
            if state == Submission.State.APPROVED and newest
            else current_figures(visit.office, wanted)
        )
        plan = plan_of(version)
        ask = actions.required_narratives(visit.office, wanted, now) if now else {}
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


def asked_period(text: str) -> Period:
    """Return the period that an address names, or answer that there is no such page."""
    found = Period.parse(text)
    if found is None or found.months == 1:
        raise Http404
    return found


def _step(visit: Visit, period: str, act: Callable[..., object], **more: object) -> HttpResponse:
    wanted = asked_period(period)
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
