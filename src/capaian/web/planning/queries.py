"""Reads of plans: which version holds on a day, and what it says."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache

from capaian.core.finding import Finding
from capaian.core.plan import Plan
from capaian.files.plan_reader import parse_plan
from capaian.web.accounts.models import Office
from capaian.web.planning.models import PlanVersion, TargetRevision

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


@lru_cache(maxsize=256)
def read(text: str) -> tuple[Plan | None, tuple[Finding, ...]]:
    """Read a plan's text by the reader that reads it on disk; the same text is read once."""
    plan, findings = parse_plan(text.encode(), FILE)
    return plan, tuple(findings)


def plan_of(version: PlanVersion) -> Plan:
    """Return what an adopted version says; it was sound when it was adopted."""
    plan, findings = read(version.text)
    if plan is None:
        raise ValueError(f"{version}: {[found.code for found in findings]}")
    return plan


def targets_csv(office: Office, until: datetime.datetime | None = None) -> str:
    """Return the office's revised targets as the file of targets has them; the last revision of each holds."""
    found: dict[tuple[str, int], str] = {}
    for revision in revisions(office):
        if until is None or revision.at <= until:
            found[revision.indicator, revision.year] = revision.target
    lines = [f'{office.code},{code},{year},"{target}"' for (code, year), target in sorted(found.items())]
    return "\n".join(["office,code,year,target", *lines, ""])


def revisions(office: Office) -> Sequence[TargetRevision]:
    """Return every revision of a target, oldest first."""
    return list(office.target_revisions.order_by("id"))
