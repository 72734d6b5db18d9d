"""Names of indicators as tables repeat them: the same words, however they are spaced, cased and stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from capaian.core.claims.claim import Board, Claims, Comparison, Line, Subject

_WORD = re.compile(r"\w+")
_QUARTER = re.compile(r"\b(?:tw|triwulan|quarter|q)\W{0,3}(iv|i{1,3}|[1-4])\b")
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LAST = 4
_REVISED = re.compile(r"\b(?:perubahan|revisi|semula|awal|sebelum|p-?apbd)\b")
_LONG = re.compile(r"\b(?:renstra|rpjmd|rpjmn|akhir|jangka|nasional|provinsi|standar)\b")


def name_key(name: str) -> str:
    """Return the words of a name for comparing: ``persentase masyarakat yang penerima rastra``."""
    return " ".join(_WORD.findall(name.casefold()))


def _together(name: str) -> str:
    """Return a name without its blanks: narrow cells cut words at other letters in every table."""
    return name_key(name).replace(" ", "")


def is_revised(text: str) -> bool:
    """Tell whether a heading speaks of targets before or after a revision, which differ by right."""
    return bool(_REVISED.search(text.casefold()))


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One comparison of one indicator in one table."""

    board: Board
    line: Line
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class ComparisonPeriod:
    """What a comparison is of: its year, its quarter, whether it is of a long plan."""

    year: int | None
    quarter: int
    far: bool
    cumulative: bool
    subject: Subject


def comparison_period(claims: Claims, board: Board, comparison: Comparison) -> ComparisonPeriod:
    """Return what ``comparison`` is of; the report's own year where neither it nor its table names one."""
    period = comparison.period.casefold()
    year = comparison.year or board.year or claims.year
    far = bool(_LONG.search(period))
    quarter, cumulative = quarter_of(period), comparison.cumulative
    if cumulative and quarter == _LAST:  # what was reached by the last quarter is what the year came to
        quarter, cumulative = 0, False
    return ComparisonPeriod(year, quarter, far, cumulative, comparison.subject)


def quarter_of(period: str) -> int:
    """Return the quarter that a heading names (``s/d TW IV`` is 4); 0 where it names none, or more than one."""
    found = {_NUMBERS.get(name) or int(name) for name in _QUARTER.findall(period.casefold())}
    return found.pop() if len(found) == 1 else 0


def repeated_figures(claims: Claims, role: str) -> Iterator[tuple[ComparedLine, ComparedLine]]:
    """Yield each comparison that prints ``role`` (target, actual, achievement) with the first in an earlier table
    that prints it of the same indicator and time.

    Indicators are the same by their names; a name that a table has twice is told apart by its code, and left alone
    where that does not.
    """
    first: dict[tuple[str, str, ComparisonPeriod], ComparedLine] = {}
    for board in claims.boards:
        names: dict[str, int] = {}
        for line in board.lines:
            names[_together(line.name)] = names.get(_together(line.name), 0) + 1
        here: dict[tuple[str, str, ComparisonPeriod], ComparedLine] = {}
        for line in board.lines:
            name = _together(line.name)
            for comparison in line.comparisons if name else ():
                figure = getattr(comparison, role)
                if figure is not None and not figure.absent:
                    key = (name, line.code if names[name] > 1 else "", comparison_period(claims, board, comparison))
                    here.setdefault(key, ComparedLine(board, line, comparison))
        for key, sighting in here.items():
            if key in first:
                yield first[key], sighting
            else:
                first[key] = sighting
