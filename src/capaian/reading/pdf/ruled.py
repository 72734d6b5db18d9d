"""The rules of a page to the tables that they draw: where rows and columns lie and which cells span them."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from capaian.reading.layout.drawing import LetterRun, Page

Rule = tuple[float, float, float]

_NEAR = 2.5
"""Points by which rules may miss each other and still meet."""
_MOST_RULES = 1_200
"""Horizontal or vertical ones of a page after joining; a drawing may have more, a table has not."""
_MOST_CELLS = 40_000
_LEAST_SIDE = 8.0
"""Points: a line of small print."""


@dataclass(slots=True)
class Region:
    """One drawn cell, counted from 0, with the runs of text inside it."""

    row: int
    column: int
    rows: int
    columns: int
    runs: list[LetterRun] = field(default_factory=list)


@dataclass(slots=True)
class Lattice:
    """A table drawn with rules: ``xs`` and ``ys`` part its columns and rows.

    ``is_open`` where nothing is drawn above or below it: what a page break left of a row, or no table.
    """

    xs: list[float]
    ys: list[float]
    regions: list[Region]
    at: dict[tuple[int, int], Region]
    is_open: bool = False

    def holds(self, run: LetterRun) -> bool:
        """Whether ``run`` stands inside."""
        y = run.base - 0.3 * run.size
        return self.ys[0] - 1 <= y <= self.ys[-1] + 1 and self.xs[0] - 1 <= run.middle <= self.xs[-1] + 1

    def is_beside(self, runs: Iterable[LetterRun]) -> bool:
        """Whether one of ``runs`` stands to the left or right, at the height of its cells."""
        return any(self.ys[0] < run.base - 0.3 * run.size < self.ys[-1] for run in runs)

    def take(self, run: LetterRun) -> None:
        """Put ``run`` into its cell; where it crosses a border that is drawn, into the cells that it crosses."""
        row = min(max(bisect_right(self.ys, run.base - 0.3 * run.size) - 1, 0), len(self.ys) - 2)
        while True:
            region = self.at[row, self._column(run.x0 + 1.0)]
            edge = self.xs[region.column + region.columns]
            parts = run.split(edge) if run.x1 > edge + 2.0 else None
            if parts is None:
                break
            region.runs.append(parts[0])
            run = parts[1]
        self.at[row, self._column(run.middle)].runs.append(run)

    def _column(self, x: float) -> int:
        return min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)


def lattices(page: Page) -> tuple[list[Lattice], list[Rule]]:
    """Return the drawn tables of ``page`` from top to bottom, and the horizontal rules that belong to none."""
    across, down = _merged(page.across), _merged(page.down)
    if len(across) > _MOST_RULES or len(down) > _MOST_RULES:
        across = sorted(across, key=lambda rule: rule[1] - rule[2])[:_MOST_RULES]
        down = sorted(down, key=lambda rule: rule[1] - rule[2])[:_MOST_RULES]
    found, loose = [], []
    networks = _networks(across, down)
    met = {id(rule) for _, columns in networks for rule in columns}
    alone = [rule for rule in down if id(rule) not in met]
    for rows, columns in networks:
        lattice = _lattice(rows, [*columns, *_beside(alone, columns)])
        if lattice is None:
            loose.extend(rows)
        else:
            found.append(lattice)
    found += _open(across, down, found)
    found.sort(key=lambda lattice: (lattice.ys[0], lattice.xs[0]))
    return found, sorted(loose)


def _beside(alone: list[Rule], columns: list[Rule]) -> list[Rule]:
    """Rules that nothing meets, as high as a whole table: the side of a cell that spans all rows of its page."""
    if not columns:
        return []
    top, bottom = min(rule[1] for rule in columns), max(rule[2] for rule in columns)
    return [rule for rule in alone if abs(rule[1] - top) < _NEAR and abs(rule[2] - bottom) < _NEAR]


def _open(across: list[Rule], down: list[Rule], found: list[Lattice]) -> list[Lattice]:
    """Return cells that a page break leaves without an upper edge, a lower edge or both: sides of one height.

    Programs that break a row draw its edges once, before the break and after its end.
    """
    tops: dict[tuple[int, int], list[Rule]] = defaultdict(list)
    for rule in down:
        if rule[2] - rule[1] > _LEAST_SIDE:
            tops[round(rule[1] / 3), round(rule[2] / 3)].append(rule)
    made = []
    for sides in tops.values():
        xs = sorted(x for x, _, _ in sides)
        top, bottom = min(rule[1] for rule in sides), max(rule[2] for rule in sides)
        inside = [
            rule for rule in across if top + 4 < rule[0] < bottom - 4 and rule[1] < xs[-1] and rule[2] > xs[0]
        ]
        taken = any(one.ys[0] < bottom and top < one.ys[-1] for one in found)
        if len(xs) > 2 and len(inside) < 2 and not taken:
            ys = [top, *(rule[0] for rule in inside), bottom]
            at = _regions(xs, ys, inside, [(x, top, bottom) for x in xs])
            made.append(Lattice(xs, ys, list({id(one): one for one in at.values()}.values()), at, is_open=True))
    return made


def _merged(rules: list[Rule]) -> list[Rule]:
    """Join rules on one line that touch; a border is often drawn cell by cell, or twice."""
    merged: list[Rule] = []
    for group in _clusters(sorted(rules)):
        at = sum(rule[0] for rule in group) / len(group)
        spans = sorted((start, end) for _, start, end in group)
        start, end = spans[0]
        for low, high in spans[1:]:
            if low <= end + _NEAR:
                end = max(end, high)
            else:
                merged.append((at, start, end))
                start, end = low, high
        merged.append((at, start, end))
    return merged


def _clusters(rules: list[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in rules:
        if groups and rule[0] - groups[-1][0][0] <= 1.6:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _networks(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, directly or by way of others."""
    parents = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for first, (y, x0, x1) in enumerate(across):
        for second, (x, y0, y1) in enumerate(down, start=len(across)):
            if x0 - _NEAR <= x <= x1 + _NEAR and y0 - _NEAR <= y <= y1 + _NEAR:
                parents[root(first)] = root(second)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for at, rule in enumerate((*across, *down)):
        groups[root(at)][0 if at < len(across) else 1].append(rule)
    return [group for group in groups.values() if group[0]]


