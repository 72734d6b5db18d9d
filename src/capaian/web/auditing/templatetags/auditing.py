"""The text of a report with the figures marked that a finding speaks of: thousands of cells, so written here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from capaian.core.claims.objection import RuleSeen
from capaian.core.claims.rule_sentences import rule_in_words
from capaian.core.claims.transcript import Cell, Grid, Passage
from capaian.web.auditing.audit_view import MAX_SPAN, ReportPart, ShownFinding, cell_anchor, most_severe
from capaian.web.ui.templatetags.ui import lang_of
from capaian.web.ui.translation import translate

register = template.Library()
MAX_ROWS, AROUND = 300, 2
"""Rows of a table that are shown whole; of a longer one those near a finding, and those that begin it."""
MAX_COLUMNS = 60
MAX_COVERED = 1_000_000
"""Places that the cells of one table are taken to cover; a broken file may claim any number."""


@register.simple_tag(takes_context=True)
def report_table(context: template.Context, part: ReportPart) -> SafeString:
    """Return a table of the report, the cells marked that findings speak of, every text escaped."""
    assert part.grid is not None, "asked for tables alone"
    lang = lang_of(context)
    found = _by_anchor(part.found)
    shown = _rows_shown(part)
    rows, left_out = list[str](), 0
    for number, cells in _rows(part.grid):
        if number not in shown:
            left_out += 1
            continue
        if left_out:
            rows.append(_gap(part.grid, left_out, lang))
            left_out = 0
        told = _widened(cells) if number < part.heading else cells
        rows.append(f"<tr>{''.join(_cell(part, cell, found, lang) for cell in told)}</tr>")
    if left_out:
        rows.append(_gap(part.grid, left_out, lang))
    return mark_safe("\n".join(rows))


@register.simple_tag(takes_context=True)
def report_text(context: template.Context, passage: Passage, found: Sequence[ShownFinding]) -> SafeString:
    """Return a passage of the report, the figures marked that findings speak of."""
    return mark_safe(marked(passage.text, found, lang_of(context)))


@register.simple_tag(takes_context=True)
def rule_sentence(context: template.Context, rule: RuleSeen) -> str:
    """Return how a table made its achievements, in words."""
    return rule_in_words(rule, lang_of(context))


def marked(text: str, found: Sequence[ShownFinding], lang: str) -> str:
    """Return ``text`` escaped, each printed figure a link to its finding; those not in the text come after it."""
    taken: list[tuple[int, int, list[ShownFinding]]] = []
    after: list[ShownFinding] = []
    for one in found:
        place = _place(text, one.objection.printed)
        if place is None:
            after.append(one)
            continue
        same = next((other for other in taken if other[:2] == place), None)
        if same:
            same[2].append(one)
        elif any(place[0] < end and start < place[1] for start, end, _ in taken):
            after.append(one)
        else:
            taken.append((*place, [one]))
    out, at = [], 0
    for start, end, ones in sorted(taken, key=lambda one: one[0]):
        out += [
            escape(text[at:start]),
            _link(text[start:end], ones[0], lang),
            *(_link("", one, lang) for one in ones[1:]),
        ]
        at = end
    return "".join([*out, escape(text[at:]), *(" " + _link("", one, lang) for one in after)])


def _place(text: str, printed: str) -> tuple[int, int] | None:
    """Return where a printed figure stands in a text, not as part of a longer number."""
    if not printed:
        return None
    for match in re.finditer(re.escape(printed), text):
        start, end = match.span()
        before, behind = text[max(start - 2, 0) : start], text[end : end + 2]
        inside = re.search(r"\d[.,]?$", before) if printed[0].isdigit() else None
        inside = inside or (re.match(r"[.,]?\d", behind) if printed[-1].isdigit() else None)
        if not inside:
            return start, end
    return None


def _link(text: str, one: ShownFinding, lang: str) -> str:
    hidden = escape(translate("audit.finding", lang))
    figure = f"<mark>{escape(text)}</mark>" if text else ""
    number = f'<sup><span class="visually-hidden"> {hidden} </span>{one.number}</sup>'
    return f'<a class="to-finding to-{escape(one.level)}" href="#temuan-{one.number}">{figure}{number}</a>'


def _gap(grid: Grid, count: int, lang: str) -> str:
    words = escape(translate("audit.rows-left-out", lang, count=count))
    return f'<tr><td class="gap" lang="{lang}" colspan="{min(grid.width, MAX_COLUMNS)}">{words}</td></tr>'


def _by_anchor(found: Iterable[ShownFinding]) -> dict[str, list[ShownFinding]]:
    by: dict[str, list[ShownFinding]] = {}
    for one in found:
        by.setdefault(one.anchor, []).append(one)
    return by


def _rows_shown(part: ReportPart) -> set[int]:
    assert part.grid is not None
    if part.grid.height <= MAX_ROWS:
        return set(range(1, part.grid.height + 1))
    shown = set(range(1, part.heading + AROUND + 1))
    for one in part.found:
        row = one.objection.spot.row
        shown |= set(range(row - AROUND, row + AROUND + 1)) if row else set()
    return shown


def _rows(grid: Grid) -> Iterator[tuple[int, list[Cell]]]:
    """Yield each row that has cells, in order, with empty cells where the file holds none."""
    rows: dict[int, list[Cell]] = {}
    covered: dict[int, set[int]] = {}
    room = MAX_COVERED
    for cell in grid.cells:
        if cell.column > MAX_COLUMNS:
            continue
        rows.setdefault(cell.row, []).append(cell)
        tall, wide = min(cell.rows, MAX_SPAN), min(cell.columns, MAX_COLUMNS)
        room -= tall * wide
        for row in range(cell.row, cell.row + (tall if room > 0 else 1)):
            covered.setdefault(row, set()).update(range(cell.column, cell.column + (wide if room > 0 else 1)))
    width = min(grid.width, MAX_COLUMNS)
    for number in sorted(covered):
        missing = set(range(1, width + 1)) - covered[number]
        cells = [*rows.get(number, ()), *(Cell("", number, column) for column in missing)]
        yield number, sorted(cells, key=lambda cell: cell.column)


def _widened(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a heading that others stand below: one goes on over the empty cells that follow it.

    In text and in many a PDF a heading over several columns is one cell with empty ones behind it.
    """
    wide: list[Cell] = []
    for cell in cells:
        last = wide[-1] if wide else None
        joins = last and last.text.strip() and not cell.text.strip() and last.rows == cell.rows
        if joins and last and last.column + last.columns == cell.column:
            wide[-1] = replace(last, columns=last.columns + cell.columns)
        else:
            wide.append(cell)
    return wide


def _cell(part: ReportPart, cell: Cell, found: dict[str, list[ShownFinding]], lang: str) -> str:
    assert part.grid is not None
    anchor = cell_anchor(part.grid, cell)
    own = found.get(anchor, ())
    heading = cell.row <= part.heading and cell.text.strip()
    tag, scope = ("th", ' scope="col"') if heading else ("td", "")
    spans = "".join(
        f' {name}="{min(count, most)}"'
        for name, count, most in (("rowspan", cell.rows, MAX_SPAN), ("colspan", cell.columns, MAX_COLUMNS))
        if count > 1
    )
    kind = f' id="{anchor}" class="told told-{escape(most_severe(own))}"' if own else ""
    return f"<{tag}{scope}{spans}{kind}>{marked(cell.text, own, lang)}</{tag}>"
