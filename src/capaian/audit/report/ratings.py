"""Words and letters against the figures beside them: *Sangat Tinggi* at 60, *B (81,00)*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from capaian.audit.objections import object_to
from capaian.audit.report.rating_scales import AKIP, IKM, SCALES, SKM, SKM_OF_FOUR, SKM_SINCE, Scale, legend
from capaian.core.claims.claim import Board, Claims, Line
from capaian.core.claims.figure import Figure
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import finding

_OF_AKIP = re.compile(r"\b(?:s?akip|akuntabilitas kinerja|lkjip|lakip)\b")
_OF_SKM = re.compile(r"\b(?:skm|ikm|kepuasan)\b")
_ONLY_AKIP = ("AA", "BB", "CC")


@dataclass(frozen=True, slots=True)
class Rated:
    """A word at an achievement."""

    line: Line
    word: Figure
    key: str
    amount: Fraction
    shown: str


def ratings(claims: Claims) -> Iterator[Objection]:
    """Yield each rating word and each grade that its figure does not earn."""
    own = legend([passage.text for passage in claims.passages])
    for board in claims.boards:
        yield from _words(board, own)
    said: set[tuple[str, str]] = set()
    for board, line in claims.lines:
        for comparison in line.comparisons:
            for figure in (comparison.target, comparison.actual):
                if figure is not None and (line.code, figure.text) not in said:
                    said.add((line.code, figure.text))
                    yield from _grade(figure, line, comparison.year or board.year or claims.year)


def _words(board: Board, own: Scale | None) -> Iterator[Objection]:
    rated = list(_rated(board))
    scales = _fitting(rated, own)
    yield from _holes(rated, scales)
    for one in rated:
        if not scales or any(scale.allows(one.key, one.amount) for scale in scales):
            continue
        expected = scales[0].word_of(one.amount)
        yield _wrong(one.word, one.line, one.shown, scales[0], expected.title())


def _holes(rated: Sequence[Rated], scales: Sequence[Scale]) -> Iterator[Objection]:
    """Note figures that fall between two classes, where the table itself treats such figures now so, now so."""
    if len(scales) != 1:
        return
    scale = scales[0]
    fallen = [one for one in rated if scale.in_hole(one.amount) and scale.allows(one.key, one.amount)]
    up = [one.key == scale.word_of(one.amount + scale.step) for one in fallen]
    for one, raised in zip(fallen, up, strict=True):
        if raised is not up[0]:
            said = finding("rating-hole", scale=scale.name, amount=one.shown, printed=one.word.text.strip())
            yield object_to(said, one.word, one.line)


def _rated(board: Board) -> Iterator[Rated]:
    for line in board.lines:
        for comparison in line.comparisons:
            word, achieved = comparison.rating, comparison.achievement
            if word is None or word.grade is None or achieved is None or not achieved.is_number:
                continue
            assert achieved.amount is not None, "a number has an amount"
            key = " ".join(re.findall(r"\w+", word.grade.casefold()))
            yield Rated(line, word, key, achieved.amount, achieved.text.strip())


def _fitting(rated: Sequence[Rated], own: Scale | None) -> tuple[Scale, ...]:
    """Return the scales by which the words may have been given: the report's own, else those that fit most rows.

    A scale that fits no row says nothing, unless every scale with these words says the same.
    """
    words = {one.key for one in rated}
    if not words:
        return ()
    if own is not None and words <= own.words:
        return (own,)
    known = [scale for scale in SCALES if words <= scale.words]
    fits = {scale: sum(scale.allows(one.key, one.amount) for one in rated) for scale in known}
    most = max(fits.values(), default=0)
    # Where half of the words do not fit any scale, the report has a scale that is not known here.
    if 2 * most < len(rated) and len(rated) > 1:
        return ()
    return tuple(scale for scale in known if fits[scale] == most)


def _grade(figure: Figure, line: Line, year: int | None) -> Iterator[Objection]:
    if figure.grade is None or figure.amount is None or figure.high is not None:
        return
    letter, amount = figure.grade.upper().strip(), figure.amount
    scales = [scale for scale in _scales_of(line.name, letter, amount, year) if letter in scale.words]
    if not scales or any(scale.allows(letter, amount) for scale in scales):
        return
    shown = figure.text.partition("(")[2].rstrip(") ") or figure.text
    yield _wrong(figure, line, shown, scales[0], scales[0].word_of(amount))


def _scales_of(name: str, letter: str, amount: Fraction, year: int | None) -> Sequence[Scale]:
    words = name.casefold()
    if not 0 <= amount <= 100:
        return ()
    if _OF_AKIP.search(words) or letter in _ONLY_AKIP:
        return (AKIP,)
    surveys = (SKM_OF_FOUR,) if amount <= 4 else (SKM,) if year and year >= SKM_SINCE else (SKM, IKM)
    return surveys if _OF_SKM.search(words) else (*surveys, IKM, AKIP)


def _wrong(figure: Figure, line: Line, amount: str, scale: Scale, expected: str) -> Objection:
    printed = (figure.grade or figure.text).strip()
    said = finding("rating-word", scale=scale.name, printed=printed, amount=amount, expected=expected)
    return object_to(said, figure, line, recomputed=expected)
