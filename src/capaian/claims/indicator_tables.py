"""A table that was laid out, as a board: its figures read, its comparisons made, its rows that sum up placed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from capaian.claims.figures.notation import NotationVotes, TableNotation, within
from capaian.claims.figures.parse import read_figure, votes
from capaian.claims.figures.years import year_in
from capaian.claims.tables.body import BodyReader, Layout
from capaian.claims.tables.columns import ComparisonGroup, HeadedColumn, groups_of
from capaian.claims.tables.draft import BoardDraft, DraftLine, DraftSummary, PlacedCell
from capaian.claims.tables.expanded_grid import ExpandedGrid
from capaian.claims.tables.headings import FIGURES, ColumnRole, read_heading
from capaian.claims.workings.explanation import explain
from capaian.core.claims.claim import Board, Comparison, Explanation, Line, Objective, Subject, Summary
from capaian.core.claims.figure import Figure, Notation
from capaian.core.claims.transcript import Grid


@dataclass(slots=True)
class BoardBuilder:
    """A board while its rows are read, over as many pages as it takes."""

    grid: Grid
    title: str
    columns: tuple[HeadedColumn, ...]
    layout: Layout
    width: int
    draft: BoardDraft = field(default_factory=BoardDraft)
    ballot: NotationVotes = field(default_factory=NotationVotes)

    def read(self, lattice: ExpandedGrid, rows: range, above: range = range(0)) -> None:
        """Read further rows, and let their numbers vote; rows ``above`` the heading may name the sasaran."""
        reader = BodyReader(lattice, self.layout, self.draft)
        reader.announce(above)
        reader.read(rows)
        explanations = set(self.layout.all(ColumnRole.EXPLANATION))
        for index in (*self.layout.figures, *self.layout.all(ColumnRole.QUANTITY, ColumnRole.OTHER), *explanations):
            for row in rows:
                cell = lattice.rows[row][index]
                if cell is not None and cell.text and not cell.number and lattice.begins(row, index):
                    self.ballot.add(
                        cell.text, -1 if index in explanations else index, spaced=index not in explanations
                    )

    @property
    def open_ended(self) -> bool:
        """Whether a table that follows may continue it: no row has summed the whole up."""
        summaries = self.draft.summaries
        if not summaries or summaries[-1].after < len(self.draft.lines):
            return True
        return "sasaran" in summaries[-1].word.lower()

    @property
    def sparse(self) -> bool:
        """Whether hardly a line has a figure in a role: a list of values beside a stray heading."""
        held = sum(1 for line in self.draft.lines if line.has_figures or line.explanation)
        return 5 * held < len(self.draft.lines)

    @property
    def meaning(self) -> tuple[tuple[ColumnRole | None, str, Subject | None], ...]:
        """What the columns mean, to compare two headings."""
        return tuple((column.role, str(column.period), column.subject) for column in self.columns)

    def own_year(self, document: int | None) -> int | None:
        """Return the report's own year: of the title, where the headings allow it, else of the headings."""
        dated = [
            (column.role, int(column.period.year))
            for column in self.columns
            if column.role in FIGURES and column.period.year.isdigit() and not column.period.scope
        ]
        reached = {year for role, year in dated if role is not ColumnRole.TARGET}
        titled = year_in(self.title)
        for year in (titled, document):
            if year is not None and (not reached or year in reached):
                return year
        return max(reached or {year for _, year in dated}, default=titled or document)


def finish_board(opened: BoardBuilder, writing: TableNotation, document_year: int | None) -> Board:
    """Return the board with every figure read as ``writing`` says."""
    return _Finishing(opened, writing, opened.own_year(document_year)).board()


