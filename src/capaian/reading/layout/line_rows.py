"""Lines of an aligned table to its rows: a row begins where its figures stand."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from capaian.reading.layout.drawing import LetterRun
from capaian.reading.layout.line_kinds import SECTION, is_amount, is_heading

Placed = Sequence[Sequence[tuple[int, int, LetterRun]]]
"""By line, its chunks: the column of each, counted from 0, how many columns it spans, and its text."""
_CURRENCY = re.compile(r"(?:.*\s)?(?:Rp\.?|IDR)\Z", re.IGNORECASE)


def numeric_columns(placed: Placed, width: int) -> set[int]:
    """The columns that mostly hold figures."""
    figures: Counter[int] = Counter()
    texts: Counter[int] = Counter()
    for line in placed:
        for column, many, chunk in line:
            if many == 1:
                texts[column] += 1
                figures[column] += is_amount(chunk.text)
    return {column for column in range(width) if figures[column] >= 2 and figures[column] * 2 >= texts[column]}


def grouped(
    placed: Placed, numeric: set[int], barriers: Sequence[float], *, is_rest: bool = False
) -> list[list[int]]:
    """Return the lines of each row: a row begins where figures stand, or where a rule or a wider gap parts it.

    Lines above the first figures are headings; of the rest of a table they are that of its last row (``is_rest``).
    """
    anchors = [_is_anchor(line, placed[at - 1] if at else (), numeric) for at, line in enumerate(placed)]
    if not any(anchors):
        anchors = [bool(line) and line[0][0] == 0 and len(line) > 1 for line in placed]
    first = anchors.index(True) if any(anchors) else len(placed)
    head = _head_end(placed, first, barriers)
    rows = [[at] for at in range(head)]
    if is_rest and head:
        rows = _rest_rows(placed, head)
    pending: list[int] = list(range(head, first))
    at = first
    while at < len(placed):
        row = [*pending, at]
        loose = at + 1
        while loose < len(placed) and not anchors[loose] and not _stands_alone(placed[loose]):
            loose += 1
        between = list(range(at + 1, loose))
        if loose < len(placed) and anchors[loose]:
            cut = _cut(placed, at, loose, barriers)
            rows.append([*row, *(n for n in between if n < cut)])
            pending = [n for n in between if n >= cut]
        else:
            rows.append([*row, *between])
            pending = []
            while loose < len(placed) and not anchors[loose]:
                rows.append([loose])
                loose += 1
        at = loose
    return rows


def _is_anchor(
    line: Sequence[tuple[int, int, LetterRun]], above: Sequence[tuple[int, int, LetterRun]], numeric: set[int]
) -> bool:
    """Whether a figure begins on a line; one below ``Rp`` is only the rest of it."""
    waiting = {column for column, _, chunk in above if _CURRENCY.match(chunk.text)}
    return any(
        column in numeric and many == 1 and is_amount(chunk.text) and column not in waiting
        for column, many, chunk in line
    )


def _rest_rows(placed: Placed, head: int) -> list[list[int]]:
    rows: list[list[int]] = [[]]
    for at in range(head):
        if _stands_alone(placed[at]):
            rows += [[at], []]
        else:
            rows[-1].append(at)
    return [row for row in rows if row]


def _stands_alone(line: Sequence[tuple[int, int, LetterRun]]) -> bool:
    """A line that is a row of its own: it spans columns, or names a sasaran."""
    return len(line) == 1 and (line[0][1] > 1 or SECTION.match(line[0][2].text) is not None)


def _base(line: Sequence[tuple[int, int, LetterRun]]) -> float:
    return line[0][2].base


def _crossed(barriers: Sequence[float], above: float, below: float) -> bool:
    return bisect_left(barriers, above) < bisect_left(barriers, below)


def _head_end(placed: Placed, first: int, barriers: Sequence[float]) -> int:
    """Which line ends the headings: lines just above the first figures may be the first row's."""
    at = first
    while 0 < at < len(placed):
        below = _base(placed[at]) - _base(placed[at - 1])
        if _crossed(barriers, _base(placed[at - 1]), _base(placed[at])):
            return at
        above = _base(placed[at - 1]) - _base(placed[at - 2]) if at > 1 else 0.0
        crossed = at > 1 and _crossed(barriers, _base(placed[at - 2]), _base(placed[at - 1]))
        if crossed or above > 1.4 * below:
            # Between two rules or two gaps stands the first row, unless it names columns itself.
            named = [n + 1 for n in range(at - 1, first) if _names_columns(placed[n])]
            return max(named, default=at - 1)
        at -= 1
        if first - at > 4:
            break
    return first


def _names_columns(line: Sequence[tuple[int, int, LetterRun]]) -> bool:
    return is_heading([chunk for *_, chunk in line])


def _cut(placed: Placed, at: int, following: int, barriers: Sequence[float]) -> int:
    """Where the lines between two rows' figures part: at a rule, at the widest gap, else just before the latter."""
    bases = [_base(line) for line in placed[at : following + 1]]
    for n, (above, below) in enumerate(itertools.pairwise(bases)):
        if barriers and _crossed(barriers, above, below):
            return at + n + 1
    gaps = [below - above for above, below in itertools.pairwise(bases)]
    widest = max(gaps)
    if widest > 1.15 * sorted(gaps)[len(gaps) // 2]:
        return at + gaps.index(widest) + 1
    return following
