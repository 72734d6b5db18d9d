"""Input made to run code, or to take time or memory without bound: refused with a plain finding."""

import subprocess
import sys
from pathlib import Path

import pytest

from capaian.core.formula import FormulaError, parse

CHECK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
from capaian.cli.main import main
sys.exit(main(sys.argv[1:]))
"""

HEAD = """schema: capaian/plan@1
office: {code: "99.01.01", name: Kecamatan Uji, head: {title: CAMAT, name: NAMA}}
missions:
- statement: Misi
  objectives:
  - statement: Sasaran
    indicators:
    - {code: "1.1", name: Indikator, unit: percent, better: higher, targets: {2024: 90}, formula: FORMULA}
variables: {a: {label: A}}
"""


def checked(tmp_path: Path, text: str | bytes, *more: str) -> str:
    """Check a plan in a process of its own with 1 GiB and 30 seconds of work, and return what it said."""
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(text if isinstance(text, bytes) else text.encode())
    command = [sys.executable, "-c", CHECK, "check", str(plan), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("9**9**9", "formula-operator"),
        ("(" * 10_000 + "a" + ")" * 10_000, "formula-too-large"),
        ("(" * 500 + "a" + ")" * 500, "formula-too-large"),
        ("-" * 1_000 + "a", "formula-too-large"),
        ("a" + "+a" * 900, "formula-too-large"),
        ("9" * 60, "formula-too-large"),
        ("a" * 3_000, "formula-too-large"),
        ("__import__('os').system('true')", "formula-function"),
        ("a.__class__", "formula-character"),
        ("lambda: a", "formula-syntax"),
        ("exec(a)", "formula-function"),
        ("[a for a in a]", "formula-character"),
        ("{a}", "formula-character"),
        ("a; a", "formula-character"),
        ("f'{a}'", "formula-syntax"),
        ("1e999999", "formula-syntax"),
        ("a\x00b", "formula-character"),
        ("\u202ea", "formula-character"),
    ],
)
def test_formulas_cannot_run_code_or_grow_without_bound(formula: str, code: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(formula)
    assert caught.value.code in (code, "formula-character")


def test_a_formula_that_grows_is_refused_by_the_command(tmp_path: Path) -> None:
    said = checked(tmp_path, HEAD.replace("FORMULA", "(" * 10_000 + "a" + ")" * 10_000))
    assert "[formula-too-large]" in said
    assert len(said) < 3_000


def test_numbers_that_multiply_stay_within_their_bound() -> None:
    # The widest formula that is read: each factor has at most 40 digits, and there are at most 400 tokens.
    from capaian.core.formula import evaluate

    widest = "*".join(["9" * 40] * 45)
    value = evaluate(parse(widest), {}.__getitem__)
    assert value.numerator.bit_length() < 6_000  # type: ignore[union-attr]


def test_a_plan_of_ten_megabytes(tmp_path: Path) -> None:
    said = checked(tmp_path, HEAD.replace("FORMULA", "a") + "# x\n" * 2_600_000)
    assert "[file-too-large]" in said
    assert "2.000.000" in said


def test_aliases_that_explode(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "[yaml-alias]" in checked(tmp_path, "\n".join(lines))


def test_lists_in_lists(tmp_path: Path) -> None:
    assert "[yaml-too-deep]" in checked(tmp_path, "[" * 100_000)


def test_a_million_elements(tmp_path: Path) -> None:
    assert "[yaml-too-deep]" in checked(tmp_path, "[" + "a," * 900_000 + "]")


@pytest.mark.parametrize("content", [b"\x00" * 1000, b"\xff\xfe" + b"a\x00" * 500, b"\x1f\x8b\x08" + b"x" * 99])
def test_what_is_no_text(tmp_path: Path, content: bytes) -> None:
    said = checked(tmp_path, content)
    assert "KESALAHAN" in said


def test_yaml_tags_make_no_objects(tmp_path: Path) -> None:
    said = checked(tmp_path, "!!python/object/apply:os.system ['touch x']")
    assert "KESALAHAN" in said
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("value", ["1e999999", "inf", "nan", "9" * 400, "0x10", "1_000", "٣", "--5", "1/3"])
def test_values_that_are_no_counts(tmp_path: Path, value: str) -> None:
    values = tmp_path / "values.csv"
    values.write_text(f"period,variable,value\n2024,a,{value}\n")
    said = checked(tmp_path, HEAD.replace("FORMULA", "a"), "--values", str(values))
    assert "[not-a-number]" in said


def test_a_line_without_end(tmp_path: Path) -> None:
    values = tmp_path / "values.csv"
    values.write_text("period,variable,value\n2024,a," + "1" * 5_000_000)
    said = checked(tmp_path, HEAD.replace("FORMULA", "a"), "--values", str(values))
    assert "KESALAHAN" in said
    assert len(said) < 5_000
