"""Achievement, case by case: what is promised, what came out, what is printed."""

from fractions import Fraction

import pytest

from tests.spec.office import measured, result, said

SCALE = "scale: {AA: 90, A: 80, BB: 70, B: 60, CC: 50, C: 30, D: 0}, better: grade, unit: grade, formula: a"


@pytest.mark.parametrize(
    ("target", "actual", "achieved"),
    [(90, 90, "100,00"), (90, 45, "50,00"), (80, 100, "125,00"), (3, 1, "33,33"), (90, 0, "0,00")],
)
def test_higher_is_better(target: int, actual: int, achieved: str) -> None:
    found = result(f"better: higher, targets: {{2024: {target}}}, formula: a", values=f"a={actual}")
    assert found.achievement_printed == achieved


@pytest.mark.parametrize(
    ("rule", "actual", "achieved"),
    [
        ("reflected", 5, "100,00"),
        ("reflected", 4, "120,00"),
        ("reflected", 6.5, "70,00"),
        ("reflected", 0, "200,00"),
        ("reflected", 10, "0,00"),
        ("reflected", 12, "0,00"),  # -40, raised to the floor of 0
        ("inverse", 5, "100,00"),
        ("inverse", 4, "125,00"),
        ("inverse", 10, "50,00"),
        ("inverse", 0, "tidak dapat dihitung: realisasi bernilai nol, aturan T/R tidak berlaku"),
    ],
)
def test_lower_is_better_both_ways(rule: str, actual: float, achieved: str) -> None:
    indicator = "better: lower, targets: {2024: 5}, formula: a, unit: days"
    assert result(indicator, values=f"a={actual}", rules=f"lower_is_better: {rule}").achievement_printed == achieved


@pytest.mark.parametrize(
    ("actual", "achieved"),
    [(76.61, "100,00"), (80, "100,00"), (88.30, "100,00"), (70, "91,37"), (90, "98,07"), (0, "0,00")],
)
def test_a_band_is_reached_anywhere_inside(actual: float, achieved: str) -> None:
    indicator = "better: range, targets: {2024: [76.61, 88.30]}, formula: a, unit: index"
    assert result(indicator, values=f"a={actual}").achievement_printed == achieved


@pytest.mark.parametrize(
    ("target", "value", "printed"),
    [
        ("{grade: B, score: 61.70}", "61.70", "B (61,70) -> 100,00"),
        ("{grade: B, score: 61.70}", "70", "BB (70,00) -> 113,45"),
        ("{grade: B, score: 61.70}", "59.99", "CC (59,99) -> 97,23"),
        ("{grade: B}", "61.70", "B (61,70) -> 100,00"),
        ("{grade: B}", "95", "AA (95,00) -> 100,00"),
        ("{grade: B}", "55", "CC (55,00) -> 83,33"),  # bounds: 50 / 60
        ("{grade: B, score: 61.70}", "BB", "BB -> 100,00"),
        ("{grade: BB}", "B", "B -> 85,71"),  # bounds: 60 / 70
    ],
)
def test_grades_by_score_where_both_are_known_else_by_the_bounds(target: str, value: str, printed: str) -> None:
    assert said(result(f"targets: {{2024: {target}}}, {SCALE}", values=f"a={value}")) == printed


def test_the_lowest_grade_as_a_promise_has_no_bound_to_divide_by() -> None:
    assert result(f"targets: {{2024: {{grade: D}}}}, {SCALE}", values="a=20").achievement_printed == "100,00"


INDICATOR = "better: higher, targets: {2024: 10}, formula: a"


@pytest.mark.parametrize(
    ("rules", "line", "mean"),
    [
        ("cap: none", "250,00", "150,00"),
        ("cap: 120", "250,00", "85,00"),  # the line keeps its figure: (120 + 50) / 2
        ("cap: 100", "250,00", "75,00"),
    ],
)
def test_a_cap_holds_in_the_mean_and_the_line_keeps_its_figure(rules: str, line: str, mean: str) -> None:
    found, _ = measured(
        INDICATOR, "better: higher, targets: {2024: 10}, formula: b", values="a=25 b=5", rules=rules
    )
    assert found.results["1.1"].achievement_printed == line
    assert found.mean_printed == mean


