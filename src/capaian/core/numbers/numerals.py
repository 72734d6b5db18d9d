"""Numbers as text: the notation of Indonesian papers (1.234,56) and the plain one of files (1234.56).

A reader is told which notation a field uses. Nothing here guesses.
"""

from __future__ import annotations

import re
from fractions import Fraction

from capaian.core.numbers.arithmetic import decimals_of, scaled_half_up

MOST_DIGITS = 40
"""Longest number that is read; longer ones are a slip of the hand or an attack, not a count."""

_PLAIN = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)\Z", re.ASCII)
_INDONESIAN = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?\Z", re.ASCII)
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+\Z", re.ASCII)


def read_plain(text: str) -> Fraction | None:
    """Read ``1234.56``; ``None`` where the text is not that, or has more than :data:`MOST_DIGITS` digits."""
    stripped = text.strip()
    return Fraction(stripped) if len(stripped) <= MOST_DIGITS and _PLAIN.match(stripped) else None


def read_indonesian(text: str) -> Fraction | None:
    """Read ``1.234,56`` (also ``1234,56``, ``Rp 1.234`` and a trailing ``%``); ``None`` where it is not that."""
    stripped = text.strip().removesuffix("%").removeprefix("Rp").lstrip(". ").strip()
    if len(stripped) > MOST_DIGITS or not _INDONESIAN.match(stripped):
        return None
    return Fraction(stripped.replace(".", "").replace(",", "."))


def looks_grouped(text: str) -> bool:
    """Tell whether plain-notation text such as ``2.200`` may have been meant as two thousand two hundred."""
    return bool(_GROUPED.match(text.strip()))


def plain(amount: Fraction, decimals: int) -> str:
    """Return ``amount`` rounded half up with exactly ``decimals`` decimals and a point: ``90.885417``."""
    return plain_scaled(scaled_half_up(amount, decimals), decimals)


def plain_scaled(scaled: int, decimals: int) -> str:
    """Return a number of units of the last decimal, already rounded, with its point: 9089 as ``90.89``."""
    if not decimals:
        return str(scaled)
    whole, part = divmod(abs(scaled), 10**decimals)
    return f"{'-' if scaled < 0 else ''}{whole}.{part:0{decimals}}"


def printed(amount: Fraction, decimals: int, *, grouped: bool = True) -> str:
    """Return ``amount`` as papers print it, rounded half up here and nowhere else: ``1.234,56``."""
    return printed_scaled(scaled_half_up(amount, decimals), decimals, grouped=grouped)


def printed_scaled(scaled: int, decimals: int, *, grouped: bool = True) -> str:
    """Return a number of units of the last decimal, already rounded, as papers print it."""
    whole, _, part = plain_scaled(scaled, decimals).partition(".")
    if grouped and len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{part}" if part else whole


def exact(amount: Fraction) -> str:
    """Return ``a/b`` in lowest terms, or the whole number."""
    return str(amount)


def shortest(amount: Fraction) -> str:
    """Return the shortest exact decimal with a point, or ``a/b`` where there is none."""
    decimals = decimals_of(amount)
    return str(amount) if decimals is None else plain(amount, decimals)


def shortest_printed(amount: Fraction, *, grouped: bool = False) -> str:
    """Return the shortest exact decimal with the Indonesian comma, or ``a/b`` where there is none."""
    decimals = decimals_of(amount)
    return str(amount) if decimals is None else printed(amount, decimals, grouped=grouped)


def target_printed(amount: Fraction, decimals: int) -> str:
    """Return a promised number: whole ones bare, others padded to ``decimals``, never rounded.

    >>> target_printed(Fraction(90), 2), target_printed(Fraction("0.2"), 2), target_printed(Fraction("1.125"), 2)
    ('90', '0,20', '1,125')
    """
    own = decimals_of(amount)
    if own is None:
        return str(amount)
    return printed(amount, max(own, decimals) if own else 0)
