"""A cell or passage of reasons and workings: formula in words, ratios, the line that joins them."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from capaian.claims.figures.parse import is_grade, read_figure
from capaian.claims.figures.tokens import TokenKind, plain_text, tokens_of
from capaian.claims.workings.closings import closings_of
from capaian.claims.workings.parse import ParsedWorking, WorkingsReader, find_workings
from capaian.core.claims.claim import Explanation, FormulaWords
from capaian.core.claims.figure import Notation
from capaian.core.claims.transcript import Spot

_BULLETS = " \t\n•·▪●○■□➢✓*"
_TRIM = " \t\n=:;,.•·*-–—"
_COUNTED = re.compile(
    r"\s*(?:\(?\s*)?(?:jumlah|total|seluruh|banyak|number|realisasi|nilai|target|sum)", re.IGNORECASE
)
_LETTER = re.compile(r"[A-Za-z]")


def explain(text: str, spot: Spot, notation: Notation) -> Explanation:
    """Return what a cell of reasons says. ``bare`` where it is one figure and no working."""
    plain = plain_text(text)
    reader = WorkingsReader(plain, tokens_of(plain), spot, notation)
    worked = find_workings(reader)
    words, end = formula_words(reader, worked)
    ratios = tuple(worked.ratios)
    if words is not None and ratios and not worked.spans[0][0] < end:
        first = ratios[0]
        label, _ = reader.label(_end(reader, end), reader.tokens[worked.spans[0][0]].start)
        ratios = (replace(first, label=label), *ratios[1:])
    closing, subtotals = closings_of(reader, worked)
    bare = None
    if not ratios and closing is None and words is None:
        figure = read_figure(text.lstrip(_BULLETS), spot, notation)
        if figure is not None and (figure.amount is not None or is_grade(figure.grade or "")):
            bare = figure
    return Explanation(text, spot, words, ratios, closing, bare, subtotals)


def _end(reader: WorkingsReader, at: int) -> int:
    return reader.tokens[at].end if 0 <= at < len(reader.tokens) else 0


def formula_words(reader: WorkingsReader, worked: ParsedWorking) -> tuple[FormulaWords | None, int]:
    """Return the formula in words (``Jumlah A / Jumlah B x 100%``) and its last token.

    The fraction stroke that counts is one before a counted thing (``/ Jumlah RT``), else one set apart, else the
    last: ``kegiatan Berdaya/RT / Jumlah RT`` is one fraction and not two.
    """
    taken = {at for first, last in worked.spans for at in range(first, last + 1)}
    start = 0
    for at, token in enumerate(reader.tokens):
        if at in taken or token.kind in (TokenKind.EQUALS, TokenKind.STOP):
            start = at + 1
        elif token.kind is TokenKind.TIMES and reader.kind(at + 1) is TokenKind.NUMBER:
            factor = reader.figure(at + 1)
            found = _said(reader, start, at, factor.amount if factor else None)
            if found is not None:
                return found, at + 1
            start = at + 2
    return _line_of_words(reader, taken)


def _line_of_words(reader: WorkingsReader, taken: set[int]) -> tuple[FormulaWords | None, int]:
    """Return a formula in words that no factor ends: a line of its own, counted things on both sides."""
    start = 0
    for at in range(len(reader.tokens) + 1):
        kind = reader.kind(at)
        if kind in (None, TokenKind.LINE, TokenKind.EQUALS, TokenKind.STOP) or at in taken:
            if at > start and not any(reader.kind(each) is TokenKind.NUMBER for each in range(start, at)):
                found = _said(reader, start, at, None)
                if found is not None:
                    return found, at - 1
            start = at + 1
    return None, -1


def _said(reader: WorkingsReader, start: int, end: int, factor: Fraction | None) -> FormulaWords | None:
    """Return the formula in words between two tokens."""
    tokens = reader.tokens
    best, score = -1, -1
    for at in range(start, end):
        if tokens[at].kind is TokenKind.DIVIDE:
            mine = _score(reader, at)
            if mine >= score:
                best, score = at, mine
    if best < 0 or (factor is None and score < 2):
        return None
    stop = tokens[end].start if end < len(tokens) else len(reader.text)
    begin = tokens[start].start
    above = _clean(reader.text[begin : tokens[best].start])
    below = _clean(reader.text[tokens[best].end : stop])
    if not (_LETTER.search(above) and _LETTER.search(below)):
        return None
    if factor is None and (not _COUNTED.match(above) or len(above) + len(below) > 400):
        return None
    last = tokens[min(end + 1, len(tokens) - 1)].end if factor is not None else stop
    text = " ".join(reader.text[begin:last].split())
    return FormulaWords(above, below, factor if factor is not None else Fraction(1), text)


def _score(reader: WorkingsReader, at: int) -> int:
    token = reader.tokens[at]
    apart = (
        reader.text[token.start - 1 : token.start].isspace() and reader.text[token.end : token.end + 1].isspace()
    )
    return 2 * bool(_COUNTED.match(reader.text, token.end)) + apart + 2 * (token.text not in "/÷∕⁄")


def _clean(text: str) -> str:
    text = " ".join(text.split()).strip(_TRIM)
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip(_TRIM)
    if text.count("(") != text.count(")"):
        text = text.strip("() ")
    return text
