"""The form for counts: what Excel people fill, read back by the reader of values."""

import io
from fractions import Fraction
from pathlib import Path

import openpyxl

from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.files.plan.reader import read_plan
from capaian.files.values.form_xlsx import HEADINGS, quarters, write_form
from capaian.files.values.load import read_values

PLAN = Path(__file__).parents[2] / "examples/jambi-timur/plan.yaml"


def plan() -> Plan:
    read, _ = read_plan(PLAN)
    assert read is not None
    return read


def test_a_row_for_each_quarter_and_variable() -> None:
    form = write_form(plan(), 2018)
    sheet = openpyxl.load_workbook(io.BytesIO(form))["Nilai"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert tuple(rows[0]) == HEADINGS
    assert [(row[0], row[1]) for row in rows[1:]] == [
        (str(quarter), name) for quarter in quarters(2018) for name in plan().variables
    ]
    assert rows[1][2] == "Surat non perizinan yang terlayani"
    assert all(row[3] is None and row[4] is None for row in rows[1:])


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert write_form(plan(), 2018) == write_form(plan(), 2018)


def test_an_unfilled_form_reads_as_empty_cells_without_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "values.xlsx"
    path.write_bytes(write_form(plan(), 2018))
    observations, findings = read_values(path, plan())
    assert findings == []
    assert len(observations) == 4 * len(plan().variables)
    assert all(observation.amount is None for observation in observations)


def test_other_periods_may_be_asked(tmp_path: Path) -> None:
    path = tmp_path / "values.xlsx"
    path.write_bytes(write_form(plan(), 2018, [Period(2018)]))
    book = openpyxl.load_workbook(path)
    book["Nilai"]["D7"] = 2584.5
    book.save(path)
    observations, _ = read_values(path, plan())
    assert (observations[0].period, observations[0].amount) == (Period(2018), Fraction("2584.5"))


def test_a_label_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    text = PLAN.read_text().replace("label: Jumlah penduduk", 'label: "=1+1"')
    path = tmp_path / "plan.yaml"
    path.write_text(text)
    read, _ = read_plan(path)
    assert read is not None
    sheet = openpyxl.load_workbook(io.BytesIO(write_form(read, 2018)))["Nilai"]
    cell = next(row[2] for row in sheet.iter_rows(min_row=7) if row[1].value == "population")
    assert (cell.data_type, cell.value) == ("s", "=1+1")
