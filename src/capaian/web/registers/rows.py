"""Cells as people type them → values that ``core`` has checked → JSON and back.

A form and a pasted table are read by the same code that reads files: :class:`RowsReader`.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple

from capaian.core.findings.finding import Finding, Place, finding, has_errors
from capaian.core.numbers.numerals import printed, shortest, shortest_printed
from capaian.core.registers.aggregation import Row as Values
from capaian.core.registers.aggregation import belongs
from capaian.core.registers.condition import Value
from capaian.core.registers.register import DECIMALS, SORTS, Column, FieldType, Register, Sort
from capaian.core.wording import Both
from capaian.files.registers.cells import Cell, read_cell, text_of
from capaian.files.registers.coded import dictionary_encode
from capaian.files.registers.rows import ReadRows, RowsReader
from capaian.files.registers.source import Source

Data = dict[str, Any]
"""Cells as JSON keeps them: text in plain notation, ISO days, true or false; an empty cell is not in it."""

MAX_KEY_LENGTH = 300
_TRUTH = {True: Both("ya", "yes"), False: Both("tidak", "no")}
MAX_CELLS = 3_000_000
"""Cells of one pasted table."""


class InvalidRows(Exception):
    """What was given cannot be a row: every finding, in the words of the person who typed."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__([found.code for found in findings])
        self.findings = tuple(findings)


class TypeMismatch(ValueError):
    """A row that is kept no longer fits its register: the plan has changed the column's type since."""


class CheckedRow(NamedTuple):
    """A row that may be kept."""

    data: Data
    key: str
    day: datetime.date
    place: str


# ---- values and JSON -------------------------------------------------------------------------------------


def to_data(register: Register, values: Values) -> Data:
    """Return a row as JSON keeps it; nothing is lost."""
    return {name: _kept(value) for name in register.columns if (value := values.get(name)) is not None}


def from_data(register: Register, data: Mapping[str, Any]) -> dict[str, Value | None]:
    """Return the values of a kept row. Raises :class:`TypeMismatch` where a cell is none of its column's type."""
    return {name: _value(data.get(name), column) for name, column in register.columns.items()}


def key_of(register: Register, values: Values) -> str:
    """Return what tells a row apart, as text; empty where the register has no key or a cell of it is empty."""
    cells = [values.get(name) for name in register.key]
    if not cells or None in cells:
        return ""
    kept = [str(_kept(value)) for value in cells if value is not None]
    text = kept[0] if len(kept) == 1 else json.dumps(kept, ensure_ascii=False)
    return text if len(text) <= MAX_KEY_LENGTH else "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def to_checked_row(register: Register, values: Values) -> CheckedRow:
    """Return a sound row as it is kept."""
    day, place = values[register.date], values[register.office]
    assert isinstance(day, datetime.date) and isinstance(place, str), "core has checked them"
    return CheckedRow(to_data(register, values), key_of(register, values), day, place)


def _kept(value: Value) -> str | bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    # PostgreSQL keeps every letter but this one, which nobody types.
    return shortest(value) if isinstance(value, Fraction) else value.replace("\x00", "")


def _value(kept: object, column: Column) -> Value | None:
    if kept is None:
        return None
    if column.sort is Sort.TEXT:
        return kept if isinstance(kept, str) else str(kept)
    value = read_cell(kept, column, indonesian=False)  # type: ignore[arg-type]  # text or bool
    if value is None:
        raise TypeMismatch(f"{column.name}: {kept!r} is no {column.type}")
    return value


# ---- tables made in memory -------------------------------------------------------------------------------


def _table(
    headings: Sequence[str], first: int, rows: Sequence[Sequence[str]], numbers: Sequence[int], *, indonesian: bool
) -> Source:
    cells: list[list[Cell]] = [[row[n] if n < len(row) else "" for row in rows] for n in range(len(headings))]
    return Source(
        "", "", headings, first, [dictionary_encode(column) for column in cells], numbers, indonesian=indonesian
    )


def read_form(register: Register, cells: Mapping[str, str], office: str) -> CheckedRow:
    """Read the fields of a form, numbers in the Indonesian notation.

    Raises :class:`InvalidRows`; the place of each finding has the field's number in the register as its column.
    """
    names = list(register.columns)
    source = _table(names, 0, [[cells.get(name, "") for name in names]], [1], indonesian=True)
    (rows, findings) = _read(register, source, office)
    if has_errors(findings) or not rows:
        raise InvalidRows(findings)
    return to_checked_row(register, rows[0].values)


