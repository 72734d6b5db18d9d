"""Fractions that are printed as one line above another, as one line with a slash."""

from __future__ import annotations

import re

_BAR = re.compile(r"\s*[-–—_─━]{3,}\s*(?P<rest>.*)")
_TIMES = re.compile(r"(?P<top>[^/:÷=×*]{1,300}?)\s*(?P<rest>[xX×*]\s{0,2}100\s?%?.*)")
_COUNTED = re.compile(r"(?:jumlah|total|banyaknya|seluruh|realisasi|number|sum)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:Rp\.?\s?)?\d[\d.,]*")
_SIGNS = re.compile(r"[/÷=×*]|dibagi")


def unstacked(text: str) -> str:
    """Return ``text`` with ``A``, a rule, ``B`` written ``A / B``; so also ``A × 100%`` above ``B`` of its kind.

    >>> unstacked("Jumlah A x 100%\\nJumlah B")
    'Jumlah A / Jumlah B x 100%'
    """
    lines = text.split("\n")
    if len(lines) < 2:
        return text
    result: list[str] = []
    at = 0
    while at < len(lines):
        bar = _BAR.fullmatch(lines[at]) if result and at + 1 < len(lines) else None
        if bar is not None:
            result[-1] = f"{result[-1]} / {lines[at + 1]} {bar['rest']}".strip()
            at += 2
            continue
        above = _TIMES.fullmatch(lines[at][:600]) if at + 1 < len(lines) else None
        if above is not None and _same_kind(above["top"], lines[at + 1]):
            result.append(f"{above['top']} / {lines[at + 1]} {above['rest']}")
            at += 2
            continue
        result.append(lines[at])
        at += 1
    return "\n".join(result)


def _same_kind(top: str, bottom: str) -> bool:
    """Tell whether two lines can be one fraction: both counted things in words, or both a number and no more."""
    top, bottom = top.strip(), bottom.strip()
    if _NUMBER.fullmatch(top) and _NUMBER.fullmatch(bottom):
        return True
    if _SIGNS.search(bottom) or len(bottom) > 300:
        return False
    return bool(_COUNTED.match(top) and _COUNTED.match(bottom))
