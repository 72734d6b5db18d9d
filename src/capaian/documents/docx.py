"""The report for Word: the same tables, fractions as Word's own equations, a chart of Word's own."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence

from docx import Document as new_document
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Mm, Pt, RGBColor

from capaian.core.formula.typeset import Run, on_one_line
from capaian.documents.docx_chart import drawings
from capaian.documents.docx_parts import (
    GREY,
    Words,
    cell,
    element,
    equation,
    field,
    paragraph,
    row,
    run,
    table,
    text_of,
)
from capaian.documents.model import FormulaRow, Group, MissionBlock, Paper, Report, TargetRow, WorkingText
from capaian.documents.words import say

FONT = "Times New Roman"
_MARGIN = 15
_PAPERS = {Paper.A4: (297, 210), Paper.F4: (330, 215)}
_TARGET_WIDTHS = (52, 0, 25, 27, 24, 25, 20)
_FORMULA_WIDTHS = (44, 55, 22, 0, 33, 38)


def render(report: Report) -> bytes:
    """Return the DOCX; the same report gives the same bytes."""
    document = new_document()
    body = document.element.body
    for old in list(body)[:-1]:
        body.remove(old)
    _set_up(document, report)
    for made in _content(document, report):
        body.insert(len(body) - 1, made)
    return _packed(document)


def _content(document: Document, report: Report) -> Iterator[Element]:
    width = _PAPERS[report.paper][0] - 2 * _MARGIN
    yield from _office_page(report)
    yield _page_break()
    yield from _title(report)
    yield from _target_tables(report, _filled(_TARGET_WIDTHS, width))
    yield from _signature(report, width)
    yield _page_break()
    yield from _title(report)
    yield _formula_table(report, _filled(_FORMULA_WIDTHS, width))
    yield from _signature(report, width)
    yield _page_break()
    yield paragraph(report.chart.title, style="Heading2", keep_next=True)
    yield from (paragraph(drawing) for drawing in drawings(document, report.chart))
    yield from _sensitivity(report)
    yield _page_break()
    yield paragraph(report.notes_title, style="Heading1")
    for group in report.notes:
        yield paragraph(group.title, style="Heading2", keep_next=True)
        yield paragraph(group.text, after=3)
        yield from (paragraph(item, style="ListBullet") for item in group.items)


def _filled(widths: Sequence[float], whole: float) -> list[float]:
    """Return ``widths`` with what is left of the line in the place of the zero."""
    return [width or whole - sum(widths) for width in widths]


# ---- the document around the pages -------------------------------------------------------------------


def _set_up(document: Document, report: Report) -> None:
    width, height = _PAPERS[report.paper]
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.footer_distance = Mm(7)
    language = "en-US" if report.lang == "en" else "id-ID"
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
    _footer(document, report, width - 2 * _MARGIN)
    properties = document.core_properties
    moment = datetime.datetime(*report.date)
    properties.created = properties.modified = moment
    properties.title = text_of(" ".join(report.title))[:255]
    properties.author = properties.last_modified_by = text_of(report.office.name)[:255]
    properties.language = language
    properties.keywords, properties.comments = report.fingerprint, ""


def _footer(document: Document, report: Report, width: float) -> None:
    footer = document.sections[0].footer
    before, between, after = _around(say("page-of", report.lang))
    numbered = [run(before), *field("PAGE"), run(between), *field("NUMPAGES"), run(after)]
    tabbed = element("w:r", element("w:tab"))
    line = paragraph(Words(report.footer, half_points=16), tabbed, *numbered, tab=width)
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


def _page_break() -> Element:
    return paragraph(element("w:r", element("w:br", type="page")))


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
    yield _heading_row(report.headings.columns, widths)


def _heading_row(names: Sequence[str], widths: Sequence[float]) -> Element:
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


def _target_rows(group: Group, widths: Sequence[float]) -> Iterator[Element]:
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
    rows = [_heading_row(report.formula_headings.columns, widths)]
    for mission in report.missions:
        for group in mission.groups:
            rows += (_formula_row(group, number, line, widths) for number, line in enumerate(group.formulas))
    return table(rows, widths, title=" ".join(report.title), description=report.formula_headings.explanation)


def _formula_row(group: Group, number: int, line: FormulaRow, widths: Sequence[float]) -> Element:
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
    if all(isinstance(piece, Run) for piece in line.pieces):
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
