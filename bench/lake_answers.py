"""Answers of a contender of ``lake.py``: written by it, and compared line by line with those of another.

Run as ``lake_answers.py ONE OTHER``, two folders with a Parquet file for each register; status 1 where they differ.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write_answers(tables: Mapping[str, Any], folder: Path) -> None:
    """Write the Arrow table of each register: ``office``, ``month`` and a column for each variable."""
    import pyarrow.parquet as pq

    folder.mkdir(parents=True)
    for register, table in tables.items():
        pq.write_table(table, folder / f"{register}.parquet")


def differences(one: Path, other: Path) -> list[str]:
    """Return what differs, in words; a sum over nothing may be null or zero."""
    import duckdb

    names = [{file.stem for file in folder.iterdir()} for folder in (one, other)]
    if names[0] != names[1] or not names[0]:
        return [f"registers: {sorted(names[0])} and {sorted(names[1])}"]
    found = []
    for name in sorted(names[0]):
        files = [folder / f"{name}.parquet" for folder in (one, other)]
        columns = sorted(duckdb.read_parquet(str(files[0])).columns)
        if columns != sorted(duckdb.read_parquet(str(files[1])).columns):
            found.append(f"{name}: the columns differ")
            continue
        counts = [f"coalesce({c}, 0)::DECIMAL(38, 6)" for c in columns if c not in ("office", "month")]
        queries = [f"(SELECT office::VARCHAR, month::INTEGER, {', '.join(counts)} FROM '{file}')" for file in files]
        for left, right in (queries, queries[::-1]):
            lines = duckdb.sql(f"{left} EXCEPT ALL {right} ORDER BY ALL").fetchall()
            found += [f"{name}: {len(lines):,} lines that the other has not, the first {lines[0]}"] if lines else []
    return found


if __name__ == "__main__":
    said = differences(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.exit("\n".join(said) or None)
