"""Quantities that passages and plain lists name: ``jumlah penduduk sebanyak 94.519 jiwa``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaian.core.claim import Figure, Mark, Notation
from capaian.core.transcript import Passage
from capaian.documents.reading.figures import readings
from capaian.documents.reading.tokens import MOST_CHARACTERS, Kind, Token, tokens_of
from capaian.documents.reading.vocabulary import NO_UNITS

_TRIGGER = re.compile(r"jumlah|total|banyaknya|populasi|rata-rata|number|population", re.IGNORECASE)
_JOINT = re.compile(
    r"(?:sebanyak|sebesar|sejumlah|berjumlah|adalah|yaitu|yakni|mencapai|ada|ialah|was|is|were|are|of|terdapat)",
    re.IGNORECASE,
)
_ENDS = frozenset({Kind.LINE, Kind.STOP, Kind.DIVIDE, Kind.TIMES, Kind.PLUS, Kind.OPEN, Kind.NUMBER})
MOST_WORDS = 12


def quantities(passage: Passage, notation: Notation) -> Iterator[tuple[str, Figure]]:
    """Yield what a passage counts, with the words before each number."""
    text = passage.text[:MOST_CHARACTERS]
    if not any(character.isdigit() for character in text):
        return
    tokens = tokens_of(text)
    for at, token in enumerate(tokens):
        if token.kind is Kind.NUMBER:
            found = _quantity(text, tokens, at, passage, notation)
            if found is not None:
                yield found


def _quantity(
    text: str, tokens: list[Token], at: int, passage: Passage, notation: Notation
) -> tuple[str, Figure] | None:
    token = tokens[at]
    words = _words_before(tokens, at)
    read = readings(token.text).under(notation, rupiah=token.rupiah)
    if not words or read is None or (at + 1 < len(tokens) and tokens[at + 1].kind in (Kind.DIVIDE, Kind.TIMES)):
        return None
    joint = next((n for n in range(len(words) - 1, -1, -1) if _JOINT.fullmatch(words[n].text)), None)
    start = next((n for n, word in enumerate(words) if _TRIGGER.fullmatch(word.text)), None)
    if start is None and joint is None:
        return None
    if start is None:
        start = max(0, (joint or 0) - 6)
    end = joint if joint is not None and joint > start else len(words)
    name = " ".join(word.text for word in words[start:end])
    if not name:
        return None
    mark = Mark.PERCENT if token.percent else Mark.RUPIAH if token.rupiah else Mark.NONE
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    unit = after.text.strip(".") if after and after.kind is Kind.WORD and after.text.isalpha() else ""
    figure = Figure(
        text[token.start : token.end].strip(),
        passage.spot,
        amount=read[0],
        decimals=read[1],
        mark=mark,
        unit="" if unit.lower() in NO_UNITS else unit,
    )
    return name, figure


def _words_before(tokens: list[Token], at: int) -> list[Token]:
    """Return the words of the same clause before a number; a sentence's end and other numbers stop it."""
    words: list[Token] = []
    back = at - 1
    if back >= 0 and tokens[back].kind in (Kind.EQUALS, Kind.COLON):
        back -= 1
    while back >= 0 and len(words) < MOST_WORDS:
        token = tokens[back]
        if (
            token.kind in _ENDS
            or (token.kind is Kind.WORD and token.text.endswith("."))
            or token.text in (",", ".")
        ):
            break
        if token.kind is Kind.WORD:
            words.append(token)
        back -= 1
    return words[::-1]
