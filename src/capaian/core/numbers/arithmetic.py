"""The only division and the only rounding in Capaian.

Every amount is an exact rational (:class:`fractions.Fraction`). Nothing is rounded before it is printed,
and a division whose denominator is zero gives ``None``: the caller must name the reason, never a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

HUNDRED = Fraction(100)


def divide(numerator: Fraction, denominator: Fraction) -> Fraction | None:
    """Return the exact quotient, or ``None`` where the denominator is zero.

    >>> divide(Fraction(15), Fraction(18))
    Fraction(5, 6)
    >>> divide(Fraction(1), Fraction(0)) is None
    True
    """
    return None if denominator == 0 else numerator / denominator


def divide_times(numerator: Fraction, denominator: Fraction, scale: Fraction) -> Fraction | None:
    """Return the exact quotient times ``scale`` (100 for percent), or ``None`` where the denominator is zero."""
    quotient = divide(numerator, denominator)
    return None if quotient is None else quotient * scale


def mean(amounts: Sequence[Fraction]) -> Fraction | None:
    """Return the exact arithmetic mean, or ``None`` of nothing."""
    return divide(sum(amounts, Fraction(0)), Fraction(len(amounts)))


def median(amounts: Sequence[Fraction]) -> Fraction | None:
    """Return the exact median (the mean of the middle two for an even count), or ``None`` of nothing."""
    ordered = sorted(amounts)
    middle = len(ordered) // 2
    return mean(ordered[middle - 1 + len(ordered) % 2 : middle + 1])


def scaled_half_up(amount: Fraction, decimals: int) -> int:
    """Return ``amount`` in units of the last printed decimal, rounded half up (away from zero).

    Half up and not Python's half-even: printed tables are checked by hand with a calculator.

    >>> scaled_half_up(Fraction("0.125"), 2), scaled_half_up(Fraction("-0.125"), 2)
    (13, -13)
    """
    return ratio_half_up(amount.numerator, amount.denominator, decimals)


def ratio_half_up(numerator: int, denominator: int, decimals: int) -> int:
    """Return what :func:`scaled_half_up` does of a ratio that need not be in lowest terms; ``denominator`` > 0."""
    rounded: int = (2 * abs(numerator) * 10**decimals + denominator) // (2 * denominator)
    return -rounded if numerator < 0 else rounded


def scaled_half_even(amount: Fraction, decimals: int) -> int:
    """Return ``amount`` in units of the last printed decimal, a tie going to the even digit (banker's rounding).

    Nothing of ours prints so; spreadsheets and languages do, and an audit must not object to it.

    >>> scaled_half_even(Fraction("0.125"), 2), scaled_half_even(Fraction("0.135"), 2)
    (12, 14)
    """
    rounded: int = round(amount * 10**decimals)
    return rounded


def scaled_cut(amount: Fraction, decimals: int) -> int:
    """Return ``amount`` in units of the last printed decimal with the rest cut off (towards zero).

    >>> scaled_cut(Fraction("98.8777"), 2), scaled_cut(Fraction("-0.129"), 2)
    (9887, -12)
    """
    return int(amount * 10**decimals)


def decimals_of(amount: Fraction) -> int | None:
    """Return how many decimals write ``amount`` exactly, or ``None`` where no finite number does.

    >>> decimals_of(Fraction(335, 4)), decimals_of(Fraction(1, 3))
    (2, None)
    """
    rest, twos, fives = amount.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def clamp(amount: Fraction, *, floor: Fraction | None, cap: Fraction | None) -> Fraction:
    """Return ``amount`` held between ``floor`` and ``cap``, either of which may be absent."""
    if floor is not None and amount < floor:
        amount = floor
    if cap is not None and amount > cap:
        amount = cap
    return amount


def total(amounts: Iterable[Fraction]) -> Fraction:
    """Return the exact sum."""
    return sum(amounts, Fraction(0))


def whole_quotient(numerator: int, denominator: int) -> int:
    """Return the quotient of two whole numbers of which the second divides the first; no rest is ever dropped.

    >>> whole_quotient(12, 4)
    3
    """
    quotient, rest = divmod(numerator, denominator)
    if rest:
        raise ValueError(f"{denominator} does not divide {numerator}")
    return quotient
