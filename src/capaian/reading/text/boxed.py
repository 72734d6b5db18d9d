"""Tables of plain text inside boxes: ``|`` with ``+---+``, or the box-drawing characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from capaian.reading.layout.unwrapping import joined
from capaian.reading.text.tabbed import Rows, without_repeats

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("│┃║╎┆┊", "|"),
        **dict.fromkeys("─━═┄┈╌", "-"),
        **dict.fromkeys("┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜", "+"),
    }
)
_RULED = frozenset("-=+|: ")
_PART = re.compile(r"[-=]{2,}\Z")


def boxed(lines: Sequence[str], start: int) -> tuple[Rows | None, int]:
    """Read a table that begins at line ``start``: its rows or ``None``, and the first line after it.

    Where rules part the rows, a row may have several lines; else every line is a row.
    """
    end = start
    plain: list[str] = []
    while end < len(lines) and (line := lines[end].translate(_PLAIN).strip())[:1] in ("|", "+"):
        plain.append(line)
        end += 1
    if len(plain) < 2 or sum(1 for line in plain if line.startswith("|")) < 2:
        return None, end
    within = sum(1 for line in plain[1:-1] if _is_rule(line))
    rows = _parted(plain) if within > 1 else [_cells(line) for line in plain if not _is_rule(line)]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None, end
    return without_repeats(rows), end


def _is_rule(line: str) -> bool:
    return ("--" in line or "==" in line) and _RULED.issuperset(line)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _parted(lines: Sequence[str]) -> Rows:
    """Rows that rules part. A rule under some columns only leaves the cells of the others open: they go on."""
    edges = _edges(lines)
    rows: list[list[list[str]]] = []
    going: list[list[str] | None] = [None] * (len(edges) - 1)
    fresh = True
    for line in lines:
        pieces = _pieces(line, edges)
        if _is_rule(line) or any(_PART.match(text) for _, text in pieces):
            for column, text in pieces:
                if _PART.match(text) or _is_rule(line):
                    going[column] = None
                elif text and going[column] is not None:
                    going[column].append(text)  # type: ignore[union-attr]
            if _is_rule(line):
                going = [None] * len(going)
            fresh = True
            continue
        if fresh:
            rows.append([[] for _ in going])
            going = [cell if cell is not None else rows[-1][at] for at, cell in enumerate(going)]
            fresh = False
        for column, text in pieces:
            cell = going[column]
            if cell is not None:
                cell.append(text)
    return [[joined(cell) for cell in row] for row in rows]


def _edges(lines: Sequence[str]) -> list[int]:
    """Where columns part: the places of ``+`` and ``|`` on most lines that have the most of them."""
    found = Counter(at for line in lines for at, sign in enumerate(line) if sign in "+|")
    few = max(1, len(lines) // 10)
    return [at for at, count in sorted(found.items()) if count > few] or [0, 1]


def _pieces(line: str, edges: Sequence[int]) -> list[tuple[int, str]]:
    """The cells of one line with their columns, from 0; by the place of their borders."""
    pieces = []
    begun = 0
    for at, sign in enumerate(line):
        if sign in "+|" and at > begun:
            column = min(max(bisect_left(edges, begun - 1), 0), len(edges) - 2)
            pieces.append((column, line[begun:at].strip(" |+")))
        if sign in "+|":
            begun = at + 1
    return pieces
