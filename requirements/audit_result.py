"""Says what pip-audit found. ``audit_result.py found.json errors.txt server.txt``.

Exit 1: a package has a known hole. Exit 3: not every package could be asked about, and ``STRICT=1`` was given.
Otherwise 0; what was not asked about is said on stderr, and so is each hole.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

HOLE, NOT_ASKED = 1, 3
MOST_NAMED = 8


class Told(NamedTuple):
    """What there is to say: whether every locked package was asked about, the holes, and the lines to print."""

    whole: bool
    holes: int
    lines: list[str]

    def status(self, strict: bool) -> int:
        return HOLE if self.holes else NOT_ASKED if strict and not self.whole else 0


def told(text: str, locked: Collection[str], error: str = "") -> Told:
    """Return what pip-audit's JSON says of the locked packages; empty text: it got nowhere, and ``error`` why."""
    try:
        packages = {bare(one["name"]): one for one in json.loads(text)["dependencies"]}
    except (ValueError, KeyError, TypeError):
        packages = {}
    asked = {name for name, one in packages.items() if "skip_reason" not in one}
    left = sorted(set(map(bare, locked)) - asked)
    if not asked:
        reason = f" ({error})" if error else ""
        return Told(
            False, 0, [f"PERHATIAN: daftar lubang keamanan tidak terjangkau{reason}; pustaka TIDAK diperiksa."]
        )
    holes = [
        f"LUBANG: {name} {one.get('version', '?')}: {hole['id']}, diperbaiki di "
        f"{', '.join(hole.get('fix_versions') or ()) or '-'}"
        for name, one in sorted(packages.items())
        for hole in one.get("vulns", ())
    ]
    lines = [f"{len(asked)} dari {len(asked) + len(left)} pustaka diperiksa; {len(holes)} lubang yang diketahui."]
    lines += holes
    if left:
        shown = ", ".join(left[:MOST_NAMED]) + (" …" if len(left) > MOST_NAMED else "")
        lines.append(f"PERHATIAN: {len(left)} pustaka TIDAK diperiksa, daftarnya tidak terjangkau: {shown}")
    return Told(not left, len(holes), lines)


def bare(name: str) -> str:
    """Return a package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked_in(text: str) -> list[str]:
    """Return the names of the packages of a lock file."""
    return re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[[\w,-]+\])?==", text, re.MULTILINE)


def read(path: str) -> str:
    file = Path(path)
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


if __name__ == "__main__":
    found, errors, lock = map(read, sys.argv[1:4])
    last = errors.strip().splitlines()[-1:]
    said = told(found, locked_in(lock), last[0][:200] if last else "")
    for line in said.lines:
        print(line, file=sys.stderr if line.startswith(("LUBANG", "PERHATIAN")) else sys.stdout)
    raise SystemExit(said.status(os.environ.get("STRICT") == "1"))
