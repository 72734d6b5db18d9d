"""Values from a spreadsheet: the form that Excel people fill."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.numbers.numerals import printed, read_plain
from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.core.plan.variable import Observation
from capaian.files.csv_table import TableRow
from capaian.files.values.reader import COLUMNS, REQUIRED, ValuesReader, match_columns
from capaian.files.xlsx_sheets import Cell, Sheet, column_letters, open_sheets

HIGHEST_HEADING = 50
"""Title rows are skipped; beyond so many rows there is no table."""


def read_xlsx(path: Path, plan: Plan) -> tuple[list[Observation], list[Finding]]:
    """Read values from the first sheet that has the headings of a values table."""
    file = str(path)
    sheets, findings = open_sheets(path)
    if findings:
        return [], findings
    for sheet in sheets:
        heading = _heading(sheet.rows)
        if heading is not None:
            place = Place(file, cell=f"{sheet.name}!A{heading + 1}")
            columns, findings = match_columns([str(cell) for cell in sheet.rows[heading]], place)
            if columns is None:
                return [], findings
            reader = ValuesReader(plan, findings)
            return reader.read(_rows(sheet, heading, columns, file), indonesian=True), reader.findings
    return [], [finding("no-sheet", Place(file), expected=", ".join(COLUMNS))]


def _heading(rows: Sequence[Sequence[Cell]]) -> int | None:
    """Return the number of the row that has every required heading; title rows above it are skipped."""
    for number, row in enumerate(rows[:HIGHEST_HEADING]):
        words = {str(cell).strip().lower() for cell in row}
        if all(words & set(COLUMNS[name]) for name in REQUIRED):
            return number
    return None


def _rows(sheet: Sheet, heading: int, columns: Mapping[str, int], file: str) -> Iterator[TableRow]:
    for number, row in enumerate(sheet.rows[heading + 1 :], heading + 2):
        fields = {name: _text(row[n], name) if n < len(row) else "" for name, n in columns.items()}
        if not (fields["variable"] or fields["value"]):
            continue
        places = {
            name: Place(file, cell=f"{sheet.name}!{column_letters(n)}{number}") for name, n in columns.items()
        }
        yield TableRow(fields, places)


def _text(cell: Cell, name: str) -> str:
    """Return a cell as the text a person would have typed: 5.0 as ``5``, a date in a period as its month."""
    if isinstance(cell, bool):
        return "benar" if cell else "salah"
    if isinstance(cell, int | float):
        if isinstance(cell, float) and not math.isfinite(cell):
            return str(cell)
        # Spreadsheets show and keep 15 digits: 0.1 + 0.2 in a cell is 0.3 to whoever made it.
        text = repr(int(cell)) if cell == int(cell) else f"{cell:.15g}"
        amount = read_plain(text)
        if name != "value" or amount is None:
            return text
        _, _, decimals = text.partition(".")
        return printed(amount, len(decimals), grouped=False)
    if isinstance(cell, datetime.datetime | datetime.date):
        return str(Period(cell.year, cell.month, 1)) if name == "period" else cell.isoformat()
    return str(cell).strip()
