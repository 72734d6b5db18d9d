"""Targets as text: how people write them (76,61–88,30), how files have them (76.61-88.30), and which holds."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from capaian.core.findings.finding import Finding, has_errors
from capaian.core.numbers.numerals import read_indonesian, read_plain, shortest
from capaian.core.plan.indicator import Direction, Indicator
from capaian.core.plan.performance_plan import Plan
from capaian.core.plan.target import BandTarget, NumberTarget, Target
from capaian.files.plan.targets_reader import INDONESIAN, parse_targets
from capaian.web.planning.models import TargetRevision

_BAND = re.compile(r"\s*(?:-|–|s/d|s\.d\.)\s*")
_GRADE = re.compile(r"(?P<letter>\w+)\s*(?:\((?P<score>[^()]+)\))?\Z")


class RevisedTarget(NamedTuple):
    """A target of the plan with what became of it: each revision that followed on it, the last of which holds."""

    first: Target
    revisions: tuple[TargetRevision, ...]


def target_text(target: Target) -> str:
    """Return a target as the file of targets has it: ``90``, ``76.61-88.30``, ``B (61.7)``."""
    if isinstance(target, NumberTarget):
        return shortest(target.amount)
    if isinstance(target, BandTarget):
        return f"{shortest(target.low)}-{shortest(target.high)}"
    return target.grade if target.score is None else f"{target.grade} ({shortest(target.score)})"


def read_target(indicator: Indicator, year: int, text: str, plan: Plan) -> tuple[Target | None, list[Finding]]:
    """Read a target as people write it (``90,5``) by the reader of files of targets."""
    office = plan.office.code
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(["office", "code", "year", INDONESIAN])
    lines.writerow([office, indicator.code, year, text])
    targets, findings = parse_targets(out.getvalue().encode(), "", plan)
    target = None if has_errors(findings) else targets.get(office, {}).get(indicator.code, {}).get(year)
    return target, findings


def revised_target(target: Target, revisions: Iterable[TargetRevision]) -> RevisedTarget:
    """Return what became of a plan's target. ``revisions`` are those of its indicator and year, oldest first.

    A revision says which target it took the place of. Where a newer plan promises another one, the revision of the
    older plan says nothing about it.
    """
    now, chain = target_text(target), []
    for revision in revisions:
        if revision.before == now:
            now = revision.target
            chain.append(revision)
    return RevisedTarget(target, tuple(chain))


def shown_number(text: str) -> str:
    """Return a number of a file as people write it: ``61.70`` as ``61,70``; other text stays."""
    return text.replace(".", ",") if read_plain(text) is not None else text


def plain_number(text: str) -> str:
    """Return a number that people wrote as a file has it: ``1.234,50`` as ``1234.50``; other text stays."""
    stripped = text.strip()
    if read_indonesian(stripped) is None or not re.fullmatch(r"-?[\d.,]+", stripped):
        return stripped
    return stripped.replace(".", "").replace(",", ".")


def shown_target(written: Any) -> str:
    """Return a target of the plan's structure as a field shows it: ``B (61,70)``."""
    if isinstance(written, dict):
        score = written.get("score", "")
        return f"{written.get('grade', '')} ({shown_number(score)})" if score else str(written.get("grade", ""))
    if isinstance(written, list):
        return " - ".join(shown_number(str(one)) for one in written)
    return shown_number(str(written))


def written_target(text: str, better: str) -> Any:
    """Return what a field says as the plan's structure has it; what fits no target stays text, to be reported."""
    stripped = text.strip()
    if better == Direction.RANGE and len(bounds := _BAND.split(stripped)) == 2:
        return [plain_number(bound) for bound in bounds]
    if better == Direction.GRADE and (match := _GRADE.match(stripped)):
        score = {"score": plain_number(match["score"])} if match["score"] else {}
        return {"grade": match["letter"], **score}
    return plain_number(stripped)
