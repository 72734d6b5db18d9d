"""Rows as tables that Ibis can count, on this machine or on a cluster."""

from __future__ import annotations

import atexit
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
from ibis.expr.types import Table

SCHEMES = ("spark://", "sc://")
"""A Spark master, and a Spark Connect server."""


class EngineUnavailable(Exception):
    """The engine that was asked for is not installed or does not answer; the message says why."""


class Engine:
    """Where rows are counted. Without an address: DuckDB, inside this process."""

    def __init__(self, address: str | None = None) -> None:
        """Connect to ``address``, one of :data:`SCHEMES`. Raises :class:`EngineUnavailable`."""
        self.address = address
        self._session = None if address is None else _spark(address)
        self._numbers = itertools.count()

    def table_of_parquet(self, files: Sequence[Path]) -> Table:
        """Return the rows of Parquet files as a table; nothing is read before it is counted.

        On a cluster every worker has to find the files under the same path.
        """
        paths = [str(file.resolve()) for file in files]
        if self._session is None:
            return ibis.read_parquet(paths)
        # Ibis reads one path on Spark; Spark itself takes them all.
        view = f"rows_{next(self._numbers)}"
        self._session.read.parquet(*paths).createOrReplaceTempView(view)
        return ibis.pyspark.connect(self._session).table(view)


def table_of(rows: Any) -> Table:
    """Return an Arrow table as an Ibis table."""
    return ibis.memtable(rows)


def _spark(address: str) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineUnavailable(str(error)) from error
    builder = SparkSession.builder.appName("capaian").config("spark.sql.session.timeZone", "UTC")
    try:
        if address.startswith("sc://"):
            session = builder.remote(address).getOrCreate()
        else:
            quiet = {
                "spark.ui.enabled": "false",
                "spark.ui.showConsoleProgress": "false",
                "spark.log.level": "ERROR",
            }
            for key, value in quiet.items():
                builder = builder.config(key, value)
            session = builder.master(address).getOrCreate()
    except Exception as error:  # Spark tells every fault of starting by another type
        raise EngineUnavailable(str(error).strip().split("\n", 1)[0]) from error
    atexit.register(session.stop)
    return session
