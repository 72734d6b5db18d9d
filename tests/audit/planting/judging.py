"""What an audit found in a written report, against what is known to be wrong with it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import Level
from capaian.pipeline.auditing import Audited, audit_file
from tests.audit.planting.compose import composed
from tests.audit.planting.faults import Planted
from tests.audit.planting.figures import Figures
from tests.audit.planting.formats import FORMATS


@dataclass(frozen=True)
class Verdict:
    """``found`` is whether the fault was named where it stands; ``others`` is whatever else was objected to."""

    found: bool
    others: tuple[str, ...]
    claims: int

    @property
    def is_quiet(self) -> bool:
        return not self.others


def write(figures: Figures, name: str, seed: int, folder: Path) -> Path:
    """Write the report in the format ``name`` and return its file."""
    path = folder / f"laporan-{seed}.{name}"
    path.write_bytes(FORMATS[name](composed(figures), figures, random.Random(f"{name} {seed}")))
    return path


def judged_clean(path: Path) -> Verdict:
    """Audit a report that nothing is wrong with: whatever is found is a false alarm."""
    audited = audit_file(path)
    return Verdict(True, tuple(_told(audited)), audited.claims.count)


def judged_planted(path: Path, fault: Planted) -> Verdict:
    """Audit a report with one fault: it must be named at its place, and nothing at other indicators."""
    audited = audit_file(path)
    those = list(audited.examined.objections)
    hits = [one for one in those if one.code in fault.codes and (not fault.where or one.indicator in fault.where)]
    elsewhere = [one for one in those if _is_alarm(one) and not _follows(one, fault)]
    return Verdict(bool(hits), tuple(_words(one) for one in elsewhere), audited.claims.count)


def _follows(one: Objection, fault: Planted) -> bool:
    """Whether an objection is at the planted fault, or of a row that sums it up, or of the whole table."""
    if not fault.where or not one.indicator or one.indicator in fault.where:
        return True
    # A figure that two tables print differently may be told of at any table that has the other one.
    return one.code == "quantity-mismatch" and one.code in fault.codes


def _told(audited: Audited) -> Iterator[str]:
    yield from (f"{one.code}: {one.message()}" for one in audited.findings)
    yield from (_words(one) for one in audited.examined.objections if _is_alarm(one))


def _is_alarm(one: Objection) -> bool:
    return one.level is not Level.NOTE


def _words(one: Objection) -> str:
    return f"{one.code} @{one.indicator or '-'} [{one.printed} / {one.recomputed}] {one.message()}"
