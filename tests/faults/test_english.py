"""Whoever asks for English gets English: no finding holds Indonesian of ours inside its English message."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import capaian
from capaian.cli.main import main
from capaian.cli.parser import COMMANDS
from capaian.core.findings.finding import NOWHERE, Finding, finding
from capaian.core.formula import FormulaError, parse
from capaian.core.formula.parse import MOST_CHARACTERS, MOST_NESTING, MOST_TOKENS
from capaian.core.measurement.tally import tally
from capaian.core.numbers.numerals import MOST_DIGITS
from capaian.core.period import Period
from capaian.core.plan.nip_and_area_codes import nip_fault
from capaian.core.plan.variable import Kind, Observation, Variable
from capaian.core.registers.condition import parse_condition
from capaian.files.csv_table import match_headings
from capaian.files.plan.reader import parse_plan
from capaian.files.values.reader import parse_csv
from tests.faults import test_each
from tests.hostile import test_bounds
from tests.spec.office import plan_of

HERE = Path(__file__).parent
STOP = re.compile(
    r"\b(?:kosong|karakter|unsur|akhir|rumus|syarat|baris|kolom|tidak|belum|dan|atau|bukan|lebih|dari|ada|angka|huruf"
    r"|nilai|daftar|kelompok|kunci|satu|nama|tanggal|bulan|rencana|tanpa|tingkat|berkas|biner|setelah|menurut|hasil"
    r"|susunan|susunannya|isinya|lembar|ya|teks|jumlah|kode|bilangan|pilihan|penyebut|seharusnya)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r'"[^"]*"')


def spoken(findings: Iterable[Finding]) -> str:
    """Return the English of findings without what they quote."""
    return QUOTED.sub('""', "\n".join(f"{one.message('en')} {one.mend('en')}" for one in findings))


def parameters(test: object) -> list[tuple[str, object]]:
    """Return what another test is tried with."""
    (mark,) = [one for one in test.pytestmark if one.name == "parametrize"]  # type: ignore[attr-defined]
    return [tuple(one) for one in mark.args[1]]


def refused(text: str, *, condition: bool = False) -> Finding:
    with pytest.raises(FormulaError) as caught:
        (parse_condition if condition else parse)(text)
    return finding(caught.value.code, **{"formula": "…", **caught.value.values})


def assert_english(findings: Iterable[Finding]) -> None:
    said = spoken(findings)
    assert said and not STOP.search(said), said


@pytest.mark.parametrize(("indicator", "code"), parameters(test_each.test_faults_of_an_indicator))
def test_faults_of_an_indicator(indicator: str, code: str) -> None:
    assert_english(plan_of(indicator)[1])


@pytest.mark.parametrize(("text", "code"), parameters(test_each.test_faults_of_a_plan))
def test_faults_of_a_plan(text: str, code: str) -> None:
    assert_english(parse_plan(text.encode(), "plan.yaml")[1])


@pytest.mark.parametrize(("rows", "codes"), parameters(test_each.test_faults_of_values))
def test_faults_of_values(rows: str, codes: object) -> None:
    plan, _ = plan_of(test_each.OK)
    assert plan is not None
    assert_english(parse_csv(rows.encode(), "values.csv", plan)[1])


@pytest.mark.parametrize(
    "text",
    [
        *(str(one[0]) for one in parameters(test_bounds.test_formulas_cannot_run_code_or_grow_without_bound)),
        *("", "a b", "a +", "mean(a", "weighted(1)", "weighted(a: b)", "a" * (MOST_CHARACTERS + 1)),
        *("+".join("a" * (MOST_TOKENS // 2 + 1)), "(" * (MOST_NESTING + 1) + "a", "9" * (MOST_DIGITS + 1)),
    ],
)
def test_formulas(text: str) -> None:
    assert_english([refused(text)])


@pytest.mark.parametrize("text", ["", "a = 1 b", "a + 1", "a < 1 2", "a in", "a <", "a is", "a in [1", "a not b"])
def test_conditions(text: str) -> None:
    assert_english([refused(text, condition=True)])


@pytest.mark.parametrize("nip", ["", "1", "12345", "198013012006041001", "198001302006131001", "x" * 18])
def test_numbers_of_civil_servants(nip: str) -> None:
    fault = nip_fault(nip)
    assert fault is not None
    assert_english([finding("nip", found=nip, fault=fault)])
    assert "1 characters" not in fault.en


def test_values_that_contradict_an_empty_cell() -> None:
    given = [Observation("99.01.01", Period(2024), "a", None)] * 2
    _, findings = tally(Variable("a", "A", Kind.FLOW), Period(2024), [given[0], replace(given[1])])
    assert [found.code for found in findings] == ["duplicate-value"]
    assert "kosong" in findings[0].message() and "empty" in findings[0].message("en")
    assert_english(findings)


def test_a_table_without_headings() -> None:
    _, findings = match_headings([], NOWHERE, {"a": ("a",)}, ("a",))
    assert "tidak ada" in findings[0].message() and "none" in findings[0].message("en")
    assert_english(findings)


def test_the_command_speaks_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(HERE / "plan.yaml"), "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "found the end of the formula" in said
    assert not STOP.search(QUOTED.sub('""', said)), said


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_english(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*command.split(), "--help", "--lang", "en"])
    said = capsys.readouterr().out.split("examples:")[0]  # whose files have the names that people give them
    assert said.startswith("usage: ") and not STOP.search(said), said


SOURCE = Path(capaian.__file__).parent
NEUTRAL = ("core", "engine", "files", "pipeline", "audit", "reading", "claims", "cli")
"""Where findings are made, and where what they say is put together."""

READS = "words of the papers, books and forms that are read"
WRITES = "a file for an Indonesian office, which has one language"
KNOWN = {
    "audit/line/examine.py": READS,
    "audit/report/denominators.py": READS,
    "audit/report/rating_scales.py": READS,
    "audit/report/surveys.py": READS,
    "audit/line/check_unit.py": READS,
    "cli/parser.py": "names of files in examples",
    "cli/usage.py": "argparse's own words, each by its English",
    "core/formula/typeset.py": "a working is printed as the official paper has it",
    "core/plausibility/formula_wording.py": READS,
    "claims/tables/headings.py": READS,
    "claims/tables/names.py": READS,
    "reading/container/sniffing.py": "kinds of files, whose English stands below them",
    "claims/figures/vocabulary.py": READS,
    "reading/layout/unwrapping.py": READS,
    "files/registers/cells.py": READS,
    "files/drafting/context.py": WRITES,
    "files/drafting/formulas.py": WRITES,
    "files/drafting/naming.py": WRITES,
    "files/drafting/plan.py": WRITES,
    "files/drafting/scoring.py": WRITES,
    "files/values/form_xlsx.py": WRITES,
    "files/plan/offices_reader.py": READS,
    "files/plan/plan_shape.py": "the schema of plans, for editors",
    "files/plan/rulebook.py": "the schema of rule books, for editors",
    "files/plan/targets_reader.py": READS,
    "files/cell_errors.py": "what stands in for a result that a program left out; findings show what it means",
    "files/values/reader.py": READS,
    "pipeline/scaffold.py": WRITES,
}
"""Files with Indonesian that no reader of English meets, and why it stands there."""


def _ours(tree: ast.Module) -> Iterator[str]:
    """Yield the strings that are no docstring, no pattern, and in no pair of two languages."""
    left = set()
    for node in ast.walk(tree):
        held: list[ast.AST] = []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            held = [node.value]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            held = [node] if name in ("Both", "compile", "error", "warning", "note") else []
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
            held = [node] if all(isinstance(one, ast.Constant | ast.JoinedStr) for one in node.elts) else []
        left |= {id(one) for each in held for one in ast.walk(each)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left:
            yield node.value


def test_no_indonesian_stands_where_english_may_be_asked_for() -> None:
    found: dict[str, list[str]] = {}
    for room in NEUTRAL:
        for path in sorted((SOURCE / room).rglob("*.py")):
            if path.parent.name == "findings":
                continue  # four texts to an entry; another test holds them together
            for one in _ours(ast.parse(path.read_text(encoding="utf-8"))):
                if STOP.search(one):
                    found.setdefault(path.relative_to(SOURCE).as_posix(), []).append(one)
    assert {file: said for file, said in found.items() if file not in KNOWN} == {}
    assert set(KNOWN) == set(found), "a file that holds none any more needs no exception"