@pytest.mark.parametrize(
    ("rules", "line"), [("floor: none", "-100,00"), ("floor: 0", "0,00"), ("floor: 10", "10,00")]
)
def test_a_floor_holds_on_the_line(rules: str, line: str) -> None:
    indicator = "better: lower, targets: {2024: 5}, formula: a, unit: days"
    assert result(indicator, values="a=15", rules=rules).achievement_printed == line


def test_a_plan_without_rules_has_a_floor_of_zero_and_no_cap() -> None:
    indicator = "better: lower, targets: {2024: 5}, formula: a, unit: days"
    assert result(indicator, values="a=15").achievement_printed == "0,00"
    assert result(INDICATOR, values="a=25").achievement_printed == "250,00"


@pytest.mark.parametrize(
    ("indicator", "values", "reason"),
    [
        ("better: higher, targets: {2024: 0}, formula: a", "a=5", "target bernilai nol"),
        ("better: range, targets: {2024: [0, 5]}, formula: a", "a=9", "…100"),
        ("better: higher, targets: {2025: 5}, formula: a", "a=5", "target belum ditetapkan untuk 2024"),
        ("better: higher, targets: {2024: 5}, formula: a / b * 100", "a=5 b=0", "penyebut b bernilai nol"),
        ("better: higher, targets: {2024: 5}, formula: a / (b - c)", "a=5 b=2 c=2", "penyebut b - c bernilai nol"),
        ("better: higher, targets: {2024: 5}, formula: a / b", "a=5", "belum ada nilai untuk b"),
        ("better: higher, targets: {2024: 5}, formula: a / b", "a=5 b=", "sel nilai b kosong"),
        ("better: higher, targets: {2024: 5}, formula: 'mean(a, b)'", "a=5 b=", "sel nilai b kosong"),
    ],
)
def test_what_cannot_be_computed_has_a_reason_of_its_own(indicator: str, values: str, reason: str) -> None:
    found = result(indicator, values=values)
    if reason.startswith("…"):  # a band from zero is judged by its upper bound
        assert found.achievement_printed == "20,00"
    else:
        assert found.achievement_printed == f"tidak dapat dihitung: {reason}"


def test_zero_is_a_number_and_an_empty_cell_is_none() -> None:
    indicator = "better: higher, targets: {2024: 5}, formula: a / b * 100"
    assert said(result(indicator, values="a=0 b=4")) == "0,00 -> 0,00"
    assert said(result(indicator, values="a= b=4")).startswith("tidak dapat dihitung")


def test_the_mean_is_over_measured_indicators_and_says_how_many_were_not() -> None:
    other = "better: higher, targets: {2024: 10}, formula: b"
    found, _ = measured(INDICATOR, other, values="a=5")
    assert found.mean_printed == "50,00"
    assert (len(found.measured), len(found.unmeasured)) == (1, 1)


def test_nothing_measured_has_no_mean() -> None:
    found, _ = measured(INDICATOR)
    assert found.mean_printed == "tidak dapat dihitung: tidak ada indikator yang terukur"


def test_nothing_is_rounded_on_the_way() -> None:
    found = result("better: higher, targets: {2024: 3}, formula: a / b * 100", values="a=1 b=3")
    assert found.actual.amount == Fraction(100, 3)  # type: ignore[union-attr]
    assert found.achievement.amount == Fraction(10000, 9)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"), [("2.5", 0, "3"), ("0.125", 2, "0,13"), ("1.0049", 2, "1,00")]
)
def test_rounding_is_half_up_to_the_indicators_decimals(value: str, decimals: int, shown: str) -> None:
    found = result(f"better: higher, targets: {{2024: 1}}, formula: a, decimals: {decimals}", values=f"a={value}")
    assert found.actual_printed == shown
