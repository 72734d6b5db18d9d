"""Snapshots: a folder of plain files and a manifest of their hashes, from which figures can be made again.

snapshots/2017-12/
  manifest.json        which files belong to it, and the SHA-256 of each
  plan.yaml            as it was
  rulebook.yaml        the rules of achievement that held, as they were
  signature.csv        who signs, where that is not what the plan says
  targets.csv          what each office promised, where that was given
  values/1-....csv     the values, as they were
  registers/*.parquet  the office's rows up to the end of the year
  measurement.json     what came out
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from capaian.core.findings.finding import Finding, Place, finding

MANIFEST, SCHEMA = "manifest.json", "capaian/snapshot@1"
PLAN, RULEBOOK, MEASUREMENT = "plan.yaml", "rulebook.yaml", "measurement.json"
TARGETS = "targets.csv"
SIGNATURE = "signature.csv"
VALUES, REGISTERS = "values", "registers"


class Manifest(NamedTuple):
    """What a snapshot says of itself; ``files`` is name to (bytes, SHA-256)."""

    office: str
    period: str
    files: Mapping[str, tuple[int, str]]


def is_snapshot(path: Path) -> bool:
    """Tell whether ``path`` is a folder with a manifest."""
    return (path / MANIFEST).is_file()


def write_snapshot(folder: Path, contents: Mapping[str, bytes], *, office: str, period: str) -> None:
    """Write a snapshot: the whole folder appears at once or not at all.

    Raises ``FileExistsError`` where ``folder`` is there already: what was frozen is never changed.
    """
    if folder.exists():
        raise FileExistsError(17, "exists", str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".tmp", dir=folder.parent))
    try:
        files = {}
        for name, content in sorted(contents.items()):
            _write(work / name, content)
            files[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        manifest = {"schema": SCHEMA, "office": office, "period": period, "files": files}
        _write(work / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())
        work.chmod(0o755)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write(goal: Path, content: bytes) -> None:
    goal.parent.mkdir(parents=True, exist_ok=True)
    with goal.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def check_snapshot(folder: Path) -> tuple[Manifest | None, list[Finding]]:
    """Return the manifest, and a finding for each file that is changed, missing or not of the snapshot."""
    place = Place(str(folder / MANIFEST))
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if content["schema"] != SCHEMA:
            raise ValueError(f"schema {content['schema']!r}")
        files = {name: (int(entry["bytes"]), str(entry["sha256"])) for name, entry in content["files"].items()}
        manifest = Manifest(str(content["office"]), str(content["period"]), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return None, [finding("file-unreadable", place, problem=str(error) or type(error).__name__)]
    findings = []
    for name, (size, digest) in files.items():
        path = folder / name
        if not path.is_file():
            findings.append(finding("snapshot-missing", place, name, name=name))
            continue
        data = path.read_bytes()
        found = hashlib.sha256(data).hexdigest()
        if found != digest:
            values = {"name": name, "found": found[:16], "expected": digest[:16], "bytes": len(data), "size": size}
            findings.append(finding("snapshot-changed", Place(str(path)), name, **values))
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(there - set(files) - {MANIFEST}):
        findings.append(finding("snapshot-stranger", Place(str(folder / name)), name, name=name))
    return manifest, findings
