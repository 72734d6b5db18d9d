"""What is written for a spreadsheet: no text that somebody typed is a formula. And no secret is in the tree."""

import csv
import io
import re
from pathlib import Path

import pyarrow as pa
import pytest

from capaian.core.numbers.csv_injection import escape_formula
from capaian.pipeline.rollup_table import FIELDS, escape_formulas

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))

INSIDE = {
    "src/capaian/web/reporting/provisional.py": "the office's values for our own reader, in work/ and snapshots",
    "src/capaian/web/planning/targets.py": "one target, written and read again at once",
    "src/capaian/files/plan/signature.py": "who signs, for our own reader in a snapshot",
}
"""Files of text that are no export: an apostrophe in them would be read back as part of the text."""


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"])
def test_text_that_begins_like_a_formula_stays_text(text: str) -> None:
    assert escape_formula(text) == "'" + text
    assert escape_formula(f"a{text}") == f"a{text}"


PAYLOADS = ["=1+1", "@SUM(1)", "+1+cmd|' /C calc'!A0", "-1+1", "-(1)", '"=1+1"', '""=1']


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("separator", [",", ";", "\t", "\n"])
def test_no_cell_begins_with_a_formula_for_who_splits_by_another_letter(separator: str, payload: str) -> None:
    for delimiter in ",;":
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter).writerow(["1", escape_formula(f"Siti{separator}{payload}"), "2"])
        for cell in re.split(r"[,;\t\r\n]", out.getvalue()):
            assert not re.match(r'"*[=+@-]', cell), cell


@pytest.mark.parametrize(
    "text", ["Rp5.000,-", "Jl. Sudirman 5, RT 3; lt. 2", "a=b", "10-12, 14", "Telp. +62 741, +62 742"]
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert escape_formula(text) == text


@pytest.mark.parametrize(
    "path", [one for one in SOURCES if "csv.writer(" in one.read_text(encoding="utf-8")], ids=named
)
def test_every_writer_of_csv_makes_text_harmless_or_is_inside(path: Path) -> None:
    assert "escape_formula(" in path.read_text(encoding="utf-8") or named(path) in INSIDE


@pytest.mark.parametrize(
    "path", [one for one in SOURCES if "write_csv(" in one.read_text(encoding="utf-8")], ids=named
)
def test_every_table_as_csv_is_harmless(path: Path) -> None:
    assert re.search(r"write_csv\(\s*escape_formulas\(", path.read_text(encoding="utf-8"))


def test_those_inside_are_still_there() -> None:
    assert all("csv.writer(" in (ROOT / path).read_text(encoding="utf-8") for path in INSIDE)


@pytest.mark.parametrize(
    "path", [one for one in SOURCES if "xlsxwriter" in one.read_text(encoding="utf-8")], ids=named
)
def test_no_workbook_guesses_what_a_text_is(path: Path) -> None:
    # ``write`` takes text that begins with = for a formula; ``write_string`` never does.
    assert not re.search(r"\.(write|write_row|write_column)\(\s*\*?(\w+,|\d)", path.read_text(encoding="utf-8"))


def test_names_of_offices_are_harmless_and_figures_are_left_alone() -> None:
    row = dict.fromkeys(FIELDS.names) | {
        "office_name": "=HYPERLINK(1)",
        "indicator": "-x",
        "actual_printed": "-1,5",
    }
    (made,) = escape_formulas(pa.Table.from_pylist([row], FIELDS)).to_pylist()
    assert (made["office_name"], made["indicator"], made["actual_printed"]) == ("'=HYPERLINK(1)", "'-x", "-1,5")
    assert next(csv.reader(io.StringIO(made["office_name"]))) == ["'=HYPERLINK(1)"]


SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}|\bxox[abpr]-\w{10,}"
    r"|\bglpat-\w{20}|\beyJ\w{10,}\.eyJ\w{10,}\.|(?i:(?:secret|token|api_?key|password)\w*\s*[=:]\s*[\"']?(?=\S*\d)(?=\S*[A-Z])"
    r"[\w+/=-]{32,})"
)
SKIPPED = {".git", ".venv", "out", "build", "dist", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis"}


def tree() -> list[Path]:
    found = [path for path in ROOT.rglob("*") if path.is_file() and not SKIPPED & set(path.relative_to(ROOT).parts)]
    return [path for path in found if path.stat().st_size < 3_000_000]


def test_no_secret_is_in_the_tree() -> None:
    faults = []
    for path in tree():
        text = path.read_bytes().decode("utf-8", "replace")
        if path.suffix != ".txt" or path.parent.name != "requirements":  # hashes of packages are no secrets
            faults += [f"{named(path)}: {found[0][:40]}" for found in SECRETS.finditer(text)]
    assert not faults, faults


@pytest.mark.parametrize("name", ["secret.key", ".env", "db.sqlite3", "id_rsa"])
def test_no_file_that_holds_secrets_is_in_the_tree(name: str) -> None:
    assert not [path for path in tree() if path.name == name]


def test_the_search_finds_a_secret() -> None:
    for text in ("-----BEGIN RSA PRIVATE" + " KEY-----", "API_KEY = '" + "aB3" * 12 + "'", "AKIA" + "A1" * 8):
        assert SECRETS.search(text)
