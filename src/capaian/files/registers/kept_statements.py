"""Compiled statements, kept beside the counts of a register's parts.

    registers/letters/_partials/<what was asked and who compiled it>-<hash of the file>.sql.json

They are a memory, like the counts: a file whose bytes are not what its name says is not read, and deleting them
costs time only. What a statement may do when it runs is bounded where it runs (``engine/statements.py``).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from capaian.files.registers.lake import read_regular, write_whole
from capaian.files.registers.partials import FOLDER

_ENDING = ".sql.json"
_MOST_BYTES = 1_000_000
MOST = 100
"""So many statements of a register are kept, the newest; a question about few offices has one of its own."""


def read_statement(folder: Path, key: str) -> bytes | None:
    """Return what is kept under ``key``; ``None`` where nothing is, or nothing that can be believed."""
    for file in sorted((folder / FOLDER).glob(f"{key}-*{_ENDING}")):
        try:
            content = read_regular(file, _MOST_BYTES)
        except OSError:
            continue
        if file.name == _name(key, content):
            return content
    return None


def write_statement(folder: Path, key: str, content: bytes) -> None:
    """Keep ``content`` under ``key``, in place of what was kept before; a folder that cannot be written is left."""
    goal = folder / FOLDER / _name(key, content)
    try:
        goal.parent.mkdir(exist_ok=True)
        write_whole(goal, content)
        kept = sorted(goal.parent.glob(f"*{_ENDING}"), key=lambda file: (file.stat().st_mtime_ns, file.name))
        others = [file for file in kept if not file.name.startswith(f"{key}-")]
        for file in {*kept} - {goal, *others[1 - MOST :]}:
            file.unlink(missing_ok=True)
    except OSError:
        return


def _name(key: str, content: bytes) -> str:
    return f"{key}-{hashlib.sha256(content).hexdigest()[:16]}{_ENDING}"
