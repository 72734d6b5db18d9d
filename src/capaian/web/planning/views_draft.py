"""The draft: beginning it, its outline, its text, throwing it away."""

from __future__ import annotations

import json
import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from capaian.files.plan.writer import write
from capaian.files.yaml.tree import MAX_BYTES
from capaian.pipeline.scaffold import plan_text
from capaian.web.accounts.models import Office
from capaian.web.accounts.roles import Permission
from capaian.web.planning import actions, editing, queries
from capaian.web.planning.actions import DraftConflict
from capaian.web.planning.draft_form import conflict_page, excerpts, open_draft, posted, save_text, version_in
from capaian.web.planning.plan_view import choices_of
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.ui.translation import translate

WHATS = ("add", "up", "down", "remove")


def template_for(office: Office, year: int) -> str:
    """Return the package's commented plan with the office's own code and names in it."""
    text = plan_text(year)
    own = {"code": office.code, "name": office.name, "parent": office.parent, "place": office.place}
    for key, value in own.items():
        if value:
            quoted = json.dumps(value, ensure_ascii=False)
            escaped = quoted.replace("\\", r"\\")
            text = re.sub(rf"^(  {key}: ).*?( *#.*)?$", rf"\g<1>{escaped}", text, count=1, flags=re.MULTILINE)
    return text


@require_POST
@office_page(Permission.PLAN_WRITE)
def start(visit: Visit) -> HttpResponse:
    """Begin a draft: from the newest version, from the package's template or from a file."""
    origin, choices = visit.request.POST.get("source", ""), None
    if origin == "latest":
        newest = found_or_404(queries.latest(visit.office))
        text, choices = newest.text, newest.choices
    elif origin == "upload":
        file = visit.request.FILES.get("file")
        data = file.read(MAX_BYTES + 1) if file else b""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = ""
        if not text or len(data) > MAX_BYTES:
            messages.error(visit.request, translate("plan.upload-unreadable", visit.lang))
            return redirect("plan", visit.office.code)
    else:
        origin, text = "template", template_for(visit.office, timezone.localdate().year)
    actions.start_draft(office=visit.office, by=visit.user, text=text, origin=origin, choices=choices)
    return redirect("plan-draft", visit.office.code)


@office_page()
def draft(visit: Visit) -> HttpResponse:
    """Show the draft's outline and its findings; who may write finds the tools there."""
    opened = open_draft(visit)
    structure = opened.structure or {}
    values: dict[str, Any] = {
        "opened": opened,
        "draft": opened.draft,
        "structure": structure,
        "variables": list((structure.get("variables") or {}).items()),
        "uses": {name: editing.uses(structure, name) for name in structure.get("variables") or {}},
        "findings": excerpts(opened.findings, opened.draft.text),
        "newest": queries.latest(visit.office),
        "choices": list(choices_of(opened.draft).items()),
    }
    return show(visit, "planning/draft.html", "plan", **values)


@require_POST
@office_page(Permission.PLAN_WRITE)
def change(visit: Visit) -> HttpResponse:
    """Add, move or remove a mission, an objective or an indicator."""
    opened, fields = open_draft(visit), posted(visit.request)
    path, what = editing.path_of(fields.get("path", "")), fields.get("what", "")
    structure = found_or_404(opened.structure)
    if path is None or what not in WHATS or version_in(fields) != opened.draft.version:
        # Nothing was typed, and places may have shifted: look again.
        messages.error(visit.request, translate("plan.moved-meanwhile", visit.lang))
        return redirect("plan-draft", visit.office.code)
    if not editing.change(structure, what, path):
        return redirect("plan-draft", visit.office.code)
    goal: tuple[object, ...] = ("plan-draft",)
    if what == "add":
        items = editing.listed(structure, path) or []
        place = "-".join(map(str, (*path[:-1], len(items) - 1)))
        goal = ("plan-indicator" if len(path) == 3 else "plan-statement", place)
    return save_text(visit, write(structure), str(goal[0]), *goal[1:])


@office_page(Permission.PLAN_WRITE)
def remove(visit: Visit, place: str) -> HttpResponse:
    """Ask before something is removed."""
    opened = open_draft(visit)
    path = found_or_404(editing.path_of(place))
    item = found_or_404(editing.at(found_or_404(opened.structure), path))
    level = ("mission", "objective", "indicator")[len(path) - 1]
    return show(visit, "planning/remove.html", "plan", draft=opened.draft, item=item, place=place, level=level)


@office_page(Permission.PLAN_WRITE)
def text(visit: Visit) -> HttpResponse:
    """Edit the text itself."""
    if visit.request.method == "POST":
        return save_text(visit, visit.request.POST.get("text", ""), "plan-draft-text")
    opened = open_draft(visit)
    found = excerpts(opened.findings, opened.draft.text)
    return show(visit, "planning/text.html", "plan", draft=opened.draft, opened=opened, findings=found)


@require_POST
@office_page(Permission.PLAN_WRITE)
def text_check(visit: Visit) -> HttpResponse:
    """Answer what is at fault in a text that is being typed."""
    typed = visit.request.POST.get("text", "").replace("\r\n", "\n")[:MAX_BYTES]
    found = excerpts(queries.check(typed)[1], typed)
    return show(visit, "planning/findings.html", "plan", findings=found)


@require_POST
@office_page(Permission.PLAN_WRITE)
def note(visit: Visit) -> HttpResponse:
    """Save the sentence that says what is new."""
    opened = open_draft(visit)
    return save_text(visit, opened.draft.text, "plan-draft", note=visit.request.POST.get("note", ""))


@office_page(Permission.PLAN_WRITE)
def discard(visit: Visit) -> HttpResponse:
    """Ask, then throw the draft away."""
    opened = open_draft(visit)
    if visit.request.method != "POST":
        return show(visit, "planning/discard.html", "plan", draft=opened.draft)
    try:
        actions.discard_draft(office=visit.office, by=visit.user, version=version_in(posted(visit.request)))
    except DraftConflict as conflict:
        return conflict_page(visit, conflict.draft, conflict.draft.text)
    messages.success(visit.request, translate("plan.discarded", visit.lang))
    return redirect("plan", visit.office.code)
