"""Figures of a table that are written in the other notation than the table's: 91.80 among 91,11."""

from __future__ import annotations

from collections.abc import Iterator

from capaian.audit.objections import object_to
from capaian.core.claims.claim import Claims
from capaian.core.claims.figure import Notation
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import finding

_MOST = 5
"""Most figures that are quoted; one is enough to look for the rest."""


def mixed_notation(claims: Claims) -> Iterator[Objection]:
    """Yield one note for each table that writes decimals in two ways, at the first figure of the rarer one."""
    for board in claims.boards:
        if board.deviating and board.notation is not Notation.OPEN:
            signs = (",", ".") if board.notation is Notation.INDONESIAN else (".", ",")
            quoted = [figure.text.strip() for figure in board.deviating]
            more = ["…"] if len(quoted) > _MOST else []
            shown = "; ".join([*quoted[:_MOST], *more])
            said = finding("mixed-notation", table=board.table, usual=signs[0], other=signs[1], figures=shown)
            yield object_to(said, board.deviating[0])
