"""Which notation a table writes its numbers in: a vote of those that only one notation can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from capaian.claims.figures.parse import votes
from capaian.core.claims.figure import Notation


@dataclass(slots=True)
class NotationVotes:
    """Votes of one table: all, and by column. ``open`` counts numbers that both notations read, differently."""

    indonesian: int = 0
    plain: int = 0
    open: int = 0
    columns: dict[int, tuple[int, int]] = field(default_factory=dict)

    def add(self, text: str, column: int = -1, *, spaced: bool = True) -> None:
        """Count the numbers of one text."""
        indonesian, plain, undecided = votes(text, spaced=spaced)
        self.indonesian += indonesian
        self.plain += plain
        self.open += undecided
        if indonesian or plain:
            before = self.columns.get(column, (0, 0))
            self.columns[column] = (before[0] + indonesian, before[1] + plain)

    @property
    def winner(self) -> Notation | None:
        """The notation of the majority, ``None`` where nobody voted or both are equal."""
        if self.indonesian == self.plain:
            return None
        return Notation.INDONESIAN if self.indonesian > self.plain else Notation.PLAIN


@dataclass(frozen=True, slots=True)
class TableNotation:
    """The notation that was decided, and how each column is read.

    ``decided`` is what the board states; an ``OPEN`` one is read as ``reading`` says. A column all of whose
    deciding numbers (two or more) are of the other notation is read in that one: budgets in 1.234.567 beside
    percentages in 91.80.
    """

    decided: Notation
    reading: Notation
    columns: Mapping[int, Notation] = field(default_factory=dict)

    def of(self, column: int) -> Notation:
        """Return the notation in which the numbers of a column are read."""
        return self.columns.get(column, self.reading)


def decide_notation(ballot: NotationVotes, elsewhere: Notation | None, assume: Notation | None) -> TableNotation:
    """Return the notation of a table: its own majority, else that of the document, else open.

    A table that holds no number on which the two differ is Indonesian: nothing depends on it.
    """
    won = ballot.winner or elsewhere
    if won is None:
        won = Notation.OPEN if ballot.open or ballot.indonesian else Notation.INDONESIAN
    reading = won
    if won is Notation.OPEN:
        reading = assume if assume in (Notation.INDONESIAN, Notation.PLAIN) else Notation.INDONESIAN
    columns = {}
    for column, (indonesian, plain) in ballot.columns.items():
        if column >= 0 and indonesian + plain >= 2 and 0 in (indonesian, plain):
            columns[column] = Notation.PLAIN if plain else Notation.INDONESIAN
    return TableNotation(won, reading, columns)


def within(text: str, usual: Notation) -> Notation:
    """Return the notation of a working: the ``usual`` one, unless its own numbers are all of the other.

    In a table of 91.80 a cell says ``50.514/62.807 x 100% = 80,43``: whoever wrote 80,43 there wrote 50.514 for
    fifty thousand.
    """
    indonesian, plain, _ = votes(text, spaced=False)
    if usual is Notation.PLAIN and indonesian and not plain:
        return Notation.INDONESIAN
    return Notation.PLAIN if usual is Notation.INDONESIAN and plain and not indonesian else usual


def majority_notation(ballots: Iterable[NotationVotes]) -> Notation | None:
    """Return the notation of a whole document, ``None`` where its tables do not decide."""
    together = NotationVotes()
    for ballot in ballots:
        together.indonesian += ballot.indonesian
        together.plain += ballot.plain
    return together.winner
