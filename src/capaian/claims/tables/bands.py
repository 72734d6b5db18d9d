"""Where the headings of a table stand: bands of rows, once or repeated, with group headings above and below."""

from __future__ import annotations

import re
from itertools import pairwise

from capaian.claims.figures.parse import NUMBER, is_absent
from capaian.claims.figures.vocabulary import HEADINGS
from capaian.claims.tables.expanded_grid import ExpandedGrid
from capaian.claims.tables.headings import (
    MAX_LENGTH,
    ColumnRole,
    is_column_number,
    is_fragment,
    normal,
    read_heading,
)
from capaian.core.claims.transcript import Cell

MAX_ROWS = 6
"""Most rows that one heading takes."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def bands_of(lattice: ExpandedGrid) -> list[range]:
    """Return the rows that each heading takes, top to bottom."""
    bands: list[range] = []
    row = 0
    while row < len(lattice.rows):
        if _starts(lattice, row):
            top = _up(lattice, row, bands[-1].stop if bands else 0)
            bottom = _down(lattice, row)
            bands.append(range(top, bottom))
            row = bottom
        else:
            row += 1
    return bands


def is_strict(text: str) -> bool:
    """Tell whether ``text`` is made of words of headings alone."""
    if len(text) > MAX_LENGTH:
        return False
    words = [word for part in _WORD.findall(normal(text)) for word in part.split("-")]
    return len(words) <= 9 and all(word in HEADINGS for word in words) and read_heading(text).known


def _starts(lattice: ExpandedGrid, row: int) -> bool:
    cells = [cell for _, cell in lattice.own(row)]
    strict = [cell for cell in cells if is_strict(cell.text)]
    if len(strict) < 2 or any(_is_figure(cell) for cell in cells):
        return False
    roles = {heading.role for cell in strict if (heading := read_heading(cell.text)).role is not None}
    return len(roles - {ColumnRole.REMARK, ColumnRole.QUANTITY}) >= 2 and 2 * len(strict) >= len(cells)


def _is_figure(cell: Cell) -> bool:
    """Tell whether a cell is a figure or its absence, and no heading with a year or a column's number."""
    text = cell.text
    if is_absent(text) and not text.strip().isalpha():
        return True
    if is_column_number(text):
        return True
    return len(text) <= MAX_LENGTH and NUMBER.search(text) is not None and not read_heading(text).known


def _up(lattice: ExpandedGrid, row: int, floor: int) -> int:
    """Return the first row of the heading whose lowest known row is ``row``."""
    top = row
    while top > floor and row - top < MAX_ROWS - 1 and _is_above(lattice, top - 1):
        top -= 1
    return top


def _is_above(lattice: ExpandedGrid, row: int) -> bool:
    cells = lattice.own(row)
    if not cells or any(_is_figure(cell) for _, cell in cells):
        return False
    if len(lattice.distinct(row)) == 1:
        column, cell = cells[0]
        return column > 0 and len(cell.text) <= MAX_LENGTH and is_strict(cell.text)
    return any(is_strict(cell.text) for _, cell in cells) and all(
        is_strict(cell.text) or is_fragment(cell.text) or column == 0 for column, cell in cells
    )


def _down(lattice: ExpandedGrid, row: int) -> int:
    """Return the row after the heading that ``row`` begins."""
    bottom = row + 1
    while bottom < len(lattice.rows) and bottom - row < MAX_ROWS:
        cells = lattice.own(bottom)
        if is_numbering(lattice, bottom):
            return bottom + 1
        if not cells or not all(_is_below(cell) for _, cell in cells):
            return bottom
        bottom += 1
    return bottom


def _is_below(cell: Cell) -> bool:
    if is_column_number(cell.text) or is_absent(cell.text):
        return False
    return is_strict(cell.text) or is_fragment(cell.text)


def is_numbering(lattice: ExpandedGrid, row: int) -> bool:
    """Tell whether a row numbers the columns: (1) (2) (3), or 1 2 3=2/1."""
    cells = lattice.own(row)
    if len(cells) < 2 or not all(is_column_number(cell.text) for _, cell in cells):
        return False
    firsts = [int(found[0]) for _, cell in cells if (found := re.search(r"\d{1,2}", cell.text))]
    return firsts[0] <= 2 and all(later - earlier in (0, 1, 2, 3) for earlier, later in pairwise(firsts))
