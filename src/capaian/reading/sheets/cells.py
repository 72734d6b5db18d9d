"""The cells of one sheet of a workbook, read as its XML streams by, so that a million rows cost no memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from lxml import etree

from capaian.reading.builder import normalise_whitespace
from capaian.reading.container.package import SAFE_PARSER_OPTIONS, PackageRefused, TooMany
from capaian.reading.equations import linear
from capaian.reading.equations.latex import without_latex
from capaian.reading.sheets.number_formats import shown, shown_date

MAX_CELLS = 100_000
"""Written cells of a sheet that is still a report and not the rows behind one."""

MAX_SEEN = 1_000_000
"""Cells, empty ones too, that are looked at in one sheet."""

_LONGEST = 32_767
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?\Z", re.ASCII)
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})\Z")


@dataclass(frozen=True, slots=True)
class ShownCell:
    """What one cell shows; ``number`` is its exact decimal where it holds a number."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a sheet, all four included, from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SheetCells:
    """Cells by (row, column), with what is merged and hidden. ``uncomputed`` are formulas without a result."""

    cells: dict[tuple[int, int], ShownCell] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    uncomputed: list[str] = field(default_factory=list)
    seen: int = 0
    is_too_large: bool = False


@dataclass(frozen=True, slots=True)
class WorkbookContext:
    """What the cells of a workbook refer to: shared texts, and a number format for each style."""

    texts: Sequence[str] = ()
    formats: Sequence[str] = ()
    mac_dates: bool = False


class Stream(Protocol):
    """What is read bit by bit."""

    def read(self, size: int = -1, /) -> bytes: ...


def events(stream: Stream, *tags: str) -> Iterator[tuple[str, etree._Element]]:
    """Yield starts and ends of elements with these local names. Raises XMLSyntaxError, Refused."""
    parsing = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=[f"{{*}}{tag}" for tag in tags],
        **SAFE_PARSER_OPTIONS,
    )
    is_first = True
    for event, element in parsing:
        if is_first and element.getroottree().docinfo.doctype:
            raise PackageRefused("paper-unsafe")
        is_first = False
        yield event, element


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace, of which there are two kinds."""
    return str(element.tag).rpartition("}")[2]


def read_cells(stream: Stream, book: WorkbookContext) -> SheetCells:
    """Return the cells of a sheet's XML; stops at :data:`MAX_CELLS` written ones. Raises as :func:`events`."""
    reader = _CellReader(book)
    try:
        _read(stream, reader)
    except TooMany:
        reader.found.is_too_large = True
    return reader.found


def _read(stream: Stream, reader: _CellReader) -> None:
    for event, element in events(stream, "row", "c", "mergeCell", "col"):
        name = local(element)
        if name == "row":
            reader.row(element) if event == "start" else _forget(element)
        elif event == "end":
            if name == "c":
                reader.cell(element)
                element.clear()
            elif name == "mergeCell":
                reader.merge(element.get("ref", ""))
            elif name == "col" and _is_on(element, "hidden"):
                reader.found.hidden_columns.append((_small(element.get("min")), _small(element.get("max"))))
        if reader.found.is_too_large:
            break


class _CellReader:
    """Keeps the place while cells go by: not every program writes it at each of them."""

    def __init__(self, book: WorkbookContext) -> None:
        self._book = book
        self._row = self._column = 0
        self.found = SheetCells()

    def row(self, element: etree._Element) -> None:
        self.found.seen += 1
        self._row = _small(element.get("r")) or self._row + 1
        self._column = 0
        if _is_on(element, "hidden") and len(self.found.hidden_rows) < MAX_CELLS:
            self.found.hidden_rows.append(self._row)

    def cell(self, element: etree._Element) -> None:
        self.found.seen += 1
        if place := _REFERENCE.match(element.get("r", "")):
            self._row, self._column = int(place[2]), column_of(place[1])
        else:
            self._column += 1
        held = self._held(element)
        if held is not None and held.text:
            self.found.cells[self._row, self._column] = held
        if len(self.found.cells) > MAX_CELLS or self.found.seen > MAX_SEEN:
            self.found.is_too_large = True

    def merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        begin, end = _REFERENCE.match(first), _REFERENCE.match(last)
        if begin and end and len(self.found.merged) < MAX_CELLS:
            area = Area(int(begin[2]), column_of(begin[1]), int(end[2]), column_of(end[1]))
            if area.top <= area.bottom and area.left <= area.right:
                self.found.merged.append(area)

    def _held(self, element: etree._Element) -> ShownCell | None:
        kind = element.get("t", "n")
        value, has_formula = None, False
        for child in element:
            name = local(child)
            if name == "v":
                value = child.text
            elif name == "is":
                value = rich_text(child)
            elif name == "f":
                has_formula = True
        if not value:
            if has_formula and kind != "str":
                self.found.uncomputed.append(f"{letters_of(self._column)}{self._row}")
            return None
        if kind == "s":
            at = int(value) if value.strip().isdecimal() and len(value) < 10 else -1
            return ShownCell(self._book.texts[at]) if 0 <= at < len(self._book.texts) else None
        if kind == "b":
            return ShownCell("TRUE" if value.strip() == "1" else "FALSE")
        if kind == "n":
            return self._number(value.strip(), element.get("s", "0"))
        return ShownCell(text_of(value))

    def _number(self, value: str, style: str) -> ShownCell:
        exact = exact_decimal(value)
        if exact is None:
            return ShownCell(text_of(value))
        at = int(style) if style.isdecimal() and len(style) < 7 else 0
        code = self._book.formats[at] if at < len(self._book.formats) else "General"
        number = Fraction(exact)
        day = shown_date(number, code, mac=self._book.mac_dates)
        return (
            ShownCell(normalise_whitespace(shown(number, code)), exact)
            if day is None
            else ShownCell(normalise_whitespace(day))
        )


def exact_decimal(value: str) -> str | None:
    """Return the decimal that a cell was given: 15 digits are as typed, more are what a binary float made of it.

    >>> exact_decimal("0.91110000000000002"), exact_decimal("20198106"), exact_decimal("1E-3"), exact_decimal("x")
    ('0.9111', '20198106', '0.001', None)
    """
    if not _NUMBER.match(value):
        return None
    # Beyond this no figure is meant, and writing it out would take its length in digits.
    if len(value) > 40 or not 1e-30 < (abs(float(value)) or 1) < 1e30:
        return None
    typed = Decimal(value)
    decimal = typed if len(typed.as_tuple().digits) <= 15 else Decimal(repr(float(value)))
    text = f"{decimal:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def text_of(text: str) -> str:
    """Return a cell's text on plain lines."""
    return normalise_whitespace(without_latex(text[:_LONGEST]))


def rich_text(element: etree._Element) -> str:
    """Return the text of ``si`` or ``is``: its runs, raised ones as superscripts, and no reading aids."""
    out = []
    for child in element:
        name = local(child)
        if name == "t":
            out.append(child.text or "")
        elif name == "r":
            text = "".join(part.text or "" for part in child if local(part) == "t")
            marks = (mark.get("val") for look in child if local(look) == "rPr" for mark in look)
            out.append(linear.raised(text) if "superscript" in marks else text)
    return text_of("".join(out))


def column_of(letters: str) -> int:
    """Return a column's number from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(column: int) -> str:
    """Return a column's letters: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _forget(element: etree._Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _is_on(element: etree._Element, name: str) -> bool:
    return element.get(name) in ("1", "true")


def _small(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0
