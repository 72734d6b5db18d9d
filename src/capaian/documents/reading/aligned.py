"""Tables without rules: columns where text is left free on all lines, rows where their figures begin.

Lines come from a page of print or from plain text, where a letter is one wide; both hold chunks of text that wide
gaps part.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from capaian.documents.reading.ink import Run, line_text
from capaian.documents.reading.wrapping import wrapped

Line = list[Run]

FIGURE = re.compile(
    r"(?:[≥≤<>]\s*)?(?:Rp\.?\s*)?\(?[-–]?\d[\d.,]*\)?\s*%?\Z|[-–—]\Z|\d{1,3}[.)]\Z"
    r"|(?:AA|A|BB|B|CC|C|D)(?:\s*\(?[\d.,]+\)?)?\Z|n/?a\Z|wtp\Z",
    re.IGNORECASE,
)
TITLE = re.compile(r"(?:tabel|table|lampiran|grafik|gambar|diagram|bab)\b", re.IGNORECASE)
_SECTION = re.compile(r"(?:sasaran|misi|tujuan|program|kegiatan)\b", re.IGNORECASE)
MOST_SINGLE = 8
"""How many lines of a single chunk may follow each other inside a table: a long cell that is wrapped."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of an aligned table, counted from 1, with its text."""

    row: int
    column: int
    columns: int
    text: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table found in lines ``start`` to ``end`` (exclusive). ``xs`` are the edges of its columns."""

    start: int
    end: int
    places: tuple[Place, ...]
    xs: tuple[float, ...]


def chunks(line: Line, gap: float) -> Line:
    """Join the runs of a line that stand no more than ``gap`` times the size of the letters apart."""
    groups: list[Line] = []
    for run in line:
        if groups and run.x0 - groups[-1][-1].x1 < gap * max(run.size, groups[-1][-1].size):
            groups[-1].append(run)
        else:
            groups.append([run])
    return [
        group[0]
        if len(group) == 1
        else Run(line_text(group), group[0].x0, group[-1].x1, group[-1].base, group[0].size)
        for group in groups
    ]


def aligned(lines: Sequence[Line], barriers: Sequence[float] = ()) -> list[Aligned]:
    """Return the tables in ``lines`` (each of chunks), from top to bottom. No row crosses one of ``barriers``."""
    found = []
    at = 0
    while at < len(lines):
        if len(lines[at]) < 2:
            at += 1
            continue
        end = _end(lines, at)
        table = _table(lines, at, end, barriers)
        if table is not None:
            found.append(table)
        at = end
    return found


def _end(lines: Sequence[Line], start: int) -> int:
    """The first line after what may be one table that begins at ``start``."""
    end, at = start + 1, start + 1
    while at < len(lines):
        above, line = lines[at - 1], lines[at]
        size = max(line[0].size, above[0].size)
        if line[0].base - above[0].base > 3.4 * size or TITLE.match(line[0].text):
            break
        if len(line) > 1:
            end = at + 1
        elif at - end >= MOST_SINGLE:
            break
        at += 1
    return end


def _table(lines: Sequence[Line], start: int, end: int, barriers: Sequence[float]) -> Aligned | None:
    body = [line for line in lines[start:end] if len(line) > 1]
    if len(body) < 3 or _are_labels(body):
        return None
    columns = _columns(body)
    if len(columns) < 2:
        return None
    end = _with_rest(lines, start, end, columns)
    placed = [[(*_span(columns, chunk), chunk) for chunk in line] for line in lines[start:end]]
    numeric = _numeric(placed, len(columns))
    rows = grouped(placed, numeric, barriers)
    if not _is_table(rows, placed, numeric, len(columns)):
        return None
    edges = (
        columns[0][0],
        *((a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)),
        columns[-1][1],
    )
    places = tuple(_places(rows, placed, columns))
    return Aligned(start, end, places, edges)


def _are_labels(body: Sequence[Line]) -> bool:
    """``Nama : Rahmad`` on most lines is no table."""
    return sum(1 for line in body if line[1].text.startswith(":") or line[0].text.endswith(":")) * 2 > len(body)


def _columns(body: Sequence[Line]) -> list[tuple[float, float]]:
    """Where text stands on the lines that fill most columns; what few lines cover (a spanning title) is a gap."""
    counts = Counter(len(line) for line in body)
    most = max((count for count, lines in counts.items() if lines >= 2), default=max(counts))
    full = [line for line in body if len(line) >= 0.75 * most]
    events = sorted(event for line in full for chunk in line for event in ((chunk.x0, 1), (chunk.x1, -1)))
    few = len(full) // 10
    columns: list[tuple[float, float]] = []
    depth, begun = 0, 0.0
    for x, change in events:
        if depth <= few < depth + change:
            begun = x
        elif depth + change <= few < depth:
            columns.append((begun, x))
        depth += change
    joined: list[tuple[float, float]] = []
    least = 0.3 * body[0][0].size
    for x0, x1 in columns:
        if joined and x0 - joined[-1][1] < least:
            joined[-1] = (joined[-1][0], x1)
        else:
            joined.append((x0, x1))
    return joined


def _span(columns: Sequence[tuple[float, float]], chunk: Run) -> tuple[int, int]:
    """The columns that a chunk stands in, from 0: first and how many."""
    touched = [
        at
        for at, (x0, x1) in enumerate(columns)
        if min(chunk.x1, x1) - max(chunk.x0, x0) > min(0.4 * chunk.size, (x1 - x0) / 2)
    ]
    if touched:
        return touched[0], touched[-1] - touched[0] + 1
    nearest = min(
        range(len(columns)), key=lambda at: max(columns[at][0] - chunk.middle, chunk.middle - columns[at][1])
    )
    return nearest, 1


def _with_rest(lines: Sequence[Line], start: int, end: int, columns: Sequence[tuple[float, float]]) -> int:
    """Also take the lines after ``end`` that wrap the last row's cells: each inside one column, close below."""
    width = columns[-1][1] - columns[0][0]
    while 0 < end < len(lines) and len(lines[end]) == 1:
        chunk, above = lines[end][0], lines[end - 1][0]
        at, many = _span(columns, chunk)
        inside = (
            many == 1 and chunk.x1 <= columns[at][1] + chunk.size and abs(chunk.x0 - columns[at][0]) < chunk.size
        )
        wide = columns[at][1] - columns[at][0] > 0.6 * width
        pitch = lines[end][0].base - above.base
        if not inside or wide or pitch > 1.6 * chunk.size or end - start > 2_000:
            break
        end += 1
    return end


