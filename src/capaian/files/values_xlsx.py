"""Values from a spreadsheet: the form that Excel people fill."""

from __future__ import annotations

import datetime
import math
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import python_calamine

from capaian.core.finding import Finding, Place, finding
from capaian.core.numerals import printed, read_plain
from capaian.core.period import Period
from capaian.core.plan import Plan
from capaian.core.variable import Observation
from capaian.files.values_reader import COLUMNS, REQUIRED, Row, ValuesReader, match_columns

MOST_UNPACKED = 500_000_000
"""Bytes that a workbook may unpack to; beyond it the file is taken for an attack."""

Cell = object


def read_xlsx(path: Path, plan: Plan) -> tuple[list[Observation], list[Finding]]:
    """Read values from the first sheet that has the headings of a values table."""
    file = str(path)
    problem = _refused(path)
    if problem:
        return [], [finding("file-unreadable", Place(file), problem=problem)]
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        sheets = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
        }
    except Exception as error:  # the library raises its own family and bare errors for broken zips
        return [], [finding("file-unreadable", Place(file), problem=str(error) or type(error).__name__)]
    for name, cells in sheets.items():
        heading = _heading(cells)
        if heading is not None:
            place = Place(file, cell=f"{name}!A{heading + 1}")
            columns, findings = match_columns([str(cell) for cell in cells[heading]], place)
            if columns is None:
                return [], findings
            reader = ValuesReader(plan, findings)
            rows = _rows(cells, heading, columns, f"{file}", name)
            return reader.read(rows, indonesian=True), reader.findings
    return [], [finding("no-sheet", Place(file), expected=", ".join(COLUMNS))]


def _refused(path: Path) -> str | None:
    """Return why the file is not to be opened: no workbook, or one that unpacks without bound."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        return str(error)
    return f"isinya {unpacked:,} byte setelah dibuka".replace(",", ".") if unpacked > MOST_UNPACKED else None


def _heading(cells: Sequence[Sequence[Cell]]) -> int | None:
    """Return the number of the row that has every required heading; title rows above it are skipped."""
    for number, row in enumerate(cells[:50]):
        words = {str(cell).strip().lower() for cell in row}
        if all(words & set(COLUMNS[name]) for name in REQUIRED):
            return number
    return None


def _rows(
    cells: Sequence[Sequence[Cell]], heading: int, columns: Mapping[str, int], file: str, sheet: str
) -> Iterator[Row]:
    for number, row in enumerate(cells[heading + 1 :], heading + 2):
        fields = {name: _text(row[n], name) if n < len(row) else "" for name, n in columns.items()}
        if not (fields["variable"] or fields["value"]):
            continue
        places = {name: Place(file, cell=f"{sheet}!{_letters(n)}{number}") for name, n in columns.items()}
        yield Row(fields, places)


def _text(cell: Cell, name: str) -> str:
    """Return a cell as the text a person would have typed: 5.0 as ``5``, a date in a period as its month."""
    if isinstance(cell, bool):
        return "benar" if cell else "salah"
    if isinstance(cell, int | float):
        if isinstance(cell, float) and not math.isfinite(cell):
            return str(cell)
        text = repr(int(cell)) if cell == int(cell) else repr(cell)
        amount = read_plain(text)
        if name != "value" or amount is None:
            return text
        _, _, decimals = text.partition(".")
        return printed(amount, len(decimals), grouped=False)
    if isinstance(cell, datetime.datetime | datetime.date):
        return str(Period(cell.year, cell.month, 1)) if name == "period" else cell.isoformat()
    return str(cell).strip()


def _letters(column: int) -> str:
    """Return the letters of a column counted from 0: A, B, ..., Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
