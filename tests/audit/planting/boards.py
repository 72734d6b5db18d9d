"""The table of targets and what came of them, and that of workings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.audit.planting.figures import Figures
from tests.audit.planting.paper import Cell, Table, cell
from tests.audit.planting.truth import Indicator
from tests.audit.planting.workings import working_cell

Fill = Callable[[str, Indicator], Cell]


@dataclass
class Column:
    """A column: its heading, what group it stands under, and what fills it."""

    heading: str
    fill: Fill
    group: str = ""


def main_table(figures: Figures) -> Table:
    """Return the year's targets, actuals and achievements of all indicators."""
    return _table(figures, _main_columns(figures), means=figures.style.mean_row, levels=figures.style.levels)


def working_table(figures: Figures) -> Table:
    """Return how each figure was made, who answers for it and where it comes from."""
    columns = [
        Column("Target", figures.target_cell),
        Column("Penjelasan/Alasan/Formulasi Perhitungan", lambda code, one: working_cell(figures, code, one)),
        Column("Penanggung Jawab", lambda code, one: cell(one.owner)),
        Column("Sumber Data", lambda code, one: cell(f"Rekap data {one.owner}")),
    ]
    return _table(figures, columns, means=False, levels=1)


def promise_table(figures: Figures) -> Table:
    """Return the year's agreement: objectives, indicators, targets."""

    def promised(code: str, one: Indicator) -> Cell:
        changed = figures.changed.get(("promise", code))
        return figures.target_cell(code, one, changed)  # type: ignore[arg-type]

    return _table(figures, [Column("Target", promised)], means=False, levels=1)


def _main_columns(figures: Figures) -> list[Column]:
    style, year = figures.style, figures.report.year
    all_percent = all(one.percent for _, one in figures.report.lines)
    target = "Target" if style.target == "Target (%)" and not all_percent else style.target
    target, actual = (target, style.actual) if style.levels == 1 else (target[:6], "Realisasi")
    group = {1: "", 2: f"Tahun {year}", 3: f"Kinerja Tahun {year}"}[style.levels]
    columns = [
        Column(target, figures.target_cell, group),
        Column(actual, figures.actual_cell, group),
        Column(style.achievement, figures.achievement_cell, group),
    ]
    if style.rating:
        columns.append(Column(style.rating, figures.rating_cell, group if style.bullets else ""))
    if style.next_target == "next":
        columns.append(Column(f"Target {year + 1}", _following(figures)))
    if style.next_target == "renstra":
        renstra = f"RENSTRA {year + 1}"
        if style.levels == 1:
            columns.append(Column(f"Target Renstra {year + 1}", _following(figures)))
        else:
            columns += [
                Column("Target", _following(figures), renstra),
                Column("Capaian", lambda code, one: cell("-"), renstra),
            ]
    if style.working and style.working_in_main:
        columns.append(Column("Formulasi Perhitungan", lambda code, one: working_cell(figures, code, one)))
    return columns


def _following(figures: Figures) -> Fill:
    def fill(code: str, one: Indicator) -> Cell:
        if one.kind == "grade":
            return cell(figures.style.printed(one.next_target, 2))
        return figures.target_cell(code, one, one.next_target)

    return fill


def _table(figures: Figures, columns: list[Column], *, means: bool, levels: int) -> Table:
    identity = _identity_headings(figures)
    rows = _headings(figures, identity, columns, levels)
    head = len(rows)
    width = len(identity) + len(columns)
    if figures.style.column_numbers:
        form = "({})" if figures.style.upper else "{}"
        rows.append([cell(form.format(place)) for place in range(1, width + 1)])
        head += 1
    count = 0
    for number, (text, those) in enumerate(figures.report.objectives, 1):
        if figures.style.objectives == "row":
            rows.append(_objective_row(figures, number, text, width))
        for place, one in enumerate(those, 1):
            count += 1
            code = f"{number}.{place}"
            left = _identity(figures, number, text, place, len(those), count, one)
            rows.append([*left, *(column.fill(code, one) for column in columns)])
        if means and figures.report.mean_by == "objectives" and len(figures.report.objectives) > 1:
            said = f"Rata-rata capaian sasaran {number}"
            rows.append(_mean_row(figures, said, figures.objective_mean(number), len(identity), columns))
    if means:
        rows.append(_mean_row(figures, figures.style.mean, figures.mean(), len(identity), columns))
    return Table(rows, head)


