"""A Word document around its pages: paper, looks, footer, properties, and a package that is the same each time."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx import Document as new_document
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Mm, Pt, RGBColor

from capaian.core.wording import chosen
from capaian.documents.docx_parts import GREY, Words, cell, element, field, paragraph, row, run, text_of
from capaian.documents.model import Paper
from capaian.documents.words import say

FONT = "Times New Roman"
_MARGIN = 15
_PAPERS = {Paper.A4: (297, 210), Paper.F4: (330, 215)}


@dataclass(frozen=True, slots=True)
class DocumentProperties:
    """What a document says outside its pages. ``date`` is the one that the file carries, never a clock's."""

    lang: str
    paper: Paper
    title: str
    author: str
    keywords: str
    footer: str
    date: tuple[int, int, int]


def begin(around: DocumentProperties) -> Document:
    """Return an empty document, set up to print."""
    document = new_document()
    body = document.element.body
    for old in list(body)[:-1]:
        body.remove(old)
    _set_up(document, around)
    return document


def finish(document: Document, content: Iterable[Element]) -> bytes:
    """Return the DOCX of ``content``; the same content gives the same bytes."""
    body = document.element.body
    for made in content:
        body.insert(len(body) - 1, made)
    return _packed(document)


def width_of(paper: Paper) -> float:
    """Return the width of a line in millimetres."""
    return _PAPERS[paper][0] - 2 * _MARGIN


def filled(widths: Sequence[float], whole: float) -> list[float]:
    """Return ``widths`` with what is left of the line in the place of the zero."""
    return [width or whole - sum(widths) for width in widths]


def heading_row(names: Sequence[str], widths: Sequence[float]) -> Element:
    """Return the row of headings, which repeats on every page."""
    return row(
        (
            cell(
                paragraph(Words(name, bold=True), align="center", keep_next=True),
                width=width,
                fill=GREY,
                middle=True,
            )
            for name, width in zip(names, widths, strict=True)
        ),
        heading=True,
    )


def page_break() -> Element:
    """Return a paragraph after which a new page begins."""
    return paragraph(element("w:r", element("w:br", type="page")))


def _set_up(document: Document, around: DocumentProperties) -> None:
    width, height = _PAPERS[around.paper]
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.footer_distance = Mm(7)
    language = chosen(("id-ID", "en-US"), around.lang)
    for name, size in (("Normal", 10.5), ("Heading 1", 12), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        look = style.element.get_or_add_rPr()
        fonts = look.get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
        for old in look.findall(qn("w:lang")):
            look.remove(old)
        look.append(element("w:lang", val=language, eastAsia=language))
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    for name in ("Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(8), Pt(4)
    document.styles["Heading 1"].paragraph_format.alignment = 1
    _footer(document, around, width - 2 * _MARGIN)
    properties = document.core_properties
    moment = datetime.datetime(*around.date)
    properties.created = properties.modified = moment
    properties.title = text_of(around.title)[:255]
    properties.author = properties.last_modified_by = text_of(around.author)[:255]
    properties.language = language
    properties.keywords, properties.comments = around.keywords, ""


def _footer(document: Document, around: DocumentProperties, width: float) -> None:
    footer = document.sections[0].footer
    before, between, after = _around(say("page-of", around.lang))
    numbered = [run(before), *field("PAGE"), run(between), *field("NUMPAGES"), run(after)]
    tabbed = element("w:r", element("w:tab"))
    line = paragraph(Words(around.footer, half_points=16), tabbed, *numbered, tab=width)
    for part in line.iter(qn("w:r")):
        if part.find(qn("w:rPr")) is None:
            part.insert(0, element("w:rPr", element("w:sz", val=16)))
    container = footer._element
    for old in list(container):
        container.remove(old)
    container.append(line)


def _around(sentence: str) -> tuple[str, str, str]:
    """Return the words before, between and after ``{page}`` and ``{pages}``."""
    before, rest = sentence.split("{page}")
    between, after = rest.split("{pages}")
    return before, between, after


def _packed(document: Document) -> bytes:
    """Return the package with one date on every member and no thumbnail of someone else's document."""
    document.part.package.rels.pop(
        next((key for key, rel in document.part.package.rels.items() if rel.reltype.endswith("/thumbnail")), ""),
        None,
    )
    first = io.BytesIO()
    document.save(first)
    second = io.BytesIO()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(second, "w") as goal:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            member.create_system = 0
            goal.writestr(member, source.read(name))
    return second.getvalue()
