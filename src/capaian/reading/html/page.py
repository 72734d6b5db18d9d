"""A web page to a transcript: what a browser would show of it, without running or fetching anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html
from lxml import etree

from capaian.core.claims.transcript import Transcript
from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.wording import Both
from capaian.reading.builder import TranscriptBuilder, normalise_whitespace
from capaian.reading.container.decoding import decode_text
from capaian.reading.container.package import MAX_ELEMENTS, MAX_PART, NESTED, PackageRefused
from capaian.reading.equations import linear
from capaian.reading.equations.latex import without_latex
from capaian.reading.equations.markup import from_mathml
from capaian.reading.html.styles import StyleSheet
from capaian.reading.html.table import Spanned, spread
from capaian.reading.word.numbering import numeral

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})"""
    rb"""|<\?xml[^>]{0,100}?encoding=["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_UNSEEN = {
    "head", "script", "style", "template", "noscript", "title", "svg", "canvas", "audio", "video", "object",
    "iframe", "select", "textarea", "datalist", "del", "map", "rp", "rt", "dialog",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
    "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul",
}  # fmt: skip
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEEPEST = 250


def read(path: Path) -> tuple[Transcript | None, list[Finding]]:
    """Read the HTML file at ``path``. Raises OSError only."""
    file = path.name
    text, findings = _text(path.read_bytes(), file)
    try:
        gathering = TranscriptBuilder(file)
        if text is None:
            raise PackageRefused("paper-broken", kind="HTML")
        findings += page(text, gathering, file)
        return gathering.transcript(), findings
    except PackageRefused as refused:
        return None, [*findings, refused.found(file)]


def page(text: str, gathering: TranscriptBuilder, file: str) -> list[Finding]:
    """Add what the HTML in ``text`` shows to ``gathering``, and return what to know of it. Raises Refused."""
    if len(text) > MAX_PART:
        raise PackageRefused(
            "paper-too-large", found=f"{len(text) // 1_000_000} MB", limit=f"{MAX_PART // 1_000_000} MB"
        )
    if text.count("<") > MAX_ELEMENTS:
        marks = text.count("<")
        found = Both(f"{marks} unsur HTML", f"{marks} elements of HTML")
        raise PackageRefused("paper-too-large", found=found, limit=f"{MAX_ELEMENTS}")
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return []  # nothing in it but comments
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise PackageRefused(
            "paper-too-large", found=NESTED, limit=Both(f"{_DEEPEST} tingkat", f"{_DEEPEST} levels")
        )
    reader = _Page(gathering, file, StyleSheet("\n".join(style.text or "" for style in root.iter("style"))))
    reader.blocks(root)
    return reader.findings


def _text(data: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """Return the page's text: by its mark, else as it says of itself, else as text files are read."""
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = (named[1] or named[2]).decode("ascii").lower()
        # What calls itself Latin 1 is Windows-1252, as every browser knows.
        name = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii") else name
        try:
            return data.decode(name, "replace" if name == "cp1252" else "strict"), []
        except (LookupError, UnicodeDecodeError):
            pass
    return decode_text(data, file)


@dataclass(slots=True)
class _Line:
    """Text being gathered, and tables that were met in it."""

    out: list[str] = field(default_factory=list)
    tables: list[etree._Element] = field(default_factory=list)
    label: str = ""

    @property
    def text(self) -> str:
        return without_latex("".join(self.out))

    @property
    def is_bare_label(self) -> bool:
        """Whether nothing stands here yet but the number of an item, whose words come in a block of their own."""
        return bool(self.label) and "".join(self.out[-3:]).strip() == self.label.strip()


