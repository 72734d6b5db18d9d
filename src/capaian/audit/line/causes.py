"""What most likely happened where a printed figure is not what it should be: notes beside an objection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from capaian.audit.line.operands import ExplainingOperand, OperandSearch, divisors, near_pair, numerators
from capaian.audit.line.ratios import JudgedRatio, scales_of
from capaian.audit.tolerance import amount_of, prints_as, units_of, written
from capaian.core.claims.figure import Figure, Notation
from capaian.core.findings.finding import Finding, finding
from capaian.core.numbers.arithmetic import divide, scaled_half_up

_TELLING = 3
"""A figure of fewer digits equals another by chance too often to have been copied from it."""


def transcription_slip(printed: Figure, right: Fraction) -> Finding | None:
    """Return the slip of the hand that turns ``right``, rounded as printed, into ``printed``."""
    units, wanted = units_of(printed), scaled_half_up(right, printed.decimals)
    if units == wanted or units < 0 or wanted < 0:
        return None
    for power in (1, 2, 3):
        ten = 10**power
        if units and wanted and (prints_as(right * ten, printed) or prints_as(right * Fraction(1, ten), printed)):
            return finding("cause-decimal-mark", factor=ten)
    if abs(units - wanted) == 1 and right * 10**printed.decimals != wanted:  # else there was nothing to round
        return finding("cause-last-digit")
    return _digits(str(units), str(wanted), printed, right)


def _digits(found: str, wanted: str, printed: Figure, right: Fraction) -> Finding | None:
    said: dict[str, Any] = {"printed": printed.text.strip(), "right": _shown(right, printed)}
    if len(found) == len(wanted):
        unlike = [place for place in range(len(found)) if found[place] != wanted[place]]
        if len(unlike) == 1:
            return finding("cause-digit", found=found[unlike[0]], wanted=wanted[unlike[0]], **said)
        if len(unlike) == 2 and unlike[1] - unlike[0] == 1:
            first, second = unlike
            if (found[first], found[second]) == (wanted[second], wanted[first]):
                return finding("cause-swapped-digits", **said)
    if min(len(found), len(wanted)) >= _TELLING - 1:
        if len(found) + 1 == len(wanted) and found in _without_one(wanted):
            return finding("cause-digit-lost", **said)
        if len(found) == len(wanted) + 1 and wanted in _without_one(found):
            return finding("cause-digit-more", **said)
    return None


def _shown(right: Fraction, printed: Figure) -> str:
    text = printed.text
    notation = Notation.PLAIN if "." in text and "," not in text and printed.decimals else Notation.INDONESIAN
    return written(right, printed.decimals, notation)


def _without_one(digits: str) -> Iterator[str]:
    return (digits[:place] + digits[place + 1 :] for place in range(len(digits)))


def copied(printed: Figure, others: Iterable[tuple[str, Figure]]) -> Finding | None:
    """Return the other line whose figure this is. Round figures, which many lines share, prove nothing."""
    if len(str(abs(units_of(printed))).rstrip("0")) < _TELLING:
        return None
    for name, other in others:
        if other.is_number and amount_of(other) == amount_of(printed):
            return finding("cause-copied", printed=printed.text.strip(), name=name)
    return None


def operands(one: JudgedRatio, search: OperandSearch) -> Finding | None:
    """Return printed operands that give the printed result where the ratio's own do not."""
    ratio, result = one.ratio, one.ratio.result
    if result is None or result.amount is None:
        return None
    early = _early(one)
    if early is not None:
        return early
    factor = written(scales_of(ratio)[0], 0, Notation.INDONESIAN)
    said: dict[str, Any] = {"result": result.text.strip(), "factor": factor}
    top, bottom = ratio.numerator.text.strip(), ratio.denominator.text.strip()
    bounds = divisors((one,))
    if bounds is not None:
        other = search.within(*bounds)
        if other is not None:
            return finding("cause-other-operands", numerator=top, denominator=_equal(other), **said)
    low, high = numerators(one)
    if low > 0 and high < amount_of(ratio.denominator):
        other = search.within(low, high)
        if other is not None:
            return finding("cause-other-operands", numerator=_equal(other), denominator=bottom, **said)
    pair = near_pair(one, search)
    if pair is not None:
        numerator = written(pair[0], 0, Notation.INDONESIAN)
        return finding("cause-near-pair", numerator=numerator, denominator=pair[1].shown, **said)
    return None


def _early(one: JudgedRatio) -> Finding | None:
    """Return that the quotient was rounded before it was multiplied: 48/52 = 0,92, so 92,00."""
    result, scale = one.ratio.result, scales_of(one.ratio)[0]
    quotient = divide(amount_of(one.ratio.numerator), amount_of(one.ratio.denominator))
    assert result is not None
    if quotient is None or scale <= 1:
        return None
    for decimals in (2, 3):
        rounded = Fraction(scaled_half_up(quotient, decimals), 10**decimals)
        if prints_as(rounded * scale, result):
            return finding("cause-rounded-early", rounded=written(rounded, decimals, Notation.INDONESIAN))
    return None


def _equal(operand: ExplainingOperand) -> str:
    """Write an operand out, with what it comes to where it is made of two."""
    amount = written(operand.amount, 0, Notation.INDONESIAN).replace(".", "")
    return operand.shown if operand.shown.replace(".", "") == amount else f"({operand.shown} = {amount})"


def divisor(amount: Fraction, found: ExplainingOperand | None, result: str, numerator: str) -> Finding:
    """Return that the part was divided by another number than the one printed, and where that stands."""
    whole = written(amount, 0, Notation.INDONESIAN).replace(".", "")
    if found is None or found.shown.replace(".", "") == whole:
        return finding("cause-divisor", numerator=numerator, divisor=whole, result=result)
    return finding("cause-divisor-made", numerator=numerator, divisor=whole, made=found.shown, result=result)
