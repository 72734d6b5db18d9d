"""Counts compiled to DuckDB's SQL, so that the next process need not load Ibis to compile them again.

A statement is kept in a folder of data, where others may write. So it is not trusted further than the counts that
are kept beside it: it runs alone in a DuckDB of its own, which reads the rows it is to count and nothing else,
cannot write, load or be set otherwise, is given one SELECT, and is given up after a time. Whoever forges one can
forge figures, as by those counts, and waste that time.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from capaian import __version__
from capaian.core.period import Period
from capaian.core.registers.aggregation import AggregateFunction, Aggregation
from capaian.core.registers.register import Register
from capaian.engine.by_need import ibis
from capaian.engine.counts import expression, monthly_expression, of_offices
from capaian.engine.partials import fingerprint
from capaian.engine.tables import engine_lock

SCHEMA = "capaian/statement@1"
_ROWS = "rows"
"""What a statement calls the rows."""
_PATIENCE = 600.0
"""Seconds after which a statement that was kept is given up, and compiled anew."""
_COMPILERS = ("counts.py", "conditions.py", "statements.py")
"""What decides the SQL of a question: one that was compiled by other code is not this one's answer."""


class Statement(NamedTuple):
    """SQL over a table ``rows``, and the columns that come of it."""

    sql: str
    columns: pa.Schema


class Question(NamedTuple):
    """What is asked of the rows: of every month, or of ``periods`` and, where few, of ``offices``."""

    register: Register
    countings: Mapping[str, Aggregation]
    level: int
    periods: Sequence[Period] = ()
    offices: Sequence[str] = ()

    def key(self) -> str:
        """Return what tells apart all that decides the statement: the question, and who compiled it."""
        by = [f"{name} {version(name)}" for name in ("ibis-framework", "sqlglot", "duckdb")]
        asked = fingerprint(self.register, self.countings, self.level)
        said = [
            SCHEMA,
            f"capaian {__version__}",
            _compiler(),
            *by,
            asked,
            *map(str, self.periods),
            "of",
            *sorted(self.offices),
        ]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]

    def columns(self) -> set[str]:
        """Return the names of the columns that come of it, see :mod:`capaian.engine.counts`."""
        names = {"_office", "_span" if self.periods else "_month", "seen"}
        for key, counting in self.countings.items():
            names |= {f"{key}_meeting"}
            if counting.how is not AggregateFunction.ROWS:
                names |= {f"{key}_filled", f"{key}_amount"}
            if counting.how is AggregateFunction.LAST and not self.periods:
                names |= {f"{key}_day"}
        return names

    def expression(self, rows: Any) -> Any:
        """Return the count of ``rows`` as Ibis has it."""
        if not self.periods:
            return monthly_expression(self.register, rows, self.countings, self.level)
        own = of_offices(self.register, rows, self.offices)
        return expression(self.register, own, self.countings, self.periods, self.level)


def compiled(question: Question, schema: pa.Schema) -> Statement:
    """Return the statement of ``question`` over rows of ``schema``."""
    made = question.expression(ibis.table(ibis.Schema.from_pyarrow(schema), name=_ROWS))
    return Statement(str(ibis.to_sql(made, dialect="duckdb")), made.schema().to_pyarrow())


def run(statement: Statement, files: Sequence[Path], patience: float | None = None) -> pa.Table:
    """Count the rows of Parquet ``files``, for at most ``patience`` seconds.

    Raises ``duckdb.Error``, or ``ValueError`` for what is no SELECT.
    """
    paths = [str(file.resolve()) for file in files]
    with engine_lock, duckdb.connect(config={"autoload_known_extensions": False}) as alone:
        alone.execute("SET allowed_paths = $paths", {"paths": paths})
        alone.execute("SET enable_external_access = false")
        alone.execute("SET lock_configuration = true")
        alone.read_parquet(paths).create_view(_ROWS)
        if [one.type for one in alone.extract_statements(statement.sql)] != [duckdb.StatementType.SELECT]:
            raise ValueError("not one SELECT")
        bell = None if patience is None else threading.Timer(patience, alone.interrupt)
        try:
            if bell is not None:
                bell.start()
            return alone.sql(statement.sql).to_arrow_table().cast(statement.columns)
        finally:
            if bell is not None:
                bell.cancel()


def run_kept(content: bytes, question: Question, files: Sequence[Path]) -> pa.Table | None:
    """Count by a statement that was kept; ``None`` where it is damaged or answers another question."""
    try:
        statement = read(content)
        if not _fits(question, statement.columns):
            return None
        found = run(statement, files, _PATIENCE)
    except (duckdb.Error, ValueError, pa.ArrowException, RecursionError, MemoryError):
        return None
    keys = [name for name in found.column_names if name in _KEYS]
    return None if any(found[name].null_count for name in keys) else found


_KEYS = ("_office", "_span", "_month", "seen")


def _fits(question: Question, columns: pa.Schema) -> bool:
    """Tell whether columns are those of the question, and of the kinds that what follows counts on."""
    if set(columns.names) != question.columns() or len(columns.names) != len(question.columns()):
        return False
    counts = (*_KEYS[1:], *(f"{key}_{what}" for key in question.countings for what in ("meeting", "filled")))
    return pa.types.is_string(columns.field("_office").type) and all(
        pa.types.is_integer(columns.field(name).type) for name in columns.names if name in counts
    )


@cache
def _compiler() -> str:
    """Return what tells this release's compiler from others, whatever its version says."""
    code = b"\0".join(Path(__file__).with_name(name).read_bytes() for name in _COMPILERS)
    return hashlib.sha256(code).hexdigest()


def written(statement: Statement) -> bytes:
    """Return a statement as a file."""
    columns = base64.b64encode(statement.columns.serialize().to_pybytes()).decode()
    said = {"schema": SCHEMA, "sql": statement.sql, "columns": columns}
    return (json.dumps(said, indent=1) + "\n").encode()


def read(content: bytes) -> Statement:
    """Return the statement of a file. Raises ``ValueError`` where it is none."""
    try:
        said = json.loads(content)
        if said["schema"] != SCHEMA:
            raise ValueError(f"schema {said['schema']!r}")
        columns = pa.ipc.read_schema(pa.py_buffer(base64.b64decode(said["columns"])))
        return Statement(str(said["sql"]), columns)
    except (KeyError, TypeError, OSError, RecursionError, pa.ArrowException) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error
