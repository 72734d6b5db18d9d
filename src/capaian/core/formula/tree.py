"""The tree of a formula. Nodes are frozen, know where they stand, and compare without their places."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from capaian.core.frozen import frozen

OPERATORS = frozenset("+-*/")
FUNCTIONS = frozenset({"mean", "sum", "min", "max"})


@frozen()
class Span:
    """Half-open range of characters in the formula's text, counted from 0."""

    start: int
    end: int


_NOWHERE = Span(0, 0)


@frozen(beside=("span",))
class Number:
    """A number as written; ``amount`` is exact and not negative."""

    amount: Fraction
    span: Span = _NOWHERE

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a negative number is Negative(Number(...))")


@frozen(beside=("span",))
class Name:
    """A variable of the plan or a part of the indicator."""

    name: str
    span: Span = _NOWHERE


@frozen(beside=("span",))
class Negative:
    operand: Node
    span: Span = _NOWHERE


@frozen(beside=("span",))
class Binary:
    """``left operator right`` with operator one of ``+ - * /``."""

    operator: str
    left: Node
    right: Node
    span: Span = _NOWHERE

    def __post_init__(self) -> None:
        if self.operator not in OPERATORS:
            raise ValueError(f"no such operator: {self.operator!r}")


@frozen(beside=("span",))
class Call:
    """``mean``, ``sum``, ``min`` or ``max`` of one or more expressions."""

    function: str
    arguments: tuple[Node, ...]
    span: Span = _NOWHERE

    def __post_init__(self) -> None:
        if self.function not in FUNCTIONS or not self.arguments:
            raise ValueError(f"no such call: {self.function}/{len(self.arguments)}")


@frozen(beside=("span",))
class Weighted:
    """``weighted(a: 0.5, b: 0.5)``: the sum of each named value times its weight."""

    terms: tuple[tuple[Name, Fraction], ...]
    span: Span = _NOWHERE

    def __post_init__(self) -> None:
        if not self.terms or any(weight <= 0 for _, weight in self.terms):
            raise ValueError("weighted() needs terms with positive weights")


Node = Number | Name | Negative | Binary | Call | Weighted


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below, left to right."""
    match node:
        case Negative(operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case Weighted(terms):
            return tuple(name for name, _ in terms)
        case _:
            return ()


def names(node: Node) -> Iterator[Name]:
    """Yield every name in the order it is read, repeats included."""
    if isinstance(node, Name):
        yield node
    for child in children(node):
        yield from names(child)
