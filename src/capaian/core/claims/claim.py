"""What a report claims: figures as printed, in the roles that its tables give them. Nothing is believed yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from capaian.core.claims.figure import Figure, Notation
from capaian.core.claims.survey import Survey
from capaian.core.claims.transcript import Passage, Spot

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A printed working ``numerator / denominator × factor = result``; ``label`` is what it is of (``Perizinan``).

    ``factor`` is 100 for ``× 100%`` and ``× 100``, 1 where none is written, any other number as written.
    """

    label: str
    numerator: Figure
    denominator: Figure
    factor: Fraction
    result: Figure | None
    text: str
    spot: Spot


class Joining(StrEnum):
    """By which word or sign several figures are joined into one."""

    MEAN = "mean"
    SUM = "sum"
    DIFFERENCE = "difference"
    PRODUCT = "product"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Closing:
    """The line that joins the ratios above it (``Rata-rata = 91,11%``), or writes its operands out
    (``(98,87 + 83,33) / 2 = 91,10``, then ``operands`` holds them and ``divisor`` the 2)."""

    joining: Joining
    word: str
    result: Figure
    operands: tuple[Figure, ...] = ()
    divisor: Figure | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A line of a working that joins its ratios ``start`` to ``end`` (exclusive) before the line that closes it."""

    closing: Closing
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError("a subtotal joins at least one ratio")


@dataclass(frozen=True, slots=True)
class FormulaWords:
    """A formula in words: ``numerator / denominator × factor``, each as written."""

    numerator: str
    denominator: str
    factor: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The cell of reasons and workings of one indicator."""

    text: str
    spot: Spot
    words: FormulaWords | None = None
    ratios: tuple[Ratio, ...] = ()
    closing: Closing | None = None
    bare: Figure | None = None
    """A lone figure where a working was expected: ``B (61,70)``."""
    subtotals: tuple[Subtotal, ...] = ()
    """Further lines that join ratios, in order: ``Jumlah = 182,21%`` before ``Rata-rata = 91,11%``."""


class Subject(StrEnum):
    """What the columns of a comparison speak of."""

    PERFORMANCE = "performance"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Target against actual in one group of columns. ``period`` is as headed: ``2017``, ``TW II``, ``s/d TW IV``,
    ``Renstra 2018``, ``akhir Renstra``, or empty. ``cumulative`` where the heading says s.d. or kumulatif."""

    period: str = ""
    subject: Subject = Subject.PERFORMANCE
    cumulative: bool = False
    target: Figure | None = None
    actual: Figure | None = None
    achievement: Figure | None = None
    rating: Figure | None = None
    """The word of a scale (``Sangat Tinggi``), as a figure whose ``grade`` it is."""

    @property
    def year(self) -> int | None:
        """The year that the heading names, if any."""
        found = _YEAR.search(self.period)
        return int(found[0]) if found else None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of an indicator table. ``number`` is as printed (``1``, ``IKU 1.2``) or empty.

    ``code`` is made by position: the objective's ordinal and the indicator's within it (``1.2``), or just its
    ordinal where the table knows no objectives. ``objective`` is that ordinal, 0 where there is none.
    ``comparisons`` begin with the report's own year.
    """

    code: str
    name: str
    spot: Spot
    number: str = ""
    objective: int = 0
    unit: str = ""
    comparisons: tuple[Comparison, ...] = ()
    explanation: Explanation | None = None
    owner: str = ""
    source: str = ""
    others: tuple[tuple[str, Figure], ...] = ()
    """Figures in columns whose heading has no role here, with the heading."""

    @property
    def main(self) -> Comparison:
        """The comparison of the report's own year."""
        return self.comparisons[0] if self.comparisons else Comparison()


@dataclass(frozen=True, slots=True)
class Objective:
    """A sasaran as a table prints it: its text, and its number as printed (``1`` or empty)."""

    text: str
    number: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Summary:
    """A row that sums up: ``RATA-RATA CAPAIAN IKU``, ``Jumlah``.

    ``objective`` is 0 for the whole table, else the ordinal of the sasaran it closes. ``column`` is the role of the
    figure: ``target``, ``actual``, ``achievement`` or ``other``; ``period`` that of its comparison.
    """

    joining: Joining
    word: str
    column: str
    period: str
    figure: Figure
    objective: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """One table of indicators. ``title`` is the heading above it; ``headings`` has one joined text a column."""

    table: int
    title: str
    notation: Notation
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    objectives: tuple[Objective, ...] = ()
    summaries: tuple[Summary, ...] = ()
    page: int = 0
    year: int | None = None
    """The report's own year, from the headings or the title."""
    deviating: tuple[Figure, ...] = ()
    """Figures that can only be read in the other notation than the table's (91.80 among 91,11)."""


@dataclass(frozen=True, slots=True)
class PrintedScale:
    """A scale of ratings as the report prints it: each band, or its bound, with its word, top to bottom."""

    table: int
    spot: Spot
    title: str
    steps: tuple[tuple[Figure, str], ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A table that looked as if it held figures and could not be read; ``why`` is a key of the reasons."""

    table: int
    page: int
    spot: Spot
    why: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """All that a report claims. ``figures`` in passages are quantities named in prose (``jumlah penduduk 94.519``)
    with the words before them. ``passages`` are kept for what a report says of itself."""

    file: str
    boards: tuple[Board, ...]
    figures: tuple[tuple[str, Figure], ...] = ()
    passages: tuple[Passage, ...] = ()
    unread: tuple[Unread, ...] = ()
    year: int | None = None
    office: str = ""
    workings: tuple[Explanation, ...] = ()
    """Workings in passages that name no line of a board."""
    scales: tuple[PrintedScale, ...] = ()
    surveys: tuple[Survey, ...] = ()

    @property
    def lines(self) -> Iterator[tuple[Board, Line]]:
        """Yield every line with its board, in reading order."""
        return ((board, line) for board in self.boards for line in board.lines)

    @property
    def count(self) -> int:
        """How many printed figures have a role in a table or a working: the N of the audit's ``claims``."""
        return sum(1 for _ in self._claimed())

    def _claimed(self) -> Iterator[Figure]:
        for board in self.boards:
            for line in board.lines:
                for comparison in line.comparisons:
                    figures = (comparison.target, comparison.actual, comparison.achievement, comparison.rating)
                    yield from (figure for figure in figures if figure is not None and not figure.absent)
                if line.explanation:
                    yield from (ratio.result for ratio in line.explanation.ratios if ratio.result)
                    yield from (subtotal.closing.result for subtotal in line.explanation.subtotals)
                    if line.explanation.closing:
                        yield line.explanation.closing.result
            yield from (summary.figure for summary in board.summaries)
        for survey in self.surveys:
            yield from (figure for element in survey.elements for _, figure in element.figures)
            yield from (whole.figure for whole in survey.wholes)
        for explanation in self.workings:
            yield from (ratio.result for ratio in explanation.ratios if ratio.result)
