"""Making an objection to a figure of a line."""

from __future__ import annotations

from fractions import Fraction

from capaian.core.claim import Line
from capaian.core.finding import Finding
from capaian.core.numerals import shortest_printed
from capaian.core.objection import Objection
from capaian.core.printed_figure import Figure
from capaian.core.transcript import Spot


def object_to(
    found: Finding, at: Figure | Spot, line: Line | None = None, *, recomputed: str = "", quote: str = ""
) -> Objection:
    """Return the objection ``found`` at a figure (whose text is what is printed) or a bare spot."""
    figure = at if isinstance(at, Figure) else None
    spot = figure.spot if figure else at
    assert isinstance(spot, Spot), "a figure has a spot"
    printed = figure.text if figure else ""
    return Objection(
        found,
        spot,
        line.code if line else "",
        printed,
        recomputed,
        quote=quote or printed or (line.name if line else ""),
    )


def amount_printed(amount: Fraction) -> str:
    """Return an amount as a message quotes it: ``94.519``, ``2.602``, ``61,7``."""
    return shortest_printed(amount, grouped=True)
