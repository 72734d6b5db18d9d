"""Last year's report of an office, turned into the draft of its plan and values."""

from __future__ import annotations

from pathlib import Path

from capaian.files.drafting.plan import PlanDraft, draft_plan
from capaian.pipeline.auditing import Audited


def draft_of(audited: Audited, year: int) -> PlanDraft | None:
    """Return the draft of the audited report for ``year``, or ``None`` where it has no indicator."""
    return draft_plan(audited.claims, audited.examined, year, audited.sha256, audited.transcript)


def files_of(plan: Path, year: int) -> tuple[Path, Path]:
    """Return where the plan and its values go: measure finds the values beside the plan by this name."""
    return plan, plan.with_name(f"values-{year}.csv")


def contents_of(made: PlanDraft, plan: Path) -> dict[Path, bytes]:
    """Return what is to be written for a draft."""
    goal, values = files_of(plan, made.year)
    return {goal: made.plan.encode(), values: made.values.encode()}
