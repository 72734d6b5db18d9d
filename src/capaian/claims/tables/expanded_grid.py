"""A table laid out: every row and column that some cell begins in, spans filled in, in bounded memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from capaian.core.claims.transcript import Cell, Grid, Spot

MAX_FLIPPED = 60
MAX_SLOTS = 600_000
"""More places than any table of a report has; a larger sheet is refused whole."""


@dataclass(frozen=True, slots=True)
class ExpandedGrid:
    """``rows[i][j]`` is the cell that covers that place, or ``None``. Empty cells are ``None`` unless they span.

    Rows and columns in which no cell begins are left out, so a sheet with one cell at its far end is small.
    """

    grid: Grid
    rows: tuple[tuple[Cell | None, ...], ...]
    has_spans: bool
    turned: bool = False
    """Whether rows and columns were exchanged, for a table whose headings stand at its left."""

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def text(self, row: int, column: int) -> str:
        """Return the text at a place, spans filled in."""
        cell = self.rows[row][column]
        return cell.text if cell else ""

    def distinct(self, row: int) -> list[tuple[int, Cell]]:
        """Return the cells with text of a row with their first column, each once."""
        found: list[tuple[int, Cell]] = []
        for column, cell in enumerate(self.rows[row]):
            if cell is not None and cell.text and not (found and found[-1][1] is cell):
                found.append((column, cell))
        return found

    def own(self, row: int) -> list[tuple[int, Cell]]:
        """Return the cells of :meth:`distinct` that begin in this row, not above."""
        return [(column, cell) for column, cell in self.distinct(row) if self.begins(row, column)]

    def begins(self, row: int, column: int) -> bool:
        """Tell whether the cell at a place begins in this row."""
        return row == 0 or self.rows[row][column] is not self.rows[row - 1][column]

    def spot(self, row: int, column: int) -> Spot:
        """Return where the cell at a place stands; of an empty place, where it would stand."""
        cell = self.rows[row][column]
        if cell is not None:
            spot = self.grid.spot(cell)
            return replace(spot, row=spot.column, column=spot.row) if self.turned else spot
        beside = next((near for near in self.rows[row] if near is not None), None)
        page = (beside.page if beside else 0) or self.grid.page
        return Spot(self.grid.block, self.grid.table, beside.row if beside else row + 1, column + 1, page)


def expand_grid(grid: Grid) -> ExpandedGrid | None:
    """Return ``grid`` laid out, or ``None`` where it is larger than :data:`MAX_SLOTS`. Overlaps keep the first."""
    cells = [_stripped(cell) for cell in grid.cells]
    tops = sorted({cell.row for cell in cells})
    lefts = sorted({cell.column for cell in cells})
    if len(tops) * len(lefts) > MAX_SLOTS:
        return None
    row_at = {row: n for n, row in enumerate(tops)}
    column_at = {column: n for n, column in enumerate(lefts)}
    slots: list[list[Cell | None]] = [[None] * len(lefts) for _ in tops]
    spans = False
    for cell in cells:
        spans = spans or cell.rows > 1 or cell.columns > 1
        if cell.text or cell.rows > 1 or cell.columns > 1:
            _place(slots, cell, row_at[cell.row], column_at[cell.column], tops, lefts)
    return ExpandedGrid(grid, tuple(tuple(row) for row in slots), spans)


def flipped(lattice: ExpandedGrid) -> ExpandedGrid | None:
    """Return a table on its side, columns of mere colons left out; ``None`` where it is no small table."""
    if lattice.width > MAX_FLIPPED or len(lattice.rows) > MAX_FLIPPED:
        return None
    cells = tuple(
        Cell(cell.text, cell.column, cell.row, cell.columns, cell.rows, cell.page, cell.number)
        for cell in lattice.grid.cells
        if cell.text.strip() not in (":", "=")
    )
    found = expand_grid(replace(lattice.grid, cells=cells))
    return replace(found, turned=True) if found else None


def _place(
    slots: list[list[Cell | None]], cell: Cell, top: int, left: int, tops: Sequence[int], lefts: Sequence[int]
) -> None:
    """Fill the free places that ``cell`` covers; a place taken ends its row of them, so overlaps cost nothing."""
    bottom, right = cell.row + cell.rows, cell.column + cell.columns
    row = top
    while row < len(tops) and tops[row] < bottom:
        if slots[row][left] is not None:
            return
        column = left
        while column < len(lefts) and lefts[column] < right and slots[row][column] is None:
            slots[row][column] = cell
            column += 1
        row += 1


def _stripped(cell: Cell) -> Cell:
    text = "\n".join(line for line in (" ".join(part.split()) for part in cell.text.splitlines()) if line)
    if text == cell.text:
        return cell
    return Cell(text, cell.row, cell.column, cell.rows, cell.columns, cell.page, cell.number)
