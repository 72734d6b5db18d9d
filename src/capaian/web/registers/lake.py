"""The rows of the database as the lake that figures are counted from: one Parquet part for each month.

    work/15.71.03/lake/5b1f…/registers/letters/_parts.json                    the parts, and the version of each
    work/15.71.03/lake/5b1f…/registers/letters/2017-05/3f9c1d2ab04e.parquet   a month's rows as they are

Plans that give the registers other columns have a lake each (``5b1f…`` is of the columns): who looks at
an earlier year does not write over what another is just counting.

Only months that changed are written anew (``models.Month`` counts their versions), so what was counted of the
others is not counted again. It is a memory and no source: whoever deletes the folder loses time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from filelock import FileLock

from capaian.core.plan.performance_plan import Plan
from capaian.core.registers.register import Register
from capaian.files.registers.lake import PARTS_LIST, SCHEMA, LakePart, parquet_bytes, write_whole
from capaian.files.registers.parquet_rows import arrow_rows, arrow_schema
from capaian.web.accounts.models import Office
from capaian.web.registers.models import Month
from capaian.web.registers.queries import rows_of
from capaian.web.registers.rows import from_data

LOCK_TIMEOUT = 120
"""Seconds to wait for another process that writes the same office's months."""
STALE_AFTER = 3600
"""Seconds that a part which counts no more stays for those who are still reading it."""
LAKE = "lake"
_NOTHING = "0000-00"
"""Stands for the month of a part without rows: its register has had rows, and has none now."""


class WrittenMonth(NamedTuple):
    """A month's part, and what it was written from: the month's version and the register's columns."""

    part: LakePart
    version: int


def sync(office: Office, plan: Plan) -> Path:
    """Bring the office's lake up to what the database holds now, and return its folder.

    Raises :class:`rows.TypeMismatch` where a kept row no longer fits the plan's register, ``TimeoutError`` where
    another process holds the folder for too long. Not to be called within a transaction.
    """
    shapes = sorted((name, _shape(register)) for name, register in plan.registers.items())
    own = hashlib.sha256(json.dumps(shapes).encode()).hexdigest()[:12]
    folder = Path(settings.DATA) / "work" / office.code / LAKE / own / "registers"
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        versions: dict[str, dict[str, Month]] = {}
        for month in Month.objects.filter(office=office):
            versions.setdefault(month.register, {})[month.month] = month
        for name, register in plan.registers.items():
            if name in versions:
                _sync_one(office, register, folder / name, versions[name])
            elif (folder / name).exists():
                shutil.rmtree(folder / name)
    return folder


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    lock = FileLock(folder.parent / "registers.lock", timeout=LOCK_TIMEOUT)
    with lock:
        yield


def _shape(register: Register) -> str:
    return hashlib.sha256(str(arrow_schema(register)).encode()).hexdigest()[:16]


def _sync_one(office: Office, register: Register, goal: Path, months: Mapping[str, Month]) -> None:
    shape = _shape(register)
    before = _written(goal, shape)
    now: dict[str, WrittenMonth] = {}
    for name, month in sorted(months.items()):
        known = before.get(name)
        if known is not None and known.version == month.version:
            now[name] = known
        elif month.rows:
            rows = rows_of(office, register.name, name).values_list("data", flat=True).iterator()
            now[name] = WrittenMonth(_write(register, goal, name, rows), month.version)
    if not now:
        now[_NOTHING] = WrittenMonth(_write(register, goal, _NOTHING, ()), 0)
    if now != before:
        _list(goal, shape, now)
    _sweep(goal, {one.part.name for one in now.values()})


def _write(register: Register, goal: Path, month: str, rows: Iterable[Mapping[str, Any]]) -> LakePart:
    table = arrow_rows(register, (from_data(register, data) for data in rows))
    order = dict.fromkeys((register.office, register.date, *register.key))
    content = parquet_bytes(table.sort_by([(name, "ascending") for name in order]))
    digest = hashlib.sha256(content).hexdigest()
    part = LakePart(f"{month}/{digest[:12]}.parquet", table.num_rows, digest)
    (goal / month).mkdir(parents=True, exist_ok=True)
    write_whole(goal / part.name, content)
    return part


def _written(goal: Path, shape: str) -> dict[str, WrittenMonth]:
    """Return the parts that are there by month; none where they are of other columns, or damaged."""
    try:
        content = json.loads((goal / PARTS_LIST).read_text(encoding="utf-8"))
        if content["shape"] != shape or content["schema"] != SCHEMA:
            return {}
        parts = [LakePart(one["name"], one["rows"], one["sha256"]) for one in content["parts"]]
        versions = content["versions"]
        found = {part.name.partition("/")[0]: part for part in parts}
        return {
            month: WrittenMonth(part, versions[month])
            for month, part in found.items()
            if (goal / part.name).is_file()
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _list(goal: Path, shape: str, now: Mapping[str, WrittenMonth]) -> None:
    """Replace the list in one step; beside the parts it says what they are of."""
    content = {
        "schema": SCHEMA,
        "shape": shape,
        "versions": {month: one.version for month, one in now.items()},
        "parts": [one.part._asdict() for one in now.values()],
    }
    write_whole(goal / PARTS_LIST, (json.dumps(content, indent=1) + "\n").encode())


def _sweep(goal: Path, named: set[str]) -> None:
    """Remove parts that have not counted for a while."""
    old = time.time() - STALE_AFTER
    for file in goal.glob("*/*.parquet"):
        name = file.relative_to(goal).as_posix()
        if not name.startswith("_") and name not in named and file.stat().st_mtime < old:
            file.unlink(missing_ok=True)
