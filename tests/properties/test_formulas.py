"""Formulas: print and parse round-trip, and the evaluator against a judge of plain loops."""

import operator
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from capaian.core.formula import (
    Binary,
    Call,
    FormulaError,
    Name,
    Negative,
    Node,
    Number,
    Weighted,
    evaluate,
    names,
    parse,
)
from capaian.core.formula.typeset import on_one_line, spell_out, typeset
from capaian.core.formula.write import write
from capaian.core.numbers.missing import Missing
from tests.properties.trees import NAMES, trees

values = st.fixed_dictionaries(
    {name: st.one_of(st.integers(-3, 9), st.fractions(-9, 9, max_denominator=7)).map(Fraction) for name in NAMES}
)
UNKNOWN = Missing("no-value", "x")


def judge(node: Node, known: dict[str, Fraction]) -> Fraction | None:
    """The same meaning without a shared line: ``None`` wherever anything cannot be computed."""
    if isinstance(node, Number):
        return node.amount
    if isinstance(node, Name):
        return known.get(node.name)
    if isinstance(node, Weighted):
        inner = [judge(Binary("*", name, Number(weight)), known) for name, weight in node.terms]
    elif isinstance(node, Call):
        inner = [judge(argument, known) for argument in node.arguments]
    elif isinstance(node, Negative):
        inner = [judge(node.operand, known)]
    else:
        inner = [judge(node.left, known), judge(node.right, known)]
    if any(value is None for value in inner):
        return None
    found: list[Fraction] = [value for value in inner if value is not None]
    if isinstance(node, Negative):
        return Fraction(0) - found[0]
    if isinstance(node, Binary):
        signs = {"+": operator.add, "-": operator.sub, "*": operator.mul}
        if node.operator == "/":
            return None if found[1] == 0 else Fraction(found[0], found[1])
        return Fraction(signs[node.operator](*found))
    if isinstance(node, Call) and node.function in ("min", "max"):
        return sorted(found)[0 if node.function == "min" else -1]
    added = Fraction(0)
    for value in found:
        added += value
    return added / len(found) if isinstance(node, Call) and node.function == "mean" else added


@given(trees)
def test_what_is_written_reads_back_as_the_same_tree(tree: Node) -> None:
    assert parse(write(tree)) == tree


@given(trees, values)
def test_the_evaluator_agrees_with_the_judge(tree: Node, known: dict[str, Fraction]) -> None:
    value = evaluate(tree, known.__getitem__)
    wanted = judge(tree, known)
    assert (None if isinstance(value, Missing) else value) == wanted


@given(trees, values, st.sampled_from(NAMES))
def test_one_missing_input_makes_the_whole_missing(tree: Node, known: dict[str, Fraction], gone: str) -> None:
    value = evaluate(tree, lambda name: UNKNOWN if name == gone else known[name])
    if gone in {name.name for name in names(tree)}:
        assert isinstance(value, Missing)
    else:
        assert value == evaluate(tree, known.__getitem__)


@given(trees, values)
def test_spelling_out_keeps_the_value(tree: Node, known: dict[str, Fraction]) -> None:
    assert judge(spell_out(tree), known) == judge(tree, known)


@given(trees)
def test_the_working_on_one_line_reads_back_as_what_it_stands_for(tree: Node) -> None:
    line = on_one_line(typeset(tree, str))
    plain = line.replace("−", "-").replace("×", "*")
    for word, function in (("terkecil", "min"), ("terbesar", "max")):
        plain = plain.replace(f"{word}(", f"{function}(")
    known = dict(zip(NAMES, map(Fraction, (2, 3, 5, 7)), strict=True))
    assert judge(parse(plain.replace(",", ".").replace(";", ",")), known) == judge(tree, known)


@given(st.text(alphabet="ab1.+-*/(),: \n×%'mean", max_size=60))
def test_any_text_parses_or_is_refused_with_its_place(text: str) -> None:
    try:
        tree = parse(text)
    except FormulaError as error:
        assert 0 <= error.span.start <= len(text)
    else:
        assert parse(write(tree)) == tree
