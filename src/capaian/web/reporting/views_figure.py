"""One figure down to its inputs: its values, its words, its editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from capaian.core.period import Period
from capaian.pipeline.explaining import explain
from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.roles import Permission
from capaian.web.planning.queries import plan_of, version_on
from capaian.web.portal.forms import NOT_DONE, not_done
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.reporting import actions
from capaian.web.reporting.basis import edition, typed_values
from capaian.web.reporting.dashboard import measurement_now, measurement_published
from capaian.web.reporting.models import Narrative, Submission, Value
from capaian.web.reporting.queries import (
    events_of,
    files_of,
    register_of,
)
from capaian.web.reporting.reasons import labelled, without_paths
from capaian.web.reporting.views_periods import asked_period
from capaian.web.reporting.views_rows import asked_edition
from capaian.web.ui.query import positive_int
from capaian.web.ui.translation import refusal_text, translate


@office_page()
def figure(visit: Visit, period: str, indicator: str) -> HttpResponse:
    """One figure down to its inputs, with the values that no register holds, and its words."""
    return _figure_page(visit, asked_period(period), indicator)


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
        typed, locked = typed_values(measurement, code), True
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
        "handed_in": actions.is_in_review(visit.office, wanted),
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
    wanted, post = asked_period(period), visit.request.POST
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
    except NOT_DONE as error:
        status, said = not_done(error, visit.lang)
        return _figure_page(visit, wanted, indicator, status, why=said, typed=post, at=variable)
    messages.success(visit.request, translate("figure.saved", visit.lang))
    return redirect("figure", visit.office.code, str(wanted), indicator)


@require_POST
@office_page(Permission.NARRATE)
def narrate(visit: Visit, period: str, indicator: str) -> HttpResponse:
    """Write cause, obstacle and remedy."""
    wanted, post = asked_period(period), visit.request.POST
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
