"""The report that the project started from: its counts, computed exactly, against what was printed and signed."""

from fractions import Fraction
from pathlib import Path

import pytest

from capaian.core.analysis.pooling import pooled
from capaian.core.analysis.sensitivity import sensitivity
from capaian.core.measurement.measure import mean_achievement
from capaian.core.measurement.result import Measurement
from capaian.core.numbers.numerals import printed
from capaian.core.period import Period
from capaian.core.plan.performance_plan import Rules
from capaian.pipeline.inputs import load
from capaian.pipeline.measuring import measure_office

EXAMPLE = Path(__file__).parents[2] / "examples/jambi-timur/plan.yaml"


@pytest.fixture(scope="module")
def report() -> Measurement:
    inputs, findings = load(EXAMPLE)
    assert inputs is not None
    assert findings == []
    return measure_office(inputs, Period(2017))[0]


# IKU, realisasi exact to four decimals and printed, capaian exact and printed
TABLE = """
1.1   91.1055   91,11       101.2284  101,23
1.2   92.3077   92,31       102.5641  102,56
1.3    0.2084    0,21       104.2119  104,21
1.4   25.0000   25,00       250.0000  250,00
2.1   84.5503   84,55       105.6879  105,69
2.2  100.0000  100,00       100.0000  100,00
2.3    3.5369    3,54       176.8428  176,84
2.4    5.2083    5,21       130.2083  130,21
3.1   61.7000   B (61,70)   100.0000  100,00
3.2   78.4910   78,49       120.7553  120,76
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_every_line_of_the_table(report: Measurement, line: str) -> None:
    code, actual_exact, *rest = line.split()
    achieved_exact, achieved_printed = rest[-2:]
    actual_printed = " ".join(rest[:-2])
    result = report.results[code]
    assert result.actual.amount is not None  # type: ignore[union-attr]
    assert printed(result.actual.amount, 4).replace(",", ".") == actual_exact  # type: ignore[union-attr]
    assert result.actual_printed == actual_printed
    assert printed(result.achievement.amount, 4).replace(",", ".") == achieved_exact  # type: ignore[union-attr]
    assert result.achievement_printed == achieved_printed


WORKING = """
1.1 a|Non Perizinan|2555/2584 × 100% = 98,88%
1.1 b|Perizinan|15/18 × 100% = 83,33%
1.1 c|Rata-rata|91,11%
1.2 a||48/52 × 100% = 92,31%
1.3 a||197/94519 × 100% = 0,21%
1.4 c|Rata-rata|25,00%
2.1 b|Kurang mudah/sesuai|200/(2584 + 18) × 100% = 7,69%
2.1 e|Jumlah|84,55%
3.2 a|Nilai temuan|Rp 20.198.106/Rp 27.006.382 × 100% = 74,79%
"""


@pytest.mark.parametrize("line", WORKING.strip().splitlines())
def test_the_working_of_each_figure(report: Measurement, line: str) -> None:
    place, label, text = line.split("|")
    code, letter = place.split()
    shown = report.results[code].working[ord(letter) - ord("a")]
    assert ((shown.label or ""), shown.text) == (label, text)


def test_the_printed_91_80_is_the_documents_fault_and_is_not_imitated(report: Measurement) -> None:
    assert report.results["1.2"].actual.amount == Fraction(48, 52) * 100  # type: ignore[union-attr]
    assert report.results["1.2"].actual_printed != "91,80"


def test_the_mean_of_ten_achievements(report: Measurement) -> None:
    assert report.mean_printed == "129,15"
    assert len(report.measured) == 10


@pytest.mark.parametrize(("cap", "mean"), [(120, "109,37"), (100, "100,00")])
def test_the_mean_under_caps(report: Measurement, cap: int, mean: str) -> None:
    capped = mean_achievement(report.plan, report.results, Rules(cap=Fraction(cap), floor=None))
    assert printed(capped, 2) == mean  # type: ignore[arg-type]


def test_the_mean_under_other_rules(report: Measurement) -> None:
    means = {variant.key: printed(variant.mean, 2) for variant in sensitivity(report)}
    assert means == {
        "uncapped": "129,15",
        "cap-100": "100,00",
        "cap-120": "109,37",
        "median": "104,95",
        "without-highest": "115,72",
    }


def test_a_mean_over_unlike_bases_is_compared_with_the_pooled_ratio(report: Measurement) -> None:
    found = pooled(report.results["1.1"])
    assert found is not None
    assert (found.numerator, found.denominator, printed(found.amount, 4)) == (2570, 2602, "98,7702")
    assert pooled(report.results["1.4"]) is None  # both over 192 neighbourhoods


def test_rupiah_and_cases_have_no_common_sum(report: Measurement) -> None:
    assert pooled(report.results["3.2"]) is None
