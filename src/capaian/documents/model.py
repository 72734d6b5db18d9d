"""The one document model: what a report says, before any format decides how it looks.

Every text in it is final: figures are printed here already, so that the four formats cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from capaian.core.formula.typeset import Piece
from capaian.core.measurement.result import Measurement


class Paper(StrEnum):
    """Sheets of paper, landscape: A4, or the F4 (folio, 215 × 330 mm) of Indonesian offices."""

    A4 = "a4"
    F4 = "f4"


@dataclass(frozen=True, slots=True)
class OfficePage:
    """Who the office is: name, duty and functions with their legal bases."""

    heading: str
    subheading: str
    name_label: str
    name: str
    duty_label: str
    duty: str
    duty_basis: tuple[str, ...]
    functions_label: str
    functions: tuple[str, ...]
    functions_basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One indicator in the table of targets; ``why`` is the reason where it could not be computed."""

    number: str
    code: str
    name: str
    target: str
    actual: str
    achievement: str
    next_target: str
    next_achievement: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class WorkingText:
    """One line of working: ``label`` with its letter (``a. Perizinan``) or none, and the typeset pieces."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FormulaRow:
    """One indicator in the table of formulas."""

    number: str
    code: str
    name: str
    target: str
    explanation: str
    working: tuple[WorkingText, ...]
    owner: str
    source: str


@dataclass(frozen=True, slots=True)
class ObjectiveGroup:
    """A sasaran over its indicators. It never parts from its first row."""

    title: str
    targets: tuple[TargetRow, ...]
    formulas: tuple[FormulaRow, ...]


@dataclass(frozen=True, slots=True)
class MissionBlock:
    """The mission row and the groups under it."""

    title: str
    groups: tuple[ObjectiveGroup, ...]


@dataclass(frozen=True, slots=True)
class TargetHeadings:
    """Headings of the table of targets. ``following`` spans the last two columns (``RENSTRA 2018``)."""

    objective: str
    indicator: str
    target: str
    actual: str
    achievement: str
    following: str
    next_target: str
    next_achievement: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The second row of headings, one for each column."""
        return (
            self.objective,
            self.indicator,
            self.target,
            self.actual,
            self.achievement,
            self.next_target,
            self.next_achievement,
        )


@dataclass(frozen=True, slots=True)
class FormulaHeadings:
    """Headings of the table of formulas."""

    objective: str
    indicator: str
    target: str
    explanation: str
    owner: str
    source: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings, one for each column."""
        return self.objective, self.indicator, self.target, self.explanation, self.owner, self.source


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the picture: ``share`` is its length as a share of the axis, 0 to 1, four decimals."""

    code: str
    name: str
    printed: str
    share: str
    met: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Achievement per indicator, horizontal bars on an axis from 0 to ``axis_end`` percent.

    ``ticks`` are (label, share); ``full`` is the share of the axis at which 100 % stands. ``caption`` says in
    words what the picture shows, for readers who cannot see it.
    """

    title: str
    caption: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[str, str], ...]
    full: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its printed figure; ``chosen`` marks the one that the plan's rules gave."""

    label: str
    value: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Place and date, and the head of the office."""

    place_date: str
    title: str
    name: str
    rank: str
    nip: str


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes under one title: an introduction, then the items."""

    title: str
    text: str
    items: tuple[str, ...] = ()
    beside: bool = False
    """Whether many short items may stand in two columns; a sentence that others look for stays in one."""


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report, page by page in reading order."""

    lang: str
    paper: Paper
    title: tuple[str, str]
    """The two lines of the heading: LAPORAN CAPAIAN TARGET / INDIKATOR KINERJA UTAMA (IKU) TAHUN 2017."""
    skpd: str
    """``SKPD : KECAMATAN JAMBI TIMUR``."""
    office: OfficePage
    headings: TargetHeadings
    missions: tuple[MissionBlock, ...]
    mean_label: str
    mean: str
    formula_headings: FormulaHeadings
    chart: Chart
    sensitivity_title: str
    sensitivity_text: str
    sensitivity: tuple[Fact, ...]
    signature: SignatureBlock
    notes_title: str
    notes: tuple[NoteGroup, ...]
    footer: str
    fingerprint: str
    """SHA-256 of the measurement's JSON, in hexadecimal: equal fingerprints are equal figures."""
    measurement: Measurement
    """The results behind the texts, for formats that recompute (the spreadsheet)."""
    date: tuple[int, int, int]
    """Last day of the period: the date that files carry, so that the same input gives the same bytes."""
