"""CSV as people's programs write it: UTF-8 with or without mark, comma or semicolon; every field with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.frozen import frozen
from capaian.core.wording import NOTHING


@frozen()
class TableRow:
    """One row as text, with the place of each field; of a spreadsheet too, whose places are cells."""

    fields: Mapping[str, str]
    places: Mapping[str, Place]


class LinePlaces(Mapping[str, Place]):
    """The places of a line's fields, made when somebody asks: of most rows nobody does."""

    __slots__ = ("_columns", "_file", "_line")

    def __init__(self, file: str, line: int, columns: Mapping[str, int]) -> None:
        self._file, self._line, self._columns = file, line, columns

    def __getitem__(self, name: str) -> Place:
        return Place(self._file, self._line, self._columns[name] + 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


class CsvTable:
    """An opened table: its ``headings``, and its rows once. ``findings`` fills while the rows are read."""

    __slots__ = ("_lines", "file", "findings", "headings")

    def __init__(self, file: str, headings: list[str], lines: Iterator[list[str]]) -> None:
        self.file, self.headings, self._lines = file, headings, lines
        self.findings: list[Finding] = []

    def rows(self, columns: Mapping[str, int]) -> Iterator[TableRow]:
        """Yield the rows that are not empty; ``columns`` is field to column number, from 0."""
        line = self._line_number()
        while True:
            try:
                cells = next(self._lines, None)
            except csv.Error as error:
                place = Place(self.file, self._line_number())
                self.findings.append(finding("file-unreadable", place, problem=str(error)))
                return
            if cells is None:
                return
            start, line = line + 1, self._line_number()
            if not any(cell.strip() for cell in cells):
                continue
            fields = {name: cells[n].strip() if n < len(cells) else "" for name, n in columns.items()}
            yield TableRow(fields, LinePlaces(self.file, start, columns))

    def _line_number(self) -> int:
        number: int = getattr(self._lines, "line_num", 1)
        return number


def open_csv(data: bytes, file: str) -> tuple[CsvTable | None, list[Finding]]:
    """Return the table in ``data``, or findings where it cannot be read at all; ``file`` names it in them."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [finding("not-utf8", Place(file, line), byte=f"0x{data[error.start]:02X}")]
    heading = text.split("\n", 1)[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        first = next(lines, None)
    except csv.Error as error:
        return None, [finding("file-unreadable", Place(file, lines.line_num), problem=str(error))]
    if first is None:
        return None, [finding("file-empty", Place(file))]
    return CsvTable(file, first, lines), []


def match_headings(
    headings: Sequence[str], place: Place, columns: Mapping[str, Sequence[str]], required: Sequence[str]
) -> tuple[dict[str, int] | None, list[Finding]]:
    """Return field to column number, or ``None`` with findings where a required column is not there.

    ``columns`` is field to the headings that name it, in small letters; the first column of a field counts.
    """
    known = {heading: name for name, headings_of in columns.items() for heading in headings_of}
    found: dict[str, int] = {}
    findings = []
    expected = ", ".join(columns)
    for number, heading in enumerate(headings):
        name = known.get(heading.strip().lower())
        if name is not None:
            found.setdefault(name, number)
        elif heading.strip():
            findings.append(finding("unknown-column", place, column=heading.strip(), expected=expected))
    for name in required:
        if name not in found:
            shown = ", ".join(heading.strip() for heading in headings) or NOTHING
            findings.append(finding("missing-column", place, column=name, found=shown, expected=expected))
    return (found if all(name in found for name in required) else None), findings
