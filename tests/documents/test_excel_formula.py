"""Formulas as a spreadsheet writes them, judged by a spreadsheet's calculator on random trees."""

import math
import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.core.formula import Binary, Call, Name, Negative, Node, Number, Weighted, evaluate, parse
from capaian.core.numbers.missing import Missing
from capaian.documents.excel_formula import excel, guarded


def cell(name: str) -> str:
    return f"Data!${name.upper()}$1"


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("a / b * 100", "Data!$A$1/Data!$B$1*100"),
        ("a / (b * 100)", "Data!$A$1/(Data!$B$1*100)"),
        ("a - (b - c)", "Data!$A$1-(Data!$B$1-Data!$C$1)"),
        ("mean(a, b)", "(Data!$A$1+Data!$B$1)/2"),
        ("sum(a, b) * 2", "(Data!$A$1+Data!$B$1)*2"),
        ("min(a, b + 1)", "MIN(Data!$A$1,Data!$B$1+1)"),
        ("weighted(a: 0.5, b: 1/3)", "0.5*Data!$A$1+(1/3)*Data!$B$1"),
        ("a - -b", "Data!$A$1-(-Data!$B$1)"),
    ],
)
def test_formulas_as_a_spreadsheet_writes_them(formula: str, written: str) -> None:
    assert excel(parse(formula), cell) == written


def test_empty_cells_are_counted_so_that_they_are_not_zero() -> None:
    assert guarded(parse("a / b * a"), cell, 'tidak "ada"') == (
        '=IF(COUNT(Data!$A$1,Data!$B$1)<2,"tidak ""ada""",IFERROR(Data!$A$1/Data!$B$1*Data!$A$1,"tidak ""ada"""))'
    )


def test_a_formula_without_names_needs_no_count() -> None:
    assert guarded(parse("100"), cell, "x") == '=IFERROR(100,"x")'


NAMES = ("a", "b", "c")
leaves: st.SearchStrategy[Node] = st.one_of(
    st.integers(0, 999).map(lambda n: Number(Fraction(n, 10))), st.sampled_from(NAMES).map(Name)
)


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    weights = st.tuples(st.sampled_from(NAMES).map(Name), st.integers(1, 9).map(lambda n: Fraction(n, 8)))
    return st.one_of(
        inner.map(Negative),
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner),
        st.builds(
            Call, st.sampled_from(["mean", "sum", "min", "max"]), st.lists(inner, min_size=1, max_size=3).map(tuple)
        ),
        st.lists(weights, min_size=1, max_size=3).map(tuple).map(Weighted),
    )


def as_a_spreadsheet(written: str, values: dict[str, float]) -> float:
    """Evaluate the few signs that our formulas use, in the binary numbers of a spreadsheet."""
    for name, value in values.items():
        written = written.replace(cell(name), f"({value!r})")
    assert re.fullmatch(r"(?:[0-9.e+\-*/(), ]|MIN|MAX)+", written), written
    functions: dict[str, Callable[..., float]] = {
        "MIN": lambda *numbers: min(numbers),
        "MAX": lambda *numbers: max(numbers),
    }
    return float(eval(written, {"__builtins__": {}}, functions))


@given(st.recursive(leaves, grown, max_leaves=8), st.tuples(*[st.integers(1, 500)] * 3))
def test_a_spreadsheet_computes_what_we_compute(tree: Node, numbers: tuple[int, int, int]) -> None:
    values = dict(zip(NAMES, numbers, strict=True))
    exact = evaluate(tree, lambda name: Fraction(values[name]))
    try:
        got = as_a_spreadsheet(excel(tree, cell), {name: float(value) for name, value in values.items()})
    except ZeroDivisionError:
        assert isinstance(exact, Missing)
        return
    if isinstance(exact, Missing) or abs(exact) > 10**12:
        return  # a float may miss a zero denominator by the last bit
    assert math.isclose(got, float(exact), rel_tol=1e-6, abs_tol=1e-6)
