"""Quarters against each other and against the year: what adds up must, and what grows may not fall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from capaian.audit.names import quarter_of
from capaian.audit.objections import amount_printed, object_to
from capaian.core.claims.claim import Claims, Line
from capaian.core.claims.figure import Figure, Mark
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import finding
from capaian.core.numbers.arithmetic import scaled_half_up, total

_SUMMED = re.compile(r"\b(?:jumlah|total)\b")
_WHOLE_YEAR = re.compile(r"\b(?:jumlah|total|setahun|tahunan|kumulatif)\b")
_RATES = re.compile(
    r"\b(?:p(?:er|ro|re)sen(?:tase)?|indeks|index|nilai|rata|rasio|tingkat|predikat|laju|angka|skor|hari)\b|%"
)
FULL = 4


def quarters(claims: Claims) -> Iterator[Objection]:
    """Yield where the quarters of a line fall though they are cumulative, or do not make its year."""
    for _, line in claims.lines:
        each, running = _quarters(line, cumulative=False), _quarters(line, cumulative=True)
        yield from _falling(line, running)
        yearly = _year(line)
        if yearly is None or yearly.amount is None:
            continue
        if len(running) == FULL and not _same(running[-1], yearly):
            yield _mismatch(line, yearly, running[-1].amount)
        if len(each) == FULL and not running and _adds_up(line):
            yield from _sum(line, each, yearly)


def _quarters(line: Line, *, cumulative: bool) -> list[Figure]:
    """Return the actuals of the first, second, … quarter, as far as they follow each other without a hole."""
    found: dict[int, Figure] = {}
    for comparison in line.comparisons:
        number = quarter_of(comparison.period)
        figure = comparison.actual
        if number and figure is not None and figure.is_number and comparison.cumulative is cumulative:
            found.setdefault(number, figure)
    return [found[number] for number in range(1, FULL + 1) if number in found] if _unbroken(found) else []


def _unbroken(found: dict[int, Figure]) -> bool:
    return set(found) == set(range(1, len(found) + 1))


def _year(line: Line) -> Figure | None:
    """Return the actual of the whole year: a comparison without a quarter, or a column that is headed as a sum."""
    whole = next((c for c in line.comparisons if not quarter_of(c.period) and _number(c.actual)), None)
    if whole is not None:
        return whole.actual
    headed = (figure for heading, figure in line.others if _WHOLE_YEAR.search(heading.casefold()))
    return next((figure for figure in headed if _number(figure)), None)


def _is_sum(line: Line, yearly: Figure) -> bool:
    return any(figure is yearly and _SUMMED.search(heading.casefold()) for heading, figure in line.others)


def _number(figure: Figure | None) -> bool:
    return figure is not None and figure.is_number


def _adds_up(line: Line) -> bool:
    """Tell whether quarters may be added: things and rupiah add up, shares and grades do not."""
    marks = {figure.mark for figure in _quarters(line, cumulative=False)}
    return Mark.PERCENT not in marks and not _RATES.search(f"{line.name} {line.unit}".casefold())


def _falling(line: Line, running: Sequence[Figure]) -> Iterator[Objection]:
    if not _adds_up(line):
        return
    for before, after in pairwise(running):
        assert before.amount is not None and after.amount is not None, "only numbers are gathered"
        if after.amount < before.amount:
            said = finding("quarter-falls", printed=after.text.strip(), before=before.text.strip())
            yield object_to(said, after, line)
            return


def _sum(line: Line, each: Sequence[Figure], yearly: Figure) -> Iterator[Objection]:
    """Object to a year that is neither the sum, nor the last, nor the highest of its quarters.

    A column that is headed as their sum may repeat the last of them only where they may be running totals.
    """
    amounts = [figure.amount for figure in each if figure.amount is not None]
    falls = any(after < before for before, after in pairwise(amounts))
    if any(_same(figure, yearly) for figure in each) and not (falls and _is_sum(line, yearly)):
        return
    come = total(amounts)
    slack = Fraction(FULL, 2 * 10 ** max(figure.decimals for figure in each))
    if any(figure.decimals for figure in each) and yearly.amount is not None and abs(come - yearly.amount) <= slack:
        return
    if come != yearly.amount:
        yield _mismatch(line, yearly, come)


def _same(one: Figure, other: Figure) -> bool:
    decimals = min(one.decimals, other.decimals)
    assert one.amount is not None and other.amount is not None, "only numbers are compared"
    return scaled_half_up(one.amount, decimals) == scaled_half_up(other.amount, decimals)


def _mismatch(line: Line, yearly: Figure, come: Fraction | None) -> Objection:
    assert come is not None, "only numbers are compared"
    recomputed = amount_printed(come)
    said = finding("quarter-mismatch", printed=yearly.text.strip(), recomputed=recomputed)
    return object_to(said, yearly, line, recomputed=recomputed)
