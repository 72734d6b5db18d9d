"""Registers kept as Parquet: a folder of parts by month, and a list that says which parts count.

    registers/letters/_parts.json                    the list; replaced in one step
    registers/letters/2017-05/3f9c1d2ab04e.parquet   rows of one month from one import, named by their content

A part is written whole before the list names it, and never changed after. A crash in between leaves the old list,
so the old state; the part that nobody names is not read. Adding a month writes that month and the list. Two who add
at once are told apart under a lock, which the system takes back from a process that died.

A correction replaces the parts that held the old rows: the list names the new parts, and under ``replaced`` the old
ones with what stands for them. They stay on disk, so that what was counted then can be counted again.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from capaian.files.digest import file_sha256

PARTS_LIST, LOCK = "_parts.json", ".lock"
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would end lines anew
SCHEMA = "capaian/parts@1"
LOCK_TIMEOUT = 30
"""Seconds to wait for others who replace the list; that takes them milliseconds."""

_MONTH = "_month"


class LakePart(NamedTuple):
    """One file of the list: its ``name`` below the folder, how many ``rows``, and the SHA-256 of its bytes."""

    name: str
    rows: int
    sha256: str


class ReplacedPart(NamedTuple):
    """A part that counts no more, the names of the parts that stand ``by`` it now, and the day it was replaced."""

    part: LakePart
    by: tuple[str, ...]
    on: str


class StalePart(NamedTuple):
    """A part of which some rows are corrected: its ``rest``, and the rows that come ``instead`` of the others."""

    part: LakePart
    rest: pa.Table
    instead: pa.Table


class ConcurrentChange(Exception):
    """Somebody else added to the register while rows were being added: nothing was."""


def parts_of(folder: Path) -> list[LakePart] | None:
    """Return the parts that count, or ``None`` where the folder has no list (then all Parquet files in it do).

    Raises ``OSError`` or ``ValueError`` where the list cannot be read.
    """
    listed = _read_list(folder)
    return None if listed is None else listed[0]


def replaced_of(folder: Path) -> list[ReplacedPart]:
    """Return the parts that corrections have replaced, oldest first. Raises as :func:`parts_of` does."""
    listed = _read_list(folder)
    return [] if listed is None else listed[1]


def damaged_parts(folder: Path) -> list[tuple[LakePart, str]]:
    """Return the parts whose bytes are not those that the list names, each with the hash found; empty where gone.

    Raises ``OSError`` or ``ValueError`` where the list cannot be read.
    """
    found = []
    for part in parts_of(folder) or []:
        path = folder / part.name
        digest = file_sha256(path) if path.is_file() else ""
        if digest != part.sha256:
            found.append((part, digest))
    return found


def add_parts(
    folder: Path,
    table: pa.Table,
    *,
    date: str,
    order: Sequence[str],
    known: Sequence[LakePart],
    stale: Sequence[StalePart] = (),
    on: str = "",
) -> list[LakePart]:
    """Add the rows of ``table`` to the register in ``folder`` and return the new parts: one for each month.

    ``date`` names the column that decides the month, ``order`` those that rows are sorted by, so that an office's
    rows stand together. ``known`` is the list that the rows were compared with; of it, ``stale`` are replaced, and
    ``on`` is the day that is written beside them. Raises :class:`ConcurrentChange` where ``known`` is no longer the
    list, ``OSError`` where a file cannot be written; nothing is added then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        # A folder with parts and without a list is read whole: a first import that is cut short must leave a list.
        if parts_of(folder) is None and not known:
            _write_list(folder, [], [])
    table = pa.concat_tables([table, *(part.rest for part in stale)])
    with ThreadPoolExecutor() as pool:
        made = dict(pool.map(lambda month: _write_part(folder, *month), _by_month(table, date, order)))
    gone = [_replaced(part, made, date, on) for part in stale]
    kept = [part for part in known if part not in {one.part for one in stale}]
    names = {part.name for part in kept}
    added = [part for part in made.values() if part.name not in names]
    with _alone(folder):
        listed = _read_list(folder)
        if listed is None or listed[0] != list(known):
            raise ConcurrentChange(str(folder))
        _write_list(folder, [*kept, *added], [*listed[1], *gone])
    return added


def _replaced(stale: StalePart, made: Mapping[str, LakePart], date: str, on: str) -> ReplacedPart:
    months = {month for rows in (stale.rest, stale.instead) for month, _ in _by_month(rows, date)}
    return ReplacedPart(stale.part, tuple(made[month].name for month in sorted(months)), on)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises ``BlockingIOError`` where others keep it for longer than ``LOCK_TIMEOUT``."""
    from filelock import FileLock, Timeout  # 25 ms that those who only read need not wait for

    lock = FileLock(folder / LOCK, timeout=LOCK_TIMEOUT)
    try:
        lock.acquire()
    except Timeout as error:
        raise BlockingIOError(errno.EAGAIN, "held by others", str(folder / LOCK)) from error
    try:
        yield
    finally:
        lock.release()


def _read_list(folder: Path) -> tuple[list[LakePart], list[ReplacedPart]] | None:
    try:
        content = json.loads((folder / PARTS_LIST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    try:
        if content["schema"] != SCHEMA:
            raise ValueError(f"schema {content['schema']!r}")
        gone = [ReplacedPart(_part(one), tuple(one["by"]), one["on"]) for one in content.get("replaced", ())]
        return [_part(part) for part in content["parts"]], gone
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def _part(listed: Mapping[str, Any]) -> LakePart:
    return LakePart(listed["name"], listed["rows"], listed["sha256"])


def _write_list(folder: Path, parts: Sequence[LakePart], replaced: Sequence[ReplacedPart]) -> None:
    content: dict[str, object] = {"schema": SCHEMA, "parts": [part._asdict() for part in parts]}
    if replaced:
        content["replaced"] = [{**one.part._asdict(), "by": one.by, "on": one.on} for one in replaced]
    write_whole(folder / PARTS_LIST, (json.dumps(content, indent=1) + "\n").encode())


def _write_part(folder: Path, month: str, rows: pa.Table) -> tuple[str, LakePart]:
    content = parquet_bytes(rows)
    digest = hashlib.sha256(content).hexdigest()
    part = LakePart(f"{month}/{digest[:12]}.parquet", rows.num_rows, digest)
    (folder / month).mkdir(exist_ok=True)
    write_whole(folder / part.name, content)
    return month, part


def _by_month(table: pa.Table, date: str, order: Sequence[str] = ()) -> Iterator[tuple[str, pa.Table]]:
    """Yield (month, its rows in ``order``)."""
    month = pc.floor_temporal(table.column(date), unit="month")
    columns = table.column_names
    table = table.append_column(_MONTH, month).sort_by([(name, "ascending") for name in (_MONTH, *order)])
    first = 0
    for count in pc.value_counts(table.column(_MONTH)).field("counts").to_pylist():
        rows = table.slice(first, count).select(columns)
        yield rows.column(date)[0].as_py().isoformat()[:7], rows
        first += count


def parquet_bytes(table: pa.Table) -> bytes:
    """Return ``table`` as a Parquet file."""
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd", store_schema=False)
    return out.getvalue()


def read_regular(file: Path, most: int | None = None) -> bytes:
    """Return the bytes of a plain file that anybody may have put where ours are kept.

    Raises ``OSError`` for a link, a pipe or a device, which might never end, and for more than ``most`` bytes.
    """
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no plain file", str(file))
        content = opened.read() if most is None else opened.read(most + 1)
    if most is not None and len(content) > most:
        raise OSError(errno.EFBIG, "too large", str(file))
    return content


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
