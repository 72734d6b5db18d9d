"""A figure as it is printed: what the text says exactly, in the notation of its table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from capaian.core.claims.transcript import Spot


class Notation(StrEnum):
    """How a table writes its numbers: 1.234,56 or 1234.56. ``OPEN`` where its own numbers fit both."""

    INDONESIAN = "indonesian"
    PLAIN = "plain"
    OPEN = "open"


class Mark(StrEnum):
    """What stands at a number and says what it is of."""

    NONE = ""
    PERCENT = "%"
    RUPIAH = "Rp"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure; at least one of ``amount``, ``grade`` and ``absent`` says what it is.

    ``amount`` is what the text says, exactly, with ``decimals`` printed decimals (91,80 is 459/5 with 2). A band
    prints its lower bound in ``amount`` and its upper in ``high``. ``bound`` is ``>=``, ``>``, ``<=`` or ``<``
    where the text says so. ``unit`` is a word that follows (``dokumen``, ``orang``). ``absent`` is a dash, N/A or
    an empty cell that should have held a figure.
    """

    text: str
    spot: Spot
    amount: Fraction | None = None
    decimals: int = 0
    high: Fraction | None = None
    bound: str = ""
    grade: str | None = None
    mark: Mark = Mark.NONE
    unit: str = ""
    absent: bool = False
    exact: Fraction | None = None
    """What a workbook's cell holds behind the printed text, in the scale of ``amount``: 91.803278… behind 91,80."""

    def __post_init__(self) -> None:
        if self.amount is None and self.grade is None and not self.absent:
            raise ValueError("a figure is an amount, a grade, or says that there is none")

    @property
    def is_number(self) -> bool:
        """Whether it is one plain amount: no band, no bare grade, not absent."""
        return self.amount is not None and self.high is None
