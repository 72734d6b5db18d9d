"""A report against itself: tables against each other, promises, numbering."""

from __future__ import annotations

from capaian.audit.disclosed import disclosures
from capaian.audit.promises import promises
from capaian.core.claim import Claims
from capaian.core.objection import Objection, in_page_order

CHECKS = (promises,)


def examine_report(claims: Claims) -> tuple[Objection, ...]:
    """Return what the report as a whole says against itself, in page order, without what it discloses."""
    known = disclosures(claims)
    found = (objection for check in CHECKS for objection in check(claims))
    return in_page_order(objection for objection in found if (objection.code, objection.indicator) not in known)
