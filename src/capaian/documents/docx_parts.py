"""Pieces of WordprocessingML: runs, paragraphs, tables and equations as elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from capaian.core.formula.typeset import Piece, TextRun

GREY = "ECECEC"

# XML 1.0 has no way to write these, not even escaped.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Attribute = str | int


def element(tag: str, *children: Element, **attributes: Attribute) -> Element:
    """Return ``<tag>``; attributes take the tag's prefix: ``element("w:jc", val="right")``."""
    made = OxmlElement(tag)
    prefix = tag.split(":")[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), str(value))
    made.extend(children)
    return made


def twips(millimetres: float) -> int:
    """Return ``millimetres`` in twentieths of a point, the unit of Word's widths."""
    return round(millimetres * 1440 / 25.4)


def text_of(text: str) -> str:
    """Return ``text`` without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


@dataclass(frozen=True, slots=True)
class Words:
    """Text of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    half_points: int | None = None


Inline = str | Words | Element


def run(words: str | Words) -> Element:
    """Return a ``w:r``; line ends in the text become breaks."""
    words = words if isinstance(words, Words) else Words(words)
    made = element("w:r")
    look = []
    if words.bold:
        look.append(element("w:b"))
    if words.italic:
        look.append(element("w:i"))
    if words.underline:
        look.append(element("w:u", val="single"))
    if words.half_points:
        look.append(element("w:sz", val=words.half_points))
    if look:
        made.append(element("w:rPr", *look))
    for number, line in enumerate(text_of(words.text).split("\n")):
        if number:
            made.append(element("w:br"))
        made.append(_text("w:t", line))
    return made


def _text(tag: str, text: str) -> Element:
    made = element(tag)
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def paragraph(
    *content: Inline,
    align: str = "",
    style: str = "",
    keep_next: bool = False,
    before: float = 0,
    after: float = 0,
    left: float = 0,
    hanging: float = 0,
    tab: float = 0,
) -> Element:
    """Return a ``w:p``. ``before`` and ``after`` in points; ``left``, ``hanging`` and ``tab`` in millimetres."""
    settings = []
    if style:
        settings.append(element("w:pStyle", val=style))
    if keep_next:
        settings.append(element("w:keepNext"))
    if tab:
        settings.append(element("w:tabs", element("w:tab", val="right", pos=twips(tab))))
    if before or after:
        settings.append(element("w:spacing", before=round(before * 20), after=round(after * 20)))
    if left or hanging:
        settings.append(element("w:ind", left=twips(left), hanging=twips(hanging)))
    if align:
        settings.append(element("w:jc", val=align))
    children = [element("w:pPr", *settings)] if settings else []
    children += [run(part) if isinstance(part, str | Words) else part for part in content]
    return element("w:p", *children)


def field(instruction: str) -> list[Element]:
    """Return the runs of a field that Word fills in: ``PAGE``, ``NUMPAGES``."""
    instructed = element("w:r", _text("w:instrText", f" {instruction} "))
    marks = [element("w:r", element("w:fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")]
    return [marks[0], instructed, marks[1], run("1"), marks[2]]


# ---- tables ------------------------------------------------------------------------------------------


def cell(
    *paragraphs: Element, width: float, span: int = 1, merge: str = "", fill: str = "", middle: bool = False
) -> Element:
    """Return a ``w:tc``. ``width`` in millimetres; ``merge`` is ``restart``, ``continue`` or nothing."""
    settings = [element("w:tcW", w=twips(width), type="dxa")]
    if span > 1:
        settings.append(element("w:gridSpan", val=span))
    if merge:
        settings.append(element("w:vMerge", val=merge))
    if fill:
        settings.append(element("w:shd", val="clear", color="auto", fill=fill))
    if middle:
        settings.append(element("w:vAlign", val="center"))
    return element("w:tc", element("w:tcPr", *settings), *(paragraphs or (paragraph(),)))


def row(cells: Iterable[Element], *, heading: bool = False) -> Element:
    """Return a ``w:tr`` that is never split over pages; a ``heading`` repeats on each."""
    settings = [element("w:cantSplit")]
    if heading:
        settings.append(element("w:tblHeader"))
    return element("w:tr", element("w:trPr", *settings), *cells)


def table(rows: Iterable[Element], widths: Sequence[float], *, title: str, description: str = "") -> Element:
    """Return a ``w:tbl`` of fixed column ``widths`` in millimetres, so that a long word cannot push one aside."""
    settings = element(
        "w:tblPr",
        element("w:tblStyle", val="TableGrid"),
        element("w:tblW", w=sum(map(twips, widths)), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", element("w:top", w=40, type="dxa"), element("w:bottom", w=40, type="dxa")),
        element("w:tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
        element("w:tblCaption", val=text_of(title)),
    )
    if description:
        settings.append(element("w:tblDescription", val=text_of(description)))
    grid = element("w:tblGrid", *(element("w:gridCol", w=twips(width)) for width in widths))
    return element("w:tbl", settings, grid, *rows)


# ---- equations ---------------------------------------------------------------------------------------


def equation(pieces: Sequence[Piece]) -> Element:
    """Return the working as ``m:oMath``, each fraction stacked."""
    return element("m:oMath", *map(_piece, pieces))


def _piece(piece: Piece) -> Element:
    if isinstance(piece, TextRun):
        fonts = element("w:rFonts", ascii="Cambria Math", hAnsi="Cambria Math")
        upright = element("m:rPr", element("m:sty", val="p"))
        return element("m:r", upright, element("w:rPr", fonts), _text("m:t", text_of(piece.text)))
    over = element("m:num", *map(_piece, piece.over))
    under = element("m:den", *map(_piece, piece.under))
    return element("m:f", over, under)
