"""Registers: how a variable is counted from rows, case by case."""

from pathlib import Path

import pytest

from capaian.core.findings.finding import Finding
from capaian.core.measurement.result import Measurement
from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.files.plan.reader import parse_plan
from capaian.pipeline.inputs import load
from capaian.pipeline.measuring import measure_office
from capaian.pipeline.rollup import roll_up
from tests.spec.office import HEAD

REGISTER = """
registers:
  letters:
    label: Register surat
    office: place
    date: received_on
    key: [number]
    fields:
      number: {type: text, label: Nomor, required: true}
      place: {type: area, label: Wilayah, required: true}
      received_on: {type: date, label: Diterima, required: true}
      kind: {type: choice, label: Jenis, choices: {permit: Perizinan, letter: Non perizinan}}
      due_on: {type: date, label: Batas}
      served_on: {type: date, label: Selesai}
      fee: {type: rupiah, label: Biaya, min: 0}
      score: {type: decimal, label: Nilai}
      paid: {type: yesno, label: Lunas}
    rules:
      - {rule: served_on >= received_on, message: Tidak selesai sebelum diterima.}
"""
ROWS = """number,place,received_on,kind,due_on,served_on,fee,score,paid
1,99.01.01.1001,2024-01-01,letter,2024-01-04,2024-01-04,1000.50,1.5,ya
2,99.01.01.1001,2024-02-29,letter,2024-03-05,2024-03-06,2000,2.5,tidak
3,99.01.01.1002,2024-03-31,permit,2024-04-10,2024-04-01,,3.5,
4,99.01.01,2024-04-01,letter,2024-04-05,,500,,ya
5,99.01.01.1002,2024-12-31,permit,,2024-12-31,0,0.25,ya
6,99.01.02,2024-05-05,letter,2024-05-06,2024-05-05,7,1,ya
7,99.01.01.1001,2023-12-31,letter,2024-01-02,2024-01-01,9,1,ya
"""


def plan_text(counting: str, kind: str = "flow") -> str:
    indicator = '{code: "1.1", name: I, unit: count, better: higher, targets: {2024: 5}, formula: v}'
    missions = f"missions:\n- statement: M\n  objectives:\n  - statement: S\n    indicators:\n    - {indicator}\n"
    return f"{HEAD}{missions}{REGISTER}variables:\n  v: {{label: V, kind: {kind}, {counting}}}\n"


def counted(
    tmp_path: Path, counting: str, period: str = "2024", kind: str = "flow", rows: str = ROWS
) -> tuple[Measurement, list[Finding]]:
    (tmp_path / "plan.yaml").write_text(plan_text(counting, kind))
    (tmp_path / "registers").mkdir(exist_ok=True)
    (tmp_path / "registers/letters.csv").write_text(rows)
    inputs, findings = load(tmp_path / "plan.yaml", [], None, tmp_path / "registers")
    assert inputs is not None, [f"{found.place}: {found.message()}" for found in findings]
    wanted = Period.parse(period)
    assert wanted is not None
    measurement, more = measure_office(inputs, wanted)
    return measurement, [*findings, *more]


CASES = [
    ("from: letters, count: rows", "2024", "5,00"),
    ("from: letters, count: rows", "2024-Q1", "3,00"),
    ("from: letters, count: rows", "2024-02", "1,00"),
    ("from: letters, count: rows", "2024-08", "0,00"),
    ('from: letters, count: rows, where: kind == "letter"', "2024", "3,00"),
    ('from: letters, count: rows, where: kind != "letter"', "2024", "2,00"),
    ('from: letters, count: rows, where: \'kind in ["letter", "permit"]\'', "2024", "5,00"),
    ("from: letters, count: rows, where: served_on <= due_on", "2024", "2,00"),
    ("from: letters, count: rows, where: not served_on <= due_on", "2024", "1,00"),
    ("from: letters, count: rows, where: served_on is missing", "2024", "1,00"),
    ("from: letters, count: rows, where: served_on - received_on <= 3", "2024", "3,00"),
    ("from: letters, count: rows, where: served_on <= received_on + 3", "2024", "3,00"),
    ('from: letters, count: rows, where: served_on >= "2024-03-06"', "2024", "3,00"),
    ("from: letters, count: rows, where: paid", "2024", "3,00"),
    ("from: letters, count: rows, where: not paid", "2024", "1,00"),
    ("from: letters, count: rows, where: paid is missing or fee > 600", "2024", "3,00"),
    ("from: letters, count: distinct office", "2024", "3,00"),
    ("from: letters, count: distinct kind", "2024", "2,00"),
    ("from: letters, sum: fee", "2024", "3.500,50"),
    ("from: letters, sum: fee", "2024-08", "0,00"),
    ("from: letters, mean: score", "2024", "1,94"),
    ("from: letters, min: score", "2024", "0,25"),
    ("from: letters, max: score", "2024-Q1", "3,50"),
    ("from: letters, last: score", "2024-Q2", "tidak dapat dihitung: tidak ada baris yang dihitung untuk v"),
    ("from: letters, last: score", "2024", "0,25"),
    ("from: letters, mean: score", "2024-08", "tidak dapat dihitung: tidak ada baris yang dihitung untuk v"),
]


