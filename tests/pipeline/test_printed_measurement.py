"""A measurement read back: exactly the figures that were written, and a broken one names its place."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.core.measurement.achievement import Achievement, Actual
from capaian.core.measurement.result import Result
from capaian.core.numbers.missing import Missing
from capaian.core.period import Period
from capaian.core.plan.target import BandTarget, GradeTarget, NumberTarget
from capaian.pipeline.measurement_json import to_json
from capaian.pipeline.printed_measurement import PrintedResult, UnreadableMeasurement, read
from tests.spec.office import measured

SAMPLE = Path(__file__).parents[1] / "contracts" / "measure-2024.json"
PLAN = (
    "better: higher, targets: {2024: 90}, formula: a / b * 100",
    "better: lower, targets: {2024: 0.25}, formula: c - a",
    "better: range, targets: {2024: [1.5, 7]}, formula: c",
    "better: grade, targets: {2024: {grade: B, score: 61.70}}, scale: {A: 80, B: 60, C: 0}, formula: g",
    "better: grade, targets: {2024: {grade: B}}, scale: {A: 80, B: 60, C: 0}, formula: h",
    "better: higher, targets: {2023: 90}, formula: m",
    "better: higher, targets: {2024: 9}, parts: {x: {label: X, formula: a / b}, y: {label: Y, formula: c / b}}, "
    "formula: 'mean(x, y)'",
)
GIVEN = st.integers(0, 2000).map(str)
LETTER = st.sampled_from(("A", "B", "C", "61.70", "79", ""))


def amount_of(found: object) -> Fraction | None:
    """Return the exact number of an actual or an achievement, as it was before it was written."""
    assert isinstance(found, Actual | Achievement | Missing)
    return None if isinstance(found, Missing) else found.amount


def same(read_back: PrintedResult, result: Result) -> None:
    """See that nothing of a result was lost or rounded."""
    assert read_back.exact_actual == amount_of(result.actual)
    assert read_back.exact_achievement == amount_of(result.achievement)
    assert (read_back.target.target if read_back.target else None) == result.target
    assert read_back.reason == (result.missing.reason if result.missing else None)
    for name, tally in result.inputs.items():
        known = None if isinstance(tally.value, Missing) else tally.value
        assert read_back.inputs[name] == (tally.grade or known)


@given(
    st.fixed_dictionaries({}, optional={"a": GIVEN, "b": GIVEN, "c": GIVEN, "g": LETTER, "h": LETTER}), st.data()
)
def test_the_same_figures_come_back(values: dict[str, str], data: st.DataObject) -> None:
    quarters = data.draw(st.lists(st.integers(0, 9), min_size=4, max_size=4))
    said = [f"{name}={value}" for name, value in values.items()]
    said += [f"2024-Q{number}:m={value}" for number, value in enumerate(quarters[:3], 1)]
    measurement, _ = measured(
        *PLAN, values=" ".join(said), variables="a b c g h m", kinds={"g": "stock", "h": "stock", "m": "mean"}
    )
    text = to_json(measurement)
    found = read(text)
    assert (found.office, found.period) == (measurement.office, measurement.period)
    assert (found.measured, found.not_measured) == (len(measurement.measured), len(measurement.unmeasured))
    assert (found.mean.exact if found.mean else Missing("nothing-measured")) == measurement.mean
    assert list(found.indicators) == list(measurement.results)
    written: list[dict[str, Any]] = json.loads(text)["indicators"]
    for one, result in zip(written, measurement.results.values(), strict=True):
        mine = found.indicators[one["code"]]
        same(mine, result)
        assert (mine.status, mine.rule, mine.reason_printed) == (
            one["status"],
            one.get("rule"),
            one.get("reason_printed"),
        )
        for name, figure in (("target", mine.target), ("actual", mine.actual), ("achievement", mine.achievement)):
            assert (figure.data() if figure else None) == one[name]
        assert [line.data() for line in mine.working] == one["working"]


def test_a_fraction_without_an_end_comes_back_as_it_is() -> None:
    measurement, _ = measured(
        "better: higher, targets: {2024: 2}, formula: m",
        values="2024-01:m=2 2024-02:m=2 2024-03:m=3",
        variables="m",
        kinds={"m": "mean"},
        period="2024-Q1",
    )
    one = read(to_json(measurement)).indicators["1.1"]
    assert one.inputs["m"] == one.exact_actual == Fraction(7, 3)


def test_the_published_sample_is_read() -> None:
    found = read(SAMPLE.read_text(encoding="utf-8"))
    assert (found.office, found.period, found.measured) == ("99.01.01", Period(2024), 4)
    assert found.mean is not None and found.mean.exact == Fraction(160265, 1728)
    first = found.indicators["1.1"]
    assert first.exact_actual == Fraction(8725, 96) and first.inputs["letters"] == 384
    assert first.target is not None and first.target.target == NumberTarget(Fraction(90))


def sample() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return whole


@pytest.mark.parametrize(
    ("value", "target"),
    [
        (["1.5", "22/7"], BandTarget(Fraction("1.5"), Fraction(22, 7))),
        ({"grade": "B", "score": "61.7"}, GradeTarget("B", Fraction("61.7"))),
        ({"grade": "B"}, GradeTarget("B")),
    ],
)
def test_every_kind_of_target(value: object, target: object) -> None:
    whole = sample()
    whole["indicators"][0]["target"]["value"] = value
    found = read(whole).indicators["1.1"].target
    assert found is not None and found.target == target


def test_keys_that_came_later_are_passed_over() -> None:
    whole = sample()
    whole["unit"] = whole["indicators"][0]["actual"]["unit"] = whole["indicators"][0]["later"] = {"x": 1}
    assert read(whole) == read(sample())


def put(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    """Return what puts a value at a path of the sample."""

    def change(whole: dict[str, Any]) -> None:
        place: Any = whole
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value

    return change


FIRST = ("indicators", 0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("schema", value="capaian/measurement@2"), "schema: found 'capaian/measurement@2'"),
        (put("office", value=7), "office: found 7"),
        (put("period", value="2024-Q5"), "period: found '2024-Q5'"),
        (put("measured", value=True), "measured: found True"),
        (put("not_measured", value=-1), "not_measured: found -1"),
        (put("mean_achievement", "exact", value="1/0"), "mean_achievement.exact: found '1/0'"),
        (put("indicators", value={}), "indicators: found {}"),
        (put("indicators", 1, value="x"), "indicators[1]: found 'x'"),
        (put("indicators", 1, "code", value="1.1"), "indicators[1].code: found '1.1'"),
        (put(*FIRST, "status", value="missing"), "indicators[0].status: found 'missing'"),
        (put(*FIRST, "reason", value="no-mood"), "indicators[0].reason: found 'no-mood'"),
        (put(*FIRST, "achievement", value=None), "indicators[0].status: found 'measured'"),
        (put(*FIRST, "actual", "exact", value="1.5"), "indicators[0].actual.exact: found '1.5'"),
        (put(*FIRST, "actual", "exact", value="8_7/9"), "indicators[0].actual.exact: found '8_7/9'"),
        (put(*FIRST, "actual", "exact", value=None), "indicators[0].actual.exact: found None"),
        (put(*FIRST, "actual", "printed", value=9), "indicators[0].actual.printed: found 9"),
        (put(*FIRST, "target", "value", value=["9", "1"]), "indicators[0].target.value: found ['9', '1']"),
        (put(*FIRST, "target", "value", value="-9"), "indicators[0].target.value: found '-9'"),
        (put(*FIRST, "target", "value", value={"grade": "B", "score": 6}), "indicators[0].target.value"),
        (put(*FIRST, "inputs", "letters", value=384), "indicators[0].inputs.letters: found 384"),
        (put(*FIRST, "working", value=[{"label": None}]), "indicators[0].working.text: found None"),
    ],
)
def test_what_is_broken_names_its_place(change: Callable[[dict[str, Any]], None], said: str) -> None:
    whole = sample()
    change(whole)
    with pytest.raises(UnreadableMeasurement) as error:
        read(json.dumps(whole))
    assert str(error.value).startswith(said)


@pytest.mark.parametrize("text", ["", "{", "[]", "null"])
def test_what_is_no_measurement_at_all(text: str) -> None:
    with pytest.raises(UnreadableMeasurement):
        read(text)
