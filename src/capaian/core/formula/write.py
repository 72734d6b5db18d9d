"""Tree to text: the fewest brackets that parse back to the same tree."""

from __future__ import annotations

from capaian.core.formula.tree import Binary, Call, Name, Negative, Node, Number, Weighted
from capaian.core.numbers.numerals import shortest

_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def rank(node: Node) -> int:
    """Return how tightly ``node`` binds: 1 sum, 2 product, 3 sign, 4 whole."""
    match node:
        case Binary(operator):
            return _RANK[operator]
        case Negative():
            return 3
        case _:
            return 4


def write(node: Node) -> str:
    """Return ``node`` as the grammar reads it: ``parse(write(node)) == node``.

    >>> from capaian.core.formula.parse import parse
    >>> write(parse("((a)-(b-c)) / d*100"))
    '(a - (b - c)) / d * 100'
    """
    match node:
        case Number(amount):
            return shortest(amount)
        case Name(name):
            return name
        case Negative(operand):
            return "-" + _bracketed(operand, 3)
        case Binary(operator, left, right):
            return f"{_bracketed(left, rank(node))} {operator} {_bracketed(right, rank(node) + 1)}"
        case Call(function, arguments):
            return f"{function}({', '.join(map(write, arguments))})"
        case Weighted(terms):
            return f"weighted({', '.join(f'{name.name}: {shortest(weight)}' for name, weight in terms)})"


def _bracketed(node: Node, least: int) -> str:
    return f"({write(node)})" if rank(node) < least else write(node)