def faults_by_field(register: Register, findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings of a form by the field that each stands at."""
    names, by = list(register.columns), defaultdict(list)
    for found in findings:
        by[names[found.place.column - 1]].append(found)
    return dict(by)


class PastedTable(NamedTuple):
    """A pasted table: what was understood, the sound rows, and every fault by line and column."""

    understood: Mapping[str, str]
    """Column of the register to the heading, or to its own label where the table has no headings."""
    rows: Sequence[CheckedRow]
    lines: Sequence[int]
    findings: Sequence[Finding]


def read_pasted(register: Register, text: str, office: str) -> PastedTable:
    """Read a table as Excel puts it on the clipboard: cells with tabs between them, one row a line.

    Where the first line names no column, the cells stand in the order of the register.
    """
    lines = _lines(text)
    known = {column.label.lower() for column in register.columns.values()} | {
        name.lower() for name in register.columns
    }
    first = [text_of(cell) for cell in lines[0][1]] if lines else []
    headed = any(heading.lower() in known for heading in first)
    headings = first if headed else list(register.columns)
    body = lines[1:] if headed else lines
    plain = headed and all(heading in register.columns for heading in headings if heading)
    number = lines[0][0] if lines else 1
    source = _table(
        headings, number, [cells for _, cells in body], [line for line, _ in body], indonesian=not plain
    )
    reader = RowsReader(register)
    rows, findings = _read(register, source, office, reader)
    understood = reader.understood if headed else {n: c.label or n for n, c in register.columns.items()}
    kept = [to_checked_row(register, row.values) for row in rows]
    return PastedTable(understood, kept, [row.place.line for row in rows], findings)


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines that are not empty, by number; a cell with quotes around it may go over several."""
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter="\t")
    found, cells, line = [], 0, 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                found.append((line, row))
            cells, line = cells + len(row), reader.line_num + 1
            if cells > MAX_CELLS:
                raise InvalidRows([finding("file-unreadable", Place("", line), problem=f"> {MAX_CELLS}")])
    except csv.Error as error:
        raise InvalidRows([finding("file-unreadable", Place("", line), problem=str(error))]) from error
    return found


def _read(
    register: Register, source: Source, office: str, reader: RowsReader | None = None
) -> tuple[ReadRows, list[Finding]]:
    reader = reader or RowsReader(register)
    rows = reader.read_source(source)
    return rows, [
        labelled(found, register) for found in [*reader.findings, *outside_office(register, rows, reader, office)]
    ]


def outside_office(register: Register, rows: ReadRows, reader: RowsReader, office: str) -> list[Finding]:
    """Return a finding for each row whose place is not of the office."""
    if rows.source is None:
        return []
    places = rows.columns[register.office]
    strange = {place for place in set(places) if not belongs(str(place), office)}
    number = list(rows.source.headings).index(reader.understood[register.office])
    return (
        [
            finding(
                "row-elsewhere",
                rows.source.place(rows.kept[row], number),
                register.name,
                found=place,
                office=office,
            )
            for row, place in enumerate(places)
            if place in strange
        ]
        if strange
        else []
    )


# ---- words for people ------------------------------------------------------------------------------------

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_READ = frozenset(SORTS)
_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")


def label_of(register: Register, name: str) -> str:
    """Return what people call a column."""
    return register.columns[name].label or name


def labelled(found: Finding, register: Register) -> Finding:
    """Return a finding that calls columns and choices by the labels that people know."""
    values = dict(found.values)
    choices = register.columns[values["name"]].choices if values.get("name") in register.columns else {}
    for value in ("name", "key", "cells", "rule", "changes", "changes_en"):
        if value in values:
            values[value] = _NAME.sub(lambda match: _label(register, match[0]), values[value])
    if "known" in values and choices:
        values["known"] = ", ".join(choices.values())
    return replace(found, values=values)


def _label(register: Register, name: str) -> str:
    return label_of(register, name) if name in register.columns else name


def display_value(value: Value | None, column: Column, lang: str = "id") -> str:
    """Return a value as a table shows it: 31-12-2017, 1.234,56, the label of a choice."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _TRUTH[value].in_(lang)
    if isinstance(value, datetime.date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, Fraction):
        if column.type is FieldType.RUPIAH:
            return printed(value, DECIMALS[FieldType.RUPIAH] if value.denominator != 1 else 0)
        return shortest_printed(value, grouped=True)
    return column.choices.get(value, value)


def display_row(register: Register, data: Mapping[str, Any], lang: str = "id") -> dict[str, str]:
    """Return a kept row as a table shows it; a cell that fits its column no more shows as it is."""
    return {name: _shown(data.get(name), column, lang) for name, column in register.columns.items()}


def _shown(kept: object, column: Column, lang: str) -> str:
    # A search looks through thousands of rows: what is kept needs no reading where it only changes its order.
    if kept is None:
        return ""
    if column.type is FieldType.DATE and isinstance(kept, str) and _ISO.match(kept):
        return f"{kept[8:]}-{kept[5:7]}-{kept[:4]}"
    if isinstance(kept, str) and column.type not in _READ:
        return column.choices.get(kept, kept)
    try:
        return display_value(_value(kept, column), column, lang)
    except TypeMismatch:
        return str(kept)


def form_cells(register: Register, data: Mapping[str, Any]) -> dict[str, str]:
    """Return a kept row as the fields of a form have it: ISO days, 1234,5, the key of a choice, ya or tidak."""
    found = {}
    for name, column in register.columns.items():
        kept = data.get(name, "")
        if isinstance(kept, bool):
            kept = "ya" if kept else "tidak"
        elif column.sort is Sort.NUMBER:
            kept = kept.replace(".", ",")
        found[name] = kept
    return found
