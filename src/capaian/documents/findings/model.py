"""The working paper of an audit, before any format decides how it looks. Every text in it is final."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from capaian.documents.model import Paper


@dataclass(frozen=True, slots=True)
class Recomputation:
    """How a figure is made again: ``text`` as a reader follows it, ``formula`` as a spreadsheet does.

    ``amount`` is the exact outcome and ``decimals`` how many of it are printed.
    """

    text: str
    formula: str
    amount: Fraction
    decimals: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding: where it stands, what is printed, what it should be, and why."""

    number: int
    place: tuple[str, ...]
    """``Tabel 1``, ``hlm. 3``, ``baris 4, kolom 5``, and the heading of the column: as far as they are known."""
    indicator: str
    printed: str
    should: str
    explanation: str
    cause: str
    consequence: str
    mend: str
    level: str
    level_key: str
    code: str
    recomputation: Recomputation | None = None
    response: str = ""
    """What the office has answered so far, a line for each answer; else room to write it by hand."""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """How often one kind of finding was made; ``numbers`` are those of its rows."""

    level: str
    level_key: str
    kind: str
    code: str
    count: int
    numbers: str


@dataclass(frozen=True, slots=True)
class FindingHeadings:
    """Headings of the table of findings."""

    number: str
    place: str
    indicator: str
    printed: str
    should: str
    explanation: str
    level: str
    response: str
    follow_up: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings, one for each column."""
        return (
            self.number,
            self.place,
            self.indicator,
            self.printed,
            self.should,
            self.explanation,
            self.level,
            self.response,
            self.follow_up,
        )


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A title with its items, each a paragraph of its own."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingsPaper:
    """The whole working paper, in reading order."""

    lang: str
    paper: Paper
    title: tuple[str, str]
    head: tuple[tuple[str, str], ...]
    """Label and value: office, report, year, file, SHA-256, day of the audit, how much was audited."""
    filing: tuple[str, ...]
    """Labels that whoever files the paper fills in by hand: number, who made it, who reviewed it."""
    summary_title: str
    summary_headings: tuple[str, str, str, str]
    summary: tuple[SummaryRow, ...]
    totals: str
    table_title: str
    headings: FindingHeadings
    rows: tuple[FindingRow, ...]
    sound: str
    """Said in place of the table where nothing was found; else empty."""
    labels: tuple[str, ...]
    """What stands before a cause, a mend, a recomputation and a consequence."""
    sections: tuple[PaperSection, ...]
    signature: tuple[tuple[str, ...], ...]
    """Blocks side by side, each with its lines; an empty line is room to sign."""
    footer: str
    author: str
    sha256: str
    date: tuple[int, int, int]

    def answered(self, responses: Mapping[int, str]) -> FindingsPaper:
        """Return the paper with what the office answered to the findings of these numbers."""
        rows = (replace(row, response=responses.get(row.number, row.response)) for row in self.rows)
        return replace(self, rows=tuple(rows))