Placed = Sequence[Sequence[tuple[int, int, Run]]]


def _numeric(placed: Placed, width: int) -> set[int]:
    """The columns that mostly hold figures."""
    figures: Counter[int] = Counter()
    texts: Counter[int] = Counter()
    for line in placed:
        for column, many, chunk in line:
            if many == 1:
                texts[column] += 1
                figures[column] += bool(FIGURE.match(chunk.text))
    return {column for column in range(width) if figures[column] >= 2 and figures[column] * 2 >= texts[column]}


def grouped(placed: Placed, numeric: set[int], barriers: Sequence[float]) -> list[list[int]]:
    """Return the lines of each row: a row begins where figures stand, or where a rule or a wider gap parts it."""
    anchors = [
        any(column in numeric and many == 1 and FIGURE.match(chunk.text) for column, many, chunk in line)
        for line in placed
    ]
    if not any(anchors):
        anchors = [bool(line) and line[0][0] == 0 and len(line) > 1 for line in placed]
    first = anchors.index(True) if any(anchors) else len(placed)
    head = _head_end(placed, first, barriers)
    rows = [[at] for at in range(head)]
    at = head
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


def _stands_alone(line: Sequence[tuple[int, int, Run]]) -> bool:
    """A line that is a row of its own: it spans columns, or names a sasaran."""
    return len(line) == 1 and (line[0][1] > 1 or _SECTION.match(line[0][2].text) is not None)


def _base(line: Sequence[tuple[int, int, Run]]) -> float:
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
            return at - 1
        at -= 1
        if first - at > 4:
            break
    return first


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


def _is_table(rows: list[list[int]], placed: Placed, numeric: set[int], width: int) -> bool:
    if width >= 3:
        return len(rows) >= 2 and (bool(numeric) or sum(1 for line in placed if len(line) >= 3) >= 3)
    return bool(numeric) and len(rows) >= 3


def _places(rows: list[list[int]], placed: Placed, columns: Sequence[tuple[float, float]]) -> list[Place]:
    places = []
    for number, row in enumerate(rows, start=1):
        cells: dict[tuple[int, int], list[Line]] = {}
        for at in row:
            for column, many, chunk in placed[at]:
                cells.setdefault((column, many), []).append([chunk])
        for (column, many), lines in sorted(cells.items(), key=lambda item: item[0]):
            text = wrapped(lines, columns[column][0], columns[column + many - 1][1])
            places.append(Place(number, column + 1, many, text))
    return _apart(places)


def _apart(places: list[Place]) -> list[Place]:
    """Join cells of one row that overlap, as where one line of a cell reaches into the next column."""
    kept: list[Place] = []
    for place in places:
        if kept and kept[-1].row == place.row and place.column < kept[-1].column + kept[-1].columns:
            last = kept[-1]
            columns = max(last.column + last.columns, place.column + place.columns) - last.column
            kept[-1] = Place(last.row, last.column, columns, f"{last.text} {place.text}")
        else:
            kept.append(place)
    return kept
