"""The lines of a working that join its ratios: the last, and those before it that join some or all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaian.claims.figures.tokens import TokenKind
from capaian.claims.figures.vocabulary import CLOSINGS
from capaian.claims.workings.parse import MEAN, TRIM, ParsedWorking, WorkingsReader, result_after
from capaian.core.claims.claim import Closing, Joining, Subtotal

_SUM = re.compile(r"\b(?:jumlah|total|sum)\b", re.IGNORECASE)
_MOST = 40
"""Closing lines of one cell."""

Found = tuple[int, Closing]


def closings_of(reader: WorkingsReader, worked: ParsedWorking) -> tuple[Closing | None, tuple[Subtotal, ...]]:
    """Return the line that joins the ratios, the last after them, and the other ones in order."""
    end = worked.spans[-1][1] if worked.spans else -1
    written = [(at, closing) for at, closing in worked.closings if at > end]
    at = written[-1][0] if written else end
    begin = max(at + 1, worked.free if written else end + 1)
    spoken = list(_spoken(reader, begin, len(reader.tokens), has_ratios=bool(worked.ratios)))
    if not (spoken or written):
        return None, ()
    last = (spoken or written)[-1]
    if not worked.spans:
        return last[1], ()
    # Between the ratios only what says that it joins is taken for one; the rest may be labels of the next ratio.
    earlier = [found for found in (*worked.closings, *spoken) if found[0] > worked.spans[0][1]]
    for (_, before), (after, _) in zip(worked.spans, worked.spans[1:], strict=False):
        earlier.extend(_spoken(reader, before + 1, after, has_ratios=True))
    first = max(worked.spans[-1][1] + 1, 0)
    if written and spoken:
        earlier.extend(_spoken(reader, first, written[0][0], has_ratios=True))
    named = [one for one in sorted(earlier, key=lambda found: found[0]) if one[1] is not last[1] and _joins(one[1])]
    return last[1], tuple(_grouped(worked, named[:_MOST]))


def _joins(closing: Closing) -> bool:
    return closing.joining in (Joining.MEAN, Joining.SUM)


def _grouped(worked: ParsedWorking, found: list[Found]) -> Iterator[Subtotal]:
    """Say which ratios each line joins: those since the last line that joined others."""
    start = end = 0
    for at, closing in found:
        above = sum(1 for first, _ in worked.spans if first < at)
        if above > end:
            start, end = end, above
        yield Subtotal(closing, start, end)


def _spoken(reader: WorkingsReader, begin: int, stop: int, *, has_ratios: bool) -> Iterator[Found]:
    """Yield ``Rata-rata = 91,11%`` from token ``begin`` to ``stop``; after several ratios also ``= 91,11%``."""
    start = reader.tokens[begin - 1].end if begin and begin <= len(reader.tokens) else 0
    at = begin
    while at < stop:
        if reader.kind(at) in (TokenKind.LINE, TokenKind.STOP):
            start = reader.tokens[at].start if at > begin else start
        if reader.kind(at) in (TokenKind.EQUALS, TokenKind.COLON, TokenKind.NUMBER):
            word = " ".join(reader.text[start : reader.tokens[at].start].split()).strip(TRIM)
            answer = result_after(reader, at if reader.kind(at) is not TokenKind.NUMBER else at - 1)
            joining = _joining(word, has_ratios, equals=reader.kind(at) is TokenKind.EQUALS)
            if answer is not None and joining is not None and answer[1] < stop:
                text = " ".join(reader.text[start : reader.tokens[answer[1]].end].split())
                yield at, Closing(joining, word, answer[0], text=text)
                at = answer[1]
            start = reader.tokens[min(at, len(reader.tokens) - 1)].end
        at += 1


def _joining(word: str, has_ratios: bool, *, equals: bool) -> Joining | None:
    words = re.findall(r"[a-z]+", word.lower())
    if MEAN.search(word):
        return Joining.MEAN if len(words) <= 12 else None
    if _SUM.search(word) and has_ratios and all(each in CLOSINGS for each in words):
        return Joining.SUM
    if has_ratios and equals and all(each in CLOSINGS for each in words):
        return Joining.UNSAID
    return None