class _Page:
    """Walks one page. Text outside tables becomes passages at each block's end."""

    def __init__(self, gathering: TranscriptBuilder, file: str, styles: StyleSheet) -> None:
        self._gathering, self._file, self._styles = gathering, file, styles
        self._items: dict[etree._Element, int] = {}
        self.findings: list[Finding] = []

    def blocks(self, element: etree._Element) -> None:
        line = _Line()
        self._walk(element, line, outside=True)
        self._flush(line)

    def _is_hidden(self, element: etree._Element) -> bool:
        if element.get("hidden") is not None or self._styles.look(element).is_hidden:
            return True
        # KaTeX writes each formula twice: as MathML, and as pieces that are set by style sheets.
        return "katex-html" in element.get("class", "")

    def _flush(self, line: _Line) -> None:
        self._gathering.passage(line.text)
        line.out.clear()
        line.label = ""

    def _walk(self, element: etree._Element, line: _Line, *, outside: bool) -> None:
        """Add what ``element`` says to ``line``. Outside tables blocks end passages, and tables are read."""
        name, look = _name(element), self._styles.look(element)
        is_block = name in _BLOCKS if look.is_line is None else look.is_line
        if is_block and not line.is_bare_label:
            self._end(line, outside)
        if name == "li" and look.has_marks and self._styles.look(element.getparent()).has_marks:
            line.label = self._label(element)
            line.out.append(line.label)
        _say(line, element.text, element)
        for child in element:
            self._child(child, line, outside=outside)
            _say(line, child.tail, element)
        if is_block:
            self._end(line, outside)

    def _end(self, line: _Line, outside: bool) -> None:
        if outside:
            self._flush(line)
        else:
            line.out.append("\n")
            line.label = ""

    def _label(self, item: etree._Element) -> str:
        """Return the number that a browser sets before an item of a list; a bullet says nothing."""
        parent = item.getparent()
        if _name(parent) != "ol":
            return ""
        first = _small(parent.get("start"), 1)
        count = _small(item.get("value"), self._items.get(parent, first - 1) + 1)
        self._items[parent] = count
        return f"{numeral(count, _FORMS.get(parent.get('type', ''), 'decimal'))}. "

    def _child(self, child: etree._Element, line: _Line, *, outside: bool) -> None:
        name = _name(child)
        if not name or name in _UNSEEN or self._is_hidden(child):
            return
        if name == "br":
            line.out.append("\n")
        elif name == "math":
            line.out.append(f" {from_mathml(child)} ")
        elif name == "sup":
            inner = _Line()
            self._walk(child, inner, outside=False)
            line.out.append(linear.raised("".join(inner.out)))
        elif name == "table" and outside:
            self._flush(line)
            self.table(child)
        elif name == "table":
            self._inner(child, line)
        else:
            self._walk(child, line, outside=outside)

    def _inner(self, table: etree._Element, line: _Line) -> None:
        """A table within a cell is a grid of its own, or lines of the cell where it has but one row or column."""
        rows = [list(self._cells(row)) for group in self._groups(table) for row in group]
        if len(rows) < 2 or all(len(row) < 2 for row in rows):
            for row in rows:
                line.out.append("\n")
                for cell in row:
                    self._walk(cell, line, outside=False)
                    line.out.append(" ")
            line.out.append("\n")
        else:
            line.tables.append(table)

    def table(self, table: etree._Element) -> None:
        """Read a table, and after it those that stand in its cells."""
        line = _Line()
        caption = next((child for child in table if _name(child) == "caption" and not self._is_hidden(child)), None)
        title = self._said(caption, line) if caption is not None else ""
        groups = [[self._spanned(row, line) for row in group] for group in self._groups(table)]
        cells = spread(groups, self._gathering.count)
        if cells is None:
            self.findings.append(finding("not-read", Place(self._file), table=self._gathering.unread()))
        else:
            self._gathering.grid(cells, title)
        for inner in line.tables:
            self.table(inner)

    def _groups(self, table: etree._Element) -> list[list[etree._Element]]:
        """Return the groups of rows of ``table`` as a browser orders them: the head first, the foot last."""
        heads: list[list[etree._Element]] = []
        bodies: list[list[etree._Element]] = []
        feet: list[list[etree._Element]] = []
        loose: list[etree._Element] = []
        for child in table:
            name = _name(child)
            if name in ("thead", "tbody", "tfoot") and not self._is_hidden(child):
                rows = [row for row in child if _name(row) == "tr" and not self._is_hidden(row)]
                {"thead": heads if not heads else bodies, "tbody": bodies, "tfoot": feet}[name].append(rows)
                loose = []
            elif name == "tr" and not self._is_hidden(child):
                if not loose:
                    bodies.append(loose)
                loose.append(child)
        return [*heads, *bodies, *feet]

    def _cells(self, row: etree._Element) -> Iterator[etree._Element]:
        return (cell for cell in row if _name(cell) in ("td", "th") and not self._is_hidden(cell))

    def _spanned(self, row: etree._Element, line: _Line) -> list[Spanned]:
        return [
            Spanned(self._said(cell, line), cell.get("colspan"), cell.get("rowspan")) for cell in self._cells(row)
        ]

    def _said(self, element: etree._Element, tables: _Line) -> str:
        line = _Line(tables=tables.tables)
        self._walk(element, line, outside=False)
        return normalise_whitespace(line.text)


def _say(line: _Line, text: str | None, element: etree._Element) -> None:
    if text:
        line.out.append(text if _name(element) == "pre" else _SPACE.sub(" ", text))


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def _small(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else otherwise
