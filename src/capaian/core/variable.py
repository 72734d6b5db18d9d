"""What is counted: a variable, and the values that somebody counted for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from capaian.core.finding import NOWHERE, Place
from capaian.core.period import Period


class Kind(StrEnum):
    """How the values of several periods make one: flow adds up, stock takes the last, mean averages."""

    FLOW = "flow"
    STOCK = "stock"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Variable:
    """A quantity that formulas name. ``unit`` says how its values print: ``count`` or ``rupiah``."""

    name: str
    label: str
    kind: Kind = Kind.FLOW
    unit: str = "count"


@dataclass(frozen=True, slots=True)
class Observation:
    """One typed value: ``amount`` is ``None`` where the cell was left empty, ``grade`` a letter instead of it."""

    office: str
    period: Period
    variable: str
    amount: Fraction | None
    evidence: str = ""
    place: Place = NOWHERE
    grade: str | None = None

    def __post_init__(self) -> None:
        if self.amount is not None and self.grade is not None:
            raise ValueError("a value is a number or a letter, not both")
