"""Prose in two columns: read down the left one and then the right one, not across both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from capaian.reading.layout.drawing import LetterRun

Line = list[LetterRun]

_LEAST = 4
"""How many lines must begin a second column at one place."""


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` (each of chunks) in reading order."""
    said: list[Line] = []
    at = 0
    while at < len(lines):
        end, gutter = _columns(lines, at)
        if gutter is None:
            said.append(lines[at])
            at += 1
            continue
        for left in (True, False):
            sides = ([chunk for chunk in line if (chunk.x0 < gutter) == left] for line in lines[at:end])
            said.extend(side for side in sides if side)
        at = end
    return said


def _columns(lines: Sequence[Line], start: int) -> tuple[int, float | None]:
    """Where two columns that begin at line ``start`` end, and what parts them."""
    if len(lines[start]) != 2 or lines[start][1].text.startswith(":"):
        return start, None
    gutter = lines[start][1].x0 - 2.0
    starts: Counter[bool] = Counter()
    end = start
    for at in range(start, len(lines)):
        line = lines[at]
        if any(chunk.x0 < gutter < chunk.x1 for chunk in line) or _far(lines, at, start):
            break
        right = [chunk for chunk in line if chunk.x0 >= gutter]
        if right and line[0].x0 < gutter:
            starts[abs(right[0].x0 - gutter - 2.0) < 20.0] += 1
        end = at + 1
    return (end, gutter) if starts[True] >= _LEAST and starts[True] > 3 * starts[False] else (start, None)


def _far(lines: Sequence[Line], at: int, start: int) -> bool:
    return at > start and lines[at][0].base - lines[at - 1][0].base > 3 * lines[at][0].size
