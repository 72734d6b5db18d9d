"""The formula language: what it reads, what it refuses and where, and how it prints."""

from fractions import Fraction

import pytest

from capaian.core.formula import FormulaError, evaluate, parse
from capaian.core.formula.write import write
from capaian.core.wording import in_language
from tests.spec.office import plan_of, result

VALUES = {"a": Fraction(15), "b": Fraction(18), "c": Fraction(0), "naïf": Fraction(1)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a / b * 100", Fraction(250, 3)),
        ("a + b * 2", 51),
        ("(a + b) * 2", 66),
        ("a - b - 1", -4),
        ("a / b / 2", Fraction(5, 12)),
        ("-a + b", 3),
        ("2 - -3", 5),
        (".5 * a", Fraction(15, 2)),
        ("a × b", 270),
        ("mean(a, b)", Fraction(33, 2)),
        ("sum(a, b, 1)", 34),
        ("min(a, b) + max(a, b)", 33),
        ("weighted(a: 0.5, b: 1/3)", Fraction(27, 2)),
        ("mean(a)", 15),
        ("a\n  / b", Fraction(5, 6)),
    ],
)
def test_what_formulas_give(text: str, value: Fraction) -> None:
    assert evaluate(parse(text), VALUES.__getitem__) == value


@pytest.mark.parametrize(
    ("text", "at", "code", "expected"),
    [
        ("a + ", 4, "formula-syntax", "angka, nama variabel atau kurung buka"),
        ("a b", 2, "formula-syntax", "+, -, *, / atau akhir rumus"),
        ("(a + b", 6, "formula-syntax", '")"'),
        ("a / / b", 4, "formula-syntax", "angka, nama variabel atau kurung buka"),
        ("mean()", 5, "formula-syntax", "angka, nama variabel atau kurung buka"),
        ("mean(a,)", 7, "formula-syntax", "angka, nama variabel atau kurung buka"),
        ("weighted(a)", 10, "formula-syntax", '":"'),
        ("weighted(a: 0)", 12, "formula-weight", None),
        ("a ** 2", 2, "formula-operator", None),
        ("a // 2", 2, "formula-operator", None),
        ("round(a)", 0, "formula-function", None),
        ("a % b", 2, "formula-character", None),
        ("a == b", 2, "formula-character", None),
        ("a.b", 1, "formula-character", None),
        ("'a'", 0, "formula-character", None),
        ("", 0, "formula-syntax", "angka, nama variabel atau kurung buka"),
        ("1,5", 1, "formula-syntax", "+, -, *, / atau akhir rumus"),
    ],
)
def test_what_is_refused_names_the_place_and_what_was_expected(
    text: str, at: int, code: str, expected: str | None
) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.span.start) == (code, at)
    assert expected is None or in_language(caught.value.values["expected"], "id") == expected


def test_a_fault_in_a_plan_points_at_the_letter() -> None:
    _, findings = plan_of("better: higher, targets: {2024: 5}, formula: a / (b + tidak_ada)")
    found = next(found for found in findings if found.code == "unknown-name")
    before = '    - {code: "1.1", name: Indikator 1, unit: percent, better: higher, targets: {2024: 5}, '
    assert found.place.column == len(before + "formula: a / (b + ") + 1


def test_quotes_before_a_formula_are_counted_too() -> None:
    _, findings = plan_of("better: higher, targets: {2024: 5}, formula: 'a / (b + tidak_ada)'")
    found = next(found for found in findings if found.code == "unknown-name")
    before = '    - {code: "1.1", name: Indikator 1, unit: percent, better: higher, targets: {2024: 5}, '
    assert found.place.column == len(before + "formula: 'a / (b + ") + 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("((a)-(b-c)) / b*100", "(a - (b - c)) / b * 100"),
        ("(a*b)/c", "a * b / c"),
        ("a*(b/c)", "a * (b / c)"),
        ("-(a+b)", "-(a + b)"),
        ("weighted( a:0.50 , b : 2/4 )", "weighted(a: 0.5, b: 0.5)"),
    ],
)
def test_formulas_are_written_with_the_fewest_brackets(text: str, written: str) -> None:
    assert write(parse(text)) == written


@pytest.mark.parametrize(
    ("formula", "values", "lines"),
    [
        ("formula: a / b * 100", "a=2555 b=2584", ["2555/2584 × 100% = 98,88%"]),
        (
            "parts: {n: {label: Non perizinan, formula: a / b * 100}, p: {label: Perizinan, formula: c / b * 100}}"
            ", formula: 'mean(n, p)'",
            "a=2555 b=2584 c=15",
            ["Non perizinan 2555/2584 × 100% = 98,88%", "Perizinan 15/2584 × 100% = 0,58%", "Rata-rata 49,73%"],
        ),
        (
            "formula: 'weighted(a: 0.5, b: 0.5) * 25', unit: index",
            "a=3.3 b=3.4",
            ["(0,5 × 3,3 + 0,5 × 3,4) × 25 = 83,75"],
        ),
        ("formula: 'mean(a, b)', unit: count", "a=1 b=2", ["(1 + 2)/2 = 1,50"]),
        ("formula: a / b, unit: days", "a=52 b=8", ["52/8 = 6,50"]),
        ("formula: a / b * 100", "a=5", ["5/… × 100%: tidak dapat dihitung: belum ada nilai untuk b"]),
    ],
)
def test_the_official_working(formula: str, values: str, lines: list[str]) -> None:
    found = result(f"better: higher, targets: {{2024: 90}}, {formula}", values=values)
    assert [f"{line.label or ''} {line.text}".strip() for line in found.working] == lines
