"""Formulas over many offices and periods at once, exact: a column of numerators and one of denominators.

What :func:`capaian.core.formula.evaluate` gives for one pair, :func:`evaluate_column` gives for each row of a
column. Numbers stay whole numbers of any length and nothing is reduced or rounded on the way, so that both agree
always; a row costs a few multiplications in place of a tree of fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce

from capaian.core.formula import Binary, Call, Name, Negative, Node, Number, Weighted, write
from capaian.core.numbers.missing import Missing


@dataclass(frozen=True, slots=True)
class ExactColumn:
    """One exact amount for each row: ``numerators`` over ``denominators`` (``None``: all 1), none below one.

    ``missing`` gives the rows without an amount their reason; what stands in ``numerators`` there means nothing.
    """

    numerators: Sequence[int]
    denominators: Sequence[int] | None = None
    missing: Mapping[int, Missing] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numerators)

    def __getitem__(self, row: int) -> Fraction | Missing:
        why = self.missing.get(row)
        return (
            Fraction(self.numerators[row], self.denominators[row] if self.denominators else 1)
            if why is None
            else why
        )

    def ratios(self) -> Iterable[tuple[int, int]]:
        """Yield numerator and denominator of every row, missing ones too."""
        return zip(self.numerators, self.denominators or [1] * len(self.numerators), strict=True)


@dataclass(slots=True)
class Amounts:
    """A column while it is filled, row by row; what is not set is ``missing`` or zero."""

    numerators: list[int]
    denominators: dict[int, int] = field(default_factory=dict)
    """Denominators that are not one."""
    missing: dict[int, Missing] = field(default_factory=dict)

    def __getitem__(self, row: int) -> Fraction | Missing:
        why = self.missing.get(row)
        return Fraction(self.numerators[row], self.denominators.get(row, 1)) if why is None else why

    def __setitem__(self, row: int, amount: Fraction | Missing) -> None:
        if isinstance(amount, Missing):
            self.missing[row] = amount
        else:
            self.put(row, amount.numerator, amount.denominator)

    def put(self, row: int, numerator: int, denominator: int = 1) -> None:
        """Set a row to a ratio, which need not be in lowest terms."""
        self.missing.pop(row, None)
        self.numerators[row] = numerator
        if denominator != 1:
            self.denominators[row] = denominator
        else:
            self.denominators.pop(row, None)

    def column(self) -> ExactColumn:
        """Return what was filled."""
        if not self.denominators:
            return ExactColumn(self.numerators, None, self.missing)
        denominators = [1] * len(self.numerators)
        for row, denominator in self.denominators.items():
            denominators[row] = denominator
        return ExactColumn(self.numerators, denominators, self.missing)


def column_of(amounts: Sequence[Fraction | Missing]) -> ExactColumn:
    """Return amounts, or reasons for there being none, as a column."""
    missing = {row: amount for row, amount in enumerate(amounts) if isinstance(amount, Missing)}
    numerators = [0 if isinstance(amount, Missing) else amount.numerator for amount in amounts]
    denominators = [1 if isinstance(amount, Missing) else amount.denominator for amount in amounts]
    return ExactColumn(numerators, None if all(one == 1 for one in denominators) else denominators, missing)


def constant(amount: Fraction, size: int) -> ExactColumn:
    """Return a column of one amount in every row."""
    denominators = None if amount.denominator == 1 else [amount.denominator] * size
    return ExactColumn([amount.numerator] * size, denominators)


def evaluate_column(node: Node, look_up: Callable[[str], ExactColumn], size: int) -> ExactColumn:
    """Return the value of ``node`` in each of ``size`` rows; ``look_up`` gives the column of each name."""

    def value(inner: Node) -> ExactColumn:
        return evaluate_column(inner, look_up, size)

    match node:
        case Number(amount):
            return constant(amount, size)
        case Name(name):
            return look_up(name)
        case Negative(operand):
            return negative(value(operand))
        case Binary(operator, left, right):
            return _binary(operator, value(left), value(right), right)
        case Call(function, arguments):
            joined = reduce(_CALLS[function], map(value, arguments))
            return over(joined, constant(Fraction(len(arguments)), size), "") if function == "mean" else joined
        case Weighted(terms):
            return reduce(add, (multiply(look_up(name.name), constant(weight, size)) for name, weight in terms))


def _binary(operator: str, left: ExactColumn, right: ExactColumn, divisor: Node) -> ExactColumn:
    if operator == "/":
        return over(left, right, write(divisor))
    if operator == "*":
        return multiply(left, right)
    return add(left, right if operator == "+" else negative(right))


def negative(column: ExactColumn) -> ExactColumn:
    """Return each row with the other sign."""
    return ExactColumn([-top for top in column.numerators], column.denominators, column.missing)


def add(left: ExactColumn, right: ExactColumn) -> ExactColumn:
    """Return the sum of each row."""
    missing = _first(left, right)
    if left.denominators == right.denominators:
        return ExactColumn(
            [a + c for a, c in zip(left.numerators, right.numerators, strict=True)], left.denominators, missing
        )
    pairs = zip(left.ratios(), right.ratios(), strict=True)
    return ExactColumn(
        [a * d + c * b for (a, b), (c, d) in pairs], _product(left.denominators, right.denominators), missing
    )


def multiply(left: ExactColumn, right: ExactColumn) -> ExactColumn:
    """Return the product of each row."""
    numerators = [a * c for a, c in zip(left.numerators, right.numerators, strict=True)]
    return ExactColumn(numerators, _product(left.denominators, right.denominators), _first(left, right))


def over(left: ExactColumn, right: ExactColumn, subject: str) -> ExactColumn:
    """Return the quotient of each row; where ``right`` is zero it is missing, and ``subject`` names the zero."""
    missing = _first(left, right)
    numerators = left.numerators
    if right.denominators is not None:
        numerators = [a * d for a, d in zip(numerators, right.denominators, strict=True)]
    denominators = _product(left.denominators, right.numerators)
    assert denominators is not None, "a numerator is always there"
    if denominators and min(denominators) <= 0:
        if 0 in denominators:
            zeros = {row: Missing("zero-denominator", subject) for row, one in enumerate(denominators) if not one}
            missing = {**zeros, **missing}
        numerators = [-a if b < 0 else a for a, b in zip(numerators, denominators, strict=True)]
        denominators = [abs(b) or 1 for b in denominators]
    return ExactColumn(numerators, denominators, missing)


def take(column: ExactColumn, rows: Sequence[int]) -> ExactColumn:
    """Return some rows of a column, in the order asked."""
    missing = {new: column.missing[row] for new, row in enumerate(rows) if row in column.missing}
    denominators = None if column.denominators is None else [column.denominators[row] for row in rows]
    return ExactColumn([column.numerators[row] for row in rows], denominators, missing)


def clamp_column(column: ExactColumn, *, floor: Fraction | None, cap: Fraction | None) -> ExactColumn:
    """Return each row held between ``floor`` and ``cap``, either of which may be absent."""
    if floor is not None:
        column = _greatest(column, constant(floor, len(column)))
    if cap is not None:
        column = _least(column, constant(cap, len(column)))
    return column


def mean_of_known(columns: Sequence[ExactColumn], size: int) -> ExactColumn:
    """Return the mean of those columns that have an amount in the row; ``nothing-measured`` where none has."""
    numerators, denominators, counts = [0] * size, [1] * size, [0] * size
    for column in columns:
        for row, (a, b) in enumerate(column.ratios()):
            if row in column.missing:
                continue
            counts[row] += 1
            if b == denominators[row]:
                numerators[row] += a
            else:
                numerators[row], denominators[row] = (
                    numerators[row] * b + a * denominators[row],
                    denominators[row] * b,
                )
    return (
        over(ExactColumn(numerators, denominators), ExactColumn(counts), "")
        if all(counts)
        else _with_gaps(numerators, denominators, counts)
    )


def _with_gaps(numerators: Sequence[int], denominators: Sequence[int], counts: Sequence[int]) -> ExactColumn:
    gaps = {row: Missing("nothing-measured") for row, count in enumerate(counts) if not count}
    return over(ExactColumn(numerators, denominators, gaps), ExactColumn([count or 1 for count in counts]), "")


def _least(left: ExactColumn, right: ExactColumn) -> ExactColumn:
    return _chosen(left, right, lambda a, b, c, d: a * d <= c * b)


def _greatest(left: ExactColumn, right: ExactColumn) -> ExactColumn:
    return _chosen(left, right, lambda a, b, c, d: a * d >= c * b)


def _chosen(left: ExactColumn, right: ExactColumn, takes_left: Callable[[int, int, int, int], bool]) -> ExactColumn:
    pairs = zip(left.ratios(), right.ratios(), strict=True)
    chosen = [(a, b) if takes_left(a, b, c, d) else (c, d) for (a, b), (c, d) in pairs]
    return ExactColumn(
        [numerators for numerators, _ in chosen], [denominators for _, denominators in chosen], _first(left, right)
    )


def _first(left: ExactColumn, right: ExactColumn) -> Mapping[int, Missing]:
    """Return the reasons of both, the left one where both have one: a formula is read from left to right."""
    if not left.missing or not right.missing:
        return left.missing or right.missing
    return {**right.missing, **left.missing}


def _product(left: Sequence[int] | None, right: Sequence[int] | None) -> Sequence[int] | None:
    if left is None or right is None:
        return right if left is None else left
    return [a * b for a, b in zip(left, right, strict=True)]


_CALLS = {"sum": add, "mean": add, "min": _least, "max": _greatest}
