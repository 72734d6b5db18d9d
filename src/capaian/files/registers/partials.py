"""Counts by month that are kept beside the parts of a register, so that rows need be counted once only.

    registers/letters/_partials/<what was asked>-<hash of the file>.parquet

The file says which parts its lines were counted from, by name and hash; the column ``_part`` tells whose a line
is. It is a memory and no source: whoever deletes the folder loses time and nothing else. A file whose bytes are not
what its name says is not read.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Collection, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from capaian.files.registers.lake import LakePart, read_regular, write_whole

FOLDER = "_partials"
PART = "_part"
_PARTS = b"capaian/partials@1"
_ROWS_IN_GROUP = 20_000
"""Lines stand in the order of offices, so one office is in one or two groups."""


def read_partials(
    folder: Path, key: str, parts: Collection[LakePart], offices: Collection[str] | None = None
) -> tuple[pa.Table | None, list[LakePart]]:
    """Return the kept lines of ``parts`` and the parts that they are of; ``None`` where nothing is kept.

    ``key`` names what was asked. Only lines of ``offices`` are returned where it is given.
    """
    for file in sorted((folder / FOLDER).glob(f"{key}-*.parquet")):
        try:
            content = read_regular(file)
            if not file.stem.endswith(hashlib.sha256(content).hexdigest()[:16]):
                continue
            schema = pq.read_schema(pa.BufferReader(content))
            listed = [LakePart(*part) for part in json.loads((schema.metadata or {})[_PARTS])]
            known = [part for part in listed if part in parts]
            sieve: list[tuple[str, str, list[str]]] = []
            if len(known) < len(listed):
                sieve.append((PART, "in", [part.name for part in known]))
            if offices is not None:
                sieve.append(("_office", "in", sorted(offices)))
            lines = pq.read_table(pa.BufferReader(content), filters=sieve or None)
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowInvalid):
            continue  # damaged or of another version: counted again
        return lines.replace_schema_metadata(), known
    return None, []


def write_partials(folder: Path, key: str, lines: pa.Table, parts: Sequence[LakePart]) -> None:
    """Keep ``lines``, which are of ``parts``, under ``key``, in place of what was kept before.

    A folder that cannot be written is left alone: what is not kept is counted again.
    """
    lines = lines.sort_by([("_office", "ascending"), ("_month", "ascending")])
    listed = json.dumps(parts).encode()
    out = io.BytesIO()
    pq.write_table(
        lines.replace_schema_metadata({_PARTS: listed}), out, compression="zstd", row_group_size=_ROWS_IN_GROUP
    )
    content = out.getvalue()
    goal = folder / FOLDER / f"{key}-{hashlib.sha256(content).hexdigest()[:16]}.parquet"
    try:
        goal.parent.mkdir(exist_ok=True)
        old = [file for file in goal.parent.glob(f"{key}-*.parquet") if file != goal]
        write_whole(goal, content)
        for file in old:
            file.unlink(missing_ok=True)
    except OSError:
        return
