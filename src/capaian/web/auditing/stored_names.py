"""Under which names an audit stands in a database: the one place that says so (ADR 24).

Classes and fields may be renamed and moved; what is stored keeps the name that stands here. Whoever renames a class
changes its line here and leaves the text; whoever renames a field adds it to :data:`FIELDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from capaian.core.claims.claim import (
    Board,
    Claims,
    Closing,
    Comparison,
    Explanation,
    FormulaWords,
    Line,
    Objective,
    PrintedScale,
    Ratio,
    Subtotal,
    Summary,
    Unread,
)
from capaian.core.claims.figure import Figure
from capaian.core.claims.objection import Examined, Objection, RuleSeen
from capaian.core.claims.survey import Element, Survey, Whole
from capaian.core.claims.transcript import Cell, Grid, Passage, Spot, Transcript
from capaian.core.findings.finding import Finding, Place
from capaian.pipeline.auditing import Audited

KINDS: Mapping[type, str] = {
    Audited: "Audited",
    Transcript: "Transcript",
    Passage: "Passage",
    Grid: "Grid",
    Cell: "Cell",
    Spot: "Spot",
    Claims: "Claims",
    Board: "Board",
    Line: "Line",
    Comparison: "Comparison",
    Figure: "Figure",
    Explanation: "Explanation",
    FormulaWords: "FormulaWords",
    Ratio: "Ratio",
    Closing: "Closing",
    Subtotal: "Subtotal",
    Objective: "Objective",
    Summary: "Summary",
    Unread: "Unread",
    PrintedScale: "PrintedScale",
    Survey: "Survey",
    Element: "Element",
    Whole: "Whole",
    Examined: "Examined",
    Objection: "Objection",
    Finding: "Finding",
    Place: "Place",
    RuleSeen: "RuleSeen",
}
"""The stored name of each class."""

FIELDS: Mapping[type, Mapping[str, str]] = {}
"""Fields that bear another name in the database than in the class: ``{Board: {"attribute": "stored"}}``."""


@dataclass(frozen=True, eq=False, slots=True)
class StoredNames:
    """The stored names of classes, and of those of their fields that were renamed."""

    kinds: Mapping[type, str]
    fields: Mapping[type, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    def of_kind(self, kind: type) -> str:
        """Return under which name a class is stored. Raises ``LookupError`` where nobody has said it."""
        try:
            return self.kinds[kind]
        except KeyError:
            raise LookupError(f"{kind.__module__}.{kind.__qualname__} has no stored name") from None

    def of_field(self, kind: type, attribute: str) -> str:
        """Return under which name a field is stored: its own, unless it was renamed."""
        return self.fields.get(kind, {}).get(attribute, attribute)


AUDITS = StoredNames(KINDS, FIELDS)
