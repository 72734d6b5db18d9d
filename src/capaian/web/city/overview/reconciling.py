"""The inputs of the offices that are pooled, side by side, with what each comes to over all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from capaian.core.numbers import arithmetic
from capaian.core.numbers.numerals import shortest_printed
from capaian.core.plan.indicator import Indicator
from capaian.core.plan.variable import Variable
from capaian.core.registers.aggregation import AggregateFunction
from capaian.pipeline.rollup import is_additive
from capaian.web.city.overview.averaging import Average


class InputSum(NamedTuple):
    """One input over the offices that are pooled, in their order; ``total`` is empty where it cannot be pooled.

    ``what`` says of what ``total`` is made where that is not simply the sum: ``distinct``, counted in each office
    by itself; ``min`` or ``max``; and of a mean of cells the two sides, ``mean-total`` and ``mean-rows``.
    """

    label: str
    amounts: Sequence[str]
    total: str
    what: str = ""


_TOGETHER: Mapping[AggregateFunction, Callable[[Sequence[Fraction]], Fraction]] = {
    AggregateFunction.MIN: min,
    AggregateFunction.MAX: max,
}


def pool_input(
    indicator: Indicator, variable: Variable, amounts: Sequence[Fraction | None]
) -> tuple[list[InputSum], Fraction | None]:
    """Return an input of each office and what it comes to over all; ``None`` where that would mean nothing."""
    how = variable.counting.how if variable.counting else AggregateFunction.SUM
    known = [one for one in amounts if one is not None]
    total: Fraction | None = None
    if is_additive(indicator, variable) and len(known) == len(amounts):
        total = _TOGETHER[how](known) if how in _TOGETHER else arithmetic.total(known)
    what = str(how) if how in (AggregateFunction.DISTINCT, AggregateFunction.MIN, AggregateFunction.MAX) else ""
    return [InputSum(variable.label, _shown(amounts), "" if total is None else _printed(total), what)], total


def pool_mean(variable: Variable, averages: Sequence[Average | None]) -> tuple[list[InputSum], Fraction | None]:
    """Return both sides of a mean of cells, and the mean of all cells together; ``None`` where one is typed."""
    known = [one for one in averages if one is not None]
    total, rows = arithmetic.total(one.total for one in known), Fraction(sum(one.rows for one in known))
    whole = len(known) == len(averages)
    sides = [
        InputSum(variable.label, _shown([one and one.total for one in averages]), _printed(total) if whole else ""),
        InputSum(
            variable.label,
            _shown([one and Fraction(one.rows) for one in averages]),
            _printed(rows) if whole else "",
        ),
    ]
    made = [side._replace(what=what) for side, what in zip(sides, ("mean-total", "mean-rows"), strict=True)]
    return made, arithmetic.divide(total, rows) if whole else None


def _shown(amounts: Sequence[Fraction | None]) -> list[str]:
    return ["–" if one is None else _printed(one) for one in amounts]


def _printed(amount: Fraction) -> str:
    return shortest_printed(amount, grouped=True)
