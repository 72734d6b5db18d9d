"""What is decided about a plan: the mean or the pooled ratio, its adoption, and a target that is revised."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date

from capaian.core.findings.finding import Finding
from capaian.files.plan.writer import write
from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.roles import Permission
from capaian.web.planning import actions, editing, queries
from capaian.web.planning.actions import DraftConflict, InvalidPlan
from capaian.web.planning.draft_form import conflict_page, excerpts, open_draft, posted, version_in
from capaian.web.planning.plan_view import averaged, choices_of, pooled_formula, printed_text, question
from capaian.web.planning.targets import target_text
from capaian.web.portal.extension_points import preview
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.ui.translation import refusal_text, translate


@office_page()
def previewed(visit: Visit) -> HttpResponse:
    """Show what each formula of the draft gives on a year's data, and ask about means over unlike bases."""
    opened = open_draft(visit)
    plan, _ = queries.read(opened.draft.text)
    year = _year(visit)
    results = preview(visit.office, opened.draft.text, year) if plan else None
    choices = choices_of(opened.draft)
    lines = [(result, question(result, choices)) for result in (results or {}).values()]
    values: dict[str, Any] = {
        "opened": opened,
        "draft": opened.draft,
        "plan": plan,
        "year": year,
        "lines": lines,
        "choices": choices,
    }
    return show(visit, "planning/preview.html", "plan", offered=results is not None, **values)


def _year(visit: Visit) -> int:
    text = visit.request.GET.get("tahun", "")
    return int(text) if re.fullmatch(r"(19|20|21)\d\d", text, re.ASCII) else timezone.localdate().year


@office_page(Permission.PLAN_WRITE)
def choose(visit: Visit) -> HttpResponse:
    """Keep the mean of an indicator's parts, or pool them; with the reason, which is kept."""
    opened, fields = open_draft(visit), posted(visit.request)
    indicator = fields.get("indicator", "")
    plan, _ = queries.read(opened.draft.text)
    one = found_or_404(found_or_404(plan).indicator(indicator))
    structure, formula = found_or_404(opened.structure), pooled_formula(one)
    path = found_or_404(editing.place_of(structure, indicator))
    kept = fields.get("kept", "")
    if visit.request.method != "POST" or kept not in ("mean", "pooled") or not formula:
        return redirect("plan-preview", visit.office.code)
    if not fields.get("reason", "").strip():
        messages.error(visit.request, translate("refused.reason-missing", visit.lang))
        return redirect("plan-preview", visit.office.code)
    text = opened.draft.text
    if kept == "pooled":
        item = editing.at(structure, path) or {}
        item["formula"] = formula
        item.pop("parts", None)
        text = write(structure)
    try:
        actions.choose_base(
            office=visit.office,
            by=visit.user,
            version=version_in(fields),
            indicator=indicator,
            kept=kept,
            formula=averaged(one),
            reason=fields["reason"],
            text=text,
        )
    except DraftConflict as conflict:
        return conflict_page(visit, conflict.draft, text)
    messages.success(visit.request, translate(f"plan.chosen.{kept}", visit.lang, code=indicator))
    return redirect("plan-preview", visit.office.code)


@office_page(Permission.PLAN_ADOPT)
def adopt(visit: Visit) -> HttpResponse:
    """Put down that the draft was decreed: number, date, and from when it holds."""
    opened, fields = open_draft(visit), posted(visit.request)
    plan, _ = queries.read(opened.draft.text)
    newest = queries.latest(visit.office)
    faults: list[str] = []
    days: dict[str, datetime.date | None] = {}
    if visit.request.method == "POST":
        for key in ("decree_date", "since"):
            days[key] = _day(fields.get(key, ""))
            if days[key] is None:
                faults.append(
                    translate(
                        "plan.bad-day", visit.lang, field=translate(f"plan.{key.replace('_', '-')}", visit.lang)
                    )
                )
        if not fields.get("decree", "").strip():
            faults.append(translate("refused.decree-missing", visit.lang))
        if (date := days.get("decree_date")) and date > timezone.localdate():
            faults.append(translate("refused.decree-to-come", visit.lang))
        if (since := days.get("since")) and newest and newest.since and since < newest.since:
            faults.append(
                translate(
                    "refused.since-too-early", visit.lang, number=newest.number, since=newest.since.isoformat()
                )
            )
        if not faults and plan is not None:
            try:
                made = actions.adopt(
                    office=visit.office,
                    by=visit.user,
                    version=version_in(fields),
                    decree=fields["decree"],
                    note=fields.get("note", ""),
                    **days,
                )
            except DraftConflict as conflict:
                return conflict_page(visit, conflict.draft, conflict.draft.text)
            except Refused as refused:
                faults.append(refusal_text(refused.code, visit.lang, refused.values))
            else:
                messages.success(visit.request, translate("plan.adopted-now", visit.lang, number=made.number))
                return redirect("plan-version", visit.office.code, made.number)
    values: dict[str, Any] = {
        "opened": opened,
        "draft": opened.draft,
        "plan": plan,
        "newest": newest,
        "findings": excerpts(opened.findings, opened.draft.text),
        "foreign": plan is not None and plan.office.code != visit.office.code,
        "fields": fields or {"note": opened.draft.note},
        "faults": faults,
    }
    return show(visit, "planning/adopt.html", "plan", 422 if visit.request.method == "POST" else 200, **values)


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


@office_page(Permission.PLAN_ADOPT)
def target(visit: Visit) -> HttpResponse:
    """Revise a target of the plan in force, with the reason and what it rests on."""
    code, year = visit.request.GET.get("indikator", ""), _year(visit)
    newest = found_or_404(queries.latest(visit.office))
    plan = queries.plan_of(newest)
    indicator = found_or_404(plan.indicator(code))
    now = found_or_404(queries.target_history(visit.office, plan)[code].get(year))
    holding = now.revisions[-1].target if now.revisions else target_text(now.first)
    fields, findings = posted(visit.request), list[Finding]()
    faults: list[str] = []
    if visit.request.method == "POST":
        if not fields.get("reason", "").strip() or not fields.get("basis", "").strip():
            faults.append(translate("refused.reason-missing", visit.lang))
        elif fields.get("before") != holding:
            faults.append(translate("refused.target-moved", visit.lang, found=holding))
        else:
            try:
                actions.revise_target(
                    office=visit.office,
                    by=visit.user,
                    indicator=code,
                    year=year,
                    **{key: fields.get(key, "") for key in ("before", "target", "reason", "basis")},
                )
            except InvalidPlan as fault:
                findings = list(fault.findings)
            except Refused as refused:
                faults.append(translate(f"refused.{refused.code}", visit.lang, **refused.values))
            else:
                messages.success(visit.request, translate("plan.target-revised", visit.lang, code=code, year=year))
                return redirect("plan", visit.office.code)
    values: dict[str, Any] = {
        "indicator": indicator,
        "year": year,
        "holding": holding,
        "fields": fields,
        "faults": faults,
    }
    status = 422 if visit.request.method == "POST" else 200
    values["shown"] = printed_text(plan, indicator, year, holding)
    found = [(one, "") for one in findings]
    return show(visit, "planning/target.html", "plan", status, plan=plan, findings=found, **values)
