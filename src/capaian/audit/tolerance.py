"""Whether an exact amount may stand on paper as a figure: rounded as some convention rounds, or merely cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from capaian.core.claims.figure import Figure, Notation
from capaian.core.numbers.arithmetic import scaled_cut, scaled_half_even, scaled_half_up
from capaian.core.numbers.numerals import plain, printed, shortest, shortest_printed


@dataclass(frozen=True, slots=True)
class RoundingInterval:
    """Everything from ``low`` to ``high``: what an amount may truly be where paper shows it rounded."""

    low: Fraction
    high: Fraction

    @property
    def is_point(self) -> bool:
        return self.low == self.high


def exact_interval(amount: Fraction) -> RoundingInterval:
    """Return the reach of an amount that is known exactly."""
    return RoundingInterval(amount, amount)


def amount_of(figure: Figure) -> Fraction:
    """Return the amount of a figure that is a number or a grade with its score."""
    assert figure.amount is not None, "only figures with an amount are computed with"
    return figure.amount


def units_of(figure: Figure) -> int:
    """Return the figure in units of its last printed decimal."""
    return int(amount_of(figure) * 10**figure.decimals)


def prints_as(amount: Fraction, figure: Figure) -> bool:
    """Tell whether ``amount`` rounds to ``figure``, half up or half to even; both stand in honest papers."""
    units = units_of(figure)
    return units in (scaled_half_up(amount, figure.decimals), scaled_half_even(amount, figure.decimals))


def any_prints_as(amounts: Iterable[Fraction], figure: Figure) -> bool:
    """Tell whether any of ``amounts`` rounds to ``figure``."""
    return any(prints_as(amount, figure) for amount in amounts)


def interval_prints_as(reach: RoundingInterval, figure: Figure) -> bool:
    """Tell whether some amount within ``reach`` rounds to ``figure``; rounding never reorders, so its ends tell."""
    low = min(scaled_half_up(reach.low, figure.decimals), scaled_half_even(reach.low, figure.decimals))
    return low <= units_of(figure) <= scaled_half_up(reach.high, figure.decimals)


def is_truncated(amount: Fraction, figure: Figure) -> bool:
    """Tell whether ``figure`` is ``amount`` with its further decimals cut off where rounding gives another."""
    return not prints_as(amount, figure) and scaled_cut(amount, figure.decimals) == units_of(figure)


def rounding_interval(figure: Figure) -> RoundingInterval:
    """Return what the figure may stand for: half a unit of its last decimal either way."""
    half = Fraction(1, 2 * 10**figure.decimals)
    return RoundingInterval(amount_of(figure) - half, amount_of(figure) + half)


def written(amount: Fraction, decimals: int, notation: Notation) -> str:
    """Return ``amount`` rounded half up as the paper would print it."""
    return plain(amount, decimals) if notation is Notation.PLAIN else printed(amount, decimals)


def written_like(amount: Fraction, figure: Figure, notation: Notation) -> str:
    """Return ``amount`` with the decimals and the sign of ``figure``."""
    return written(amount, figure.decimals, notation) + figure.mark.replace("Rp", "")


def written_short(amount: Fraction, notation: Notation) -> str:
    """Return ``amount`` with no more decimals than it needs."""
    return shortest(amount) if notation is Notation.PLAIN else shortest_printed(amount, grouped=True)
