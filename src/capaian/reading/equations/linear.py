"""A stacked equation as one line of text: where brackets and signs go when a fraction loses its bar.

LaTeX, Word's equations and MathML all come down to these few pieces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_ONE_TOKEN = re.compile(r"(?:Rp\.? ?)?[\w.,]+(?: ?%)?\Z")
_SPACE = re.compile(r"[^\S\n]+")
_SIGN = re.compile(" ?([×÷=≈≠≤≥<>±+−]) ?")
_AFTER_WHICH_A_SIGN_IS_OF_THE_NUMBER = "(=×÷/+−^≈<>≤≥±\n"
# One sign for one operation, so that nobody downstream has to know the others.
_UNSEEN = "\u2061\u2063\u2064\u200b\u200c\u200d\u2060\ufeff"
_SAME = str.maketrans("·⋅∙∗\u2062∕⁄", "×××××//", _UNSEEN)
_SUPERSCRIPTS = str.maketrans("0123456789+-()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text on the line. A ``is_fraction`` must not touch a number beside it."""

    text: str
    is_fraction: bool = False


def fraction(over: str, under: str) -> Piece:
    """Return ``a/b``, with brackets around a side that is more than a token.

    >>> fraction("2555", "2584").text, fraction("98,87 + 83,33", "2").text
    ('2555/2584', '(98,87 + 83,33)/2')
    """
    return Piece(f"{bracketed(over)}/{bracketed(under)}", is_fraction=True)


def power(base: str, exponent: str) -> str:
    """Return ``x^2``."""
    return f"{base}^{bracketed(exponent)}" if exponent.strip() else base


def index(base: str, below: str) -> str:
    """Return ``x_1``."""
    return f"{base}_{bracketed(below)}" if below.strip() else base


def root(of: str, degree: str = "") -> str:
    """Return ``√x`` or ``3√x``."""
    return f"{degree.strip()}√{bracketed(of)}"


def bracketed(text: str) -> str:
    """Return ``text`` in brackets, unless it is one token or stands in its own."""
    text = text.strip()
    return text if _ONE_TOKEN.match(text) or _is_enclosed(text) else f"({text})"


def _is_enclosed(text: str) -> bool:
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if not depth:
            return place == len(text) - 1
    return False


def joined(pieces: Iterable[Piece]) -> str:
    """Return the pieces side by side. A number straight after a fraction multiplies it; a word is kept apart."""
    out: list[str] = []
    was_fraction = False
    for piece in pieces:
        if not piece.text:
            continue
        last = out[-1][-1] if out else ""
        if was_fraction and piece.text[0].isdigit():
            out.append(" × ")
        elif (was_fraction and piece.text[0].isalpha()) or (
            piece.is_fraction and (last.isalnum() or last in (")", "%"))
        ):
            out.append(" ")
        out.append(piece.text)
        was_fraction = piece.is_fraction
    return "".join(out)


def line(text: str) -> str:
    """Return an equation as papers set one: ``2555/2584 × 100% = 98,87%``."""
    text = _SPACE.sub(" ", plain_letters(text).translate(_SAME))

    def spaced(found: re.Match[str]) -> str:
        before = found.string[: found.start()][-1:]
        if found[1] in "+−±" and (not before or before in _AFTER_WHICH_A_SIGN_IS_OF_THE_NUMBER):
            return found[0].rstrip(" ")
        return f" {found[1]} "

    lines = (_SPACE.sub(" ", _SIGN.sub(spaced, part)).strip() for part in text.split("\n"))
    return "\n".join(part for part in lines if part)


def plain_letters(text: str) -> str:
    """Return ``text`` with letters and digits of mathematical alphabets (𝟐𝟓, 𝐽) as ordinary ones."""
    if text.isascii():
        return text
    return "".join(
        unicodedata.normalize("NFKC", character) if "\U0001d400" <= character <= "\U0001d7ff" else character
        for character in text
    )


def raised(text: str) -> str:
    """Return ``text`` as superscript characters, so that a mark at a figure (91,80¹) never becomes its digit."""
    return text.translate(_SUPERSCRIPTS)
