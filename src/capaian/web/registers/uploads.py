"""Files that people hand in, kept by their hash: written whole, never changed, told by content and not by name."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple, Protocol

from django.conf import settings

from capaian.files.digest import file_sha256
from capaian.web.accounts.permissions import Refused
from capaian.web.registers.models import ErasedFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EVIDENCE = {"application/pdf", "image/jpeg", "image/png", XLSX, DOCX}
BOOKS = {XLSX, "text/csv"}
MAX_EVIDENCE = 25_000_000
"""Bytes of one piece of evidence."""
_LONGEST_NAME = 200


class UploadedFile(Protocol):
    """What Django makes of an uploaded file."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterator[bytes]: ...


class StoredFile(NamedTuple):
    """A file that is kept: its hash, its size, what it is (empty: none of ours), and the name it came with."""

    sha256: str
    size: int
    kind: str
    name: str


def store_upload(handed: UploadedFile) -> StoredFile:
    """Keep an uploaded file under its hash; the same file twice is there once.

    Raises :class:`Refused` for a file that was erased on the request of whom it is about.
    """
    folder = Path(settings.DATA) / "files"
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".handed.", suffix=".tmp", dir=folder)
    temporary, digest, size = Path(name), hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in handed.chunks():
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        with temporary.open("rb") as written:
            kind = kind_of(written)
        if is_erased(digest.hexdigest()):
            raise Refused("file-erased")
        goal = path_of(digest.hexdigest())
        if not goal.exists():
            goal.parent.mkdir(exist_ok=True)
            temporary.replace(goal)
    finally:
        temporary.unlink(missing_ok=True)
    return StoredFile(digest.hexdigest(), size, kind, bare_name(handed.name or ""))


def path_of(sha256: str) -> Path:
    """Return where the file of a hash is."""
    return Path(settings.DATA) / "files" / sha256[:2] / sha256


def integrity_of(sha256: str) -> str:
    """Take the hash of a kept file anew: ``same``, ``changed``, ``erased``, or ``gone`` where it cannot be read."""
    try:
        found = file_sha256(path_of(sha256))
    except OSError:
        return "erased" if is_erased(sha256) else "gone"
    return "same" if found == sha256 else "changed"


def is_erased(sha256: str) -> bool:
    """Tell whether the file of a hash was erased on request."""
    return ErasedFile.objects.filter(sha256=sha256).exists()


def remove_erased() -> None:
    """Remove from the disk what was erased: after each erasure, and at each start for one that was cut off."""
    for sha256 in ErasedFile.objects.values_list("sha256", flat=True):
        path_of(sha256).unlink(missing_ok=True)


def bare_name(name: str) -> str:
    """Return the name of a file as words to show: no folders, nothing that does not print."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable())[-_LONGEST_NAME:] or "berkas"


def kind_of(file: BinaryIO) -> str:
    """Return the media type that the content is of, or an empty text where it is none of those that are taken."""
    head = file.read(8192)
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"PK\x03\x04"):
        return _office_kind(file)
    return "text/csv" if head.strip() and b"\x00" not in head else ""


def _office_kind(file: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(file) as book:
            names = set(book.namelist())
    except (zipfile.BadZipFile, ValueError):
        return ""
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return ""
    return XLSX if "xl/workbook.xml" in names else DOCX if "word/document.xml" in names else ""
