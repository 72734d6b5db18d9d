"""What somebody else's report says, before anyone knows what it means: passages and tables with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where something stands on a paper; everything counts from 1, and 0 is "not in a table" or "no pages".

    ``block`` is the place in reading order, so that spots sort as a reader meets them. ``row`` and ``column`` are
    those of the printed table, headings included; in a workbook they are those of the sheet.
    """

    block: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text with workings as one line each (``a. Perizinan 15/18 × 100% = 83,33%``), and its span.

    ``row`` and ``column`` count from 1. Equations and LaTeX are plain text already: ``2555/2584 × 100% = 98,87%``.
    ``number`` is the exact decimal (``91.8``) where the file itself holds a number and not a text; then ``text`` is
    what a reader of the file sees.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    page: int = 0
    number: str = ""

    def __post_init__(self) -> None:
        if min(self.row, self.column, self.rows, self.columns) < 1:
            raise ValueError("rows and columns count from 1")


@dataclass(frozen=True, slots=True)
class Grid:
    """One table, in the order in which tables are read. ``name`` is its sheet or caption, if any.

    Cells are those that the file holds: a spanning cell once, at its upper left. Where the medium has no spans
    (text, PDF without rulings) a cell that continues the one above is simply empty.
    """

    table: int
    block: int
    cells: tuple[Cell, ...]
    name: str = ""
    page: int = 0

    @property
    def height(self) -> int:
        return max((cell.row + cell.rows - 1 for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        return max((cell.column + cell.columns - 1 for cell in self.cells), default=0)

    def spot(self, cell: Cell) -> Spot:
        """Return where ``cell`` stands."""
        return Spot(self.block, self.table, cell.row, cell.column, cell.page or self.page)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading or a line outside tables."""

    block: int
    text: str
    page: int = 0

    @property
    def spot(self) -> Spot:
        return Spot(self.block, page=self.page)


@dataclass(frozen=True, slots=True)
class Transcript:
    """Everything that a file says, in reading order. ``file`` is its name, never a path for others to follow."""

    file: str
    blocks: tuple[Passage | Grid, ...]

    @property
    def grids(self) -> Iterator[Grid]:
        """Yield the tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Grid))

    @property
    def passages(self) -> Iterator[Passage]:
        """Yield what stands outside tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Passage))
