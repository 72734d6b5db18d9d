"""The rows of a register from CSV and XLSX: typed, checked one by one and together, each with its place.

Work is done column by column and once for each different cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, overload

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.registers.aggregation import Row
from capaian.core.registers.condition import Value, fields_of, holds, write_condition
from capaian.core.registers.register import Column, FieldType, Register, RowRule, row_fault
from capaian.core.wording import NOTHING
from capaian.files.cell_errors import ERRORS, NO_RESULT
from capaian.files.registers.cells import EXAMPLES, Cell, read_cell, text_of
from capaian.files.registers.coded import DictionaryColumn, dictionary_encode
from capaian.files.registers.source import Source, csv_source, headings_of, xlsx_source


class PlacedRow(NamedTuple):
    """A sound row and where it stands."""

    values: Row
    place: Place


@dataclass(frozen=True, slots=True)
class ReadRows(Sequence[PlacedRow]):
    """The sound rows of a file: ``columns`` of values, and ``kept``, the number of each row in its ``source``."""

    columns: Mapping[str, DictionaryColumn[Value | None]]
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
        columns = {name: column.take(rows) for name, column in self.columns.items()}
        return ReadRows(columns, [self.kept[n] for n in rows], self.source)


class _Fault(NamedTuple):
    """What is wrong with a cell: the code and values of its finding."""

    code: str
    values: dict[str, object]


@dataclass(slots=True)
class RowsReader:
    """Reads one file of one register."""

    register: Register
    findings: list[Finding] = field(default_factory=list)
    understood: dict[str, str] = field(default_factory=dict)
    """Column to the heading that it was read from."""

    def read(self, path: Path) -> ReadRows:
        """Return the sound rows of a ``.csv`` or ``.xlsx`` file. Raises ``OSError`` where it cannot be opened."""
        return self.read_source(self._source(path))

    def read_source(self, source: Source | None) -> ReadRows:
        """Return the sound rows of a table, wherever it comes from."""
        numbers = self._match(source) if source else None
        if source is None or numbers is None:
            nothing: DictionaryColumn[Value | None] = dictionary_encode([])
            return ReadRows(dict.fromkeys(self.register.columns, nothing), [], None)
        faults: list[tuple[int, int, Finding]] = []
        columns = {}
        for name, column in self.register.columns.items():
            number = numbers.get(name)
            columns[name] = self._column(source.column(number), column, number or 0, source, faults)
        wrong = {row for row, _, _ in faults}
        for order, rule in enumerate(self.register.rules, len(numbers)):
            self._rule(rule, order, columns, numbers, source, wrong, faults)
        self._unique(columns, source, wrong, faults)
        self.findings += [found for _, _, found in sorted(faults, key=lambda fault: fault[:2])]
        wrong = {row for row, _, _ in faults}
        count = len(source.numbers)
        rows = ReadRows(columns, range(count), source)
        return rows.take([row for row in range(count) if row not in wrong]) if wrong else rows

    # ---- where the table is --------------------------------------------------------------------------

    def _source(self, path: Path) -> Source | None:
        if path.suffix.lower() != ".xlsx":
            source, findings = csv_source(path, self.register)
            self.findings += findings
            return source
        source, findings = xlsx_source(path, headings_of(self.register), self._required())
        self.findings += findings
        if source is None and not findings:
            self._report("no-sheet", Place(str(path)), expected=self._expected())
        return source

    def _required(self) -> list[str]:
        named = {self.register.office, self.register.date, *self.register.key}
        return [name for name, column in self.register.columns.items() if column.required or name in named]

    def _expected(self) -> str:
        return ", ".join(column.label or name for name, column in self.register.columns.items())

    def _match(self, source: Source) -> dict[str, int] | None:
        known, place = headings_of(self.register), source.at(source.heading_number, 0)
        if not source.sheet:
            place = Place(source.file, source.heading_number)
        numbers: dict[str, int] = {}
        for number, heading in enumerate(source.headings):
            name = known.get(heading.lower())
            if name is not None and name in numbers:
                said = {"column": name, "first": source.headings[numbers[name]], "second": heading}
                self._report("column-twice", source.at(source.heading_number, number), **said)
            elif name is not None:
                numbers[name] = number
            elif heading:
                self._report("unknown-column", place, column=heading, expected=self._expected())
        missing = [name for name in self._required() if name not in numbers]
        for name in missing:
            shown = ", ".join(heading for heading in source.headings if heading) or NOTHING
            label = self.register.columns[name].label or name
            self._report("missing-column", place, column=label, found=shown, expected=self._expected())
        self.understood = {name: source.headings[number] for name, number in numbers.items()}
        return None if missing else numbers

    # ---- columns -------------------------------------------------------------------------------------

    def _column(
        self,
        cells: DictionaryColumn[Cell],
        column: Column,
        number: int,
        source: Source,
        faults: list[tuple[int, int, Finding]],
    ) -> DictionaryColumn[Value | None]:
        read = [self._value(cell, column, source.indonesian) for cell in cells.values]
        wrong = {code: value for code, value in enumerate(read) if isinstance(value, _Fault)}
        if wrong:
            order = list(self.register.columns).index(column.name)
            for row, code in enumerate(cells.codes):
                if (fault := wrong.get(code)) is not None:
                    place = source.place(row, number)
                    faults.append((row, order, finding(fault.code, place, self.register.name, **fault.values)))
        return DictionaryColumn([None if isinstance(value, _Fault) else value for value in read], cells.codes)

    def _value(self, cell: Cell, column: Column, indonesian: bool) -> Value | _Fault | None:
        text = text_of(cell)
        if not text:
            if column.required or column.name in (self.register.office, self.register.date):
                return _Fault("row-required", {"name": column.name, "label": column.label or column.name})
            return None
        if text in ERRORS:
            return _Fault("error-cell", {"found": text})
        if text == NO_RESULT:
            return _Fault("formula-empty", {})
        is_text = column.type is FieldType.TEXT
        value = text if is_text else read_cell(cell, column, indonesian=indonesian)
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
        columns: Mapping[str, DictionaryColumn[Value | None]],
        numbers: Mapping[str, int],
        source: Source,
        wrong: set[int],
        faults: list[tuple[int, int, Finding]],
    ) -> None:
        named = list(dict.fromkeys(one.name for one in fields_of(rule.condition)))
        codes = list(zip(*(columns[name].codes for name in named), strict=True))
        broken = set()
        for numbered in set(codes):
            values = {name: columns[name].values[code] for name, code in zip(named, numbered, strict=True)}
            if holds(rule.condition, values) is False:
                broken.add(numbered)
        if not broken:
            return
        for row, numbered in enumerate(codes):
            if numbered in broken and row not in wrong:
                place = source.place(row, numbers.get(named[0], 0))
                shown, cells = write_condition(rule.condition), ", ".join(named)
                found = finding(
                    "row-rule", place, self.register.name, rule=shown, message=rule.message, cells=cells
                )
                faults.append((row, order, found))

    def _unique(
        self,
        columns: Mapping[str, DictionaryColumn[Value | None]],
        source: Source,
        wrong: set[int],
        faults: list[tuple[int, int, Finding]],
    ) -> None:
        named = [columns[name] for name in self.register.key]
        if not named or any(_all_differ(column) for column in named):
            return
        first: dict[tuple[Value | None, ...], int] = {}
        for row, key in enumerate(zip(*named, strict=True)):
            if row in wrong or None in key:
                continue
            before = first.setdefault(key, row)
            if before != row:
                values = {"key": ", ".join(self.register.key), "first": source.place(before, 0)}
                found = finding("row-duplicate", source.place(row, 0), self.register.name, **values)
                faults.append((row, len(columns), found))

    def _report(self, code: str, place: Place, **values: object) -> None:
        self.findings.append(finding(code, place, self.register.name, **values))


def _all_differ(column: DictionaryColumn[Value | None]) -> bool:
    """Tell quickly whether no two rows share a value."""
    return len(column) == len(column.values) == len(set(column.values))
