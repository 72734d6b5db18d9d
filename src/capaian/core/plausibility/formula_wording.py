"""A formula in words against its figures: which of two counts is a part of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from capaian.core.claims.claim import FormulaWords

_WORD = re.compile(r"\w+")
_EMPTY = frozenset(
    _WORD.findall(
        "jumlah total seluruh semua banyaknya banyak angka nilai realisasi yang di ke dari pada dan atau dalam "
        "untuk oleh dengan tahun n x ada masuk terdaftar keseluruhan seluruhnya tersebut ini itu para per "
        "persen persentase"
    )
)
_QUALIFIED = (
    r"ditindak\s*lanjuti?|tindak\s*lanjut|tepat\s*waktu|aktif|hadir|selesai|diselesaikan|terselesaikan|memenuhi|"
    r"lulus|tercapai|terealisasi|direalisasikan|dilaksanakan|terlaksana|terlayani|dilayani|dibangun|berfungsi|"
    r"bersertifikat|berizin|tertangani|ditangani|disetujui|ditetapkan|dikabulkan|sesuai\s+(?:standar|target|sop)|"
    r"kondisi\s+(?:baik|mantap)|layak|sembuh|tertib|patuh|mengikuti|menerima|terbit|diterbitkan|dipublikasikan"
)
_QUALIFIER = re.compile(_QUALIFIED)
_CLAUSE = re.compile(r"\byang\s+(.+)", re.DOTALL)
_WHOLE = frozenset(
    _WORD.findall(
        "ada masuk terdaftar direncanakan rencana ditargetkan target harus wajib seharusnya diterima diajukan "
        "diusulkan tersedia dimiliki kewenangan sasaran diundang dijadwalkan dialokasikan dianggarkan diperiksa "
        "disampaikan dibutuhkan kebutuhan diperlukan disyaratkan dipersyaratkan semestinya ideal"
    )
)


class Inversion(StrEnum):
    """What the words of a formula say of its two counts."""

    RIGHT = "right"
    INVERTED = "inverted"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class CountPhrase:
    """A count in words: its noun (the first word that says something), its other words, its qualifiers."""

    noun: str
    words: frozenset[str]
    qualifiers: frozenset[str]


def side(text: str) -> CountPhrase:
    """Return a count in words."""
    joined = re.sub(r"\b(di|ter|tepat)\s*(tindak|waktu)\s*(lanjuti|lanjut)?", r"\1\2\3", text.casefold())
    qualifiers = frozenset(re.sub(r"\s+", "", found) for found in _QUALIFIER.findall(joined))
    words = [word for word in _WORD.findall(joined) if word not in _EMPTY]
    return CountPhrase(words[0] if words else "", frozenset(words), qualifiers)


def inversion_of(words: FormulaWords) -> Inversion:
    """Tell which of the two counts is a part of the other by its words.

    A count is a part where it is of the same noun and more qualified: *temuan yang ditindaklanjuti* of *temuan*.
    Counts of different nouns (places over neighbourhoods) are ``OPEN``.
    """
    top, bottom = side(words.numerator), side(words.denominator)
    if not top.noun or top.noun != bottom.noun:
        return Inversion.OPEN
    if top.qualifiers > bottom.qualifiers or (top.words > bottom.words and top.qualifiers >= bottom.qualifiers):
        return Inversion.RIGHT
    if (bottom.qualifiers and not top.qualifiers) or _narrows(words.denominator, top, bottom):
        return Inversion.INVERTED
    return Inversion.OPEN


def _narrows(text: str, top: CountPhrase, bottom: CountPhrase) -> bool:
    """Tell whether a count is the other one narrowed by a clause: *penduduk* and *penduduk yang ber-KTP*.

    A clause that says which ones there are at all (*yang ada*, *yang direncanakan*) narrows nothing.
    """
    clause = _CLAUSE.search(text.casefold())
    if clause is None or not top.words < bottom.words:
        return False
    return bool(bottom.words - top.words - _WHOLE) and not _WHOLE & set(_WORD.findall(clause[1]))


def names_qualifier(name: str, text: str) -> bool:
    """Tell whether an indicator's name speaks of what qualifies the count in ``text``."""
    return bool(side(name).qualifiers & side(text).qualifiers)


_DIVIDED = re.compile(r"\s*/\s*|\s+dibagi(?:\s+dengan)?\s+", re.IGNORECASE)
_TIMES = re.compile(r"[,;]?\s*(?:\bx|×|\*|\bdikali(?:kan)?)\s*100\b.*", re.IGNORECASE | re.DOTALL)


def read_words(explanation: str) -> Iterator[FormulaWords]:
    """Yield each way in which an explanation may be a fraction in words: one for each line that may divide it."""
    for divider in _DIVIDED.finditer(explanation[:2000]):
        above, below = explanation[: divider.start()].strip(), explanation[divider.end() :]
        below = _TIMES.sub("", below).strip(" .,;")
        if above and below:
            yield FormulaWords(above, below, Fraction(100), explanation)
