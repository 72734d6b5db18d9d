"""Formula trees as spreadsheet formulas."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from capaian.core.formula import Binary, Call, Name, Negative, Node, Number, Weighted, names
from capaian.core.formula.typeset import spell_out
from capaian.core.formula.write import rank
from capaian.core.numbers.arithmetic import decimals_of
from capaian.core.numbers.numerals import plain

Ref = Callable[[str], str]


def excel(node: Node, ref: Ref) -> str:
    """Return ``node`` as an expression without its ``=``; ``ref`` gives the cell of each name.

    Means and sums are spelled out as additions, since AVERAGE and SUM leave out cells that hold text, and here a
    cell that has no number must make the whole formula fail.
    """
    return _excel(spell_out(node), ref)


def guarded(node: Node, ref: Ref, otherwise: str) -> str:
    """Return ``=IF(COUNT(...)<n,"otherwise",IFERROR(expression,"otherwise"))``.

    A spreadsheet takes an empty cell for zero; the count of numbers among the inputs does not.
    """
    cells = list(dict.fromkeys(ref(name.name) for name in names(node)))
    words = '"' + otherwise.replace('"', '""') + '"'
    safe = f"IFERROR({excel(node, ref)},{words})"
    return f"=IF(COUNT({','.join(cells)})<{len(cells)},{words},{safe})" if cells else f"={safe}"


def number(amount: Fraction) -> str:
    """Return an exact number as a formula writes it: ``0.5``, or ``(1/3)`` where no decimal is exact."""
    decimals = decimals_of(amount)
    return f"({amount.numerator}/{amount.denominator})" if decimals is None else plain(amount, decimals)


def _excel(node: Node, ref: Ref) -> str:
    match node:
        case Number(amount):
            return number(amount)
        case Name(name):
            return ref(name)
        case Negative(operand):
            return "-" + _held(operand, ref, 3)
        case Binary(operator, left, right):
            return f"{_held(left, ref, rank(node))}{operator}{_held(right, ref, rank(node) + 1)}"
        case Call(function, arguments):
            return f"{function.upper()}({','.join(_excel(argument, ref) for argument in arguments)})"
        case Weighted():
            return _excel(spell_out(node), ref)


def _held(node: Node, ref: Ref, least: int) -> str:
    text = _excel(node, ref)
    return f"({text})" if rank(node) < least or text.startswith("-") else text
