"""Making objections: to a figure of a line or a bare spot, its figures as the paper would print them, its place
and the heading above it."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from capaian.audit.grouping import Sighting
from capaian.audit.tolerance import written_short
from capaian.core.claims.claim import Board, Line, Ratio
from capaian.core.claims.figure import Figure, Notation
from capaian.core.claims.objection import Objection
from capaian.core.claims.transcript import Spot
from capaian.core.findings.finding import Finding
from capaian.core.numbers.numerals import shortest_printed

_LONGEST = 300


class ShownFigure(NamedTuple):
    """What an objection shows: the figure as printed, what it should be, and the text that it is quoted from."""

    printed: str
    recomputed: str = ""
    quote: str = ""


def objection(
    sighting: Sighting,
    spot: Spot,
    said: Finding,
    shown: ShownFigure,
    *,
    cause: Finding | None = None,
    consequence: Finding | None = None,
) -> Objection:
    """Return an objection to a figure of one line."""
    return Objection(
        said,
        spot,
        indicator=sighting.line.code,
        printed=shown.printed.strip(),
        recomputed=shown.recomputed,
        cause=cause,
        quote=" ".join(shown.quote.split())[:_LONGEST],
        heading=heading_at(sighting.board, spot),
        consequence=consequence,
    )


def heading_at(board: Board, spot: Spot) -> str:
    """Return the heading above a spot of a table, or nothing."""
    inside = spot.table == board.table and 1 <= spot.column <= len(board.headings)
    return board.headings[spot.column - 1] if inside else ""


def division(ratio: Ratio, notation: Notation) -> str:
    """Return a ratio as its paper writes it: ``48/52 × 100``."""
    top, bottom = ratio.numerator.text.strip(), ratio.denominator.text.strip()
    factor = "" if ratio.factor == 1 else f" × {written_short(ratio.factor, notation)}"
    return f"{top}/{bottom}{factor}"


def labelled(label: str, text: str) -> str:
    """Return ``text`` with the label of a part before it, if it has one."""
    return f"{label.strip(' :=')}: {text}" if label.strip(" :=") else text


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
