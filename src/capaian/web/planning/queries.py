"""Reads of plans: which version holds on a day, and what it says."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache

from capaian.core.findings.finding import Finding
from capaian.core.plan.performance_plan import Plan
from capaian.files.plan.reader import parse_plan
from capaian.web.accounts.models import Office
from capaian.web.planning.models import PlanVersion, TargetRevision
from capaian.web.planning.targets import RevisedTarget, revised_target

FILE = "rencana.yaml"
"""What a plan's text is called in findings."""


def version_on(office: Office, day: datetime.date) -> PlanVersion | None:
    """Return the adopted version that holds on a day: the youngest that had begun."""
    adopted = office.plans.filter(state=PlanVersion.State.ADOPTED, since__lte=day)
    return adopted.order_by("-since", "-number").first()


def latest(office: Office) -> PlanVersion | None:
    """Return the newest adopted version."""
    return office.plans.filter(state=PlanVersion.State.ADOPTED).order_by("-since", "-number").first()


def draft(office: Office) -> PlanVersion | None:
    """Return the draft that is being written, if any."""
    return office.plans.filter(state=PlanVersion.State.DRAFT).first()


def check(text: str) -> tuple[Plan | None, tuple[Finding, ...]]:
    """Read a plan's text by the reader that reads it on disk, and keep nothing of it: for what is being typed."""
    plan, findings = parse_plan(text.encode(), FILE)
    return plan, tuple(findings)


@lru_cache(maxsize=256)
def read(text: str) -> tuple[Plan | None, tuple[Finding, ...]]:
    """Read a plan's text; the same text is read once."""
    return check(text)


def plan_of(version: PlanVersion) -> Plan:
    """Return what an adopted version says; it was sound when it was adopted."""
    plan, findings = read(version.text)
    if plan is None:
        raise ValueError(f"{version}: {[found.code for found in findings]}")
    return plan


def targets_csv(office: Office, until: datetime.datetime | None = None, plan: Plan | None = None) -> str:
    """Return the office's revised targets as the file of targets has them.

    ``plan`` is the plan that they are to be laid over, the newest where none is given: a revision of a target that
    this plan does not promise says nothing. ``until`` leaves out what was revised later.
    """
    if plan is None:
        newest = latest(office)
        plan = plan_of(newest) if newest else None
    lines = []
    for code, years in target_history(office, plan, until).items():
        for year, one in years.items():
            if one.revisions:
                lines.append(f'{office.code},{code},{year},"{one.revisions[-1].target}"')
    return "\n".join(["office,code,year,target", *lines, ""])


def target_history(
    office: Office, plan: Plan | None, until: datetime.datetime | None = None
) -> dict[str, dict[int, RevisedTarget]]:
    """Return what became of every target of a plan, by indicator and year."""
    made: dict[tuple[str, int], list[TargetRevision]] = {}
    for revision in revisions(office):
        if until is None or revision.at <= until:
            made.setdefault((revision.indicator, revision.year), []).append(revision)
    return {
        indicator.code: {
            year: revised_target(target, made.get((indicator.code, year), ()))
            for year, target in sorted(indicator.targets.items())
        }
        for indicator in (plan.indicators() if plan else ())
    }


def revisions(office: Office) -> Sequence[TargetRevision]:
    """Return every revision of a target, oldest first."""
    return list(office.target_revisions.select_related("by").order_by("id"))
