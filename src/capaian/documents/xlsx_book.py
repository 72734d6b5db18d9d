"""What every sheet of the workbook shares: looks, paper, and text that can never become a formula."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Any, Protocol

from capaian.core.numbers.numerals import printed
from capaian.documents.model import Paper, Report
from capaian.documents.words import say

Sheet = Any  # XlsxWriter ships no types
Format = Any

MAX_TEXT_LENGTH = 32767
"""Characters that a cell holds, by the file format."""

_LINE = 15
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PAPERS = {Paper.A4: 9, Paper.F4: 14}  # 14 is folio, 8.5 × 13 inch: what printers call F4


class Printable(Protocol):
    """What the sheets of any paper need to know of it."""

    @property
    def lang(self) -> str: ...
    @property
    def paper(self) -> Paper: ...
    @property
    def footer(self) -> str: ...


@dataclass(slots=True)
class WorkbookWriter:
    """A workbook while it is written: its looks, and sheets set up to print."""

    workbook: Any
    printable: Printable
    _formats: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def look(self, **settings: object) -> Format:
        """Return a format, one object for equal settings."""
        key = tuple(sorted(settings.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(
                {"font_name": "Times New Roman", "font_size": 11, **settings}
            )
        return self._formats[key]

    def boxed(self, **settings: object) -> Format:
        """Return a format of a table's cell."""
        return self.look(border=1, valign="top", text_wrap=True, **settings)

    @property
    def heading(self) -> Format:
        return self.look(border=1, bold=True, align="center", valign="vcenter", text_wrap=True, bg_color="#ECECEC")

    def add(self, title: str) -> Sheet:
        """Return a new sheet, set up to print."""
        sheet = self.workbook.add_worksheet(title)
        sheet.set_landscape()
        sheet.set_paper(_PAPERS[self.printable.paper])
        sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.75)
        sheet.fit_to_pages(1, 0)
        numbered = say("page-of", self.printable.lang).format(page="&P", pages="&N")
        footer = self.printable.footer.replace("&", "&&")
        sheet.set_footer(f"&L&8{footer}&R&8{numbered}")
        sheet.hide_gridlines(2)
        return sheet


class ReportWorkbook(WorkbookWriter):
    """The workbook of a report while it is written."""

    def __init__(self, workbook: Any, report: Report, titles: Mapping[str, str]) -> None:
        super().__init__(workbook, report)
        self.report = report
        self.titles = titles

    @property
    def otherwise(self) -> str:
        """What stands in a cell that cannot be computed."""
        return say("chart-missing", self.report.lang)


def text(words: str) -> str:
    """Return ``words`` as a cell can hold them."""
    return _UNWRITABLE.sub("", words)[:MAX_TEXT_LENGTH]


def put(sheet: Sheet, row: int, column: int, words: str, look: Format = None) -> None:
    """Write text: whatever it begins with, it stays text."""
    if words:
        sheet.write_string(row, column, text(words), look)
    else:
        sheet.write_blank(row, column, None, look)


def span(sheet: Sheet, first: tuple[int, int], last: tuple[int, int], words: str, look: Format) -> None:
    """Write text over merged cells, or the one cell where ``first`` is ``last``."""
    if first != last:
        sheet.merge_range(*first, *last, "", look)
    put(sheet, *first, words, look)


def tall(sheet: Sheet, row: int, columns: Sequence[tuple[str, float]], least: int = 1) -> None:
    """Make a row as tall as its longest text needs: spreadsheets do not do so for merged or fitted cells.

    ``columns`` are (text, width in characters).
    """
    lines = least
    for words, width in columns:
        needed = sum(max(1, ceil(len(line) * 0.95 / max(width - 1, 1))) for line in words.split("\n"))
        lines = max(lines, needed)
    sheet.set_row(row, min(lines * _LINE + 3, 400))


def shows(amount: Fraction, decimals: int) -> bool:
    """Tell whether a spreadsheet, which keeps 15 digits, shows the same figure as the exact amount prints."""
    kept = Fraction(f"{float(amount):.15g}")
    return printed(kept, decimals) == printed(amount, decimals)


def number_format(decimals: int) -> str:
    """Return the format that prints like the papers: thousands grouped, the reader's own signs."""
    return "#,##0." + "0" * decimals if decimals else "#,##0"
