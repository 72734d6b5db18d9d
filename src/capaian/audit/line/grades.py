"""Grades against grades: which achievement a letter or an opinion may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from capaian.core.claims.figure import Figure
from capaian.core.measurement.achievement import RuleKey
from capaian.core.numbers.arithmetic import HUNDRED, divide

AKIP: Mapping[str, Fraction] = MappingProxyType(
    {
        letter: Fraction(low)
        for letter, low in (("AA", 90), ("A", 80), ("BB", 70), ("B", 60), ("CC", 50), ("C", 30), ("D", 0))
    }
)
"""Lower bounds of the predicates of AKIP, as the field knows them (PermenPANRB 88/2021)."""
_OPINIONS = ("TMP", "TW", "WDP", "WTP DPP", "WTP")
"""Opinions of the auditor of the state, from the worst up."""


def graded(target: Figure, actual: Figure) -> Iterator[tuple[RuleKey, Fraction]]:
    """Yield the achievements, in percent, that grades may have; nothing where they do not compare."""
    if target.amount is not None and actual.amount is not None and target.amount:
        yield RuleKey.GRADE_SCORE, (divide(actual.amount, target.amount) or Fraction(0)) * HUNDRED
    order = _order(target, actual)
    if order is None:
        return
    if order >= 0:
        yield RuleKey.GRADE_REACHED, HUNDRED
    bounds = _bound(target), _bound(actual)
    if order and None not in bounds and bounds[0]:
        yield RuleKey.GRADE_SHORT, (divide(bounds[1] or Fraction(0), bounds[0]) or Fraction(0)) * HUNDRED
    for one in {target.amount, bounds[0]} - {None, Fraction(0)}:
        for other in {actual.amount, bounds[1]} - {None}:
            assert one is not None and other is not None
            rule = RuleKey.GRADE_SCORE if order >= 0 else RuleKey.GRADE_SHORT
            yield rule, (divide(other, one) or Fraction(0)) * HUNDRED


def comparable(target: Figure, actual: Figure) -> bool:
    """Tell whether an objection can rest on the grades: both known, and the same, or both with their scores."""
    if target.grade is None or actual.grade is None:
        return False
    return _order(target, actual) == 0 or (target.amount is not None and actual.amount is not None)


def _order(target: Figure, actual: Figure) -> int | None:
    """Return -1, 0 or 1 as the actual's grade is below, at or above the target's; ``None`` where unknown."""
    if target.grade is None or actual.grade is None:
        return None
    wanted, reached = _name(target.grade), _name(actual.grade)
    if wanted == reached:
        return 0
    if wanted in AKIP and reached in AKIP:
        return 1 if AKIP[reached] > AKIP[wanted] else -1
    if wanted in _OPINIONS and reached in _OPINIONS:
        return 1 if _OPINIONS.index(reached) > _OPINIONS.index(wanted) else -1
    return None


def _bound(figure: Figure) -> Fraction | None:
    return None if figure.grade is None else AKIP.get(_name(figure.grade))


def _name(grade: str) -> str:
    return re.sub(r"[^A-Z ]", "", grade.upper()).strip()
