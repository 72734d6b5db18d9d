"""One known fault in each of many reports, in every format: found with the right code; clean ones stay quiet.

``bench/planted.py`` does the same over a thousand and more, with prints from a browser and Word's round trip.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audit.planting.faults import FAULTS
from tests.audit.planting.formats import FORMATS
from tests.audit.planting.judging import judged_clean, judged_planted, write
from tests.audit.planting.own import drawn, misprint, write_own
from tests.audit.planting.sowing import clean, planted

QUICK = ("txt", "md", "html", "docx", "xlsx")
SEEDS = 6
"""Reports of each fault; the formats take turns."""


def _turns() -> Iterator[tuple[str, int, str]]:
    formats = itertools.cycle(QUICK)
    for seed in range(SEEDS):
        for name in FAULTS:
            yield name, seed, next(formats)
    yield from ((name, SEEDS, "pdf") for name in ("ratio result", "achievement", "mean row", "cut ratio"))


def test_at_least_98_of_100_planted_faults_are_found(tmp_path: Path) -> None:
    missed = []
    turns = list(_turns())
    for name, seed, ending in turns:
        fault = planted(seed, name)
        verdict = judged_planted(write(fault.figures, ending, seed, tmp_path), fault)
        if not verdict.found:
            missed.append(f"{name} {seed} {ending}: {fault.said} at {sorted(fault.where)}")
    assert len(missed) * 100 <= len(turns) * 2, "\n".join(missed)


def test_at_least_99_of_100_clean_reports_stay_without_a_finding(tmp_path: Path) -> None:
    loud = []
    turns = [(seed, ending) for seed, ending in zip(range(100), itertools.cycle(QUICK), strict=False)]
    turns += [(seed, "pdf") for seed in range(100, 108)]
    for seed, ending in turns:
        verdict = judged_clean(write(clean(seed), ending, seed, tmp_path))
        if verdict.others or not verdict.claims:
            loud.append(f"{seed} {ending}: {verdict.claims} claims; {'; '.join(verdict.others)}")
    assert len(loud) * 100 <= len(turns), "\n".join(loud)


@pytest.mark.parametrize("seed", range(6))
def test_what_capaian_makes_is_quiet_and_a_misprint_in_it_is_found(seed: int, tmp_path: Path) -> None:
    report = drawn(seed)
    for ending, path in write_own(report, tmp_path).items():
        verdict = judged_clean(path)
        assert verdict.claims >= 3 * len(report.lines), ending
        assert not verdict.others, ending
    for ending in ("html", "docx"):
        path = tmp_path / f"laporan.{ending}"
        found = misprint(report, path, seed)
        assert found is not None
        code, _ = found
        told = judged_clean(path).others
        assert any(one.startswith(f"achievement-arithmetic @{code} ") for one in told), (ending, code, told)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_generator_writes_every_format(ending: str, tmp_path: Path) -> None:
    assert write(clean(1), ending, 1, tmp_path).stat().st_size > 500
