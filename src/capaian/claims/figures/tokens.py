"""The tokens of a working: numbers, signs and words with their places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from capaian.claims.figures.stacked import unstacked

MAX_CHARACTERS = 20_000
"""Longest text that is searched for workings; a cell or paragraph longer than that is cut."""


class TokenKind(Enum):
    """What a token is."""

    NUMBER = auto()
    DIVIDE = auto()
    COLON = auto()
    TIMES = auto()
    PLUS = auto()
    MINUS = auto()
    OPEN = auto()
    CLOSE = auto()
    EQUALS = auto()
    STOP = auto()
    LINE = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class FigureToken:
    """``text`` is the digits of a number; ``rupiah`` and ``percent`` tell what stood at them."""

    kind: TokenKind
    text: str
    start: int
    end: int
    rupiah: bool = False
    percent: bool = False


_TOKEN = re.compile(
    r"(?P<line>\n)"
    r"|(?P<number>(?P<rupiah>(?<![A-Za-z])(?:Rp|IDR)[.:]?\s?)?(?<![A-Za-z0-9])\d+(?:[.,]\d+)*(?:,-|,–)?"
    r"(?P<percent>\s?%)?)"
    r"|(?P<hundred>\bseratus(?:\s(?:persen|prosen))?\b)"
    r"|(?P<rpdigits>(?:Rp|IDR)[.:]?\s?(?P<money>\d+(?:[.,]\d+)*)(?:,-)?)"
    r"|(?P<times>[×∙⋅*]|[xX](?=\s{0,3}\d)|(?<=[\d)%])\s?[xX](?=\s{0,3}\()"
    r"|\b(?:dikali(?:kan)?|multiplied by|times)\b)"
    r"|(?P<divide>[/÷∕⁄]|\b(?:dibagi(?:kan)?(?: dengan)?|divided by)\b)"
    r"|(?P<colon>:)|(?P<plus>\+)|(?P<minus>[-–−](?=\s{0,2}[\d(R]))|(?P<open>[(\[{])|(?P<close>[)\]}])"
    r"|(?P<equals>[=≈]|\bsama dengan\b)|(?P<stop>;)|(?P<word>[^\W\d_][\w'’]*[-.]?)|(?P<other>\S)",
    re.IGNORECASE,
)
_KINDS = {
    "line": TokenKind.LINE,
    "times": TokenKind.TIMES,
    "divide": TokenKind.DIVIDE,
    "colon": TokenKind.COLON,
    "plus": TokenKind.PLUS,
    "minus": TokenKind.MINUS,
    "open": TokenKind.OPEN,
    "close": TokenKind.CLOSE,
    "equals": TokenKind.EQUALS,
    "stop": TokenKind.STOP,
    "word": TokenKind.WORD,
    "other": TokenKind.WORD,
}
_LATEX = (
    (re.compile(r"\\d?frac\{([^{}]{1,200})\}\{([^{}]{1,200})\}"), r"(\1)/(\2)"),
    (re.compile(r"\\(?:times|cdot)(?![a-z])"), "×"),
    (re.compile(r"\\(?:text|mathrm)\{([^{}]{0,200})\}"), r"\1"),
    (re.compile(r"\\([%$,;])"), r"\1"),
    (re.compile(r"(?<!\w)\$(?=\S)|(?<=\S)\$(?!\w)"), ""),
)


def plain_text(text: str) -> str:
    """Return ``text`` with LaTeX written out and the rule of a fraction as a slash."""
    text = text[:MAX_CHARACTERS]
    if "\\" in text or "$" in text:
        for pattern, written in _LATEX:
            text = pattern.sub(written, text)
    return unstacked(text)


def tokens_of(text: str) -> list[FigureToken]:
    """Return the tokens of ``text``, which :func:`plain_text` made."""
    found: list[FigureToken] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if match["number"]:
            digits = re.search(r"\d+(?:[.,]\d+)*", match["number"])
            assert digits is not None
            found.append(
                FigureToken(
                    TokenKind.NUMBER,
                    digits[0],
                    match.start(),
                    match.end(),
                    bool(match["rupiah"]),
                    bool(match["percent"]),
                )
            )
        elif match["money"]:
            found.append(FigureToken(TokenKind.NUMBER, match["money"], match.start(), match.end(), rupiah=True))
        elif match["hundred"]:
            found.append(FigureToken(TokenKind.NUMBER, "100", match.start(), match.end(), percent=" " in match[0]))
        else:
            found.append(FigureToken(_KINDS[kind], match[0], match.start(), match.end()))
    return found
