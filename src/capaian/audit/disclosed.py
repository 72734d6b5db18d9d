"""What a paper says of itself: a fault that it names beside its figures is not held against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from capaian.core.claims.claim import Claims
from capaian.core.findings.catalogue import CATALOGUE
from capaian.core.plausibility.promise_checks import DISCLOSABLE

# A passage that opens with an indicator's code: "1.4 Persentase …", "• IKU 2.3: …".
_OPENING = re.compile(
    r"\W*(?:IKU\s*)?(\d{1,3}(?:\.\d{1,3}){0,5}|[A-Za-z]{1,6}[-.]?\d{1,3}(?:\.\d{1,3}){0,5})\b[.:)]?\s+"
)
_SILENT = re.compile(r"[\W_]+")
_HOLE = re.compile(r"\{[^{}]*\}")
WIDEST = 2000
"""How much of a passage may be of one sentence, in characters."""
MAX_LENGTH = 6
"""Over how many passages one sentence may run: papers without paragraphs give a passage a line."""

UNMEASURED = ("tidak dapat dihitung:", "cannot be computed:")
"""How Capaian's own papers say that a figure does not exist, and why."""


def disclosed(claims: Claims, code: str, indicator: str) -> bool:
    """Tell whether the paper itself says what the finding ``code`` would say of the line ``indicator``.

    It does where a passage begins with the indicator's code and holds the fixed words of that finding's message,
    in either language. Call :func:`disclosures` instead where many are asked.
    """
    return (code, indicator) in disclosures(claims)


def disclosures(claims: Claims) -> frozenset[tuple[str, str]]:
    """Return every (code of finding, code of line) that the paper itself discloses.

    A plan may have codes of its own, so a passage that goes on with an indicator's name is of the lines of that
    name, and only a passage without a known name is of the line whose code it begins with.
    """
    names: dict[str, set[str]] = {}
    found: set[tuple[str, str]] = set()
    for _, line in claims.lines:
        names.setdefault(_key(_name(line.name)), set()).add(line.code)
        if any(word in line.name for word in UNMEASURED):
            found.add(("not-measured", line.code))
    for opening, text in _openings(claims):
        for code, before in _phrases_in(text):
            found |= {(code, line) for line in names.get(before, {opening})}
    return frozenset(found)


@cache
def fixed_words(code: str) -> tuple[str, str]:
    """Return the longest run of words without values in the message of ``code``, in both languages, as keys."""
    entry = CATALOGUE[code]
    indonesian, english = (
        max((_key(run) for run in _HOLE.split(text)), key=len) for text in (entry.message, entry.message_en)
    )
    return indonesian, english


@cache
def _phrases() -> tuple[tuple[str, str, str], ...]:
    """Return (fixed words, first words, code) of every finding that a paper can disclose."""
    listed = []
    for code in sorted(DISCLOSABLE):
        entry = CATALOGUE[code]
        for text, words in zip((entry.message, entry.message_en), fixed_words(code), strict=True):
            listed.append((words, _key(_HOLE.split(text)[0]), code))
    listed += [(_key(words), _key(words), "not-measured") for words in UNMEASURED]
    return tuple(listed)


def _phrases_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield each finding that ``text`` words, with what stands before its first word as a key."""
    key = _key(text)
    for words, first, code in _phrases():
        if words in key:
            yield code, key[: max(key.rfind(first, 0, key.find(words) + len(first)), 0)]


def _openings(claims: Claims) -> Iterator[tuple[str, str]]:
    """Yield (code, text) of what opens with an indicator's code, run on over the passages that continue it."""
    opening, run = "", list[str]()
    for passage in claims.passages:
        match = _OPENING.match(passage.text[:200])
        if match or len(run) == MAX_LENGTH:
            if opening:
                yield opening, " ".join(run)
            opening, run = "", []
        if match:
            opening, run = match[1], [passage.text[match.end() : WIDEST]]
        elif opening:
            run.append(passage.text[:WIDEST])
    if opening:
        yield opening, " ".join(run)


def _name(text: str) -> str:
    for word in UNMEASURED:
        text = text.partition(word)[0]
    return text


def _key(text: str) -> str:
    return _SILENT.sub("", text.casefold())
