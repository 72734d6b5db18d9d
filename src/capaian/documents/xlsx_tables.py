"""The sheets that people read: the two official tables, the picture, the notes and the office."""

from __future__ import annotations

from fractions import Fraction

from capaian.core.formula.typeset import on_one_line
from capaian.core.measurement.result import Result
from capaian.core.numbers.arithmetic import decimals_of
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import printed
from capaian.core.plan.target import NumberTarget, Target
from capaian.documents.model import FormulaRow, MissionBlock, ObjectiveGroup, TargetRow
from capaian.documents.words import say
from capaian.documents.xlsx_book import ReportWorkbook, Sheet, number_format, put, shows, span, tall
from capaian.documents.xlsx_calculation import Cells

_TARGET_WIDTHS = (32, 58, 14, 16, 14, 14, 12)
_FORMULA_WIDTHS = (32, 42, 14, 62, 22, 26)


def _title(book: ReportWorkbook, sheet: Sheet, last: int) -> int:
    look = book.look(bold=True, align="center", font_size=13)
    for row, line in enumerate(book.report.title):
        span(sheet, (row, 0), (row, last), line, look)
    put(sheet, 2, 0, book.report.skpd, book.look())
    return 3


def write_targets(book: ReportWorkbook, sheet: Sheet, cells: Cells) -> None:
    """Write the table of targets; its figures come from the sheet of calculation."""
    report = book.report
    for column, width in enumerate(_TARGET_WIDTHS):
        sheet.set_column(column, column, width)
    row = _title(book, sheet, 6)
    if len(report.missions) == 1:
        sheet.repeat_rows(row, row + 1)
    for mission in report.missions:
        row = _target_headings(book, sheet, row, mission)
        for group in mission.groups:
            row = _target_group(book, sheet, row, group, cells)
    bold = book.boxed(bold=True, bg_color="#ECECEC")
    span(sheet, (row, 0), (row, 3), report.mean_label, bold)
    mean = report.measurement.mean
    _figure(
        book, sheet, (row, 4), cells.mean, report.mean, None if isinstance(mean, Missing) else mean, 2, bold=True
    )
    span(sheet, (row, 5), (row, 6), "", bold)
    _signature(book, sheet, row + 2, 3, 6)


def _target_headings(book: ReportWorkbook, sheet: Sheet, row: int, mission: MissionBlock) -> int:
    heads = book.report.headings
    left = book.boxed(bold=True, bg_color="#ECECEC")
    span(sheet, (row, 0), (row, 4), mission.title, left)
    span(sheet, (row, 5), (row, 6), heads.following, book.heading)
    tall(sheet, row, [(mission.title, sum(_TARGET_WIDTHS[:5]))])
    for column, name in enumerate(heads.columns):
        put(sheet, row + 1, column, name, book.heading)
    return row + 2


def _target_group(book: ReportWorkbook, sheet: Sheet, row: int, group: ObjectiveGroup, cells: Cells) -> int:
    first = row
    # A sasaran in merged cells gets its height from the rows beside it: the first makes room for all of it.
    share = len(group.title) / len(group.targets)
    for line in group.targets:
        _target_line(book, sheet, row, line, cells)
        name = f"{line.number} {line.name}" + (f"\n{line.why}" if line.why else "")
        tall(sheet, row, [(name, _TARGET_WIDTHS[1]), ("x" * int(share), _TARGET_WIDTHS[0])])
        row += 1
    span(sheet, (first, 0), (row - 1, 0), group.title, book.boxed())
    return row


def _target_line(book: ReportWorkbook, sheet: Sheet, row: int, line: TargetRow, cells: Cells) -> None:
    result = book.report.measurement.results[line.code]
    where, decimals = cells.indicators[line.code], result.indicator.decimals
    put(sheet, row, 1, f"{line.number} {line.name}" + (f"\n{line.why}" if line.why else ""), book.boxed())
    _target(book, sheet, (row, 2), result.target, line.target, where.target, decimals)
    actual = result.actual
    if isinstance(actual, Missing) or actual.grade is not None:
        _text(book, sheet, (row, 3), line.actual, _graded(result, where.actual))
    else:
        _figure(book, sheet, (row, 3), where.actual, line.actual, actual.amount, decimals)
    achieved = None if isinstance(result.achievement, Missing) else result.achievement.amount
    _figure(book, sheet, (row, 4), where.achievement, line.achievement, achieved, 2)
    _target(book, sheet, (row, 5), result.next_target, line.next_target, None, decimals)
    put(sheet, row, 6, line.next_achievement, book.boxed(align="right"))


