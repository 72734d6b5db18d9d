"""Registers kept as Parquet: a folder of parts by month, and a list that says which parts count.

    registers/letters/_parts.json                    the list; replaced in one step
    registers/letters/2017-05/3f9c1d2ab04e.parquet   rows of one month from one import, named by their content

A part is written whole before the list names it, and never changed after. A crash in between leaves the old list,
so the old state; the part that nobody names is not read. Adding a month writes that month and the list.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

LIST = "_parts.json"
SCHEMA = "capaian/parts@1"


class Part(NamedTuple):
    """One file of the list: its ``name`` below the folder, how many ``rows``, and the SHA-256 of its bytes."""

    name: str
    rows: int
    sha256: str


class Changed(Exception):
    """Somebody else added to the register while rows were being added: nothing was."""


def parts_of(folder: Path) -> list[Part] | None:
    """Return the parts that count, or ``None`` where the folder has no list (then all Parquet files in it do).

    Raises ``OSError`` or ``ValueError`` where the list cannot be read.
    """
    try:
        content = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if content.get("schema") != SCHEMA:
        raise ValueError(f"{folder / LIST}: {content.get('schema')!r}")
    return [Part(part["name"], part["rows"], part["sha256"]) for part in content["parts"]]


def add_parts(
    folder: Path, table: pa.Table, *, date: str, order: Sequence[str], known: Sequence[Part]
) -> list[Part]:
    """Add the rows of ``table`` to the register in ``folder`` and return the new parts: one for each month.

    ``date`` names the column that decides the month, ``order`` those that rows are sorted by, so that an office's
    rows stand together. ``known`` is the list that the rows were compared with. Raises :class:`Changed` where it is
    no longer the list, ``OSError`` where a file cannot be written; nothing is added then.
    """
    made = []
    folder.mkdir(parents=True, exist_ok=True)
    for month, rows in _by_month(table.sort_by([(name, "ascending") for name in order]), date):
        content = _parquet(rows)
        digest = hashlib.sha256(content).hexdigest()
        part = Part(f"{month}/{digest[:12]}.parquet", rows.num_rows, digest)
        (folder / month).mkdir(exist_ok=True)
        write_whole(folder / part.name, content)
        made.append(part)
    if (parts_of(folder) or []) != list(known):
        raise Changed(str(folder))
    names = {part.name for part in known}
    added = [part for part in made if part.name not in names]
    listed = [{"name": name, "rows": rows, "sha256": digest} for name, rows, digest in [*known, *added]]
    text = json.dumps({"schema": SCHEMA, "parts": listed}, indent=1) + "\n"
    write_whole(folder / LIST, text.encode())
    return added


def _by_month(table: pa.Table, date: str) -> Iterable[tuple[str, pa.Table]]:
    months = pc.strftime(table.column(date), format="%Y-%m")
    for month in sorted(pc.unique(months).to_pylist()):
        yield month, table.filter(pc.equal(months, month))


def _parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd", store_schema=False)
    return out.getvalue()


def write_whole(goal: Path, content: bytes) -> None:
    """Write a file whole or not at all: on disk under another name first. Raises ``OSError``."""
    handle, name = tempfile.mkstemp(prefix=f".{goal.name}.", suffix=".tmp", dir=goal.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(0o644)
        temporary.replace(goal)
    finally:
        temporary.unlink(missing_ok=True)
