"""The form that a section fills: one row for each variable and quarter, read back by the reader of values."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

import xlsxwriter

from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.core.plan.variable import Variable

SHEET = "Nilai"
HEADINGS = ("Periode", "Variabel", "Keterangan", "Nilai", "Bukti")
_WIDTHS = (11, 26, 56, 18, 44)
_HEADING_ROW = 5
_GUIDE = (
    "Isi kolom kuning: Nilai dan Bukti. Yang belum ada dibiarkan kosong; kosong bukan nol.",
    "Angka ditulis seperti biasa (1.234,5). Bukti: nama berkas, nomor surat atau tautan.",
    "Hanya punya angka setahun? Tulis tahunnya saja di Periode ({year}) dan hapus baris triwulannya.",
)


def quarters(year: int) -> tuple[Period, ...]:
    """Return the four quarters of ``year``."""
    return tuple(Period(year, month, 3) for month in (1, 4, 7, 10))


def write_form(plan: Plan, year: int, periods: Sequence[Period] | None = None) -> bytes:
    """Return the form of ``plan`` for ``year`` as XLSX; the quarters where no ``periods`` are given.

    The same plan and year give the same bytes.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": f"Nilai {year}", "created": datetime.datetime(year, 1, 1)})
    sheet = book.add_worksheet(SHEET)
    sheet.write_string(0, 0, f"NILAI TAHUN {year}", book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, plan.office.name)
    small = book.add_format({"italic": True})
    for number, line in enumerate(_GUIDE, 2):
        sheet.write_string(number, 0, line.format(year=year), small)
    heading = book.add_format({"bold": True, "bg_color": "#D9E2E7", "border": 1, "valign": "vcenter"})
    for column, (text, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADING_ROW, column, text, heading)
    rows = [(period, variable) for period in periods or quarters(year) for variable in plan.variables.values()]
    _write_rows(book, sheet, rows)
    sheet.freeze_panes(_HEADING_ROW + 1, 0)
    sheet.autofilter(_HEADING_ROW, 0, _HEADING_ROW + len(rows), len(HEADINGS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.set_footer("&R&P / &N")
    book.close()
    return stream.getvalue()


def _write_rows(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, rows: Sequence[tuple[Period, Variable]]
) -> None:
    plain = book.add_format({"border": 1, "valign": "top"})
    wrapped = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
    fill = {"border": 1, "valign": "top", "bg_color": "#FFF8DC"}
    value = book.add_format({**fill, "num_format": "#,##0.######", "align": "right"})
    rupiah = book.add_format({**fill, "num_format": '"Rp" #,##0', "align": "right"})
    evidence = book.add_format({**fill, "text_wrap": True})
    for number, (period, variable) in enumerate(rows, _HEADING_ROW + 1):
        sheet.write_string(number, 0, str(period), plain)
        sheet.write_string(number, 1, variable.name, plain)
        sheet.write_string(number, 2, variable.label, wrapped)
        sheet.write_blank(number, 3, None, rupiah if variable.unit == "rupiah" else value)
        sheet.write_blank(number, 4, None, evidence)
    sheet.data_validation(
        _HEADING_ROW + 1,
        3,
        _HEADING_ROW + max(len(rows), 1),
        3,
        {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": "Bukan angka",
            "error_message": "Tulis angka nol atau lebih. Huruf hanya untuk indikator yang berpredikat.",
            "error_type": "warning",
        },
    )
