"""Findings of the inspector: the list, one with its answers, and the form of the field to write one."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.accounts.roles import Permission
from capaian.web.inspecting.findings import actions
from capaian.web.inspecting.models import Finding, Sample, Step
from capaian.web.inspecting.queries import CLOSED, answers, findings_of, sample_of
from capaian.web.planning.queries import plan_of, version_on
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.ui.query import positive_int
from capaian.web.ui.templatetags.ui import grouped
from capaian.web.ui.translation import refusal_text, translate

PER_PAGE = 30
DAYS = 60
"""Days that an office has where no deadline is chosen: PP 60/2008 leaves them to the head, BPK gives sixty."""
TEXTS = ("condition", "criteria", "cause", "effect", "recommendation")
REQUIRED = ("condition", "criteria", "recommendation")


@office_page()
def inspections(visit: Visit) -> HttpResponse:
    """Every finding of an office with its state; those past their deadline say so."""
    listed = findings_of([visit.office.code]).order_by("-number")
    if visit.request.GET.get("keadaan") == "buka":
        listed = listed.exclude(state__in=CLOSED)
    page = Paginator(listed, PER_PAGE).get_page(visit.request.GET.get("hal"))
    today = timezone.localdate()
    late = {one.pk for one in page.object_list if one.deadline < today and one.state not in CLOSED}
    values = {"page": page, "late": late, "only_open": visit.request.GET.get("keadaan") == "buka"}
    return show(visit, "inspecting/findings.html", "inspections", **values)


@office_page(Permission.INSPECT)
def write(visit: Visit) -> HttpResponse:
    """Write a finding, on an indicator or on the office as a whole."""
    request = visit.request
    given = request.POST if request.method == "POST" else request.GET
    typed = {name: given.get(name, "") for name in ("title", *TEXTS, "period", "indicator", "deadline", "sample")}
    typed["deadline"] = typed["deadline"] or f"{timezone.localdate() + datetime.timedelta(days=DAYS):%Y-%m-%d}"
    typed["period"] = typed["period"] or str(timezone.localdate().year)
    values: dict[str, Any] = {"typed": typed, "texts": TEXTS, "required": REQUIRED}
    values["indicators"] = _indicators(visit, typed["period"])
    pk = positive_int(typed["sample"])
    values["sample"] = one = sample_of(visit.office, pk) if pk else None
    if request.method == "GET" and one is not None:
        typed |= {name: text for name, text in draft_from_sample(one, visit.lang).items() if not typed[name]}
    if request.method == "POST":
        texts = {name: typed[name] for name in ("title", *TEXTS)}
        try:
            made = actions.write_finding(
                office=visit.office,
                by=visit.user,
                period=_period(typed["period"]),
                indicator=typed["indicator"].strip(),
                deadline=_day(typed["deadline"]),
                sample=pk or None,
                **texts,
            )
        except Faulty as faulty:
            values["why"] = _fault(visit, faulty)
        except Refused as refused:
            if refused.code == "no-right":
                raise
            values["why"] = refusal_text(refused.code, visit.lang, refused.values)
        else:
            messages.success(request, translate("inspect.written", visit.lang, number=made.number))
            return redirect("inspection", visit.office.code, made.number)
    return show(visit, "inspecting/write.html", "inspections", 422 if "why" in values else 200, **values)


@office_page()
def inspection(visit: Visit, number: int) -> HttpResponse:
    """One finding with all that was said to it; the office answers here, the inspector closes it here."""
    one: Finding = found_or_404(findings_of([visit.office.code]).filter(number=number).first())
    post, values = visit.request.POST, dict[str, Any]()
    if visit.request.method == "POST":
        answering = post.get("kind") == Step.Kind.ANSWERED
        wanted = Permission.ANSWER if answering else Permission.INSPECT
        if wanted not in visit.rights:
            raise Refused("no-right", right=wanted.value)
        try:
            step = {"office": visit.office, "by": visit.user, "number": number, "text": post.get("text", "")}
            if answering:
                actions.answer_finding(**step)
            else:
                actions.follow_finding(kind=post.get("kind", ""), **step)
        except Faulty as faulty:
            values = {"why": _fault(visit, faulty), "text": post.get("text", ""), "chosen": post.get("kind")}
        except Refused as refused:
            if refused.code == "not-his-finding":
                raise
            values = {"why": refusal_text(refused.code, visit.lang, refused.values)}
        else:
            messages.success(visit.request, translate("inspect.saved", visit.lang, number=number))
            return redirect("inspection", visit.office.code, number)
    closed = one.state in CLOSED
    kinds = [str(kind) for kind in actions.BY_INSPECTOR if kind == Step.Kind.DROPPED or one.state == "answered"]
    values |= {
        "one": one,
        "texts": [(name, getattr(one, name)) for name in TEXTS],
        "steps": one.steps.select_related("by").order_by("id"),
        "late": one.deadline < timezone.localdate() and not closed,
        "closed": closed,
        "answers": Permission.ANSWER in visit.rights and answers(visit.user, visit.office, one.indicator),
        "kinds": kinds,
    }
    return show(visit, "inspecting/finding.html", "inspections", 422 if "why" in values else 200, **values)


def draft_from_sample(one: Sample, lang: str) -> dict[str, str]:
    """Return what a finished sample says of condition and effect, for the inspector to go on from."""
    wrong = one.result.get("scopes", {}).get("wrong")
    if wrong is None:
        return {}
    shares = {name: wrong[name]["printed"] for name in ("rate", "lowest", "highest")}
    counts = {name: grouped(number) for name, number in (("size", one.size), ("population", one.population))}
    found = {
        "condition": translate("inspect.by-sample", lang, number=one.pk, found=wrong["found"], **counts, **shares)
    }
    if wrong.get("effect") == "known":
        none = translate("sample.no-figure", lang)
        figures = {name: wrong[name]["printed"] or none for name in ("corrected", "likely", "at_low", "at_high")}
        was = one.result["figure"]["printed"] or none
        found["effect"] = translate("inspect.effect-by-sample", lang, was=was, **figures)
    return found


def _indicators(visit: Visit, text: str) -> list[tuple[str, str]]:
    """Return what a finding can be about in a period, to choose from; none where there is no plan."""
    period = Period.parse(text.strip())
    version = version_on(visit.office, period.last_day) if period else None
    return [(one.code, one.name) for one in plan_of(version).indicators()] if version else []


def _fault(visit: Visit, faulty: Faulty) -> str:
    values = dict(faulty.values)
    if "field" in values:
        name = "named" if values["field"] == "title" else values["field"]
        values["field"] = translate(f"inspect.{name}", visit.lang)
    return refusal_text(faulty.code, visit.lang, values, "faulty")


def _period(text: str) -> Period:
    found = Period.parse(text.strip())
    if found is None or found.months == 1:
        raise Faulty("inspect-period", found=text)
    return found


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Faulty("finding-deadline") from None