def _figure(
    book: ReportWorkbook,
    sheet: Sheet,
    place: tuple[int, int],
    source: str | None,
    words: str,
    amount: Fraction | None,
    decimals: int,
    *,
    bold: bool = False,
) -> None:
    """Write a printed figure: a formula over ``source`` that shows ``words``, or the words where none can."""
    more = {"bold": True, "bg_color": "#ECECEC"} if bold else {}
    look = book.boxed(align="right", num_format=number_format(decimals), **more)
    if source is None:
        put(sheet, *place, words, look)
    elif amount is None:
        said = words.replace('"', '""')  # a quotation mark would end the text, and the rest would be a formula
        formula = f'=IF(ISNUMBER({source}),ROUND({source},{decimals}),"{said}")'
        sheet.write_formula(*place, formula, look, words)
    elif shows(amount, decimals):
        formula = f"=IF(ISNUMBER({source}),ROUND({source},{decimals}),{source})"
        sheet.write_formula(
            *place, formula, look, float(Fraction(printed(amount, decimals, grouped=False).replace(",", ".")))
        )
    else:
        # A spreadsheet keeps 15 digits and would print another last figure than the exact one.
        put(sheet, *place, words, look)
        sheet.write_comment(*place, say("beyond-spreadsheets", book.report.lang))


def _target(
    book: ReportWorkbook,
    sheet: Sheet,
    place: tuple[int, int],
    target: Target | None,
    words: str,
    source: str | None,
    decimals: int,
) -> None:
    if not isinstance(target, NumberTarget) or decimals_of(target.amount) is None:
        _text(book, sheet, place, words, None)
        return
    own = decimals_of(target.amount) or 0
    look = book.boxed(align="right", num_format=number_format(max(own, decimals) if own else 0))
    if source is None:
        sheet.write_number(*place, float(target.amount), look)
    else:
        sheet.write_formula(*place, f"={source}", look, float(target.amount))


def _text(book: ReportWorkbook, sheet: Sheet, place: tuple[int, int], words: str, formula: str | None) -> None:
    look = book.boxed(align="right")
    if formula is None:
        put(sheet, *place, words, look)
    else:
        sheet.write_formula(*place, formula, look, words)


def _graded(result: Result, source: str | None) -> str | None:
    """Return the formula of a grade with its score, ``B (61,70)``, or ``None`` where only the letter is known."""
    scale = result.indicator.scale
    if source is None or scale is None or isinstance(result.actual, Missing):
        return None
    bounds = [(float(low), letter) for letter, low in reversed(scale.bounds)]
    lows = ",".join(f"{low:.15g}" for low, _ in bounds)
    letters = ",".join('"' + letter.replace('"', '""') + '"' for _, letter in bounds)
    letter = f"LOOKUP({source},{{{lows}}},{{{letters}}})"
    score = f'TEXT({source},"{number_format(result.indicator.decimals)}")'
    return f'=IF(ISNUMBER({source}),{letter}&" ("&{score}&")",{source})'


def _signature(book: ReportWorkbook, sheet: Sheet, row: int, first: int, last: int) -> None:
    signature = book.report.signature
    plain, bold = book.look(align="center"), book.look(align="center", bold=True, underline=1)
    lines = [signature.place_date, signature.title, "", "", "", signature.name, signature.rank, signature.nip]
    for number, line in enumerate(lines):
        span(sheet, (row + number, first), (row + number, last), line, bold if number == 5 else plain)


def write_formulas(book: ReportWorkbook, sheet: Sheet) -> None:
    """Write the table of formulas with each figure's working on one line."""
    for column, width in enumerate(_FORMULA_WIDTHS):
        sheet.set_column(column, column, width)
    row = _title(book, sheet, 5)
    for column, name in enumerate(book.report.formula_headings.columns):
        put(sheet, row, column, name, book.heading)
    sheet.repeat_rows(row)
    row += 1
    for mission in book.report.missions:
        for group in mission.groups:
            first = row
            for line in group.formulas:
                _formula_line(book, sheet, row, line)
                row += 1
            span(sheet, (first, 0), (row - 1, 0), group.title, book.boxed())
    _signature(book, sheet, row + 1, 3, 5)


def _formula_line(book: ReportWorkbook, sheet: Sheet, row: int, line: FormulaRow) -> None:
    workings = (f"{w.label}: {on_one_line(w.pieces)}" if w.label else on_one_line(w.pieces) for w in line.working)
    explained = "\n".join(filter(None, (line.explanation, *workings)))
    texts = (f"{line.number} {line.name}", line.target, explained, line.owner, line.source)
    for column, words in enumerate(texts, 1):
        put(sheet, row, column, words, book.boxed(align="right" if column == 2 else "left"))
    tall(sheet, row, list(zip(texts, _FORMULA_WIDTHS[1:], strict=True)))


