"""Workings that stand in running text and name no line of a table: a ratio is right or wrong wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from capaian.audit.cases import Case, Link, explained
from capaian.audit.operands import Printed, Search
from capaian.audit.pairs import Sighting
from capaian.audit.working_faults import working_faults
from capaian.audit.workings import worked
from capaian.core.claim import Board, Claims, Explanation, Line
from capaian.core.objection import Objection
from capaian.core.printed_figure import Notation


def passage_faults(claims: Claims, printed: Printed, here: int) -> Iterator[Objection]:
    """Yield what workings of passages say against themselves. ``here`` is where they stand among explanations."""
    notation = next((board.notation for board in claims.boards), Notation.INDONESIAN)
    nowhere = Board(0, "", notation, (), ())
    for explanation in claims.workings:
        kept = _written_out(explanation)
        working, divided = explained(worked(kept), search := Search(printed, here))
        line = Line("", "", explanation.spot, explanation=kept)
        case = Case(Sighting(nowhere, line), working, search, None, None, Link.NONE, divided)
        yield from working_faults(case, None, frozenset())


def _written_out(explanation: Explanation) -> Explanation:
    """Leave out closing figures whose operands are not beside them: what a paragraph joins, nobody can tell."""
    closing = explanation.closing
    subtotals = tuple(one for one in explanation.subtotals if len(one.closing.operands) > 1)
    kept = closing if closing is not None and len(closing.operands) > 1 else None
    return replace(explanation, closing=kept, subtotals=subtotals)
