"""How an objection is put: its figures as the paper would print them, its place and the heading above it."""

from __future__ import annotations

from typing import NamedTuple

from capaian.audit.pairs import Sighting
from capaian.audit.tolerance import written_short
from capaian.core.claim import Board, Ratio
from capaian.core.finding import Finding
from capaian.core.objection import Objection
from capaian.core.printed_figure import Notation
from capaian.core.transcript import Spot

_LONGEST = 300


class Shown(NamedTuple):
    """What an objection shows: the figure as printed, what it should be, and the text that it is quoted from."""

    printed: str
    recomputed: str = ""
    quote: str = ""


def objection(
    sighting: Sighting,
    spot: Spot,
    said: Finding,
    shown: Shown,
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
