"""Faults one at a time. That every code of the catalogue is raised by some test is asked by ``tests.raised``."""

import re
from pathlib import Path

import pytest

from capaian.core.findings.catalogue import CATALOGUE
from capaian.core.findings.finding import Level, has_errors
from capaian.files.plan.reader import parse_plan
from capaian.files.values.reader import parse_csv
from tests.spec.office import HEAD, plan_of

HERE = Path(__file__).parent
TESTS = HERE.parent
OK = "better: higher, targets: {2024: 5}, formula: a / b"
GRADE = "better: grade, unit: grade, formula: a"


@pytest.mark.parametrize(
    ("indicator", "code"),
    [
        ("better: higher, targets: {2024: [1, 2]}, formula: a", "target-kind"),
        ("better: range, targets: {2024: [1, 2, 3]}, formula: a", "band-length"),
        (f"{GRADE}, scale: {{A: 80, B: 90}}, targets: {{2024: {{grade: B}}}}", "scale-order"),
        (f"{GRADE}, scale: {{A: 80, B: 60}}, targets: {{2024: {{grade: C}}}}", "unknown-grade"),
        (f"{GRADE}, scale: {{A: 80, B: 60}}, targets: {{2024: {{grade: A, score: 70}}}}", "grade-score-differ"),
        ("better: higher, targets: {2024: 5}, parts: {a: {label: A, formula: b}}, formula: a", "part-is-variable"),
        ("better: higher, targets: {2024: 5}, parts: {p: {label: A, formula: b}}, formula: a", "unused-part"),
        ("better: higher, targets: {2024: 5}, formula: 'weighted(a: 0.5, b: 0.4)'", "weights-not-one"),
        ("better: higher, targets: {2024: 5}, formula: 'weighted(a: 0)'", "formula-weight"),
        ("better: higher, targets: {2024: 5}, formula: a & b", "formula-character"),
        (f"better: higher, targets: {{2024: 5}}, formula: {'(' * 500}a{')' * 500}", "formula-too-large"),
        ("better: higher, targets: {2024: 2.200}, formula: a", "looks-grouped"),
        ("better: higher, targets: 5, formula: a", "wrong-kind"),
        ("better: higher, targets: {2024: -5}, formula: a", "target-negative"),
        ("better: higher, targets: {2024: 5}, formula: a, decimals: 12", "decimals"),
        ("better: higher, targets: {2024: 5}, formula: a", "unused-variable"),
    ],
)
def test_faults_of_an_indicator(indicator: str, code: str) -> None:
    _, findings = plan_of(indicator)
    assert code in [found.code for found in findings]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file-empty"),
        ("a: [1", "yaml-syntax"),
        ("a: 1\n---\nb: 2", "yaml-documents"),
        ("a: &x 1\nb: *x", "yaml-alias"),
        ("? [a]\n: 1", "yaml-key"),
        ("[" * 30 + "]" * 30, "yaml-too-deep"),
        ("# x\n" * 600_000, "file-too-large"),
        (HEAD + "missions: []\nvariables: {a: {label: A}}", "list-empty"),
        (HEAD + "missions: []\nvariables: {a b: {label: A}}", "variable-name"),
        (HEAD + "missions: []\nvariables: {}\nreports: {2024: {signed: kemarin}}", "not-a-date"),
    ],
)
def test_faults_of_a_plan(text: str, code: str) -> None:
    plan, findings = parse_plan(text.encode(), "plan.yaml")
    assert plan is None
    assert code in [found.code for found in findings]


def test_a_target_outside_the_strategy_is_doubted() -> None:
    text = (TESTS / "contracts/plan.yaml").read_text().replace("last_year: 2027", "last_year: 2024")
    _, findings = parse_plan(text.encode(), "plan.yaml")
    assert {found.code for found in findings} == {"target-outside-strategy"}


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("", ["file-empty"]),
        ("period,variable\n2024,a", ["missing-column"]),
        ("period,variable,value,warna\n2024,a,1,merah", ["unknown-column"]),
        ("period,variable,value\n2024,surat,1", ["unknown-variable"]),
        ("period,variable,value\n2024-Q5,a,1", ["unknown-period"]),
        ("period,variable,value\n2024,a,banyak", ["not-a-number"]),
        ("periode,variabel,nilai\n2024,a,1.23", ["not-an-indonesian-number"]),
        ("period,variable,value\n2024,a,1.234", ["looks-grouped"]),
        ("period,variable,value\n2024,a,-3", ["negative-value"]),
        ("periode,variabel,nilai\n2024,a,#REF!", ["error-cell"]),
        ('period,variable,value\n2024,a,"1\n' + "x" * 200_000, ["file-unreadable"]),
    ],
)
def test_faults_of_values(rows: str, codes: list[str]) -> None:
    plan, _ = plan_of(OK)
    assert plan is not None
    _, findings = parse_csv(rows.encode(), "values.csv", plan)
    assert [found.code for found in findings] == codes


def test_a_formula_that_cannot_be_read_does_not_make_its_variables_unused() -> None:
    _, findings = plan_of("better: higher, targets: {2024: 5}, formula: a / b / c *")
    assert [found.code for found in findings] == ["formula-syntax"]


def test_latin_letters_in_another_encoding_are_named_by_line() -> None:
    plan, _ = plan_of(OK)
    assert plan is not None
    _, findings = parse_csv(b"period,variable,value\n2024,a,\xe9\n", "values.csv", plan)
    assert [(found.code, str(found.place)) for found in findings] == [("not-utf8", "values.csv:2")]


def test_all_faults_of_a_file_are_reported_and_not_the_first() -> None:
    plan, _ = plan_of(OK)
    assert plan is not None
    rows = "period,variable,value\n2024,x,1\n2024,a,\n20x4,a,1\n2024,b,lima\n"
    observations, findings = parse_csv(rows.encode(), "values.csv", plan)
    assert [str(found.place) for found in findings] == ["values.csv:2:2", "values.csv:4:1", "values.csv:5:3"]
    assert len(observations) == 1
    assert has_errors(findings)


@pytest.mark.parametrize("code", CATALOGUE)
def test_messages_say_the_same_in_both_languages(code: str) -> None:
    entry = CATALOGUE[code]

    def holes(text: str) -> set[str]:
        return set(re.findall(r"(?<!{){(\w+)}", text))

    assert Level(entry.level)
    # A value of words has a twin in English: {unit} and {unit_en}.
    assert holes(entry.message) == {hole.removesuffix("_en") for hole in holes(entry.message_en)}
    assert holes(entry.mend) == {hole.removesuffix("_en") for hole in holes(entry.mend_en)}
    assert all((entry.message, entry.mend, entry.message_en, entry.mend_en))