@pytest.mark.parametrize(("counting", "period", "printed"), CASES)
def test_what_is_counted(tmp_path: Path, counting: str, period: str, printed: str) -> None:
    found, _ = counted(tmp_path, counting, period)
    assert found.results["1.1"].actual_printed == printed


def test_cells_that_are_empty_are_left_out_and_named(tmp_path: Path) -> None:
    _, findings = counted(tmp_path, "from: letters, sum: fee")
    assert [(found.code, found.values["count"]) for found in findings] == [("cells-left-out", "1")]


def test_an_office_that_never_reported_is_missing_and_not_zero(tmp_path: Path) -> None:
    rows = ROWS.replace("99.01.01", "99.01.07")
    found, _ = counted(tmp_path, "from: letters, count: rows", rows=rows)
    assert "belum pernah mengisi register letters" in found.results["1.1"].actual_printed


def test_a_stock_that_nobody_looked_at_in_the_period_is_missing(tmp_path: Path) -> None:
    found, _ = counted(tmp_path, "from: letters, count: rows", "2024-08", kind="stock")
    assert "tidak ada baris yang dihitung" in found.results["1.1"].actual_printed


@pytest.mark.parametrize(("typed", "code"), [("5", None), ("", None), ("4", "counted-and-typed")])
def test_typed_and_counted_must_agree(tmp_path: Path, typed: str, code: str | None) -> None:
    counted(tmp_path, "from: letters, count: rows")
    values = tmp_path / "values.csv"
    values.write_text(f"period,variable,value\n2024,v,{typed}\n")
    inputs, _ = load(tmp_path / "plan.yaml", [values], None, tmp_path / "registers")
    assert inputs is not None
    found, findings = measure_office(inputs, Period(2024))
    assert [finding.code for finding in findings] == ([code] if code else [])
    assert found.results["1.1"].actual_printed.startswith("5,00" if code is None else "tidak dapat dihitung")


def test_what_is_typed_holds_where_the_office_never_reported_rows(tmp_path: Path) -> None:
    counted(tmp_path, "from: letters, count: rows", rows=ROWS.replace("99.01.01", "99.01.07"))
    values = tmp_path / "values.csv"
    values.write_text("period,variable,value\n2024,v,7\n")
    inputs, _ = load(tmp_path / "plan.yaml", [values], None, tmp_path / "registers")
    assert inputs is not None
    found, findings = measure_office(inputs, Period(2024))
    assert (findings, found.results["1.1"].actual_printed) == ([], "7,00")


def test_many_offices_read_typed_beside_counted_as_one_does(tmp_path: Path) -> None:
    # No row in 2025, so the quarter that somebody typed says more than the rows.
    counted(tmp_path, "from: letters, mean: fee")
    values = tmp_path / "values.csv"
    values.write_text("period,variable,value\n2025-Q1,v,7\n")
    inputs, _ = load(tmp_path / "plan.yaml", [values], None, tmp_path / "registers")
    assert inputs is not None
    found, _ = measure_office(inputs, Period(2025))
    (rolled,), _ = roll_up(inputs, [Period(2025)], [inputs.plan.office], ["district"])
    assert found.results["1.1"].actual_printed == "7,00"
    assert rolled.figures["1.1"].actual[0] == 7


