"""What ratios are divided by: one quantity of the office (its people, its RT) has one value in one paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from capaian.audit.objections import amount_printed, object_to
from capaian.core.claims.claim import Claims, Line, Ratio
from capaian.core.claims.figure import Figure, Mark
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import finding
from capaian.core.numbers.arithmetic import total
from capaian.core.wording import Both

_WORD = re.compile(r"\w+")
_IDLE_WORDS = """
jumlah total banyaknya banyak seluruh seluruhnya keseluruhan semua yang ada di ke dari dalam pada se sebanyak
sebesar adalah yaitu sejumlah tercatat terdapat memiliki mempunyai dengan tahun jiwa orang x 100 wilayah
kecamatan kota kabupaten the number of in
"""
_IDLE = frozenset(_IDLE_WORDS.split())
"""Words that say nothing of what is counted."""
_SINGLE = frozenset({"penduduk", "rt", "rw", "kk", "kelurahan", "desa", "dusun", "population"})
"""Single words that name a quantity of which an office has but one. Of most others (dokumen, kegiatan, laporan)
every indicator may count its own."""
_VAGUE_WORDS = """
dokumen kegiatan laporan program target data layanan pelayanan indikator responden peserta surat pegawai aparatur
lembaga unit rencana realisasi direncanakan ditargetkan dilaksanakan tersedia masuk diterima semester triwulan
"""
_VAGUE = frozenset(_VAGUE_WORDS.split())
_SAME = {"kepala keluarga": "kk", "rukun tetangga": "rt", "rukun warga": "rw", "jiwa penduduk": "penduduk"}


@dataclass(frozen=True, slots=True)
class NamedDenominator:
    """A denominator with the words that say what it counts, and where it stands."""

    figure: Figure
    line: Line | None
    text: str

    @property
    def amount(self) -> Fraction:
        assert self.figure.amount is not None, "only amounts are gathered"
        return self.figure.amount


def conflicting_denominators(claims: Claims) -> Iterator[Objection]:
    """Yield each denominator that an earlier line, or the prose, gives another value."""
    lines = _of_lines(claims)
    prose = [(_told(claims, words), figure) for words, figure in claims.figures if not _is_year(figure)]
    for (what, year, _), uses in lines.items():
        yield from _against_each_other(uses)
        told = [figure for key, figure in prose if year == claims.year and key == what]
        yield from _against_prose(uses, told)


def _against_each_other(uses: Sequence[Sequence[NamedDenominator]]) -> Iterator[Objection]:
    """Compare the uses of one quantity, each a line with its denominators.

    The value is known from lines that divide by one number throughout. A line that divides by several may do so by
    right (letters and permits of all that came in), so that only what they do not add up to is held against it.
    """
    known = next((use[0] for use in uses if len({divisor.amount for divisor in use}) == 1), None)
    if known is None:
        return
    for use in uses:
        unlike = {divisor.amount: divisor for divisor in use if divisor.amount != known.amount}
        parts = {divisor.amount for divisor in use}
        if unlike and (len(parts) == 1 or known.amount in parts) and total(parts) != known.amount:
            for divisor in unlike.values():
                yield _mismatch(divisor, known.figure, known.text)


def _against_prose(uses: Sequence[Sequence[NamedDenominator]], told: Sequence[Figure]) -> Iterator[Objection]:
    amounts = {divisor.amount for use in uses for divisor in use}
    used = uses[0][0]
    same = any(figure.amount in amounts or figure.text.strip() == used.figure.text.strip() for figure in told)
    if len(amounts) != 1 or not told or same:
        return
    for figure in {figure.amount: figure for figure in told}.values():
        yield _mismatch(NamedDenominator(figure, None, figure.text), used.figure, used.text)


def _mismatch(divisor: NamedDenominator, other: Figure, where: str) -> Objection:
    assert other.amount is not None, "only amounts are gathered"
    used = amount_printed(other.amount)
    # What prose says is no denominator; it is held against one.
    what = Both("Penyebut", "The denominator") if divisor.line else Both("Di teks", "In the text this")
    printed = divisor.figure.text.strip()
    said = finding("denominator-mismatch", what=what, printed=printed, used=used, where=where.strip())
    return object_to(said, divisor.figure, divisor.line, recomputed=used, quote=divisor.text)


def _of_lines(claims: Claims) -> dict[tuple[str, int | None, Mark], list[list[NamedDenominator]]]:
    """Return the denominators by what they count, of which year, in what; one list a line."""
    found: dict[tuple[str, int | None, Mark], list[list[NamedDenominator]]] = {}
    for board, line in claims.lines:
        explanation = line.explanation
        if explanation is None:
            continue
        words = explanation.words.denominator if explanation.words else ""
        here: dict[tuple[str, int | None, Mark], list[NamedDenominator]] = {}
        for ratio in explanation.ratios:
            what = _what(claims, words) or _unit(ratio)
            if what and ratio.denominator.is_number:
                key = (what, board.year or claims.year, ratio.denominator.mark)
                here.setdefault(key, []).append(NamedDenominator(ratio.denominator, line, ratio.text))
        for key, divisors in here.items():
            found.setdefault(key, []).append(divisors)
    return found


def _what(claims: Claims, words: str) -> str:
    """Return what is counted, as a key; empty where the words are too vague to be of one quantity."""
    own = set(_WORD.findall(claims.office.casefold()))
    said = [word for word in _WORD.findall(words.casefold()) if word not in _IDLE and word not in own]
    key = " ".join(said)
    for long, short in _SAME.items():
        key = key.replace(long, short)
    said = key.split()
    if len(said) == 1:
        return key if key in _SINGLE else ""
    return "" if all(word in _VAGUE for word in said) else key


def _unit(ratio: Ratio) -> str:
    unit = ratio.denominator.unit.casefold().strip()
    return unit if unit in _SINGLE else ""


def _is_year(figure: Figure) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", figure.text.strip()))


def _told(claims: Claims, words: str) -> str:
    """Return what a figure in prose counts; nothing where the words name another year."""
    years = re.findall(r"(?<!\d)20\d\d(?!\d)", words)
    if any(int(year) != claims.year for year in years):
        return ""
    return _what(claims, re.sub(r"\d+", " ", words))
