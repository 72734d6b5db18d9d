"""A transcript to what it claims: each table's meaning, in reading order, and what could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from capaian.claims.facts import facts_of, holds_figures, is_list, is_statistic
from capaian.claims.figures.notation import NotationVotes, decide_notation, majority_notation, within
from capaian.claims.figures.years import MAX_TITLE, TITLE_LINES, office_of, title_lines, year_in, year_of
from capaian.claims.indicator_tables import BoardBuilder, finish_board
from capaian.claims.prose import quantities
from capaian.claims.scales import scale_of
from capaian.claims.surveys import survey_of
from capaian.claims.tables.bands import bands_of
from capaian.claims.tables.body import lay_columns
from capaian.claims.tables.columns import columns_of, refine_roles, settle_roles
from capaian.claims.tables.expanded_grid import ExpandedGrid, expand_grid, flipped
from capaian.claims.tables.headings import ColumnRole
from capaian.claims.tables.names import key, section
from capaian.claims.workings.explanation import explain
from capaian.core.claims.claim import Board, Claims, Explanation, PrintedScale, Unread
from capaian.core.claims.figure import Figure, Notation
from capaian.core.claims.survey import Survey
from capaian.core.claims.transcript import Cell, Grid, Passage, Transcript

_FURNITURE = re.compile(
    r"\W*(?:(?:halaman|hal\.?|page|lanjutan|sambungan)\W{0,3})?(?:\d{1,4}|[ivxl]{1,6})?(?:\s?(?:dari|of|/)\s?\d{1,4})?\W*",
    re.IGNORECASE,
)
MAX_NAMED = 400
_SIGNS = re.compile(r"[/:÷]|dibagi|=", re.IGNORECASE)


def claims_of(transcript: Transcript, assume: Notation | None = None) -> Claims:
    """Return what ``transcript`` claims.

    The notation of numbers is decided for each table as a whole; where a table leaves it open
    (``Board.notation`` is ``OPEN``) its figures are read as ``assume`` says, Indonesian by default.
    """
    reading = _Reading(transcript)
    for block in transcript.blocks:
        if isinstance(block, Passage):
            reading.passage(block)
        else:
            reading.grid(block)
    return reading.claims(assume)


class _Reading:
    """The state of reading one transcript from top to bottom."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.boards: list[BoardBuilder] = []
        self.unread: list[Unread] = []
        self.scales: list[PrintedScale] = []
        self.surveys: list[Survey] = []
        self.loose: list[tuple[ExpandedGrid, range, NotationVotes]] = []
        self.before: list[Passage] = []
        self.texts: list[str] = []
        self.current: BoardBuilder | None = None
        seen: dict[str, int] = {}
        for passage in transcript.passages:
            words = key(passage.text[:MAX_TITLE])
            seen[words] = seen.get(words, 0) + 1
        self.repeated = {words for words, times in seen.items() if times > 2}

    def passage(self, passage: Passage) -> None:
        """Take in a passage: perhaps the title of what follows."""
        if _FURNITURE.fullmatch(passage.text.strip()[:60]) or key(passage.text[:MAX_TITLE]) in self.repeated:
            return
        self.before.append(passage)
        self.texts.append(passage.text)
        self.current = None

    # Tables.

    def grid(self, grid: Grid) -> None:
        """Read a table: boards, a plain list, the rest of the board before, or nothing that can be read."""
        lattice = expand_grid(grid)
        if lattice is None:
            self._unread(grid, "too-large")
            return
        if not lattice.rows:
            return
        bands = bands_of(lattice)
        lately = [passage.text for passage in self.before[-TITLE_LINES:] if len(passage.text) <= MAX_TITLE]
        survey = survey_of(lattice, " ".join(lately))
        if survey is not None:
            self.surveys.append(survey)
            self.current = None
        elif not bands:
            self._without_headings(lattice)
        else:
            self._banded(lattice, bands)
        self.before = []

    def _banded(self, lattice: ExpandedGrid, bands: list[range]) -> None:
        start = 0
        for n, band in enumerate(bands):
            above = range(start, band.start)
            stop = bands[n + 1].start if n + 1 < len(bands) else len(lattice.rows)
            body = range(band.stop, self._last(lattice, band.stop, stop) if n + 1 < len(bands) else stop)
            self._table(lattice, band, body, above)
            start = body.stop
            self.before = [] if n == 0 else self.before

    def _above(self, lattice: ExpandedGrid, rows: range) -> list[str]:
        """Return the texts of the rows between two tables of a sheet, but those that name a mission or sasaran."""
        texts = [cell.text for row in rows for _, cell in lattice.own(row)]
        self.texts.extend(texts[:40])
        return [text for text in texts if section(text) is None]

    @staticmethod
    def _last(lattice: ExpandedGrid, start: int, stop: int) -> int:
        """Return the end of a body: rows of one cell just above the next heading are its title."""
        while stop > start and len(lattice.own(stop - 1)) <= 1 and len(lattice.distinct(stop - 1)) <= 1:
            stop -= 1
        return stop

    def _table(self, lattice: ExpandedGrid, band: range, body: range, over: range) -> None:
        above = self._above(lattice, over)
        columns = refine_roles(settle_roles(columns_of(lattice, band)), lattice, body)
        scale = scale_of(lattice, columns, body, Notation.INDONESIAN, self._title(lattice.grid, above))
        if scale is not None:
            self.scales.append(scale)
            self.current = None
            return
        layout = lay_columns(columns, lattice, body)
        if layout is None or not (layout.figures or layout.all(ColumnRole.EXPLANATION)):
            known = any(column.role is ColumnRole.QUANTITY for column in columns)
            self._no_board(lattice, body, "no-figure-columns" if layout else "no-lines", columns_known=known)
            self.current = None
            return
        opened = BoardBuilder(lattice.grid, self._title(lattice.grid, above), columns, layout, lattice.width)
        current = self.current
        if current is not None and not above and current.open_ended and current.meaning == opened.meaning:
            current.read(lattice, body, over)
            return
        opened.read(lattice, body, over)
        if opened.sparse and layout.all(ColumnRole.QUANTITY):
            self._list(lattice, body)
        elif opened.draft.lines:
            self.boards.append(opened)
            self.current = opened
        elif holds_figures(lattice, body):
            self._unread(lattice.grid, "no-lines", lattice, body)

    def _no_board(self, lattice: ExpandedGrid, body: range, why: str, *, columns_known: bool) -> None:
        if not holds_figures(lattice, body):
            return
        self._list(lattice, body)
        if not columns_known and not is_list(lattice, body) and not is_statistic(lattice, range(len(lattice.rows))):
            self._unread(lattice.grid, why, lattice, body)

    def _without_headings(self, lattice: ExpandedGrid) -> None:
        """Read a table without headings: the rest of the board before, one on its side, or a plain list."""
        rows = range(len(lattice.rows))
        current = self.current
        if current is not None and current.open_ended and current.width == lattice.width:
            layout = lay_columns(current.columns, lattice, rows)
            if layout is not None and layout.name == current.layout.name:
                current.read(lattice, rows)
                return
        self.current = None
        side = flipped(lattice)
        bands = bands_of(side) if side is not None else []
        if side is not None and len(bands) == 1 and bands[0].start == 0:
            self._table(side, bands[0], range(bands[0].stop, len(side.rows)), range(0))
            return
        if not holds_figures(lattice, rows):
            self.texts.extend(" ".join(cell.text for _, cell in lattice.own(row)) for row in rows[:40])
            return
        self._list(lattice, rows)
        if not is_list(lattice, rows) and not is_statistic(lattice, rows):
            self._unread(lattice.grid, "no-headings", lattice, rows)

    def _list(self, lattice: ExpandedGrid, rows: range) -> None:
        ballot = NotationVotes()
        for row in rows:
            for column, cell in lattice.own(row):
                if not cell.number and column:
                    ballot.add(cell.text)
        self.loose.append((lattice, rows, ballot))

    def _unread(self, grid: Grid, why: str, lattice: ExpandedGrid | None = None, rows: range = range(0)) -> None:
        first: Cell | None = grid.cells[0] if grid.cells else None
        if lattice is not None:
            first = next((cell for row in rows for _, cell in lattice.own(row)), first)
        spot = grid.spot(first) if first else replace(Passage(grid.block, "").spot, table=grid.table)
        found = " | ".join(" ".join(cell.text.split())[:40] for cell in grid.cells[:6] if cell.text.strip())
        self.unread.append(Unread(grid.table, grid.page or spot.page, spot, why, found))

    def _title(self, grid: Grid, above: list[str]) -> str:
        """Return the heading above a table: rows above it in its sheet, its caption, else the passages before."""
        if above:
            texts = above[-TITLE_LINES:]
        else:
            texts = title_lines([passage.text for passage in self.before[-TITLE_LINES - 2 :]])
        if grid.name and grid.name not in " ".join(texts):
            texts = [grid.name, *texts]
        return " ".join(" ".join(text.split()) for text in texts)

    # The whole.

    def claims(self, assume: Notation | None) -> Claims:
        """Return everything, once all notations are decided."""
        ballots = [opened.ballot for opened in self.boards]
        prose = NotationVotes()
        for passage in self.transcript.passages:
            prose.add(passage.text[:5000])
        elsewhere = majority_notation(ballots) or majority_notation(
            [*(ballot for _, _, ballot in self.loose), prose]
        )
        year = year_of(self.texts) or next((y for b in self.boards if (y := year_in(b.title)) is not None), None)
        if year is None:
            years = [y for b in self.boards if (y := b.own_year(None)) is not None]
            year = max(years) if years else None
        boards = [
            finish_board(opened, decide_notation(opened.ballot, elsewhere, assume), year) for opened in self.boards
        ]
        reading = elsewhere or assume or Notation.INDONESIAN
        boards, workings = self._passages(boards, reading)
        return Claims(
            file=self.transcript.file,
            boards=tuple(boards),
            figures=tuple(self._figures(elsewhere, assume, reading)),
            passages=tuple(self.transcript.passages),
            unread=tuple(self.unread),
            year=year,
            office=office_of(self.texts),
            workings=tuple(workings),
            scales=tuple(self.scales),
            surveys=tuple(self.surveys),
        )

    def _figures(
        self, elsewhere: Notation | None, assume: Notation | None, reading: Notation
    ) -> Iterator[tuple[str, Figure]]:
        for passage in self.transcript.passages:
            yield from quantities(passage, reading)
        for lattice, rows, ballot in self.loose:
            yield from facts_of(lattice, rows, decide_notation(ballot, elsewhere, assume))

    def _passages(self, boards: list[Board], reading: Notation) -> tuple[list[Board], list[Explanation]]:
        """Give workings in passages to the line that they name, else keep them free."""
        free: list[Explanation] = []
        home = _Home(boards)
        lately = ""
        for passage in self.transcript.passages:
            text = passage.text
            words = key(text[:MAX_NAMED])
            names, lately = f"{lately} {words}", words
            if len(text) < 5 or not _SIGNS.search(text) or not any(c.isdigit() for c in text):
                continue
            found = explain(text, passage.spot, within(text, reading))
            if (found.ratios or found.closing) and not home.give(passage, names, found):
                free.append(found)
        return home.boards, free


class _Home:
    """Finds the line that a working in a passage speaks of."""

    def __init__(self, boards: list[Board]) -> None:
        self.boards = boards
        self.explained = {
            key(line.name) for board in boards for line in board.lines if line.explanation is not None
        }
        self.names = [
            (n, m, name)
            for n, board in enumerate(boards)
            for m, line in enumerate(board.lines)
            if len(name := key(line.name)) > 8 and name not in self.explained
        ][::-1]

    def give(self, passage: Passage, names: str, found: Explanation) -> bool:
        """Give an explanation to the nearest line before it that is named and has none; tell whether one was."""
        for n, m, name in self.names:
            line = self.boards[n].lines[m]
            if name in names and name not in self.explained and line.spot < passage.spot:
                lines = self.boards[n].lines
                given = (*lines[:m], replace(line, explanation=found), *lines[m + 1 :])
                self.boards[n] = replace(self.boards[n], lines=given)
                self.explained.add(name)
                return True
        return False
