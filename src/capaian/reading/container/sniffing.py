"""What kind of file something is, by what it holds and not by how it is named."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from capaian.core.wording import Both
from capaian.reading.container.decoding import is_binary

HEAD = 8192


class FileKind(StrEnum):
    """The kinds that can be read, and those that can be named."""

    DOCX = "DOCX"
    XLSX = "XLSX"
    PDF = "PDF"
    HTML = "HTML"
    MARKDOWN = "Markdown"
    TEXT = "teks"
    WORD97 = "Word 97-2003 (.doc)"
    EXCEL97 = "Excel 97-2003 (.xls)"
    OLD_OFFICE = "Office 97-2003"
    LOCKED_OFFICE = "Office terkunci kata sandi"
    ODF = "OpenDocument (.odt/.ods)"
    RTF = "RTF"
    SLIDES = "PowerPoint"
    IMAGE = "gambar"
    ARCHIVE = "arsip"
    OTHER = "berkas biner"

    @property
    def called(self) -> str | Both:
        """What a person calls the kind."""
        english = _ENGLISH.get(self)
        return self.value if english is None else Both(self.value, english)


_ENGLISH = {
    FileKind.TEXT: "text",
    FileKind.LOCKED_OFFICE: "Office locked by a password",
    FileKind.IMAGE: "picture",
    FileKind.ARCHIVE: "archive",
    FileKind.OTHER: "binary file",
}

OTHERWISE = Both("Simpan laporan sebagai DOCX, XLSX atau PDF", "Save the report as DOCX, XLSX or PDF")
"""What to do with a file of any other kind."""


EXTENSIONS = {
    ".docx": FileKind.DOCX,
    ".docm": FileKind.DOCX,
    ".xlsx": FileKind.XLSX,
    ".xlsm": FileKind.XLSX,
    ".pdf": FileKind.PDF,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".xhtml": FileKind.HTML,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".csv": FileKind.TEXT,
    ".tsv": FileKind.TEXT,
    ".tab": FileKind.TEXT,
    ".doc": FileKind.WORD97,
    ".xls": FileKind.EXCEL97,
    ".odt": FileKind.ODF,
    ".ods": FileKind.ODF,
    ".rtf": FileKind.RTF,
}

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"\x00\x00\x00\x0cjP")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<table[\s>]|<body[\s>]", re.IGNORECASE)
_PARTS = (("word/", FileKind.DOCX), ("xl/", FileKind.XLSX), ("ppt/", FileKind.SLIDES))


def detect_kind(path: Path) -> FileKind:
    """Return the kind of the file at ``path``. Raises OSError only."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    if head.startswith(_OLE):
        return _compound(path, head)
    if (head.startswith(_IMAGES) and is_binary(head)) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return FileKind.IMAGE
    if head.startswith(_ARCHIVES):
        return FileKind.ARCHIVE
    if head.startswith(b"{\\rtf"):
        return FileKind.RTF
    return _written(path, head)


def _zipped(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, RuntimeError, OverflowError):
        # Broken beyond its directory: let the reader that its name asks for say so.
        named = EXTENSIONS.get(path.suffix.lower())
        return named if named in (FileKind.DOCX, FileKind.XLSX) else FileKind.ARCHIVE
    for prefix, kind in _PARTS:
        if any(name.lstrip("/").lower().startswith(prefix) for name in names):
            return kind
    return FileKind.ODF if "mimetype" in names and "content.xml" in names else FileKind.ARCHIVE


def _compound(path: Path, head: bytes) -> FileKind:
    """Word and Excel before 2007, or a new one behind a password: their streams are named in UTF-16."""
    with path.open("rb") as file:
        data = file.read(1 << 22)
    marks = (
        ("EncryptedPackage", FileKind.LOCKED_OFFICE),
        ("WordDocument", FileKind.WORD97),
        ("Workbook", FileKind.EXCEL97),
        ("PowerPoint Document", FileKind.SLIDES),
    )
    return next((kind for name, kind in marks if name.encode("utf-16-le") in data), FileKind.OLD_OFFICE)


def _written(path: Path, head: bytes) -> FileKind:
    text = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    if _HTML.search(text) and text.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return FileKind.HTML
    named = EXTENSIONS.get(path.suffix.lower())
    return named if named in (FileKind.HTML, FileKind.MARKDOWN) else FileKind.TEXT
