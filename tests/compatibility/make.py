"""Make what this release keeps: ``python -m tests.compatibility.make NAME`` in the checkout of that release."""

from __future__ import annotations

import lzma
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.keeping.conftest import capaian, inside

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples/jambi-timur"
_FILL = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.compatibility.filling import fill, stored_audit
fill()
print(stored_audit(), end="")
"""
_EVERY_FIELD = """
from tests.compatibility.filling import audit_of_every_field
print(audit_of_every_field(), end="")
"""
_SQUEEZE = """
from django.db import connection
connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
connection.cursor().execute("VACUUM")
connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
"""
_NOT_KEPT = ("secret.key", "work")
"""What a folder makes anew: its own secret, and what it counted meanwhile."""


def make(goal: Path) -> None:
    """Write ``data.tar.xz``, ``backup.zip``, ``snapshot.tar.xz``, ``audit.json.xz``, ``every-field.json.xz``."""
    goal.mkdir()
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        audit = inside(room / "data", _FILL)
        _packed(goal / "audit.json.xz", audit)
        _packed(goal / "every-field.json.xz", inside(room / "none", _EVERY_FIELD))
        _done("backup", "--data", room / "data", "-o", goal / "backup.zip")
        rows = ("--registers", EXAMPLE / "registers")
        _done("freeze", EXAMPLE / "plan.yaml", *rows, "--period", "2017", "-o", room / "snapshot")
        inside(room / "data", _SQUEEZE)
        for one in _NOT_KEPT:
            path = room / "data" / one
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        for one in ("data", "snapshot"):
            with tarfile.open(goal / f"{one}.tar.xz", "w:xz", preset=9) as archive:
                archive.add(room / one, one, filter=_kept)


def _kept(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Leave out the documents, which are large and stand in the backup; nobody's name or computer is told."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return None if member.name.endswith("-documents") else member


def _packed(path: Path, text: str) -> None:
    path.write_bytes(lzma.compress(text.encode(), preset=9))


def _done(*words: object) -> None:
    done = capaian(*words)
    assert done.returncode == 0, done.stderr


if __name__ == "__main__":
    make(HERE / sys.argv[1])
