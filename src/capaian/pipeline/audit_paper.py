"""An audit to the working paper that an inspector files."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

from capaian.documents.findings.compose import compose
from capaian.documents.findings.model import FindingsPaper
from capaian.documents.findings.render import render
from capaian.documents.model import Paper
from capaian.pipeline.auditing import Audited

PLACEHOLDER = "{file}"


def paper_of(audited: Audited, day: datetime.date, *, lang: str = "id", paper: Paper = Paper.A4) -> FindingsPaper:
    """Return the working paper of ``audited``; ``day`` is that of the audit."""
    return compose(
        audited.claims,
        audited.examined,
        sha256=audited.sha256,
        day=day,
        findings=audited.findings,
        compared=audited.compared,
        lang=lang,
        paper=paper,
    )


def goal_of(goal: Path, file: str) -> Path:
    """Return the file that ``goal`` means for one report: ``{file}`` in it becomes the report's name."""
    return Path(str(goal).replace(PLACEHOLDER, Path(file).stem))


def rendered(papers: Iterable[tuple[FindingsPaper, Iterable[Path]]]) -> dict[Path, bytes]:
    """Return what is to be written to every goal, each in the format of its ending."""
    return {goal: render(paper, goal.suffix.lower()) for paper, goals in papers for goal in goals}
