"""Where the cells of a Word table stand: spans, merges down and across, rows that begin further in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from capaian.core.claims.transcript import Cell
from capaian.reading.word.styles import W

MAX_COLUMNS = 1000
"""Columns of a table; Word itself stops at 63."""


class TableTooLarge(Exception):
    """A table whose spans no page can hold."""


@dataclass(frozen=True, slots=True)
class RowCell:
    """A ``w:tc``: its text and what it says of its place, as written."""

    text: str
    span: str = ""
    down: str = ""
    across: str = ""


@dataclass(frozen=True, slots=True)
class WordRow:
    cells: Sequence[RowCell]
    before: str = ""


@dataclass(frozen=True, slots=True)
class WordTable:
    """Cells in their places. ``covered`` is text of cells that a merged one hides."""

    cells: list[Cell]
    covered: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _GrowingCell:
    """A cell that may still grow."""

    text: str
    row: int
    column: int
    columns: int
    last: int
    goes_down: bool


def place_cells(rows: Sequence[WordRow]) -> WordTable:
    """Return the cells of ``rows`` with their rows, columns and spans. Raises :class:`TableTooLarge`."""
    held: list[_GrowingCell] = []
    covered: list[str] = []
    above: dict[int, _GrowingCell] = {}
    for number, row in enumerate(rows, 1):
        column = 1 + _count(row.before, 0)
        below: dict[int, _GrowingCell] = {}
        before: _GrowingCell | None = None
        for cell in row.cells:
            columns = _count(cell.span, 1)
            if column + columns > MAX_COLUMNS:
                raise TableTooLarge
            over = above.get(column)
            if cell.across == "continue" and before is not None:
                before.columns += columns
                covered += [cell.text] if cell.text else []
            elif cell.down == "continue" and over is not None and over.goes_down:
                over.last = number
                below[column] = before = over
                covered += [cell.text] if cell.text else []
            else:
                before = _GrowingCell(cell.text, number, column, columns, number, bool(cell.down))
                held.append(before)
                below[column] = before
            column += columns
        above = below
    return WordTable([Cell(o.text, o.row, o.column, o.last - o.row + 1, o.columns) for o in held], covered)


def is_list(table: etree._Element) -> bool:
    """Tell whether a table within a cell has but one row or one column: lines that somebody aligned."""
    rows = [row for row in table.iter(f"{W}tr") if row.getparent() is table]
    return len(rows) < 2 or all(len(row.findall(f"{W}tc")) < 2 for row in rows)


def _count(text: str, least: int) -> int:
    if not text.isascii() or not text.isdigit():
        return least
    if len(text) > 5:
        raise TableTooLarge
    return max(int(text), least)
