"""Clean reports and faulty ones from a seed."""

from __future__ import annotations

import copy
import random

from tests.audit.planting.faults import FAULTS, Planted, Soil
from tests.audit.planting.figures import Figures, in_a_hole
from tests.audit.planting.style import Style, draw_style
from tests.audit.planting.truth import Report, draw, rounded

TRIES = 4000


def clean(seed: int) -> Figures:
    """Return a report that nothing is wrong with."""
    rng = random.Random(f"clean {seed}")
    while True:
        report, style = _drawn(rng)
        if _holds(Figures(report, style)):
            return Figures(report, style)


def planted(seed: int, name: str) -> Planted:
    """Return a report with one fault of this ``name``."""
    rng = random.Random(f"{name} {seed}")
    sow, codes = FAULTS[name]
    for _ in range(TRIES):
        report, style = _drawn(rng)
        if not _holds(Figures(report, style)):
            continue
        soil = Soil(rng, copy.deepcopy(report), style)
        where = sow(soil)
        if where is not None and _holds(soil.figures):
            said = ", ".join(f"{'/'.join(key)}={value}" for key, value in soil.changed.items())
            return Planted(name, codes, soil.figures, Figures(report, style), where, said)
    raise AssertionError(f"no soil for {name!r}")


def _drawn(rng: random.Random) -> tuple[Report, Style]:
    report = draw(rng)
    return report, draw_style(rng, report.year)


def _holds(figures: Figures) -> bool:
    """Whether the scale of ratings, if it is used, has a word for every achievement."""
    decimals = figures.style.achievement_decimals
    came = (rounded(figures.achievement(code, one), decimals) for code, one in figures.report.lines)
    return not figures.style.rating or not any(in_a_hole(one) or one < 0 for one in came)
