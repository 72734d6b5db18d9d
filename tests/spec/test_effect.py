"""What wrong rows do to an indicator: by shifting what was counted, and the same by counting all rows again."""

from __future__ import annotations

import datetime
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.core.analysis.row_correction import (
    CorrectedRow,
    apply_shifts,
    contribution,
    extrapolate_errors,
    shifts,
)
from capaian.core.formula import parse
from capaian.core.measurement.achievement import Actual
from capaian.core.measurement.measure import measure
from capaian.core.measurement.result import Measurement
from capaian.core.period import Period
from capaian.core.plan.indicator import Direction, Indicator, Unit
from capaian.core.plan.office import Head, Office
from capaian.core.plan.performance_plan import Mission, Plan, StrategicObjective
from capaian.core.plan.target import NumberTarget
from capaian.core.plan.variable import Observation, Variable
from capaian.core.registers.aggregation import AggregateFunction, Aggregation, Row, count
from capaian.core.registers.condition import parse_condition
from capaian.core.registers.register import Column, FieldType, Register
from capaian.core.registers.sampling import estimate
from capaian.files.plan.rulebook import shipped

YEAR, HERE = Period(2017), "15.71.03"
LETTERS = Register(
    "letters",
    "Surat",
    "place",
    "received_on",
    {
        "place": Column("place", FieldType.AREA),
        "received_on": Column("received_on", FieldType.DATE),
        "late": Column("late", FieldType.YESNO),
        "cost": Column("cost", FieldType.RUPIAH),
    },
)
COUNTINGS = {
    "letters_in": Aggregation("letters", AggregateFunction.ROWS),
    "on_time": Aggregation("letters", AggregateFunction.ROWS, where=parse_condition("not late")),
    "cost": Aggregation("letters", AggregateFunction.SUM, "cost"),
    "dearest": Aggregation("letters", AggregateFunction.MAX, "cost"),
}


def indicator(code: str, formula: str) -> Indicator:
    tree = parse(formula)
    return Indicator(code, code, Unit.PERCENT, Direction.HIGHER, tree, {2017: NumberTarget(Fraction(90))})


PLAN = Plan(
    Office(HERE, "Kecamatan", Head("CAMAT", "Citra")),
    (
        Mission(
            "m",
            (
                StrategicObjective(
                    "o",
                    (
                        indicator("1", "on_time / letters_in * 100"),
                        indicator("2", "cost / letters_in"),
                        indicator("3", "dearest"),
                    ),
                ),
            ),
        ),
    ),
    MappingProxyType({name: Variable(name, name, counting=one) for name, one in COUNTINGS.items()}),
    registers=MappingProxyType({"letters": LETTERS}),
)


def row(late: bool = False, cost: int | None = 10, day: int = 1, month: int = 5, year: int = 2017) -> Row:
    amount = None if cost is None else Fraction(cost)
    return {"place": HERE, "received_on": datetime.date(year, month, day), "late": late, "cost": amount}


def measured(rows: list[Row]) -> Measurement:
    """Count every row by plain loops, and measure."""
    observations = []
    for name, counting in COUNTINGS.items():
        counted = count(counting, LETTERS, rows, HERE, YEAR)
        value = counted.value(name)
        amount = value if isinstance(value, Fraction) else None
        observations.append(Observation(HERE, YEAR, name, amount, counted=counted))
    return measure(PLAN, observations, YEAR, rulebook=shipped())[0]


def figure(result: object) -> Fraction | None:
    actual = result.actual  # type: ignore[attr-defined]
    return actual.amount if isinstance(actual, Actual) else None


ROWS = st.builds(row, late=st.booleans(), cost=st.one_of(st.none(), st.integers(0, 99)), day=st.integers(1, 28))
OTHERS = st.one_of(st.none(), ROWS, st.builds(row, year=st.just(2016)))


@given(st.lists(st.tuples(ROWS, OTHERS), max_size=12), st.lists(ROWS, min_size=1, max_size=12))
def test_shifting_what_was_counted_is_counting_all_rows_again(
    wrong: list[tuple[Row, Row | None]], right: list[Row]
) -> None:
    before = measured([*right, *(was for was, _ in wrong)])
    again = measured([*right, *(should for _, should in wrong if should is not None)])
    corrections = [CorrectedRow("letters", was, should) for was, should in wrong]
    for code in ("1", "2"):
        by = shifts(before, code, corrections)
        assert by is not None
        assert figure(apply_shifts(before, code, by, shipped())) == figure(again.results[code])


def test_two_late_letters_that_were_counted_as_on_time() -> None:
    rows = [row() for _ in range(48)] + [row(late=True) for _ in range(4)]
    wrong = [CorrectedRow("letters", rows[n], row(late=True)) for n in (0, 1)]
    before = measured(rows)
    by = shifts(before, "1", wrong)
    assert by == {"on_time": -2, "letters_in": 0}
    result = apply_shifts(before, "1", by, shipped())
    assert figure(result) == Fraction(4600, 52) and result.working[0].text.startswith("46/52")


def test_a_letter_that_was_never_written_counts_nowhere() -> None:
    before = measured([row(), row(late=True)])
    assert shifts(before, "1", [CorrectedRow("letters", row(), None)]) == {"on_time": -1, "letters_in": -1}


def test_the_dearest_of_all_is_no_matter_of_one_row() -> None:
    assert shifts(measured([row()]), "3", [CorrectedRow("letters", row(), None)]) is None
    with pytest.raises(ValueError):
        contribution(COUNTINGS["dearest"], LETTERS, row(), HERE, YEAR)


def test_if_all_are_as_the_sample_is() -> None:
    rows = [row() for _ in range(80)] + [row(late=True) for _ in range(20)]
    before, found = measured(rows), estimate(100, 20, 2)
    low, likely, high = extrapolate_errors(
        before, "1", {"on_time": Fraction(-2), "letters_in": Fraction(0)}, found, shipped()
    )
    assert (found.low, found.likely, found.high) == (2, 10, 29)
    assert [figure(one) for one in (low, likely, high)] == [78, 70, 51]


def test_where_nothing_was_wrong_nothing_is_typical() -> None:
    with pytest.raises(ValueError):
        extrapolate_errors(measured([row()]), "1", {}, estimate(10, 2, 0), shipped())


def test_nothing_is_counted_below_zero_and_typed_values_stay() -> None:
    typed = measured([row()])
    only = typed.results["1"]
    inputs = {
        name: replace(tally, observations=tuple(replace(one, counted=None) for one in tally.observations))
        for name, tally in only.inputs.items()
    }
    as_typed = replace(typed, results={**typed.results, "1": replace(only, inputs=inputs)})
    assert figure(apply_shifts(as_typed, "1", {"on_time": Fraction(-1)}, shipped())) == 100
    assert figure(apply_shifts(typed, "1", {"on_time": Fraction(-9)}, shipped())) == 0
