"""Counts by month, put together again: what the rows themselves come to, however they lie in parts."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from capaian.core.period import Period
from capaian.core.registers.aggregation import AggregateFunction, Aggregation, count
from capaian.core.registers.condition import parse_condition
from capaian.engine.counts import execute, monthly_expression
from capaian.engine.partials import fingerprint, is_additive, merge_partials
from capaian.engine.tables import table_of
from capaian.files.registers.parquet_rows import arrow_rows
from tests.engine.drawn import REGISTER, counted_in, countings, rows
from tests.searches import examples

PERIODS = [Period(2024), Period(2024, 1, 3), Period(2024, 2, 1), Period(2024, 12, 1)]


@examples(50)
@given(
    st.lists(rows, min_size=1, max_size=3),
    st.lists(countings.filter(is_additive), min_size=1, max_size=5),
    st.sampled_from(PERIODS),
    st.sampled_from([8, 5, 0]),
)
def test_parts_put_together_are_what_the_judge_counts(
    parts: list[list[dict[str, object]]], asked: list[Aggregation], period: Period, level: int
) -> None:
    named = {f"m{number}": counting for number, counting in enumerate(asked)}
    kept = pa.concat_tables(
        execute(monthly_expression(REGISTER, table_of(arrow_rows(REGISTER, part)), named, level))  # type: ignore[arg-type]
        for part in parts
    )
    drawn = [row for part in parts for row in part if len(str(row["place"])) >= level]
    ever = {str(row["place"])[:level] for row in drawn}
    assert set(kept["_office"].to_pylist()) == ever
    found = counted_in(merge_partials(kept, named, [period]).to_pylist(), ever, named)
    for office in ever:
        for name, counting in named.items():
            assert found[office][name] == count(counting, REGISTER, drawn, office, period)  # type: ignore[arg-type]


def test_what_is_kept_is_told_apart_by_all_that_decides_it() -> None:
    late = Aggregation("letters", AggregateFunction.ROWS, "", parse_condition("served - received > 3"))
    later = Aggregation("letters", AggregateFunction.ROWS, "", parse_condition("served - received > 4"))
    kept = [
        fingerprint(REGISTER, {"m0": late}, 8),
        fingerprint(REGISTER, {"m0": late}, 5),
        fingerprint(REGISTER, {"m0": later}, 8),
        fingerprint(REGISTER, {"m0": Aggregation("letters", AggregateFunction.SUM, "fee", late.where)}, 8),
        fingerprint(REGISTER, {"m0": late, "m1": late}, 8),
    ]
    assert len(set(kept)) == len(kept)
    assert fingerprint(REGISTER, {"m0": late}, 8) == kept[0]
