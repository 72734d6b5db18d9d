"""Rows as tables that Ibis can count, on this machine or on a cluster."""

from __future__ import annotations

import itertools
import threading
import weakref
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from capaian.engine.by_need import hide_pandas_from_arrow, ibis
from capaian.engine.spark import faults_named, session_of

if TYPE_CHECKING:
    from ibis.expr.types import Table

engine_lock = threading.Lock()
"""The threads of a server take turns: there is one connection to DuckDB, and it answers one at a time."""

_gone: deque[str] = deque()
"""Views that no expression speaks of any more, to be dropped by whoever has the next turn."""


class Engine:
    """Where rows are counted. Without an address: DuckDB, inside this process."""

    def __init__(self, address: str | None = None) -> None:
        """Connect to the cluster at ``address``. Raises :class:`capaian.engine.faults.EngineUnavailable`."""
        self.address = address
        self._session = None if address is None else session_of(address)
        self._numbers = itertools.count()
        if address is None:
            hide_pandas_from_arrow()

    def table_of_parquet(self, files: Sequence[Path]) -> Table:
        """Return the rows of Parquet files as a table; nothing is read before it is counted.

        On a cluster every worker has to find the files under the same path. Raises
        :class:`capaian.engine.faults.EngineFailed` where a Spark Connect server does not.
        """
        paths = [str(file.resolve()) for file in files]
        if self._session is None:
            with engine_lock:
                _drop_gone()
                table = ibis.read_parquet(paths)
            # A server measures for months: what it looked at once does not stay in the catalogue of its DuckDB. All
            # that is asked of the table holds its node.
            weakref.finalize(table.op(), _gone.append, table.get_name())
            return table
        # Ibis reads one path on Spark; Spark itself takes them all.
        view = f"rows_{next(self._numbers)}"
        with faults_named():
            self._session.read.parquet(*paths).createOrReplaceTempView(view)
            return ibis.pyspark.connect(self._session).table(view)


def _drop_gone() -> None:
    """Drop the views that nobody can ask any more; the caller has the turn.

    The one who collects the garbage may have the turn himself, in the midst of a question: so it is not done there.
    """
    while _gone:
        # Ibis' own drop_view leaves the name out with newer releases of SQLGlot.
        ibis.get_backend().raw_sql(f'DROP VIEW IF EXISTS "{_gone.popleft()}"')


def table_of(rows: Any) -> Table:
    """Return an Arrow table as an Ibis table."""
    return ibis.memtable(rows)
