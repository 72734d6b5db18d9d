"""Mean or pool: where an indicator averages ratios over unlike bases, what the pooled ratio would be."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from capaian.core.formula import Binary, Call, Name, Node, Number, evaluate, names
from capaian.core.measurement.result import Result
from capaian.core.numbers import arithmetic
from capaian.core.numbers.missing import Missing


@dataclass(frozen=True, slots=True)
class Pooled:
    """The sum of the parts' numerators over the sum of their denominators, beside the mean of their ratios."""

    numerator: Fraction
    denominator: Fraction
    amount: Fraction


def pooled(result: Result) -> Pooled | None:
    """Return the pooled ratio of an indicator that is ``mean(...)`` of parts ``a / b * 100`` with unlike ``b``.

    ``None`` where the formula is of another kind, all bases are equal, something is missing, or the parts count
    in different units: rupiah and cases have no common sum.
    """
    formula = result.indicator.formula
    if not isinstance(formula, Call) or formula.function != "mean" or len(formula.arguments) < 2:
        return None
    sides = []
    units: set[str] = set()
    for argument in formula.arguments:
        part = result.indicator.part(argument.name) if isinstance(argument, Name) else None
        ratio = _ratio(part.formula) if part else None
        if ratio is None:
            return None
        units |= {result.inputs[name.name].variable.unit for side in ratio for name in names(side)}
        values = [evaluate(side, lambda name: result.inputs[name].value) for side in ratio]
        amounts = [value for value in values if not isinstance(value, Missing)]
        if len(amounts) < 2:
            return None
        sides.append(amounts)
    if len(units) > 1 or len({below for _, below in sides}) == 1:
        return None
    numerator = arithmetic.total(above for above, _ in sides)
    denominator = arithmetic.total(below for _, below in sides)
    share = arithmetic.divide(numerator, denominator)
    return None if share is None else Pooled(numerator, denominator, share * arithmetic.HUNDRED)


def _ratio(node: Node) -> tuple[Node, Node] | None:
    match node:
        case Binary("*", Binary("/", above, below), Number(hundred)) if hundred == 100:
            return above, below
        case _:
            return None
