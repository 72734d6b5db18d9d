"""Writes to plans: a draft is written, adopted by decree, and its targets revised with a reason."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone

from capaian.core.findings.finding import Finding, has_errors
from capaian.files.digest import text_sha256
from capaian.files.plan.writer import alike
from capaian.files.yaml.tree import MAX_BYTES
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused, action, bump_version
from capaian.web.accounts.roles import Permission
from capaian.web.planning.models import PlanVersion, TargetRevision
from capaian.web.planning.queries import latest, plan_of, read, target_history
from capaian.web.planning.targets import read_target, target_text
from capaian.web.trail.record import record

_LONGEST_DIFFERENCE = 20_000
MAX_NOTE = 500


class DraftConflict(Exception):
    """Another has saved the draft meanwhile; ``draft`` is what it is now."""

    def __init__(self, draft: PlanVersion) -> None:
        super().__init__(draft.version)
        self.draft = draft


class InvalidPlan(Exception):
    """What was given has faults; ``findings`` says which."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__([found.code for found in findings])
        self.findings = findings


@action(Permission.PLAN_WRITE)
def start_draft(
    *, office: Office, by: User, text: str, origin: str, choices: dict[str, object] | None = None
) -> PlanVersion:
    """Begin the next version from a text; ``origin`` says where that is from, for the trail."""
    # Who begins two drafts at once waits for the other here; the constraint of the table would be a broken page.
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    if office.plans.filter(state=PlanVersion.State.DRAFT).exists():
        raise Refused("draft-exists")
    text = _clean(text)
    number = (office.plans.aggregate(most=Max("number"))["most"] or 0) + 1
    draft = PlanVersion.objects.create(
        office=office, number=number, text=text, made_by=by, changed_by=by, choices=choices or {}
    )
    after = {"origin": origin, "sha256": text_sha256(text)}
    record("plan-draft-started", by=by.username, office=office.code, target=str(number), after=after)
    return draft


@action(Permission.PLAN_WRITE)
def save_draft(*, office: Office, by: User, version: int, text: str, note: str | None = None) -> PlanVersion:
    """Save the draft's text, faulty or not. Raises :class:`DraftConflict` where it is not ``version`` any more."""
    draft, before = _draft(office, version), ""
    before, draft.text = draft.text, _clean(text)
    if note is not None:
        draft.note = note.strip()[:MAX_NOTE]
    _save(draft, by)
    after = {
        "version": draft.version,
        "sha256": text_sha256(draft.text),
        "difference": difference(before, draft.text),
    }
    record("plan-draft-saved", by=by.username, office=office.code, target=str(draft.number), after=after)
    return draft


@action(Permission.PLAN_WRITE)
def choose_base(
    *, office: Office, by: User, version: int, indicator: str, kept: str, formula: str, reason: str, text: str
) -> PlanVersion:
    """Save whether an indicator averages its parts (``mean``) or pools them (``pooled``), and why.

    ``formula`` is what it averages now, so that the question comes back once the formula is another; ``text`` is
    the draft with the choice carried out.
    """
    if not reason.strip():
        raise Refused("reason-missing")
    draft = _draft(office, version)
    before, draft.text = draft.text, _clean(text)
    choice = {"kept": kept, "formula": formula, "reason": reason.strip(), "by": by.username}
    draft.choices = {**draft.choices, indicator: choice}
    _save(draft, by)
    after = {**choice, "indicator": indicator, "difference": difference(before, draft.text)}
    record(
        "plan-base-chosen", by=by.username, office=office.code, target=f"{draft.number} {indicator}", after=after
    )
    return draft


@action(Permission.PLAN_WRITE)
def discard_draft(*, office: Office, by: User, version: int) -> None:
    """Throw the draft away; its last text stays in the trail's fingerprint alone."""
    draft = _draft(office, version)
    before = {"sha256": text_sha256(draft.text), "version": draft.version}
    target = str(draft.number)
    draft.delete()
    record("plan-draft-discarded", by=by.username, office=office.code, target=target, before=before)


