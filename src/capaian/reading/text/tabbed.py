"""Tables of plain text whose cells are parted by tabs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

Rows = list[list[str]]
"""A table of plain text: its rows, each with the text of its cells from the first column on."""

_WIDEST = 200
_FAR = 40
"""How many lines a cell may be broken over."""
_TITLES = ("tabel", "table", "lampiran", "laporan", "grafik", "gambar")


def tabbed(lines: Sequence[str], start: int) -> tuple[Rows | None, int]:
    """Read a table that begins at line ``start``: its rows or ``None``, and the first line after it.

    Blank lines do not end a table whose next line goes on with as many tabs. A cell that was broken over lines is
    put together where the pieces have just the tabs of one row.
    """
    if "\t" not in lines[start]:
        return None, start
    end = _end(lines, start)
    run = [line for line in lines[start:end] if line.strip()]
    tabs = Counter(min(line.count("\t"), _WIDEST) for line in run if "\t" in line)
    usual = max(tabs, key=lambda count: (tabs[count], count))
    rows = [[cell.strip() for cell in row.split("\t")] for row in _pieced(run, usual)]
    return (None if _only_labels(rows, usual) else without_repeats(rows)), end


def without_repeats(rows: Rows) -> Rows:
    """Return ``rows`` without its headings where they are repeated, as on a new page."""
    if any(any(letter.isdigit() for letter in cell) for cell in rows[0]):
        return rows
    return [row for at, row in enumerate(rows) if not at or row != rows[0]]


def _end(lines: Sequence[str], start: int) -> int:
    counts: Counter[int] = Counter()
    at = start
    while at < len(lines):
        line = lines[at]
        if "\t" in line:
            counts[min(line.count("\t"), _WIDEST)] += 1
            at += 1
            continue
        after = _next_tabbed(lines, at)
        if after is None or not _goes_on(lines, at, after, counts):
            return at
        if lines[at].strip() and lines[after] == lines[start]:  # a title, then the headings of another table
            return at
        at = after
    return at


def _next_tabbed(lines: Sequence[str], at: int) -> int | None:
    """The next line with tabs, where only blank lines, or only broken cells, stand before it."""
    blank = not lines[at].strip()
    for after in range(at, len(lines)):
        if "\t" in lines[after]:
            return after
        if bool(lines[after].strip()) == blank or after - at > _FAR:
            return None
    return None


def _goes_on(lines: Sequence[str], at: int, after: int, counts: Counter[int]) -> bool:
    usual = max(counts, key=lambda count: (counts[count], count))
    found = lines[after].count("\t")
    if not lines[at].strip():
        return found == usual or (found in counts and lines[after].startswith("\t"))
    if lines[at].strip().casefold().startswith(_TITLES):
        return False
    # A line without tabs inside a table: a heading of its own (a sasaran), or a cell broken over lines.
    return found == usual or (found < usual and lines[at - 1].count("\t") + found == usual)


def _pieced(run: Sequence[str], usual: int) -> list[str]:
    """Put rows together whose cells were broken over lines."""
    rows: list[str] = []
    at = 0
    while at < len(run):
        until, tabs = at + 1, run[at].count("\t")
        while 0 < tabs < usual and until < len(run) and until - at < _FAR and not run[until].startswith("\t"):
            if tabs + run[until].count("\t") > usual:
                break
            tabs += run[until].count("\t")
            until += 1
        if tabs == usual and until > at + 1 and run[at].count("\t") < usual:
            rows.append("\n".join(run[at:until]))
            at = until
        else:
            rows.append(run[at])
            at += 1
    return rows


def _only_labels(rows: Rows, usual: int) -> bool:
    """``Nama⇥: Rahmad`` lines, or a lone line with tabs, are no table."""
    labels = sum(1 for row in rows if next((cell for cell in row[1:] if cell), "").startswith(":"))
    return len(rows) < 2 or labels * 2 > len(rows) or (usual == 1 and len(rows) < 3)
