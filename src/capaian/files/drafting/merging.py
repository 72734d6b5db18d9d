"""Every indicator of a report once: the tables that speak of it joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from capaian.core.claims.claim import Board, Claims, Comparison, Explanation, Line, Subject
from capaian.core.claims.transcript import Transcript
from capaian.files.drafting.naming import key_of

_QUARTER = re.compile(r"\b(?:tw|triwulan|trw)\b", re.IGNORECASE)
_LAST_QUARTER = re.compile(r"\b(?:iv|4)\b", re.IGNORECASE)
_MISSION = re.compile(r"^\W*misi\s*(?:ke[- ]?)?(?:\d+|[ivx]+)?\s*[:.\-–]\s*(\S[^\t\n|]{8,})", re.IGNORECASE)
_LONGEST = 1000
_LONGEST_NAME = 300
_ALIKE = 0.86
_TRAILING = re.compile(r"\s*\b(?:rencana strategis|renstra|target|tahun)\b.{0,20}$", re.IGNORECASE)


@dataclass(slots=True)
class MergedIndicator:
    """One indicator as all tables of the report have it. ``code`` is the report's own."""

    name: str
    code: str
    objective: str
    mission: str
    unit: str = ""
    main: Comparison = field(default_factory=Comparison)
    years: dict[int, Comparison] = field(default_factory=dict)
    explanation: Explanation | None = None
    owner: str = ""
    source: str = ""
    headings: tuple[str, ...] = ()
    table: int = 0
    row: int = 0
    places: set[tuple[int, str]] = field(default_factory=set)
    """Table and code of each line that speaks of it."""


def merge_indicators(claims: Claims, transcript: Transcript | None = None) -> list[MergedIndicator]:
    """Return the indicators in reading order; what only tells of money or holds no figure is left out."""
    inside = _inside(transcript)
    found: list[MergedIndicator] = []
    by_key: dict[str, MergedIndicator] = {}
    by_code: dict[str, MergedIndicator] = {}
    mission = next((said for passage in claims.passages for said in _missions(passage.text)), "")
    for board in claims.boards:
        mission = next((said for text in (board.title, *board.headings) for said in _missions(text)), mission)
        for line in board.lines:
            if not key_of(line.name) or not _speaks(line):
                continue
            one = by_key.get(key_of(line.name)) or _alike(line, by_code)
            mission = next((said for row, said in inside.get(board.table, ()) if row <= line.spot.row), mission)
            if one is None:
                objective = _objective(board, line)
                one = MergedIndicator(
                    line.name, line.code, objective, mission, table=board.table, row=line.spot.row
                )
                found.append(one)
                by_code.setdefault(line.code, one)
            by_key.setdefault(key_of(line.name), one)
            _join(one, line, board, claims.year)
    return found


def _inside(transcript: Transcript | None) -> dict[int, list[tuple[int, str]]]:
    """Return by table the missions that stand in its cells with their rows, the last first."""
    found: dict[int, list[tuple[int, str]]] = {}
    for grid in transcript.grids if transcript else ():
        for cell in grid.cells:
            for said in _missions(cell.text[:_LONGEST]):
                found.setdefault(grid.table, []).insert(0, (cell.row, said))
    return found


def is_graded(one: MergedIndicator) -> bool:
    """Tell whether its target or its actual is a letter."""
    return any(figure is not None and figure.grade for figure in (one.main.target, one.main.actual))


def _missions(text: str) -> Iterator[str]:
    said = _MISSION.search(text)
    if said:
        yield _TRAILING.sub("", " ".join(said[1].split())).strip()


def _speaks(line: Line) -> bool:
    """Tell whether a line promises or measures something that is no budget."""
    of_performance = [c for c in line.comparisons if c.subject is Subject.PERFORMANCE]
    return bool(line.explanation) or any(c.target or c.actual for c in of_performance)


def _alike(line: Line, by_code: dict[str, MergedIndicator]) -> MergedIndicator | None:
    """Return the indicator of the same code whose name is spelt almost so."""
    one = by_code.get(line.code)
    if one is None:
        return None
    names = key_of(one.name)[:_LONGEST_NAME], key_of(line.name)[:_LONGEST_NAME]
    return one if SequenceMatcher(None, *names, autojunk=False).ratio() >= _ALIKE else None


def _objective(board: Board, line: Line) -> str:
    ordinal = line.objective
    return " ".join(board.objectives[ordinal - 1].text.split()) if 0 < ordinal <= len(board.objectives) else ""


def _join(one: MergedIndicator, line: Line, board: Board, year: int | None) -> None:
    one.places.add((board.table, line.code))
    one.unit = one.unit or line.unit
    one.owner = one.owner or " ".join(line.owner.split())
    one.source = one.source or " ".join(line.source.split())
    one.headings = one.headings or board.headings
    one.explanation = _fuller(one.explanation, line.explanation)
    for number, comparison in enumerate(line.comparisons):
        if comparison.subject is not Subject.PERFORMANCE or _is_part_of_year(comparison):
            continue
        if number == 0 or not _has_figures(one.main):
            one.main = _completed(one.main, comparison)
        of_year = comparison.year or (board.year or year if number == 0 else None)
        if of_year:
            one.years[of_year] = _completed(one.years.get(of_year, Comparison()), comparison)


def _has_figures(comparison: Comparison) -> bool:
    return comparison.target is not None or comparison.actual is not None


def _is_part_of_year(comparison: Comparison) -> bool:
    if not _QUARTER.search(comparison.period):
        return False
    return not (comparison.cumulative and _LAST_QUARTER.search(comparison.period))


def _completed(known: Comparison, more: Comparison) -> Comparison:
    """Return ``known`` with what only ``more`` has; of two targets the one that says more."""
    target = known.target
    if (
        target is None
        or target.absent
        or (target.amount is None and more.target and more.target.amount is not None)
    ):
        target = more.target or target
    return Comparison(
        period=known.period or more.period,
        target=target,
        actual=known.actual if known.actual and not known.actual.absent else more.actual or known.actual,
        achievement=known.achievement or more.achievement,
        rating=known.rating or more.rating,
    )


def _fuller(known: Explanation | None, more: Explanation | None) -> Explanation | None:
    if known is None or more is None:
        return known or more
    return known if len(known.ratios) >= len(more.ratios) else more
