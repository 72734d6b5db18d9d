"""What an audit found as lines of a terminal: where, what is printed, what it should be, and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import TextIO

from capaian.cli.terminal import columns_of, paint
from capaian.cli.words import say
from capaian.core.claims.claim import Board
from capaian.core.claims.objection import Objection
from capaian.core.claims.rule_sentences import rule_in_words
from capaian.core.findings.finding import Level
from capaian.pipeline.auditing import Audited

_WHERE, _FIGURE, _LEAST_WHY, _MOST = 17, 12, 30, 132


def audit_lines(audited: Audited, lang: str, out: TextIO) -> Iterator[str]:
    """Yield the findings grouped by table and indicator, then the rules seen and how much was audited."""
    width = min(columns_of(out), _MOST)
    yield paint(_safe(say("audit-title", lang, file=audited.file)), "bold", out)
    claims = audited.claims
    known = [claims.office, str(claims.year or "")]
    if any(known):
        yield from _lines(" – ".join(part for part in known if part), width)
    boards = {board.table: board for board in claims.boards}
    objections = audited.examined.objections
    for table, of_table in groupby(objections, key=lambda objection: objection.spot.table):
        yield ""
        yield from _title(table, boards.get(table), width, lang, out)
        yield from _of_table(list(of_table), boards.get(table), width, lang, out)
    yield ""
    yield from _closing(audited, width, lang, out)


def _title(table: int, board: Board | None, width: int, lang: str, out: TextIO) -> Iterator[str]:
    said = say("audit-table", lang, table=table) if table else say("audit-whole", lang)
    if board and board.title:
        said += f" – {board.title}"
    if board and board.page:
        said += f" ({say('audit-page', lang, page=board.page)})"
    yield from (paint(line, "bold", out) for line in _lines(said, width))
    heads = [say(key, lang) for key in ("audit-where", "audit-printed", "audit-should", "audit-why")]
    yield paint(_row(*heads), "dim", out)
    yield "─" * width


def _of_table(
    objections: Sequence[Objection], board: Board | None, width: int, lang: str, out: TextIO
) -> Iterator[str]:
    names = {line.code: line.name for line in board.lines} if board else {}
    labelled = ""
    for code, of_indicator in groupby(objections, key=lambda objection: objection.indicator):
        label = f"{code} {names.get(code, '')}".strip()
        if not code and labelled:
            label = say("audit-no-indicator", lang)
        labelled = label
        yield from (paint(line, "bold", out) for line in _lines(label, width))
        for objection in of_indicator:
            yield from _objection(objection, width, lang, out)


def _objection(objection: Objection, width: int, lang: str, out: TextIO) -> Iterator[str]:
    why_width = max(width - _WHERE - 2 * _FIGURE - 5, _LEAST_WHY)
    why = [f"{say(objection.level, lang)} [{objection.code}]"]
    why += _lines(objection.message(lang), why_width)
    where = _lines(objection.heading, _WHERE)
    where += _lines(place_in_words(objection, lang), _WHERE)
    cells = zip_longest(where, _wrapped(objection.printed), _wrapped(objection.recomputed), why, fillvalue="")
    for number, (place, is_printed, should, because) in enumerate(cells):
        shown = paint(because, objection.level, out) if number == 0 else because
        yield _row(place, is_printed, should, shown).rstrip()


def place_in_words(objection: Objection, lang: str) -> str:
    """Return ``hlm. 3, baris 4, kolom 5``, as far as it is known."""
    spot = objection.spot
    parts = [
        ("audit-page", "page", spot.page),
        ("audit-row", "row", spot.row),
        ("audit-column", "column", spot.column),
    ]
    return ", ".join(say(key, lang, **{name: number}) for key, name, number in parts if number)


def _wrapped(text: str) -> list[str]:
    return _lines(text, _FIGURE) or ["–"]


def _lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(" ".join(_safe(text).split()), width)


def _safe(text: str) -> str:
    """Return ``text`` without what a terminal would obey: the report is somebody else's."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _row(where: str, is_printed: str, should: str, why: str) -> str:
    return f" {where:{_WHERE}} {is_printed:{_FIGURE}} {should:{_FIGURE}}  {why}"


def _closing(audited: Audited, width: int, lang: str, out: TextIO) -> Iterator[str]:
    rules = audited.examined.rules
    if rules:
        yield paint(say("audit-rules", lang), "bold", out)
        yield from _indented((rule_in_words(rule, lang) for rule in rules), width)
        yield ""
    count = dict.fromkeys(Level, 0)
    for objection in audited.examined.objections:
        count[objection.level] += 1
    tables = len(audited.claims.boards)
    said = say("audit-claims", lang, claims=audited.claims.count, tables=tables)
    if audited.compared:
        said += f" {say('audit-compared', lang)}"
    if audited.examined.objections:
        levels = {"errors": count[Level.ERROR], "warnings": count[Level.WARNING], "notes": count[Level.NOTE]}
        said += f" {say('count', lang, **levels)}"
    else:
        said += f" {say('audit-sound', lang)}"
    yield from textwrap.wrap(said, width)


def _indented(texts: Iterable[str], width: int) -> Iterator[str]:
    for text in texts:
        yield from textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="    ")
