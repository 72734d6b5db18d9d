"""Where a year will end at the pace of its first months, and what is still needed to reach the target.

Both are exact and both are guesses: a pace is no promise. They never enter a report.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from capaian.core.formula import Binary, Evaluated, Node, evaluate, names
from capaian.core.formula.tree import children
from capaian.core.measurement.result import Result
from capaian.core.numbers import arithmetic
from capaian.core.numbers.missing import Missing
from capaian.core.plan.indicator import Direction
from capaian.core.plan.target import NumberTarget
from capaian.core.plan.variable import Kind

MONTHS = 12


@dataclass(frozen=True, slots=True)
class RequiredAmount:
    """How much of ``variable`` the whole year needs, all else as it is at the pace, to reach the target.

    Where more of it makes the figure worse it is a ``limit``: the most that the year may have.
    """

    variable: str
    have: Fraction
    need: Fraction
    limit: bool = False

    @property
    def whole(self) -> Fraction:
        """The need in whole ones: enough of them, or as many as still may be."""
        return Fraction(math.floor(self.need) if self.limit else math.ceil(self.need))

    @property
    def rest(self) -> Fraction:
        """What is still missing, or what may still come; never below zero."""
        return max(self.whole - self.have, Fraction(0))


@dataclass(frozen=True, slots=True)
class Projection:
    """The actual of the whole year at the pace of ``months``, and each way to the target by one quantity alone."""

    months: int
    actual: Evaluated
    ways: tuple[RequiredAmount, ...]


def project_year(result: Result, months: int) -> Projection | None:
    """Return the outlook of a result that covers the first ``months`` of a year; ``None`` where nothing grows.

    A flow grows by the month, a stock and a mean stay. Ways to the target are given where a number is the target
    and a quantity of the numerators moves the figure in a straight line.
    """
    if not 0 < months <= MONTHS or isinstance(result.actual, Missing):
        return None
    now: dict[str, Fraction] = {}
    for name, tallied in result.inputs.items():
        if isinstance(tallied.value, Missing):
            return None
        now[name] = tallied.value
    pace = arithmetic.divide(Fraction(MONTHS), Fraction(months))
    assert pace is not None, "months are counted from one"
    kinds = {name: tallied.variable.kind for name, tallied in result.inputs.items()}
    if all(kind is not Kind.FLOW for kind in kinds.values()):
        return None
    year = {name: amount * pace if kinds[name] is Kind.FLOW else amount for name, amount in now.items()}
    return Projection(months, _actual(result, year), tuple(_ways(result, now, year)))


def _actual(result: Result, values: Mapping[str, Fraction]) -> Evaluated:
    parts = {part.name: evaluate(part.formula, values.__getitem__) for part in result.indicator.parts}
    return evaluate(result.indicator.formula, lambda name: parts[name] if name in parts else values[name])


def _ways(result: Result, now: Mapping[str, Fraction], year: Mapping[str, Fraction]) -> Iterator[RequiredAmount]:
    target, better = result.target, result.indicator.better
    if not isinstance(target, NumberTarget) or better not in (Direction.HIGHER, Direction.LOWER):
        return
    below = set(_divisors(result))
    for name in year:
        kind = result.inputs[name].variable.kind
        if name in below or kind is not Kind.FLOW:
            continue
        line = _line(result, year, name)
        if line is None:
            continue
        start, slope = line
        need = arithmetic.divide(target.amount - start, slope)
        if need is not None and need >= 0:
            yield RequiredAmount(name, now[name], need, limit=(slope > 0) is not (better is Direction.HIGHER))


def _line(result: Result, year: Mapping[str, Fraction], name: str) -> tuple[Fraction, Fraction] | None:
    """Return the actual at zero and by how much it moves with each one more, where that is a straight line."""
    at = [_actual(result, {**year, name: Fraction(number)}) for number in range(3)]
    amounts = [amount for amount in at if not isinstance(amount, Missing)]
    if len(amounts) < 3:
        return None
    slope = amounts[1] - amounts[0]
    return (amounts[0], slope) if slope and amounts[2] - amounts[1] == slope else None


def _divisors(result: Result) -> Iterator[str]:
    formulas = [*(part.formula for part in result.indicator.parts), result.indicator.formula]
    for formula in formulas:
        yield from _below(formula)


def _below(node: Node) -> Iterator[str]:
    if isinstance(node, Binary) and node.operator == "/":
        yield from (name.name for name in names(node.right))
    for child in children(node):
        yield from _below(child)
