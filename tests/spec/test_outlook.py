"""Where the year will end at this pace, and what is still needed."""

from fractions import Fraction

import pytest

from capaian.core.analysis.projection import project_year
from capaian.core.numbers.missing import Missing
from tests.spec.office import result

RATIO = "better: higher, targets: {2024: 90}, formula: a / b * 100"


def seen(indicator: str, values: str, months: int, **how: object) -> tuple[str, list[tuple[str, str, str]]]:
    found = project_year(result(indicator, values=values, **how), months)  # type: ignore[arg-type]
    assert found is not None and not isinstance(found.actual, Missing)
    return str(found.actual), [(way.variable, str(way.need), str(way.rest)) for way in found.ways]


def test_a_ratio_of_flows_stays_and_its_numerator_is_what_is_needed() -> None:
    # 40 of 50 in six months: at this pace 80 of 100, and 90 of 100 are needed: 50 more.
    assert seen(RATIO, "a=40 b=50", 6) == ("80", [("a", "90", "50")])


def test_a_flow_over_a_stock_grows() -> None:
    assert seen(RATIO, "a=30 b=100", 4, kinds={"b": "stock"}) == ("90", [("a", "90", "60")])


def test_what_is_reached_already_needs_nothing_more() -> None:
    assert seen(RATIO, "a=95 b=100", 6, kinds={"b": "stock"})[1] == [("a", "90", "0")]


def test_each_numerator_of_a_mean_is_a_way_of_its_own() -> None:
    mean = "better: higher, targets: {2024: 90}, formula: 'mean(a / b * 100, c / b * 100)'"
    assert seen(mean, "a=40 b=50 c=45", 6) == ("85", [("a", "90", "50"), ("c", "100", "55")])


def test_where_less_is_better_it_is_a_limit() -> None:
    lower = "better: lower, targets: {2024: 5}, unit: count, formula: a"
    assert seen(lower, "a=4", 6) == ("8", [("a", "5", "1")])
    found = project_year(result(lower, values="a=4"), 6)
    assert found is not None and found.ways[0].limit


def test_the_year_itself_is_its_own_outlook() -> None:
    assert seen(RATIO, "a=40 b=50", 12)[0] == "80"


@pytest.mark.parametrize(
    ("indicator", "values", "kinds"),
    [
        (RATIO, "a=40", {}),
        (RATIO, "a=40 b=0", {}),
        ("better: higher, targets: {2024: 5}, formula: a", "a=4", {"a": "stock"}),
    ],
)
def test_without_figures_or_without_growth_there_is_none(
    indicator: str, values: str, kinds: dict[str, str]
) -> None:
    assert project_year(result(indicator, values=values, kinds=kinds), 6) is None  # type: ignore[arg-type]


def test_a_curve_has_no_way() -> None:
    curve = "better: higher, targets: {2024: 90}, formula: a * a / b"
    found = project_year(result(curve, values="a=4 b=8"), 6)
    assert found is not None and found.ways == ()
    assert found.actual == Fraction(4)
