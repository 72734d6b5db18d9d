"""The rows of a register from CSV and XLSX: typed, checked one by one and together, each with its place.

Work is done column by column and once for each different cell: a book of 200,000 letters has a few hundred dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, overload

from capaian.core.condition import Value, fields_of, holds, write_condition
from capaian.core.counting import Row
from capaian.core.finding import Finding, Place, finding
from capaian.core.register import Column, FieldType, Register, RowRule, row_fault
from capaian.files.cells import EXAMPLES, Cell, read_cell, text_of
from capaian.files.csv_table import open_csv
from capaian.files.values_reader import ERRORS
from capaian.files.xlsx_sheets import column_letters, open_sheets

HIGHEST_HEADING = 50


class PlacedRow(NamedTuple):
    """A sound row and where it stands."""

    values: Row
    place: Place


@dataclass(frozen=True, slots=True)
class Source:
    """A table before it is understood. ``numbers`` are the lines of a CSV file, or the rows of a ``sheet``."""

    file: str
    sheet: str
    headings: Sequence[str]
    heading_number: int
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    indonesian: bool
    """Whether numbers that come as text are in the Indonesian notation."""

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell; ``row`` counts from 0 in ``rows``."""
        return self.at(self.numbers[row], column)

    def at(self, number: int, column: int) -> Place:
        if self.sheet:
            return Place(self.file, cell=f"{self.sheet}!{column_letters(column)}{number}")
        return Place(self.file, number, column + 1)


@dataclass(frozen=True, slots=True)
class ReadRows(Sequence[PlacedRow]):
    """The sound rows of a file: ``columns`` of values, and ``kept``, the number of each row in its ``source``."""

    columns: Mapping[str, Sequence[Value | None]]
    kept: Sequence[int]
    source: Source | None

    def __len__(self) -> int:
        return len(self.kept)

    @overload
    def __getitem__(self, index: int) -> PlacedRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[PlacedRow]: ...
    def __getitem__(self, index: int | slice) -> PlacedRow | list[PlacedRow]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        values = {name: column[index] for name, column in self.columns.items()}
        return PlacedRow(values, self.place(index))

    def place(self, row: int) -> Place:
        assert self.source is not None, "a row has a source"
        return self.source.place(self.kept[row], 0)

    def take(self, rows: Sequence[int]) -> ReadRows:
        """Return some of the rows, by their numbers here."""
        columns = {name: [column[n] for n in rows] for name, column in self.columns.items()}
        return ReadRows(columns, [self.kept[n] for n in rows], self.source)


class _Fault(NamedTuple):
    """What is wrong with a cell: the code and values of its finding."""

    code: str
    values: dict[str, object]


_UNREAD = _Fault("", {})


