"""How the mean achievement would change under other rules: a policy fact that leaders should see."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from capaian.core.measurement.achievement import Achievement
from capaian.core.measurement.result import Measurement
from capaian.core.numbers import arithmetic


@dataclass(frozen=True, slots=True)
class Variant:
    """The mean under one other rule: ``key`` names it, ``mean`` is exact."""

    key: str
    mean: Fraction


def sensitivity(measurement: Measurement) -> tuple[Variant, ...]:
    """Return the plain mean, with cap 100, with cap 120, the median, and the mean without the highest.

    All are over measured indicators, before the plan's own cap; nothing is returned where none is measured, and
    the last only where two are.
    """
    achieved = [r.achievement for r in measurement.results.values()]
    amounts = [a.amount for a in achieved if isinstance(a, Achievement)]
    candidates = [
        ("uncapped", arithmetic.mean(amounts)),
        ("cap-100", _mean_capped(amounts, Fraction(100))),
        ("cap-120", _mean_capped(amounts, Fraction(120))),
        ("median", arithmetic.median(amounts) if amounts else None),
        ("without-highest", arithmetic.mean(sorted(amounts)[:-1])),
    ]
    return tuple(Variant(key, value) for key, value in candidates if value is not None)


def _mean_capped(amounts: list[Fraction], cap: Fraction) -> Fraction | None:
    return arithmetic.mean([arithmetic.clamp(amount, floor=None, cap=cap) for amount in amounts])
