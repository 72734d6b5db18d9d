"""The year and the office that a report names of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_LAW = re.compile(
    r"(?:nomor|no\.?|number)\s{0,3}:?\s{0,3}[\w./-]{1,30}\s{1,3}(?:tahun|of)\s{1,3}(?:19|20)\d\d", re.IGNORECASE
)
_YEAR = re.compile(
    r"(?<![\d.,/])(20\d\d)"
    r"(?:(?:\s?[-–/]\s?|\s(?:s\s?[./]?\s?d\.?|sampai(?: dengan)?|hingga|dan|&|to|and)\s(?:tahun\s)?)(20\d\d))?"
    r"(?![\d.,]\d|\d)",
    re.IGNORECASE,
)
_STRATEGY = re.compile(r"(?:renstra|rpjmd|strategis|strategy)\W{1,3}(?:tahun\s)?\W{0,2}$", re.IGNORECASE)
_TITLE = re.compile(
    r"(?<![a-z])(?:laporan|lkjip|lakip|lkip|indikator|perjanjian|kinerja|rencana|pengukuran|realisasi|capaian|anggaran"
    r"|triwulan|report|performance|indicators|agreement|achievement)(?![a-z])",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\W{0,6}(?:nama\s)?(?:skpd|opd|perangkat daerah|unit kerja|unit organisasi|instansi|satuan kerja|office)"
    r"(?:\s/\s?\w{1,20})?\W{0,6}:\W{0,4}(?P<name>[^\n:]{3,120})",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?<![A-Za-z])(?:KECAMATAN|DINAS|BADAN|INSPEKTORAT|SEKRETARIAT|KELURAHAN|KANTOR|RUMAH SAKIT|RSUD|BAPPEDA\w*"
    r"|SATUAN POLISI|PUSKESMAS|BALAI)(?![A-Za-z])[^\n,.;:()\d]{3,90}"
)
_TAIL = re.compile(r"\s(?:tahun|ta|triwulan|semester|periode|year)(?:\s|$).*", re.IGNORECASE)
_CAPTION = re.compile(r"\W{0,4}(?:tabel|table)\b", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:\d{1,2}|[a-z])[.)]\s.*\.\s*$|.*\)\.\s*$|NIP", re.IGNORECASE)
MAX_TITLE = 200
TITLE_LINES = 4


def title_lines(texts: Sequence[str]) -> list[str]:
    """Return the lines above a table that are its title: those in capitals or that name a report or a table.

    A caption (``Tabel 3.1 …``) begins it; sentences, items of lists and names of offices are none of it.
    """
    lines: list[str] = []
    for text in reversed(texts):
        if len(text) > MAX_TITLE or _ITEM.match(text) or _OFFICE.match(text):
            if lines:
                break
            continue
        if not (_CAPTION.match(text) or text.isupper() or _TITLE.search(text)):
            if lines:
                break
            continue
        lines.append(text)
        if _CAPTION.match(text) or len(lines) == TITLE_LINES:
            break
    return lines[::-1]


def year_in(text: str) -> int | None:
    """Return the year of a title; of ``2015-2017`` or ``2015 s.d. 2017`` the last.

    A law's year and a Renstra's years do not count.
    """
    if len(text) > 1000:
        return None
    bare = _LAW.sub(" ", text)
    for found in _YEAR.finditer(bare):
        if not _STRATEGY.search(bare[: found.start()][-40:]):
            return max(int(found[1]), int(found[2] or 0))
    return None


def year_of(titles: Iterable[str]) -> int | None:
    """Return the year that the first title with one names."""
    for text in titles:
        if len(text) <= MAX_TITLE and _TITLE.search(text) and (year := year_in(text)) is not None:
            return year
    return None


def office_of(texts: Iterable[str]) -> str:
    """Return the office: behind ``SKPD :``, else the first in capitals that is named as one."""
    named = ""
    for text in texts:
        if len(text) > 2000:
            continue
        found = _OFFICE.match(text)
        if found:
            return " ".join(found["name"].split()).strip(" *_-–|")
        if not named and (kind := _KIND.search(text)):
            named = " ".join(_TAIL.sub("", kind[0]).split()).strip(" *_-–")
    return named
