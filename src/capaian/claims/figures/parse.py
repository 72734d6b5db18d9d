"""One printed text as a figure: an amount, a band, a grade with or without its score, or the absence of one.

A text is read under a notation that the whole table decided. What is not understood stays text (a figure whose
``grade`` it is) or gives ``None``; it is never turned into a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from capaian.core.claims.figure import Figure, Mark, Notation
from capaian.core.claims.transcript import Spot
from capaian.core.numbers.arithmetic import decimals_of
from capaian.core.numbers.numerals import MOST_DIGITS

MAX_LENGTH = 160
"""Longest text of a cell that may be one figure; a longer one is prose."""

DASHES = "-–—−‒―‐‑"
IN_CLASS = re.escape(DASHES)
NUMBER = re.compile(r"(?<![A-Za-z0-9.,])\d+(?:[.,]\d+)*", re.ASCII)

_INDONESIAN = re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)
_PLAIN = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.(\d+))?", re.ASCII)
_SPACED = re.compile(r"(?<![\w.,])\d{1,3}(?:[    ]\d{3})+(?![\d])", re.ASCII)
_HARD_SPACED = re.compile(r"(?<![\w.,])\d{1,3}(?:[   ]\d{3})+(?![\d])", re.ASCII)
_RUPIAH = re.compile(r"(?<![A-Za-z])(?:Rp|IDR)\s{0,3}[.:]?\s{0,3}(?=[\d(-])", re.ASCII | re.IGNORECASE)
_FOOTNOTE = re.compile(r"[*†‡¹²³↑↓▲▼△▽]+\)?\s*$|^\s*[*†‡↑↓▲▼△▽]+")

_ABSENT = re.compile(
    r"[\s.…*_/()xX" + IN_CLASS + r"]*|n\s?[/.]?\s?a\.?|#(?:n/a|div/0!|ref!|value!|num!|name\?|null!)"
    r"|(?:tidak|belum|blm|tdk)(?: dapat| bisa)?(?: di)?\s?(?:ada|tersedia|ukur|diukur|terukur|hitung"
    r"|dihitung|dinilai|dilaksanakan|nilai|lapor|dilaporkan|rilis|dirilis)\b.{0,120}"
    r"|(?:not|cannot be) (?:measured|available|applicable|computed|yet).{0,120}"
    r"|no data|tidak ada data|tad|kosong|null|nihil",
    re.IGNORECASE,
)
_BOUNDS = (
    (re.compile(r"(?:≥|>\s?=|=\s?>|⩾|(?:paling (?:sedikit|rendah|kurang)|minimal|minimum|min|"
                r"sekurang\W{0,3}kurangnya|setidaknya|at least|not less than)\b\.?)\s*", re.IGNORECASE), ">="),
    (re.compile(r"(?:≤|<\s?=|=\s?<|⩽|(?:paling (?:banyak|tinggi|lama|lambat)|maksimal|maksimum|maks|max|"
                r"sebanyak\W{0,3}banyaknya|at most|not more than)\b\.?)\s*", re.IGNORECASE), "<="),
    (re.compile(r"(?:>|(?:lebih (?:dari|besar)|di\s?atas|above|more than|over)\b)\s*", re.IGNORECASE), ">"),
    (re.compile(r"(?:<|(?:kurang dari|di\s?bawah|below|less than|under)\b)\s*", re.IGNORECASE), "<"),
)  # fmt: skip
_BETWEEN = re.compile(
    rf"\s*(?:%|persen)?\s*(?:[{IN_CLASS}]{{1,2}}|[≤<]=?|s\s?[./]?\s?d\.?|sampai(?: dengan)?|hingga|to|until)"
    r"\s*(?:Rp )?\s*",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:%|persen\b|percent\b|prosen\b)\s*", re.IGNORECASE)
_GRADE = re.compile(
    r"(?:A{1,3}|B{1,3}|C{1,3}|D|E)[+-]?|WTP(?:[ -]?DPP)?|WDP|TMP|TW|"
    r"(?:(?:sangat|amat|cukup|kurang|tidak) )?(?:baik|tinggi|rendah|memuaskan|memadai|puas|bagus"
    r"|sehat|maju|mandiri)|cukup|kurang|sedang|istimewa|fair|poor|excellent"
    r"|(?:very |less )?(?:good|high|low|satisfactory)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember"
    r"|january|february|march|may|june|july|august|october|december)\b",
    re.IGNORECASE,
)
_LARGE = re.compile(r"\s*(?:ribu|juta|jt|mil[iy]ar|m\b|triliun|trilyun|thousand|million|billion)", re.IGNORECASE)
_EDGE = " \t\n.,;:=/(" + DASHES
_RAW = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Readings:
    """What a string of digits is in each notation: the amount and how many decimals it prints."""

    indonesian: tuple[Fraction, int] | None
    plain: tuple[Fraction, int] | None

    @property
    def open(self) -> bool:
        """Whether both notations read it, and differently."""
        return self.indonesian is not None and self.plain is not None and self.indonesian != self.plain

    @property
    def decided(self) -> Notation | None:
        """The one notation that reads it, if only one does."""
        if (self.indonesian is None) == (self.plain is None):
            return None
        return Notation.PLAIN if self.indonesian is None else Notation.INDONESIAN

    def under(self, notation: Notation, *, rupiah: bool = False) -> tuple[Fraction, int] | None:
        """Return the amount under ``notation``; or the only reading there is. Rupiah has no thousandths."""
        if self.indonesian is None or self.plain is None:
            return self.indonesian or self.plain
        if self.open and rupiah:
            return self.plain if self.plain[1] == 0 else self.indonesian
        return self.plain if notation is Notation.PLAIN else self.indonesian


@lru_cache(maxsize=16384)
def readings(digits: str) -> Readings:
    """Return what ``digits`` (``1.234,56``) can mean; neither where it is no number."""
    if len(digits) > MOST_DIGITS:
        return Readings(None, None)
    return Readings(_amount(_INDONESIAN, digits, ".", ","), _amount(_PLAIN, digits, ",", "."))


def _amount(pattern: re.Pattern[str], digits: str, group: str, point: str) -> tuple[Fraction, int] | None:
    found = pattern.fullmatch(digits)
    if not found:
        return None
    decimals = len(found[1] or "")
    return Fraction(int(digits.replace(group, "").replace(point, "")), 10**decimals), decimals


def tidy(text: str, *, spaced: bool = True) -> str:
    """Return ``text`` on one line, with ``Rp`` set apart and spaces inside numbers taken out.

    ``spaced=False`` leaves common spaces between digits alone: in a line of workings two numbers may follow
    each other.
    """
    text = (_SPACED if spaced else _HARD_SPACED).sub(lambda found: re.sub(r"\s", "", found[0]), text)
    text = " ".join(text.split())
    return _RUPIAH.sub("Rp ", text)


def votes(text: str, *, spaced: bool = True) -> tuple[int, int, int]:
    """Return how many numbers of ``text`` only Indonesian notation reads, only plain, and both but differently."""
    indonesian = plain = undecided = 0
    text = tidy(text, spaced=spaced)
    for found in NUMBER.finditer(text):
        read = readings(found[0])
        grouped = read.open and text[: found.start()].endswith("Rp ") and not _LARGE.match(text, found.end())
        if grouped and read.plain is not None:
            indonesian, plain = (indonesian, plain + 1) if read.plain[1] == 0 else (indonesian + 1, plain)
        elif read.open:
            undecided += 1
        elif read.decided is Notation.INDONESIAN:
            indonesian += 1
        elif read.decided is Notation.PLAIN:
            plain += 1
    return indonesian, plain, undecided


def is_absent(text: str) -> bool:
    """Tell whether ``text`` says that there is no figure: a dash, N/A, ``tidak diukur``, nothing."""
    return len(text) <= MAX_LENGTH and _ABSENT.fullmatch(text.strip()) is not None


def read_figure(text: str, spot: Spot, notation: Notation, number: str = "") -> Figure | None:
    """Return the figure that a cell prints, or ``None`` where its text is too long to be one.

    ``number`` is the exact decimal that the file holds behind the text; see :attr:`Figure.exact`.
    """
    if number and _RAW.fullmatch(number):
        return _backed(text, spot, Fraction(number))
    if len(text) > MAX_LENGTH:
        return None
    if is_absent(text):
        return Figure(text.strip(), spot, absent=True)
    shown = _FOOTNOTE.sub("", tidy(text)).strip()
    found = list(NUMBER.finditer(shown))
    figure = _numbered(shown, found, spot, notation) if found and not _MONTH.search(shown) else None
    return replace(figure or Figure("", spot, grade=shown or text.strip()), text=" ".join(text.split()))


def _backed(text: str, spot: Spot, exact: Fraction) -> Figure:
    """Read the text of a cell that holds a number: the notation whose amount is nearest to it."""
    near: Figure | None = None
    least = Fraction(10) ** MOST_DIGITS
    for notation in (Notation.INDONESIAN, Notation.PLAIN):
        figure = read_figure(text, spot, notation)
        if figure is None or figure.amount is None:
            continue
        held = exact * 100 if figure.mark is Mark.PERCENT and _nearer(figure.amount, exact * 100, exact) else exact
        figure = replace(figure, exact=held)
        off = abs((figure.amount or 0) - held)
        if off * 10**figure.decimals <= 1 and off < least:
            near, least = figure, off
    if near is not None:
        return near
    return Figure(text.strip(), spot, amount=exact, decimals=decimals_of(exact) or 0, exact=exact)


def _nearer(amount: Fraction, one: Fraction, other: Fraction) -> bool:
    return abs(amount - one) < abs(amount - other)


def _numbered(shown: str, found: list[re.Match[str]], spot: Spot, notation: Notation) -> Figure | None:
    first = found[0]
    before, after = shown[: first.start()], shown[first.end() :]
    high = None
    if len(found) >= 2:
        middle = shown[first.end() : found[1].start()]
        if _BETWEEN.fullmatch(middle):
            high, after = found[1], shown[found[1].end() :]
        elif middle.strip() in (":", "/") or "(" not in middle.replace(")", "("):
            return None
    mark = Mark.RUPIAH if before.endswith("Rp ") else Mark.NONE
    read = readings(first[0]).under(notation, rupiah=mark is Mark.RUPIAH and not _LARGE.match(after))
    if read is None:
        return None
    amount, decimals = read
    top = readings(high[0]).under(notation, rupiah=mark is Mark.RUPIAH) if high else None
    if high and top is None:
        return None
    frame = _frame(before.removesuffix("Rp "), after, closed=len(found) >= (3 if high else 2))
    if frame is None:
        return None
    if frame.negative:
        amount = -amount
    return Figure(
        shown,
        spot,
        amount=amount,
        decimals=max(decimals, top[1] if top else 0),
        high=top[0] if top else None,
        bound=frame.bound,
        grade=frame.grade or None,
        mark=Mark.PERCENT if frame.percent else mark,
        unit=frame.unit,
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the digits."""

    bound: str = ""
    negative: bool = False
    grade: str = ""
    percent: bool = False
    unit: str = ""


