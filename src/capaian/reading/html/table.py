"""Where the cells of an HTML table stand, by the rules that browsers follow (HTML Living Standard, 4.9.12)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from capaian.core.claims.transcript import Cell

MAX_COLUMNS = 1000
"""Columns of a table, and the widest span: what browsers allow."""


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell's text and its spans as written."""

    text: str
    columns: str | None = None
    rows: str | None = None


def spread(
    groups: Sequence[Sequence[Sequence[Spanned]]], count: Callable[[int], None] = lambda places: None
) -> list[Cell] | None:
    """Return the cells of groups of rows in their places; ``None`` where a row has more columns than any table.

    ``count`` is told how many places cells span beyond their own, for the sake of a bound. A span ends with its
    group of rows, and at the last column that the other cells need.
    """
    held: list[Cell] = []
    row = 0
    for group in groups:
        last = row + len(group)
        taken: dict[int, int] = {}
        for cells in group:
            row += 1
            column = 1
            for cell in cells:
                while taken.get(column, 0) >= row:
                    column += 1
                columns = min(max(_number(cell.columns, 1), 1), MAX_COLUMNS)
                if column + columns - 1 > MAX_COLUMNS:
                    return None
                down = _number(cell.rows, 1)
                bottom = last if down == 0 else min(row + down - 1, last)
                count(columns - 1)
                if bottom > row:
                    taken.update(dict.fromkeys(range(column, column + columns), bottom))
                held.append(Cell(cell.text, row, column, bottom - row + 1, columns))
                column += columns
    width = max((cell.column + (cell.columns - 1 if cell.columns <= _USUAL else 0) for cell in held), default=0)
    return [cell if cell.column + cell.columns - 1 <= width else _narrowed(cell, width) for cell in held]


_USUAL = 50


def _narrowed(cell: Cell, width: int) -> Cell:
    return Cell(cell.text, cell.row, cell.column, cell.rows, max(1, width - cell.column + 1))


def _number(text: str | None, otherwise: int) -> int:
    """Return a span as browsers read it: leading digits count, too many mean the most."""
    digits = ""
    for character in (text or "").strip()[:12]:
        if not ("0" <= character <= "9"):
            break
        digits += character
    return min(int(digits), 65_534) if digits else otherwise
