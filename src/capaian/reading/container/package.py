"""An Office file as a package of XML parts, opened with care: nothing in it is run, fetched or expanded.

What a foreign file may cost is bounded before it is paid: members, bytes they unpack to, elements of a part.
Entities and document types have no place in Office files, so a part that declares any is refused unread.
"""

from __future__ import annotations

import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypedDict

from lxml import etree

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.wording import Both

MAX_MEMBERS = 10_000
MAX_UNPACKED = 300_000_000
"""Bytes that a file may unpack to, pictures included."""

MAX_PART = 48_000_000
"""Bytes of one part that is kept whole; the text of 500 pages takes a third of it."""

MAX_ELEMENTS = 3_000_000
"""Marks of elements (``<``) in all parts that are kept whole; each costs some hundred bytes of memory."""

MAX_STREAMED = 5_000_000
"""The same for a part that streams by, whose unknown elements are kept too."""

_MOST_RATIO = 250
_SMALL = 20_000_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    OverflowError,
)
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/", b"http://schemas.openxmlformats.org/spreadsheetml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))

NESTED = Both("susunan bersarang", "nesting")


class PackageRefused(Exception):
    """Why a file is not read any further; never leaves the readers."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self._code, self._values = code, values

    def found(self, file: str) -> Finding:
        """Return it as a finding on ``file``."""
        return finding(self._code, Place(file), "", **self._values)


class TooMany(PackageRefused):
    """A part that streams by has more elements than a report can have."""

    def __init__(self) -> None:
        super().__init__(
            "paper-too-large",
            found=Both("unsur XML sebuah bagian", "the XML elements of one part"),
            limit=f"{MAX_STREAMED}",
        )


class BoundedStream:
    """A stream that ends in :class:`TooMany` instead of in a full memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._marks = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._marks += data.count(b"<")
        if self._marks > MAX_STREAMED:
            raise TooMany
        return data


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship of a part: to another part of the package, or outside (never followed)."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """The parts of one file by name. Every method raises :class:`PackageRefused`."""

    def __init__(self, archive: zipfile.ZipFile, kind: str) -> None:
        self._archive, self._kind = archive, kind
        self._members = {_name(entry.filename): entry for entry in archive.infolist()}
        self._marks = 0
        _check(archive.infolist())

    def __contains__(self, name: str) -> bool:
        return _name(name) in self._members

    @property
    def holds_macros(self) -> bool:
        """Whether there is a program in it; it is never looked at."""
        return any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in self._members)

    def content(self, name: str, most: int = MAX_PART) -> bytes:
        """Return a part unpacked."""
        entry = self._members.get(_name(name))
        if entry is None:
            raise PackageRefused("paper-broken", kind=self._kind)
        if entry.file_size > most:
            raise PackageRefused("paper-too-large", found=_megabytes(entry.file_size), limit=_megabytes(most))
        try:
            return self._archive.read(entry)
        except _BROKEN as error:
            raise PackageRefused("paper-broken", kind=self._kind) from error

    @contextmanager
    def stream(self, name: str) -> Iterator[BoundedStream]:
        """Open a part that is too large to be kept whole; reading it raises :class:`TooMany`."""
        entry = self._members.get(_name(name))
        if entry is None:
            raise PackageRefused("paper-broken", kind=self._kind)
        try:
            with self._archive.open(entry) as stream:
                yield BoundedStream(stream)
        except (*_BROKEN, etree.XMLSyntaxError) as error:
            raise PackageRefused("paper-broken", kind=self._kind) from error

    def xml(self, name: str) -> etree._Element:
        """Return a part's root element, in the usual namespaces also where the file is of the strict kind."""
        data = self.content(name)
        if any(mark in data for mark in _DOCTYPES):
            raise PackageRefused("paper-unsafe")
        self._marks += data.count(b"<")
        if self._marks > MAX_ELEMENTS:
            raise PackageRefused(
                "paper-too-large",
                found=Both(f"{self._marks} unsur XML", f"{self._marks} elements of XML"),
                limit=f"{MAX_ELEMENTS}",
            )
        if b"purl.oclc.org" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        try:
            root = etree.fromstring(data, parser())
        except etree.XMLSyntaxError as error:
            if "depth" in str(error):
                raise PackageRefused(
                    "paper-too-large", found=NESTED, limit=Both("255 tingkat", "255 levels")
                ) from error
            raise PackageRefused("paper-broken", kind=self._kind) from error
        if root is None or root.getroottree().docinfo.doctype:
            raise PackageRefused("paper-unsafe")
        return root

    def optional_xml(self, name: str) -> etree._Element | None:
        """Return a part's root element, or ``None`` where the package has no such part."""
        return self.xml(name) if name in self else None

    def links(self, name: str) -> dict[str, Relationship]:
        """Return the relationships of a part by their id; those of the package itself for an empty name."""
        folder, base = posixpath.split(name)
        root = self.optional_xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for element in root if root is not None else ():
            outside = element.get("TargetMode", "").lower() == "external"
            target = element.get("Target", "")
            place = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.get("Id", "")] = Relationship(element.get("Type", "").rpartition("/")[2], place, outside)
        return found

    def main(self, otherwise: str) -> str:
        """Return the name of the part that the package is about."""
        links = self.links("").values()
        return next(
            (link.target for link in links if link.kind == "officeDocument" and link.target in self), otherwise
        )


@contextmanager
def open_package(path: Path, kind: str) -> Iterator[Package]:
    """Open the package at ``path``; ``kind`` is what it is called (``DOCX``). Raises Refused, OSError."""
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise PackageRefused("paper-broken", kind=kind) from error
    with archive:
        yield Package(archive, kind)


class _Careful(TypedDict):
    resolve_entities: bool
    load_dtd: bool
    no_network: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


SAFE_PARSER_OPTIONS = _Careful(
    resolve_entities=False,
    load_dtd=False,
    no_network=True,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
"""How XML of strangers is parsed: nothing is resolved, loaded or fetched, and it ends at 255 levels."""


def parser() -> etree.XMLParser:
    """Return a parser that is :data:`SAFE_PARSER_OPTIONS`."""
    return etree.XMLParser(**SAFE_PARSER_OPTIONS)


def _name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_MEMBERS:
        raise PackageRefused(
            "paper-too-large",
            found=Both(f"{len(entries)} berkas di dalamnya", f"{len(entries)} files inside"),
            limit=f"{MAX_MEMBERS}",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise PackageRefused("paper-encrypted")
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked > _MOST_RATIO * packed):
        allowed = min(MAX_UNPACKED, max(_SMALL, _MOST_RATIO * packed))
        found = Both(f"{_megabytes(unpacked)} setelah dibuka", f"{_megabytes(unpacked)} unpacked")
        raise PackageRefused("paper-too-large", found=found, limit=_megabytes(allowed))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"