def _lattice(across: list[Rule], down: list[Rule]) -> Lattice | None:
    if not down or len(across) < 2:
        return None
    left, right = min(rule[1] for rule in across), max(rule[2] for rule in across)
    top, bottom = min(rule[1] for rule in down), max(rule[2] for rule in down)
    xs = _lines([rule[0] for rule in down], left, right)
    ys = _lines([rule[0] for rule in across], top, bottom)
    if (len(xs) < 3 and len(ys) < 3) or len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_CELLS:
        return None
    at = _regions(xs, ys, across, down)
    regions = list({id(region): region for region in at.values()}.values())
    return Lattice(xs, ys, regions, at)


def _lines(found: list[float], low: float, high: float) -> list[float]:
    """Where rows or columns part; a side that is not drawn (open to the left, say) lies where the rules end."""
    lines: list[float] = []
    for at in sorted(found):
        if not lines or at - lines[-1] > 3.0:
            lines.append(at)
    if low < lines[0] - 8:
        lines.insert(0, low)
    if high > lines[-1] + 8:
        lines.append(high)
    return lines


def _regions(
    xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]
) -> dict[tuple[int, int], Region]:
    """Every place of the lattice with its cell: places with no rule between them are one cell."""
    beside = _walls(xs, down, [(y0 + y1) / 2 for y0, y1 in itertools.pairwise(ys)])
    above = _walls(ys, across, [(x0 + x1) / 2 for x0, x1 in itertools.pairwise(xs)])
    at: dict[tuple[int, int], Region] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in at:
                continue
            wide = 1
            while (
                column + wide < len(xs) - 1
                and (column + wide, row) not in beside
                and (row, column + wide) not in at
            ):
                wide += 1
            high = 1
            while row + high < len(ys) - 1 and all(
                (row + high, column + n) not in above and (row + high, column + n) not in at for n in range(wide)
            ):
                if any((column + n, row + high) in beside for n in range(1, wide)):
                    break
                high += 1
            region = Region(row, column, high, wide)
            at.update({(row + n, column + m): region for n in range(high) for m in range(wide)})
    return at


def _walls(lines: list[float], rules: list[Rule], middles: list[float]) -> set[tuple[int, int]]:
    """Which parts of which lines are drawn: ``(line, part)`` where a rule covers the middle of the part."""
    walls: set[tuple[int, int]] = set()
    for at, start, end in rules:
        line = bisect_right(lines, at)
        if line == len(lines) or (line and at - lines[line - 1] <= lines[line] - at):
            line -= 1
        low, high = bisect_right(middles, start), bisect_right(middles, end)
        walls.update((line, part) for part in range(low, high))
    return walls
