"""A sheet to what stands on it: titles, and tables that empty rows and columns part from each other.

An empty row inside a table (many set one between sasaran) does not part it: only what begins with headings again,
or with other columns, is another table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from capaian.core.claims.transcript import Cell
from capaian.reading.builder import TranscriptBuilder
from capaian.reading.sheets.cells import Area, SheetCells

_FIGURE = re.compile(r"[<>≥≤±]?\s*(?:Rp\.?\s*)?-?\d[\d.,]*\s*%?\Z|[A-D]{1,2}\s*\(\d|-\Z|n/?a\Z", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")

Row = Sequence[Cell]


def gather(sheet: SheetCells, name: str, gathering: TranscriptBuilder) -> None:
    """Add what ``sheet`` holds to ``gathering``: rows and columns of its cells stay those of the sheet."""
    table: list[Row] = []
    for part in _parts(_rows(sheet)):
        titles, rows = _headed(part)
        if table and rows and not _is_heading(rows[0]) and _is_below(table, rows):
            table += part
            continue
        _add(table, name, gathering)
        for title in titles:
            gathering.passage(" ".join(cell.text.replace("\n", " ") for cell in title))
        table = rows
    _add(table, name, gathering)


def _rows(sheet: SheetCells) -> list[Row]:
    """Return the written rows, cells with their spans; what a merged cell covers is not seen by anybody."""
    if not sheet.cells:
        return []
    bottom, right = max(row for row, _ in sheet.cells), max(column for _, column in sheet.cells)
    spans = {(area.top, area.left): area for area in sheet.merged}
    covers = _Covers(sheet.merged)
    rows: dict[int, list[Cell]] = {}
    for (row, column), held in sorted(sheet.cells.items()):
        area = spans.get((row, column))
        if area is None:
            if not covers.hide(row, column):
                rows.setdefault(row, []).append(Cell(held.text, row, column, number=held.number))
            continue
        down, across = min(area.bottom, bottom) - row + 1, min(area.right, right) - column + 1
        rows.setdefault(row, []).append(Cell(held.text, row, column, down, across, number=held.number))
    return list(rows.values())


class _Covers:
    """Merged areas in the order of their tops, those kept that reach the row that is asked for."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._coming = sorted(areas, key=lambda area: area.top, reverse=True)
        self._open: list[Area] = []
        self._row = 0

    def hide(self, row: int, column: int) -> bool:
        """Tell whether a place is inside a merged area; rows must be asked for in order."""
        if row != self._row:
            self._row = row
            self._open = [area for area in self._open if area.bottom >= row]
            while self._coming and self._coming[-1].top <= row:
                area = self._coming.pop()
                if area.bottom >= row:
                    self._open.append(area)
        return any(area.left <= column <= area.right for area in self._open)


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield runs of rows without an empty row between them."""
    part: list[Row] = []
    reached = 0
    for row in rows:
        if part and row[0].row > reached + 1:
            yield part
            part = []
        part.append(row)
        reached = max(reached, *(cell.row + cell.rows - 1 for cell in row))
    if part:
        yield part


def _headed(part: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return what stands above the table in ``part``, and the table; all of it where there is none."""
    left = min(cell.column for row in part for cell in row)
    at = 0
    while at < len(part) and _is_title(part[at], left):
        at += 1
    return part[:at], part[at:]


def _is_title(row: Row, left: int) -> bool:
    """Tell whether a row is a line of text, or a label with its words after a colon."""
    if len(row) == 1:
        return not (row[0].columns > 1 and row[0].column > left)
    texts = [cell.text.strip() for cell in row]
    return len(row) <= 3 and (texts[0].endswith(":") or any(text.startswith(":") for text in texts[1:]))


def _is_heading(row: Row) -> bool:
    return len(row) > 1 and not any(_is_figure(cell) for cell in row)


def _is_figure(cell: Cell) -> bool:
    return bool(_FIGURE.match(cell.text) or cell.number) and not _YEAR.match(cell.text)


def _is_below(table: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Tell whether ``rows`` stand in the columns of ``table``."""
    left, right = _edges(table)
    first, last = _edges(rows)
    return left <= first and last <= right


def _edges(rows: Iterable[Row]) -> tuple[int, int]:
    cells = [cell for row in rows for cell in row]
    return min(cell.column for cell in cells), max(cell.column + cell.columns - 1 for cell in cells)


def _add(table: list[Row], name: str, gathering: TranscriptBuilder) -> None:
    """Add a table, or several where empty columns part them."""
    if not table:
        return
    for left, right in _beside(table):
        cells = [cell for row in table for cell in row if left <= cell.column <= right]
        gathering.grid(cells, name)


def _beside(table: Sequence[Row]) -> list[tuple[int, int]]:
    """Return the first and last columns of the tables that stand side by side in ``table``."""
    spans = sorted({(cell.column, cell.column + cell.columns - 1) for row in table for cell in row})
    runs: list[tuple[int, int]] = []
    for first, last in spans:
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    if all(last > first for first, last in runs):
        return runs
    return [(runs[0][0], runs[-1][1])]
