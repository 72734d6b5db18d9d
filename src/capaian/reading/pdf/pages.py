"""A drawn page to what it says: drawn tables with their cells, and the lines outside them."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass

from capaian.core.claims.transcript import Cell
from capaian.reading.layout.drawing import LetterRun, Page, in_lines
from capaian.reading.layout.line_kinds import FIGURE
from capaian.reading.layout.line_rows import grouped
from capaian.reading.layout.unwrapping import is_one_figure, wrapped
from capaian.reading.pdf.ruled import Lattice, Region, lattices
from capaian.reading.pdf.stacked_fractions import without_bars

Line = list[LetterRun]
Box = tuple[float, float, float, float]

_MOST_SPARSE = 4
"""Rows of what may be the rest of a row and those that sum up."""


@dataclass(slots=True)
class PageTable:
    """A table on one page, before it is joined with its rest on the next.

    ``xs`` part its columns; ``loose`` where they were found by free space and may lie a little off;
    then ``columns`` are where text stands in them, and ``numeric`` are those that hold figures, counted from 0.
    ``sparse`` are the lines of one that is nearly empty: either a part of a table that goes on over a page break,
    as where its last row does, or no table.
    """

    page: int
    top: float
    bottom: float
    xs: tuple[float, ...]
    cells: list[Cell]
    loose: bool = False
    columns: tuple[tuple[float, float], ...] = ()
    numeric: frozenset[int] = frozenset()
    sparse: tuple[Line, ...] = ()

    @property
    def height(self) -> int:
        return max((cell.row + cell.rows - 1 for cell in self.cells), default=0)


@dataclass(slots=True)
class PageContent:
    """What one page says. ``charts`` are the heights between which something is drawn that is no table;
    ``barriers`` are those at which something horizontal is drawn outside tables.
    """

    number: int
    width: float
    height: float
    tables: list[PageTable]
    charts: list[tuple[float, float]]
    lines: list[Line]
    barriers: list[float]
    characters: int
    pictured: float
    unmapped: int
    drawn: int
    is_spaced: bool = False


def sheet_of(page: Page) -> PageContent:
    """Read one page. Fractions are on one line, cells have their text; lines outside tables are still lines."""
    characters = sum(len(run.text) for run in page.runs)
    found, loose = lattices(page)
    without_bars(page, loose)
    outside = _outside(found, page.runs)
    # Lines of a chart are open at both ends too, but its labels stand beside them.
    for lattice in [lattice for lattice in found if lattice.is_open and lattice.is_beside(outside)]:
        found.remove(lattice)
        outside.extend(run for region in lattice.regions for run in region.runs)
    tables, charts = [], []
    for place, lattice in enumerate(found):
        draft = _draft(lattice, page.number, is_outer=place in (0, len(found) - 1))
        if draft is not None:
            tables.append(draft)
        else:  # a frame or a drawing: what is written in it is read as if it were not there
            outside.extend(run for region in lattice.regions for run in region.runs)
            charts.append((lattice.ys[0], lattice.ys[-1]))
    lines = in_lines(outside)
    charts.extend(bars(page.boxes))
    barriers = sorted([y for y, _, _ in loose] + [y for _, _, *ends in page.boxes for y in ends])
    return PageContent(
        page.number,
        page.width,
        page.height,
        tables,
        charts,
        lines,
        barriers,
        characters,
        page.pictured,
        page.unmapped,
        page.drawn,
        page.is_spaced,
    )


def bars(boxes: list[Box]) -> list[tuple[float, float]]:
    """Return the heights between which a chart's bars are drawn: three and more from one line, of unlike length."""
    found = []
    for start, end, along in ((0, 1, False), (3, 2, True)):
        groups: dict[int, list[Box]] = {}
        for box in boxes:
            groups.setdefault(round(box[start]), []).append(box)
        for group in groups.values():
            lengths = {round((box[end] - box[start]) / 4) for box in group}
            places = {round(box[0 if along else 2]) for box in group}
            if len(lengths) >= 3 and len(places) >= 3:
                found.append((min(box[2] for box in group), max(box[3] for box in group)))
    return found


