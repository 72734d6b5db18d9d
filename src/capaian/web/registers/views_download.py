"""Rows and faults as files for a spreadsheet, which must not take what somebody typed for a formula."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import Any

import xlsxwriter

from capaian.core.numbers.csv_injection import escape_formula
from capaian.core.numbers.numerals import shortest_printed
from capaian.core.registers.condition import Value
from capaian.core.registers.register import Column, Register, Sort
from capaian.web.registers.rows import TypeMismatch, display_row, from_data, label_of
from capaian.web.registers.uploads import XLSX as XLSX_KIND
from capaian.web.ui.batching import batched

__all__ = ["CSV_KIND", "XLSX_KIND", "csv_of", "escape_formula", "table_csv", "table_parts", "xlsx_of"]
CSV_KIND = "text/csv; charset=utf-8"
_AT_ONCE = 1000
"""Lines of a table that are written at a time."""


def table_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as Indonesian spreadsheets open it at once: semicolons, and the mark of UTF-8."""
    return b"".join(table_parts(headings, rows))


def table_parts(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the same as its parts, so that a long table is never in memory as a whole."""
    lines, yet = chain([headings], rows), codecs.BOM_UTF8
    for part in batched(lines, _AT_ONCE):
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";").writerows(part)
        yield yet + out.getvalue().encode()
        yet = b""


def csv_of(register: Register, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows under their labels, numbers in the Indonesian notation: what the upload reads again."""
    columns = register.columns.items()
    headings = [escape_formula(label_of(register, name)) for name, _ in columns]
    values = (_values(register, data) for data in rows)
    return table_csv(headings, ([_text(row[name], column) for name, column in columns] for row in values))


def xlsx_of(register: Register, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows as a workbook: days as days, numbers as numbers, the rest as text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
    sheet.freeze_panes(1, 0)
    for number, name in enumerate(register.columns):
        sheet.set_column(number, number, 18)
        sheet.write_string(0, number, escape_formula(label_of(register, name)), bold)
    for line, data in enumerate(rows, 1):
        values = _values(register, data)
        for number, (name, column) in enumerate(register.columns.items()):
            value = values[name]
            if isinstance(value, datetime.date):
                sheet.write_datetime(line, number, datetime.datetime.combine(value, datetime.time()), day)
            elif isinstance(value, Fraction) and Fraction(f"{float(value):.15g}") == value:
                sheet.write_number(line, number, float(value))
            elif value is not None:
                sheet.write_string(line, number, _text(value, column))
    book.close()
    return out.getvalue()


def _values(register: Register, data: Mapping[str, Any]) -> Mapping[str, Value | None]:
    try:
        return from_data(register, data)
    except TypeMismatch:
        return display_row(register, data)


def _text(value: Value | None, column: Column) -> str:
    if isinstance(value, Fraction):
        return shortest_printed(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if value is None or isinstance(value, datetime.date):
        return value.isoformat() if value else ""
    return escape_formula(column.choices.get(value, value) if column.sort is Sort.TEXT else value)
