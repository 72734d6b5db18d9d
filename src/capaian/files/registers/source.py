"""Where the table of a register is in a CSV file or a workbook, and its columns before they are understood."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.registers.register import Register
from capaian.files.csv_table import open_csv
from capaian.files.registers.cells import Cell, text_of
from capaian.files.registers.coded import DictionaryColumn, dictionary_encode
from capaian.files.xlsx_sheets import Sheet, column_letters, open_sheets

HIGHEST_HEADING = 50


@dataclass(frozen=True, slots=True)
class Source:
    """A table before it is understood. ``numbers`` are the lines of a CSV file, or the rows of a ``sheet``."""

    file: str
    sheet: str
    headings: Sequence[str]
    heading_number: int
    columns: Sequence[DictionaryColumn[Cell]]
    numbers: Sequence[int]
    indonesian: bool
    """Whether numbers that come as text are in the Indonesian notation."""

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell; ``row`` counts from 0 in ``numbers``."""
        return self.at(self.numbers[row], column)

    def at(self, number: int, column: int) -> Place:
        if self.sheet:
            return Place(self.file, cell=f"{self.sheet}!{column_letters(column)}{number}")
        return Place(self.file, number, column + 1)

    def column(self, number: int | None) -> DictionaryColumn[Cell]:
        """Return a column by its number; an empty one where there is none of that number."""
        if number is None or number >= len(self.columns):
            return DictionaryColumn([""], array("i", [0]) * len(self.numbers))
        return self.columns[number]


def headings_of(register: Register) -> dict[str, str]:
    """Return every heading that names a column, in small letters, and the column's name."""
    labels = {column.label.lower(): name for name, column in register.columns.items() if column.label}
    return labels | {name.lower(): name for name in register.columns}


def csv_source(path: Path, register: Register) -> tuple[Source | None, list[Finding]]:
    """Return the table of a CSV file, or findings. Raises ``OSError`` where it cannot be opened."""
    table, findings = open_csv(path.read_bytes(), str(path))
    if table is None:
        return None, findings
    headings = [heading.strip() for heading in table.headings]
    fields = {str(number): number for number in range(len(headings))}
    rows, numbers = [], []
    for row in table.rows(fields):
        rows.append(list(row.fields.values()))
        numbers.append(row.places["0"].line)
    columns: list[DictionaryColumn[Cell]] = [
        dictionary_encode([row[number] for row in rows]) for number in range(len(headings))
    ]
    # Headings in the plan's own names are written by programs, with a decimal point; labels by people.
    plain = all(heading in register.columns for heading in headings if heading)
    source = Source(str(path), "", headings, 1, columns, numbers, indonesian=not plain)
    return source, [*findings, *table.findings]


def xlsx_source(
    path: Path, known: Mapping[str, str], required: Collection[str]
) -> tuple[Source | None, list[Finding]]:
    """Return the first table of a workbook with enough ``known`` headings; ``None`` where there is none.

    Another sheet that has rows below all ``required`` columns is a finding.

    Raises ``OSError`` where the file cannot be opened.
    """
    sheets, findings = open_sheets(path)
    found: Source | None = None
    least = min(3, len(required))
    for sheet in sheets:
        source = _in_sheet(sheet, str(path), known, least)
        if found is None:
            found = source
        elif (
            source and source.numbers and {known.get(heading.lower()) for heading in source.headings} >= {*required}
        ):
            # A sheet for each month is a common habit; rows that nobody reads would be missed by nobody.
            said = {"sheet": sheet.name, "first": found.sheet}
            findings.append(finding("second-sheet", source.at(source.heading_number, 0), **said))
    return found, findings


def _in_sheet(sheet: Sheet, file: str, known: Mapping[str, str], least: int) -> Source | None:
    for number, row in enumerate(sheet.rows[:HIGHEST_HEADING]):
        headings = [text_of(cell) for cell in row]
        if sum(heading.lower() in known for heading in headings) >= least:
            return _below(sheet, number, headings, file)
    return None


def _below(sheet: Sheet, heading: int, headings: Sequence[str], file: str) -> Source:
    rows = sheet.rows[heading + 1 :]
    columns = [dictionary_encode(list(map(itemgetter(number), rows))) for number in range(len(headings))]
    empty = _empty_rows(columns, len(rows))
    numbers: Sequence[int] = range(heading + 2, heading + 2 + len(rows))
    if empty:
        filled = [row for row in range(len(rows)) if row not in empty]
        columns = [column.take(filled) for column in columns]
        numbers = [numbers[row] for row in filled]
    return Source(file, sheet.name, headings, heading + 1, columns, numbers, indonesian=True)


def _empty_rows(columns: Sequence[DictionaryColumn[Cell]], count: int) -> set[int]:
    """Return the rows that hold nothing in any column: most are out after the first column that is filled."""
    rows: Iterable[int] = range(count)
    for column in columns:
        blank = {code for code, cell in enumerate(column.values) if isinstance(cell, str) and not cell.strip()}
        codes = column.codes
        rows = [row for row in rows if codes[row] in blank] if blank else []
    return set(rows)
