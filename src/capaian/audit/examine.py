"""The whole audit of a report's claims, each fault said once, in page order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from capaian.audit.against_plan import compare
from capaian.audit.disclosed import disclosures
from capaian.audit.line.examine import examine_lines
from capaian.audit.report.examine import examine_report
from capaian.core.claims.claim import Claims
from capaian.core.claims.objection import Examined, Objection, in_page_order
from capaian.core.claims.transcript import Spot
from capaian.core.findings.finding import finding
from capaian.core.measurement.result import Measurement

_WHY = {
    "too-large": "unread-too-large",
    "no-headings": "unread-no-headings",
    "no-figure-columns": "unread-no-figure-columns",
    "no-lines": "unread-no-lines",
}
"""The key of a reader's reason to the note that says it."""


def examine(claims: Claims, measurement: Measurement | None = None) -> Examined:
    """Return what ``claims`` say against themselves and, where there is one, against ``measurement``."""
    of_lines = examine_lines(claims)
    known = disclosures(claims)
    lines = (objection for objection in of_lines.objections if (objection.code, objection.indicator) not in known)
    wrong = {objection.spot for objection in of_lines.objections if objection.code == "achievement-arithmetic"}
    # What was scored by the wrong rule is said there, with the right one: no doubt remains.
    report = (one for one in examine_report(claims) if one.code != "direction-doubtful" or one.spot not in wrong)
    against = compare(claims, measurement) if measurement else ()
    found = (*lines, *report, *against, *_unread(claims))
    return Examined(in_page_order(_each_once(found)), of_lines.rules)


def _unread(claims: Claims) -> Iterator[Objection]:
    """Yield the tables that nobody could read: an audit never passes over them in silence."""
    for unread in claims.unread:
        code = _WHY.get(unread.why)
        cause = finding(code) if code else None
        yield Objection(finding("not-read", table=unread.table), unread.spot, cause=cause, quote=unread.found)
    if not claims.boards and not claims.count:
        yield Objection(finding("no-claims"), Spot())


def _each_once(objections: Iterable[Objection]) -> Iterator[Objection]:
    """Yield each fault of one figure once; of two that are the same, the one said first."""
    said = set()
    for objection in objections:
        key = (objection.code, objection.spot, objection.indicator, objection.printed, objection.message())
        if key not in said:
            said.add(key)
            yield objection
