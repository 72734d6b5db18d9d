"""Which lines of a table a total adds up, where some lines are sums of others: programmes over their activities."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from capaian.core.numbers.arithmetic import total

_DEPTH = re.compile(r"[.\-/]")
_MOST_BELOW = 200
"""Most lines that one line is tried as the sum of."""

Numbered = tuple[str, Fraction]
"""The number of a line as printed, and its amount."""


def ways(lines: Sequence[Numbered]) -> Iterator[Fraction]:
    """Yield the sums that a total of ``lines`` may be, the likeliest first.

    A line that is the sum of lines right below it stands for them. Numbers that nest (``1``, ``1.1``) say so
    themselves: the topmost or the deepest lines are added. Else lines with one kind of number are (``A``, ``B`` or
    none at all over ``1``, ``2``); and where nothing nests, all.
    """
    amounts = [amount for _, amount in lines]
    everything = total(amounts)
    nested, loosely = (total(_topmost(amounts, least)) for least in (2, 1))
    if nested != everything:
        yield nested
    kinds = _by_kind(lines)
    depths = sorted(kinds)
    told = len({parts for _, parts in depths}) > 1
    if not told:
        yield everything
    if len(depths) > 1:
        yield from (total(kinds[kind]) for kind in (depths[0], depths[-1], *depths[1:-1]))
    yield from (loosely, everything)


def _by_kind(lines: Sequence[Numbered]) -> dict[tuple[int, int], list[Fraction]]:
    """Return amounts by how their numbers are written: none, letters, digits of one part, of two parts …"""
    found: defaultdict[tuple[int, int], list[Fraction]] = defaultdict(list)
    for number, amount in lines:
        text = number.strip(" .:()")
        kind = 0 if not text else 1 if text.isalpha() else 2
        found[kind, len(_DEPTH.split(text))].append(amount)
    return dict(found)


def _topmost(amounts: Sequence[Fraction], least: int) -> list[Fraction]:
    """Return the amounts that no line above adds up; one does with at least ``least`` lines right below it."""
    tops: list[Fraction] = []  # of what was seen so far, from the last line up; the nearest one last
    for amount in reversed(amounts):
        below, held = Fraction(0), 0
        while amount > 0 and below < amount and held < min(len(tops), _MOST_BELOW):
            held += 1
            below += tops[-held]
        if below == amount and held >= least:
            del tops[-held:]
        tops.append(amount)
    return tops