def _mean_row(figures: Figures, said: str, amount: object, before: int, columns: list[Column]) -> list[Cell | None]:
    at = next(place for place, column in enumerate(columns) if column.heading == figures.style.achievement)
    figure = figures.percent_cell(amount)  # type: ignore[arg-type]
    span = before + at if figures.style.bullets else before
    row: list[Cell | None] = [cell(said, columns=span, bold=True), *[None] * (span - 1)]
    row += [cell() for _ in range(before + at - span)]
    return [*row, figure, *(cell() for _ in columns[at + 1 :])]


def _identity_headings(figures: Figures) -> list[str]:
    style = figures.style
    headings = []
    if style.objectives in ("span", "repeat", "empty"):
        headings += ["No"] if style.objective_number == "column" else []
        headings.append("Sasaran Strategis" if style.bullets else "Sasaran")
    if style.indicator_number in ("column", "code"):
        headings.append("No." if style.pad else "No")
    headings.append("Indikator Kinerja" if style.pad else "Indikator Kinerja Utama" if style.bullets else "IKU")
    if style.units == "column":
        headings.append("Satuan")
    return headings


def _identity(
    figures: Figures, number: int, text: str, place: int, size: int, count: int, one: Indicator
) -> list[Cell | None]:
    style = figures.style
    row: list[Cell | None] = []
    code = f"{number}.{place}"
    if style.objectives in ("span", "repeat", "empty"):
        shown = str(figures.changed.get(("objective-number", str(number)), number))
        texts = [shown] if style.objective_number == "column" else []
        prefix = {"text": f"{shown}. ", "sasaran": f"Sasaran {shown} : "}.get(style.objective_number, "")
        texts.append(prefix + text)
        for one_text in texts:
            if style.objectives == "span":
                row.append(cell(one_text, rows=size) if place == 1 else None)
            else:
                row.append(cell(one_text if place == 1 or style.objectives == "repeat" else ""))
    restart = style.objectives in ("span", "row") or (style.objectives == "empty" and style.pad)
    shown = str(figures.changed.get(("indicator-number", code), place if restart else count))
    if style.indicator_number == "column":
        row.append(cell(shown))
    if style.indicator_number == "code":
        row.append(cell(str(figures.changed.get(("indicator-number", code), code))))
    row.append(cell(f"{shown}. {one.words.name}" if style.indicator_number == "text" else one.words.name))
    if style.units == "column":
        row.append(cell(one.words.unit))
    return row


def _objective_row(figures: Figures, number: int, text: str, width: int) -> list[Cell | None]:
    shown = str(figures.changed.get(("objective-number", str(number)), number))
    said = f"Sasaran {shown}: {text}" if figures.style.objective_number != "none" else f"Sasaran: {text}"
    return [cell(said, columns=width, bold=True), *[None] * (width - 1)]


def _headings(figures: Figures, identity: list[str], columns: list[Column], levels: int) -> list[list[Cell | None]]:
    cased = figures.style.cased
    if levels == 1:
        return [[cell(cased(text), bold=True) for text in [*identity, *(column.heading for column in columns)]]]
    top = 2 if levels == 3 else 1
    rows: list[list[Cell | None]] = [[] for _ in range(top + 1)]
    for text in identity:
        for depth, row in enumerate(rows):
            row.append(cell(cased(text), rows=top + 1, bold=True) if depth == 0 else None)
    previous = ""
    for column in columns:
        new = column.group != previous or not column.group
        previous = column.group
        size = sum(1 for other in columns if other.group == column.group)
        if not column.group:
            for depth, row in enumerate(rows):
                row.append(cell(cased(column.heading), rows=top + 1, bold=True) if depth == 0 else None)
            continue
        names = [column.group] if top == 1 else ["PENGUKURAN KINERJA", column.group]
        for name, row in zip(names, rows, strict=False):
            row.append(cell(cased(name), columns=size, bold=True) if new else None)
        rows[top].append(cell(cased(column.heading), bold=True))
    return rows
