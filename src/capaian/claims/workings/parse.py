"""Workings in a text: ratios ``a/b × 100% = c``, and the line that joins them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from capaian.claims.figures.parse import readings
from capaian.claims.figures.tokens import FigureToken, TokenKind
from capaian.core.claims.claim import Closing, Joining, Ratio
from capaian.core.claims.figure import Figure, Mark, Notation
from capaian.core.claims.transcript import Spot
from capaian.core.numbers.arithmetic import HUNDRED

MEAN = re.compile(r"rata\s?[-–—\s]{0,3}\s?rata|rata2|rerata|\bmean\b|\baverage\b", re.IGNORECASE)
_ENUMERATOR = re.compile(r"(?:^|(?<=\s))\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)]\s{0,3}(?=[^\d\s])", re.IGNORECASE)
TRIM = " \t\n=:;,.•·*-–—()"
MAX_WORDS = 14
MAX_UNITS = 4
MAX_TERMS = 60
MAX_STEPS = 8
_SIGNS = {TokenKind.PLUS: Joining.SUM, TokenKind.MINUS: Joining.DIFFERENCE, TokenKind.TIMES: Joining.PRODUCT}


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a ratio: its figure, the tokens it takes (``last`` included), and its terms if it is a sum."""

    figure: Figure
    first: int
    last: int
    terms: tuple[Figure, ...] = ()
    joining: Joining = Joining.UNSAID


@dataclass(slots=True)
class ParsedWorking:
    """What was found, in order, and the first token that is still free."""

    ratios: list[Ratio] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    closings: list[tuple[int, Closing]] = field(default_factory=list)
    free: int = 0
    dead: int = 0
    """The first sign after a chain of terms that came to nothing: no other chain begins within it."""


