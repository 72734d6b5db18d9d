"""Promises without an account: a target whose actual or achievement is missing."""

from __future__ import annotations

from collections.abc import Iterator

from capaian.audit.disclosed import disclosures
from capaian.audit.objections import object_to
from capaian.core.claims.claim import Board, Claims, Line
from capaian.core.claims.figure import Figure
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import finding


def unmeasured_lines(claims: Claims) -> Iterator[Objection]:
    """Yield each line of the report's own year whose figures stop at the target.

    A table in which no line has an actual has not been filled in, and is one finding. A table without a column for
    actuals promises and does not account.
    """
    for board in claims.boards:
        promised = [line for line in board.lines if _given(line.main.target)]
        accounted = [line for line in promised if line.main.actual is not None or line.main.achievement is not None]
        if not accounted:
            continue
        if not any(_given(line.main.actual) or _given(line.main.achievement) for line in accounted):
            known = disclosures(claims)
            if not all(("not-measured", line.code) in known for line in accounted):
                yield _empty(board, accounted)
            continue
        for line in accounted:
            yield from _line(line)


def _empty(board: Board, lines: list[Line]) -> Objection:
    said = finding("not-measured-at-all", lines=len(lines))
    figure = lines[0].main.actual or lines[0].main.achievement
    assert figure is not None, "the line has a column for it"
    return object_to(said, figure.spot, quote=board.title)


def _line(line: Line) -> Iterator[Objection]:
    target, actual, achieved = line.main.target, line.main.actual, line.main.achievement
    assert target is not None, "only promised lines are asked"
    if actual is not None and actual.absent and _given(achieved):
        assert achieved is not None, "given figures are there"
        yield object_to(finding("achievement-without-actual", achievement=achieved.text.strip()), achieved, line)
    elif not _given(actual) and not _given(achieved):
        at = actual or achieved
        assert at is not None, "the table has a column for it"
        yield object_to(finding("not-measured", target=target.text.strip()), at, line)


def _given(figure: Figure | None) -> bool:
    return figure is not None and not figure.absent
