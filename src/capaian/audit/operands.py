"""The quantities that a report prints, and which of them give a figure that its own operands do not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from capaian.audit.ratios import Judged, scales_of
from capaian.audit.tolerance import amount_of, prints_as, reach_of
from capaian.core.arithmetic import divide
from capaian.core.claim import Claims, Figure

MOST = 300
"""Most quantities that a search looks at: the nearest ones in reading order."""
_LARGEST_PAIR = 1000
"""Above this denominator some whole numerator gives any figure of two decimals, so that a match says nothing."""


class Role(StrEnum):
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A whole quantity as printed, in which explanation (from 0; -1 for prose) and in which role."""

    amount: Fraction
    shown: str
    explanation: int
    role: Role


@dataclass(frozen=True, slots=True)
class Operand:
    """A quantity that explains: itself printed, or made of two printed ones. ``shown`` writes it out."""

    amount: Fraction
    shown: str


@dataclass(frozen=True, slots=True)
class Search:
    """What is printed near an explanation, nearest first and each amount once for each role."""

    quantities: tuple[Quantity, ...]
    here: int

    @classmethod
    def around(cls, printed: Sequence[Quantity], here: int) -> Search:
        """Return the quantities nearest to the explanation ``here``."""
        ordered = sorted(printed, key=lambda quantity: (quantity.explanation < 0, abs(quantity.explanation - here)))
        first: dict[tuple[Fraction, Role], Quantity] = {}
        for quantity in ordered:
            first.setdefault((quantity.amount, quantity.role), quantity)
        return cls(tuple(first.values())[:MOST], here)

    def within(self, low: Fraction, high: Fraction, *, besides: Iterable[Fraction] = ()) -> Operand | None:
        """Return the best operand in ``[low, high]``: one quantity, else a sum, else a difference of two.

        Of several sums the one whose terms stand in one working and in one role is best: 2584 + 18, two
        denominators of one indicator, before 2555 + 47.
        """
        avoid = frozenset(besides)
        for quantity in self.quantities:
            if low <= quantity.amount <= high and quantity.amount not in avoid:
                return Operand(quantity.amount, quantity.shown)
        ordered = sorted(self.quantities, key=lambda quantity: quantity.amount)
        for sign in (1, -1):
            pairs = list(_pairs(ordered, low, high, sign))
            if pairs:
                one, other = min(pairs, key=self._distance)
                shown = f"{one.shown} {'+' if sign > 0 else '−'} {other.shown}"
                return Operand(one.amount + sign * other.amount, shown)
        return None

    def _distance(self, pair: tuple[Quantity, Quantity]) -> tuple[bool, bool, int, Fraction]:
        one, other = pair
        apart = one.explanation != other.explanation
        return apart, one.role != other.role, abs(one.explanation - self.here), -one.amount


def _pairs(
    ordered: Sequence[Quantity], low: Fraction, high: Fraction, sign: int
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the pairs whose sum or difference is in ``[low, high]``, the larger first."""
    amounts = [quantity.amount for quantity in ordered]
    for one in ordered:
        ends = (low - one.amount, high - one.amount) if sign > 0 else (one.amount - high, one.amount - low)
        for other in ordered[bisect_left(amounts, ends[0]) : bisect_right(amounts, ends[1])]:
            if 0 < other.amount <= one.amount and other is not one:
                yield one, other


def quantities(claims: Claims) -> tuple[Quantity, ...]:
    """Return every positive whole quantity that workings and prose print, in reading order."""
    found: list[Quantity] = []
    number = 0
    for _, line in claims.lines:
        for ratio in line.explanation.ratios if line.explanation else ():
            found += _whole(ratio.numerator, number, Role.NUMERATOR)
            found += _whole(ratio.denominator, number, Role.DENOMINATOR)
        number += line.explanation is not None
    for _, figure in claims.figures:
        found += _whole(figure, -1, Role.PROSE)
    return tuple(found)


def _whole(figure: Figure, explanation: int, role: Role) -> Iterator[Quantity]:
    if figure.is_number and amount_of(figure) > 0 and amount_of(figure).denominator == 1:
        yield Quantity(amount_of(figure), figure.text.strip(), explanation, role)


def divisors(judged: Sequence[Judged]) -> tuple[Fraction, Fraction] | None:
    """Return between which bounds one denominator gives the printed result of every one of ``judged``."""
    low, high = Fraction(0), None
    for one in judged:
        result, numerator = one.ratio.result, amount_of(one.ratio.numerator)
        assert result is not None, "what was judged has a result"
        reach, scale = reach_of(result), scales_of(one.ratio)[0]
        if numerator <= 0 or reach.low <= 0:
            return None
        bottom, top = divide(numerator * scale, reach.high), divide(numerator * scale, reach.low)
        assert bottom is not None and top is not None
        low, high = max(low, bottom), top if high is None else min(high, top)
    return None if high is None or low > high else (low, high)


def whole_within(low: Fraction, high: Fraction) -> Fraction | None:
    """Return the only whole number in ``[low, high]``, or ``None`` of none or several."""
    return Fraction(ceil(low)) if ceil(low) == floor(high) else None


def numerators(one: Judged) -> tuple[Fraction, Fraction]:
    """Return between which bounds a numerator gives the printed result over the printed denominator."""
    assert one.ratio.result is not None, "what was judged has a result"
    reach, scale = reach_of(one.ratio.result), scales_of(one.ratio)[0]
    factor = divide(amount_of(one.ratio.denominator), scale) or Fraction(0)
    return reach.low * factor, reach.high * factor


def near_pair(one: Judged, search: Search) -> tuple[Fraction, Quantity] | None:
    """Return whole numerator and printed denominator, near the ratio's own, that give the printed result."""
    result, own = one.ratio.result, amount_of(one.ratio.denominator)
    assert result is not None, "what was judged has a result"
    reach, scale = reach_of(result), scales_of(one.ratio)[0]
    near = (quantity for quantity in search.quantities if own <= 2 * quantity.amount <= 4 * own)
    for quantity in sorted(near, key=lambda quantity: quantity.amount):
        if quantity.amount > _LARGEST_PAIR or quantity.amount == own:
            continue
        factor = divide(quantity.amount, scale) or Fraction(0)
        numerator = whole_within(reach.low * factor, reach.high * factor)
        if numerator is not None and numerator > 0:
            quotient = divide(numerator, quantity.amount)
            if quotient is not None and prints_as(quotient * scale, result):
                return numerator, quantity
    return None
