"""Tables of plain text whose columns are set apart by spaces alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from capaian.reading.layout.drawing import LetterRun
from capaian.reading.layout.line_kinds import TITLE
from capaian.reading.layout.whitespace_tables import MAX_SINGLE, aligned
from capaian.reading.text.tabbed import Rows

_CHUNK = re.compile(r"\S+(?: \S+)*")
_PITCH = 1.2
"""From line to line, where a letter is one wide: so one blank line may stand within a table, and two may not."""
_WIDEST = 1_000


def spaced(lines: Sequence[str], start: int) -> tuple[Rows | None, int]:
    """Read a table that begins at ``start``: its rows or ``None``, and the first line after what was seen."""
    if not _has_gap(lines[start]):
        return None, start
    end = _end(lines, start)
    numbers = [at for at in range(start, end) if lines[at]]
    found = aligned([_runs(lines[at][:_WIDEST], at - start) for at in numbers])
    if not found:
        return None, end
    table = found[0]
    if table.start:
        return None, numbers[table.start]
    rows: Rows = [[""] * (len(table.xs) - 1) for _ in range(max(place.row for place in table.places))]
    for place in table.places:
        rows[place.row - 1][place.column - 1] = place.text
    return rows, numbers[table.end - 1] + 1


def _end(lines: Sequence[str], start: int) -> int:
    """Where what may be a table at the most ends, so that no line is looked at in vain again and again."""
    end, blank, single = start + 1, 0, 0
    while end < len(lines) and "\t" not in lines[end] and not TITLE.match(lines[end].strip()):
        blank = 0 if lines[end] else blank + 1
        single = 0 if _has_gap(lines[end]) else single + 1
        if blank > 1 or single > MAX_SINGLE + 1:
            break
        end += 1
    return end


def _has_gap(line: str) -> bool:
    return "  " in line.strip()


def _runs(line: str, at: int) -> list[LetterRun]:
    return [LetterRun(found[0], found.start(), found.end(), at * _PITCH, 1.0) for found in _CHUNK.finditer(line)]
