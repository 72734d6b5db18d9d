"""A report as it was read, with what was found beside the text that it speaks of; nothing is computed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from capaian.core.claims.claim import Board, Claims
from capaian.core.claims.objection import Objection
from capaian.core.claims.transcript import Cell, Grid, Passage
from capaian.pipeline.auditing import Audited
from capaian.web.auditing.models import Answer
from capaian.web.ui.translation import translate

LEVELS = ("error", "warning", "note")
OPEN = "open"
"""The filter for what nobody has answered yet."""
HEAVY = 4000
"""Cells and passages on one page."""
NEAR = 2
"""Passages without a finding that stay in sight before what has one: a table's heading is among them."""


class ShownFinding(NamedTuple):
    """A finding as a page shows it. ``number`` counts from 1 in page order; ``anchor`` is of what it speaks of."""

    number: int
    objection: Objection
    message: str
    cause: str
    mend: str
    where: str
    indicator: str
    anchor: str
    answers: Sequence[Answer]

    @property
    def level(self) -> str:
        return str(self.objection.level)

    @property
    def last(self) -> Answer | None:
        """The answer that holds."""
        return self.answers[-1] if self.answers else None


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A piece of the report: a table, or passages, with what was found in it.

    ``grid`` is ``None`` for passages. ``heading`` is the number of the table's rows that are headings.
    """

    passages: tuple[Passage, ...] = ()
    grid: Grid | None = None
    found: tuple[ShownFinding, ...] = ()
    heading: int = 0
    unread: bool = False
    hidden: tuple[Passage, ...] = field(default=())
    """Passages before, which stay folded."""

    @property
    def level(self) -> str:
        """The gravest level of what was found in it."""
        return most_severe(self.found)

    @property
    def weight(self) -> int:
        return len(self.hidden) + len(self.passages) + (len(self.grid.cells) if self.grid else 0)

    @property
    def is_folded(self) -> bool:
        """Whether it is a table that stays folded: nothing was found in it."""
        return self.grid is not None and not self.found and not self.unread


def shown_findings(audited: Audited, answers: Mapping[int, Sequence[Answer]], lang: str) -> list[ShownFinding]:
    """Return every finding with its number, in the words of the reader, with its answers."""
    names = _names(audited.claims)
    anchors = Anchors(audited)
    return [
        ShownFinding(
            number,
            one,
            one.finding.message(lang),
            one.cause.message(lang) if one.cause else "",
            one.finding.mend(lang),
            where_of(one, lang),
            " ".join(filter(None, (one.indicator, names.get((one.spot.table, one.indicator), "")))),
            anchors.of(one),
            answers.get(number, ()),
        )
        for number, one in enumerate(audited.examined.objections, 1)
    ]


def where_of(one: Objection, lang: str) -> str:
    """Return where a finding stands, in words."""
    spot = one.spot
    if not spot.block and not spot.table:
        return translate("audit.at-report", lang)
    said = [
        translate("audit.at-table", lang, number=spot.table) if spot.table else translate("audit.at-text", lang)
    ]
    if spot.row:
        said.append(translate("audit.at-row", lang, number=spot.row))
    if one.heading:
        said.append(translate("audit.at-heading", lang, name=one.heading))
    elif spot.column:
        said.append(translate("audit.at-column", lang, number=spot.column))
    if spot.page:
        said.append(translate("audit.at-page", lang, number=spot.page))
    return ", ".join(said)


def most_severe(found: Iterable[ShownFinding]) -> str:
    """Return the gravest level among findings; empty where there are none."""
    levels = {one.level for one in found}
    return next((level for level in LEVELS if level in levels), "")


def wanted(found: Iterable[ShownFinding], level: str) -> list[ShownFinding]:
    """Return the findings that a filter lets through."""
    if level == OPEN:
        return [one for one in found if not one.answers]
    return [one for one in found if one.level == level] if level in LEVELS else list(found)


def _names(claims: Claims) -> dict[tuple[int, str], str]:
    return {(board.table, line.code): line.name for board, line in claims.lines}


class Anchors:
    """Where a finding leads to: the cell that it speaks of, else its table or passage, else the whole report."""

    def __init__(self, audited: Audited) -> None:
        blocks = audited.transcript.blocks if audited.transcript else ()
        self._grids = {one.table: one for one in blocks if isinstance(one, Grid)}
        self._passages = {one.block for one in blocks if isinstance(one, Passage)}
        self._cells: dict[int, dict[tuple[int, int], Cell]] = {}

    def of(self, one: Objection) -> str:
        spot = one.spot
        grid = self._grids.get(spot.table) if spot.table else None
        if grid is not None:
            cell = self._cell(grid, spot.row, spot.column)
            return cell_anchor(grid, cell) if cell else f"tabel-{grid.table}"
        return f"teks-{spot.block}" if spot.block in self._passages else "laporan"

    def _cell(self, grid: Grid, row: int, column: int) -> Cell | None:
        """Return the cell at a place: the one that begins there, else one that spans it."""
        if grid.table not in self._cells:
            self._cells[grid.table] = {(cell.row, cell.column): cell for cell in grid.cells}
        begins = self._cells[grid.table].get((row, column))
        if begins or not row or not column:
            return begins
        wide = (cell for cell in grid.cells if cell.rows > 1 or cell.columns > 1)
        return next((cell for cell in wide if _covers(cell, row, column)), None)


def _covers(cell: Cell, row: int, column: int) -> bool:
    return cell.row <= row < cell.row + cell.rows and cell.column <= column < cell.column + cell.columns


MAX_SPAN = 200
"""Rows or columns that one cell is shown to span: a broken file may claim a million."""


def cell_anchor(grid: Grid, cell: Cell) -> str:
    """Return the name of a cell's place on the page."""
    return f"sel-{grid.table}-{cell.row}-{cell.column}"


