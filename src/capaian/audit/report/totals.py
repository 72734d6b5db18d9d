"""Rows of totals against the rows above them, and what is left against what was granted and spent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from capaian.audit.objections import amount_printed, object_to
from capaian.audit.report.nesting import ways
from capaian.core.claims.claim import Board, Claims, Comparison, Joining, Line, Subject, Summary
from capaian.core.claims.figure import Figure
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import finding
from capaian.core.numbers.arithmetic import HUNDRED, divide, mean, total
from capaian.core.numbers.numerals import printed as printed_to

_LEFT = re.compile(r"\b(?:sisa|selisih)\b")
_PART = re.compile(r"\s*(?:sub\s?-?\s?)?(?:jumlah|total)\b", re.IGNORECASE)
"""How a line begins that adds up the lines above it, in a table of money."""
_NO_SUM = re.compile(
    r"kenaikan|penurunan|naik|turun|pertumbuhan|perubahan|laju|growth|change|rata-?\s?rata|rerata|average|kepadatan|"
    r"rasio|ratio|indeks|index|per kapita"
)
"""Headings of columns that nobody adds up: they hold what one figure is to another."""


def totals(claims: Claims) -> Iterator[Objection]:
    """Yield each total that its lines do not add up to, and each remainder that is not the difference."""
    for board in claims.boards:
        for summary in board.summaries:
            if summary.joining is Joining.SUM and summary.figure.is_number and _adds_up(board, summary):
                yield from _sum(board, summary)
        for line in board.lines:
            yield from _left(line)
        yield from _parts(board)


def _adds_lines(line: Line) -> bool:
    """Tell whether a line is the total of a part of its table: *Jumlah Program Administrasi*."""
    return line.main.subject is Subject.BUDGET and _PART.match(line.name) is not None


def _parts(board: Board) -> Iterator[Objection]:
    """Object to totals of parts that the lines above do not add up to, from wherever they may begin."""
    above: list[Line] = []
    for line in board.lines:
        if not _adds_lines(line):
            above.append(line)
            continue
        for role in ("target", "actual"):
            figure: Figure | None = getattr(line.main, role)
            figures = [getattr(other.main, role) for other in above]
            if figure is None or not figure.is_number or len(figures) < 2:
                continue
            amounts = [one.amount if one is not None and one.is_number else None for one in figures]
            known = [amount for amount in amounts if amount is not None]
            if len(known) < len(amounts):
                continue
            numbered = [(other.number, amount) for other, amount in zip(above, known, strict=True)]
            if figure.amount in {*accumulate(reversed(known)), *ways(numbered)}:
                continue
            shown = amount_printed(total(known))
            said = finding("total-arithmetic", word=line.name, printed=figure.text.strip(), recomputed=shown)
            yield object_to(said, figure, line, recomputed=shown)
        above = []


def _adds_up(board: Board, summary: Summary) -> bool:
    """Tell whether the column of a total is one that people add up."""
    if summary.column != "other":
        return True
    at = summary.figure.spot.column
    heading = board.headings[at - 1].casefold() if 1 <= at <= len(board.headings) else ""
    return not _NO_SUM.search(heading)


def _sum(board: Board, summary: Summary) -> Iterator[Objection]:
    printed = summary.figure
    assert printed.amount is not None, "only numbers are asked"
    inside = [line for line in board.lines if summary.objective in (0, line.objective)]
    lines = [line for line in inside if not _adds_lines(line)]
    figures = [(line, figure) for line in lines if (figure := _figure(line, summary)) is not None]
    numbers = [(line, figure) for line, figure in figures if figure.is_number]
    if len(numbers) < 2 or len(numbers) < len([pair for pair in figures if not pair[1].absent]):
        return
    if summary.column == "achievement":
        if any(_near(amount, printed, numbers) for amount in _shares(board, summary, lines)):
            return
        come = next(iter(_shares(board, summary, lines)), None)
    else:
        sums = list(ways([(line.number, figure.amount or Fraction(0)) for line, figure in numbers]))
        if any(_near(amount, printed, numbers) for amount in (*sums, *_remainders(board, summary, lines))):
            return
        come = sums[0]
    if come is not None:
        shown = _rounded(come, printed) if printed.decimals else amount_printed(come)
        said = finding("total-arithmetic", word=summary.word, printed=printed.text.strip(), recomputed=shown)
        yield object_to(said, printed, recomputed=shown)


def _figure(line: Line, summary: Summary) -> Figure | None:
    """Return the figure of the line in the total's column."""
    if summary.column == "other":
        return next((figure for heading, figure in line.others if _column(figure, summary)), None)
    for comparison in line.comparisons:
        figure: Figure | None = getattr(comparison, summary.column)
        if figure is not None and _column(figure, summary):
            return figure
    return None


