"""Threads of one server count at the same time."""

import datetime
import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from capaian.engine.counts import execute
from capaian.engine.tables import Engine

ROWS = 20_000
DAYS = [datetime.date(2017, 1, 1) + datetime.timedelta(days=number % 360) for number in range(ROWS)]


def test_threads_take_turns(tmp_path: Path) -> None:
    for number in range(8):
        rows = pa.table({"place": [f"15.71.0{number}"] * ROWS, "day": DAYS})
        pq.write_table(rows, tmp_path / f"{number}.parquet")

    def count(number: int) -> int:
        rows = 0
        for _ in range(20):
            table = Engine().table_of_parquet([tmp_path / f"{number}.parquet"])
            lines = execute(table.group_by("place", "day").agg(rows=table.count()))
            rows += sum(lines["rows"].to_pylist())
        return rows

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(count, range(8))) == [20 * ROWS] * 8


def test_what_nobody_speaks_of_leaves_the_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"place": ["15.71.03"], "day": DAYS[:1]}), file)

    def views() -> int:
        gc.collect()
        Engine().table_of_parquet([file])  # whoever has a turn drops what is left
        gc.collect()
        query = "SELECT count(*) FROM duckdb_views() WHERE NOT internal"
        return int(ibis.get_backend().raw_sql(query).fetchall()[0][0])

    before = views()
    for _ in range(5):
        table = Engine().table_of_parquet([file])
        counted = table.group_by("place").agg(rows=table.count())
        del table
        assert len(execute(counted)) == 1  # an expression keeps what it speaks of
        del counted
    assert views() <= before
