"""The forms over the draft: statements, indicators, variables, the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from capaian.core.plan.indicator import Direction, Unit
from capaian.core.plan.performance_plan import LowerIsBetter, MeanOver
from capaian.core.plan.variable import Kind
from capaian.files.plan.writer import Structure, write
from capaian.web.accounts.roles import Permission
from capaian.web.planning import editing
from capaian.web.planning.draft_form import OpenDraft, open_draft, posted, save_form
from capaian.web.planning.plan_view import check_formulas, findings_of, findings_of_variable
from capaian.web.planning.queries import check
from capaian.web.portal.extension_points import preview
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.ui.translation import translate

# ---- statements of missions and objectives ------------------------------------------


@office_page(Permission.PLAN_WRITE)
def statement(visit: Visit, place: str) -> HttpResponse:
    """Edit the statement of a mission or an objective."""
    opened = open_draft(visit)
    path = found_or_404(editing.path_of(place))
    item = found_or_404(editing.at(found_or_404(opened.structure), path))
    if len(path) > 2:
        raise Http404
    if visit.request.method == "POST":
        said = " ".join(visit.request.POST.get("statement", "").split())
        return save_form(visit, opened, lambda _: item.update(statement=said), "plan-draft")
    level = ("mission", "objective")[len(path) - 1]
    return show(visit, "planning/statement.html", "plan", draft=opened.draft, opened=opened, item=item, level=level)


# ---- an indicator ------------------------------------------


@office_page(Permission.PLAN_WRITE)
def indicator(visit: Visit, place: str) -> HttpResponse:
    """Edit an indicator."""
    opened, fields = open_draft(visit), posted(visit.request)
    structure = found_or_404(opened.structure)
    path = _path(structure, place, fields)
    item = found_or_404(editing.at(structure, path))
    if visit.request.method == "POST":
        made = editing.with_indicator(item, fields)

        def apply(structure: Structure) -> None:
            (editing.listed(structure, path) or [])[path[-1]] = made

        return save_form(visit, opened, apply, "plan-indicator", "-".join(map(str, path)))
    shown = editing.indicator_fields(item)
    values = (
        _checked(visit, structure, path, shown) | _choices(structure) | {"opened": opened, "draft": opened.draft}
    )
    values |= {"place": place, "fields": shown, "parts": editing.part_fields(shown), "was": item.get("code", "")}
    return show(visit, "planning/indicator.html", "plan", **values)


@require_POST
@office_page(Permission.PLAN_WRITE)
def indicator_check(visit: Visit, place: str) -> HttpResponse:
    """Answer what is at fault in an indicator that is being typed, how its formulas look and what they give."""
    opened, fields = open_draft(visit), posted(visit.request)
    structure = found_or_404(opened.structure)
    path = _path(structure, place, fields)
    items = found_or_404(editing.listed(structure, path))
    item = found_or_404(editing.at(structure, path))
    items[path[-1]] = editing.with_indicator(item, fields)
    return show(visit, "planning/indicator_checked.html", "plan", **_checked(visit, structure, path, fields))


def _path(structure: Structure, place: str, fields: Mapping[str, str]) -> editing.Path:
    """Return where the indicator stands now: by the code that it had, where another has moved things meanwhile."""
    path: editing.Path = found_or_404(editing.path_of(place))
    if len(path) != 3:
        raise Http404
    was = fields.get("was", "")
    there = editing.at(structure, path)
    if was and (there is None or there.get("code") != was):
        path = found_or_404(editing.place_of(structure, was))
    return path


def _checked(visit: Visit, structure: Structure, path: editing.Path, fields: Mapping[str, str]) -> dict[str, Any]:
    """Return what is known of an indicator of the structure, whose form has ``fields``."""
    labels = {name: one.get("label", "") for name, one in (structure.get("variables") or {}).items()}
    text = write(structure)
    plan, findings = check(text)
    code = str((editing.at(structure, path) or {}).get("code", ""))
    place = f"missions[{path[0] + 1}].objectives[{path[1] + 1}].indicators[{path[2] + 1}]"
    formulas = check_formulas(fields, labels)
    in_formulas = {(one.code, tuple(one.values.items())) for formula in formulas for one in formula.findings}
    others = [
        one
        for one in findings_of(findings, code, place)
        if (one.code, tuple(one.values.items())) not in in_formulas
    ]
    year = timezone.localdate().year
    results = preview(visit.office, text, year) if plan else None
    return {
        "formulas": formulas,
        "findings": [(one, "") for one in others],
        "result": (results or {}).get(code),
        "year": year,
        "offered": results is not None,
        "plan": plan,
    }


def _choices(structure: Structure) -> dict[str, Any]:
    return {
        "units": list(Unit),
        "directions": list(Direction),
        "years": editing.years(structure, timezone.localdate().year),
        "variables": list((structure.get("variables") or {}).items()),
    }


# ---- variables ------------------------------------------


@office_page(Permission.PLAN_WRITE)
def variable(visit: Visit) -> HttpResponse:
    """Edit what is counted, or add something: ``nama`` says which, a new one where it is empty."""
    opened, fields, name = open_draft(visit), posted(visit.request), visit.request.GET.get("nama", "")
    structure = found_or_404(opened.structure)
    variables = structure.get("variables") or {}
    if name and name not in variables:
        raise Http404
    values: dict[str, Any] = {
        "opened": opened,
        "draft": opened.draft,
        "old": name,
        "kinds": list(Kind),
        "ways": editing.WAYS,
        "registers": _registers(structure),
        "uses": editing.uses(structure, name) if name else [],
    }
    now = fields or editing.variable_fields(name, variables.get(name, {}))
    source = now.get("from", "")
    values["strange"] = bool(source) and source not in (structure.get("registers") or {})
    if visit.request.method == "POST":
        wanted = fields.get("name", "").strip()
        taken = wanted != name and wanted in variables
        if taken or not fields.get("label", "").strip():
            fault = translate("plan.name-taken" if taken else "plan.label-missing", visit.lang, name=wanted)
            return show(
                visit, "planning/variable.html", "plan", 422, fields=fields, fault=fault, findings=[], **values
            )
        return save_form(visit, opened, lambda made: editing.with_variable(made, name, fields), "plan-draft")
    found = [(one, "") for one in findings_of_variable(opened.findings, opened.draft.text, name)] if name else []
    return show(visit, "planning/variable.html", "plan", fields=now, findings=found, **values)


@require_POST
@office_page(Permission.PLAN_WRITE)
def variable_check(visit: Visit) -> HttpResponse:
    """Answer what is at fault in a variable that is being typed."""
    opened, fields, old = open_draft(visit), posted(visit.request), visit.request.GET.get("nama", "")
    structure = found_or_404(opened.structure)
    wanted = fields.get("name", "").strip()
    if wanted != old and wanted in (structure.get("variables") or {}):
        fault = translate("plan.name-taken", visit.lang, name=wanted)
        return show(visit, "planning/variable_checked.html", "plan", fault=fault, findings=[])
    name = editing.with_variable(structure, old, fields)
    text = write(structure)
    found = [(one, "") for one in findings_of_variable(check(text)[1], text, name)]
    return show(visit, "planning/variable_checked.html", "plan", findings=found)


def _registers(structure: Structure) -> list[tuple[str, dict[str, Any], list[tuple[str, str, list[Any]]]]]:
    """Return each register with its columns: name, label, choices. Lists, as a column may be called ``items``."""
    return [
        (
            name,
            register,
            [
                (column, one.get("label", ""), list((one.get("choices") or {}).items()))
                for column, one in register.get("fields", {}).items()
            ],
        )
        for name, register in (structure.get("registers") or {}).items()
    ]


@require_POST
@office_page(Permission.PLAN_WRITE)
def variable_remove(visit: Visit) -> HttpResponse:
    """Remove a variable that no formula names."""
    opened, name = open_draft(visit), visit.request.POST.get("name", "")
    structure = found_or_404(opened.structure)
    used = editing.uses(structure, name)
    if used:
        messages.error(visit.request, translate("plan.variable-used", visit.lang, name=name, codes=", ".join(used)))
        return redirect("plan-draft", visit.office.code)
    return save_form(visit, opened, lambda made: made.get("variables", {}).pop(name, None), "plan-draft")


# ---- the office ------------------------------------------


@office_page(Permission.PLAN_WRITE)
def office(visit: Visit) -> HttpResponse:
    """Edit what the plan says of the office, its strategy and the rules of achievement."""
    opened: OpenDraft = open_draft(visit)
    structure = found_or_404(opened.structure)
    if visit.request.method == "POST":
        fields = posted(visit.request)

        def apply(made: Structure) -> None:
            editing.with_office(made, fields)
            made["office"]["code"] = visit.office.code

        return save_form(visit, opened, apply, "plan-office")
    found = [
        (one, "")
        for one in opened.findings
        if one.subject.split(".")[0] in ("office", "strategy", "rules", "reports")
    ]
    values: dict[str, Any] = {
        "lowers": list(LowerIsBetter),
        "means": list(MeanOver),
        "fields": editing.office_fields(structure),
    }
    return show(visit, "planning/office.html", "plan", draft=opened.draft, opened=opened, findings=found, **values)
