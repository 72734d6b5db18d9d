"""A report against itself: tables against each other, promises, numbering."""

from __future__ import annotations

from capaian.audit.disclosed import disclosures
from capaian.audit.report.cross_tables import tables_against_tables
from capaian.audit.report.denominators import conflicting_denominators
from capaian.audit.report.easy_targets import easy_targets
from capaian.audit.report.mixed_notation import mixed_notation
from capaian.audit.report.numbering import numbering
from capaian.audit.report.promises import promises
from capaian.audit.report.quarters import quarters
from capaian.audit.report.ratings import ratings
from capaian.audit.report.surveys import surveys
from capaian.audit.report.totals import totals
from capaian.audit.report.unmeasured import unmeasured_lines
from capaian.core.claims.claim import Claims
from capaian.core.claims.objection import Objection, in_page_order

CHECKS = (
    numbering,
    promises,
    easy_targets,
    unmeasured_lines,
    ratings,
    conflicting_denominators,
    tables_against_tables,
    totals,
    quarters,
    surveys,
    mixed_notation,
)


def examine_report(claims: Claims) -> tuple[Objection, ...]:
    """Return what the report as a whole says against itself, in page order, without what it discloses."""
    known = disclosures(claims)
    found = (objection for check in CHECKS for objection in check(claims))
    return in_page_order(objection for objection in found if (objection.code, objection.indicator) not in known)
