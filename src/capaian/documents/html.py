"""The report as one HTML page: no script, no link to anything outside, readable on a phone and printable."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from capaian.core.formula.typeset import Piece, TextRun, on_one_line
from capaian.documents.model import Bar, Chart, Report
from capaian.documents.templating import template

_ROW = 26
_LEFT = 44
_AXIS = 560
_RIGHT = 150


def render(report: Report) -> bytes:
    """Return the page as UTF-8; the same report gives the same bytes."""
    page = template("capaian.documents", "report.html.j2")
    return page.render(report=report, math=math, chart=_drawn(report.chart)).encode()


def math(pieces: Sequence[Piece]) -> Markup:
    """Return a working as MathML, with its one-line text for readers whose program draws no fractions."""
    if all(isinstance(piece, TextRun) for piece in pieces):
        return escape(on_one_line(pieces))
    text = escape(on_one_line(pieces))
    return Markup('<math display="inline" alttext="{}">{}</math>').format(text, _rows(pieces))


def _rows(pieces: Sequence[Piece]) -> Markup:
    return Markup("<mrow>{}</mrow>").format(Markup("").join(_piece(piece) for piece in pieces))


def _piece(piece: Piece) -> Markup:
    if isinstance(piece, TextRun):
        # A no-break space, since MathML drops spaces at the ends of its texts.
        return Markup("<mtext>{}</mtext>").format(piece.text.replace(" ", "\u00a0"))
    return Markup("<mfrac>{}{}</mfrac>").format(_rows(piece.over), _rows(piece.under))


def _drawn(chart: Chart) -> dict[str, object]:
    """Return the picture's geometry: only lengths on the screen, every figure comes printed."""
    height = _ROW * len(chart.bars)
    return {
        "width": _LEFT + _AXIS + _RIGHT,
        "height": height + 24,
        "bottom": height,
        "left": _LEFT,
        "full": _LEFT + _AXIS * float(chart.full),
        "ticks": [(label, _LEFT + _AXIS * float(share)) for label, share in chart.ticks],
        "bars": [_bar(number, bar) for number, bar in enumerate(chart.bars)],
    }


def _bar(number: int, bar: Bar) -> dict[str, object]:
    length = _AXIS * float(bar.share)
    return {
        "code": bar.code,
        "name": bar.name,
        "printed": bar.printed,
        "kind": "none" if bar.missing else "met" if bar.met else "short",
        "y": number * _ROW,
        "length": round(length, 2),
        "label_x": round(_LEFT + length + 6, 2),
    }
