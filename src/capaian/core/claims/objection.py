"""What an audit objects to: a finding on somebody's paper, with what is printed and what it should be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from capaian.core.claims.transcript import Spot
from capaian.core.findings.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Objection:
    """A ``finding`` at a ``spot``; ``printed`` is quoted from the paper, ``recomputed`` is what it should say.

    ``indicator`` is the line's code, empty where the finding is of a table or the whole report. ``cause`` is a
    finding of its own (level note) that says what most likely happened, or ``None`` where nothing was found.
    ``consequence`` is another, that says which other figures of the paper follow from this one.
    ``quote`` is the text of the cell or passage that it speaks of; ``heading`` that of its column.
    """

    finding: Finding
    spot: Spot
    indicator: str = ""
    printed: str = ""
    recomputed: str = ""
    cause: Finding | None = None
    quote: str = ""
    heading: str = ""
    consequence: Finding | None = None

    @property
    def code(self) -> str:
        return self.finding.code

    @property
    def level(self) -> Level:
        return self.finding.level

    def message(self, lang: str = "id") -> str:
        """Return what was found, the likeliest cause and what follows from it, where there are such."""
        parts = (self.finding, self.cause, self.consequence)
        return " ".join(part.message(lang) for part in parts if part is not None)


def in_page_order(objections: Iterable[Objection]) -> tuple[Objection, ...]:
    """Return objections as a reader of the paper meets them."""
    return tuple(sorted(objections, key=lambda objection: (objection.spot, objection.code)))


@dataclass(frozen=True, slots=True)
class RuleSeen:
    """How a table made its achievements, as its rows show: ``rule`` is a key of the achievement rules, ``rows`` how
    many of its lines fit it. ``from_printed`` where they fit only from the printed (rounded) actual."""

    table: int
    rule: str
    rows: int
    cap: Fraction | None = None
    from_printed: bool = False


@dataclass(frozen=True, slots=True)
class Examined:
    """What an audit came to: its objections in page order, and the rules that the rows show."""

    objections: tuple[Objection, ...]
    rules: tuple[RuleSeen, ...] = ()
