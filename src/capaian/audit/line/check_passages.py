"""Workings that stand in running text and name no line of a table: a ratio is right or wrong wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from capaian.audit.grouping import Sighting
from capaian.audit.line.cases import WorkingCase, WorkingLink, explained
from capaian.audit.line.check_working import working_faults
from capaian.audit.line.judged_workings import judge_working
from capaian.audit.line.operands import OperandSearch, PrintedQuantities
from capaian.core.claims.claim import Board, Claims, Explanation, Line
from capaian.core.claims.figure import Notation
from capaian.core.claims.objection import Objection


def passage_faults(claims: Claims, printed: PrintedQuantities, here: int) -> Iterator[Objection]:
    """Yield what workings of passages say against themselves. ``here`` is where they stand among explanations."""
    notation = next((board.notation for board in claims.boards), Notation.INDONESIAN)
    nowhere = Board(0, "", notation, (), ())
    for explanation in claims.workings:
        kept = _written_out(explanation)
        working, divided = explained(judge_working(kept), search := OperandSearch(printed, here))
        line = Line("", "", explanation.spot, explanation=kept)
        case = WorkingCase(Sighting(nowhere, line), working, search, None, None, WorkingLink.NONE, divided)
        yield from working_faults(case, None, frozenset())


def _written_out(explanation: Explanation) -> Explanation:
    """Leave out closing figures whose operands are not beside them: what a paragraph joins, nobody can tell."""
    closing = explanation.closing
    subtotals = tuple(one for one in explanation.subtotals if len(one.closing.operands) > 1)
    kept = closing if closing is not None and len(closing.operands) > 1 else None
    return replace(explanation, closing=kept, subtotals=subtotals)
