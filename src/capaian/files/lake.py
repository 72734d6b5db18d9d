"""Registers kept as Parquet: a folder of parts by month, and a list that says which parts count.

    registers/letters/_parts.json                    the list; replaced in one step
    registers/letters/2017-05/3f9c1d2ab04e.parquet   rows of one month from one import, named by their content

A part is written whole before the list names it, and never changed after. A crash in between leaves the old list,
so the old state; the part that nobody names is not read. Adding a month writes that month and the list. Two who add
at once are told apart under a lock, which the system takes back from a process that died.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

LIST, LOCK = "_parts.json", ".lock"
SCHEMA = "capaian/parts@1"
PATIENCE = 30
"""Seconds to wait for others who replace the list; that takes them milliseconds."""


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
    try:
        if content["schema"] != SCHEMA:
            raise ValueError(f"schema {content['schema']!r}")
        return [Part(part["name"], part["rows"], part["sha256"]) for part in content["parts"]]
    except (KeyError, TypeError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def add_parts(
    folder: Path, table: pa.Table, *, date: str, order: Sequence[str], known: Sequence[Part]
) -> list[Part]:
    """Add the rows of ``table`` to the register in ``folder`` and return the new parts: one for each month.

    ``date`` names the column that decides the month, ``order`` those that rows are sorted by, so that an office's
    rows stand together. ``known`` is the list that the rows were compared with. Raises :class:`Changed` where it is
    no longer the list, ``OSError`` where a file cannot be written; nothing is added then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        # A folder with parts and without a list is read whole: a first import that is cut short must leave a list.
        if parts_of(folder) is None and not known:
            _write_list(folder, [])
    made = []
    for month, rows in _by_month(table.sort_by([(name, "ascending") for name in order]), date):
        content = _parquet(rows)
        digest = hashlib.sha256(content).hexdigest()
        part = Part(f"{month}/{digest[:12]}.parquet", rows.num_rows, digest)
        (folder / month).mkdir(exist_ok=True)
        write_whole(folder / part.name, content)
        made.append(part)
    with _alone(folder):
        if parts_of(folder) != list(known):
            raise Changed(str(folder))
        names = {part.name for part in known}
        added = [part for part in made if part.name not in names]
        _write_list(folder, [*known, *added])
    return added


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises ``BlockingIOError`` where others keep it for longer than ``PATIENCE``."""
    from filelock import FileLock, Timeout  # 25 ms that those who only read need not wait for

    lock = FileLock(folder / LOCK, timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout as error:
        raise BlockingIOError(errno.EAGAIN, "held by others", str(folder / LOCK)) from error
    try:
        yield
    finally:
        lock.release()


def _write_list(folder: Path, parts: Sequence[Part]) -> None:
    content = {"schema": SCHEMA, "parts": [part._asdict() for part in parts]}
    write_whole(folder / LIST, (json.dumps(content, indent=1) + "\n").encode())


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
