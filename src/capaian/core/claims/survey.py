"""What a table of a satisfaction survey claims, element by element (Permen PANRB 14/2017, appendix)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from capaian.core.claims.figure import Figure, Notation
from capaian.core.claims.transcript import Spot


class Measure(StrEnum):
    """What a figure of such a table is: the sum of all answers, their mean (NRR, from 1 to 4), the mean times the
    element's weight (NRR tertimbang), the mean times 25 (from 25 to 100), or the letter or word for it."""

    ANSWERS = "answers"
    MEAN = "mean"
    WEIGHTED = "weighted"
    INDEX = "index"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class Element:
    """One element (unsur) with the figures that its row prints."""

    name: str
    spot: Spot
    figures: tuple[tuple[Measure, Figure], ...]

    def figure(self, measure: Measure) -> Figure | None:
        """Return the figure that the row prints of ``measure``, if it does."""
        return next((figure for kind, figure in self.figures if kind is measure), None)


@dataclass(frozen=True, slots=True)
class Whole:
    """A figure of all elements together, with its words: ``Jumlah NRR tertimbang``, ``Nilai SKM``, ``Mutu``."""

    word: str
    measure: Measure
    figure: Figure


@dataclass(frozen=True, slots=True)
class Survey:
    """A table of a satisfaction survey. ``weight`` is what its headings name as the weight: ``0,11``, ``1/9``."""

    table: int
    spot: Spot
    notation: Notation
    elements: tuple[Element, ...]
    wholes: tuple[Whole, ...] = ()
    weight: str = ""
    year: int | None = None
