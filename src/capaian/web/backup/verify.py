"""Proving a backup from the file alone: every hash, the chain of the trail, what was approved and its documents."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Set
from typing import Any, NamedTuple

from capaian.core.registers.pseudonym import is_pseudonym_of
from capaian.web.backup.archive import Archive, InvalidBackup
from capaian.web.trail.chain import digest

EVENTS, ERASED, PEOPLE = "trail.event", "registers.erasedfile", "registers.personal"
_MOST_MANIFEST = 64_000_000
_SAID = ("by", "office", "kind", "target", "before", "after", "refused", "previous")
_HANDED = {"name", "sha256", "size"}
"""Columns of a row that rests on a file which somebody handed in."""


class VerifiedBackup(NamedTuple):
    """What was proved: how many rows, files and events, and the hash of the whole."""

    rows: int
    files: int
    events: int
    sha256: str


def prove_backup(archive: Archive) -> VerifiedBackup:
    """Compute every hash of a backup again. Raises :class:`InvalidBackup` at the first that does not hold."""
    manifest = archive.manifest
    for name, content in manifest.files.items():
        archive.read(name)
        if name.startswith("files/") and name.rpartition("/")[2] != content.sha256:
            raise InvalidBackup("changed", name=name)
    rows, erased = 0, {str(row["sha256"]) for row in archive.rows_if_any(ERASED)}
    for label in manifest.tables:
        if label == EVENTS:
            _walk(archive)
        elif label == "reporting.snapshot":
            for row in archive.rows(label):
                _snapshot(archive, row)
        else:
            for row in archive.rows(label):
                _handed(archive, label, row, erased)
                if label == PEOPLE:
                    _person(row)
        rows += manifest.tables[label].rows
    if EVENTS not in manifest.tables:
        raise InvalidBackup("gone", name=EVENTS)
    return VerifiedBackup(rows, len(manifest.files), manifest.trail[0], archive.sha256)


def _walk(archive: Archive) -> None:
    """See that each event follows the one before it and that the last is the end which the manifest names."""
    number, previous = 0, ""
    for row in archive.rows(EVENTS):
        try:
            moment = datetime.datetime.fromisoformat(row["at"]).timestamp()
            said = [row["number"], f"{moment:.6f}", *(row[name] for name in _SAID)]
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidBackup("trail", number=number + 1) from error
        if row["number"] != number + 1 or row["previous"] != previous or digest(said) != row["hash"]:
            raise InvalidBackup("trail", number=number + 1)
        number, previous = row["number"], row["hash"]
    if (number, previous) != archive.manifest.trail:
        raise InvalidBackup("trail", number=max(number, archive.manifest.trail[0]))


def _snapshot(archive: Archive, row: Mapping[str, Any]) -> None:
    """See that a snapshot's folder is the one that was approved, and has every file that its manifest names."""
    folder, files = str(row.get("folder")), archive.manifest.files
    if folder in archive.manifest.missing:
        return
    name = f"{folder}/manifest.json"
    if name not in files:
        raise InvalidBackup("gone", name=name)
    if files[name].sha256 != row.get("manifest") or files[name].bytes > _MOST_MANIFEST:
        raise InvalidBackup("changed", name=name)
    text = bytearray()
    archive.read(name, text.extend)
    for inner, told in json.loads(text)["files"].items():
        one = f"{folder}/{inner}"
        if one in archive.manifest.missing:
            continue
        if one not in files:
            raise InvalidBackup("gone", name=one)
        if files[one].sha256 != told["sha256"]:
            raise InvalidBackup("changed", name=one)


def _person(row: Mapping[str, Any]) -> None:
    """See that a pseudonym is of the value that it stands for."""
    if row.get("erased") is None and not is_pseudonym_of(
        str(row.get("pseudonym")), str(row.get("value")), str(row.get("salt"))
    ):
        raise InvalidBackup("changed", name=f"{PEOPLE} {row.get('pseudonym')}")


def _handed(archive: Archive, label: str, row: Mapping[str, Any], erased: Set[str]) -> None:
    """See that the file which a row rests on is there, and is that one; or that it was erased on request."""
    if label == "reporting.document":
        name = str(row.get("file"))
    elif row.keys() >= _HANDED:
        name = f"files/{str(row['sha256'])[:2]}/{row['sha256']}"
    else:
        return
    if name in archive.manifest.missing or (row["sha256"] in erased and name not in archive.manifest.files):
        return
    if name not in archive.manifest.files:
        raise InvalidBackup("gone", name=name)
    if archive.manifest.files[name].sha256 != row["sha256"]:
        raise InvalidBackup("changed", name=name)
