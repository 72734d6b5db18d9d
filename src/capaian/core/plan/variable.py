"""What is counted: a variable, and the values that somebody counted for it."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from capaian.core.findings.finding import NOWHERE, Place
from capaian.core.frozen import frozen
from capaian.core.numbers.missing import Missing
from capaian.core.period import Period

if TYPE_CHECKING:  # a plan without registers should not wait for them
    from capaian.core.registers.aggregation import Aggregate, Aggregation


class Kind(StrEnum):
    """How the values of several periods make one: flow adds up, stock takes the last, mean averages."""

    FLOW = "flow"
    STOCK = "stock"
    MEAN = "mean"


@frozen()
class Variable:
    """A quantity that formulas name. ``unit`` says how its values print: ``count`` or ``rupiah``.

    ``counting`` says how it is counted from a register; ``None`` where it is only ever typed.
    """

    name: str
    label: str
    kind: Kind = Kind.FLOW
    unit: str = "count"
    counting: Aggregation | None = None


@frozen()
class Observation:
    """One value: ``amount`` is ``None`` where the cell was left empty, ``grade`` a letter instead of it.

    ``counted`` is there where it was counted from rows and not typed; ``why`` where counting gave no number.
    """

    office: str
    period: Period
    variable: str
    amount: Fraction | None
    evidence: str = ""
    place: Place = NOWHERE
    grade: str | None = None
    counted: Aggregate | None = None
    why: Missing | None = None

    def __post_init__(self) -> None:
        if self.amount is not None and self.grade is not None:
            raise ValueError("a value is a number or a letter, not both")
