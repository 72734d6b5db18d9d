"""The rows below a heading: which are lines, which continue one, which name a sasaran, which sum up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from capaian.claims.figures.parse import NUMBER, is_absent
from capaian.claims.tables.bands import is_numbering
from capaian.claims.tables.columns import HeadedColumn
from capaian.claims.tables.draft import BoardDraft, DraftLine, DraftObjective, DraftSummary, PlacedCell
from capaian.claims.tables.expanded_grid import ExpandedGrid
from capaian.claims.tables.headings import FIGURES, ColumnRole
from capaian.claims.tables.names import (
    bare_number,
    has_starter,
    key,
    numbered,
    only_sums_up,
    section,
    starts_sentence,
    summary,
)
from capaian.core.claims.transcript import Cell

_TEXTS = (ColumnRole.UNIT, ColumnRole.OWNER, ColumnRole.SOURCE, ColumnRole.REMARK)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of a table does what. ``name`` is the column whose cells name the lines."""

    columns: tuple[HeadedColumn, ...]
    name: int
    objective: int | None = None
    numbers: dict[int, int] = field(default_factory=dict)
    """Columns of numbers, by the column that each numbers."""
    period: int | None = None

    @property
    def figures(self) -> tuple[int, ...]:
        return tuple(
            column.index for column in self.columns if column.role in FIGURES or column.role is ColumnRole.RATING
        )

    @property
    def others(self) -> tuple[int, ...]:
        """Columns with a heading whose figures have no role here."""
        return tuple(
            column.index
            for column in self.columns
            if column.heading and column.role in (ColumnRole.OTHER, ColumnRole.QUANTITY, ColumnRole.REMARK, None)
        )

    def all(self, *roles: ColumnRole) -> tuple[int, ...]:
        return tuple(column.index for column in self.columns if column.role in roles)


def lay_columns(columns: Sequence[HeadedColumn], lattice: ExpandedGrid, body: range) -> Layout | None:
    """Return which column names the lines, or ``None`` where none can."""
    by_role: dict[ColumnRole | None, list[int]] = {}
    for column in columns:
        by_role.setdefault(column.role, []).append(column.index)
    worded = {index for index in range(lattice.width) if _has_words(lattice, body, index)}
    ranked = [
        index
        for role in (
            ColumnRole.INDICATOR,
            ColumnRole.NAME,
            ColumnRole.OBJECTIVE,
            ColumnRole.GOAL,
            ColumnRole.REMARK,
            None,
        )
        for index in (reversed(by_role.get(role, [])) if role is ColumnRole.NAME else by_role.get(role, []))
        if index in worded
    ]
    if not ranked:
        return None
    name = ranked[0]
    objectives = [index for index in by_role.get(ColumnRole.OBJECTIVE, []) if index != name]
    if not objectives:
        objectives = [index for index in by_role.get(ColumnRole.GOAL, []) if index != name]
    periods = [index for index in by_role.get(ColumnRole.PERIOD, []) if index != name]
    objective = objectives[0] if objectives else None
    numbers = {}
    for index in (
        *by_role.get(ColumnRole.NUMBER, []),
        *(i for i in by_role.get(ColumnRole.INDICATOR, []) if i not in worded),
    ):
        right = [other for other in (objective, name) if other is not None and other > index]
        if right and min(right) not in numbers:
            numbers[min(right)] = index
    return Layout(tuple(columns), name, objective, numbers, periods[0] if periods else None)


def _has_words(lattice: ExpandedGrid, body: range, column: int) -> bool:
    """Tell whether a column holds names: words that are neither figures nor bare numbers, in most of its cells."""
    words = figures = 0
    for row in body:
        cell = lattice.rows[row][column]
        if cell is None or not cell.text or not lattice.begins(row, column):
            continue
        _, text = numbered(cell.text[:200])
        letters = sum(map(str.isalpha, text[:80]))
        if letters >= 4 and (not NUMBER.match(text) or letters > 12):
            words += 1
        elif not is_absent(cell.text):
            figures += 1
    return words > 0 and words >= figures


