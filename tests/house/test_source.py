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
from capaian.core.claims.rule_sentences import RULES
from capaian.core.findings.audit_whole import WHOLE
from capaian.core.findings.audit_working import WORKING
from capaian.core.findings.catalogue import CATALOGUE, kind_in_words
from capaian.core.measurement.achievement import RuleKey
from capaian.core.numbers.missing import REASONS
from capaian.files.plan.rulebook import shipped

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
ALL = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)


def test_no_file_is_longer_than_500_lines() -> None:
    every = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]
    assert [path for path in every if len(path.read_text(encoding="utf-8").splitlines()) > 500] == []


# What only some commands need and all would pay for, by the path of the module in src/capaian.
LAZY = {
    ("cli/backup.py", "capaian.web.backup.create"),
    ("cli/backup.py", "django"),
    ("cli/explain.py", "capaian.pipeline.explaining_rows"),
    ("cli/main.py", "capaian.cli.terminal"),
    ("cli/main.py", "capaian.core.findings.finding"),
    ("cli/main.py", "capaian.engine.spark"),
    ("cli/measure.py", "capaian.cli.measure_levels"),
    ("cli/measure.py", "capaian.cli.measure_many"),
    ("cli/measure.py", "capaian.pipeline.measurement_json"),
    ("cli/measured.py", "capaian.files.plan.signature"),
    ("cli/report.py", "capaian.files.plan.offices_reader"),
    ("cli/report.py", "capaian.pipeline.batch"),
    ("cli/report.py", "tqdm"),
    ("cli/restore.py", "capaian.web.backup.restore"),
    ("cli/restore.py", "django"),
    ("cli/serve.py", "capaian.web.accounts.bootstrap"),
    ("cli/serve.py", "capaian.web.accounts.permissions"),
    ("cli/serve.py", "capaian.web.backup.upgrade"),
    ("cli/serve.py", "capaian.web.demo"),
    ("cli/serve.py", "capaian.web.demo_accounts"),
    ("cli/serve.py", "capaian.web.registers.uploads"),
    ("cli/serve.py", "capaian.web.reporting.models"),
    ("cli/serve.py", "capaian.web.ui.translation"),
    ("cli/serve.py", "django"),
    ("cli/serve.py", "django.core.exceptions"),
    ("cli/serve.py", "getpass"),
    ("cli/serve.py", "granian"),
    ("cli/serve.py", "granian.constants"),
    ("cli/verify.py", "capaian.web.registers.personal"),
    ("cli/verify.py", "capaian.web.trail.record"),
    ("cli/verify.py", "capaian.web.ui.translation"),
    ("cli/verify.py", "django"),
    ("core/frozen.py", "dataclasses"),
    ("engine/spark.py", "pyspark.sql"),
    ("engine/spark.py", "pyspark.sql.connect.client.retries"),
    ("engine/spark.py", "socket"),
    ("files/plan/reader.py", "capaian.files.registers.reader"),
    ("files/registers/lake.py", "filelock"),
    ("files/values/load.py", "capaian.files.values.xlsx"),
    ("files/yaml/shape.py", "difflib"),
    ("pipeline/import_register.py", "capaian.files.registers.row_match"),
    ("pipeline/inputs.py", "capaian.files.plan.signature"),
    ("pipeline/inputs.py", "capaian.files.plan.targets_reader"),
    ("pipeline/inputs.py", "capaian.files.snapshot"),
    ("pipeline/inputs.py", "capaian.pipeline.register_tables"),
    ("pipeline/measuring.py", "capaian.pipeline.counting"),
}


def _place(path: Path) -> str:
    """Return the path of a module within the package: two files of one name are two places."""
    return path.relative_to(ROOT / "src/capaian").as_posix()


def test_imports_inside_functions_are_few_and_known() -> None:
    found = set()
    for path in SOURCES:
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.ImportFrom):
                        found.add((_place(path), node.module))
                    elif isinstance(node, ast.Import):
                        found |= {(_place(path), name.name) for name in node.names}
    assert found == LAZY


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_given_somewhere(reason: str) -> None:
    without = ALL.replace((ROOT / "src/capaian/core/numbers/missing.py").read_text(encoding="utf-8"), "")
    assert f'"{reason}"' in without


TITLES = {code: entry.title for code, entry in CATALOGUE.items() if any(entry.title)}


def test_every_objection_has_a_short_name() -> None:
    codes = {*WORKING, *WHOLE, "no-claims", "not-read", "notation-open", "mixed-notation"}
    assert {code for code in codes if not code.startswith(("cause-", "consequence-"))} == set(TITLES)
    assert kind_in_words("not-read", "en") == "table not read"
    assert kind_in_words("file-empty") == "file-empty" and kind_in_words("never-was") == "never-was"


TABLES = {
    "cli": capaian.cli.words.WORDS,
    "documents": capaian.documents.words.WORDS,
    "findings": capaian.documents.findings.words.WORDS,
    "pipeline": capaian.pipeline.words.WORDS,
    "reasons": REASONS,
    "rules": RULES,
    "titles": TITLES,
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
WHOLE_NUMBERS = {("core/period.py", "FloorDiv")}


def test_only_arithmetic_divides() -> None:
    found = set()
    for path in sorted((ROOT / "src/capaian/core").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.FloorDiv):
                found.add((_place(path), type(node.op).__name__))
    assert {pair for pair in found if pair[0] != "core/numbers/arithmetic.py"} == WHOLE_NUMBERS