@dataclass(frozen=True, slots=True)
class WorkingsReader:
    """Reads workings from the tokens of one text; ``text`` is what the tokens were made of."""

    text: str
    tokens: list[FigureToken]
    spot: Spot
    notation: Notation

    def kind(self, at: int) -> TokenKind | None:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else None

    def figure(self, at: int, *, negative: bool = False) -> Figure | None:
        """Return the number at a token."""
        token = self.tokens[at]
        read = readings(token.text).under(self.notation, rupiah=token.rupiah)
        if read is None:
            return None
        amount = -read[0] if negative else read[0]
        mark = Mark.PERCENT if token.percent else Mark.RUPIAH if token.rupiah else Mark.NONE
        written = self.text[token.start : token.end].strip()
        return Figure(" ".join(written.split()), self.spot, amount=amount, decimals=read[1], mark=mark)

    def lines(self, at: int, step: int = 1) -> int:
        """Return the next token from ``at`` that is no line end."""
        while self.kind(at) is TokenKind.LINE:
            at += step
        return at

    def group(self, opened: int, closed: int) -> Operand | None:
        """Read ``(2584 + 18)`` or ``(2555 surat)`` between two parentheses."""
        terms: list[Figure] = []
        joining = Joining.UNSAID
        wants = True
        for at in range(opened + 1, closed):
            kind = self.kind(at)
            if kind in (TokenKind.LINE, TokenKind.WORD):
                continue
            if kind is TokenKind.NUMBER and wants:
                figure = self.figure(at, negative=joining is Joining.DIFFERENCE and bool(terms))
                if figure is None:
                    return None
                terms.append(figure)
                wants = False
            elif kind in _SIGNS and not wants:
                if joining not in (Joining.UNSAID, _SIGNS[kind]):
                    return None
                joining, wants = _SIGNS[kind], True
            else:
                return None
        if not terms or wants:
            return None
        return self.joined(terms, joining, opened, closed)

    def joined(self, terms: list[Figure], joining: Joining, first: int, last: int) -> Operand:
        """Return the operand that ``terms`` come to."""
        amounts = [term.amount for term in terms if term.amount is not None]
        amount = Fraction(1) if joining is Joining.PRODUCT else Fraction(0)
        for each in amounts:
            amount = amount * each if joining is Joining.PRODUCT else amount + each
        if len(terms) == 1:
            return Operand(terms[0], first, last)
        text = " ".join(self.text[self.tokens[first].start : self.tokens[last].end].split())
        figure = Figure(
            text, self.spot, amount=amount, decimals=max(term.decimals for term in terms), mark=terms[0].mark
        )
        return Operand(figure, first, last, tuple(terms), joining)

    def before(self, at: int, free: int) -> Operand | None:
        """Return the operand that ends before the sign at ``at``; tokens before ``free`` are taken."""
        end = self.lines(at - 1, -1)
        skipped = 0
        while end >= free and self.kind(end) is TokenKind.WORD and skipped < MAX_UNITS:
            end, skipped = end - 1, skipped + 1
        if end < free:
            return None
        if self.kind(end) is TokenKind.NUMBER:
            figure = self.figure(end)
            return Operand(figure, end, end) if figure else None
        if self.kind(end) is not TokenKind.CLOSE or skipped:
            return None
        opened = end - 1
        while opened >= max(free, end - MAX_TERMS) and self.kind(opened) is not TokenKind.OPEN:
            opened -= 1
        return self.group(opened, end) if opened >= free and self.kind(opened) is TokenKind.OPEN else None

    def after(self, at: int, *, words: int = MAX_WORDS) -> Operand | None:
        """Return the operand that begins after the sign at ``at``."""
        begin = self.lines(at + 1)
        skipped = 0
        while self.kind(begin) is TokenKind.WORD and skipped < words:
            begin, skipped = begin + 1, skipped + 1
        if self.kind(begin) is TokenKind.NUMBER:
            figure = self.figure(begin)
            return Operand(figure, begin, begin) if figure else None
        if self.kind(begin) is not TokenKind.OPEN:
            return None
        closed = begin + 1
        while closed < begin + MAX_TERMS and self.kind(closed) not in (TokenKind.CLOSE, None):
            closed += 1
        return self.group(begin, closed) if self.kind(closed) is TokenKind.CLOSE else None

    def label(self, start: int, end: int) -> tuple[str, str]:
        """Return the words between two places of the text as a label, and all of them."""
        whole = self.text[start:end]
        lines = [line.strip(TRIM) for line in whole.splitlines()]
        last = next((line for line in reversed(lines) if line), "")
        found = list(_ENUMERATOR.finditer(last))
        if found:
            last = last[found[-1].end() :]
        label = " ".join(last.split()).strip(TRIM)[-160:]
        return ("" if len(label) == 1 else label), whole


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a ratio: its factor if one is written, its result if one is, and the last token of them."""

    factor: Fraction | None
    result: Figure | None
    last: int


def tail(reader: WorkingsReader, at: int) -> Tail:
    """Read ``× 100% = c`` from the token after an operand; ``= q × 100% = c`` skips the quotient ``q``."""
    factor: Fraction | None = None
    result: Figure | None = None
    last = at - 1
    skipped = 0
    for _ in range(MAX_STEPS):
        at = _past_units(reader, at, MAX_UNITS if result is None else 0)
        kind = reader.kind(at)
        if kind is TokenKind.CLOSE and skipped < 2:
            last, at, skipped = at, at + 1, skipped + 1
        elif kind is TokenKind.TIMES and reader.kind(at + 1) is TokenKind.NUMBER:
            written = reader.figure(at + 1)
            if written is None or written.amount is None:
                return Tail(factor, result, last)
            factor, result, last, at = written.amount, None, at + 1, at + 2
        elif kind is TokenKind.EQUALS:
            if result is not None and factor is not None and reader.kind(at - 1) is TokenKind.LINE:
                break
            found = result_after(reader, at)
            if found is None:
                return Tail(factor, result, last)
            result, last = found
            at = last + 1
        else:
            break
    return Tail(factor, result, last)


def _past_units(reader: WorkingsReader, at: int, most: int) -> int:
    """Skip line ends and unit words where a sign of the working follows."""
    ahead = reader.lines(at)
    skipped = 0
    while reader.kind(ahead) is TokenKind.WORD and skipped < most:
        ahead, skipped = ahead + 1, skipped + 1
    ahead = reader.lines(ahead)
    return ahead if reader.kind(ahead) in (TokenKind.TIMES, TokenKind.EQUALS, TokenKind.CLOSE) else at


def result_after(reader: WorkingsReader, equals: int) -> tuple[Figure, int] | None:
    """Return the figure after the sign at ``equals`` and its last token; ``None`` where it is but an operand."""
    at = reader.lines(equals + 1)
    if reader.kind(at) is TokenKind.EQUALS:
        at = reader.lines(at + 1)
    words = 0
    while reader.kind(at) is TokenKind.WORD and words < 2:
        at, words = at + 1, words + 1
    negative = reader.kind(at) is TokenKind.MINUS
    if negative:
        at += 1
    opened = reader.kind(at) is TokenKind.OPEN and reader.kind(at + 2) is TokenKind.CLOSE
    if opened:
        at += 1
    if reader.kind(at) is not TokenKind.NUMBER:
        return None
    follows = reader.kind(reader.lines(at + 1 + opened))
    if follows in (TokenKind.DIVIDE, TokenKind.PLUS) or (
        follows is TokenKind.COLON and reader.kind(at + 2) is TokenKind.NUMBER
    ):
        return None
    figure = reader.figure(at, negative=negative)
    return (figure, at + opened) if figure else None


def find_workings(reader: WorkingsReader) -> ParsedWorking:
    """Return every ratio and closing of a text in order; linear in its length."""
    worked = ParsedWorking()
    at = 0
    while at < len(reader.tokens):
        kind = reader.kind(at)
        taken = None
        if kind in (TokenKind.DIVIDE, TokenKind.COLON):
            taken = _ratio(reader, at, worked)
        elif kind in _SIGNS and at >= max(worked.free, worked.dead):
            taken = _chain(reader, at, worked)
        if taken is not None:
            worked.free = at = taken + 1
        else:
            at += 1
    return worked


def _ratio(reader: WorkingsReader, at: int, worked: ParsedWorking) -> int | None:
    """Read the ratio around the sign at ``at``; return its last token, or ``None`` where there is none."""
    strict = reader.kind(at) is TokenKind.COLON
    left = reader.before(at, worked.free)
    right = reader.after(at, words=0 if strict else MAX_WORDS) if left else None
    if left is None or right is None or (strict and left.last != at - 1):
        return None
    if reader.kind(right.last + 1) is TokenKind.DIVIDE and reader.kind(right.last + 2) is TokenKind.NUMBER:
        return right.last + 2  # a date: 12/03/2017
    ending = tail(reader, right.last + 1)
    first, factor = _opening(reader, left.first, worked.free, ending.factor)
    if not _is_working(reader, left, right, first, factor, ending, strict=strict):
        return None
    if any(_is_term(reader, begin, worked.free) for begin in {left.first, first}):
        return None
    start = reader.tokens[worked.free - 1].end if worked.free else 0
    label, whole = reader.label(start, reader.tokens[first].start)
    text = " ".join(reader.text[reader.tokens[first].start : reader.tokens[ending.last].end].split())
    if _is_mean(left, right, factor, whole):
        if ending.result is None:
            return None
        closing = Closing(Joining.MEAN, label, ending.result, left.terms, right.figure, text)
        worked.closings.append((first, closing))
    else:
        if factor is None:
            factor = Fraction(1)
        worked.ratios.append(Ratio(label, left.figure, right.figure, factor, ending.result, text, reader.spot))
        worked.spans.append((first, ending.last))
    return ending.last


def _opening(reader: WorkingsReader, first: int, free: int, factor: Fraction | None) -> tuple[int, Fraction | None]:
    """Take in ``(`` and ``100% ×`` before the numerator."""
    if first - 1 >= free and reader.kind(first - 1) is TokenKind.OPEN:
        first -= 1
    ahead = reader.kind(first - 1) is TokenKind.TIMES and reader.kind(first - 2) is TokenKind.NUMBER
    if factor is None and ahead and first - 2 >= free:
        written = reader.figure(first - 2)
        if written is not None:
            return first - 2, written.amount
    return first, factor


def _is_working(
    reader: WorkingsReader,
    left: Operand,
    right: Operand,
    first: int,
    factor: Fraction | None,
    ending: Tail,
    *,
    strict: bool,
) -> bool:
    """Tell a working from a date, a law's number, a neighbourhood and a school year."""
    if factor is not None and (factor == HUNDRED or ending.result is not None or not strict):
        return True
    if ending.result is not None:
        return not strict or ending.result.mark is Mark.PERCENT
    if strict or left.last + 2 != right.first or reader.kind(left.last) is not TokenKind.NUMBER:
        return False
    if reader.kind(first - 1) not in (None, TokenKind.LINE) or reader.kind(ending.last + 1) not in (
        None,
        TokenKind.LINE,
    ):
        return False
    return not any(_is_year(figure) or figure.text.startswith("0") for figure in (left.figure, right.figure))


def _is_term(reader: WorkingsReader, first: int, free: int) -> bool:
    """Tell whether the fraction that begins at ``first`` is added to or taken from a number: ``(1 - 950/1000)``."""
    number = first - 2
    if number < free or reader.kind(first - 1) not in (TokenKind.PLUS, TokenKind.MINUS):
        return False
    if reader.kind(number) is not TokenKind.NUMBER:
        return False
    token = reader.tokens[number]
    return (
        token.text in ("1", "100") or token.percent or reader.kind(number - 1) in (TokenKind.OPEN, TokenKind.EQUALS)
    )


def _is_year(figure: Figure) -> bool:
    return figure.amount is not None and figure.decimals == 0 and 1900 <= figure.amount <= 2100


def _is_mean(left: Operand, right: Operand, factor: Fraction | None, words: str) -> bool:
    if len(left.terms) < 2 or left.joining is not Joining.SUM or factor not in (None, Fraction(1)):
        return False
    return right.figure.amount == len(left.terms) or bool(MEAN.search(words))


def _chain(reader: WorkingsReader, at: int, worked: ParsedWorking) -> int | None:
    """Read ``98,88 + 83,33 = 182,21`` or ``98,88 + 83,33 / 2 = 91,11`` without parentheses around its terms."""
    sign = reader.kind(at)
    left = reader.before(at, worked.free)
    if left is None or left.last != at - 1 or sign not in _SIGNS:
        return None
    terms = [left.figure]
    last = at - 1
    while reader.kind(last + 1) is sign and len(terms) < MAX_TERMS:
        right = reader.after(last + 1, words=0)
        if right is None:
            return None
        terms.append(right.figure)
        last = right.last
    worked.dead = last + 1
    divisor = None
    if (
        sign is TokenKind.PLUS
        and reader.kind(last + 1) is TokenKind.DIVIDE
        and reader.kind(last + 2) is TokenKind.NUMBER
    ):
        divisor, last = reader.figure(last + 2), last + 2
    ending = tail(reader, last + 1)
    hundred = sign is TokenKind.TIMES and any(term.amount == HUNDRED for term in terms)
    if (
        ending.result is None
        or ending.factor is not None
        or hundred
        or (len(terms) > 2 and sign is TokenKind.MINUS)
    ):
        return None
    joining = Joining.MEAN if divisor else _SIGNS[sign]
    start = reader.tokens[worked.free - 1].end if worked.free else 0
    label, _ = reader.label(start, reader.tokens[left.first].start)
    text = " ".join(reader.text[reader.tokens[left.first].start : reader.tokens[ending.last].end].split())
    worked.closings.append((left.first, Closing(joining, label, ending.result, tuple(terms), divisor, text)))
    return ending.last
