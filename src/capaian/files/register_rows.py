"""The rows of a register from CSV and XLSX: typed, checked one by one and together, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from capaian.core.condition import Value, fields_of, holds, write_condition
from capaian.core.counting import Row
from capaian.core.finding import Finding, Place, finding
from capaian.core.register import Column, FieldType, Register, row_fault
from capaian.files.cells import EXAMPLES, Cell, read_cell, text_of
from capaian.files.csv_table import open_csv
from capaian.files.values_reader import ERRORS
from capaian.files.xlsx_sheets import column_letters, open_sheets

HIGHEST_HEADING = 50


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A sound row and where it stands."""

    values: Row
    place: Place


@dataclass(frozen=True, slots=True)
class _Source:
    """A table before it is understood: rows of cells, each with its place."""

    headings: Sequence[str]
    heading_place: Place
    rows: Iterator[tuple[Sequence[Cell], Place]]
    indonesian: bool
    """Whether numbers that come as text are in the Indonesian notation."""


@dataclass(slots=True)
class RowsReader:
    """Reads the files of one register; remembers keys over all of them."""

    register: Register
    findings: list[Finding] = field(default_factory=list)
    seen: dict[tuple[Value | None, ...], Place] = field(default_factory=dict)
    understood: dict[str, str] = field(default_factory=dict)
    """Column to the heading that it was read from, of the file read last."""

    def read(self, path: Path) -> list[PlacedRow]:
        """Return the sound rows of a ``.csv`` or ``.xlsx`` file. Raises ``OSError`` where it cannot be opened."""
        source = self._xlsx(path) if path.suffix.lower() == ".xlsx" else self._csv(path)
        if source is None:
            return []
        numbers = self._match(source)
        if numbers is None:
            return []
        read = (self._row(cells, place, numbers, source.indonesian) for cells, place in source.rows)
        return [row for row in read if row is not None]

    # ---- where the table is --------------------------------------------------------------------------

    def _csv(self, path: Path) -> _Source | None:
        table, findings = open_csv(path.read_bytes(), str(path))
        self.findings += findings
        if table is None:
            return None
        headings = [heading.strip() for heading in table.headings]
        columns = {str(number): number for number in range(len(headings))}

        def rows() -> Iterator[tuple[Sequence[Cell], Place]]:
            for row in table.rows(columns):
                yield list(row.fields.values()), row.places["0"]
            self.findings.extend(table.findings)

        # Headings in the plan's own names are written by programs, with a decimal point; labels by people.
        plain = all(heading in self.register.columns for heading in headings if heading)
        return _Source(headings, Place(str(path), 1), rows(), indonesian=not plain)

    def _xlsx(self, path: Path) -> _Source | None:
        sheets, findings = open_sheets(path)
        self.findings += findings
        for sheet in sheets:
            for number, row in enumerate(sheet.rows[:HIGHEST_HEADING]):
                headings = [text_of(cell) for cell in row]
                known = self._known()
                if sum(heading.lower() in known for heading in headings) >= min(3, len(self._required())):
                    rows = self._cells(sheet.rows[number + 1 :], str(path), sheet.name, number + 2)
                    place = Place(str(path), cell=f"{sheet.name}!A{number + 1}")
                    return _Source(headings, place, rows, indonesian=True)
        if not findings:
            expected = ", ".join(column.label or name for name, column in self.register.columns.items())
            self.findings.append(finding("no-sheet", Place(str(path)), expected=expected))
        return None

    @staticmethod
    def _cells(
        rows: Sequence[Sequence[Cell]], file: str, sheet: str, first: int
    ) -> Iterator[tuple[Sequence[Cell], Place]]:
        for number, cells in enumerate(rows, first):
            if any(text_of(cell) for cell in cells):
                yield cells, Place(file, cell=f"{sheet}!A{number}")

    def _known(self) -> dict[str, str]:
        """Return every heading that names a column, in small letters."""
        labels = {column.label.lower(): name for name, column in self.register.columns.items() if column.label}
        return labels | {name.lower(): name for name in self.register.columns}

    def _required(self) -> list[str]:
        named = {self.register.office, self.register.date, *self.register.key}
        return [name for name, column in self.register.columns.items() if column.required or name in named]

    def _match(self, source: _Source) -> dict[str, int] | None:
        known = self._known()
        expected = ", ".join(column.label or name for name, column in self.register.columns.items())
        numbers: dict[str, int] = {}
        for number, heading in enumerate(source.headings):
            name = known.get(heading.lower())
            if name is not None:
                numbers.setdefault(name, number)
            elif heading:
                self._report("unknown-column", source.heading_place, column=heading, expected=expected)
        missing = [name for name in self._required() if name not in numbers]
        for name in missing:
            shown = ", ".join(heading for heading in source.headings if heading) or "tidak ada"
            label = self.register.columns[name].label or name
            self._report("missing-column", source.heading_place, column=label, found=shown, expected=expected)
        self.understood = {name: source.headings[number] for name, number in numbers.items()}
        return None if missing else numbers

    # ---- one row -------------------------------------------------------------------------------------

    def _row(
        self, cells: Sequence[Cell], place: Place, numbers: Mapping[str, int], indonesian: bool
    ) -> PlacedRow | None:
        before = len(self.findings)
        values: dict[str, Value | None] = {}
        for name, column in self.register.columns.items():
            number = numbers.get(name)
            cell: Cell = cells[number] if number is not None and number < len(cells) else ""
            values[name] = self._value(cell, column, _at(place, number or 0), indonesian)
        if len(self.findings) == before:
            self._rules(values, place, numbers)
            self._unique(values, place)
        return PlacedRow(values, place) if len(self.findings) == before else None

    def _value(self, cell: Cell, column: Column, place: Place, indonesian: bool) -> Value | None:
        text = text_of(cell)
        if not text:
            if column.required or column.name in (self.register.office, self.register.date):
                self._report("row-required", place, name=column.name, label=column.label or column.name)
            return None
        if text in ERRORS:
            self._report("error-cell", place, found=text)
            return None
        value = read_cell(cell, column, indonesian=indonesian)
        if value is None:
            expected, write = EXAMPLES[column.type]
            if column.type in (FieldType.DECIMAL, FieldType.RUPIAH) and not indonesian:
                write = "1234.56"
            self._report("row-type", place, found=text, expected=expected, name=column.name, write=write)
            return None
        fault = row_fault(column, value)
        if fault is not None:
            self._report(fault[0], place, name=column.name, **fault[1])
            return None
        return value

    def _rules(self, values: dict[str, Value | None], place: Place, numbers: Mapping[str, int]) -> None:
        for rule in self.register.rules:
            if holds(rule.condition, values) is False:
                named = list(dict.fromkeys(f.name for f in fields_of(rule.condition)))
                at = _at(place, numbers.get(named[0], 0)) if named else place
                shown = write_condition(rule.condition)
                self._report("row-rule", at, rule=shown, message=rule.message, cells=", ".join(named))

    def _unique(self, values: dict[str, Value | None], place: Place) -> None:
        key = tuple(values[name] for name in self.register.key)
        if not key or None in key:
            return
        first = self.seen.setdefault(key, place)
        if first is not place:
            self._report("row-duplicate", place, key=", ".join(self.register.key), first=first)

    def _report(self, code: str, place: Place, **values: object) -> None:
        self.findings.append(finding(code, place, self.register.name, **values))


def _at(place: Place, column: int) -> Place:
    """Return the place of a cell in the row that begins at ``place``."""
    if place.cell:
        sheet, _, corner = place.cell.rpartition("!")
        return Place(place.file, cell=f"{sheet}!{column_letters(column)}{corner[1:]}")
    return Place(place.file, place.line, column + 1)
