"""The working paper as a workbook: what can be made again is a live formula beside the printed figure."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

import xlsxwriter

from capaian.documents.findings.model import FindingRow, FindingsPaper
from capaian.documents.findings.words import say
from capaian.documents.xlsx_book import Format, Sheet, WorkbookWriter, number_format, put, shows, span, tall

_WIDTHS = (6, 22, 34, 14, 14, 16, 60, 14, 30, 30)
_AGAIN = 5
"""The column of live formulas."""


def render(paper: FindingsPaper) -> bytes:
    """Return the XLSX; the same paper gives the same bytes."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    workbook.set_properties(
        {
            "title": " ".join(paper.title)[:255],
            "author": paper.author[:255],
            "keywords": paper.sha256,
            "created": datetime.datetime(*paper.date),
        }
    )
    workbook.set_calc_mode("auto")
    sheets = WorkbookWriter(workbook, paper)
    _findings(sheets, sheets.add(say("sheet-findings", paper.lang)), paper)
    _summary(sheets, sheets.add(say("sheet-summary", paper.lang)), paper)
    _method(sheets, sheets.add(say("sheet-method", paper.lang)), paper)
    workbook.close()
    return stream.getvalue()


def _findings(sheets: WorkbookWriter, sheet: Sheet, paper: FindingsPaper) -> None:
    last = len(_WIDTHS) - 1
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    title = sheets.look(bold=True, font_size=13, align="center", text_wrap=True, valign="vcenter")
    for number, words in enumerate(paper.title):
        span(sheet, (number, 0), (number, last), words, title)
    row = _head(sheets, sheet, paper, len(paper.title) + 1)
    headings = list(paper.headings.columns)
    headings.insert(_AGAIN, paper.labels[2])
    for column, name in enumerate(headings):
        put(sheet, row, column, name, sheets.heading)
    sheet.set_row(row, 32)
    sheet.freeze_panes(row + 1, 0)
    sheet.repeat_rows(row)
    for line in paper.rows:
        row += 1
        _row(sheets, sheet, row, line, paper)
    if paper.rows:
        sheet.autofilter(row - len(paper.rows), 0, row, last)
    else:
        row += 1
        span(sheet, (row, 0), (row, last), paper.sound, sheets.boxed())
    _signature(sheets, sheet, paper, row + 2)


def _head(sheets: WorkbookWriter, sheet: Sheet, paper: FindingsPaper, row: int) -> int:
    """Write label and value of what was audited, then the lines to fill in by hand; return the next free row."""
    label, value = sheets.look(bold=True), sheets.look()
    for name, said in [*paper.head, *((name, "…" * 20) for name in paper.filing)]:
        put(sheet, row, 0, name, label)
        put(sheet, row, 2, said, value)
        row += 1
    put(sheet, row, 0, paper.totals, label)
    return row + 2


def _row(sheets: WorkbookWriter, sheet: Sheet, row: int, line: FindingRow, paper: FindingsPaper) -> None:
    cause, mend, _, consequence = paper.labels
    more = ((cause, line.cause), (consequence, line.consequence), (mend, line.mend))
    explained = "\n".join([line.explanation, *(f"{label}: {said}" for label, said in more if said)])
    texts = {
        1: "\n".join(line.place),
        2: line.indicator,
        3: line.printed,
        4: line.should,
        6: explained,
        7: line.level,
        8: line.response,
    }
    sheet.write_number(row, 0, line.number, sheets.boxed(align="center"))
    bold = line.level_key == "error"
    for column in range(1, len(_WIDTHS)):
        look = sheets.boxed(bold=bold) if column == 7 else sheets.boxed()
        put(sheet, row, column, texts.get(column, ""), look)
    _again(sheets, sheet, row, line)
    tall(sheet, row, [(text, _WIDTHS[column]) for column, text in texts.items()])


def _again(sheets: WorkbookWriter, sheet: Sheet, row: int, line: FindingRow) -> None:
    """Write how the figure is made again as a formula, where a spreadsheet shows what exact arithmetic gives."""
    again = line.recomputation
    if again is None or not shows(again.amount, again.decimals):
        return
    look: Format = sheets.boxed(num_format=number_format(again.decimals))
    sheet.write_formula(row, _AGAIN, again.formula, look, float(again.amount))


def _signature(sheets: WorkbookWriter, sheet: Sheet, paper: FindingsPaper, row: int) -> None:
    look = sheets.look(align="center")
    for column, block in zip((2, 6), paper.signature, strict=True):
        for number, line in enumerate(block):
            put(sheet, row + number + (2 if number > 2 else 0), column, line, look)


def _summary(sheets: WorkbookWriter, sheet: Sheet, paper: FindingsPaper) -> None:
    widths = (16, 60, 14, 60)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    put(sheet, 0, 0, paper.summary_title, sheets.look(bold=True, font_size=13))
    put(sheet, 1, 0, paper.totals, sheets.look())
    for column, name in enumerate(paper.summary_headings):
        put(sheet, 3, column, name, sheets.heading)
    for row, line in enumerate(paper.summary, 4):
        for column, text in ((0, line.level), (1, f"{line.kind} [{line.code}]"), (3, line.numbers)):
            put(sheet, row, column, text, sheets.boxed())
        sheet.write_number(row, 2, line.count, sheets.boxed(align="center"))


def _method(sheets: WorkbookWriter, sheet: Sheet, paper: FindingsPaper) -> None:
    width = 120
    sheet.set_column(0, 0, width)
    row = 0
    for section in paper.sections:
        put(sheet, row, 0, section.title, sheets.look(bold=True))
        items: Sequence[str] = section.items
        for item in items:
            row += 1
            put(sheet, row, 0, item, sheets.look(text_wrap=True, valign="top"))
            tall(sheet, row, [(item, width)])
        row += 2
