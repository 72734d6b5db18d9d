"""How the figure that a report should have printed is made from others that it prints, where that is simple."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from capaian.core.claims.claim import Board, Claims, Comparison, Explanation, Joining, Line, Ratio
from capaian.core.claims.figure import Figure
from capaian.core.claims.objection import Objection
from capaian.core.claims.transcript import Spot
from capaian.core.numbers.arithmetic import HUNDRED, divide, divide_times, mean, total
from capaian.core.numbers.numerals import plain, printed, read_indonesian, read_plain, shortest_printed
from capaian.documents.excel_formula import number
from capaian.documents.findings.model import Recomputation

_MOST_OPERANDS = 40


class _Way:
    """One way to make a figure: its exact outcome, as text and as a spreadsheet's formula."""

    def __init__(self, amount: Fraction | None, text: str, formula: str) -> None:
        self.amount, self.text, self.formula = amount, text, formula


def recomputation_of(objection: Objection, claims: Claims) -> Recomputation | None:
    """Return how ``objection.recomputed`` is made, or ``None`` where no simple way gives exactly that figure."""
    wanted = _figure(objection.recomputed)
    if wanted is None:
        return None
    amount, decimals = wanted
    for way in _ways(objection, claims):
        if way.amount is not None and plain(way.amount, decimals) == plain(amount, decimals):
            return Recomputation(f"{way.text} = {printed(way.amount, decimals)}", way.formula, way.amount, decimals)
    return None


def _figure(text: str) -> tuple[Fraction, int] | None:
    """Return the amount that ``text`` prints and its decimals, where it is one number in either notation."""
    bare = text.strip().removesuffix("%").strip()
    amount = read_indonesian(bare)
    sign = ","
    if amount is None:
        amount, sign = read_plain(bare), "."
    return None if amount is None else (amount, len(bare.partition(sign)[2]))


def _ways(objection: Objection, claims: Claims) -> Iterator[_Way]:
    lines = [(board, line) for board, line in claims.lines if line.code == objection.indicator]
    lines.sort(key=lambda pair: pair[0].table != objection.spot.table)
    # One table may hold the achievement and another the working that it rests on.
    explanation = next((line.explanation for _, line in lines if line.explanation), None)
    for _, line in lines:
        if any(_is_at(comparison.achievement, objection.spot) for comparison in line.comparisons):
            yield from _achievements(line, explanation, objection.spot)
    for _, line in lines:
        yield from _workings(line.explanation)
    for _, line in lines:
        yield from _achievements(line, explanation, None)
    for board in claims.boards:
        if any(summary.figure.spot == objection.spot for summary in board.summaries):
            yield from _summaries(board)


def _is_at(figure: Figure | None, spot: Spot) -> bool:
    return figure is not None and figure.spot == spot


def _workings(explanation: Explanation | None) -> Iterator[_Way]:
    if explanation is None:
        return
    ways = [_ratio(ratio) for ratio in explanation.ratios]
    joined = explanation.closing.joining if explanation.closing else Joining.UNSAID
    amounts = [way.amount for way in ways if way.amount is not None]
    both = len(amounts) == len(ways) and 1 < len(ways) <= _MOST_OPERANDS
    whole = [
        _Way(mean(amounts), f"({' + '.join(way.text for way in ways)}) / {len(ways)}", _call("AVERAGE", ways)),
        _Way(total(amounts), " + ".join(way.text for way in ways), _call("SUM", ways)),
    ]
    if joined is Joining.SUM:
        whole.reverse()
    yield from ways
    yield from whole if both else ()


def _call(function: str, ways: Sequence[_Way]) -> str:
    return f"={function}({','.join(way.formula.removeprefix('=') for way in ways)})"


def _ratio(ratio: Ratio) -> _Way:
    over, under = ratio.numerator.amount, ratio.denominator.amount
    quotient = None if over is None or under is None else divide(over, under)
    if quotient is None or over is None or under is None:
        return _Way(None, "", "")
    text, formula = f"{_said(over)}/{_said(under)}", f"={number(over)}/{number(under)}"
    if ratio.factor != 1:
        text += " × 100%" if ratio.factor == HUNDRED else f" × {_said(ratio.factor)}"
        formula += f"*{number(ratio.factor)}"
    return _Way(quotient * ratio.factor, text, formula)


def _achievements(line: Line, explanation: Explanation | None, spot: Spot | None) -> Iterator[_Way]:
    for comparison in line.comparisons:
        if spot is None or _is_at(comparison.achievement, spot):
            yield from _of_comparison(comparison, explanation)


def _of_comparison(comparison: Comparison, explanation: Explanation | None) -> Iterator[_Way]:
    target = comparison.target.amount if comparison.target else None
    actual = comparison.actual.amount if comparison.actual else None
    if target is None or actual is None:
        return
    exact = [_Way(actual, _said(actual), f"={number(actual)}"), *_workings(explanation)]
    for way in exact:
        if way.amount is None:
            continue
        t, r, made = number(target), way.formula.removeprefix("="), way.amount
        shown, said = (f"({way.text})" if way is not exact[0] else way.text), _said(target)
        r = f"({r})" if way is not exact[0] else r
        higher, lower = divide_times(made, target, HUNDRED), divide_times(target, made, HUNDRED)
        reflected = divide_times(2 * target - made, target, HUNDRED)
        yield _Way(higher, f"{shown} / {said} × 100%", f"={r}/{t}*100")
        yield _Way(reflected, f"(2 × {said} − {shown}) / {said} × 100%", f"=(2*{t}-{r})/{t}*100")
        yield _Way(lower, f"{said} / {shown} × 100%", f"={t}/{r}*100")


def _summaries(board: Board) -> Iterator[_Way]:
    figures = [line.main.achievement for line in board.lines]
    amounts = [figure.amount for figure in figures if figure is not None and figure.amount is not None]
    if 0 < len(amounts) <= _MOST_OPERANDS:
        typed, said = ",".join(map(number, amounts)), " + ".join(map(_said, amounts))
        yield _Way(mean(amounts), f"({said}) / {len(amounts)}", f"=AVERAGE({typed})")
        yield _Way(total(amounts), said, f"=SUM({typed})")


def _said(amount: Fraction) -> str:
    return shortest_printed(amount, grouped=True)
