"""A report against itself: tables against each other, promises, numbering."""

from __future__ import annotations

from capaian.audit.disclosed import disclosures
from capaian.audit.easy_targets import easy_targets
from capaian.audit.measured import measured
from capaian.audit.mixed import mixed
from capaian.audit.numbering import numbering
from capaian.audit.promises import promises
from capaian.audit.quantities import quantities
from capaian.audit.quarters import quarters
from capaian.audit.ratings import ratings
from capaian.audit.surveys import surveys
from capaian.audit.tables import tables_against_tables
from capaian.audit.totals import totals
from capaian.core.claim import Claims
from capaian.core.objection import Objection, in_page_order

CHECKS = (
    numbering,
    promises,
    easy_targets,
    measured,
    ratings,
    quantities,
    tables_against_tables,
    totals,
    quarters,
    surveys,
    mixed,
)


def examine_report(claims: Claims) -> tuple[Objection, ...]:
    """Return what the report as a whole says against itself, in page order, without what it discloses."""
    known = disclosures(claims)
    found = (objection for check in CHECKS for objection in check(claims))
    return in_page_order(objection for objection in found if (objection.code, objection.indicator) not in known)
