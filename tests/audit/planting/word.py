"""A paper written by Word: merged cells, paragraphs in cells, equations."""

from __future__ import annotations

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tests.audit.planting.paper import Cell, Equation, Heading, Paper, Table

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def as_word(paper: Paper, *, boxed: bool = False) -> bytes:
    """Return a DOCX; ``boxed`` sets fractions as Word's stacked ones, else on one line."""
    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    document.styles["Normal"].font.size = Pt(9)
    for block in paper.blocks:
        if isinstance(block, Table):
            _table(document, block, boxed)
        elif isinstance(block, Heading):
            document.add_heading(block.text, 2)
        else:
            document.add_paragraph(block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: object, table: Table, boxed: bool) -> None:
    made = document.add_table(len(table.rows), table.width)  # type: ignore[attr-defined]
    made.style = "Table Grid"
    grid = [made.rows[place].cells for place in range(len(table.rows))]
    for down, row in enumerate(table.rows):
        for right, one in enumerate(row):
            if one is None:
                continue
            at = grid[down][right]
            if one.rows > 1 or one.columns > 1:
                at = at.merge(grid[down + one.rows - 1][right + one.columns - 1])
            _fill(at, one, boxed)


def _fill(at: _Cell, one: Cell, boxed: bool) -> None:
    paragraph = at.paragraphs[0]
    for place, line in enumerate(one.lines):
        if place:
            paragraph = at.add_paragraph()
        for piece in line:
            if isinstance(piece, Equation):
                _equation(paragraph, piece, boxed)
            elif piece:
                paragraph.add_run(piece).bold = one.bold or None


def _equation(paragraph: Paragraph, piece: Equation, boxed: bool) -> None:
    def run(text: str) -> str:
        return f"<m:r><m:t xml:space='preserve'>{text}</m:t></m:r>"

    kind = "" if boxed else '<m:fPr><m:type m:val="lin"/></m:fPr>'
    fraction = f"<m:f>{kind}<m:num>{run(piece.numerator)}</m:num><m:den>{run(piece.denominator)}</m:den></m:f>"
    rest = run(f"{piece.factor}={piece.result}")
    paragraph._p.append(parse_xml(f"<m:oMath {nsdecls('w')} {MATH}>{fraction}{rest}</m:oMath>"))
