"""The report for Word: the same tables, fractions as Word's own equations, a chart of Word's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from capaian.core.formula.typeset import TextRun, on_one_line
from capaian.documents.docx_chart import drawings
from capaian.documents.docx_document import (
    DocumentProperties,
    begin,
    filled,
    finish,
    heading_row,
    page_break,
    width_of,
)
from capaian.documents.docx_parts import GREY, Words, cell, element, equation, paragraph, row, table
from capaian.documents.model import FormulaRow, MissionBlock, ObjectiveGroup, Report, TargetRow, WorkingText

_TARGET_WIDTHS = (52, 0, 25, 27, 24, 25, 20)
_FORMULA_WIDTHS = (44, 55, 22, 0, 33, 38)


def render(report: Report) -> bytes:
    """Return the DOCX; the same report gives the same bytes."""
    document = begin(
        DocumentProperties(
            lang=report.lang,
            paper=report.paper,
            title=" ".join(report.title),
            author=report.office.name,
            keywords=report.fingerprint,
            footer=report.footer,
            date=report.date,
        )
    )
    return finish(document, _content(document, report))


def _content(document: Document, report: Report) -> Iterator[Element]:
    width = width_of(report.paper)
    yield from _office_page(report)
    yield page_break()
    yield from _title(report)
    yield from _target_tables(report, filled(_TARGET_WIDTHS, width))
    yield from _signature(report, width)
    yield page_break()
    yield from _title(report)
    yield _formula_table(report, filled(_FORMULA_WIDTHS, width))
    yield from _signature(report, width)
    yield page_break()
    yield paragraph(report.chart.title, style="Heading2", keep_next=True)
    yield from (paragraph(drawing) for drawing in drawings(document, report.chart))
    yield from _sensitivity(report)
    yield page_break()
    yield paragraph(report.notes_title, style="Heading1")
    for group in report.notes:
        yield paragraph(group.title, style="Heading2", keep_next=True)
        yield paragraph(group.text, after=3)
        yield from (paragraph(item, style="ListBullet") for item in group.items)


# ---- the pages ---------------------------------------------------------------------------------------


def _office_page(report: Report) -> Iterator[Element]:
    office = report.office
    yield paragraph(f"{office.heading}\n{office.subheading}", style="Heading1")

    def fact(label: str, *content: str | Words) -> Element:
        tabbed = element("w:r", element("w:tab"))
        return paragraph(Words(label, bold=True), tabbed, ": ", *content, left=42, hanging=42, after=4)

    yield fact(office.name_label, office.name)
    if office.duty:
        basis = [Words(f" ({item})", italic=True) for item in office.duty_basis]
        yield fact(office.duty_label, office.duty, *basis)
    if office.functions:
        yield fact(office.functions_label, *(Words(f"({item}) ", italic=True) for item in office.functions_basis))
        for number, function in enumerate(office.functions, 1):
            tabbed = element("w:r", element("w:tab"))
            yield paragraph(f"{number}.", tabbed, function, left=50, hanging=8, after=2)


def _title(report: Report) -> Iterator[Element]:
    yield paragraph("\n".join(report.title), style="Heading1")
    yield paragraph(report.skpd, keep_next=True, after=4)


def _target_tables(report: Report, widths: Sequence[float]) -> Iterator[Element]:
    for number, mission in enumerate(report.missions, 1):
        last = number == len(report.missions)
        rows = [*_target_headings(report, mission, widths)]
        for group in mission.groups:
            rows += _target_rows(group, widths)
        if last:
            rows.append(_mean_row(report, widths))
        yield table(rows, widths, title=" ".join(report.title), description=mission.title)
        if not last:
            yield paragraph(after=4)


def _target_headings(report: Report, mission: MissionBlock, widths: Sequence[float]) -> Iterator[Element]:
    title = paragraph(Words(mission.title, bold=True), keep_next=True)
    following = paragraph(Words(report.headings.following, bold=True), align="center", keep_next=True)
    yield row(
        [
            cell(title, width=sum(widths[:5]), span=5, fill=GREY),
            cell(following, width=sum(widths[5:]), span=2, fill=GREY, middle=True),
        ],
        heading=True,
    )
    yield heading_row(report.headings.columns, widths)


def _target_rows(group: ObjectiveGroup, widths: Sequence[float]) -> Iterator[Element]:
    for number, line in enumerate(group.targets):
        # The first row stays with the second, under its sasaran; the last with what ends the table.
        keep = number == 0 or number == len(group.targets) - 1
        why = [Words(f"\n{line.why}", italic=True)] if line.why else []
        name = paragraph(f"{line.number} {line.name}", *why, keep_next=keep)
        figures = [paragraph(text, align="right", keep_next=keep) for text in _figures(line)]
        yield row(
            [
                _objective_cell(group.title, number, widths[0], keep),
                *(cell(part, width=width) for part, width in zip([name, *figures], widths[1:], strict=True)),
            ]
        )


def _objective_cell(title: str, number: int, width: float, keep: bool) -> Element:
    if number:
        return cell(paragraph(keep_next=keep), width=width, merge="continue")
    return cell(paragraph(title, keep_next=True), width=width, merge="restart")


def _figures(line: TargetRow) -> tuple[str, ...]:
    return line.target, line.actual, line.achievement, line.next_target, line.next_achievement


def _mean_row(report: Report, widths: Sequence[float]) -> Element:
    label = paragraph(Words(report.mean_label, bold=True), keep_next=True)
    mean = paragraph(Words(report.mean, bold=True), align="right", keep_next=True)
    return row(
        [
            cell(label, width=sum(widths[:4]), span=4, fill=GREY),
            cell(mean, width=widths[4], fill=GREY),
            cell(paragraph(keep_next=True), width=sum(widths[5:]), span=2, fill=GREY),
        ]
    )


def _formula_table(report: Report, widths: Sequence[float]) -> Element:
    rows = [heading_row(report.formula_headings.columns, widths)]
    for mission in report.missions:
        for group in mission.groups:
            rows += (_formula_row(group, number, line, widths) for number, line in enumerate(group.formulas))
    return table(rows, widths, title=" ".join(report.title), description=report.formula_headings.explanation)


def _formula_row(group: ObjectiveGroup, number: int, line: FormulaRow, widths: Sequence[float]) -> Element:
    explanation = [paragraph(line.explanation, after=2)] if line.explanation else []
    contents = [
        [paragraph(f"{line.number} {line.name}")],
        [paragraph(line.target, align="right")],
        [*explanation, *map(_working, line.working)],
        [paragraph(line.owner)],
        [paragraph(line.source)],
    ]
    return row(
        [
            _objective_cell(group.title, number, widths[0], keep=False),
            *(cell(*content, width=width) for content, width in zip(contents, widths[1:], strict=True)),
        ]
    )


def _working(line: WorkingText) -> Element:
    label = f"{line.label}: " if line.label else ""
    if all(isinstance(piece, TextRun) for piece in line.pieces):
        return paragraph(label + on_one_line(line.pieces), after=2)
    return paragraph(*([label] if label else []), equation(line.pieces), after=2)


def _signature(report: Report, width: float) -> Iterator[Element]:
    signature = report.signature
    left = width - 80
    lines: list[str | Words] = [signature.place_date, signature.title, "", "", "", ""]
    lines += [Words(signature.name, bold=True, underline=True), signature.rank, signature.nip]
    yield paragraph(keep_next=True)
    for number, line in enumerate(lines, 1):
        yield paragraph(line, align="center", left=left, keep_next=number < len(lines))


def _sensitivity(report: Report) -> Iterator[Element]:
    yield paragraph(report.sensitivity_title, style="Heading2", keep_next=True)
    yield paragraph(report.sensitivity_text, keep_next=True, after=4)
    rows = []
    for fact in report.sensitivity:
        label = Words(f"{fact.label} ✓" if fact.chosen else fact.label, bold=fact.chosen)
        value = paragraph(Words(fact.value, bold=fact.chosen), align="right", keep_next=True)
        rows.append(row([cell(paragraph(label, keep_next=True), width=70), cell(value, width=25)]))
    yield table(rows, (70, 25), title=report.sensitivity_title)
    yield paragraph()
