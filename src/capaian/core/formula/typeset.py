"""Tree to the working that papers show: runs of text and stacked fractions, numbers in the Indonesian notation.

The four document formats and the one-line text of the terminal all come from this one shape.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from capaian.core.formula.tree import Binary, Call, Name, Negative, Node, Number, Weighted
from capaian.core.formula.write import rank
from capaian.core.frozen import frozen
from capaian.core.numbers.numerals import shortest_printed

CALL_WORDS = {"mean": "rata-rata", "sum": "jumlah", "min": "terkecil", "max": "terbesar"}
_SIGNS = {"+": " + ", "-": " − ", "*": " × "}


@frozen()
class TextRun:
    """Text on the line."""

    text: str


@frozen()
class StackedFraction:
    """A fraction: ``over`` above ``under``. Written on one line, a compound side needs its bracket."""

    over: tuple[Piece, ...]
    under: tuple[Piece, ...]
    bracket_over: bool = False
    bracket_under: bool = False


Piece = TextRun | StackedFraction


def on_one_line(pieces: Sequence[Piece]) -> str:
    """Return the pieces as one line of text, each fraction as ``a/b``."""
    out = []
    for piece in pieces:
        if isinstance(piece, TextRun):
            out.append(piece.text)
        else:
            over, under = on_one_line(piece.over), on_one_line(piece.under)
            out.append(f"({over})" if piece.bracket_over else over)
            out.append("/")
            out.append(f"({under})" if piece.bracket_under else under)
    return "".join(out)


def spell_out(node: Node) -> Node:
    """Return ``node`` with mean, sum and weighted written as the additions that they stand for."""
    match node:
        case Negative(operand, span):
            return Negative(spell_out(operand), span)
        case Binary(operator, left, right, span):
            return Binary(operator, spell_out(left), spell_out(right), span)
        case Weighted(terms):
            return _added([Binary("*", Number(weight), name) for name, weight in terms])
        case Call("sum", arguments):
            return _added([spell_out(argument) for argument in arguments])
        case Call("mean", arguments):
            added = _added([spell_out(argument) for argument in arguments])
            return Binary("/", added, Number(Fraction(len(arguments))))
        case Call(function, arguments, span):
            return Call(function, tuple(spell_out(argument) for argument in arguments), span)
        case _:
            return node


def typeset(node: Node, name: Callable[[str], str], *, percent: bool = False) -> tuple[Piece, ...]:
    """Return the pieces of ``node``; ``name`` says how each name prints.

    With ``percent`` a factor of 100 prints as ``100%``, as the official working has it.
    """
    return _Typesetter(name, percent).pieces(spell_out(node))


def _added(nodes: list[Node]) -> Node:
    total = nodes[0]
    for node in nodes[1:]:
        total = Binary("+", total, node)
    return total


@frozen()
class _Typesetter:
    name: Callable[[str], str]
    percent: bool

    def pieces(self, node: Node) -> tuple[Piece, ...]:
        match node:
            case Number(amount):
                return (TextRun(shortest_printed(amount)),)
            case Name(name):
                return (TextRun(self.name(name)),)
            case Negative(operand):
                return (TextRun("−"), *self.held(operand, 3))
            case Binary("/", left, right):
                return (StackedFraction(self.pieces(left), self.pieces(right), rank(left) < 2, rank(right) < 3),)
            case Binary("*", left, right):
                return (*self.factor(left, 2), TextRun(" × "), *self.factor(right, 3))
            case Binary(sign, left, right):
                return (*self.held(left, 1), TextRun(_SIGNS[sign]), *self.held(right, 2))
            case Call(function, arguments):
                listed = [piece for argument in arguments for piece in (*self.pieces(argument), TextRun("; "))]
                return (TextRun(f"{CALL_WORDS[function]}("), *listed[:-1], TextRun(")"))
            case Weighted():
                return self.pieces(spell_out(node))

    def factor(self, node: Node, least: int) -> tuple[Piece, ...]:
        if self.percent and node == Number(Fraction(100)):
            return (TextRun("100%"),)
        return self.held(node, least)

    def held(self, node: Node, least: int) -> tuple[Piece, ...]:
        pieces = self.pieces(node)
        return (TextRun("("), *pieces, TextRun(")")) if rank(node) < least else pieces
