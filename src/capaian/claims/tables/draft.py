"""What a body's rows are, before any number is read: lines with cells of figures, and rows that sum up."""

from __future__ import annotations

from dataclasses import dataclass, field

from capaian.core.claims.claim import Joining
from capaian.core.claims.transcript import Cell, Spot


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with its spot and column; ``cell`` is ``None`` where the place is empty."""

    cell: Cell | None
    spot: Spot
    column: int

    @property
    def text(self) -> str:
        return self.cell.text if self.cell else ""

    @property
    def number(self) -> str:
        return self.cell.number if self.cell else ""


@dataclass(slots=True)
class DraftLine:
    """One line, which further rows of its cells may continue. ``periods`` are rows of it by a column of periods."""

    name: str
    spot: Spot
    number: str = ""
    objective: int = 0
    figures: dict[int, PlacedCell] = field(default_factory=dict)
    periods: list[tuple[str, dict[int, PlacedCell]]] = field(default_factory=list)
    explanation: list[PlacedCell] = field(default_factory=list)
    texts: dict[int, list[str]] = field(default_factory=dict)
    others: list[PlacedCell] = field(default_factory=list)
    shared: bool = False
    """Whether its number stands in the column that numbers the sasaran."""

    @property
    def has_figures(self) -> bool:
        return any(place.text for place in self.figures.values()) or bool(self.periods)


@dataclass(slots=True)
class DraftObjective:
    """A sasaran whose text further rows may continue; ``lines`` counts what is under it."""

    text: str
    number: str
    spot: Spot
    lines: int = 0
    shared: bool = False
    """Whether its number stands in a column of numbers, which may be those of the lines."""


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """A row that sums up, with the cells of its figures; ``after`` lines came before it."""

    joining: Joining
    word: str
    figures: tuple[PlacedCell, ...]
    objective: int
    after: int


@dataclass(slots=True)
class BoardDraft:
    """The body of one board as far as it was read."""

    lines: list[DraftLine] = field(default_factory=list)
    objectives: list[DraftObjective] = field(default_factory=list)
    summaries: list[DraftSummary] = field(default_factory=list)
    strays: list[PlacedCell] = field(default_factory=list)
    """Figures that no line and no summary holds."""
    closed: bool = False
    """Whether the whole was summed up, so that what follows is no continuation."""

    def number_lines(self) -> None:
        """Give the numbers of one column to the lines, where it counts them on through all sasaran: 1, 2 | 3, 4."""
        if not any(line.shared for line in self.lines):
            return
        firsts: dict[int, DraftLine] = {}
        for line in self.lines:
            firsts.setdefault(line.objective, line)
        numbered = [
            (self.objectives[line.objective - 1], line)
            for line in firsts.values()
            if line.objective and self.objectives[line.objective - 1].shared and not line.number
        ]
        own = {id(line): objective.number for objective, line in numbered}
        numbers = [own.get(id(line), line.number if line.shared else "") for line in self.lines]
        if numbers == [str(n) for n in range(1, len(numbers) + 1)]:
            for objective, line in numbered:
                line.number, objective.number = objective.number, ""
