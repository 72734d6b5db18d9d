"""A server measures for months: the views of what it looked at once do not stay."""

from __future__ import annotations

import gc
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from capaian.engine.tables import Engine, engine_lock


def views() -> set[str]:
    rows = ibis.get_backend().raw_sql("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    return {name for (name,) in rows}


def test_views_that_nobody_can_ask_are_dropped(tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"day": [1]}), file)
    table = Engine().table_of_parquet([file])
    name, asked = table.get_name(), table.count()
    del table
    other = Engine().table_of_parquet([file])
    assert asked.to_pyarrow().as_py() == 1 and name in views()
    with engine_lock:  # whoever has the turn may be the one who collects the garbage
        del asked
        gc.collect()
    again = Engine().table_of_parquet([file])
    assert name not in views() and {other.get_name(), again.get_name()} <= views()
