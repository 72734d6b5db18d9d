"""The SQL of each way to count, as it was looked at: on DuckDB, and on Spark without starting one."""

import os
from pathlib import Path

import ibis
import pytest

from capaian.core.period import Period
from capaian.core.registers.aggregation import AggregateFunction, Aggregation
from capaian.core.registers.condition import parse_condition
from capaian.engine.counts import expression
from capaian.files.registers.parquet_rows import arrow_schema
from tests.engine.drawn import REGISTER

GOLDEN = Path(__file__).parent / "golden"
WHERE = parse_condition('kind == "a" and served - received <= 3 and served <= received + 3')


def sql(how: AggregateFunction, dialect: str) -> str:
    rows = ibis.table(ibis.Schema.from_pyarrow(arrow_schema(REGISTER)), name="letters")
    column = {AggregateFunction.ROWS: "", AggregateFunction.DISTINCT: "place"}.get(how, "fee")
    countings = {"m0": Aggregation("letters", how, column, WHERE)}
    made = expression(REGISTER, rows, countings, [Period(2024, 1, 3)], 8)
    return str(ibis.to_sql(made, dialect=dialect)) + "\n"


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
@pytest.mark.parametrize("how", AggregateFunction)
def test_the_sql_is_the_one_that_was_looked_at(how: AggregateFunction, dialect: str) -> None:
    path = GOLDEN / f"{how}.{dialect}.sql"
    made = sql(how, dialect)
    if os.environ.get("CAPAIAN_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
@pytest.mark.parametrize("how", AggregateFunction)
def test_the_engine_never_divides_and_never_uses_floats(how: AggregateFunction, dialect: str) -> None:
    made = sql(how, dialect).upper()
    assert "/" not in made
    assert not any(word in made for word in ("DOUBLE", "FLOAT", "REAL", "AVG("))
