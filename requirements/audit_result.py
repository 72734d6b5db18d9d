"""Says what pip-audit found. ``audit_result.py found.json``; exit 1: a package has a known hole."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def told(text: str) -> tuple[int, list[str]]:
    """Return the exit status and the lines to print of pip-audit's JSON; empty text: it got nowhere."""
    try:
        packages = json.loads(text)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, ["PERHATIAN: daftar lubang keamanan tidak terjangkau; pustaka TIDAK diperiksa."]
    holes = [
        f"{one['name']} {one['version']}: {hole['id']}, diperbaiki di {', '.join(hole['fix_versions']) or '-'}"
        for one in packages
        for hole in one.get("vulns", ())
    ]
    skipped = sorted(one["name"] for one in packages if "skip_reason" in one)
    checked = len(packages) - len(skipped)
    if not checked:
        return 0, ["PERHATIAN: daftar lubang keamanan tidak terjangkau; tidak satu pustaka pun diperiksa."]
    lines = [f"{checked} dari {len(packages)} pustaka diperiksa; {len(holes)} lubang yang diketahui.", *holes]
    if skipped:
        shown = ", ".join(skipped[:8]) + (" …" if len(skipped) > 8 else "")
        lines.append(f"PERHATIAN: {len(skipped)} pustaka TIDAK diperiksa, daftarnya tidak terjangkau: {shown}")
    return bool(holes), lines


if __name__ == "__main__":
    file = Path(sys.argv[1])
    status, lines = told(file.read_text(encoding="utf-8") if file.is_file() else "")
    print("\n".join(lines))
    raise SystemExit(status)
