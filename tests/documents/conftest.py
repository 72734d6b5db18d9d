"""Reports that the tests of every format print."""

from collections.abc import Callable
from pathlib import Path

import pytest

from capaian.core.period import Period
from capaian.documents.model import Paper, Report
from capaian.pipeline.inputs import load
from capaian.pipeline.measuring import measure_office
from capaian.pipeline.reporting import report_of

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/jambi-timur/plan.yaml"
CONTRACT = ROOT / "tests/contracts/plan.yaml"
CONTRACT_VALUES = ROOT / "tests/contracts/values-2024.csv"

MakeReport = Callable[..., Report]


def report_from(
    plan: Path, values: list[Path] | None, period: str, lang: str = "id", paper: Paper = Paper.A4
) -> Report:
    inputs, _ = load(plan, values, None)
    assert inputs is not None
    wanted = Period.parse(period)
    assert wanted is not None
    measurement, _ = measure_office(inputs, wanted)
    return report_of(measurement, lang=lang, paper=paper)


@pytest.fixture
def example() -> MakeReport:
    """Make the report of Kecamatan Jambi Timur for 2017."""
    return lambda **how: report_from(EXAMPLE, None, "2017", **how)


@pytest.fixture
def contract() -> MakeReport:
    """Make the report of the published contract: bands, lower is better, a grade, one that cannot be computed."""
    return lambda **how: report_from(CONTRACT, [CONTRACT_VALUES], "2024", **how)


@pytest.fixture
def altered(tmp_path: Path) -> MakeReport:
    """Make the example's report from a plan with some of its words replaced."""

    def make(*replacements: tuple[str, str], **how: object) -> Report:
        text = EXAMPLE.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text, old
            text = text.replace(old, new)
        plan = tmp_path / "plan.yaml"
        plan.write_text(text, encoding="utf-8")
        values = EXAMPLE.with_name("values-2017.csv")
        return report_from(plan, [values], "2017", **how)  # type: ignore[arg-type]

    return make
