"""Quantities that passages and plain lists name: ``jumlah penduduk sebanyak 94.519 jiwa``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaian.claims.figures.parse import readings
from capaian.claims.figures.tokens import MAX_CHARACTERS, FigureToken, TokenKind, tokens_of
from capaian.claims.figures.vocabulary import NO_UNITS
from capaian.core.claims.figure import Figure, Mark, Notation
from capaian.core.claims.transcript import Passage

_TRIGGER = re.compile(r"jumlah|total|banyaknya|populasi|rata-rata|number|population", re.IGNORECASE)
_JOINT = re.compile(
    r"(?:sebanyak|sebesar|sejumlah|berjumlah|adalah|yaitu|yakni|mencapai|ada|ialah|was|is|were|are|of|terdapat)",
    re.IGNORECASE,
)
_ENDS = frozenset(
    {
        TokenKind.LINE,
        TokenKind.STOP,
        TokenKind.DIVIDE,
        TokenKind.TIMES,
        TokenKind.PLUS,
        TokenKind.OPEN,
        TokenKind.NUMBER,
    }
)
_DATED = re.compile(
    r"tahun|th|ta|thn|year|in|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember",
    re.IGNORECASE,
)
MAX_WORDS = 12
MAX_NAME = 120


def quantities(passage: Passage, notation: Notation) -> Iterator[tuple[str, Figure]]:
    """Yield what a passage counts, with the words before each number."""
    text = passage.text[:MAX_CHARACTERS]
    if not any(character.isdigit() for character in text):
        return
    tokens = tokens_of(text)
    for at, token in enumerate(tokens):
        if token.kind is TokenKind.NUMBER:
            found = _quantity(text, tokens, at, passage, notation)
            if found is not None:
                yield found


def _quantity(
    text: str, tokens: list[FigureToken], at: int, passage: Passage, notation: Notation
) -> tuple[str, Figure] | None:
    token = tokens[at]
    read = readings(token.text).under(notation, rupiah=token.rupiah)
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    if read is None or (follows and follows.kind in (TokenKind.DIVIDE, TokenKind.TIMES)) or _is_year(tokens, at):
        return None
    listed = at > 0 and tokens[at - 1].kind in (TokenKind.COLON, TokenKind.EQUALS)
    name = _listed(text, tokens, at) if listed else _named(tokens, at)
    if not name:
        return None
    unit = follows.text.strip(".") if follows and follows.kind is TokenKind.WORD else ""
    figure = Figure(
        text[token.start : token.end].strip(),
        passage.spot,
        amount=read[0],
        decimals=read[1],
        mark=Mark.PERCENT if token.percent else Mark.RUPIAH if token.rupiah else Mark.NONE,
        unit=unit if unit.isalpha() and unit.lower() not in NO_UNITS else "",
    )
    return name, figure


def _listed(text: str, tokens: list[FigureToken], at: int) -> str:
    """Return the words of ``Jumlah RT: 192`` ahead of the colon; nothing where a list of numbers follows."""
    if at + 1 < len(tokens) and tokens[at + 1].text in (",", ".", "-"):
        return ""
    before = text[max(0, tokens[at - 1].start - MAX_NAME) : tokens[at - 1].start]
    name = " ".join(re.split(r"[\n;=:]|\. ", before)[-1].split()).strip(" •·*-–")
    return name if sum(map(str.isalpha, name)) > 2 else ""


def _named(tokens: list[FigureToken], at: int) -> str:
    """Return the words of ``jumlah penduduk … sebanyak`` ahead of a number, as far as they name a quantity."""
    words = _words_before(tokens, at)
    joint = next((n for n in range(len(words) - 1, -1, -1) if _JOINT.fullmatch(words[n].text)), None)
    start = next((n for n, word in enumerate(words) if _TRIGGER.fullmatch(word.text)), None)
    if start is None:
        if joint is None:
            return ""
        start = max(0, joint - 6)
    end = joint if joint is not None and joint > start else len(words)
    return " ".join(word.text for word in words[start:end])


def _is_year(tokens: list[FigureToken], at: int) -> bool:
    """Tell whether a number is the year after ``tahun`` or a month."""
    token = tokens[at]
    if not (token.text.isdigit() and len(token.text) == 4 and token.text[:2] in ("19", "20")) or not at:
        return False
    return _DATED.fullmatch(tokens[at - 1].text) is not None


def _words_before(tokens: list[FigureToken], at: int) -> list[FigureToken]:
    """Return the words of the same clause before a number; a sentence's end and other numbers stop it."""
    words: list[FigureToken] = []
    back = at - 1
    while back >= 0 and len(words) < MAX_WORDS:
        token = tokens[back]
        if _is_year(tokens, back):
            back -= 1
            continue
        if (
            token.kind in _ENDS
            or (token.kind is TokenKind.WORD and token.text.endswith("."))
            or token.text in (",", ".")
        ):
            break
        if token.kind is TokenKind.WORD:
            words.append(token)
        back -= 1
    return words[::-1]
