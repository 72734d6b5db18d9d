"""A paragraph of Word as the text that a reader of the page sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from capaian.reading.equations import linear, underlined
from capaian.reading.equations.latex import without_latex
from capaian.reading.equations.markup import from_eq_field, from_omml
from capaian.reading.word.styles import Styles, W, is_on, value

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_XML = "{http://www.w3.org/XML/1998/namespace}"

_THROUGH = {
    f"{W}{name}"
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml")
} | {f"{W}dir", f"{W}bdo", f"{W}rubyBase", f"{W}ruby", f"{MC}Choice"}
_PAGE_NUMBERS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION"}
_DEEPEST = 50
# What the fonts Symbol and Wingdings draw for these places.
_SYMBOLS = {
    0xB4: "×", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xD7: "×", 0xE5: "Σ",
    0x53: "Σ", 0x44: "Δ", 0x25: "%", 0x2F: "/", 0x3D: "=", 0x2B: "+", 0x2D: "−", 0xA5: "∞", 0xB0: "°", 0xAE: "→",
}  # fmt: skip
_CHECKS = {0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0xFB: "✗", 0xFD: "☒", 0x6F: "☐", 0xA7: "•", 0xD8: "➢", 0xE0: "→"}


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shows: bool = False
    written: bool = False


@dataclass(slots=True)
class ParagraphContent:
    """What one paragraph says. ``boxes`` are text boxes anchored in it; ``notes`` the ids of its footnotes."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    hidden: str = ""


def paragraph_content(paragraph: etree._Element, styles: Styles) -> ParagraphContent:
    """Return what ``paragraph`` says; inserted text counts, deleted and hidden text does not.

    Underlined text has its marks still, for :func:`underlined.stacked` to take.
    """
    reader = _Paragraph(paragraph, styles)
    reader.children(paragraph)
    reader.said.text = underlined.without_seams(without_latex("".join(reader.out)))
    return reader.said


class _Paragraph:
    """Reads the runs of one paragraph, with the fields that are open."""

    def __init__(self, paragraph: etree._Element, styles: Styles) -> None:
        self._styles = styles
        self._is_hidden = styles.paragraph(paragraph.find(f"{W}pPr")).is_hidden
        self._fields: list[_Field] = []
        self._after_equation = False
        self.out: list[str] = []
        self.said = ParagraphContent()

    def children(self, element: etree._Element) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag in _THROUGH:
                if not _is_page_number(child.get(f"{W}instr", "")):
                    self.children(child)
            elif tag == f"{MC}AlternateContent":
                for choice in chosen(child):
                    self.children(choice)
            elif tag == f"{M}oMath":
                self._equation(from_omml(child))
            elif tag == f"{M}oMathPara":
                self._write(f"\n{from_omml(child)}\n")

    def _equation(self, text: str) -> None:
        """An equation has room on both sides without a blank in the text."""
        self._write(f" {text}" if self.out and self.out[-1][-1:].isalnum() else text)
        self._after_equation = True

    def _run(self, run: etree._Element) -> None:
        look = run.find(f"{W}rPr")
        hidden = self._hides(look)
        raises = value(look, "vertAlign") == "superscript"
        lined = value(look, "u") not in ("", "none")
        for child in run:
            if child.tag in _HANDLERS:
                text = _HANDLERS[child.tag](self, child)
                if hidden:
                    self.said.hidden += text.strip()
                elif text:
                    self._write(linear.raised(text) if raises else underlined.marked(text) if lined else text)
            elif child.tag == f"{MC}AlternateContent":
                for choice in chosen(child):
                    self._boxes(choice)
            elif child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self._boxes(child)
            elif child.tag in _THROUGH:
                self.children(child)

    def _hides(self, look: etree._Element | None) -> bool:
        if look is not None and look.find(f"{W}vanish") is not None:
            return is_on(look, "vanish")
        named = value(look, "rStyle")
        return self._is_hidden or bool(named and self._styles.named(named).is_hidden)

    def _write(self, text: str) -> None:
        innermost = self._fields[-_DEEPEST:]
        if all(opened.shows for opened in innermost):
            for opened in innermost:
                opened.written = True
            self.out.append(f" {text}" if self._after_equation and text[:1].isalnum() else text)
            self._after_equation = False

    def _boxes(self, element: etree._Element) -> None:
        self.said.boxes += _outermost(element, f"{W}txbxContent")

    # ---- what stands in a run -------------------------------------------------------------------------

    def _text(self, element: etree._Element) -> str:
        text = element.text or ""
        return text if element.get(f"{_XML}space") == "preserve" else text.strip(" \n\r\t")

    def _break(self, element: etree._Element) -> str:
        return "\n" if element.get(f"{W}type", "textWrapping") == "textWrapping" else " "

    def _symbol(self, element: etree._Element) -> str:
        place = element.get(f"{W}char", "")
        try:
            code = int(place, 16)
        except ValueError:
            return ""
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            return ""
        if not 0xF000 <= code <= 0xF0FF and code > 0xFF:
            return chr(code)
        fonts = _SYMBOLS if element.get(f"{W}font", "") == "Symbol" else _CHECKS
        return fonts.get(code & 0xFF, "•" if code >= 0xF000 else chr(code))

    def _field(self, element: etree._Element) -> str:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = not _is_page_number(self._fields[-1].instruction)
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.written:
                self._write(from_eq_field(ended.instruction))
        return ""

    def _instruction(self, element: etree._Element) -> str:
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].instruction += element.text or ""
        return ""

    def _note(self, element: etree._Element) -> str:
        kind = "footnote" if element.tag == f"{W}footnoteReference" else "endnote"
        self.said.notes.append((kind, element.get(f"{W}id", "")))
        return ""


_HANDLERS: dict[str, Callable[[_Paragraph, etree._Element], str]] = {
    f"{W}t": _Paragraph._text,
    f"{W}tab": lambda paragraph, element: " ",
    f"{W}ptab": lambda paragraph, element: " ",
    f"{W}br": _Paragraph._break,
    f"{W}cr": lambda paragraph, element: "\n",
    f"{W}noBreakHyphen": lambda paragraph, element: "-",
    f"{W}sym": _Paragraph._symbol,
    f"{W}fldChar": _Paragraph._field,
    f"{W}instrText": _Paragraph._instruction,
    f"{W}footnoteReference": _Paragraph._note,
    f"{W}endnoteReference": _Paragraph._note,
}


def _is_page_number(instruction: str) -> bool:
    return (instruction.split(None, 1) or [""])[0].upper() in _PAGE_NUMBERS


def chosen(alternatives: etree._Element) -> Iterator[etree._Element]:
    """Yield what stands for an ``mc:AlternateContent``: its choice, else what stands in for it."""
    choice = alternatives.find(f"{MC}Choice")
    chosen = choice if choice is not None else alternatives.find(f"{MC}Fallback")
    if chosen is not None:
        yield chosen


def _outermost(element: etree._Element, tag: str) -> list[etree._Element]:
    """Return the elements with that tag that stand in no other such, nor in what only stands in for another."""
    found, waiting = [], [element]
    while waiting:
        at = waiting.pop()
        if at.tag == tag:
            found.append(at)
        elif at.tag == f"{MC}AlternateContent":
            waiting += chosen(at)
        else:
            waiting += reversed(at)
    return found
