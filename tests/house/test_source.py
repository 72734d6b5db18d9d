"""The house: sizes of files, words in both languages, rules with their basis."""

import ast
import datetime
import re
from pathlib import Path

import pytest

import capaian.cli.words
import capaian.documents.findings.words
import capaian.documents.words
import capaian.pipeline.words
from capaian.core.achievement import RuleKey
from capaian.core.catalogue import CATALOGUE
from capaian.core.catalogue_audit_whole import WHOLE
from capaian.core.catalogue_audit_working import WORKING
from capaian.core.kinds import KINDS
from capaian.core.missing import REASONS
from capaian.core.rule_words import RULES
from capaian.files.rulebook import shipped

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
ALL = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)


@pytest.mark.parametrize("path", [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda path: path.name)
def test_no_file_is_longer_than_500_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


# What only some commands need and all would pay for.
LAZY = {
    ("lake.py", "filelock"),
    ("importing.py", "capaian.files.row_match"),
    ("spark.py", "pyspark.sql"),
    ("spark.py", "pyspark.sql.connect.client.retries"),
    ("spark.py", "socket"),
    ("main.py", "capaian.cli.terminal"),
    ("main.py", "capaian.core.finding"),
    ("main.py", "capaian.engine.spark"),
    ("shape.py", "difflib"),
    ("values.py", "capaian.files.values_xlsx"),
    ("measure.py", "capaian.pipeline.measurement_json"),
    ("plan_reader.py", "capaian.files.register_reader"),
    ("inputs.py", "capaian.files.snapshot"),
    ("inputs.py", "capaian.pipeline.books"),
    ("inputs.py", "capaian.files.targets_reader"),
    ("measuring.py", "capaian.pipeline.counting"),
    ("explain.py", "capaian.pipeline.explaining_rows"),
    ("measure.py", "capaian.cli.measure_many"),
    ("measure.py", "capaian.cli.measure_levels"),
    ("report.py", "tqdm"),
    ("inputs.py", "capaian.files.signature"),
    ("measured.py", "capaian.files.signature"),
    ("verify.py", "django"),
    ("verify.py", "capaian.web.registers.personal"),
    ("verify.py", "capaian.web.trail.record"),
    ("verify.py", "capaian.web.ui.speech"),
    ("backup.py", "django"),
    ("backup.py", "capaian.web.keeping.backup"),
    ("restore.py", "django"),
    ("restore.py", "capaian.web.keeping.restoring"),
    ("serve.py", "django"),
    ("serve.py", "capaian.web.keeping.upgrading"),
    ("serve.py", "capaian.web.demo"),
    ("serve.py", "capaian.web.demo_accounts"),
    ("serve.py", "capaian.web.registers.store"),
    ("serve.py", "capaian.web.reporting.models"),
    ("serve.py", "getpass"),
    ("serve.py", "django.core.exceptions"),
    ("serve.py", "capaian.web.accounts.acting"),
    ("serve.py", "capaian.web.accounts.beginning"),
    ("serve.py", "capaian.web.ui.speech"),
    ("serve.py", "granian"),
    ("serve.py", "granian.constants"),
    ("report.py", "capaian.files.offices_reader"),
    ("report.py", "capaian.pipeline.batch"),
}


def test_imports_inside_functions_are_few_and_known() -> None:
    found = set()
    for path in SOURCES:
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.ImportFrom):
                        found.add((path.name, node.module))
                    elif isinstance(node, ast.Import):
                        found |= {(path.name, name.name) for name in node.names}
    assert found == LAZY


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_finding_is_raised_somewhere(code: str) -> None:
    without = ALL.replace((ROOT / "src/capaian/core/catalogue.py").read_text(encoding="utf-8"), "")
    assert f'"{code}"' in without


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_given_somewhere(reason: str) -> None:
    without = ALL.replace((ROOT / "src/capaian/core/missing.py").read_text(encoding="utf-8"), "")
    assert f'"{reason}"' in without


def test_every_objection_has_a_short_name() -> None:
    codes = {*WORKING, *WHOLE, "no-claims", "not-read", "notation-open", "mixed-notation"}
    assert {code for code in codes if not code.startswith(("cause-", "consequence-"))} == set(KINDS)


TABLES = {
    "cli": capaian.cli.words.WORDS,
    "documents": capaian.documents.words.WORDS,
    "findings": capaian.documents.findings.words.WORDS,
    "pipeline": capaian.pipeline.words.WORDS,
    "reasons": REASONS,
    "rules": RULES,
    "kinds": KINDS,
}


@pytest.mark.parametrize("table", TABLES)
def test_both_languages_fill_the_same_holes(table: str) -> None:
    for key, (indonesian, english) in TABLES[table].items():
        holes = [set(re.findall(r"(?<!{){(\w+)}", text)) for text in (indonesian, english)]
        assert holes[0] == holes[1], key
        assert indonesian and english, key


def test_every_rule_has_a_basis_a_standing_and_a_first_day() -> None:
    book = shipped()
    assert {rule.key for rule in book.rules} == set(RuleKey)
    for rule in book.rules:
        assert rule.basis and rule.statement and rule.statement_en
        assert rule.standing in ("known", "seen", "practice")
        assert datetime.date(2004, 1, 1) < rule.since <= datetime.date(2026, 12, 31)


# Months to quarters, and the middle of a list: whole numbers, no figure of a report.
WHOLE_NUMBERS = {("period.py", "FloorDiv")}


def test_only_arithmetic_divides() -> None:
    found = set()
    for path in sorted((ROOT / "src/capaian/core").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.FloorDiv):
                found.add((path.name, type(node.op).__name__))
    assert {pair for pair in found if pair[0] != "arithmetic.py"} == WHOLE_NUMBERS
