"""What every page of the draft does: open it, save a form over it, and let two writers see each other."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from capaian.core.findings.finding import Finding, Level
from capaian.files.plan.writer import Structure, alike, has_comments, structure_of, write
from capaian.web.planning import actions
from capaian.web.planning.actions import DraftConflict
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.queries import draft as draft_of
from capaian.web.planning.queries import read
from capaian.web.portal.visit import Visit, found_or_404, show
from capaian.web.trail.models import Event
from capaian.web.ui.query import positive_int
from capaian.web.ui.translation import translate

_CONTEXT = 2
_HIDDEN = ("csrfmiddlewaretoken", "version")


class DiffLine(NamedTuple):
    """A line of a difference; ``kind`` is added, gone, where or same."""

    kind: str
    text: str


class OpenDraft(NamedTuple):
    """The draft with its structure; there is none where only the text can be edited."""

    draft: PlanVersion
    structure: Structure | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        return sum(found.level is Level.ERROR for found in self.findings)

    @property
    def comments(self) -> bool:
        return has_comments(self.draft.text)


def open_draft(visit: Visit) -> OpenDraft:
    """Return the draft, or answer that there is none."""
    draft = found_or_404(draft_of(visit.office))
    return OpenDraft(draft, structure_of(draft.text), read(draft.text)[1])


def posted(request: HttpRequest) -> dict[str, str]:
    """Return the fields of a form; of a name that comes twice the last."""
    return {name: cast(str, value) for name, value in request.POST.items()}


def version_in(fields: Mapping[str, str]) -> int:
    """Return the version of the draft that a form was opened on; 0, which no draft has, where it says none."""
    return positive_int(fields.get("version"))


def save_text(visit: Visit, text: str, goal: str, *args: object, note: str | None = None) -> HttpResponse:
    """Save a text of the draft and go on to ``goal``; where another was first, ask which is to stay."""
    fields = posted(visit.request)
    try:
        actions.save_draft(office=visit.office, by=visit.user, version=version_in(fields), text=text, note=note)
    except DraftConflict as conflict:
        return conflict_page(visit, conflict.draft, text)
    messages.success(visit.request, translate("plan.saved", visit.lang))
    return redirect(goal, visit.office.code, *args)


def save_form(
    visit: Visit, opened: OpenDraft, apply: Callable[[Structure], object], goal: str, *args: object
) -> HttpResponse:
    """Save the draft with what a form changes in it."""
    structure = found_or_404(opened.structure)
    apply(structure)
    return save_text(visit, write(structure), goal, *args)


def conflict_page(visit: Visit, draft: PlanVersion, mine: str) -> HttpResponse:
    """Show what the other changed and what saving ours would do to it; nothing typed is lost."""
    fields = [(name, value) for name, value in posted(visit.request).items() if name not in _HIDDEN]
    opened = version_in(posted(visit.request))
    saved = Event.objects.filter(
        office=visit.office.code, kind="plan-draft-saved", target=str(draft.number), after__version__gt=opened
    )
    theirs = [(event, marked((event.after or {}).get("difference", "").split("\n"))) for event in saved]
    values = {"draft": draft, "fields": fields, "theirs": theirs, "ours": differences(draft.text, mine)}
    return show(visit, "planning/conflict.html", "plan", 409, **values)


def differences(before: str, after: str) -> list[DiffLine]:
    """Return the difference of what two texts say, line by line with some context."""
    old, new = (text.split("\n") for text in alike(before, after))
    lines = difflib.unified_diff(old, new, lineterm="", n=_CONTEXT)
    return marked(line for line in lines if not line.startswith(("---", "+++")))


def marked(lines: Iterable[str]) -> list[DiffLine]:
    """Return lines of a difference with their kinds."""
    kinds = {"+": "added", "-": "gone", "@": "where"}
    return [DiffLine(kinds.get(line[:1], "same"), line) for line in lines]


def excerpts(findings: tuple[Finding, ...] | list[Finding], text: str) -> list[tuple[Finding, str]]:
    """Return each finding with the line of the text that it stands in."""
    lines = text.split("\n")
    return [
        (one, lines[one.place.line - 1].strip() if 0 < one.place.line <= len(lines) else "") for one in findings
    ]
