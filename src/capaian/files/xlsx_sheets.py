"""Sheets of a workbook as rows of cells: opened with care, and with the errors that cells hold."""

from __future__ import annotations

import datetime
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from capaian.core.finding import Finding, Place, finding

MOST_UNPACKED = 500_000_000
"""Bytes that a workbook may unpack to; beyond it the file is taken for an attack."""

MOST_CELLS = 40_000_000
"""Cells in the rectangle around what a sheet holds. The reader keeps all of it, empty cells too."""

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
"""What a cell holds; ``""`` where it is empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows and columns count from 0, and row 0 is the sheet's row 1."""

    name: str
    rows: Sequence[Sequence[Cell]]


def open_sheets(path: Path) -> tuple[list[Sheet], list[Finding]]:
    """Return the workbook's sheets, or a finding where it is none or is not to be opened.

    Raises ``OSError`` where the file cannot be read.
    """
    file = str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            problem, errors = _looked_through(archive)
        if problem:
            return [], [finding("file-unreadable", Place(file), problem=problem)]
        with python_calamine.CalamineWorkbook.from_path(file) as workbook:
            return [_sheet(workbook, name, errors.get(name, {})) for name in workbook.sheet_names], []
    except (
        zipfile.BadZipFile,
        python_calamine.CalamineError,
        ElementTree.ParseError,
        KeyError,
        ValueError,
    ) as error:
        reason = str(error) or type(error).__name__
        return [], [finding("file-unreadable", Place(file), problem=reason)]


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: A, B, ..., Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_Errors = Mapping[tuple[int, int], str]


def _sheet(workbook: python_calamine.CalamineWorkbook, name: str, errors: _Errors) -> Sheet:
    rows: list[list[Cell]] = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    # The reader gives cells with an error as empty, and an error is not an empty cell.
    for (row, column), error in errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = error
    return Sheet(name, rows)


# ---- a look at the XML before the reader gets it -----------------------------------------------------

_VALUED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["'][^>]*[^/>]>""")
_WIDE = re.compile(rb"""\br\s*=\s*["'][A-Z]{3}\d""")
_WIDER_THAN_Z = re.compile(rb"""\br\s*=\s*["'][A-Z]{2}\d""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br\s*=\s*["'](\d{1,7})["']""")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^>]*\bt\s*=\s*["']e["'])[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["'][^>]*>"""
    rb"""(?:<(?:\w+:)?f\b[^<]*(?:/>|</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]*)<"""
)
# The same as nearly every program writes them: a fixed beginning is found many times faster.
_PLAIN_WIDE = re.compile(rb'r="[A-Z]{3}')
_PLAIN_WIDER_THAN_Z = re.compile(rb'r="[A-Z]{2}')
_PLAIN_ROW = re.compile(rb'<row\sr="(\d{1,7})"')
_UNUSUAL = re.compile(rb'<(?:c|row)\s(?!r=")')


def _looked_through(archive: zipfile.ZipFile) -> tuple[str | None, dict[str, _Errors]]:
    """Return why the workbook is not to be opened, and the error cells of each sheet."""
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MOST_UNPACKED:
        return f"isinya {unpacked:,} byte setelah dibuka".replace(",", "."), {}
    errors: dict[str, _Errors] = {}
    for name, member in _members(archive):
        content = archive.read(member)
        usual = _is_usual(content)
        cells = _extent(content, usual=usual)
        if cells > MOST_CELLS:
            return f'lembar "{name}" membentang {cells:,} sel'.replace(",", "."), {}
        errors[name] = {
            (int(row) - 1, _column(letters)): error.decode("utf-8", "replace")
            for letters, row, error in (_ERROR.findall(content) if b't="e"' in content or not usual else ())
        }
    return None, errors


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield (sheet's name, its file inside the workbook)."""
    names = set(archive.namelist())
    targets = {
        element.get("Id", ""): element.get("Target", "")
        for element in _xml(archive, "xl/_rels/workbook.xml.rels").iter()
        if element.tag.endswith("}Relationship")
    }
    for element in _xml(archive, "xl/workbook.xml").iter():
        if element.tag.endswith("}sheet"):
            link = next((value for key, value in element.items() if key.endswith("}id")), "")
            member = posixpath.normpath(posixpath.join("/xl", targets.get(link, ""))).lstrip("/")
            if member in names:
                yield element.get("name", ""), member


def _xml(archive: zipfile.ZipFile, member: str) -> ElementTree.Element:
    content = archive.read(member)
    if b"<!DOCTYPE" in content:
        raise ValueError("XML dengan DOCTYPE")
    return ElementTree.fromstring(content)


def _is_usual(content: bytes) -> bool:
    """Tell whether the XML is written as spreadsheets write it; else only a careful look will do."""
    return b"<worksheet" in content[:2000] and not _UNUSUAL.search(content)


def _extent(content: bytes, *, usual: bool) -> int:
    """Return how many cells the rectangle around the sheet's values has; a quick bound where that is small."""
    row, wide, wider = (_PLAIN_ROW, _PLAIN_WIDE, _PLAIN_WIDER_THAN_Z) if usual else (_ROW, _WIDE, _WIDER_THAN_Z)
    rows = max(map(int, row.findall(content)), default=0)
    columns = 16384 if wide.search(content) else 702 if wider.search(content) else 26
    if rows and rows * columns <= MOST_CELLS:
        return rows * columns
    # Rows and columns that only carry a format do not count: people like to colour whole columns.
    places = [(int(number), _column(letters) + 1) for letters, number in _VALUED.findall(content)]
    highest = max((number for number, _ in places), default=0)
    return highest * max((number for _, number in places), default=0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