def _outside(found: list[Lattice], runs: list[LetterRun]) -> list[LetterRun]:
    """Put every run into its cell, the smallest table first; return those that stand in none."""
    if not found:
        return list(runs)
    inner = sorted(found, key=lambda lattice: (lattice.xs[-1] - lattice.xs[0]) * (lattice.ys[-1] - lattice.ys[0]))
    outside = []
    for run in runs:
        for lattice in inner:
            if lattice.holds(run):
                lattice.take(run)
                break
        else:
            outside.append(run)
    return outside


def _draft(lattice: Lattice, page: int, *, is_outer: bool) -> PageTable | None:
    filled = [region for region in lattice.regions if region.runs]
    # The lines of a chart make a lattice too, but little is written between them.
    rest_of_row = len(lattice.ys) == 2 and bool(filled) and not lattice.is_open
    is_sparse = lattice.is_open or (
        not rest_of_row and (len(filled) < 2 or len(filled) * 10 < len(lattice.regions) * 3)
    )
    if is_sparse and not (is_outer and filled and len(lattice.ys) <= _MOST_SPARSE + 1):
        return None
    pad = _padding(lattice, filled)
    parts = _stacked(lattice, filled)
    starts, at = [], 1
    for band in range(len(lattice.ys) - 1):
        starts.append(at)
        at += len(parts[band]) if band in parts else 1
    starts.append(at)
    cells: list[Cell] = []
    for region in filled:
        left, right = lattice.xs[region.column], lattice.xs[region.column + region.columns]
        row, rows = starts[region.row], starts[region.row + region.rows] - starts[region.row]
        if region.rows == 1 and region.row in parts:
            pieces = [(row + n, 1, part) for n, part in enumerate(_parted(region, parts[region.row]))]
        else:
            pieces = [(row, rows, region.runs)]
        for first, high, runs in pieces:
            if runs:
                text = wrapped(in_lines(runs), left + pad, right - pad, boxed=True)
                cells.append(Cell(text, first, region.column + 1, high, region.columns, page))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    lines = in_lines([run for region in filled for run in region.runs]) if is_sparse else []
    return PageTable(page, lattice.ys[0], lattice.ys[-1], tuple(lattice.xs), cells, sparse=tuple(lines))


def _padding(lattice: Lattice, filled: list[Region]) -> float:
    """How far text keeps from the borders of this table."""
    gaps = [run.x0 - lattice.xs[region.column] for region in filled for run in region.runs]
    return min(max(0.0, min(gaps)), 8.0)


def _stacked(lattice: Lattice, filled: list[Region]) -> dict[int, list[float]]:
    """Bands that hold several rows which no rule parts: by band, the height above which each row stands."""
    bands: dict[int, list[Region]] = {}
    for region in filled:
        if region.rows == 1:
            bands.setdefault(region.row, []).append(region)
    found = {}
    for band, regions in bands.items():
        if len(regions) >= 2 and (heights := _rows_within(regions)) is not None:
            found[band] = heights
    return found


def _rows_within(regions: list[Region]) -> list[float] | None:
    """Where the rows of a band end, or ``None`` where it is one row.

    Two columns that hold nothing but figures, more than one of them and side by side, are several rows.
    """
    columns = {region.column: in_lines(region.runs) for region in regions}
    numeric = {
        column
        for column, lines in columns.items()
        if len(lines) > 1
        and all(len(line) == 1 and FIGURE.match(line[0].text) for line in lines)
        and not any(is_one_figure(one[0].text, two[0].text) for one, two in itertools.pairwise(lines))
    }
    if len(numeric) < 2:
        return None
    home = {id(run): region.column for region in regions for run in region.runs}
    lines = in_lines([run for region in regions for run in region.runs])
    placed = [[(home[id(run)], 1, run) for run in line] for line in lines]
    beside = sum(1 for line in placed if sum(1 for column, _, _ in line if column in numeric) > 1)
    if beside < 2:
        return None
    rows = grouped(placed, numeric, ())
    ends = [max(run.base for _, _, run in placed[row[-1]]) for row in rows]
    return ends if len(ends) > 1 else None


def _parted(region: Region, ends: list[float]) -> list[list[LetterRun]]:
    parts: list[list[LetterRun]] = [[] for _ in ends]
    for run in region.runs:
        parts[min(bisect_left(ends, run.base - 0.45 * run.size), len(ends) - 1)].append(run)
    return parts