def write_chart(book: ReportWorkbook, sheet: Sheet, cells: Cells) -> None:
    """Write the achievements once more, as the ground of a chart that follows them."""
    chart, lang = book.report.chart, book.report.lang
    sheet.set_column(0, 0, 62)
    sheet.set_column(1, 1, 14)
    put(sheet, 0, 0, chart.title, book.look(bold=True, font_size=13))
    put(sheet, 2, 0, say("indicator", lang), book.heading)
    put(sheet, 2, 1, say("achievement", lang), book.heading)
    results = book.report.measurement.results
    for row, bar in enumerate(chart.bars, 3):
        put(sheet, row, 0, f"{bar.code} {bar.name}", book.boxed())
        achieved = results[bar.code].achievement
        amount = None if isinstance(achieved, Missing) else achieved.amount
        _figure(book, sheet, (row, 1), cells.indicators[bar.code].achievement, bar.printed, amount, 2)
        tall(sheet, row, [(f"{bar.code} {bar.name}", 62)])
    first, last = 3, 2 + len(chart.bars)
    drawn = book.workbook.add_chart({"type": "bar"})
    short = {"pattern": "wide_upward_diagonal", "fg_color": "#A2530B", "bg_color": "#FFFFFF"}
    title = book.titles["chart"]
    drawn.add_series(
        {
            "name": chart.title,
            "categories": [title, first, 0, last, 0],
            "values": [title, first, 1, last, 1],
            "fill": {"color": "#1F6F54"},
            "points": [
                None if bar.met else {"pattern": short, "border": {"color": "#A2530B"}} for bar in chart.bars
            ],
            "data_labels": {"value": True, "num_format": "0.00"},
            "gap": 60,
        }
    )
    drawn.set_title({"none": True})
    drawn.set_legend({"none": True})
    drawn.set_y_axis({"reverse": True})
    drawn.set_x_axis({"min": 0, "max": int(chart.ticks[-1][0]), "major_gridlines": {"visible": True}})
    drawn.set_size({"width": 900, "height": 34 * len(chart.bars) + 60})
    sheet.insert_chart(last + 2, 0, drawn, {"description": chart.caption[:2000]})


def write_notes(book: ReportWorkbook, sheet: Sheet) -> None:
    """Write the mean under other rules and the notes, as they stood when the report was made."""
    report = book.report
    sheet.set_column(0, 0, 120)
    sheet.set_column(1, 1, 14)
    bold, wrapped = book.look(bold=True), book.look(text_wrap=True, valign="top")
    put(sheet, 0, 0, report.sensitivity_title, bold)
    put(sheet, 1, 0, report.sensitivity_text, wrapped)
    row = 2
    for fact in report.sensitivity:
        look = book.boxed(bold=fact.chosen)
        put(sheet, row, 0, f"{fact.label} ✓" if fact.chosen else fact.label, look)
        put(sheet, row, 1, fact.value, book.boxed(bold=fact.chosen, align="right"))
        row += 1
    row += 1
    put(sheet, row, 0, report.notes_title, book.look(bold=True, font_size=13))
    for group in report.notes:
        row += 2
        put(sheet, row, 0, group.title, bold)
        for line in (group.text, *(f"• {item}" for item in group.items)):
            row += 1
            put(sheet, row, 0, line, wrapped)
            tall(sheet, row, [(line, 120)])


def write_office(book: ReportWorkbook, sheet: Sheet) -> None:
    """Write who the office is."""
    office = book.report.office
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 130)
    look = book.look(bold=True, align="center", font_size=13)
    for row, line in enumerate((office.heading, office.subheading)):
        span(sheet, (row, 0), (row, 1), line, look)
    functions = [f"{number}. {function}" for number, function in enumerate(office.functions, 1)]
    lines = [(office.name_label, office.name)]
    if office.duty:
        lines += [(office.duty_label, " ".join((office.duty, *(f"({basis})" for basis in office.duty_basis))))]
    if functions:
        based = " ".join(f"({basis})" for basis in office.functions_basis)
        first, *rest = [based, *functions] if based else functions
        lines += [(office.functions_label, first), *(("", line) for line in rest)]
    for row, (label, words) in enumerate(lines, 3):
        put(sheet, row, 0, label, book.look(bold=True, valign="top"))
        put(sheet, row, 1, words, book.look(text_wrap=True, valign="top"))
        tall(sheet, row, [(words, 130)])
