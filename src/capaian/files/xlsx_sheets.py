"""Sheets of a workbook as rows of cells: opened with care, and with the errors that cells hold."""

from __future__ import annotations

import datetime
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.wording import Both, both
from capaian.files.cell_errors import NO_RESULT

MAX_UNPACKED = 500_000_000
"""Bytes that a workbook may unpack to; beyond it the file is taken for an attack."""

MAX_CELLS = 40_000_000
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
            members = dict(_members(archive))
            problem, small = _too_large(archive, members)
            if problem:
                return [], [finding("file-unreadable", Place(file), problem=problem)]
            # The reader leaves the interpreter to others while it works, so marks are looked for meanwhile.
            with ThreadPoolExecutor(1) as aside, python_calamine.CalamineWorkbook.from_path(file) as workbook:
                marks = {
                    name: aside.submit(_marks, archive, member, name in small) for name, member in members.items()
                }
                return [_sheet(workbook, name, marks.get(name)) for name in workbook.sheet_names], []
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


_Marks = Mapping[tuple[int, int], str]
"""(Row, column) to what a cell shows there and the reader does not give."""


def _sheet(workbook: python_calamine.CalamineWorkbook, name: str, marks: Future[_Marks] | None) -> Sheet:
    rows: list[list[Cell]] = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    found = marks.result() if marks else {}
    if found:
        # Rows and columns with nothing else in them are not among those that the reader gives.
        width = max(len(rows[0]) if rows else 0, *(column + 1 for _, column in found))
        rows += [[] for _ in range(max(row for row, _ in found) + 1 - len(rows))]
        for row in rows:
            row += [""] * (width - len(row))
    for (number, column), mark in found.items():
        rows[number][column] = mark
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
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b[^<]*(?:(?<=/)>|</(?:\w+:)?f>)\s*"""
    rb"""(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</)"""
)
_AT = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_IS_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
# The same as nearly every program writes them: a fixed beginning is found many times faster.
_PLAIN_FORMULA = re.compile(rb"<c\s([^>]*)>\s*<f\b[^<]*(?:(?<=/)>|</f>)\s*(?:</c>|<v\s*/>|<v>\s*</)")
_PLAIN_FAR = re.compile(rb'r="(?:[A-Z]{2}|\d{7})')
_PLAIN_WIDE = re.compile(rb'r="[A-Z]{3}')
_PLAIN_WIDER_THAN_Z = re.compile(rb'r="[A-Z]{2}')
_PLAIN_ROW = re.compile(rb'<row\sr="(\d{1,7})"')
_UNUSUAL = re.compile(rb'<(?:c|row)\s(?!r=")')
_PREFIXED = re.compile(rb":(?:c|row)\s")
_DOUBTFUL = (_UNUSUAL, _PREFIXED, _PLAIN_FAR)
_CHUNK = 1 << 20
_WITHIN = 26 * 999_999
"""Cells of a sheet whose columns have one letter and whose rows have six digits."""
assert _WITHIN <= MAX_CELLS


_UNPACKED = ("isinya {size} byte setelah dibuka", "it holds {size} bytes when unpacked")
_SPREAD = ('lembar "{name}" membentang {cells} sel', 'the sheet "{name}" spans {cells} cells')


def _too_large(archive: zipfile.ZipFile, members: Mapping[str, str]) -> tuple[Both | None, set[str]]:
    """Return why the workbook is not to be opened, and the sheets that are small and written as usual."""
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MAX_UNPACKED:
        return both(_UNPACKED, size=f"{unpacked:,}".replace(",", ".")), set()
    small = set()
    for name, member in members.items():
        if _is_plainly_small(archive, member):
            small.add(name)
            continue
        content = archive.read(member)
        cells = _extent(content, usual=_is_usual(content))
        if cells > MAX_CELLS:
            return both(_SPREAD, name=name, cells=f"{cells:,}".replace(",", ".")), set()
    return None, small


def _is_plainly_small(archive: zipfile.ZipFile, member: str) -> bool:
    """Tell whether a sheet is usual XML with columns of one letter and rows of six digits; else look carefully."""
    with archive.open(member) as stream, ThreadPoolExecutor(1) as ahead:
        chunk, rest = stream.read(_CHUNK), b""
        if b"<worksheet" not in chunk[:2000]:
            return False
        while chunk:
            coming = ahead.submit(stream.read, _CHUNK)
            text = rest + chunk
            end = text.rfind(b"<")  # what is looked for has no other "<" in it
            if end < len(rest) or any(pattern.search(text, 0, end) for pattern in _DOUBTFUL):
                return False
            chunk, rest = coming.result(), text[end:]
        return not any(pattern.search(rest) for pattern in _DOUBTFUL)


def _marks(archive: zipfile.ZipFile, member: str, is_usual: bool) -> _Marks:
    """Return the errors of a sheet's cells, and its formulas that nobody has computed."""
    content = archive.read(member)
    marks = {}
    # Both come with formulas, and most books have none.
    is_usual = is_usual or _is_usual(content)
    if not is_usual or b"<f" in content:
        for attributes in (_PLAIN_FORMULA if is_usual else _FORMULA).findall(content):
            # A formula whose result is no text at all, as spreadsheets write it, is an empty cell.
            at = None if _IS_TEXT.search(attributes) else _AT.search(attributes)
            if at:
                marks[_cell(*at.groups())] = NO_RESULT
    for letters, row, error in _ERROR.findall(content) if not is_usual or b't="e"' in content else ():
        marks[_cell(letters, row)] = error.decode("utf-8", "replace")
    return marks


def _cell(letters: bytes, row: bytes) -> tuple[int, int]:
    return int(row) - 1, _column(letters)


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
        raise ValueError("XML with a DOCTYPE")
    return ElementTree.fromstring(content)


def _is_usual(content: bytes) -> bool:
    """Tell whether the XML is written as spreadsheets write it; else only a careful look will do."""
    return b"<worksheet" in content[:2000] and not (_UNUSUAL.search(content) or _PREFIXED.search(content))


def _extent(content: bytes, *, usual: bool) -> int:
    """Return how many cells the rectangle around the sheet's values has; a quick bound where that is small."""
    row, wide, wider = (_PLAIN_ROW, _PLAIN_WIDE, _PLAIN_WIDER_THAN_Z) if usual else (_ROW, _WIDE, _WIDER_THAN_Z)
    rows = max(map(int, row.findall(content)), default=0)
    columns = 16384 if wide.search(content) else 702 if wider.search(content) else 26
    if rows and rows * columns <= MAX_CELLS:
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
