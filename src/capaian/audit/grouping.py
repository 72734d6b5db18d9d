"""The lines of one indicator in several tables: by name, then by code where the names are alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from capaian.core.claims.claim import Board, Claims, Line

_WORD = re.compile(r"\w+")
_ALIKE = 2
"""Names are alike where two in three of their words are shared: one of ``_ALIKE`` + 1 may differ."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A line, and the table in which it stands."""

    board: Board
    line: Line


@dataclass(frozen=True, slots=True)
class IndicatorMentions:
    """Everything that a report tells of one indicator, in reading order."""

    sightings: tuple[Sighting, ...]

    @property
    def first(self) -> Sighting:
        return self.sightings[0]

    @property
    def name(self) -> str:
        return self.first.line.name


def group_by_indicator(claims: Claims) -> tuple[IndicatorMentions, ...]:
    """Return the lines of ``claims`` grouped by indicator."""
    groups: list[list[Sighting]] = []
    named: dict[tuple[str, int], int] = {}
    coded: defaultdict[str, list[int]] = defaultdict(list)
    spread = Counter(key for board in claims.boards for _, key in _keyed(board))
    for board in claims.boards:
        taken: set[int] = set()
        for line, key in _keyed(board):
            place = named.get(key)
            if place in taken:
                place = None
            # A name that another table says too is that table's; only one that stands alone may be a misspelt twin.
            if place is None and spread[key] < 2:
                place = next(
                    (old for old in coded[line.code] if _alike(groups[old][0].line, line, old, taken)), None
                )
            if place is None:
                place = len(groups)
                groups.append([])
                coded[line.code].append(place)
            groups[place].append(Sighting(board, line))
            named.setdefault(key, place)
            taken.add(place)
    return tuple(IndicatorMentions(tuple(group)) for group in groups)


def _keyed(board: Board) -> Iterator[tuple[Line, tuple[str, int]]]:
    """Yield lines with their name and which of that name they are: one name may stand twice in a table.

    Names are compared without blanks, since narrow cells cut words at other letters in every table.
    """
    seen: defaultdict[str, Iterator[int]] = defaultdict(count)
    for line in board.lines:
        name = "".join(words_of(line.name)) or f"#{line.code}"
        yield line, (name, next(seen[name]))


def _alike(one: Line, other: Line, place: int, taken: set[int]) -> bool:
    if place in taken:
        return False
    left, right = set(words_of(one.name)), set(words_of(other.name))
    return (_ALIKE + 1) * len(left & right) >= _ALIKE * len(left | right) > 0


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return _WORD.findall(text.casefold())
