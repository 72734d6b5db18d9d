"""Tables of plain text whose cells are parted by semicolons, or by commas where it cannot be prose."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from capaian.reading.text.tabbed import Rows

_LEAST_ROWS = 3
_LONGEST = 50
"""How many lines one quoted cell may have."""


def separated(lines: Sequence[str], start: int) -> tuple[Rows | None, int]:
    """Read a table of CSV that begins at ``start``: its rows or ``None``, and the first line after."""
    for mark in ";,":
        if lines[start].count(mark) >= 2:
            rows, end = _rows(lines, start, mark)
            if rows is not None:
                return rows, end
    return None, start


def _rows(lines: Sequence[str], start: int, mark: str) -> tuple[Rows | None, int]:
    wanted = len(_cells(lines[start], mark))
    rows: Rows = []
    at = start
    while at < len(lines) and lines[at].strip():
        record, after = _record(lines, at)
        cells = _cells(record, mark)
        # Spreadsheets write every row with all its marks; prose and decimal commas do not.
        if len(cells) != wanted:
            break
        rows.append([cell.strip() for cell in cells])
        at = after
    if len(rows) < _LEAST_ROWS or wanted < 3 or (mark == "," and _is_prose(lines[start:at])):
        return None, start
    return rows, at


def _record(lines: Sequence[str], at: int) -> tuple[str, int]:
    """One record: more than one line where a quoted cell holds line breaks."""
    record, after = lines[at], at + 1
    while record.count('"') % 2 and after < len(lines) and after - at < _LONGEST:
        record, after = f"{record}\n{lines[after]}", after + 1
    return (record, after) if record.count('"') % 2 == 0 else (lines[at], at + 1)


def _cells(record: str, mark: str) -> list[str]:
    try:
        # As a list of one string: the whole record, its line breaks kept in their cells.
        return next(csv.reader([record], delimiter=mark), [])
    except csv.Error:
        return []


def _is_prose(lines: Sequence[str]) -> bool:
    spaced = sum(line.count(", ") for line in lines)
    return spaced * 2 > sum(line.count(",") for line in lines)
