"""The working paper for Word: an inspector fills in the empty columns and signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from capaian.documents.docx_document import DocumentProperties, begin, filled, finish, heading_row, width_of
from capaian.documents.docx_parts import GREY, Words, cell, element, paragraph, row, table
from capaian.documents.findings.model import FindingRow, FindingsPaper

_WIDTHS = (11, 25, 36, 22, 26, 0, 23, 28, 28)
_SUMMARY_WIDTHS = (28, 100, 24, 60)
_SMALL = 18


def render(paper: FindingsPaper) -> bytes:
    """Return the DOCX; the same paper gives the same bytes."""
    around = DocumentProperties(
        lang=paper.lang,
        paper=paper.paper,
        title=" ".join(paper.title),
        author=paper.author,
        keywords=paper.sha256,
        footer=paper.footer,
        date=paper.date,
    )
    return finish(begin(around), _content(paper, width_of(paper.paper)))


def _content(paper: FindingsPaper, width: float) -> Iterator[Element]:
    yield _filing(paper, width)
    yield paragraph("\n".join(paper.title), style="Heading1")
    for label, value in paper.head:
        tabbed = element("w:r", element("w:tab"))
        yield paragraph(Words(label, bold=True), tabbed, f": {value}", left=42, hanging=42, after=1)
    yield paragraph(paper.summary_title, style="Heading2", keep_next=True)
    yield paragraph(paper.totals, keep_next=bool(paper.summary), after=4)
    if paper.summary:
        yield _summary(paper)
    yield paragraph(paper.table_title, style="Heading2", keep_next=True)
    if paper.rows:
        widths = filled(_WIDTHS, width)
        rows = [heading_row(paper.headings.columns, widths), *(_row(one, paper, widths) for one in paper.rows)]
        yield table(rows, widths, title=paper.table_title, description=" ".join(paper.title))
    else:
        yield paragraph(paper.sound)
    for section in paper.sections:
        yield paragraph(section.title, style="Heading2", keep_next=True)
        yield from (paragraph(item, style="ListBullet") for item in section.items)
    yield paragraph(keep_next=True)
    yield _signature(paper, width)
    yield paragraph()


def _filing(paper: FindingsPaper, width: float) -> Element:
    """Return the box that whoever files the paper fills in by hand."""
    widths = [width / len(paper.filing)] * len(paper.filing)
    labels = [cell(paragraph(Words(label, half_points=16)), paragraph(), width=widths[0]) for label in paper.filing]
    return table([row(labels)], widths, title=", ".join(paper.filing))


def _summary(paper: FindingsPaper) -> Element:
    rows = [heading_row(paper.summary_headings, _SUMMARY_WIDTHS)]
    for line in paper.summary:
        texts = [line.level, f"{line.kind} [{line.code}]", str(line.count), line.numbers]
        aligned = [paragraph(text, align="center" if n == 2 else "") for n, text in enumerate(texts)]
        rows.append(row(cell(text, width=wide) for text, wide in zip(aligned, _SUMMARY_WIDTHS, strict=True)))
    return table(rows, _SUMMARY_WIDTHS, title=paper.summary_title)


def _row(line: FindingRow, paper: FindingsPaper, widths: Sequence[float]) -> Element:
    contents = [
        [paragraph(str(line.number), align="center")],
        [paragraph(_small("\n".join(line.place)))],
        [paragraph(_small(line.indicator))],
        [paragraph(_small(line.printed))],
        [paragraph(Words(line.should, bold=True, half_points=_SMALL))],
        [*_explanation(line, paper)],
        [paragraph(Words(line.level, bold=line.level_key == "error", half_points=_SMALL))],
        [paragraph(_small(line.response)) if line.response else paragraph()],
        [paragraph()],
    ]
    fill = GREY if line.level_key == "error" else ""
    return row(
        cell(*content, width=width, fill=fill if number == 6 else "")
        for number, (content, width) in enumerate(zip(contents, widths, strict=True))
    )


def _small(text: str) -> Words:
    return Words(text, half_points=_SMALL)


def _explanation(line: FindingRow, paper: FindingsPaper) -> Iterator[Element]:
    cause, mend, again, consequence = paper.labels
    yield paragraph(_small(line.explanation), after=2)
    if line.recomputation:
        yield _labelled(again, line.recomputation.text)
    for label, said in ((cause, line.cause), (consequence, line.consequence), (mend, line.mend)):
        if said:
            yield _labelled(label, said)


def _labelled(label: str, text: str) -> Element:
    return paragraph(Words(f"{label}: ", bold=True, half_points=_SMALL), _small(text), after=2)


def _signature(paper: FindingsPaper, width: float) -> Element:
    """Return the blocks side by side, in a table without lines; they never part."""
    wide = width / len(paper.signature)
    cells = []
    for block in paper.signature:
        lines = [
            paragraph(line or "\n\n", align="center", keep_next=number < len(block))
            for number, line in enumerate(block, 1)
        ]
        cells.append(cell(*lines, width=wide))
    made = table([row(cells)], [wide] * len(cells), title=" / ".join(block[1] for block in paper.signature))
    layout = made[0].find(qn("w:tblLayout"))
    layout.addprevious(element("w:tblBorders", *(element(f"w:{side}", val="nil") for side in _SIDES)))
    return made


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
