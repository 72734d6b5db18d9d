"""Which figures ask for words before a period is submitted: missed, worse than before, or missing."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

FULL = Fraction(100)


def questions(now: Mapping[str, Any], earlier: Mapping[str, Any] | None) -> dict[str, str]:
    """Return code of the indicator to why it asks: ``missing``, ``missed`` or ``worse``.

    Both are measurements as :mod:`capaian.pipeline.measurement_json` writes them; fractions are compared, never
    what is printed.
    """
    past = {one["code"]: one["achievement"] for one in (earlier or {}).get("indicators", ())}
    found = {}
    for one in now["indicators"]:
        achieved = one["achievement"]
        if achieved is None:
            found[one["code"]] = "missing"
        elif Fraction(achieved["exact"]) < FULL:
            found[one["code"]] = "missed"
        elif past.get(one["code"]) and Fraction(achieved["exact"]) < Fraction(past[one["code"]]["exact"]):
            found[one["code"]] = "worse"
    return found
