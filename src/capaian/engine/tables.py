"""Rows as tables that Ibis can count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
from ibis.expr.types import Table


def table_of(rows: Any) -> Table:
    """Return an Arrow table as an Ibis table."""
    return ibis.memtable(rows)


def table_of_parquet(files: Sequence[Path]) -> Table:
    """Return the rows of Parquet files as an Ibis table; nothing is read before it is counted."""
    return ibis.read_parquet([str(file) for file in files])
