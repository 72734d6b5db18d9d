"""Tree to an exact amount, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from capaian.core.formula.tree import Binary, Call, Name, Negative, Node, Number, Weighted
from capaian.core.formula.write import write
from capaian.core.numbers import arithmetic
from capaian.core.numbers.missing import Missing

Evaluated = Fraction | Missing


def evaluate(node: Node, look_up: Callable[[str], Evaluated]) -> Evaluated:
    """Return the exact value of ``node``; ``look_up`` gives each name's value or its reason for having none.

    A formula with a missing or undefined part is missing as a whole, with the reason of the first such part in
    reading order: nothing is skipped in a mean or a sum.
    """
    match node:
        case Number(amount):
            return amount
        case Name(name):
            return look_up(name)
        case Negative(operand):
            value = evaluate(operand, look_up)
            return value if isinstance(value, Missing) else -value
        case Binary():
            return _binary(node, look_up)
        case Call(function, arguments):
            amounts = _all(arguments, look_up)
            return amounts if isinstance(amounts, Missing) else _CALLS[function](amounts)
        case Weighted(terms):
            amounts = _all(tuple(name for name, _ in terms), look_up)
            if isinstance(amounts, Missing):
                return amounts
            return arithmetic.total(a * w for a, (_, w) in zip(amounts, terms, strict=True))


def _all(nodes: tuple[Node, ...], look_up: Callable[[str], Evaluated]) -> list[Fraction] | Missing:
    amounts = []
    for node in nodes:
        value = evaluate(node, look_up)
        if isinstance(value, Missing):
            return value
        amounts.append(value)
    return amounts


def _binary(node: Binary, look_up: Callable[[str], Evaluated]) -> Evaluated:
    left, right = evaluate(node.left, look_up), evaluate(node.right, look_up)
    if isinstance(left, Missing):
        return left
    if isinstance(right, Missing):
        return right
    if node.operator == "/":
        quotient = arithmetic.divide(left, right)
        return Missing("zero-denominator", write(node.right)) if quotient is None else quotient
    if node.operator == "*":
        return left * right
    return left + right if node.operator == "+" else left - right


def _mean(amounts: list[Fraction]) -> Fraction:
    value = arithmetic.mean(amounts)
    assert value is not None, "a call has at least one argument"
    return value


_CALLS: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "mean": _mean,
    "sum": arithmetic.total,
    "min": min,
    "max": max,
}
