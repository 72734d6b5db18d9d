"""A printed ratio against its own numerator and denominator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from capaian.audit.tolerance import (
    RoundingInterval,
    amount_of,
    any_prints_as,
    exact_interval,
    interval_prints_as,
    is_truncated,
    rounding_interval,
)
from capaian.core.claims.claim import Ratio
from capaian.core.claims.figure import Figure, Mark
from capaian.core.claims.transcript import Spot
from capaian.core.numbers.arithmetic import HUNDRED, divide, divide_times


class RatioVerdict(StrEnum):
    """What a printed result is, seen from its own working."""

    FITS = "fits"
    CUT = "cut"
    EXCHANGED = "exchanged"
    WRONG = "wrong"
    UNDEFINED = "undefined"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class JudgedRatio:
    """A ratio with its exact value in the scale of its printed result, and what was made of that."""

    ratio: Ratio
    verdict: RatioVerdict
    exact: Fraction | None = None
    exchanged: Fraction | None = None
    """What denominator over numerator gives, where that is what is printed."""

    @property
    def spot(self) -> Spot:
        """Where its result stands; where it has none, the ratio itself."""
        return self.ratio.result.spot if self.ratio.result else self.ratio.spot

    @property
    def reach(self) -> RoundingInterval | None:
        """What the printed result may stand for: its exact value where it fits that, else what it may round."""
        if self.verdict is RatioVerdict.FITS and self.exact is not None:
            return exact_interval(self.exact)
        return None if self.ratio.result is None else rounding_interval(self.ratio.result)


def judge(ratio: Ratio) -> JudgedRatio:
    """Judge one ratio. What lacks an operand or a result is ``UNSAID``: nothing is made of it."""
    result = ratio.result
    if not (ratio.numerator.is_number and ratio.denominator.is_number):
        return JudgedRatio(ratio, RatioVerdict.UNSAID)
    numerator, denominator = amount_of(ratio.numerator), amount_of(ratio.denominator)
    scales = scales_of(ratio)
    exact = divide_times(numerator, denominator, scales[0])
    if exact is None:
        return JudgedRatio(ratio, RatioVerdict.UNDEFINED)
    if result is None or not result.is_number:
        return JudgedRatio(ratio, RatioVerdict.UNSAID, exact)
    for scale in scales:
        value = exact * (divide(scale, scales[0]) or 0)
        if any_prints_as((value,), result):
            return JudgedRatio(ratio, RatioVerdict.FITS, value)
    if _within_operands(ratio, scales):
        return JudgedRatio(ratio, RatioVerdict.FITS, amount_of(result))
    if any(is_truncated(exact * (divide(scale, scales[0]) or 0), result) for scale in scales):
        return JudgedRatio(ratio, RatioVerdict.CUT, exact)
    turned = divide_times(denominator, numerator, scales[0])
    if turned is not None and any_prints_as((turned,), result):
        return JudgedRatio(ratio, RatioVerdict.EXCHANGED, exact, turned)
    return JudgedRatio(ratio, RatioVerdict.WRONG, exact)


def scales_of(ratio: Ratio) -> tuple[Fraction, ...]:
    """Return the factors that an honest paper may have meant, the likeliest first.

    ``× 100%`` is either 100 with a percent sign at the result or, read strictly, 1 without one; a factor that is
    not written at all is 100 where the result is in percent.
    """
    result = ratio.result
    percent = result is not None and result.mark is Mark.PERCENT
    if ratio.factor == 1:
        return (HUNDRED,) if percent else (Fraction(1), HUNDRED)
    if ratio.factor == HUNDRED and not percent:
        return (HUNDRED, Fraction(1))
    return (ratio.factor,)


def _within_operands(ratio: Ratio, scales: tuple[Fraction, ...]) -> bool:
    """Tell whether operands that are themselves printed rounded (91,11 of 90,5) may give the result."""
    assert ratio.result is not None
    top, bottom = _operand(ratio.numerator), _operand(ratio.denominator)
    if (top.is_point and bottom.is_point) or bottom.low <= 0 or top.low < 0:
        return False
    for scale in scales:
        low, high = divide_times(top.low, bottom.high, scale), divide_times(top.high, bottom.low, scale)
        assert low is not None and high is not None
        if interval_prints_as(RoundingInterval(low, high), ratio.result):
            return True
    return False


def _operand(figure: Figure) -> RoundingInterval:
    return rounding_interval(figure) if figure.decimals else exact_interval(amount_of(figure))
