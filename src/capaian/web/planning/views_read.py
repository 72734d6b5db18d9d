"""The plan as everybody in the office reads it: the version in force, older ones, and what is different in them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from capaian.web.planning import queries
from capaian.web.planning.draft_form import differences
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.plan_view import choices_of, diff_plans, plan_outline
from capaian.web.portal.visit import Visit, found_or_404, office_page, show


@office_page()
def plan(visit: Visit) -> HttpResponse:
    """Show the version in force today; where none has begun yet, the newest one adopted."""
    version = queries.version_on(visit.office, timezone.localdate()) or queries.latest(visit.office)
    return _version_page(visit, version)


@office_page()
def version(visit: Visit, number: int) -> HttpResponse:
    """Show any version that was adopted; the draft has its own page."""
    one = found_or_404(visit.office.plans.filter(number=number).first())
    return (
        redirect("plan-draft", visit.office.code)
        if one.state == PlanVersion.State.DRAFT
        else _version_page(visit, one)
    )


def _version_page(visit: Visit, version: PlanVersion | None) -> HttpResponse:
    values: dict[str, Any] = {"version": version, "draft": queries.draft(visit.office)}
    if version is not None:
        newest = queries.latest(visit.office)
        said = queries.plan_of(version)
        values |= {
            "plan": said,
            "missions": plan_outline(said, queries.target_history(visit.office, said), choices_of(version)),
            "in_force": version == queries.version_on(visit.office, timezone.localdate()),
            "newest": version == newest,
        }
    return show(visit, "planning/plan.html", "plan", **values)


@office_page()
def versions(visit: Visit) -> HttpResponse:
    """List every version, the newest first."""
    listed = list(visit.office.plans.select_related("made_by", "adopted_by").order_by("-number"))
    pairs = [(one, listed[place + 1] if place + 1 < len(listed) else None) for place, one in enumerate(listed)]
    today = queries.version_on(visit.office, timezone.localdate())
    return show(
        visit, "planning/versions.html", "plan", pairs=pairs, today=today, draft=queries.draft(visit.office)
    )


@office_page()
def text(visit: Visit, number: int) -> HttpResponse:
    """Give a version's text as a file."""
    one = found_or_404(visit.office.plans.filter(number=number).first())
    response = HttpResponse(one.text.encode(), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="rencana-{visit.office.code}-v{number}.yaml"'
    return response


@office_page()
def difference(visit: Visit, number: int, other: int) -> HttpResponse:
    """Show in what the version ``number`` differs from ``other``: which indicators, and which lines."""
    new, old = (found_or_404(visit.office.plans.filter(number=one).first()) for one in (number, other))
    plans = [queries.read(one.text)[0] for one in (old, new)]
    values: dict[str, Any] = {
        "old": old,
        "new": new,
        "altered": diff_plans(*plans),
        "readable": all(plans),
        "lines": differences(old.text, new.text),
        "same": old.text == new.text,
    }
    return show(visit, "planning/difference.html", "plan", **values)
