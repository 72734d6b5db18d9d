"""Rows of totals against the rows above them, and what is left against what was granted and spent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from capaian.audit.objecting import amount_printed, object_to
from capaian.core.arithmetic import HUNDRED, divide, mean, total
from capaian.core.claim import Board, Claims, Comparison, Figure, Joining, Line, Subject, Summary
from capaian.core.finding import finding
from capaian.core.numerals import printed as printed_to
from capaian.core.objection import Objection

_LEFT = re.compile(r"\b(?:sisa|selisih)\b")
_DEPTH = re.compile(r"[.\-/]")


def totals(claims: Claims) -> Iterator[Objection]:
    """Yield each total that its lines do not add up to, and each remainder that is not the difference."""
    for board in claims.boards:
        for summary in board.summaries:
            if summary.joining is Joining.SUM and summary.figure.is_number:
                yield from _sum(board, summary)
        for line in board.lines:
            yield from _left(line)


def _sum(board: Board, summary: Summary) -> Iterator[Objection]:
    printed = summary.figure
    assert printed.amount is not None, "only numbers are asked"
    lines = [line for line in board.lines if summary.objective in (0, line.objective)]
    figures = [(line, figure) for line in lines if (figure := _figure(line, summary)) is not None]
    numbers = [(line, figure) for line, figure in figures if figure.is_number]
    if len(numbers) < 2 or len(numbers) < len([pair for pair in figures if not pair[1].absent]):
        return
    if summary.column == "achievement":
        if any(_near(amount, printed, numbers) for amount in _shares(board, summary, lines)):
            return
        come = next(iter(_shares(board, summary, lines)), None)
    else:
        ways = list(_ways(numbers))
        if any(_near(amount, printed, numbers) for amount in ways):
            return
        come = ways[0]
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


def _ways(numbers: Sequence[tuple[Line, Figure]]) -> Iterator[Fraction]:
    """Yield the sums that a total may be: of all lines, of the topmost, of the deepest, as their numbers nest."""
    depths = [len(_DEPTH.split(line.number.strip(" ."))) for line, _ in numbers]
    amounts = [figure.amount or Fraction(0) for _, figure in numbers]
    if len(set(depths)) > 1:
        for depth in (min(depths), max(depths)):
            yield total(a for a, d in zip(amounts, depths, strict=True) if d == depth)
    yield total(amounts)


def _shares(board: Board, summary: Summary, lines: Sequence[Line]) -> Iterator[Fraction]:
    """Yield what the percentage in a row of totals may be: of the totals, else the mean or the sum of the lines."""
    sides: dict[str, Figure] = {
        other.column: other.figure
        for other in board.summaries
        if other.column in ("target", "actual")
        and (other.objective, other.period) == (summary.objective, summary.period)
        and other.figure.spot.row == summary.figure.spot.row
    }
    if "target" in sides and "actual" in sides:
        spent, granted = sides["actual"].amount, sides["target"].amount
        share = divide(spent, granted) if spent is not None and granted is not None else None
        if share is not None:
            yield share * HUNDRED
    amounts = [f.amount for line in lines if (f := _figure(line, summary)) is not None and f.amount is not None]
    found = mean(amounts)
    if found is not None:
        yield found
        yield total(amounts)


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
