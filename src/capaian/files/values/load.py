"""A file of values, whatever its form, to observations of a plan."""

from __future__ import annotations

from pathlib import Path

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.plan.performance_plan import Plan
from capaian.core.plan.variable import Observation
from capaian.files.values.reader import parse_csv

MAX_BYTES = 200_000_000


def read_values(path: Path, plan: Plan) -> tuple[list[Observation], list[Finding]]:
    """Read the values at ``path`` (``.csv`` or ``.xlsx``). Raises ``OSError`` where it cannot be opened."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        grouped = f"{size:,}".replace(",", ".")
        return [], [finding("file-too-large", Place(str(path)), found=grouped, limit="200.000.000")]
    if path.suffix.lower() == ".xlsx":
        # The reader of spreadsheets costs a third of the time of the whole command; only who has one pays.
        from capaian.files.values.xlsx import read_xlsx

        return read_xlsx(path, plan)
    return parse_csv(path.read_bytes(), str(path), plan)
