"""Tables without rules: columns where text is left free on all lines, rows where their figures begin.

Lines come from a page of print or from plain text, where a letter is one wide; both hold chunks of text that wide
gaps part.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from capaian.reading.layout.drawing import LetterRun, line_text
from capaian.reading.layout.line_kinds import FIGURE, SECTION, TITLE, Line, is_amount, is_heading
from capaian.reading.layout.line_rows import Placed, grouped, numeric_columns
from capaian.reading.layout.unwrapping import wrapped

_MARK = re.compile(r"(?:[•▪◦‣*·]|(?:[a-z]|\d{1,2})[.)])\Z", re.IGNORECASE)
_MOST_GROUPED = 40
MAX_SINGLE = 8
"""How many lines of a single chunk may follow each other inside a table: a long cell that is wrapped."""


@dataclass(frozen=True, slots=True)
class AlignedCell:
    """A cell of an aligned table, counted from 1, with its text."""

    row: int
    column: int
    columns: int
    text: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table found in lines ``start`` to ``end`` (exclusive). ``xs`` are the edges of its columns.

    ``columns`` are where text stands in them, ``numeric`` those that mostly hold figures, counted from 0.
    """

    start: int
    end: int
    places: tuple[AlignedCell, ...]
    xs: tuple[float, ...]
    columns: tuple[tuple[float, float], ...] = ()
    numeric: frozenset[int] = frozenset()


