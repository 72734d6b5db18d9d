"""The report as a workbook whose figures are live: change a count and every figure that rests on it follows."""

from __future__ import annotations

import datetime
import io

import xlsxwriter

from capaian.documents.model import Report
from capaian.documents.words import say
from capaian.documents.xlsx_book import ReportWorkbook
from capaian.documents.xlsx_calculation import write_calculation
from capaian.documents.xlsx_data import write_data
from capaian.documents.xlsx_tables import write_chart, write_formulas, write_notes, write_office, write_targets


def render(report: Report) -> bytes:
    """Return the XLSX; the same report gives the same bytes."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    workbook.set_properties(
        {
            "title": " ".join(report.title)[:255],
            "author": report.office.name[:255],
            "keywords": report.fingerprint,
            "created": datetime.datetime(*report.date),
        }
    )
    workbook.set_calc_mode("auto")
    names = ("targets", "formulas", "calculation", "data", "chart", "notes", "office")
    book = ReportWorkbook(workbook, report, {name: say(f"sheet-{name}", report.lang) for name in names})
    # Sheets stand in the order in which people read; they are filled in the order in which cells refer.
    sheets = {name: book.add(title) for name, title in book.titles.items()}
    inputs = write_data(book, sheets["data"])
    cells = write_calculation(book, sheets["calculation"], inputs)
    write_targets(book, sheets["targets"], cells)
    write_formulas(book, sheets["formulas"])
    write_chart(book, sheets["chart"], cells)
    write_notes(book, sheets["notes"])
    write_office(book, sheets["office"])
    workbook.close()
    return stream.getvalue()
