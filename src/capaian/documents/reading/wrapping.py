"""Lines of one cell or paragraph to its text: what was only wrapped is joined, what begins anew stays a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BEGINS = re.compile(
    r"(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+\S"  # a. Perizinan, 2) Jumlah
    r"|[-•*▪–]\s"
    r"|(?:persentase\s+)?rata\s*[-–—]?\s*rata\b"
    r"|(?:jumlah|total|persentase|realisasi|capaian)\b[^=]{0,80}[:=]",
    re.IGNORECASE,
)
_ENDS = re.compile(r"=\s*(?:Rp\.?\s*)?-?\d[\d.,]*\s*%?[.;]?\s*$")
_HYPHENATED = re.compile(r"[^\W\d_]{2}[-\u00ad\u2010]$")
_LOWER = re.compile(r"[^\W\d_A-Z]")


def joined(lines: Iterable[str]) -> str:
    """Return the text of ``lines``: wrapped ones on one line, and a line for each working or item."""
    said: list[str] = []
    for line in (" ".join(line.split()) for line in lines):
        if not line:
            continue
        if not said or _BEGINS.match(line) or _ENDS.search(said[-1]):
            said.append(line)
        else:
            said[-1] = glued(said[-1], line)
    return "\n".join(said)


def glued(above: str, below: str) -> str:
    """Join a line and what it wraps into; a word broken by a hyphen is whole again, ``rata-`` ``rata`` keeps it."""
    if above.endswith("\u00ad"):
        return above[:-1] + below
    if _HYPHENATED.search(above) and _LOWER.match(below):
        before, after = above[:-1].rsplit(None, 1)[-1], re.split(r"\W", below, maxsplit=1)[0]
        # Indonesian doubles words with a hyphen (rata-rata, undang-undang): those keep it.
        doubled = before.casefold() == after.casefold() or (above[-1] == "-" and len(before) < 3)
        return above + below if doubled else above[:-1] + below
    return f"{above} {below}"
