"""The sheet of inputs: one row for each variable, the only cells that a person changes."""

from __future__ import annotations

from collections.abc import Mapping

from capaian.core.measurement.tally import Tally
from capaian.core.numbers.missing import Missing
from capaian.documents.words import say
from capaian.documents.xlsx_book import ReportWorkbook, Sheet, put, tall

_WIDTHS = (26, 52, 18, 22, 60)


def write_data(book: ReportWorkbook, sheet: Sheet) -> Mapping[str, str]:
    """Write every input and return the cell of each variable, with its sheet: ``Data!$C$4``."""
    lang = book.report.lang
    results = book.report.measurement.results.values()
    tallies = {name: tallied for result in results for name, tallied in result.inputs.items()}
    put(sheet, 0, 0, say("data-title", lang), book.look(bold=True, font_size=13))
    put(sheet, 1, 0, say("data-guide", lang), book.look(italic=True))
    for column, (key, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        put(sheet, 3, column, say(key, lang), book.heading)
    cells = {}
    for row, (name, tallied) in enumerate(tallies.items(), 4):
        cells[name] = f"'{book.titles['data']}'!$C${row + 1}"
        _write_row(book, sheet, row, tallied)
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(3)
    return cells


_HEADINGS = ("data-name", "data-label", "data-value", "data-period", "data-evidence")


def _write_row(book: ReportWorkbook, sheet: Sheet, row: int, tallied: Tally) -> None:
    lang, variable = book.report.lang, tallied.variable
    given = [o for o in tallied.observations if o.amount is not None or o.grade is not None]
    periods = ", ".join(str(observation.period) for observation in given)
    evidence = "; ".join(dict.fromkeys(observation.evidence or say("no-evidence", lang) for observation in given))
    put(sheet, row, 0, variable.name, book.boxed())
    put(sheet, row, 1, variable.label, book.boxed())
    money = '"Rp" #,##0' if variable.unit == "rupiah" else "#,##0.######"
    filled = book.boxed(bg_color="#FFF8DC", num_format=money, align="right")
    if not isinstance(tallied.value, Missing):
        sheet.write_number(row, 2, float(tallied.value), filled)
    else:
        # A letter (of a grade) is shown; a reason is not: the cell waits for a number.
        put(sheet, row, 2, tallied.grade or "", filled)
        evidence = evidence or tallied.value.sentence(lang)
    put(sheet, row, 3, periods, book.boxed())
    put(sheet, row, 4, evidence, book.boxed())
    tall(sheet, row, [(variable.label, _WIDTHS[1]), (periods, _WIDTHS[3]), (evidence, _WIDTHS[4])])
