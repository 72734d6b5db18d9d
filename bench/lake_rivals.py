"""The rivals of ``lake.py``: the same counts of the same rows, each written as its own users would.

Run as ``lake_rivals.py NAME LAKE [--at WHERE] [--answers FOLDER]``; ``sqlite-load`` and ``postgres-load`` put the
rows into a database first. Each imports what it needs when it runs: the start is part of the time.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lake_answers import write_answers
from lake_hand import BY_HAND, FIRST, LAST, by_hand


def hand(lake: Path, at: str) -> dict[str, Any]:
    import duckdb

    statements = by_hand("month({date})", lambda register: f"'{lake}/plain/{register}.parquet'")
    return {register: duckdb.sql(sql).to_arrow_table() for register, sql in statements}


# ---- data frames ------------------------------------------------------------------------------------


def polars(lake: Path, at: str) -> dict[str, Any]:
    import datetime

    import polars as pl
    from polars import col

    on_time = col("served_on") <= col("due_on")
    letter, permit, settled = col("kind") == "letter", col("kind") == "permit", col("status") == "settled"
    asked: dict[str, list[pl.Expr]] = {
        "letters": [
            (letter & col("served_on").is_not_null()).sum().alias("letters_in"),
            (letter & on_time).sum().alias("letters_on_time"),
            (permit & col("served_on").is_not_null()).sum().alias("permits_in"),
            (permit & on_time).sum().alias("permits_on_time"),
        ],
        "institutions": [
            col("number").n_unique().alias("groups"),
            col("number").filter(col("activities") >= 1).n_unique().alias("groups_active"),
        ],
        "musrenbang": [col("attended").sum().alias("attendees")],
        "bangkit_berdaya": [pl.len().alias("locations_served"), col("rt").n_unique().alias("rt_served")],
        "survey": [
            (col("answer") == one).sum().alias(f"answers_{one}")
            for one in ("not_easy", "less_easy", "easy", "very_easy")
        ],
        "complaints": [
            pl.len().alias("complaints"),
            col("followed_up_on").is_not_null().sum().alias("complaints_followed_up"),
        ],
        "rastra": [col("number").n_unique().alias("rastra_recipients")],
        "kampung_bantar": [pl.len().alias("bantar_entrants"), col("rank").count().alias("bantar_winners")],
        "akip": [col("score").sum().alias("akip_score")],
        "findings": [
            col("amount").sum().alias("findings_rupiah"),
            col("amount").filter(settled).sum().alias("findings_settled_rupiah"),
            pl.len().alias("findings"),
            settled.sum().alias("findings_settled"),
        ],
    }
    year = datetime.date.fromisoformat(FIRST), datetime.date.fromisoformat(LAST)
    plans = []
    for register, measures in asked.items():
        date = col(BY_HAND[register][0])
        rows = pl.scan_parquet(lake / f"plain/{register}.parquet").filter(date.is_between(*year))
        groups = rows.group_by(col("place").str.head(8).alias("office"), date.dt.month().alias("month"))
        plans.append(groups.agg(measures))
    frames = pl.collect_all(plans, engine="streaming")
    return {register: frame.to_arrow() for register, frame in zip(asked, frames, strict=True)}


def pandas(lake: Path, at: str) -> dict[str, Any]:
    import pandas as pd
    import pyarrow as pa

    def read(register: str, *columns: str) -> Any:
        # Only what is needed, in Arrow's types: dates as objects of Python would take many times as long.
        needed = ["place", BY_HAND[register][0], *columns]
        frame = pd.read_parquet(
            lake / f"plain/{register}.parquet", columns=list(dict.fromkeys(needed)), dtype_backend="pyarrow"
        )
        return frame.assign(office=frame["place"].str[:8], month=frame[BY_HAND[register][0]].dt.month)

    def groups(frame: Any, **columns: Any) -> Any:
        return frame[["office", "month"]].assign(**columns).groupby(["office", "month"], sort=False)

    found: dict[str, Any] = {}
    rows = read("letters", "kind", "served_on", "due_on")
    letter, permit = rows["kind"] == "letter", rows["kind"] == "permit"
    served, on_time = rows["served_on"].notna(), (rows["served_on"] <= rows["due_on"]).fillna(False)
    found["letters"] = groups(
        rows,
        letters_in=letter & served,
        letters_on_time=letter & on_time,
        permits_in=permit & served,
        permits_on_time=permit & on_time,
    ).sum()
    rows = read("institutions", "number", "activities")
    active = rows["number"].where(rows["activities"] >= 1)
    found["institutions"] = groups(rows, groups=rows["number"], groups_active=active).nunique()
    rows = read("musrenbang", "attended")
    found["musrenbang"] = groups(rows, attendees=rows["attended"]).sum()
    rows = read("bangkit_berdaya", "rt")
    found["bangkit_berdaya"] = rows.groupby(["office", "month"], sort=False).agg(
        locations_served=("rt", "size"), rt_served=("rt", "nunique")
    )
    rows = read("survey", "answer")
    kinds = ("not_easy", "less_easy", "easy", "very_easy")
    found["survey"] = groups(rows, **{f"answers_{one}": rows["answer"] == one for one in kinds}).sum()
    rows = read("complaints", "followed_up_on")
    found["complaints"] = rows.groupby(["office", "month"], sort=False).agg(
        complaints=("followed_up_on", "size"), complaints_followed_up=("followed_up_on", "count")
    )
    rows = read("rastra", "number")
    found["rastra"] = groups(rows, rastra_recipients=rows["number"]).nunique()
    rows = read("kampung_bantar", "rank")
    found["kampung_bantar"] = rows.groupby(["office", "month"], sort=False).agg(
        bantar_entrants=("rank", "size"), bantar_winners=("rank", "count")
    )
    rows = read("akip", "score")
    found["akip"] = groups(rows, akip_score=rows["score"]).sum()
    rows = read("findings", "amount", "status")
    settled = rows["status"] == "settled"
    found["findings"] = (
        groups(
            rows,
            findings_rupiah=rows["amount"],
            findings_settled_rupiah=rows["amount"].where(settled, 0),
            findings=1,
            findings_settled=settled,
        )
        .sum()
        .astype({"findings": "int64"})
    )
    return {register: pa.Table.from_pandas(frame.reset_index()) for register, frame in found.items()}


# ---- databases --------------------------------------------------------------------------------------

BATCH = 50_000


def sqlite_load(lake: Path, at: str) -> None:
    """Fill a database without indexes. SQLite has no decimals: money is kept in sen, scores in millionths."""
    import sqlite3

    import duckdb

    base = sqlite3.connect(at)
    base.execute("PRAGMA journal_mode = off")
    base.execute("PRAGMA synchronous = off")
    for register in BY_HAND:
        rows = duckdb.read_parquet(f"{lake}/plain/{register}.parquet")
        kinds = dict(zip(rows.columns, map(str, rows.types), strict=True))
        stored = {"DATE": "{0}::VARCHAR", "DECIMAL(18,2)": "({0} * 100)::BIGINT"}
        stored["DECIMAL(18,6)"] = "({0} * 1000000)::BIGINT"
        cells = [stored.get(kind, "{0}").format(name) for name, kind in kinds.items()]
        words = {"BIGINT": "INTEGER", "BOOLEAN": "INTEGER", "VARCHAR": "TEXT", "DATE": "TEXT"}
        columns = [f"{name} {words.get(kind, 'INTEGER')}" for name, kind in kinds.items()]
        base.execute(f"CREATE TABLE {register} ({', '.join(columns)})")
        query = duckdb.execute(f"SELECT {', '.join(cells)} FROM '{lake}/plain/{register}.parquet'")
        insert = f"INSERT INTO {register} VALUES ({', '.join('?' * len(cells))})"
        while batch := query.fetchmany(BATCH):
            base.executemany(insert, batch)
        base.commit()


def sqlite(lake: Path, at: str) -> dict[str, Any]:
    import sqlite3

    base = sqlite3.connect(at)
    scale = {"score": 1_000_000, "amount": 100}
    found = {}
    for register, sql in by_hand("CAST(substr({date}, 6, 2) AS INTEGER)", str):
        cursor = base.execute(sql)
        found[register] = _table([column[0] for column in cursor.description], cursor.fetchall())
        for column, factor in scale.items():
            for name, asked in BY_HAND[register][1].items():
                if f"sum({column})" in asked:
                    found[register] = _unscaled(found[register], name, factor)
    return found


def postgres_load(lake: Path, at: str) -> None:
    """Fill a database without indexes, by COPY of text, and let it look at its tables."""
    import duckdb
    import psycopg

    with psycopg.connect(at, autocommit=True) as base:
        for register in BY_HAND:
            rows = duckdb.read_parquet(f"{lake}/plain/{register}.parquet")
            kinds = [
                f"{name} {'TEXT' if str(kind) == 'VARCHAR' else kind}"
                for name, kind in zip(rows.columns, rows.types, strict=True)
            ]
            base.execute(f"CREATE TABLE {register} ({', '.join(kinds)})")
            with base.cursor().copy(f"COPY {register} FROM STDIN (FORMAT csv)") as copy:
                for text in _csv(rows):
                    copy.write(text)
            base.execute(f"VACUUM ANALYZE {register}")


def postgres(lake: Path, at: str) -> dict[str, Any]:
    import psycopg

    found = {}
    with psycopg.connect(at) as base:
        for register, sql in by_hand("extract(month FROM {date})::int", str):
            cursor = base.execute(sql)
            found[register] = _table([column.name for column in cursor.description or ()], cursor.fetchall())
    return found


def _csv(rows: Any) -> Iterator[bytes]:
    """Yield CSV without a heading, some rows at a time."""
    import pyarrow as pa
    import pyarrow.csv as pc

    options = pc.WriteOptions(include_header=False)
    for batch in rows.to_arrow_reader(BATCH):
        out = pa.BufferOutputStream()
        pc.write_csv(batch, out, options)
        yield out.getvalue().to_pybytes()


def _table(names: list[str], lines: list[tuple[Any, ...]]) -> Any:
    import pyarrow as pa

    return pa.table(dict(zip(names, map(list, zip(*lines, strict=True)), strict=True)))


def _unscaled(table: Any, name: str, factor: int) -> Any:
    from decimal import Decimal

    import pyarrow as pa

    amounts = [None if one is None else Decimal(one) / factor for one in table[name].to_pylist()]
    return table.set_column(table.column_names.index(name), name, pa.array(amounts, pa.decimal128(38, 6)))


LOADS = {"sqlite-load": sqlite_load, "postgres-load": postgres_load}
RIVALS = {"hand": hand, "polars": polars, "pandas": pandas, "sqlite": sqlite, "postgres": postgres}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=[*RIVALS, *LOADS])
    parser.add_argument("lake", type=Path)
    parser.add_argument("--at", default="")
    parser.add_argument("--answers", type=Path)
    options = parser.parse_args()
    if options.name in LOADS:
        LOADS[options.name](options.lake, options.at)
        return
    found = RIVALS[options.name](options.lake, options.at)
    if options.answers is not None:
        write_answers(found, options.answers)


if __name__ == "__main__":
    main()