@dataclass(slots=True)
class RowsReader:
    """Reads one file of one register."""

    register: Register
    findings: list[Finding] = field(default_factory=list)
    understood: dict[str, str] = field(default_factory=dict)
    """Column to the heading that it was read from."""

    def read(self, path: Path) -> ReadRows:
        """Return the sound rows of a ``.csv`` or ``.xlsx`` file. Raises ``OSError`` where it cannot be opened."""
        return self.read_source(self._xlsx(path) if path.suffix.lower() == ".xlsx" else self._csv(path))

    def read_source(self, source: Source | None) -> ReadRows:
        """Return the sound rows of a table, wherever it comes from."""
        numbers = self._match(source) if source else None
        if source is None or numbers is None:
            return ReadRows({name: [] for name in self.register.columns}, [], None)
        faults: list[tuple[int, int, Finding]] = []
        columns = {}
        for name, column in self.register.columns.items():
            number = numbers.get(name)
            cells = [""] * len(source.rows) if number is None else _cells(source.rows, number)
            columns[name] = self._column(cells, column, number or 0, source, faults)
        wrong = {row for row, _, _ in faults}
        for order, rule in enumerate(self.register.rules, len(numbers)):
            self._rule(rule, order, columns, numbers, source, wrong, faults)
        self._unique(columns, source, wrong, faults)
        self.findings += [found for _, _, found in sorted(faults, key=lambda fault: fault[:2])]
        wrong = {row for row, _, _ in faults}
        rows = ReadRows(columns, range(len(source.rows)), source)
        return rows.take([row for row in range(len(source.rows)) if row not in wrong]) if wrong else rows

    # ---- where the table is --------------------------------------------------------------------------

    def _csv(self, path: Path) -> Source | None:
        table, findings = open_csv(path.read_bytes(), str(path))
        self.findings += findings
        if table is None:
            return None
        headings = [heading.strip() for heading in table.headings]
        columns = {str(number): number for number in range(len(headings))}
        rows, numbers = [], []
        for row in table.rows(columns):
            rows.append(list(row.fields.values()))
            numbers.append(row.places["0"].line)
        self.findings += table.findings
        # Headings in the plan's own names are written by programs, with a decimal point; labels by people.
        plain = all(heading in self.register.columns for heading in headings if heading)
        return Source(str(path), "", headings, 1, rows, numbers, indonesian=not plain)

    def _xlsx(self, path: Path) -> Source | None:
        sheets, findings = open_sheets(path)
        self.findings += findings
        known, least = self._known(), min(3, len(self._required()))
        for sheet in sheets:
            for number, row in enumerate(sheet.rows[:HIGHEST_HEADING]):
                headings = [text_of(cell) for cell in row]
                if sum(heading.lower() in known for heading in headings) >= least:
                    filled = [n for n in range(number + 1, len(sheet.rows)) if any(map(_is_filled, sheet.rows[n]))]
                    rows = [sheet.rows[n] for n in filled]
                    numbers = [n + 1 for n in filled]
                    return Source(str(path), sheet.name, headings, number + 1, rows, numbers, indonesian=True)
        if not findings:
            self._report("no-sheet", Place(str(path)), expected=self._expected())
        return None

    def _known(self) -> dict[str, str]:
        """Return every heading that names a column, in small letters."""
        labels = {column.label.lower(): name for name, column in self.register.columns.items() if column.label}
        return labels | {name.lower(): name for name in self.register.columns}

    def _required(self) -> list[str]:
        named = {self.register.office, self.register.date, *self.register.key}
        return [name for name, column in self.register.columns.items() if column.required or name in named]

    def _expected(self) -> str:
        return ", ".join(column.label or name for name, column in self.register.columns.items())

    def _match(self, source: Source) -> dict[str, int] | None:
        known, place = self._known(), source.at(source.heading_number, 0)
        if not source.sheet:
            place = Place(source.file, source.heading_number)
        numbers: dict[str, int] = {}
        for number, heading in enumerate(source.headings):
            name = known.get(heading.lower())
            if name is not None:
                numbers.setdefault(name, number)
            elif heading:
                self._report("unknown-column", place, column=heading, expected=self._expected())
        missing = [name for name in self._required() if name not in numbers]
        for name in missing:
            shown = ", ".join(heading for heading in source.headings if heading) or "tidak ada"
            label = self.register.columns[name].label or name
            self._report("missing-column", place, column=label, found=shown, expected=self._expected())
        self.understood = {name: source.headings[number] for name, number in numbers.items()}
        return None if missing else numbers

    # ---- columns -------------------------------------------------------------------------------------

    def _column(
        self,
        cells: Sequence[Cell],
        column: Column,
        number: int,
        source: Source,
        faults: list[tuple[int, int, Finding]],
    ) -> list[Value | None]:
        # One memory for each type of cell: 1, 1.0 and True are equal, and are not the same cell.
        memory: dict[type, dict[Cell, Value | _Fault | None]] = defaultdict(dict)
        order = list(self.register.columns).index(column.name)
        values: list[Value | None] = []
        for row, cell in enumerate(cells):
            known = memory[cell.__class__]
            value = known.get(cell, _UNREAD)
            if value is _UNREAD:
                value = known[cell] = self._value(cell, column, source.indonesian)
            if value.__class__ is _Fault:
                assert isinstance(value, _Fault)
                found = finding(value.code, source.place(row, number), self.register.name, **value.values)
                faults.append((row, order, found))
                value = None
            values.append(value)  # type: ignore[arg-type]
        return values

    def _value(self, cell: Cell, column: Column, indonesian: bool) -> Value | _Fault | None:
        text = text_of(cell)
        if not text:
            if column.required or column.name in (self.register.office, self.register.date):
                return _Fault("row-required", {"name": column.name, "label": column.label or column.name})
            return None
        if text in ERRORS:
            return _Fault("error-cell", {"found": text})
        value = read_cell(cell, column, indonesian=indonesian)
        if value is None:
            expected, write = EXAMPLES[column.type]
            if column.type in (FieldType.DECIMAL, FieldType.RUPIAH) and not indonesian:
                write = "1234.56"
            return _Fault("row-type", {"found": text, "expected": expected, "name": column.name, "write": write})
        fault = row_fault(column, value)
        return _Fault(fault[0], {"name": column.name, **fault[1]}) if fault else value

    # ---- between columns and between rows ------------------------------------------------------------

    def _rule(
        self,
        rule: RowRule,
        order: int,
        columns: Mapping[str, Sequence[Value | None]],
        numbers: Mapping[str, int],
        source: Source,
        wrong: set[int],
        faults: list[tuple[int, int, Finding]],
    ) -> None:
        named = list(dict.fromkeys(one.name for one in fields_of(rule.condition)))
        memory: dict[tuple[Value | None, ...], bool] = {}
        for row, values in enumerate(zip(*(columns[name] for name in named), strict=True)):
            broken = memory.get(values)
            if broken is None:
                row_values = dict(zip(named, values, strict=True))
                broken = memory[values] = holds(rule.condition, row_values) is False
            if broken and row not in wrong:
                place = source.place(row, numbers.get(named[0], 0))
                shown, cells = write_condition(rule.condition), ", ".join(named)
                found = finding(
                    "row-rule", place, self.register.name, rule=shown, message=rule.message, cells=cells
                )
                faults.append((row, order, found))

    def _unique(
        self,
        columns: Mapping[str, Sequence[Value | None]],
        source: Source,
        wrong: set[int],
        faults: list[tuple[int, int, Finding]],
    ) -> None:
        if not self.register.key:
            return
        first: dict[tuple[Value | None, ...], int] = {}
        for row, key in enumerate(zip(*(columns[name] for name in self.register.key), strict=True)):
            if row in wrong or None in key:
                continue
            before = first.setdefault(key, row)
            if before != row:
                values = {"key": ", ".join(self.register.key), "first": source.place(before, 0)}
                found = finding("row-duplicate", source.place(row, 0), self.register.name, **values)
                faults.append((row, len(columns), found))

    def _report(self, code: str, place: Place, **values: object) -> None:
        self.findings.append(finding(code, place, self.register.name, **values))


def _cells(rows: Sequence[Sequence[Cell]], number: int) -> list[Cell]:
    """Return one column; rows may be shorter than their headings."""
    return [row[number] if number < len(row) else "" for row in rows]


def _is_filled(cell: Cell) -> bool:
    return cell != "" and (not isinstance(cell, str) or bool(cell.strip()))
