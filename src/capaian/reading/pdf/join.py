"""Sheets to a transcript: passages and tables in reading order, and tables that break over pages in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from capaian.core.claims.transcript import Cell, Grid, Passage
from capaian.reading.equations.latex import without_latex
from capaian.reading.layout.drawing import line_text
from capaian.reading.layout.line_kinds import FIGURE
from capaian.reading.layout.unwrapping import cut_twice, mended, words_of, wrapped
from capaian.reading.layout.whitespace_tables import Aligned, aligned, chunks, continued, heading_at_end
from capaian.reading.pdf.columns_of_prose import in_columns
from capaian.reading.pdf.pages import Line, PageContent, PageTable
from capaian.reading.pdf.rest import carried_on

_GAP = 1.0
"""In sizes of the letters: what stands farther apart on a line is not one text."""
_SPACED = 0.4
"""The same where spaces are written."""
_MOST_HEADINGS = 6
_HEADING = re.compile(
    r"(?:no\.?|nomor|sasaran|indikator|iku|target|realisasi|capaian|program|kegiatan|anggaran|uraian|satuan|sumber)\b",
    re.IGNORECASE,
)

Extents = Sequence[tuple[float, float]]
Item = PageTable | tuple[int, str]


def blocks(sheets: Sequence[PageContent]) -> Iterator[Passage | Grid]:
    """Yield passages and tables in reading order."""
    items: list[Item] = []
    for sheet in sheets:
        first = True
        last = items[-1] if items else None
        for item in _items(sheet, last if isinstance(last, PageTable) and last.page != sheet.number else None):
            above = items[-1] if items and first else None
            if isinstance(item, PageTable) and isinstance(above, PageTable) and above.page != item.page:
                joined = _joined(above, item)
                items[-1:] = [above, item] if joined is None else [joined]
            else:
                items.append(item)
            first = False
    yield from _finished([one for item in items for one in _alone(item)])


def _alone(item: Item) -> list[Item]:
    """What stands for itself: the words in a few empty boxes are no table."""
    if isinstance(item, PageTable) and item.sparse:
        return [(item.page, line_text(line)) for line in item.sparse]
    return [item]


def _finished(items: Sequence[Item]) -> Iterator[Passage | Grid]:
    """Number the blocks, mend words that narrow cells cut, and write LaTeX out."""
    texts = [cell.text for item in items if isinstance(item, PageTable) for cell in item.cells]
    known = {word for text in texts for word in words_of(text)} | cut_twice(texts)
    known.update(word for item in items if not isinstance(item, PageTable) for word in words_of(item[1]))
    tables = 0
    for block, item in enumerate(items, start=1):
        if isinstance(item, PageTable):
            tables += 1
            cells = tuple(replace(cell, text=without_latex(mended(cell.text, known))) for cell in item.cells)
            yield Grid(tables, block, cells, page=cells[0].page)
        else:
            yield Passage(block, without_latex(item[1]), item[0])


def _items(sheet: PageContent, above: PageTable | None) -> Iterator[Item]:
    """What stands on one page, from top to bottom; ``above`` is the table that ends the page before."""
    tops = sorted(sheet.tables, key=lambda table: (table.top, table.xs[0]))
    at = 0
    # Even where little stands on a page, its margins are no wider than this.
    starts = [0.15 * sheet.width, *(line[0].x0 for line in sheet.lines), *(table.xs[0] for table in tops)]
    ends = [0.85 * sheet.width, *(line[-1].x1 for line in sheet.lines), *(table.xs[-1] for table in tops)]
    left, right = min(starts), max(ends)
    for table in [*tops, None]:
        segment = []
        while at < len(sheet.lines) and (table is None or sheet.lines[at][0].base < table.top + 2):
            segment.append(chunks(sheet.lines[at], _SPACED if sheet.is_spaced else _GAP))
            at += 1
        yield from _segment(sheet, segment, left, right, above, is_last=table is None)
        above = None
        if table is not None:
            yield table


def _segment(
    sheet: PageContent, lines: list[Line], left: float, right: float, above: PageTable | None, *, is_last: bool
) -> Iterator[Item]:
    at = 0
    if above and above.columns:
        rest = continued(lines, sheet.barriers, above.columns, above.numeric)
        if rest is not None:
            yield _drafted(sheet, lines, rest)
            lines = lines[rest.end :]
    for table in aligned(lines, sheet.barriers):
        first, last = lines[table.start][0].base, lines[table.end - 1][0].base
        if any(first < bottom and top < last for top, bottom in sheet.charts):
            continue  # its labels stand in rows too, but make no table
        yield from _passages(sheet, lines[at : table.start], left, right)
        yield _drafted(sheet, lines, table)
        at = table.end
    head = heading_at_end(lines[at:]) if is_last else None
    yield from _passages(sheet, lines[at:] if head is None else lines[at : at + head.start], left, right)
    if head is not None:
        yield replace(_drafted(sheet, lines[at:], head), sparse=tuple(lines[at + head.start :]))


def _drafted(sheet: PageContent, lines: list[Line], table: Aligned) -> PageTable:
    cells = [
        Cell(place.text, place.row, place.column, 1, place.columns, sheet.number)
        for place in table.places
        if place.text
    ]
    top, bottom = lines[table.start][0].top, lines[table.end - 1][0].bottom
    return PageTable(sheet.number, top, bottom, table.xs, cells, True, table.columns, table.numeric)


def _passages(sheet: PageContent, lines: list[Line], left: float, right: float) -> Iterator[Item]:
    """Lines outside tables, wrapped ones as one passage."""
    group: list[Line] = []
    for line in in_columns(lines):
        if group and not _goes_on(group[-1], line):
            yield from _said(sheet, group, left, right)
            group = []
        group.append(line)
    yield from _said(sheet, group, left, right)


def _goes_on(above: Line, line: Line) -> bool:
    size = line[0].size
    alike = abs(above[0].size - size) < 0.1 * size
    # A justified line may have gaps as wide as those between columns, but it ends where the one above does.
    justified = abs(line[0].x0 - above[0].x0) < 1.5 and abs(line[-1].x1 - above[-1].x1) < 1.5
    return (len(line) == 1 or justified) and alike and 0 < line[0].base - above[0].base < 1.9 * size


def _said(sheet: PageContent, group: list[Line], left: float, right: float) -> Iterator[Item]:
    if group:
        left, right = _block(group, left, right)
        for text in wrapped(group, left, right).split("\n"):
            yield sheet.number, text


def _block(group: list[Line], left: float, right: float) -> tuple[float, float]:
    """Where a paragraph's lines may reach: as far as most of them do, else as far as anything on the page does."""
    x0, x1 = min(line[0].x0 for line in group), max(line[-1].x1 for line in group)
    full = sum(1 for line in group if line[-1].x1 > x1 - 0.12 * (x1 - x0))
    return (x0, x1) if len(group) > 2 and full * 2 > len(group) else (left, right)


