"""A report of Word (or of LibreOffice, or Capaian's own) to a transcript: what a reader of its pages sees.

Inserted text counts, deleted and hidden text does not; numbers that Word sets are in the text. A table inside a
cell is a grid of its own after the outer one where it has rows and columns, and lines of its cell where it has only
one of them. Headings of pages come first, their feet last; footnotes after the paragraph or table that they are of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from capaian.core.claims.transcript import Transcript
from capaian.core.findings.finding import Finding, Place, finding
from capaian.reading.builder import TranscriptBuilder, normalise_whitespace
from capaian.reading.container.package import Package, PackageRefused, open_package
from capaian.reading.equations.underlined import BEGIN, stacked
from capaian.reading.word.numbering import Numbering
from capaian.reading.word.styles import Styles, W, is_on, value
from capaian.reading.word.table import RowCell, TableTooLarge, WordRow, WordTable, is_list, place_cells
from capaian.reading.word.text import MC, chosen, paragraph_content

_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read(path: Path) -> tuple[Transcript | None, list[Finding]]:
    """Read the DOCX or DOCM at ``path``; nothing in it is run or fetched. Raises OSError only."""
    try:
        with open_package(path, "DOCX") as package:
            document = _Document(package, path.name)
            return document.transcript(), document.findings
    except PackageRefused as refused:
        return None, [refused.found(path.name)]


@dataclass(slots=True)
class _Pending:
    """What is anchored in a block and comes after it."""

    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    tables: list[etree._Element] = field(default_factory=list)


class _Document:
    """Walks the parts of one document in reading order."""

    def __init__(self, package: Package, file: str) -> None:
        self._package, self._file = package, file
        self._name = package.main("word/document.xml")
        self._links = package.links(self._name)
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"), self._styles)
        self._notes = {
            (kind, note.get(f"{W}id", "")): note
            for kind in ("footnote", "endnote")
            for note in self._children_of(self._part(f"{kind}s"))
        }
        self._seen_notes = 0
        self._gathering = TranscriptBuilder(file)
        self._hidden: list[str] = []
        self.findings: list[Finding] = []

    def transcript(self) -> Transcript:
        root = self._package.xml(self._name)
        body = root.find(f"{W}body")
        if body is None:
            raise PackageRefused("paper-broken", kind="DOCX")
        self._around(body, "headerReference")
        self._blocks(body)
        self._around(body, "footerReference")
        if self._hidden:
            sample = " … ".join(self._hidden[:3])
            hidden = finding("paper-hidden-text", Place(self._file), count=len(self._hidden), found=sample[:80])
            self.findings.insert(0, hidden)
        if self._package.holds_macros:
            self.findings.insert(0, finding("paper-macros", Place(self._file)))
        return self._gathering.transcript()

    def _part(self, kind: str) -> etree._Element | None:
        link = next((link for link in self._links.values() if link.kind == kind and not link.is_outside), None)
        return self._package.optional_xml(link.target) if link else None

    @staticmethod
    def _children_of(root: etree._Element | None) -> Iterator[etree._Element]:
        # The lines above footnotes are kept among them, with a type of their own.
        return (
            (note for note in root if note.get(f"{W}type", "normal") == "normal") if root is not None else iter(())
        )

    def _around(self, body: etree._Element, tag: str) -> None:
        """Read the heads or feet of pages, each part once; most sections repeat those of the first."""
        targets = dict.fromkeys(
            link.target
            for reference in body.iter(f"{W}{tag}")
            if (link := self._links.get(reference.get(f"{_R}id", ""))) and not link.is_outside
        )
        for target in targets:
            root = self._package.optional_xml(target)
            if root is not None:
                self._blocks(root)

    # ---- blocks ---------------------------------------------------------------------------------------

    def _blocks(self, container: etree._Element) -> None:
        texts: list[str] = []
        for element in _unwrapped(container):
            pending = _Pending()
            if element.tag == f"{W}p":
                texts.append(self._paragraph(element, pending))
                if not (pending.boxes or pending.notes):
                    continue
            self._passages(texts)
            if element.tag == f"{W}tbl":
                self._table(element, pending)
            elif element.tag == f"{W}altChunk":
                self.findings.append(finding("not-read", Place(self._file), table=self._gathering.unread()))
            self._anchored(pending)
        self._passages(texts)

    def _passages(self, texts: list[str]) -> None:
        """Add paragraphs that follow each other, two of them as one where the first is over the second."""
        at = 0
        while at < len(texts):
            lines = texts[at].split("\n")
            if BEGIN in lines[-1] and at + 1 < len(texts):
                below = texts[at + 1].split("\n")
                if len(joined := stacked([lines[-1], *below])) <= len(below):
                    lines, at = [*lines[:-1], *joined], at + 1
            self._gathering.passage("\n".join(stacked(lines)))
            at += 1
        texts.clear()

    def _anchored(self, pending: _Pending) -> None:
        for table in pending.tables:
            inner = _Pending()
            self._table(table, inner)
            self._anchored(inner)
        for box in pending.boxes:
            self._blocks(box)
        for key in pending.notes:
            note = self._notes.get(key)
            if note is not None:
                inner = _Pending()
                text = " ".join(self._paragraph(part, inner) for part in note.iter(f"{W}p"))
                self._seen_notes += 1
                self._passages([f"[{self._seen_notes}] {text}" if text.strip() else ""])

    def _paragraph(self, element: etree._Element, pending: _Pending) -> str:
        """Return a paragraph's text with the number that Word sets before it."""
        spoken = paragraph_content(element, self._styles)
        pending.boxes += spoken.boxes
        pending.notes += spoken.notes
        if spoken.hidden:
            self._hidden.append(spoken.hidden)
        properties = element.find(f"{W}pPr")
        text = normalise_whitespace(spoken.text)
        mark = properties.find(f"{W}rPr") if properties is not None else None
        if not text and mark is not None and (is_on(mark, "vanish") or mark.find(f"{W}del") is not None):
            return ""
        return self._numbering.label(properties) + text

    # ---- tables ---------------------------------------------------------------------------------------

    def _table(self, element: etree._Element, pending: _Pending) -> None:
        try:
            table = self._held(element, pending)
        except TableTooLarge:
            self.findings.append(finding("not-read", Place(self._file), table=self._gathering.unread()))
            return
        if table.covered:
            self._hidden += table.covered
        self._gathering.grid(table.cells, value(element.find(f"{W}tblPr"), "tblCaption"))

    def _held(self, element: etree._Element, pending: _Pending) -> WordTable:
        rows = []
        for row in _unwrapped(element):
            settings = row.find(f"{W}trPr")
            if row.tag != f"{W}tr" or (settings is not None and settings.find(f"{W}del") is not None):
                continue
            cells = [self._cell(cell, pending) for cell in _unwrapped(row) if cell.tag == f"{W}tc"]
            self._gathering.count(0)
            rows.append(WordRow(cells, value(settings, "gridBefore")))
        return place_cells(rows)

    def _cell(self, element: etree._Element, pending: _Pending) -> RowCell:
        settings = element.find(f"{W}tcPr")
        return RowCell(
            text="\n".join(stacked(normalise_whitespace("\n".join(self._lines(element, pending))).split("\n"))),
            span=value(settings, "gridSpan"),
            down=_merge(settings, "vMerge"),
            across=_merge(settings, "hMerge"),
        )

    def _lines(self, container: etree._Element, pending: _Pending) -> Iterator[str]:
        for element in _unwrapped(container):
            if element.tag == f"{W}p":
                inner = _Pending()
                yield self._paragraph(element, inner)
                pending.notes += inner.notes
                for box in inner.boxes:
                    yield from self._lines(box, pending)
            elif element.tag == f"{W}tbl":
                if is_list(element):
                    for row in _unwrapped(element):
                        if row.tag == f"{W}tr":
                            cells = (cell for cell in _unwrapped(row) if cell.tag == f"{W}tc")
                            yield " ".join(" ".join(self._lines(cell, pending)) for cell in cells)
                else:
                    pending.tables.append(element)


def _merge(settings: etree._Element | None, name: str) -> str:
    """Return ``restart`` or ``continue``, or nothing where a cell is not merged."""
    if settings is None or settings.find(f"{W}{name}") is None:
        return ""
    return value(settings, name) or "continue"


def _unwrapped(container: etree._Element) -> Iterator[etree._Element]:
    """Yield the blocks of ``container``, those in content controls and insertions too."""
    for child in container:
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        elif child.tag == f"{MC}AlternateContent":
            for choice in chosen(child):
                yield from _unwrapped(choice)
        else:
            yield child
