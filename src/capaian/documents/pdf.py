"""The report as PDF/A: tagged, with fonts that the typesetter carries, the same bytes on every machine."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from pathlib import Path

import typst

from capaian.core.formula.typeset import Piece, TextRun, on_one_line
from capaian.documents.model import FormulaRow, ObjectiveGroup, Report, TargetRow, WorkingText
from capaian.documents.words import say

STANDARDS: tuple[typst.PDFStandard, ...] = ("a-2a", "ua-1")
"""ISO 19005-2 level A for the archive, ISO 14289-1 for readers who listen."""

_TEMPLATE = Path(__file__).with_name("report.typ")
_REPLACEMENT = "\ufffd"
_LONGEST_WORD = 24
_LONGEST_WHOLE = 900
_ATTEMPTS = 8


def render(report: Report) -> bytes:
    """Return the PDF; the same report gives the same bytes.

    A character that no font of the typesetter has is printed as U+FFFD: the other way is no paper at all.
    """
    text = json.dumps(_data(report), ensure_ascii=False)
    moment = datetime.datetime(*report.date, tzinfo=datetime.UTC)
    for _ in range(_ATTEMPTS):
        try:
            return _compiled(text, moment)
        except typst.TypstError as error:
            unknown = _without_glyph(error)
            if not unknown:
                raise
            text = text.translate(dict.fromkeys(map(ord, unknown), _REPLACEMENT))
    return _compiled(text, moment)


def _compiled(text: str, moment: datetime.datetime) -> bytes:
    made = _compiler().compile(
        format="pdf", sys_inputs={"report": text}, pdf_standards=list(STANDARDS), timestamp=moment
    )
    assert isinstance(made, bytes), "a PDF is one file"
    return made


@cache
def _compiler() -> typst.Compiler:
    # Kept for the next report of a batch: reading its fonts costs more than a page does.
    return typst.Compiler(input=_TEMPLATE, root=_TEMPLATE.parent, ignore_system_fonts=True)


def _without_glyph(error: typst.TypstError) -> set[str]:
    quoted = re.findall(r'the text `"(.+?)"` could not be displayed', f"{error.message}\n{error.diagnostic}")
    # What is ASCII in the quotation is the escape of a character, not a character without a glyph.
    return {letter for text in quoted for letter in text if not letter.isascii()}


# ---- the model as the template reads it --------------------------------------------------------------


def _data(report: Report) -> dict[str, object]:
    """Return the report as plain values; the results behind it stay out, the paper prints only texts."""
    own = {"missions", "measurement", "paper", "fingerprint"}
    plain = {field.name: _plain(getattr(report, field.name)) for field in fields(report) if field.name not in own}
    last = report.missions[-1].groups[-1].formulas[-1]
    plain["missions"] = [
        {"title": mission.title, "groups": [_group(group, last) for group in mission.groups]}
        for mission in report.missions
    ]
    # A row that may break over pages cannot be tied to the signature under it.
    plain["tied"] = _is_whole(last)
    plain["headings"] = {"following": report.headings.following, "columns": report.headings.columns}
    plain["formula_headings"] = report.formula_headings.columns
    plain["page"] = say("page-of", report.lang)
    printable = _printable(plain)
    assert isinstance(printable, dict)
    return {**printable, "paper": report.paper.value, "fingerprint": report.fingerprint}


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _group(group: ObjectiveGroup, last: FormulaRow) -> dict[str, object]:
    return {
        "title": group.title,
        "targets": [_target_row(row) for row in group.targets],
        "formulas": [_formula_row(row, row is last) for row in group.formulas],
    }


def _target_row(row: TargetRow) -> dict[str, object]:
    return {**asdict(row), "whole": len(row.name) + len(row.why) <= _LONGEST_WHOLE}


def _formula_row(row: FormulaRow, is_last: bool) -> dict[str, object]:
    return {
        **{name: getattr(row, name) for name in ("number", "name", "target", "explanation", "owner", "source")},
        "working": [_working(line) for line in row.working],
        "whole": _is_whole(row),
        "last": is_last and _is_whole(row),
    }


def _is_whole(row: FormulaRow) -> bool:
    """Tell whether the row is short enough to fit on a page for certain."""
    length = max(len(row.name), len(row.owner) * 2, len(row.source) * 2, len(row.explanation))
    return length + 60 * len(row.working) <= _LONGEST_WHOLE


def _working(line: WorkingText) -> dict[str, object]:
    return {
        "label": line.label,
        "text": on_one_line(line.pieces),
        "stacked": not all(isinstance(piece, TextRun) for piece in line.pieces),
        "pieces": _pieces(line.pieces),
    }


def _pieces(pieces: Sequence[Piece]) -> list[dict[str, object]]:
    return [
        {"text": piece.text}
        if isinstance(piece, TextRun)
        else {"over": _pieces(piece.over), "under": _pieces(piece.under)}
        for piece in pieces
    ]


def _printable(value: object) -> object:
    match value:
        case str():
            return _broken(_clean(value))
        case dict():
            return {name: _printable(item) for name, item in value.items()}
        case list() | tuple():
            return [_printable(item) for item in value]
        case _:
            return value


# Marks that turn the direction of reading: in a signed paper they could only mislead.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _clean(text: str) -> str:
    """Return ``text`` without what PDF/A forbids: controls as spaces, private and unassigned ones replaced."""
    if text.isascii() and text.isprintable():
        return text
    out = []
    for letter in text:
        category = unicodedata.category(letter)
        if category == "Cc":
            out.append(" ")
        elif category in ("Cs", "Co", "Cn"):
            out.append(_REPLACEMENT)
        elif letter not in _TURNING:
            out.append(letter)
    return "".join(out)


def _broken(text: str) -> str:
    """Return ``text`` with places to break in words that no column could hold."""
    if len(text) <= _LONGEST_WORD:
        return text
    return re.sub(rf"\S{{{_LONGEST_WORD // 2}}}(?=\S{{{_LONGEST_WORD // 2},}})", "\\g<0>\u200b", text)
