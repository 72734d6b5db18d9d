"""One report in both readings of its numbers, where its own tables do not settle which holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from capaian.audit.examine import examine
from capaian.core.claims.claim import Board, Claims
from capaian.core.claims.objection import Examined, Objection, in_page_order
from capaian.core.claims.transcript import Spot
from capaian.core.findings.finding import Level, finding
from capaian.core.measurement.result import Measurement

_NONE = "–"


def examine_both(
    indonesian: Claims, plain: Claims, open_tables: Iterable[int], measurement: Measurement | None = None
) -> tuple[Claims, Examined]:
    """Return the reading with fewer errors of its own, and what holds in both.

    What holds in one reading only is named in a note for each table of ``open_tables`` whose figures differ.
    """
    tables = frozenset(open_tables)
    one, other = examine(indonesian, measurement), examine(plain, measurement)
    only_one, only_other = _only(one, other), _only(other, one)
    chosen, examined, dropped = (
        (plain, other, only_other) if _errors(only_other) < _errors(only_one) else (indonesian, one, only_one)
    )
    notes = []
    for board in chosen.boards:
        if board.table in tables and _differ(board.table, indonesian, plain):
            first, second = _named(only_one, board.table), _named(only_other, board.table)
            said = finding("notation-open", table=board.table, indonesian=first, plain=second)
            notes.append(Objection(said, _spot(board)))
    open_ones = {id(objection) for objection in dropped if objection.spot.table in tables}
    kept = [objection for objection in examined.objections if id(objection) not in open_ones]
    return chosen, Examined(in_page_order([*kept, *notes]), examined.rules)


def _spot(board: Board) -> Spot:
    first = board.lines[0].spot if board.lines else Spot(table=board.table, page=board.page)
    return Spot(first.block, board.table, 0, 0, board.page)


def _differ(table: int, one: Claims, other: Claims) -> bool:
    def lines(claims: Claims) -> list[object]:
        return [(board.lines, board.summaries) for board in claims.boards if board.table == table]

    return lines(one) != lines(other)


def _only(one: Examined, other: Examined) -> list[Objection]:
    """Return what ``one`` objects to and ``other`` does not: the same fault of the same cell is one."""
    there = {(objection.code, objection.spot) for objection in other.objections}
    return [objection for objection in one.objections if (objection.code, objection.spot) not in there]


def _errors(objections: Iterable[Objection]) -> int:
    return sum(objection.level is Level.ERROR for objection in objections)


def _named(objections: Iterable[Objection], table: int) -> str:
    """Return the codes with how often each, which read the same in every language."""
    count = Counter(objection.code for objection in objections if objection.spot.table == table)
    return ", ".join(f"{code} × {often}" for code, often in sorted(count.items())) or _NONE
