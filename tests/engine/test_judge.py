"""The engine against plain loops: the same rows must give the same counts, digit for digit."""

import datetime
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.core.formula.tree import Span
from capaian.core.period import Period
from capaian.core.registers.aggregation import Aggregate, AggregateFunction, Aggregation, belongs, count
from capaian.core.registers.condition import holds, parse_condition, write_condition
from capaian.core.registers.register import condition_faults
from capaian.engine.counts import (
    how_many,
    lines_of,
    marked_rows,
    offices_of,
    part_of,
    rows_of,
    side_of,
    write_parquet,
)
from capaian.engine.tables import table_of
from capaian.files.registers.parquet_rows import are_filled, arrow_rows, parquet_rows
from capaian.pipeline.register_tables import StoredRows
from tests.engine.drawn import REGISTER, conditions, counted_in, countings, rows
from tests.searches import examples

PERIODS = [Period(2024), Period(2024, 1, 3), Period(2024, 2, 1), Period(2024, 12, 1)]
LEVELS = {8: "district", 5: "city", 0: "nation"}


def counts(
    drawn: list[dict[str, object]], asked: dict[str, Aggregation], period: Period, level: int
) -> dict[str, dict[str, Aggregate]]:
    table = table_of(arrow_rows(REGISTER, drawn))  # type: ignore[arg-type]
    lines = lines_of(REGISTER, table, asked, [period], level).to_pylist()
    return counted_in(lines, offices_of(REGISTER, table, level), asked)


@examples(60)
@given(rows, st.lists(countings, min_size=1, max_size=6), st.sampled_from(PERIODS), st.sampled_from(list(LEVELS)))
def test_the_engine_counts_what_the_judge_counts(
    drawn: list[dict[str, object]], asked: list[Aggregation], period: Period, level: int
) -> None:
    named = {f"m{number}": counting for number, counting in enumerate(asked)}
    found = counts(drawn, named, period, level)
    offices = {str(row["place"])[:level] for row in drawn if len(str(row["place"])) >= level}
    assert set(found) == offices
    for office in offices:
        for name, counting in named.items():
            mine = [row for row in drawn if len(str(row["place"])) >= level]
            wanted = count(counting, REGISTER, mine, office, period)  # type: ignore[arg-type]
            assert found[office][name] == wanted, (
                office,
                write_condition(counting.where) if counting.where else "",
            )


def bare(node: object) -> object:
    """Return a node without its places, for comparison."""
    if isinstance(node, Span):
        return None
    return (type(node), *map(bare, node)) if isinstance(node, tuple) else node


@given(conditions)
def test_conditions_read_back_as_the_same_tree(tree: object) -> None:
    assert bare(parse_condition(write_condition(tree))) == bare(tree)  # type: ignore[arg-type]


@given(conditions)
def test_conditions_that_are_drawn_are_sound(tree: object) -> None:
    assert list(condition_faults(tree, REGISTER)) == []  # type: ignore[arg-type]


@examples(30)
@given(rows, st.sampled_from(PERIODS))
def test_an_offices_rows_come_back_as_they_were(drawn: list[dict[str, object]], period: Period) -> None:
    office = "15.71.03"
    table = table_of(arrow_rows(REGISTER, drawn))  # type: ignore[arg-type]
    found = [row for row, _ in rows_of(REGISTER, table, office, period)]
    wanted = [
        row
        for row in drawn
        if belongs(str(row["place"]), office) and period.first_day <= row["received"] <= period.last_day  # type: ignore[operator]
    ]
    assert sorted(str(sorted(row.items())) for row in found) == sorted(str(sorted(row.items())) for row in wanted)


@examples(60)
@given(
    rows, st.lists(countings, min_size=1, max_size=4), st.sampled_from(PERIODS), st.sampled_from(["15.71.03", ""])
)
def test_rows_that_count_are_marked_as_the_judge_marks_them(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[dict[str, Any]],
    asked: list[Aggregation],
    period: Period,
    office: str,
) -> None:
    named = {f"m{number}": counting for number, counting in enumerate(asked)}
    marked = marked_rows(REGISTER, table_of(arrow_rows(REGISTER, drawn)), named, office, period)
    file = tmp_path_factory.mktemp("marked") / "rows.parquet"
    write_parquet(marked, file)
    wanted = []
    for row in drawn:
        if belongs(row["place"], office) and period.first_day <= row["received"] <= period.last_day:
            marks = {f"_{name}": counts_in(counting, row) for name, counting in named.items()}
            wanted += [row | marks] if any(marks.values()) else []
    columns = [*REGISTER.columns, *(f"_{name}" for name in named)]
    found = list(parquet_rows(file, columns))
    assert [number for number, _ in found] == list(range(len(wanted))) and how_many(marked) == len(wanted)
    assert are_filled(file, columns) is not any(None in row.values() for row in wanted)
    assert in_some_order(row for _, row in found) == in_some_order(wanted)
    assert [row for _, row in parquet_rows(file, ["place", "fee"], {1})] == [
        {"place": row["place"], "fee": row["fee"]} for _, row in found[1:2]
    ]


@examples(20)
@given(rows, countings, st.sampled_from(PERIODS), st.integers(0, 4), st.integers(0, 5))
def test_each_side_of_a_counting_is_read_in_parts(
    drawn: list[dict[str, Any]], counting: Aggregation, period: Period, first: int, most: int
) -> None:
    table, office = table_of(arrow_rows(REGISTER, drawn)), "15.71.03"
    every = [row for row, _ in rows_of(REGISTER, table, office, period)]
    for counts in (True, False):
        side = side_of(REGISTER, table, counting, office, period, counts=counts)
        wanted = [row for row in every if counts_in(counting, dict(row)) is counts]
        assert how_many(side) == len(wanted)
        assert part_of(side, first, most) == wanted[first : first + most]
        assert list(StoredRows(side).every()) == wanted


def counts_in(counting: Aggregation, row: dict[str, Any]) -> bool:
    meets = counting.where is None or holds(counting.where, row) is True
    return meets and (counting.how is AggregateFunction.ROWS or row[counting.column] is not None)


def in_some_order(found: Iterable[dict[str, Any]]) -> list[str]:
    return sorted(str(sorted(row.items())) for row in found)


@pytest.mark.parametrize(
    ("amounts", "total"), [([Fraction(1, 100)] * 10, "0.1"), ([Fraction(10**14 - 1, 100)] * 3, None)]
)
def test_sums_are_exact(amounts: list[Fraction], total: str | None) -> None:

    drawn = [
        dict.fromkeys(REGISTER.columns) | {"place": "15.71.03", "received": datetime.date(2024, 5, 1), "fee": fee}
        for fee in amounts
    ]
    asked = {"fees": Aggregation("letters", AggregateFunction.SUM, "fee")}
    found = counts(drawn, asked, Period(2024), 8)
    assert found["15.71.03"]["fees"].amount == sum(amounts)
