"""The numbers of objectives and indicators: the same one twice, one left out, one not written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from capaian.core.claims.claim import Board, Claims, Subject
from capaian.core.claims.objection import Objection
from capaian.core.claims.transcript import Spot
from capaian.core.findings.finding import finding

_NUMBER = re.compile(r"(?:(.*?)[\s.\-/]?)?(?<![0-9])([0-9]{1,4}|[a-z])\Z", re.ASCII)
_NUMERALS = """i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi"""
_ROMAN = {numeral: n for n, numeral in enumerate(_NUMERALS.split(), 1)}
NONE = "–"
"""How a message quotes a number that was not printed."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """One entry of a list: its number as printed, where it stands, and of whom it is a sibling."""

    text: str
    spot: Spot
    family: int = 0

    @property
    def key(self) -> str:
        return " ".join(self.text.casefold().strip(" .):(").split())


def numbering(claims: Claims) -> Iterator[Objection]:
    """Yield at most one finding for the objectives of a table, and one for its indicators."""
    for board in claims.boards:
        yield from _objectives(board)
        yield from _lines(board)


def _objectives(board: Board) -> Iterator[Objection]:
    listed: list[Numbered] = []
    said: set[tuple[str, str]] = set()
    for objective in board.objectives:
        # A table that runs over pages repeats its sasaran: the same text with the same number is one of them.
        key = (objective.number, " ".join(objective.text.casefold().split()))
        if key not in said:
            said.add(key)
            listed.append(Numbered(objective.number, objective.spot))
    yield from _object([listed], "objective-numbers")


def _lines(board: Board) -> Iterator[Objection]:
    if all(c.subject is Subject.BUDGET for line in board.lines for c in line.comparisons):
        return  # programmes and activities are numbered by codes of the budget
    if not any(line.main.target or line.main.actual for line in board.lines):
        return  # a table that calculates, a line for each step
    families: dict[int, list[Numbered]] = {}
    for line in board.lines:
        families.setdefault(line.objective, []).append(Numbered(line.number, line.spot, line.objective))
    yield from _object(list(families.values()), "indicator-numbers")


def _object(families: Sequence[Sequence[Numbered]], what: str) -> Iterator[Objection]:
    for code in ("duplicate-number", "number-missing", "number-gap"):
        for family in families:
            wrong = _wrong(family)
            if wrong and wrong[0] == code:
                quoted = ", ".join(entry.text.strip() or NONE for entry in family)
                said = finding(code, subject=what, numbers=quoted)
                yield Objection(said, wrong[1].spot, printed=wrong[1].text.strip(), quote=quoted)
                return


def _wrong(family: Sequence[Numbered]) -> tuple[str, Numbered] | None:
    """Return what is wrong with the numbers of siblings, and the first that is."""
    numbered = [entry for entry in family if entry.key]
    if len(numbered) < 2:
        return None
    for run in _runs(numbered):
        seen: set[str] = set()
        for entry in run:
            if entry.key in seen:
                return "duplicate-number", entry
            seen.add(entry.key)
    bare = [entry for entry in family if not entry.key]
    if bare == [family[0]] and all(len(entry.key) == 1 and entry.key.isalpha() for entry in numbered):
        bare = []  # what a, b, c divide stands above them without a letter
    if bare and len(bare) < len(numbered):
        return "number-missing", bare[0]
    for run in _runs(numbered):
        places = [_place(entry, run) for entry in run]
        for before, after, entry in zip(places, places[1:], run[1:], strict=False):
            if before and after and before[0] == after[0] and after[1] != before[1] + 1:
                return "number-gap", entry
    return None


def _runs(entries: Sequence[Numbered]) -> Iterator[list[Numbered]]:
    """Yield lists that count from one: a mission's objectives may begin anew at 1, 2."""
    run: list[Numbered] = []
    for n, entry in enumerate(entries):
        follows = entries[n + 1] if n + 1 < len(entries) else None
        begins = _is(entry, 1) and follows is not None and _is(follows, 2)
        if run and begins and not _is(run[-1], 1):
            yield run
            run = []
        run.append(entry)
    yield run


def _is(entry: Numbered, number: int) -> bool:
    place = _place(entry, (entry,))
    return place is not None and place[1] == number


def _place(entry: Numbered, among: Sequence[Numbered]) -> tuple[str, int] | None:
    """Return what stands before the last number of an entry, and that number; letters and Roman numerals count."""
    if entry.key in _ROMAN and all(other.key in _ROMAN for other in among):
        return "", _ROMAN[entry.key]
    match = _NUMBER.match(entry.key)
    if not match:
        return None
    return match[1] or "", int(match[2]) if match[2].isdigit() else ord(match[2]) - ord("a") + 1
