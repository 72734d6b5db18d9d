"""Formulas over many rows at once against the formula of one row: the same numbers and the same reasons."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from capaian.core.formula import Node, evaluate
from capaian.core.measurement.exact_columns import clamp_column, column_of, evaluate_column, mean_of_known, take
from capaian.core.numbers.arithmetic import clamp, mean
from capaian.core.numbers.missing import Missing
from tests.properties.trees import NAMES, trees
from tests.searches import examples

values = st.one_of(
    st.integers(-3, 10**5).map(Fraction),
    st.fractions(-5, 5, max_denominator=99),
    st.sampled_from([Fraction(0), Missing("no-value", "a"), Missing("empty-cell", "b")]),
)
tables = st.integers(1, 6).flatmap(
    lambda size: st.fixed_dictionaries({name: st.lists(values, min_size=size, max_size=size) for name in NAMES})
)


@examples(300)
@given(trees, tables)
def test_every_row_of_a_column_is_the_formula_of_that_row(
    tree: Node, table: dict[str, list[Fraction | Missing]]
) -> None:
    size = len(table["a"])
    columns = {name: column_of(amounts) for name, amounts in table.items()}
    found = evaluate_column(tree, columns.__getitem__, size)
    wanted = [evaluate(tree, lambda name, row=row: table[name][row]) for row in range(size)]  # type: ignore[misc]
    assert [found[row] for row in range(size)] == wanted
    assert found.denominators is None or min(found.denominators) >= 1


@given(tables)
def test_the_mean_skips_what_is_missing_and_says_where_nothing_is_left(
    table: dict[str, list[Fraction | Missing]],
) -> None:
    size = len(table["a"])
    found = mean_of_known([column_of(table[name]) for name in NAMES], size)
    for row in range(size):
        known = [v for v in (table[name][row] for name in NAMES) if not isinstance(v, Missing)]
        assert found[row] == (mean(known) if known else Missing("nothing-measured"))


@given(tables, st.fractions(-2, 2, max_denominator=9))
def test_rows_are_clamped_and_taken_one_by_one(table: dict[str, list[Fraction | Missing]], bound: Fraction) -> None:
    column = column_of(table["a"])
    floored = clamp_column(column, floor=bound, cap=None)
    capped = clamp_column(column, floor=None, cap=bound)
    for row, amount in enumerate(table["a"]):
        if isinstance(amount, Missing):
            assert floored[row] == capped[row] == amount
        else:
            assert floored[row] == clamp(amount, floor=bound, cap=None)
            assert capped[row] == clamp(amount, floor=None, cap=bound)
    order = list(range(len(column)))[::-1]
    assert [take(column, order)[n] for n in range(len(order))] == table["a"][::-1]
