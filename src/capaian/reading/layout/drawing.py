"""What a page carries once it is drawn: runs of text, rules and pictures, in points from its upper left corner."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_SPECIAL = re.compile("[\u00a0\u2000-\u200b\u202f\ufb00-\ufb06\U0001d400-\U0001d7ff\uf020-\uf0ff]")
_SYMBOLS = {"\uf0b4": "×", "\uf0b8": "÷", "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "•"}
"""Bullets and signs of the fonts Symbol and Wingdings, which stand in Unicode's private use area."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


_WHOLE = re.compile(r"(?![a-z][A-Z])[^\W\d_]{2}|\S[)%;:]")
"""Two characters that no border parts: letters of a word, and what closes a figure with it."""
_CLOSING = re.compile(r"[\d.,]{0,3}\)")


class LetterRun:
    """Characters that follow one another on a line. ``xs`` holds the middle of each character of ``text``.

    ``base`` is the line that its letters stand on; everything grows downwards and to the right. ``size`` is that
    of the font. ``whole`` is text that belongs together, such as a fraction, and is never split.
    """

    __slots__ = ("base", "size", "text", "whole", "x0", "x1", "xs")

    def __init__(self, text: str, x0: float, x1: float, base: float, size: float, xs: list[float] | None = None):
        self.text, self.x0, self.x1, self.base, self.size = text, x0, x1, base, size
        self.xs = xs
        self.whole = xs is None

    @property
    def top(self) -> float:
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.2 * self.size

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    def split(self, at: float) -> tuple[LetterRun, LetterRun] | None:
        """Return what stands left and right of ``at``, where both have text; a word there stays whole."""
        if self.xs is None or not self.x0 < at < self.x1:
            return None
        count = sum(1 for x in self.xs if x < at)
        closing = _CLOSING.match(self.text, count)
        count = closing.end() if closing and count else count
        while 0 < count < len(self.text) and _WHOLE.match(self.text, count - 1):
            count += 1
        left, right = self.text[:count].rstrip(), self.text[count:].lstrip()
        if not left or not right:
            return None
        skipped = len(self.text) - len(right)
        half = (self.x1 - self.xs[-1]) or 1.0
        first = LetterRun(left, self.x0, self.xs[len(left) - 1] + half, self.base, self.size, self.xs[: len(left)])
        second = LetterRun(right, self.xs[skipped] - half, self.x1, self.base, self.size, self.xs[skipped:])
        return first, second

    def __repr__(self) -> str:
        return f"Run({self.text!r}, {self.x0:.1f}-{self.x1:.1f}, {self.base:.1f}, {self.size:.1f})"


@dataclass(slots=True)
class Page:
    """One page. ``across`` are horizontal rules ``(y, x0, x1)``, ``down`` vertical ones ``(x, y0, y1)``.

    ``boxes`` are shaded areas ``(x0, x1, y0, y1)``. ``pictured`` is the part of the
    page that pictures cover (0 to 1), ``unmapped`` how many characters its fonts do not name.
    ``is_spaced`` where spaces are written, so that runs without one between them are two texts.
    """

    number: int
    width: float
    height: float
    runs: list[LetterRun] = field(default_factory=list)
    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictured: float = 0.0
    unmapped: int = 0
    drawn: int = 0
    is_spaced: bool = False


def plainly(text: str) -> str:
    """Return ``text`` with ligatures, mathematical letters and private signs as ordinary characters."""
    return _SPECIAL.sub(_ordinary, text) if not text.isascii() else text


def _ordinary(found: re.Match[str]) -> str:
    sign = found[0]
    if sign == "\u200b":
        return ""
    if "\uf020" <= sign <= "\uf0ff":
        return _SYMBOLS.get(sign, chr(ord(sign) - 0xF000) if sign < "\uf07f" else "•")
    return unicodedata.normalize("NFKC", sign)


def raised(text: str) -> str:
    """Return digits set as a superscript as such, so that ``91,11¹`` does not become another number."""
    return text.translate(_RAISED)


def in_lines(runs: list[LetterRun]) -> list[list[LetterRun]]:
    """Return runs by the line they stand on, from top to bottom and each from left to right."""
    lines: list[list[LetterRun]] = []
    for run in sorted(runs, key=lambda run: run.base):
        # A smaller, raised run belongs to the line below it, which comes later: so lines are met by their lowest.
        if lines and run.base - lines[-1][0].base <= 0.45 * max(run.size, lines[-1][0].size):
            lines[-1].append(run)
        else:
            lines.append([run])
    for line in lines:
        line.sort(key=lambda run: run.x0)
    return lines


def line_text(line: list[LetterRun]) -> str:
    """Return the text of one line of runs, with spaces where there are gaps."""
    said, before = "", None
    for run in line:
        if before is None:
            said = run.text
        elif run.size < 0.8 * before.size and before.base - run.base > 0.15 * before.size and run.text.isdigit():
            said += raised(run.text)
            continue
        else:
            gap = run.x0 - before.x1
            said += run.text if gap < 0.12 * max(run.size, before.size) else f" {run.text}"
        before = run
    return said
