"""Who signs, where and when, as the passages around the tables say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from capaian.core.claims.claim import Claims
from capaian.core.period import MONTHS
from capaian.core.plan.nip_and_area_codes import nip_fault

_NIP = re.compile(r"\bNIP\.?\s*:?\s*([\d ]{18,24})", re.IGNORECASE)
_MONTH = "|".join(MONTHS)
_SIGNED = re.compile(
    rf"\s*([A-Z][A-Za-z .]{{1,40}}),\s*(?:(\d{{1,2}})\s+)?({_MONTH})\s+(20\d\d)\s*\Z", re.IGNORECASE
)
_PARENT = re.compile(r"\b(kota|kabupaten|kab\.)\s+([a-z][a-z' ]{2,40}?)\s*(?=$|[,.;:(\d\n]|tahun\b)", re.IGNORECASE)
_STRATEGY = re.compile(r"\b(20\d\d)\s*(?:[-–]|s\.?/?d\.?|sampai(?: dengan)?)\s*(20\d\d)\b")
_TITLE = re.compile(
    r"^(?:p(?:lt|lh|j)\.?\s*)?(?:camat|kepala|lurah|sekretaris|inspektur|direktur|bupati|wali ?kota)\b",
    re.IGNORECASE,
)
_RANK = re.compile(r"\s(?:PEMBINA|PENATA|PENGATUR|JURU)\b.*\Z", re.IGNORECASE)


@dataclass(slots=True)
class People:
    """What a report says of its office and its signature; empty where it says nothing."""

    name: str = ""
    parent: str = ""
    place: str = ""
    signed: str = ""
    title: str = ""
    head: str = ""
    rank: str = ""
    nip: str = ""
    strategy: tuple[int, int] | None = None


def people_of(claims: Claims) -> People:
    """Return what the passages say."""
    lines = [line.strip() for passage in claims.passages for line in passage.text.split("\n")]
    lines = [line for line in lines if line]
    found = People(name=_titled(claims.office))
    _signature(found, lines)
    for line in lines:
        signed = _SIGNED.match(line)
        if signed:
            month = [name.casefold() for name in MONTHS].index(signed[3].casefold()) + 1
            day = f"-{int(signed[2]):02}" if signed[2] else ""
            found.place, found.signed = _titled(signed[1].strip()), f"{signed[4]}-{month:02}{day}"
        parent = _PARENT.search(line)
        if parent and not found.parent:
            found.parent = _titled(f"{parent[1]} {parent[2]}".replace("kab.", "Kabupaten"))
    found.strategy = next((span for line in lines for span in _spans(line)), None)
    return found


def _spans(line: str) -> list[tuple[int, int]]:
    return [(int(m[1]), int(m[2])) for m in _STRATEGY.finditer(line) if 3 <= int(m[2]) - int(m[1]) <= 6]


def _signature(found: People, lines: Sequence[str]) -> None:
    """Read upwards from the NIP: rank, name, title."""
    for number, line in enumerate(lines):
        nip = _NIP.search(line)
        if not nip:
            continue
        digits = " ".join(nip[1].split())
        found.nip = digits if nip_fault(digits) is None else ""
        before = [text for text in lines[max(0, number - 4) : number] if not _SIGNED.match(text)]
        titles = [n for n, text in enumerate(before) if _TITLE.search(text)]
        if titles:
            found.title = before[titles[-1]]
            named = before[titles[-1] + 1 :]
            found.head = named[0] if named else ""
            found.rank = named[1] if len(named) > 1 else ""
            beside = _RANK.search(found.head)
            if beside and not found.rank:
                found.head, found.rank = found.head[: beside.start()].strip(), beside[0].strip()
        return


def _titled(words: str) -> str:
    """Return ``KECAMATAN JAMBI TIMUR`` as a name is written; words in mixed letters stay as they are."""
    said = " ".join(words.split())
    return said.title() if said.isupper() or said.islower() else said
