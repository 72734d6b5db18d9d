"""Scales of words and letters: from which figure each holds, and by which paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Scale:
    """Words from the best down, each with its lowest figure. ``step`` is how far below it the one before may end:
    1 where a scale prints whole numbers (76-90, then 91), so that 90,5 is of neither; 0 where it leaves no holes.
    """

    name: str
    bounds: tuple[tuple[str, Fraction], ...]
    step: Fraction = Fraction(0)

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word for word, _ in self.bounds)

    def word_of(self, amount: Fraction) -> str:
        """Return the word of ``amount``; the lowest word holds for all that is below its bound too."""
        return next((word for word, low in self.bounds if amount >= low), self.bounds[-1][0])

    def allows(self, word: str, amount: Fraction) -> bool:
        """Tell whether ``word`` may stand at ``amount``: the word itself, or a neighbour of a hole or bound."""
        return word in (self.word_of(amount), self.word_of(amount + self.step), self._below(amount))

    def in_hole(self, amount: Fraction) -> bool:
        """Tell whether the scale as printed has no word for ``amount``."""
        return bool(self.step) and self.word_of(amount) != self.word_of(amount + self.step - Fraction(1, 10**9))

    def _below(self, amount: Fraction) -> str:
        """Return the word under a bound that ``amount`` meets exactly: papers print 80 as both 70-80 and 80-90."""
        at = [low for _, low in self.bounds]
        return self.word_of(amount - Fraction(1, 10**9)) if not self.step and amount in at else self.word_of(amount)


def _scale(name: str, words: str, *lows: str, step: int = 0) -> Scale:
    return Scale(name, tuple(zip(words.split(", "), map(Fraction, lows), strict=True)), Fraction(step))


_FIVE = "sangat tinggi, tinggi, sedang, rendah, sangat rendah"
_THREE = "85, 70, 55"
SCALES = (
    _scale("Permendagri 86/2017 (91, 76, 66, 51)", _FIVE, "91", "76", "66", "51", "0", step=1),
    _scale("85, 75, 65, 50", _FIVE, "85", "75", "65", "50", "0", step=1),
    _scale(_THREE, "sangat baik, baik, sedang, kurang", "85", "70", "55", "0", step=1),
    _scale(_THREE, "sangat baik, baik, cukup, kurang", "85", "70", "55", "0", step=1),
    _scale(
        "91, 76, 66, 51", "sangat baik, baik, cukup, kurang, sangat kurang", "91", "76", "66", "51", "0", step=1
    ),
    _scale(
        "85, 70, 55", "sangat berhasil, berhasil, cukup berhasil, kurang berhasil", "85", "70", "55", "0", step=1
    ),
    _scale(
        "85, 70, 55", "sangat berhasil, berhasil, cukup berhasil, tidak berhasil", "85", "70", "55", "0", step=1
    ),
)
"""Scales of achievement: the first as Permendagri 54/2010 and 86/2017 print it, the others as seen in reports."""

AKIP = _scale("AKIP (PermenPANRB 88/2021)", "AA, A, BB, B, CC, C, D", "90", "80", "70", "60", "50", "30", "0")
_TENTHS = Fraction(1, 100)
SKM = Scale(
    "SKM (PermenPANRB 14/2017)",
    tuple((letter, Fraction(low)) for letter, low in (("A", "88.31"), ("B", "76.61"), ("C", "65"), ("D", "25"))),
    _TENTHS,
)
SKM_OF_FOUR = Scale(
    "SKM (PermenPANRB 14/2017)",
    tuple((letter, Fraction(low)) for letter, low in (("A", "3.5324"), ("B", "3.0644"), ("C", "2.60"), ("D", "1"))),
    _TENTHS,
)
IKM = Scale(
    "IKM (Kep. Menpan 25/2004)",
    tuple((letter, Fraction(low)) for letter, low in (("A", "81.26"), ("B", "62.51"), ("C", "43.76"), ("D", "25"))),
    _TENTHS,
)
SKM_SINCE = 2018
"""First year in which every office was to use the scale of 2017."""

_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_WORDS = (
    r"(sangat (?:tinggi|baik|berhasil|rendah|kurang)|cukup berhasil|(?:tidak|kurang) berhasil|tinggi|baik|berhasil"
    r"|sedang|cukup|rendah|kurang)"
)
_LEGEND = (
    re.compile(rf"(?:≥|>=|>|lebih dari|di atas)?\s*{_NUMBER}\s*%?(?:\s*(?:-|–|s\.?/?d\.?|sampai)\s*{_NUMBER}\s*%?)?"
               rf"\s*[:=|]?\s*{_WORDS}\b"),
    re.compile(rf"\b{_WORDS}\s*[:=|(]\s*(?:≥|>=|>)?\s*{_NUMBER}\s*%?(?:\s*(?:-|–|s\.?/?d\.?|sampai)\s*{_NUMBER})?"),
)  # fmt: skip


def legend(texts: Sequence[str]) -> Scale | None:
    """Return the scale that a report prints of itself, from the lines that read like ``76 - 90 : Tinggi``.

    At least three words with falling figures make one; a line ``≤ 50 Sangat Rendah`` is the lowest.
    """
    found: dict[str, Fraction] = {}
    for text in texts:
        if len(text) > 400:
            continue
        lowest = re.search(rf"(?:≤|<=|<|kurang dari|di bawah)\s*{_NUMBER}", text.casefold())
        for pattern, first in ((_LEGEND[0], True), (_LEGEND[1], False)):
            match = pattern.search(text.casefold())
            if match:
                low, word = (match[1], match[3]) if first else (match[2], match[1])
                found.setdefault(word, Fraction(0) if lowest else Fraction(low.replace(",", ".")))
                break
    bounds = sorted(found.items(), key=lambda bound: -bound[1])
    if len(bounds) < 3 or len({low for _, low in bounds}) < len(bounds):
        return None
    whole = all(low.denominator == 1 for _, low in bounds)
    return Scale("", tuple(bounds), Fraction(1) if whole else _TENTHS)