def chunks(line: Line, gap: float) -> Line:
    """Join the runs of a line that stand no more than ``gap`` times the size of the letters apart."""
    groups: list[Line] = []
    for run in line:
        # The mark of an item stands apart from its text, but is no column of its own.
        most = max(gap, 1.0) if groups and _MARK.match(groups[-1][-1].text) else gap
        if groups and run.x0 - groups[-1][-1].x1 < most * max(run.size, groups[-1][-1].size):
            groups[-1].append(run)
        else:
            groups.append([run])
    return [
        group[0]
        if len(group) == 1
        else LetterRun(line_text(group), group[0].x0, group[-1].x1, group[-1].base, group[0].size)
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


def continued(
    lines: Sequence[Line],
    barriers: Sequence[float],
    columns: Sequence[tuple[float, float]],
    numeric: AbstractSet[int],
) -> Aligned | None:
    """Return the rest of a table with these ``columns`` at the head of ``lines``, as on the next page."""
    if not lines or is_heading(lines[0]):
        return None
    named = len(lines) > 1 and len(lines[1]) > 2 and _is_section(lines[0], columns)
    if not _fits(lines[1 if named else 0], columns):
        return None
    end = _end(lines, 0, figures=1)
    end = next((at for at in range(end) if len(lines[at]) > 1 and not _fits(lines[at], columns)), end)
    end = _with_rest(lines, 0, end, columns)
    return _laid_out(lines, 0, end, columns, barriers, set(numeric) or None, is_rest=True)


def heading_at_end(lines: Sequence[Line]) -> Aligned | None:
    """Return the headings that end a page whose rows follow on the next, with the sasaran below them if one is."""
    for start in range(max(len(lines) - 2, 0), len(lines)):
        columns = [(chunk.x0, chunk.x1) for chunk in lines[start]]
        rest = lines[start + 1 :]
        if len(columns) > 2 and is_heading(lines[start]) and all(_is_section(line, columns) for line in rest):
            return _laid_out(lines, start, len(lines), columns, (), set(), is_rest=True)
    return None


def _fits(line: Line, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether the chunks of a line stand in columns, one in each; a single one not in the first, where prose is."""
    spans = [_span(columns, chunk) for chunk in line]
    apart = all(one[0] + one[1] <= two[0] for one, two in itertools.pairwise(spans))
    # Texts on this page may be wider than those from which the columns are known: up to the next column.
    starts = [*(x0 for x0, _ in columns[1:]), columns[-1][1] + 10 * line[0].size]
    inside = all(
        columns[at][0] - chunk.size < chunk.x0
        and chunk.x1 < max(columns[at + many - 1][1] + 3 * chunk.size, starts[at + many - 1])
        for (at, many), chunk in zip(spans, line, strict=True)
    )
    return apart and inside and (len(line) > 1 or (spans[0][0] > 0 and spans[0][1] == 1))


def _end(lines: Sequence[Line], start: int, figures: int = 0) -> int:
    """The first line after what may be one table that begins at ``start``; ``figures`` are its lines before."""
    end, at = start + 1, start + 1
    while at < len(lines):
        above, line = lines[at - 1], lines[at]
        size = max(line[0].size, above[0].size)
        if line[0].base - above[0].base > 3.4 * size or TITLE.match(line[0].text):
            break
        figures += _is_data(above)
        # The headings of another table below its title: of larger print, or after figures and a line between.
        if len(line) == 1 and line[0].size > 1.15 * lines[start][0].size:
            break
        if len(above) == 1 and figures and is_heading(line):
            break
        if len(line) > 1:
            end = at + 1
        elif at - end >= MAX_SINGLE:
            break
        at += 1
    return end


def _table(lines: Sequence[Line], start: int, end: int, barriers: Sequence[float]) -> Aligned | None:
    body = [line for line in lines[start:end] if len(line) > 1]
    only = _only_data(body)
    if (len(body) < 3 and only is None) or _are_labels(body):
        return None
    columns = _columns(body)
    if len(columns) < 2:
        return None
    end = _with_rest(lines, start, end, columns)
    known = None if only is None else {_span(columns, chunk)[0] for chunk in only if is_amount(chunk.text)}
    return _laid_out(lines, start, end, columns, barriers, known)


def _only_data(body: Sequence[Line]) -> Line | None:
    """The only line of figures of a table that has but one, below headings that name its columns."""
    data = [line for line in body if len(line) > 2 and _is_data(line)]
    if len(data) != 1 or data[0] is body[0] or not is_heading(body[0]):
        return None
    return data[0]


def _laid_out(
    lines: Sequence[Line],
    start: int,
    end: int,
    columns: Sequence[tuple[float, float]],
    barriers: Sequence[float],
    known: set[int] | None = None,
    *,
    is_rest: bool = False,
) -> Aligned | None:
    placed = [[(*_span(columns, chunk), chunk) for chunk in line] for line in lines[start:end]]
    numeric = numeric_columns(placed, len(columns)) if known is None else known
    rows = grouped(placed, numeric, barriers, is_rest=is_rest)
    _group_headings(placed, rows)
    if not is_rest and not _is_table(rows, placed, numeric, len(columns)):
        return None
    edges = (
        columns[0][0],
        *((a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)),
        columns[-1][1],
    )
    places = tuple(_places(rows, placed, columns))
    return Aligned(start, end, places, edges, tuple(columns), frozenset(numeric))


def _are_labels(body: Sequence[Line]) -> bool:
    """``Nama : Rahmad`` on most lines is no table."""
    return sum(1 for line in body if line[1].text.startswith(":") or line[0].text.endswith(":")) * 2 > len(body)


def _columns(body: Sequence[Line]) -> list[tuple[float, float]]:
    """Where text stands in the columns of ``body``: by its data, and by headings that stand over no data."""
    first = next((at for at, line in enumerate(body) if _is_data(line)), 0)
    columns = _taken(body[first:] if len(body) - first > 1 else body)
    for line in body[:first]:
        spans = [_span(columns, chunk) for chunk in line]
        for at, (one, two) in enumerate(itertools.pairwise(spans)):
            if one == two and one[1] == 1:
                columns = sorted([*columns, *_beside(columns, line[at : at + 2])])
    return columns


def _is_data(line: Line) -> bool:
    """Whether a line holds figures that do not just number the columns."""
    figures = [chunk.text for chunk in line if FIGURE.match(chunk.text)]
    numbers = [re.sub(r"\D", "", text) for text in figures]
    counting = (
        len(line) > 1 and len(figures) == len(line) and numbers == sorted(set(numbers), key=lambda n: (len(n), n))
    )
    return bool(figures) and not (counting and numbers[0] in ("1", "2"))


def _beside(columns: Sequence[tuple[float, float]], two: Line) -> list[tuple[float, float]]:
    """Of two headings at one column, the one that does not stand over it: a column without data."""
    free = [(chunk.x0, chunk.x1) for chunk in two if all(chunk.x1 < x0 or x1 < chunk.x0 for x0, x1 in columns)]
    return free[-1:]


def _taken(body: Sequence[Line]) -> list[tuple[float, float]]:
    """Where text stands on the lines that fill most columns; what spans columns of the fullest lines is left out.

    Where more lines span two columns than fill them, those lines have a wide gap inside a single column.
    """
    counts = Counter(len(line) for line in body)
    most = max((count for count, lines in counts.items() if lines >= 2), default=max(counts))
    full = [line for line in body if len(line) >= 0.75 * most]
    whole = [line for line in full if len(line) >= most]
    columns = _free(whole)
    others = [line for line in full if len(line) < most]
    spanning = [[_span(columns, chunk) for chunk in line] for line in others]
    crossed = Counter(gap for spans in spanning for at, many in spans for gap in range(at, at + many - 1))
    if any(count > len(whole) for count in crossed.values()):
        return _free(full)
    within = [
        [chunk for chunk, (_, many) in zip(line, spans, strict=True) if many == 1]
        for line, spans in zip(others, spanning, strict=True)
    ]
    return _free([*whole, *within])


def _free(full: Sequence[Line]) -> list[tuple[float, float]]:
    """Where text stands on ``full`` lines; what few of them cover is a gap."""
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
    least = 0.3 * max((line[0].size for line in full if line), default=1.0)
    for x0, x1 in columns:
        if joined and x0 - joined[-1][1] < least:
            joined[-1] = (joined[-1][0], x1)
        else:
            joined.append((x0, x1))
    return joined


def _span(columns: Sequence[tuple[float, float]], chunk: LetterRun) -> tuple[int, int]:
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
            many == 1
            and chunk.x1 <= max(columns[at][1] + chunk.size, columns[at + 1][0] if at + 1 < len(columns) else 0.0)
            and abs(chunk.x0 - columns[at][0]) < chunk.size
        )
        wide = columns[at][1] - columns[at][0] > 0.6 * width
        pitch = lines[end][0].base - above.base
        if not inside or wide or pitch > 1.6 * chunk.size or end - start > 2_000:
            break
        end += 1
    # A sasaran whose indicators follow on the next page.
    if end == len(lines) - 1 and _is_section(lines[end], columns):
        pitch = lines[end][0].base - lines[end - 1][0].base
        end += pitch < 2.2 * lines[end][0].size
    return end


def _is_section(line: Line, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line names a sasaran of the table with these columns: alone, from its left side."""
    chunk = line[0]
    at_left = abs(chunk.x0 - columns[0][0]) < chunk.size and chunk.x1 <= columns[-1][1] + chunk.size
    return len(line) == 1 and at_left and SECTION.match(chunk.text) is not None


def _group_headings(placed: list[list[tuple[int, int, LetterRun]]], rows: list[list[int]]) -> None:
    """Let each heading in ``placed`` that stands over several of the next line span their columns."""
    head = next((at for at, row in enumerate(rows) if len(row) > 1 or _has_figure(placed[row[0]])), len(rows))
    for at in reversed(range(head - 1)):
        upper, lower = placed[rows[at][0]], placed[rows[at + 1][0]]
        if len(upper) > 1 and lower and len(lower) <= _MOST_GROUPED:
            for place, (start, end) in enumerate(
                _shared_out([one for *_, one in upper], [one for *_, one in lower])
            ):
                if end - start > 1:
                    first, (last, many, _) = lower[start][0], lower[end - 1]
                    upper[place] = (first, last + many - first, upper[place][2])


def _has_figure(line: Sequence[tuple[int, int, LetterRun]]) -> bool:
    return any(FIGURE.match(chunk.text) for *_, chunk in line)


def _shared_out(upper: Line, lower: Line) -> list[tuple[int, int]]:
    """Which of the ``lower`` headings stand below each of the ``upper`` ones, in order: from, to (exclusive).

    A heading stands over the middle of its group or at its left; the shares that miss least are taken.
    """
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, []), *((math.inf, []) for _ in lower)]
    for group in upper:
        best = [
            min(
                (
                    (best[start][0] + _miss(group, lower[start:end]), [*best[start][1], (start, end)])
                    for start in range(end + 1)
                ),
                key=lambda found: found[0],
            )
            for end in range(len(lower) + 1)
        ]
    return best[-1][1]