class BodyReader:
    """Reads rows into a draft, which a later table of the same columns may continue."""

    def __init__(self, lattice: ExpandedGrid, layout: Layout, draft: BoardDraft) -> None:
        self.lattice = lattice
        self.layout = layout
        self.draft = draft
        self.pending: DraftObjective | None = None
        self.last_cell: Cell | None = None
        self.columns = {
            index
            for index in (layout.name, layout.objective, *layout.figures, *layout.all(ColumnRole.EXPLANATION))
            if index is not None
        }

    def announce(self, rows: range) -> None:
        """Take the sasaran from rows above a heading, where they name one."""
        for row in rows:
            for column, cell in self.lattice.own(row):
                said = section(cell.text)
                if said is not None and said[0] == "sasaran" and said[2]:
                    self._begin(said[2], said[1], row, column)

    def read(self, rows: range) -> None:
        """Read the rows ``rows``."""
        for row in rows:
            cells = self.lattice.own(row)
            if not cells or (is_numbering(self.lattice, row) and not self._has_name(row)):
                continue
            if len(cells) == 1 and len(self.lattice.distinct(row)) == 1 and self._alone(row, *cells[0]):
                continue
            if not self._sums_up(row, cells):
                self._line(row)

    def _has_name(self, row: int) -> bool:
        text = self.lattice.text(row, self.layout.name)
        return any(letter.isalpha() for letter in text)

    def place(self, row: int, column: int) -> PlacedCell:
        return PlacedCell(self.lattice.rows[row][column], self.lattice.spot(row, column), column)

    def _alone(self, row: int, column: int, cell: Cell) -> bool:
        """Read a row of a single cell; ``False`` where it is an ordinary line after all."""
        if column in self.layout.figures:
            return False
        said = section(cell.text)
        if said is not None and said[0] != "sasaran":
            return True
        if summary(cell.text) and only_sums_up(cell.text):
            return True
        wide = cell.columns > 1 or (self.lattice.has_spans and column < self.layout.name)
        if said is not None or (wide and cell.columns > 1):
            number, text = (said[1], said[2]) if said is not None and said[2] else numbered(cell.text)
            self._begin(text, number, row, column)
            return True
        if column in (self.layout.name, self.layout.objective):
            return False
        if column in self.layout.all(ColumnRole.EXPLANATION, *_TEXTS):
            return False
        if self.draft.closed or column in self.layout.numbers.values():
            return True
        return self.layout.objective is None

    def _begin(self, text: str, number: str, row: int, column: int) -> None:
        self.pending = DraftObjective(text, number, self.lattice.spot(row, column))

    # Rows that sum up.

    def _sums_up(self, row: int, cells: list[tuple[int, Cell]]) -> bool:
        column, label = next(((c, cell) for c, cell in cells if any(map(str.isalpha, cell.text))), cells[0])
        joining = summary(label.text)
        figures = tuple(
            self.place(row, index)
            for index in (*self.layout.figures, *self.layout.others)
            if self.lattice.text(row, index)
            and self.lattice.rows[row][index] is not label
            and self.lattice.begins(row, index)
        )
        held = [place for place in figures if not is_absent(place.text)]
        if joining is None or column in self.layout.figures or not figures:
            return False
        if not only_sums_up(label.text) and not self._outside(label, column, held):
            return False
        named = section(label.text)
        draft = self.draft
        objective = len(draft.objectives) if draft.objectives else 0
        if self.pending is not None and self.pending.lines == 0 and not draft.lines:
            objective = 0
        word = " ".join(label.text.split()).strip(" :=")
        draft.summaries.append(DraftSummary(joining, word, tuple(held), objective, len(draft.lines)))
        del named
        return True

    def _outside(self, label: Cell, column: int, held: list[PlacedCell]) -> bool:
        """Tell whether the words stand where no line's name stands, with no target beside them."""
        layout = self.layout
        targets = {each.index for each in layout.columns if each.role in (ColumnRole.TARGET, ColumnRole.ACTUAL)}
        across = column != layout.name or label.columns > 1
        covers = column < layout.name or label.columns > 1
        return across and covers and not any(place.column in targets for place in held)

    # Lines.

    def _line(self, row: int) -> None:
        layout, lattice = self.layout, self.lattice
        self._objective(row)
        name = lattice.rows[row][layout.name]
        figures = {index: self.place(row, index) for index in layout.figures}
        has_figures = any(self._fresh(row, index) for index in layout.figures)
        lines = self.draft.lines
        if name is None or not name.text or (name is self.last_cell and not lattice.begins(row, layout.name)):
            self._more(row, figures, has_figures=has_figures)
            return
        number, text, shared = self._named(row, name)
        if lines and self._continues(number, text, has_figures=has_figures):
            line = lines[-1]
            line.name = f"{line.name} {text}".strip()
            self._add(line, row, figures)
            return
        self.last_cell = name
        self._start(row, layout.name, number, text, figures)
        lines[-1].shared = shared

    def _start(self, row: int, column: int, number: str, text: str, figures: dict[int, PlacedCell]) -> None:
        draft = self.draft
        if self.pending is not None:
            draft.objectives.append(self.pending)
            self.pending = None
        line = DraftLine(text, self.lattice.spot(row, column), number, len(draft.objectives))
        if draft.objectives:
            draft.objectives[-1].lines += 1
        draft.lines.append(line)
        self._add(line, row, figures)
        if self._is_period(row):
            line.periods.append((self.lattice.text(row, self.layout.period or 0), dict(line.figures)))

    def _fresh(self, row: int, column: int) -> bool:
        """Tell whether a place has text that begins in this row."""
        cell = self.lattice.rows[row][column]
        return cell is not None and bool(cell.text) and self.lattice.begins(row, column)

    def _named(self, row: int, name: Cell) -> tuple[str, str, bool]:
        """Return the number and the words of a line, and whether the column of the sasaran's numbers gives that."""
        number, text = numbered(name.text)
        column, shared = self.layout.numbers.get(self.layout.name), False
        if column is None and self.layout.objective is not None:
            column, shared = self._own_number(row), True
        if number or column is None or not self._fresh(row, column):
            return number, text, False
        return bare_number(self.lattice.text(row, column)), text, shared

    def _own_number(self, row: int) -> int | None:
        """A column of numbers ahead of the sasaran numbers the lines where the sasaran does not begin here."""
        assert self.layout.objective is not None
        column = self.layout.numbers.get(self.layout.objective)
        if column is None or self._fresh(row, self.layout.objective):
            return None
        return column

    def _continues(self, number: str, text: str, *, has_figures: bool) -> bool:
        """Tell whether a row is the wrapped rest of the line before it: no number, and begun in mid-sentence."""
        if number or self.pending is not None or self.draft.closed:
            return False
        last = self.draft.lines[-1]
        middle = not text[:1].isupper() and not text[:1].isdigit()
        if has_figures:
            return not last.has_figures and (middle or bool(last.number))
        return middle or (bool(last.number) and not self.lattice.has_spans)

    def _add(self, line: DraftLine, row: int, figures: dict[int, PlacedCell]) -> None:
        """Put the cells of a row into a line, where they are still free."""
        layout = self.layout
        for index, place in figures.items():
            if index not in line.figures or (not line.figures[index].text and place.text):
                line.figures[index] = place
            elif place.text and place.cell is not line.figures[index].cell and self._fresh(row, index):
                line.others.append(place)
        for index in layout.all(ColumnRole.EXPLANATION):
            if self._fresh(row, index):
                line.explanation.append(self.place(row, index))
        for index in layout.all(*_TEXTS):
            cell = self.lattice.rows[row][index]
            if cell is not None and cell.text and cell.text not in line.texts.get(index, ()):
                line.texts.setdefault(index, []).append(cell.text)
        for index in layout.others:
            if self._fresh(row, index) and index != layout.name:
                line.others.append(self.place(row, index))

    def _more(self, row: int, figures: dict[int, PlacedCell], *, has_figures: bool) -> None:
        """Read a row without a name of its own: more of the line above, or a line that another cell names."""
        layout, lattice = self.layout, self.lattice
        lines = self.draft.lines
        if self._is_period(row) and lines and has_figures:
            fresh = {index: place for index, place in figures.items() if self._fresh(row, index)}
            for index, place in figures.items():
                if place.text:
                    fresh.setdefault(index, place)
            lines[-1].periods.append((lattice.text(row, layout.period or 0), fresh))
            return
        other = next(
            (
                (column, cell)
                for column, cell in lattice.own(row)
                if column < layout.name and sum(map(str.isalpha, cell.text)) > 3
            ),
            None,
        )
        if has_figures and other is not None and (not lines or lines[-1].has_figures):
            number, text = numbered(other[1].text)
            self.pending = None
            self._start(row, other[0], number, text, figures)
        elif lines and not self.draft.closed:
            self._add(lines[-1], row, figures)
        else:
            self.draft.strays.extend(place for index, place in figures.items() if self._fresh(row, index))

    def _is_period(self, row: int) -> bool:
        return self.layout.period is not None and self._fresh(row, self.layout.period)

    # Sasaran.

    def _objective(self, row: int) -> None:
        """See whether the cell of the sasaran begins a new one; an empty or repeated one does not."""
        column = self.layout.objective
        if column is None or not self._fresh(row, column):
            return
        cell = self.lattice.rows[row][column]
        assert cell is not None
        if cell is self.lattice.rows[row][self.layout.name]:
            return
        number, text = numbered(cell.text)
        before = self.pending or (self.draft.objectives[-1] if self.draft.objectives else None)
        if before is not None and key(before.text).replace(" ", "") == key(text).replace(" ", ""):
            return
        own, shared = self.layout.numbers.get(column), False
        if not number and own is not None and self._fresh(row, own):
            number, shared = bare_number(self.lattice.text(row, own)), True
        if before is not None and not number and self._wraps(row, before, text):
            before.text = f"{before.text} {text}"
            return
        self._begin(text, number, row, column)
        assert self.pending is not None, "it has just begun"
        self.pending.shared = shared

    def _wraps(self, row: int, before: DraftObjective, text: str) -> bool:
        """Tell whether a sasaran's text is the rest of the one above: where cells cannot span rows, or where it
        begins in mid-sentence and lacks the number that the others have."""
        if self.lattice.has_spans:
            numbered_ones = bool(before.number) or self.layout.objective in self.layout.numbers
            return text[:1].islower() and (numbered_ones or not has_starter(text))
        if text[:1].islower() or not text[:1].isalpha():
            return True
        number, _ = numbered(self.lattice.text(row, self.layout.name))
        return not starts_sentence(text) and number not in ("1", "a", "I")
