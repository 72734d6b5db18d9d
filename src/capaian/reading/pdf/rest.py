"""The last row of a page and the first of the next: what did not fit of a row goes on below the page break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from capaian.core.claims.transcript import Cell
from capaian.reading.layout.line_kinds import FIGURE
from capaian.reading.layout.unwrapping import SEAM, begins_anew, glued, goes_on, is_one_figure


def carried_on(above: Sequence[Cell], below: Sequence[Cell], height: int) -> tuple[list[Cell], list[Cell]]:
    """Return the cells above a page break and below it, with those that go on below it in one piece.

    ``height`` is the last row above; the rows of ``below`` follow on. Either the first row below is the rest of the
    last one above, or only cells that span rows go on.
    """
    if not below or below[0].row != height + 1:
        return list(above), list(below)
    last = {cell.column: cell for cell in above if cell.row + cell.rows - 1 == height}
    first = {cell.column: cell for cell in below if cell.row == height + 1}
    is_rest = _is_rest(above, last, first)
    one = 1 if is_rest else 0
    going = {
        column: cell
        for column, cell in first.items()
        if column in last and (is_rest or _spans_on(last[column], cell))
    }
    joined = [
        replace(cell, text=_continued(cell.text, more.text), rows=cell.rows + more.rows - one)
        if last.get(cell.column) is cell and (more := going.get(cell.column))
        else cell
        for cell in above
    ]
    gone = {id(cell) for cell in going.values()}
    return joined, [replace(cell, row=cell.row - one) for cell in below if id(cell) not in gone]


def _spans_on(above: Cell, below: Cell) -> bool:
    spans = above.rows > 1 or below.rows > 1
    return spans and above.columns == below.columns and below.text[:1].islower() and not begins_anew(below.text)


def _is_rest(above: Iterable[Cell], last: dict[int, Cell], first: dict[int, Cell]) -> bool:
    """Whether the first row of a page lacks the figures of a row and stands only where the last one does."""
    if not all(column in last and last[column].columns == cell.columns for column, cell in first.items()):
        return False
    numeric = _numeric(above)
    figures = {
        column
        for column, cell in last.items()
        if _is_cut(cell, first.get(column)) or (column in numeric and FIGURE.match(cell.text))
    }
    # A figure that the page break cut needs its other half.
    own = {column for column in figures & set(first) if not is_one_figure(last[column].text, first[column].text)}
    if figures:
        alone = len(first) == 1 and min(first) == min(set(last) - numeric, default=0)
        begins = any(cell.text[:1].isupper() or begins_anew(cell.text) for cell in first.values())
        return not own and not (alone and begins)
    plain = not any(FIGURE.match(cell.text) for cell in first.values())
    goes = all(goes_on(last[column].text, cell.text) for column, cell in first.items())
    return plain and (len(first) * 2 < len(last) or (goes and len(first) < len(last)))


def _is_cut(above: Cell, below: Cell | None) -> bool:
    return below is not None and is_one_figure(above.text, below.text)


def _numeric(cells: Iterable[Cell]) -> set[int]:
    """The columns that mostly hold figures."""
    texts: Counter[int] = Counter()
    figures: Counter[int] = Counter()
    for cell in cells:
        if cell.columns == 1:
            texts[cell.column] += 1
            figures[cell.column] += bool(FIGURE.match(cell.text))
    return {column for column, count in figures.items() if count * 2 >= texts[column]}


def _continued(above: str, below: str) -> str:
    *lines, last = above.split("\n")
    first, *others = below.split("\n")
    if is_one_figure(last, first):
        whole = f"{last} {first}" if first.startswith("(") or last[-2:].strip(".").isalpha() else last + first
        return "\n".join([*lines, whole, *others])
    if last[-1:].isalpha() and first[:1].islower() and goes_on(last, first):
        # Where the word itself was cut, other places tell.
        return "\n".join([*lines, last + SEAM + first, *others])
    if goes_on(last, first):
        return "\n".join([*lines, glued(last, first), *others])
    return f"{above}\n{below}"
