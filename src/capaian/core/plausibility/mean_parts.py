"""Parts of a mean: what speaks against averaging them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from capaian.core.formula import Binary, Node, evaluate, names
from capaian.core.formula.tree import children
from capaian.core.measurement.result import Result
from capaian.core.numbers.arithmetic import divide
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import shortest_printed

UNLIKE = 10
"""Denominators are unlike where one is so many times the other: the small one then weighs as much as the large."""
_ENTERED = re.compile(r"mengikuti|peserta|\bikut\b|mendaftar|pendaftar|diusulkan|diajukan|dinilai|penilaian|masuk")
_WON = re.compile(r"juara|pemenang|menang\b|lulus|terpilih|disetujui|ditetapkan|dikabulkan|selesai")


@dataclass(frozen=True, slots=True)
class Share:
    """One part: ``above / below``, of what, and whether it counts rupiah. ``text`` is how the paper writes it."""

    label: str
    above: Fraction
    below: Fraction
    money: bool
    text: str


def money_and_counts(shares: Sequence[Share]) -> tuple[Share, Share] | None:
    """Return a part in rupiah and one in things, where there are both."""
    money = next((share for share in shares if share.money), None)
    count = next((share for share in shares if not share.money), None)
    return (money, count) if money and count else None


def have_unlike_bases(shares: Sequence[Share]) -> bool:
    """Tell whether a small base weighs as much in the mean as one :data:`UNLIKE` times as large."""
    bases = sorted(share.below for share in shares)
    if not bases or bases[0] <= 0:
        return False
    spread = divide(bases[-1], bases[0])
    return spread is not None and spread >= UNLIKE


def nested_parts(shares: Sequence[Share]) -> tuple[Share, Share] | None:
    """Return a part that holds another: of those who entered some won, and both are averaged."""
    for large in shares:
        for small in shares:
            if large.below != small.below or large.above <= small.above:
                continue
            entered, won = large.label.casefold(), small.label.casefold()
            if _ENTERED.search(entered) and _WON.search(won) and not _WON.search(entered):
                return large, small
    return None


def shares_of(result: Result) -> tuple[Share, ...]:
    """Return the ratios that a result was made of, one for each part that divides; of the formula without parts."""
    parts = [(part.label, part.formula) for part in result.indicator.parts]
    found = (_share(label, formula, result) for label, formula in parts or [("", result.indicator.formula)])
    return tuple(share for share in found if share is not None)


def _share(label: str, formula: Node, result: Result) -> Share | None:
    for above, below in _divisions(formula):
        sides = [evaluate(side, lambda name: result.inputs[name].value) for side in (above, below)]
        known = [side for side in sides if not isinstance(side, Missing)]
        if len(known) == len(sides):
            used = {name.name for side in (above, below) for name in names(side)}
            money = any(result.inputs[name].variable.unit == "rupiah" for name in used)
            texts = [("Rp " if money else "") + shortest_printed(side, grouped=True) for side in known]
            return Share(label, known[0], known[1], money, "/".join(texts))
    return None


def _divisions(node: Node) -> Iterator[tuple[Node, Node]]:
    if isinstance(node, Binary) and node.operator == "/":
        yield node.left, node.right
    for child in children(node):
        yield from _divisions(child)