def _column(figure: Figure, summary: Summary) -> bool:
    """Tell whether a figure stands right above a total: headings alone may repeat, columns do not."""
    return figure.spot.column == summary.figure.spot.column and figure.spot.table == summary.figure.spot.table


def _shares(board: Board, summary: Summary, lines: Sequence[Line]) -> Iterator[Fraction]:
    """Yield what the percentage in a row of totals may be: of the totals as printed or as they should be, else the
    mean or the sum of the lines."""
    for granted, spent in _sides(board, summary, lines):
        share = divide(spent, granted)
        if share is not None:
            yield share * HUNDRED
    amounts = [f.amount for line in lines if (f := _figure(line, summary)) is not None and f.amount is not None]
    found = mean(amounts)
    if found is not None:
        yield found
        yield total(amounts)


def _remainders(board: Board, summary: Summary, lines: Sequence[Line]) -> Iterator[Fraction]:
    """Yield what is left by a row of totals, where its column holds that; a line of it may be wrong."""
    if summary.column == "other" and any(
        _LEFT.search(heading.casefold())
        for line in lines
        for heading, figure in line.others
        if _column(figure, summary)
    ):
        for granted, spent in _sides(board, summary, lines):
            yield from (granted - spent, spent - granted)


def _sides(board: Board, summary: Summary, lines: Sequence[Line]) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield what was granted and spent by a row of totals: as printed there, then as its lines add up."""
    period = None if summary.column == "other" else summary.period
    sides: dict[str, Summary] = {}
    for other in board.summaries:
        same = other.objective == summary.objective and other.figure.spot.row == summary.figure.spot.row
        if same and other.column in ("target", "actual") and period in (None, other.period):
            sides.setdefault(other.column, other)
    if "target" not in sides or "actual" not in sides:
        return
    granted, spent = sides["target"], sides["actual"]
    if granted.figure.amount is not None and spent.figure.amount is not None:
        yield granted.figure.amount, spent.figure.amount
    yield from zip(*(_sums(side, lines) for side in (granted, spent)), strict=False)


def _sums(summary: Summary, lines: Sequence[Line]) -> Iterator[Fraction]:
    figures = [(line.number, figure) for line in lines if (figure := _figure(line, summary)) is not None]
    return ways([(number, figure.amount) for number, figure in figures if figure.amount is not None])


def _near(amount: Fraction, printed: Figure, numbers: Sequence[tuple[Line, Figure]]) -> bool:
    """Tell whether a sum can print as the total: exactly if all is whole, else within all roundings."""
    assert printed.amount is not None, "only numbers are asked"
    decimals = max(figure.decimals for _, figure in numbers)
    if decimals == 0 and printed.decimals == 0 and amount.denominator == 1:
        return amount == printed.amount
    # A share of totals is rounded once; a sum of rounded figures as often as it has figures; cut ones pass.
    slack = Fraction(1, 10**printed.decimals) + Fraction(len(numbers), 2 * 10**decimals)
    return abs(amount - printed.amount) <= slack


def _rounded(amount: Fraction, like: Figure) -> str:
    return printed_to(amount, like.decimals)


def _left(line: Line) -> Iterator[Objection]:
    """Object to *sisa* that is not the budget less what was spent."""
    budget = next((c for c in line.comparisons if c.subject is Subject.BUDGET and _both(c)), None)
    for heading, figure in line.others:
        if budget is None or not _LEFT.search(heading.casefold()) or not figure.is_number or "%" in heading:
            continue
        granted, spent = budget.target, budget.actual
        assert granted and spent and granted.amount is not None and spent.amount is not None, "both are numbers"
        come = granted.amount - spent.amount
        if figure.amount not in (come, -come) and figure.mark != "%":
            shown = amount_printed(come)
            said = finding("remainder-arithmetic", printed=figure.text.strip(), recomputed=shown)
            yield object_to(said, figure, line, recomputed=shown)


def _both(comparison: Comparison) -> bool:
    return all(figure is not None and figure.is_number for figure in (comparison.target, comparison.actual))
