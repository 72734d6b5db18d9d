"""Fractions that somebody set by underlining: the numerator underlined, the denominator on the line below.

``2.555`` underlined, then ``x 100% = 98,88%``, and below it ``2.584``. On the page the underline is the bar. Only
what can hardly be anything else is taken for one: a factor of 100 or a result stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from capaian.reading.equations import linear

BEGIN, END = "\ue000", "\ue001"
"""Stand around underlined text until :func:`stacked` has seen the lines of its cell."""

_MARKS = str.maketrans("", "", BEGIN + END)
_BETWEEN = re.compile(f"{END}(\\s*){BEGIN}")
_OVER = re.compile(f"([^{BEGIN}]{{0,60}}){BEGIN}([^{BEGIN}{END}]{{1,200}}){END}([^{BEGIN}]{{0,80}})\\Z")
_LEAD = re.compile(r"(?:.*[=:]|[a-z0-9]{1,2}[.)])?\s*\Z", re.IGNORECASE)
_NUMBER = re.compile(r"(?:Rp\.?\s*)?\d[\d.,]*\Z")
_TAIL = re.compile(r"\s*(?:[x×*]\s*100\s*%?)?\s*(?:=\s*[^=]+)?\Z", re.IGNORECASE)
_BELOW = re.compile(r"\s*([^=:]{1,200}?)(\s*(?:[x×*]\s*100\b[^=]{0,5})?(?:=[^=]+)?)\Z", re.IGNORECASE)


def marked(text: str) -> str:
    """Return underlined ``text`` with its marks; a blank is no numerator."""
    return f"{BEGIN}{text}{END}" if text.strip() else text


def without_seams(text: str) -> str:
    """Return ``text`` with pieces that were underlined one after another as one."""
    return _BETWEEN.sub(r"\1", text)


def stacked(lines: Sequence[str]) -> list[str]:
    """Return ``lines`` with such fractions on one line each, and no marks left."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        fraction = _fraction(lines[at], lines[at + 1]) if BEGIN in lines[at] and at + 1 < len(lines) else None
        out.append(fraction if fraction is not None else lines[at].translate(_MARKS))
        at += 1 if fraction is None else 2
    return out


def _fraction(over: str, under: str) -> str | None:
    """Return the two lines as ``a/b x 100%``, or ``None`` where they are no fraction."""
    above, below = _OVER.match(over), _BELOW.match(under)
    if above is None or below is None or BEGIN in under:
        return None
    lead, numerator, tail = above.groups()
    denominator, other_tail = below[1].strip(), below[2].strip()
    if not (_LEAD.match(lead) and _TAIL.match(tail)) or (tail.strip() and other_tail):
        return None
    are_numbers = _NUMBER.match(numerator.strip()) and _NUMBER.match(denominator)
    # Words over words need it beside the numerator: a heading that is underlined has a formula below it.
    tail = tail.strip() or (other_tail if are_numbers else "")
    if not tail or (not are_numbers and (numerator + denominator).strip()[:1].isdigit()):
        return None
    return " ".join(part for part in (lead.strip(), linear.fraction(numerator, denominator).text, tail) if part)
