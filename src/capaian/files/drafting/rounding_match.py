"""Whether an exact amount is what a report meant to print."""

from __future__ import annotations

from fractions import Fraction

from capaian.core.claims.figure import Figure
from capaian.core.numbers.arithmetic import scaled_half_up


def prints_nearly(amount: Fraction, figure: Figure) -> bool:
    """Tell whether ``amount`` prints as ``figure``, a number, give or take one of its last decimal.

    A draft forgives the last decimal: reports cut, and compute from what they rounded.
    """
    assert figure.amount is not None, "the caller has looked"
    return abs(scaled_half_up(amount, figure.decimals) - scaled_half_up(figure.amount, figure.decimals)) <= 1