class _Finishing:
    def __init__(self, opened: BoardBuilder, writing: TableNotation, year: int | None) -> None:
        self.opened = opened
        self.draft = opened.draft
        self.layout = opened.layout
        self.writing = writing
        self.year = year
        self.groups = groups_of(opened.columns, year)
        self.deviating: list[Figure] = []
        self.draft.number_lines()

    def board(self) -> Board:
        lines = tuple(self._lines())
        return Board(
            table=self.opened.grid.table,
            title=self.opened.title,
            notation=self.writing.decided,
            headings=tuple(column.heading for column in self.opened.columns),
            lines=lines,
            objectives=tuple(Objective(each.text, each.number, each.spot) for each in self.draft.objectives),
            summaries=tuple(self._summaries()),
            page=self.opened.grid.page,
            year=self.year,
            deviating=tuple(self.deviating),
        )

    def _figure(self, place: PlacedCell | None) -> Figure | None:
        if place is None:
            return None
        if not place.text:
            return Figure("", place.spot, absent=True)
        figure = read_figure(place.text, place.spot, self.writing.of(place.column), place.number)
        # Money keeps its points beside 91.80: only a decimal sign can contradict another.
        if figure is not None and figure.decimals and not place.number and self._deviates(place):
            self.deviating.append(figure)
        return figure

    def _deviates(self, place: PlacedCell) -> bool:
        indonesian, plain, _ = votes(place.text)
        if self.writing.decided is Notation.OPEN:
            return False
        return (indonesian if self.writing.of(place.column) is Notation.PLAIN else plain) > 0

    def _lines(self) -> Iterator[Line]:
        within: dict[int, int] = {}
        for draft in self.draft.lines:
            within[draft.objective] = within.get(draft.objective, 0) + 1
            ordinal = within[draft.objective]
            yield Line(
                code=f"{draft.objective}.{ordinal}" if draft.objective else str(ordinal),
                name=draft.name,
                spot=draft.spot,
                number=draft.number,
                objective=draft.objective,
                unit=self._text(draft, ColumnRole.UNIT),
                comparisons=tuple(self._comparisons(draft)),
                explanation=self._explanation(draft),
                owner=self._text(draft, ColumnRole.OWNER),
                source=self._text(draft, ColumnRole.SOURCE),
                others=tuple(self._others(draft)),
            )

    def _text(self, draft: DraftLine, role: ColumnRole) -> str:
        return " ".join(
            " ".join(text.split()) for index in self.layout.all(role) for text in draft.texts.get(index, ())
        )

    def _comparisons(self, draft: DraftLine) -> Iterator[Comparison]:
        rows = draft.periods or [("", draft.figures)]
        for said, figures in rows:
            for n, group in enumerate(self.groups):
                empty = not any(figures[c.index].text for c in group.columns.values() if c.index in figures)
                if n and empty and ColumnRole.TARGET not in group.columns:
                    continue
                yield self._comparison(group, said, figures)

    def _comparison(self, group: ComparisonGroup, said: str, figures: dict[int, PlacedCell]) -> Comparison:
        period = group.period
        if said:
            period = read_heading(said).period.under(period)
        named = {role: self._figure(figures.get(column.index)) for role, column in group.columns.items()}
        return Comparison(
            period=str(period) or " ".join(said.split()),
            subject=group.subject,
            cumulative=period.cumulative,
            target=named.get(ColumnRole.TARGET),
            actual=named.get(ColumnRole.ACTUAL),
            achievement=named.get(ColumnRole.ACHIEVEMENT),
            rating=named.get(ColumnRole.RATING),
        )

    def _explanation(self, draft: DraftLine) -> Explanation | None:
        if not draft.explanation:
            return None
        text = "\n".join(place.text for place in draft.explanation)
        return explain(text, draft.explanation[0].spot, within(text, self.writing.reading))

    def _others(self, draft: DraftLine) -> Iterator[tuple[str, Figure]]:
        headings = {column.index: column.heading for column in self.opened.columns}
        grouped = {column.index for group in self.groups for column in group.columns.values()}
        places = [*draft.others, *(place for index, place in draft.figures.items() if index not in grouped)]
        for place in places:
            figure = self._figure(place) if place.text else None
            if figure is not None and figure.amount is not None:
                yield headings[place.column], figure

    # Rows that sum up.

    def _summaries(self) -> Iterator[Summary]:
        columns = {
            column.index: (role.value, str(group.period))
            for group in reversed(self.groups)
            for role, column in group.columns.items()
        }
        for draft in self.draft.summaries:
            objective = self._objective_of(draft)
            for place in draft.figures:
                figure = self._figure(place)
                if figure is None or (figure.amount is None and figure.grade is None):
                    continue
                role, period = columns.get(place.column, ("other", ""))
                if role == ColumnRole.RATING.value:
                    role = "other"
                yield Summary(draft.joining, draft.word, role, period, figure, objective)

    def _objective_of(self, draft: DraftSummary) -> int:
        """Return the sasaran that a row closes: one that lines follow, or that is worded as such a row was."""
        if not draft.objective:
            return 0
        if draft.after < len(self.draft.lines):
            return draft.objective if draft.after else 0
        words = draft.word.lower()
        if re.search(r"sasaran(?: strategis)?\s+\S{0,3}\d", words):
            return draft.objective
        alike = [other for other in self.draft.summaries if other is not draft and _shape(other) == _shape(draft)]
        return draft.objective if any(other.after < draft.after for other in alike) else 0


def _shape(draft: DraftSummary) -> str:
    return re.sub(r"[\d.]+|\b[ivx]+\b", "#", draft.word.lower()).strip(" #")
