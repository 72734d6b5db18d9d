"""Which figures ask for words before a period is submitted: missed, worse than before, or missing."""

from __future__ import annotations

from fractions import Fraction

from capaian.pipeline.printed_measurement import PrintedMeasurement

FULL = Fraction(100)


def questions(now: PrintedMeasurement, earlier: PrintedMeasurement | None) -> dict[str, str]:
    """Return code of the indicator to why it asks: ``missing``, ``missed`` or ``worse``.

    Fractions are compared, never what is printed.
    """
    found = {}
    for code, one in now.indicators.items():
        past = earlier.indicators.get(code) if earlier else None
        achieved, before = one.exact_achievement, past.exact_achievement if past else None
        if achieved is None:
            found[code] = "missing"
        elif achieved < FULL:
            found[code] = "missed"
        elif before is not None and achieved < before:
            found[code] = "worse"
    return found
