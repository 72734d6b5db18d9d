"""Counting: from the rows of a register to the value of a variable, kept so that parts can be put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from capaian.core.frozen import frozen
from capaian.core.numbers import arithmetic
from capaian.core.numbers.missing import Missing
from capaian.core.period import Period
from capaian.core.registers.condition import Condition, Value, holds
from capaian.core.registers.register import Register


class AggregateFunction(StrEnum):
    """What is made of the rows that count."""

    ROWS = "rows"
    DISTINCT = "distinct"
    SUM = "sum"
    MEAN = "mean"
    MIN = "min"
    MAX = "max"
    LAST = "last"


@frozen()
class Aggregation:
    """How a variable is counted: rows of ``register`` that meet ``where``, of which ``how`` over ``column``.

    ``column`` is empty for rows. An empty cell of ``column`` is left out, and :class:`Aggregate` says how many
    were. ``last`` is the value in the row of the latest date; of several rows of that day, the greatest.
    """

    register: str
    how: AggregateFunction
    column: str = ""
    where: Condition | None = None

    def __post_init__(self) -> None:
        if (self.how is AggregateFunction.ROWS) is bool(self.column):
            raise ValueError(f"count of {self.how} {'needs a' if not self.column else 'takes no'} column")


class Aggregate(NamedTuple):
    """What came out for one office and period. ``rows`` counted, ``left_out`` for an empty cell, of ``seen`` rows.

    ``amount`` is exact; a mean is kept as ``total`` over ``rows`` until :meth:`value` divides.
    """

    how: AggregateFunction
    seen: int
    rows: int
    left_out: int
    amount: Fraction | None

    def value(self, variable: str, *, is_state: bool = False) -> Fraction | Missing:
        """Return the value, or why there is none.

        Where nothing happened in the period, counts and sums are zero and the others are missing. Of a state (a
        stock, which somebody has to look at) no row at all in the period says nothing: it is missing too.
        """
        if is_state and not self.seen:
            return Missing("no-rows", variable)
        if self.how in (AggregateFunction.ROWS, AggregateFunction.DISTINCT):
            return Fraction(self.amount or 0)
        if self.how is AggregateFunction.SUM:
            return self.amount or Fraction(0)
        if self.amount is None:
            return Missing("no-rows", variable)
        if self.how is AggregateFunction.MEAN:
            quotient = arithmetic.divide(self.amount, Fraction(self.rows))
            return Missing("no-rows", variable) if quotient is None else quotient
        return self.amount


Row = Mapping[str, Value | None]


def belongs(code: str, office: str) -> bool:
    """Tell whether the place ``code`` is ``office`` or a place below it; the nation (``""``) has all.

    >>> belongs("15.71.03.1001", "15.71.03"), belongs("15.71.03", "15.71.0"), belongs("15.71", "")
    (True, False, True)
    """
    return not office or code == office or code.startswith(f"{office}.")


def count(counting: Aggregation, register: Register, rows: Iterable[Row], office: str, period: Period) -> Aggregate:
    """Count by plain loops: the meaning that every engine must give."""
    mine = [row for row in rows if _is_of(row, register, office, period)]
    meeting = [row for row in mine if counting.where is None or holds(counting.where, dict(row)) is True]
    if counting.how is AggregateFunction.ROWS:
        return Aggregate(AggregateFunction.ROWS, len(mine), len(meeting), 0, Fraction(len(meeting)))
    filled = [row for row in meeting if row[counting.column] is not None]
    values = [row[counting.column] for row in filled]
    left_out = len(meeting) - len(filled)
    return Aggregate(counting.how, len(mine), len(filled), left_out, _amount(counting, register, filled, values))


def _is_of(row: Row, register: Register, office: str, period: Period) -> bool:
    place, day = row[register.office], row[register.date]
    if not isinstance(place, str) or day is None:
        return False
    return belongs(place, office) and period.first_day <= day <= period.last_day  # type: ignore[operator]


def _amount(
    counting: Aggregation, register: Register, rows: Sequence[Row], values: Sequence[Value | None]
) -> Fraction | None:
    if counting.how is AggregateFunction.DISTINCT:
        return Fraction(len(set(values)))
    numbers = [value for value in values if isinstance(value, Fraction)]
    if counting.how in (AggregateFunction.SUM, AggregateFunction.MEAN):
        return arithmetic.total(numbers) if numbers or counting.how is AggregateFunction.SUM else None
    if not numbers:
        return None
    if counting.how is AggregateFunction.MIN:
        return min(numbers)
    if counting.how is AggregateFunction.MAX:
        return max(numbers)
    dated = [(row[register.date], number) for row, number in zip(rows, numbers, strict=True)]
    return max(dated)[1]