def parts_of(audited: Audited, found: Sequence[ShownFinding]) -> list[ReportPart]:
    """Return the report in reading order, each table and each remarked passage with what was found in it."""
    if audited.transcript is None:
        return []
    by_block: dict[int, list[ShownFinding]] = {}
    for one in found:
        by_block.setdefault(_block_of(audited, one), []).append(one)
    heads = {board.table: _headings_of(board) for board in audited.claims.boards}
    unread = {one.table for one in audited.claims.unread}
    parts, waiting = [], list[Passage]()
    for block in audited.transcript.blocks:
        own = tuple(by_block.get(block.block, ()))
        if isinstance(block, Grid):
            parts += _told(waiting)
            waiting = []
            parts.append(ReportPart((), block, own, heads.get(block.table, 1), block.table in unread))
        elif own:
            parts += _told(waiting)
            waiting = []
            parts.append(ReportPart((block,), None, own))
        else:
            waiting.append(block)
    return [*parts, *_told(waiting)]


def _headings_of(board: Board) -> int:
    """Return how many rows of a table stand above its first line."""
    return min((line.spot.row for line in board.lines), default=2) - 1


def _told(passages: Sequence[Passage]) -> Iterator[ReportPart]:
    """Yield passages without findings: the last ones in sight, those before them folded."""
    if passages:
        far = len(passages) - NEAR if len(passages) > 2 * NEAR else 0
        yield ReportPart(tuple(passages[far:]), hidden=tuple(passages[:far]))


def of_whole(audited: Audited, found: Iterable[ShownFinding]) -> list[ShownFinding]:
    """Return the findings that speak of no one place of the text."""
    return [one for one in found if not _block_of(audited, one)]


def _block_of(audited: Audited, one: ShownFinding) -> int:
    if one.anchor == "laporan" or audited.transcript is None:
        return 0
    if one.objection.spot.table:
        return next(grid.block for grid in audited.transcript.grids if grid.table == one.objection.spot.table)
    return one.objection.spot.block


def pages_of(parts: Sequence[ReportPart]) -> list[list[ReportPart]]:
    """Return the parts in pages of at most :data:`HEAVY` cells and passages; a part is never cut."""
    pages: list[list[ReportPart]] = [[]]
    weight = 0
    for part in parts:
        if pages[-1] and weight + part.weight > HEAVY:
            pages.append([])
            weight = 0
        pages[-1].append(part)
        weight += part.weight
    return pages


def page_with(pages: Sequence[Sequence[ReportPart]], holds: Callable[[ReportPart], bool]) -> int:
    """Return the first page, from 1, with a part of which ``holds`` is true; the first where there is none."""
    return next((number for number, page in enumerate(pages, 1) if any(holds(part) for part in page)), 1)