def _miss(group: LetterRun, below: Line) -> float:
    if not below:
        return 0.0
    return min(abs(group.middle - (below[0].x0 + below[-1].x1) / 2), abs(group.x0 - below[0].x0))


def _is_table(rows: list[list[int]], placed: Placed, numeric: set[int], width: int) -> bool:
    if width >= 3:
        return len(rows) >= 2 and (bool(numeric) or sum(1 for line in placed if len(line) >= 3) >= 3)
    return bool(numeric) and len(rows) >= 3


def _places(rows: list[list[int]], placed: Placed, columns: Sequence[tuple[float, float]]) -> list[AlignedCell]:
    places = []
    for number, row in enumerate(rows, start=1):
        cells: dict[tuple[int, int], list[Line]] = {}
        for at in row:
            for column, many, chunk in placed[at]:
                cells.setdefault((column, many), []).append([chunk])
        for (column, many), lines in sorted(cells.items(), key=lambda item: item[0]):
            text = wrapped(lines, columns[column][0], columns[column + many - 1][1])
            places.append(AlignedCell(number, column + 1, many, text))
    return _apart(places)


def _apart(places: list[AlignedCell]) -> list[AlignedCell]:
    """Join cells of one row that overlap, as where one line of a cell reaches into the next column."""
    kept: list[AlignedCell] = []
    for place in places:
        if kept and kept[-1].row == place.row and place.column < kept[-1].column + kept[-1].columns:
            last = kept[-1]
            columns = max(last.column + last.columns, place.column + place.columns) - last.column
            kept[-1] = AlignedCell(last.row, last.column, columns, f"{last.text} {place.text}")
        else:
            kept.append(place)
    return kept
