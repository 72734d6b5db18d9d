"""Sorting more lines than memory is to hold: parts are sorted and written, and merged as they are read."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

PART = 50_000
"""Lines that are sorted in memory at a time."""


class SortRecord(NamedTuple):
    """A key with where it stands: the number of a file, and of a row in it."""

    key: str
    file: int
    row: int


def sort_externally(lines: Iterable[SortRecord], folder: Path) -> Iterator[SortRecord]:
    """Yield lines in the order of their keys' characters, of equal ones in that of where they stand.

    What does not fit in memory lies in ``folder`` meanwhile.
    """
    parts, rest = [], iter(lines)
    while part := sorted(islice(rest, PART)):
        if len(part) < PART and not parts:
            return iter(part)  # it fits
        file = folder / f"part-{len(parts)}.jsonl"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(f"{json.dumps(line)}\n" for line in part)
        parts.append(file)
    return heapq.merge(*map(_read, parts))


def _read(file: Path) -> Iterator[SortRecord]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield SortRecord(*json.loads(line))
