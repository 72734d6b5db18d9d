"""The file of a backup: a ZIP that is written in one pass and read without trusting it.

    manifest.json                   what is in it, with the SHA-256 of each; written last
    tables/registers.row.jsonl      a table: one line of canonical JSON for each row, in the order of its key
    files/3f/3f9c…                  what people handed in, by the hash of its content
    snapshots/15.71.03/2025-1-…/…   what was approved, and its documents

The SHA-256 of ``manifest.json`` is the hash of the whole.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import re
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

MANIFEST, SCHEMA = "manifest.json", "capaian/backup@1"
_STEP = 1 << 20
_MOST_MANIFEST = 256_000_000
_MOST_LINE = 512_000_000
"""Bytes of a row; the largest is the audit of a long report with its text."""
_MOST_SWELLING = 250
"""How many bytes one byte of a backup may become; rows become about ten. (Deflate reaches a thousand.)"""
_PACKED = (".jsonl", ".json", ".csv", ".html", ".yaml")
_TABLE = re.compile(r"tables/[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\.jsonl")
_FILE = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_SNAPSHOT = re.compile(r"snapshots(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+")


class InvalidBackup(Exception):
    """A backup, or what is to be one, is not as it has to be; ``code`` names the words that say how."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class TableEntry(NamedTuple):
    """A table: how many rows, and bytes and SHA-256 of its lines."""

    rows: int
    bytes: int
    sha256: str


class Content(NamedTuple):
    """A file: its bytes and their SHA-256."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """What is in a backup. ``migrations`` is app to the names of those that its tables had been through."""

    release: str
    made_at: str
    migrations: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, TableEntry]
    files: Mapping[str, Content]
    trail: tuple[int, str]
    """How many events, and the hash of the last."""
    missing: tuple[str, ...] = ()
    """Files that rows name and the folder did not have when the backup was taken."""

    def __post_init__(self) -> None:
        for name in [table_name(label) for label in self.tables] + list(self.files):
            if not is_valid_name(name):
                raise InvalidBackup("name", name=name[:100])

    def to_json(self) -> bytes:
        said = {
            "schema": SCHEMA,
            "release": self.release,
            "made_at": self.made_at,
            "migrations": {app: list(names) for app, names in self.migrations.items()},
            "tables": {label: table._asdict() for label, table in self.tables.items()},
            "files": {name: content._asdict() for name, content in self.files.items()},
            "trail": {"number": self.trail[0], "hash": self.trail[1]},
            "missing": list(self.missing),
        }
        return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    @classmethod
    def from_json(cls, text: bytes) -> BackupManifest:
        """Raises :class:`InvalidBackup` where it is none of ours."""
        try:
            said = json.loads(text)
            if said["schema"] != SCHEMA:
                raise InvalidBackup("schema", found=str(said["schema"])[:60], known=SCHEMA)
            return cls(
                str(said["release"]),
                str(said["made_at"]),
                {str(app): tuple(map(str, names)) for app, names in said["migrations"].items()},
                {label: TableEntry(_count(one["rows"]), *_content(one)) for label, one in said["tables"].items()},
                {name: _content(one) for name, one in said["files"].items()},
                (_count(said["trail"]["number"]), str(said["trail"]["hash"])),
                tuple(map(str, said["missing"])),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise InvalidBackup("manifest", problem=f"{type(error).__name__}: {error}"[:200]) from error


def _content(said: Mapping[str, Any]) -> Content:
    return Content(_count(said["bytes"]), str(said["sha256"]))


def _count(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or said < 0:
        raise ValueError(f"{said!r} is no count")
    return said


def table_name(label: str) -> str:
    return f"tables/{label}.jsonl"


def is_valid_name(name: str) -> bool:
    """Tell whether ``name`` is one of those that a backup has; none of them leads out of a folder."""
    if _TABLE.fullmatch(name) or _FILE.fullmatch(name):
        return True
    return bool(_SNAPSHOT.fullmatch(name)) and ".." not in name


# ---- writing ---------------------------------------------------------------------------------------------


def line_of(row: Mapping[str, Any]) -> bytes:
    """Return a row as the canonical line that its table is hashed by."""
    return (json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


@dataclass(slots=True)
class Writer:
    """What goes into a backup that is being written."""

    into: zipfile.ZipFile
    tables: dict[str, TableEntry] = field(default_factory=dict)
    files: dict[str, Content] = field(default_factory=dict)

    def table(self, label: str, rows: Iterable[Mapping[str, Any]]) -> None:
        count, size, digest = 0, 0, hashlib.sha256()
        with self._open(table_name(label)) as out:
            for count, row in enumerate(rows, 1):  # noqa: B007 - the last one is the number of rows
                line = line_of(row)
                digest.update(line)
                size += len(line)
                out.write(line)
        self.tables[label] = TableEntry(count, size, digest.hexdigest())

    def file(self, name: str, source: Path) -> None:
        """Raises :class:`InvalidBackup` where a content-addressed file is not what its name says."""
        if not is_valid_name(name):
            raise InvalidBackup("name", name=name)
        size, digest = 0, hashlib.sha256()
        with source.open("rb") as given, self._open(name) as out:
            while some := given.read(_STEP):
                digest.update(some)
                size += len(some)
                out.write(some)
        self.files[name] = Content(size, digest.hexdigest())

    def end(self, manifest: BackupManifest) -> str:
        """Write the manifest and return its hash."""
        text = manifest.to_json()
        with self._open(MANIFEST) as out:
            out.write(text)
        return hashlib.sha256(text).hexdigest()

    def _open(self, name: str) -> IO[bytes]:
        one = zipfile.ZipInfo(name, datetime.datetime.now().timetuple()[:6])
        one.compress_type = zipfile.ZIP_DEFLATED if name.endswith(_PACKED) else zipfile.ZIP_STORED
        one.external_attr = (stat.S_IFREG | 0o600) << 16
        return self.into.open(one, "w", force_zip64=True)


@contextlib.contextmanager
def write_archive(goal: Path) -> Iterator[Writer]:
    """Give what a backup is written with; ``goal`` appears whole, for its owner alone, or not at all.

    Raises ``FileExistsError``: a backup is never written over.
    """
    if goal.exists():
        raise FileExistsError(17, "exists", str(goal))
    handle, name = tempfile.mkstemp(prefix=f".{goal.name}.", suffix=".tmp", dir=goal.parent)
    work = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as into:
                yield Writer(into)
            out.flush()
            os.fsync(out.fileno())
        os.link(work, goal)  # unlike a rename, it does not replace what came to be there meanwhile
        _settle(goal.parent)
    finally:
        work.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# ---- reading ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup that is open: its manifest, and the hash of that."""

    source: zipfile.ZipFile
    manifest: BackupManifest
    sha256: str

    def rows_if_any(self, label: str) -> Iterator[dict[str, Any]]:
        """Yield a table's rows; none where an older archive does not have the table. Raises as :meth:`rows`."""
        return self.rows(label) if label in self.manifest.tables else iter(())

    def rows(self, label: str) -> Iterator[dict[str, Any]]:
        """Yield a table's rows. Raises :class:`InvalidBackup` at the end where they are not the manifest's."""
        told = self.manifest.tables[label]
        count, digest = 0, hashlib.sha256()
        with _reading(table_name(label)), self.source.open(table_name(label)) as lines:
            while line := lines.readline(_MOST_LINE):
                digest.update(line)
                count += 1
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise InvalidBackup("changed", name=table_name(label))
                yield row
        if (count, digest.hexdigest()) != (told.rows, told.sha256):
            raise InvalidBackup("changed", name=table_name(label))

    def read(self, name: str, take: Callable[[bytes], object] = len) -> None:
        """Hand a file's content on in parts. Raises :class:`InvalidBackup` where it is not that of the manifest."""
        digest = hashlib.sha256()
        with _reading(name), self.source.open(name) as given:
            while some := given.read(_STEP):
                digest.update(some)
                take(some)
        if digest.hexdigest() != self.manifest.files[name].sha256:
            raise InvalidBackup("changed", name=name)