DEFINITIONS = [
    ("office: place", "office: kind", "register-column"),
    ("date: received_on", "date: number", "register-column"),
    ("key: [number]", "key: [nomor]", "register-key"),
    ("fee: {type: rupiah, label: Biaya, min: 0}", "fee: {type: rupiah, min: murah}", "field-bound"),
    ("choices: {permit: Perizinan, letter: Non perizinan}", "required: true", "field-choices"),
    ("fee: {type: rupiah, label: Biaya, min: 0}", "fee: {type: rupiah, personal: true}", "field-personal"),
    ("fee: {type: rupiah, label: Biaya, min: 0}", "fee: {type: nik, personal: false}", "field-personal"),
    ("rule: served_on >= received_on", "rule: served_on >= kapan", "unknown-field"),
    ("rule: served_on >= received_on", "rule: served_on >= fee", "condition-unlike"),
    ("rule: served_on >= received_on", "rule: number > place", "condition-order"),
    ("rule: served_on >= received_on", 'rule: served_on > "besok"', "condition-date"),
    ("rule: served_on >= received_on", 'rule: kind == "izin"', "condition-choice"),
    ("rule: served_on >= received_on", "rule: number", "condition-bare"),
    ("rule: served_on >= received_on", "rule: served_on + due_on > 3", "condition-sum"),
    ("rule: served_on >= received_on", "rule: served_on >=", "formula-syntax"),
    ("rule: served_on >= received_on", "rule: fee / 2 > 3", "formula-syntax"),
    ("from: letters", "from: surat", "register-unknown"),
    ("count: rows", "count: semua", "counting-how"),
    ("count: rows", "count: rows, sum: fee", "counting-how"),
    ("count: rows", "sum: kind", "counting-column"),
    ("from: letters, count: rows", "count: rows", "counting-alone"),
]


@pytest.mark.parametrize(("old", "new", "code"), DEFINITIONS)
def test_faults_of_definitions(old: str, new: str, code: str) -> None:
    text = plan_text("from: letters, count: rows")
    assert old in text
    plan: Plan | None
    plan, findings = parse_plan(text.replace(old, new).encode(), "plan.yaml")
    assert plan is None
    assert [found.code for found in findings] == [code]
    assert findings[0].place.line > 1


PEOPLE = "      applicant: {type: text, label: Pemohon, personal: true}\n      nik: {type: nik}\n"
ABOUT_PEOPLE = [
    ('count: rows, where: applicant == "Siti"', "condition-personal"),
    ('count: rows, where: \'applicant in ["Siti", "Budi"]\'', "condition-personal"),
    ('count: rows, where: nik == "1571030101800001"', "condition-personal"),
    ("count: distinct applicant", "counting-personal"),
    ("count: distinct nik", ""),
    ("count: rows, where: applicant is missing", ""),
    ("count: rows, where: nik is not missing", ""),
]


@pytest.mark.parametrize(("counting", "code"), ABOUT_PEOPLE)
def test_of_people_only_how_many_and_whether_they_are_known_is_asked(counting: str, code: str) -> None:
    text = plan_text(f"from: letters, {counting}").replace("    rules:\n", f"{PEOPLE}    rules:\n")
    plan: Plan | None
    plan, findings = parse_plan(text.encode(), "plan.yaml")
    assert [found.code for found in findings] == [code] * bool(code)
    assert (plan is None) is bool(code)
    if plan is not None:
        assert plan.registers["letters"].people == ("applicant", "nik")


CALLED = [
    ("Nama pemohon", "", True),
    ("No. HP", "", True),
    ("Alamat rumah", "", True),
    ("Nama lembaga", "", False),
    ("Layanan", "", False),
    ("Jumlah penerima", "", False),
    ("Nama pemohon", ", personal: true", False),
    ("Nama pemohon", ", personal: false", False),
]


@pytest.mark.parametrize(("label", "said", "asked"), CALLED)
def test_a_column_that_seems_to_name_people_is_asked_about(label: str, said: str, asked: bool) -> None:
    """A warning, since a name that was kept unmarked cannot be erased any more."""
    column = f"      keterangan: {{type: text, label: {label}{said}}}\n"
    text = plan_text("from: letters, count: rows").replace("    rules:\n", f"{column}    rules:\n")
    plan: Plan | None
    plan, findings = parse_plan(text.encode(), "plan.yaml")
    assert plan is not None
    assert [(found.code, found.level) for found in findings] == [("field-people", "warning")] * asked
    if asked:
        assert text.splitlines()[findings[0].place.line - 1] == column.rstrip()


def test_a_name_that_tells_rows_apart_can_be_counted() -> None:
    text = plan_text("from: letters, count: distinct applicant").replace("    rules:\n", f"{PEOPLE}    rules:\n")
    _, findings = parse_plan(text.replace("key: [number]", "key: [applicant]").encode(), "plan.yaml")
    assert findings == []


def test_a_fault_in_a_condition_points_at_the_letter() -> None:
    text = plan_text('from: letters, count: rows, where: kind == "letter" and kapan > 3')
    _, findings = parse_plan(text.encode(), "plan.yaml")
    line = text.splitlines()[findings[0].place.line - 1]
    assert line[findings[0].place.column - 1 :].startswith("kapan")
