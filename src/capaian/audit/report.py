"""A report against itself: tables against each other, promises, numbering."""

from __future__ import annotations

from capaian.core.claim import Claims
from capaian.core.objection import Objection


def examine_report(claims: Claims) -> tuple[Objection, ...]:
    """Return what the report as a whole says against itself, in page order."""
    del claims
    return ()