@contextlib.contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a backup, and look at all that it can be looked at without unpacking. Raises :class:`InvalidBackup`."""
    try:
        source = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InvalidBackup("no-backup", problem=str(error)) from error
    with source:
        yield _looked_at(source, path)


def _looked_at(source: zipfile.ZipFile, path: Path) -> Archive:
    entries = {one.filename: one for one in source.infolist()}
    if len(entries) != len(source.infolist()):
        raise InvalidBackup("twice")
    if MANIFEST not in entries or entries[MANIFEST].file_size > _MOST_MANIFEST:
        raise InvalidBackup("no-backup", problem=MANIFEST)
    with _reading(MANIFEST):
        text = source.read(MANIFEST)
    manifest = BackupManifest.from_json(text)
    sizes = {table_name(label): table.bytes for label, table in manifest.tables.items()}
    sizes |= {name: content.bytes for name, content in manifest.files.items()}
    if strange := entries.keys() - sizes - {MANIFEST}:
        raise InvalidBackup("stranger", name=min(strange)[:100])
    for name, size in sizes.items():
        one = entries.get(name)
        if one is None:
            raise InvalidBackup("gone", name=name)
        if stat.S_IFMT(one.external_attr >> 16) not in (0, stat.S_IFREG) or one.flag_bits & 1:
            raise InvalidBackup("name", name=name)
        if one.file_size != size:
            raise InvalidBackup("changed", name=name)
    if sum(sizes.values()) > _MOST_SWELLING * path.stat().st_size:
        raise InvalidBackup("swells", bytes=sum(sizes.values()))
    return Archive(source, manifest, hashlib.sha256(text).hexdigest())


@contextlib.contextmanager
def _reading(name: str) -> Iterator[None]:
    """Tell every way in which a part of a ZIP can be broken as one."""
    try:
        yield
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        raise InvalidBackup("changed", name=name) from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise InvalidBackup("changed", name=name) from error
        raise