@action(Permission.PLAN_ADOPT)
def adopt(
    *,
    office: Office,
    by: User,
    version: int,
    decree: str,
    decree_date: datetime.date,
    since: datetime.date,
    note: str = "",
) -> PlanVersion:
    """Put down that the draft was decreed. Raises :class:`InvalidPlan` where a finding is an error."""
    draft = _draft(office, version)
    plan, findings = read(draft.text)
    if plan is None:
        raise InvalidPlan(findings)
    if plan.office.code != office.code:
        raise Refused("plan-of-another", found=plan.office.code, expected=office.code)
    if not decree.strip():
        raise Refused("decree-missing")
    if decree_date > timezone.localdate():
        raise Refused("decree-to-come")
    newest = latest(office)
    if newest is not None and newest.since is not None and since < newest.since:
        raise Refused("since-too-early", number=newest.number, since=newest.since.isoformat())
    draft.state = PlanVersion.State.ADOPTED
    draft.decree, draft.decree_date, draft.since = decree.strip()[:200], decree_date, since
    draft.note = note.strip()[:MAX_NOTE] or draft.note
    draft.adopted_by, draft.adopted_at = by, timezone.now()
    with _unless_approved("since-approved", since=since.isoformat()):
        draft.save()
    after = {
        "decree": draft.decree,
        "decree-date": decree_date.isoformat(),
        "since": since.isoformat(),
        "sha256": text_sha256(draft.text),
        "made-by": draft.made_by.username,
    }
    record("plan-adopted", by=by.username, office=office.code, target=str(draft.number), after=after)
    bump_version(office)
    return draft


@action(Permission.PLAN_ADOPT)
def revise_target(
    *, office: Office, by: User, indicator: str, year: int, before: str, target: str, reason: str, basis: str
) -> TargetRevision:
    """Revise a target of the plan in force; ``target`` as people write it (``90,5``).

    ``before`` is the target that its writer saw (as the file of targets has it): who comes second is refused.
    Raises :class:`InvalidPlan` where the new target cannot be read.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    newest = latest(office)
    if newest is None:
        raise Refused("no-adopted-plan")
    plan = plan_of(newest)
    one, now = plan.indicator(indicator), target_history(office, plan).get(indicator, {}).get(year)
    if one is None or now is None:
        raise Refused("no-target", indicator=indicator, year=year)
    holding = now.revisions[-1].target if now.revisions else target_text(now.first)
    if before != holding:
        raise Refused("target-moved", found=holding)
    if not reason.strip() or not basis.strip():
        raise Refused("reason-missing")
    wanted, findings = read_target(one, year, target, plan)
    if wanted is None or has_errors(findings):
        raise InvalidPlan(tuple(findings))
    text = target_text(wanted)
    if text == holding:
        raise Refused("target-same", found=text)
    made = TargetRevision(
        office=office,
        indicator=indicator,
        year=year,
        before=holding,
        target=text,
        reason=reason.strip()[:500],
        basis=basis.strip()[:200],
        by=by,
    )
    with _unless_approved("target-approved", year=year):
        made.save()
    record(
        "target-revised",
        by=by.username,
        office=office.code,
        target=f"{indicator} {year}",
        before={"target": holding},
        after={"target": text, "reason": made.reason, "basis": made.basis},
    )
    bump_version(office)
    return made


@contextmanager
def _unless_approved(code: str, **values: object) -> Iterator[None]:
    """Say in words that the database keeps what an approved period was measured by."""
    try:
        yield
    except IntegrityError as error:
        if "approved and locked" in str(error):
            raise Refused(code, **values) from error
        raise


def difference(before: str, after: str) -> str:
    """Return the lines in which two texts differ, as ``diff -u`` has them without context; long ones are cut.

    Layout and comments do not count where both can be read: the hash beside it is that of every character.
    """
    old, new = (text.split("\n") for text in alike(before, after))
    lines = difflib.unified_diff(old, new, lineterm="", n=0)
    text = "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))
    return text if len(text) <= _LONGEST_DIFFERENCE else text[:_LONGEST_DIFFERENCE] + "…"


def _draft(office: Office, version: int) -> PlanVersion:
    drafts = office.plans.select_for_update(of=("self",)).filter(state=PlanVersion.State.DRAFT)
    draft = drafts.first()
    if draft is None:
        raise Refused("no-draft")
    if draft.version != version:
        raise DraftConflict(draft)
    return draft


def _save(draft: PlanVersion, by: User) -> None:
    draft.version += 1
    draft.changed_by = by
    draft.save()


def _clean(text: str) -> str:
    """Return a text with line ends as files have them and without the zero bytes that a database refuses."""
    cleaned = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if len(cleaned.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise Refused("plan-too-large", limit="2.000.000")
    return cleaned
