"""One report to the bytes of each format, and bytes to files that appear whole or not at all."""

from __future__ import annotations

import importlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from capaian.documents.model import Report

FORMATS = (".pdf", ".docx", ".xlsx", ".html")
"""File endings that a report can be written to; each has a module ``capaian.documents.<ending>`` of its own."""


def render(report: Report, ending: str) -> bytes:
    """Return ``report`` in the format of ``ending``; the same report gives the same bytes on every machine."""
    if ending not in FORMATS:
        raise ValueError(f"no such format: {ending}")
    # Each format has its own heavy library; a report in one format should not pay for the other three.
    module = importlib.import_module(f"capaian.documents.{ending[1:]}")
    rendered: bytes = module.render(report)
    return rendered


def write_whole(contents: Mapping[Path, bytes]) -> None:
    """Write all files or none of them.

    Every content is on disk, flushed, under a temporary name beside its goal before the first is given its real
    name. Raises ``OSError`` with nothing of a half file left behind.
    """
    waiting: dict[Path, Path] = {}
    try:
        for goal, content in contents.items():
            waiting[goal] = _write_beside(goal, content)
        for goal, temporary in waiting.items():
            temporary.replace(goal)
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)


def _write_beside(goal: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{goal.name}.", suffix=".tmp", dir=goal.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
