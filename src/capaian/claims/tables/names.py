"""Names in the cells of a body: their number, what sums a table up, and what is a mission or a sasaran."""

from __future__ import annotations

import re

from capaian.claims.figures.parse import IN_CLASS
from capaian.claims.figures.vocabulary import SUMMARIES
from capaian.core.claims.claim import Joining

_NUMBERED = re.compile(
    r"\s*(?:"
    r"(?P<word>(?:IKU|IKK|IKP|IK|Indikator|Sasaran(?: Strategis)?|SS|Objective|Indicator|Goal|Tujuan|Program)"
    r"\s?[-.:]?\s?(?:ke\s?-?\s?)?(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}))(?:\s?[.):]+\s*|\s+[-–]\s+|\s+)"
    r"|\(?(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,4})\s?[.):]?\s+"
    r"|\(?(?P<plain>\d{1,2})\s?[.):]+\s*(?=[^\d\s])"
    r"|(?P<bare>\d{1,2})\s+(?=[A-Z])"
    r"|\(?(?P<roman>[IVX]{1,5})[.)]+\s*"
    r"|\(?(?P<letter>[a-zA-Z])[.)]\s+"
    r")",
)
_BULLET = re.compile(rf"^[\s•·▪●○■□➢✓*{IN_CLASS}]+(?=\S)")
_MEAN = r"rata\s?[-–—\s]*\s?rata|rata2|rerata|mean|average"
_SUM = r"jumlah|total|sum"
_SUMMARY = re.compile(
    rf"\W*(?:(?:nilai|persentase|tingkat|capaian|kinerja|total)\s+){{0,3}}(?:(?P<mean>{_MEAN})|(?P<sum>{_SUM}))(?![a-z])"
)
_LETTERS = re.compile(r"[a-z]+\d?")
_SECTION = re.compile(
    r"\W*(?P<kind>misi|mission|visi|vision|tujuan(?: strategis)?|goal|sasaran(?: strategis| kinerja| program)?"
    r"|objective|strategic objective)"
    r"\s{0,3}(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[ivx]{1,5})?\s{0,3}[:.)\-–]\s{0,3}",
    re.IGNORECASE,
)
_STARTER = re.compile(
    r"(?:ter|me|ber|di)[a-z]{4,}|(?:optimal|efektif|pening|pengu|penu|perbaik|maju|tingginya|rendahnya|increas|improv"
    r"|better|more|reduc|strength)[a-z]*",
    re.IGNORECASE,
)


def numbered(text: str) -> tuple[str, str]:
    """Return the number that leads ``text``, without its dot, and the rest.

    >>> numbered("1. Persentase"), numbered("IKU 1.2 Nilai"), numbered("5 dokumen")
    (('1', 'Persentase'), ('IKU 1.2', 'Nilai'), ('', '5 dokumen'))
    """
    text = _BULLET.sub("", " ".join(text.split())) or text.strip()
    found = _NUMBERED.match(text)
    if not found or not text[found.end() :].strip():
        return "", text
    number = next(group for group in found.groups() if group)
    return number.strip(), text[found.end() :].strip()


def bare_number(text: str) -> str:
    """Return the number of a cell of numbers: ``1`` of ``1.`` or ``(1)``."""
    return " ".join(text.split()).strip("().: ")


def summary(text: str) -> Joining | None:
    """Return by which word ``text`` sums up, or ``None``; ``Jumlah penduduk`` may still be an indicator."""
    if len(text) > 160:
        return None
    found = _SUMMARY.match(text.lower())
    if not found:
        return None
    return Joining.MEAN if found["mean"] else Joining.SUM


def only_sums_up(text: str) -> bool:
    """Tell whether a summary's words are words of summaries alone: ``Rata-rata capaian IKU``."""
    return all(word in SUMMARIES for word in _LETTERS.findall(text.lower()))


def section(text: str) -> tuple[str, str, str] | None:
    """Return ``(kind, number, rest)`` of ``Sasaran 1: …``; kind is misi, tujuan or sasaran."""
    found = _SECTION.match(text)
    if not found:
        return None
    kind = found["kind"].lower()
    for name, words in (("misi", ("misi", "mission", "visi", "vision")), ("tujuan", ("tujuan", "goal"))):
        if kind.startswith(words):
            return name, found["number"] or "", text[found.end() :].strip()
    return "sasaran", found["number"] or "", text[found.end() :].strip()


def starts_sentence(text: str) -> bool:
    """Tell whether ``text`` begins as a sasaran does (``Meningkatnya …``), and is no wrapped rest of one."""
    return has_starter(text) and text[:1].isupper()


def has_starter(text: str) -> bool:
    """Tell whether ``text`` begins with a word that opens a sasaran, in whatever case."""
    return _STARTER.match(text) is not None


def key(text: str) -> str:
    """Return ``text`` as names are compared: no number, case, blanks or punctuation."""
    return " ".join(re.findall(r"\w+", numbered(text)[1].lower()))