def _frame(before: str, after: str, *, closed: bool) -> _Frame | None:
    """Read what stands around the digits; ``closed`` where further numbers follow, in parentheses."""
    before, after = before.strip(), after.strip()
    percent = _PERCENT.match(after)
    if percent:
        after = after[percent.end() :].strip()
    if after in (",-", ",–", ".-", ",00-"):
        after = ""
    if before.endswith("(") and after.endswith(")") and not before[:-1].strip() and after.strip(") %") == "":
        return _Frame(negative=True, percent=bool(percent) or "%" in after)
    bound, before = _bound(before)
    negative = bool(before) and before[-1] in DASHES and not before[:-1].strip(" (")
    if negative:
        before = ""
    if closed:
        return _Frame(bound, negative, "", bool(percent), _unit(after.partition("(")[0]))
    name = before.strip(_EDGE)
    tail = after.strip(_EDGE + ")")
    if not name and not tail:
        return _Frame(bound, negative, percent=bool(percent))
    if name and not tail:
        graded = is_grade(name) or before.rstrip().endswith(("(", "/", "="))
        return _Frame(bound, negative, name if graded else "", bool(percent), "" if graded else name)
    if tail and not name:
        graded = is_grade(tail) and (after[:1] in "(/=" or tail.isupper() or len(tail) > 3)
        return _Frame(bound, negative, tail if graded else "", bool(percent), "" if graded else _unit(after))
    if _GRADE.fullmatch(name):
        return _Frame(bound, negative, name, bool(percent), _unit(tail))
    return _Frame(bound, negative, "", bool(percent), _unit(tail)) if bound else None


def _bound(before: str) -> tuple[str, str]:
    """Return the bound that ends ``before``, and what stands ahead of it."""
    for pattern, sign in _BOUNDS:
        for found in pattern.finditer(before):
            if found.end() == len(before):
                return sign, before[: found.start()].strip()
    return "", before


def _unit(after: str) -> str:
    """Return the word that follows a number: ``dokumen`` of ``dokumen (final)``."""
    return after.partition("(")[0].strip(_EDGE + ")")


def is_grade(text: str) -> bool:
    """Tell whether ``text`` is a letter or word of a scale: ``B``, ``WTP``, ``Sangat Baik``."""
    return _GRADE.fullmatch(text.strip()) is not None
