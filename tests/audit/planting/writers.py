"""A paper written as text, Markdown, HTML or a workbook."""

from __future__ import annotations

import html
import io
from fractions import Fraction

import xlsxwriter

from tests.audit.planting.paper import Cell, Heading, Paper, Table, filled


def as_text(paper: Paper) -> bytes:
    """Return plain text with a tab between cells; what a span covers is empty."""
    lines: list[str] = []
    for block in paper.blocks:
        if isinstance(block, Table):
            lines += ["\t".join(text.replace("\n", " ") for text in row) for row in filled(block.rows)]
        else:
            lines.append(block.text if isinstance(block, Heading) else block)
        lines.append("")
    return "\n".join(lines).encode()


def as_markdown(paper: Paper) -> bytes:
    """Return GitHub's Markdown; headings of several levels become rows, the first of them the head."""
    lines: list[str] = []
    for block in paper.blocks:
        if isinstance(block, Table):
            rows = [[text.replace("|", "\\|").replace("\n", "<br>") for text in row] for row in filled(block.rows)]
            lines += [f"| {' | '.join(row)} |" for row in rows]
            lines.insert(len(lines) - len(rows) + 1, "|" + " --- |" * block.width)
        else:
            lines.append(f"## {block.text}" if isinstance(block, Heading) else _escaped(block))
        lines.append("")
    return "\n".join(lines).encode()


def _escaped(text: str) -> str:
    return text.replace("*", "\\*").replace("_", "\\_")


PAGE = """<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Laporan kinerja</title><style>
@page {{ size: A4 landscape; margin: 15mm }} body {{ font: 10px sans-serif }}
table {{ border-collapse: collapse; width: 100% }} td, th {{ {border}; padding: 3px; vertical-align: top }}
</style></head><body>
"""


def as_html(paper: Paper, *, ruled: bool = True) -> bytes:
    """Return a page; ``ruled`` draws the lines of its tables."""
    parts = [PAGE.format(border="border: 1px solid #000" if ruled else "border: 0")]
    for block in paper.blocks:
        if isinstance(block, Table):
            parts.append(_html_table(block))
        elif isinstance(block, Heading):
            parts.append(f"<h2>{html.escape(block.text)}</h2>\n")
        else:
            parts.append(f"<p>{html.escape(block)}</p>\n")
    return "".join([*parts, "</body></html>\n"]).encode()


def _html_table(table: Table) -> str:
    rows = []
    for place, row in enumerate(table.rows):
        tag = "th" if place < table.head else "td"
        cells = "".join(_html_cell(one, tag) for one in row if one)
        rows.append(f"<tr>{cells}</tr>\n")
    head = "".join(rows[: table.head])
    return f"<table><thead>{head}</thead><tbody>{''.join(rows[table.head :])}</tbody></table>\n"


def _html_cell(one: Cell, tag: str) -> str:
    spans = "".join(
        f' {name}="{size}"' for name, size in (("rowspan", one.rows), ("colspan", one.columns)) if size > 1
    )
    return f"<{tag}{spans}>{html.escape(one.text).replace(chr(10), '<br>')}</{tag}>"


def as_workbook(paper: Paper, *, texts: bool, sheets: bool, points: bool = False) -> bytes:
    """Return a workbook; figures are numbers unless ``texts``. ``sheets``: each table on a sheet of its own."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet = book.add_worksheet("Laporan")
    tables: dict[str, list[Table]] = {"Laporan": []}
    line = 0
    for block in paper.blocks:
        if isinstance(block, Table):
            if sheets:
                sheet, line = book.add_worksheet(f"Tabel {len(book.worksheets())}"), 0
            tables.setdefault(sheet.get_name(), []).append(block)
            _sheet_table(book, sheet, block, line, texts, wrap)
            line += len(block.rows) + 1
        else:
            sheet.write_string(line, 0, block.text if isinstance(block, Heading) else block)
            line += 2 if isinstance(block, Heading) else 1
    for sheet in book.worksheets():
        _for_print(sheet, tables[sheet.get_name()])
    book.close()
    return out.getvalue()


def _for_print(sheet: xlsxwriter.worksheet.Worksheet, tables: list[Table]) -> None:
    """Set a page as offices do: landscape, as wide as the tables, and columns that hold their figures."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    cells = [(right, one) for table in tables for row in table.rows for right, one in enumerate(row) if one]
    for column in range(max((table.width for table in tables), default=0)):
        texts = [one.text for right, one in cells if right == column and one.columns == 1]
        longest = max((len(line) for text in texts for line in text.split("\n")), default=8)
        sheet.set_column(column, column, min(longest, 40) * 1.15 + 2)


def _sheet_table(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    table: Table,
    top: int,
    texts: bool,
    wrap: xlsxwriter.format.Format,
) -> None:
    for down, row in enumerate(table.rows):
        lines = max(sum(1 + len(line) // 34 for line in one.text.split("\n")) / one.rows for one in row if one)
        sheet.set_row(top + down, 15 * max(1, round(lines + 0.4)))
        for right, one in enumerate(row):
            if one is None:
                continue
            form, at = wrap, (top + down, right)
            if one.number is not None and not texts:
                form = book.add_format({"num_format": _format_of(one), "valign": "top", "border": 1})
            if one.rows > 1 or one.columns > 1:
                sheet.merge_range(*at, top + down + one.rows - 1, right + one.columns - 1, "", form)
            if one.number is not None and not texts:
                value = one.number / 100 if one.percent else one.number
                sheet.write_number(*at, float(value), form)
            else:
                sheet.write_string(*at, one.text, form)


def _format_of(one: Cell) -> str:
    decimals = f".{'0' * one.decimals}" if one.decimals else ""
    grouped = "#,##0" if one.number is not None and one.number >= Fraction(1000) else "0"
    return f"{grouped}{decimals}{'%' if one.percent else ''}"