def _joined(above: PageTable, below: PageTable) -> PageTable | None:
    """Return two parts of one table as one, or ``None`` where they are two tables."""
    columns = _columns(above, below)
    repeated = _repeated(above, below)
    if columns is None or (not repeated and _begins_anew(below) and not _is_head(above)):
        return None
    xs, first, second = columns
    cells = [_moved(cell, 0, first) for cell in above.cells]
    height = above.height
    kept = [cell for cell in below.cells if cell.row > repeated]
    # Where repeated headings are marked as such, nothing but their empty row is left of them.
    skipped = min((cell.row for cell in kept), default=1) - 1
    rest = [_moved(cell, height - skipped, second) for cell in kept]
    cells, rest = carried_on(cells, rest, height)
    sparse = above.sparse + below.sparse if above.sparse and below.sparse else ()
    return PageTable(
        below.page, above.top, below.bottom, xs, cells + rest, above.loose, above.columns, above.numeric, sparse
    )


Columns = dict[int, int]


def _columns(above: PageTable, below: PageTable) -> tuple[tuple[float, ...], Columns, Columns] | None:
    """How the columns of two parts agree: as many at the same distances, or one has what the other divides."""
    if above.columns and len(above.columns) == len(below.columns) and _overlap(above.columns, below.columns):
        same = {at: at for at in range(len(above.xs))}
        return above.xs, same, same
    near = 24.0 if above.loose or below.loose else 4.0
    one = [x - above.xs[0] for x in above.xs]
    two = [x - below.xs[0] for x in below.xs]
    same = {at: at for at in range(max(len(one), len(two)))}
    if len(one) == len(two):
        close = all(abs(a - b) <= near for a, b in zip(one, two, strict=True))
        return (above.xs, same, same) if close or _repeated(above, below) else None
    if abs(one[-1] - two[-1]) > near:
        return None
    many, few = (one, two) if len(one) > len(two) else (two, one)
    places: Columns = {}
    for at, x in enumerate(few):
        nearest = min(range(len(many)), key=lambda n: abs(many[n] - x))
        if abs(many[nearest] - x) > near:
            return None
        places[at] = nearest
    return (above.xs, same, places) if many is one else (below.xs, places, same)


def _overlap(one: Extents, two: Extents) -> bool:
    """Whether each column overlaps its counterpart and no other."""
    return all(
        (min(a1, b1) - max(a0, b0) > 0) == (at == other)
        for at, (a0, a1) in enumerate(one)
        for other, (b0, b1) in enumerate(two)
    )


def _moved(cell: Cell, rows: int, columns: Columns) -> Cell:
    first = columns[cell.column - 1]
    last = columns.get(cell.column - 1 + cell.columns, first + cell.columns)
    return replace(cell, row=cell.row + rows, column=first + 1, columns=max(1, last - first))


def _repeated(above: PageTable, below: PageTable) -> int:
    """How many rows at the head of ``below`` say what the head of ``above`` says."""
    one, two = _head(above), _head(below)
    rows = 0
    for row in range(1, _MOST_HEADINGS + 1):
        if not two.get(row) or one.get(row) != two[row]:
            break
        # A row of column numbers (1) (2) (3) is part of the heading too, where a heading stands above it.
        if not rows and all(FIGURE.match(text) for text in two[row]):
            break
        rows = row
    return rows


def _head(draft: PageTable) -> dict[int, list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in draft.cells:
        if cell.row <= _MOST_HEADINGS:
            rows.setdefault(cell.row, []).append(" ".join(cell.text.split()).casefold())
    return rows


def _is_head(above: PageTable) -> bool:
    """Whether a part is but the upper rows of headings, the others of which did not fit on its page."""
    return above.height <= _MOST_HEADINGS and not any(FIGURE.match(cell.text) for cell in above.cells)


def _begins_anew(below: PageTable) -> bool:
    """Whether a part begins with headings of its own."""
    first = [cell.text for cell in below.cells if cell.row == below.cells[0].row]
    return not any(FIGURE.match(text) for text in first) and sum(1 for text in first if _HEADING.match(text)) >= 2
