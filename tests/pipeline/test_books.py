"""The registers of a folder: CSV, XLSX and Parquet alike, and the example's figures from its rows."""

import shutil
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from capaian.core.period import Period
from capaian.files.registers.parquet_rows import arrow_rows
from capaian.pipeline.inputs import Inputs, load
from capaian.pipeline.measurement_json import to_json
from capaian.pipeline.measuring import measure_office

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "examples/jambi-timur/plan.yaml"
REGISTERS = ROOT / "examples/jambi-timur/registers"
TYPED_ONLY = ("population", "neighbourhoods")


def inputs_from(folder: Path, values: list[Path] | None = None) -> Inputs:
    inputs, findings = load(PLAN, values, None, folder)
    assert inputs is not None, [f"{found.place} {found.message()}" for found in findings]
    assert findings == []
    return inputs


@pytest.fixture
def typed(tmp_path: Path) -> Path:
    """The two values that no register holds."""
    rows = (PLAN.parent / "values-2017.csv").read_text().splitlines()
    path = tmp_path / "values.csv"
    path.write_text("\n".join([rows[0], *(row for row in rows if row.split(",")[1] in TYPED_ONLY)]) + "\n")
    return path


def test_figures_from_rows_are_the_figures_from_counts(typed: Path) -> None:
    from_counts, _ = load(PLAN)
    assert from_counts is not None
    counts = to_json(measure_office(from_counts, Period(2017))[0])
    rows = to_json(measure_office(inputs_from(REGISTERS, [typed]), Period(2017))[0])
    assert rows == counts


def test_rows_and_typed_values_agree_in_the_example() -> None:
    _, findings = measure_office(inputs_from(REGISTERS), Period(2017))
    assert findings == []


def test_the_quarters_of_a_flow_add_up_to_the_year() -> None:
    inputs = inputs_from(REGISTERS)
    flows = [v.name for v in inputs.plan.variables.values() if v.kind == "flow" and v.counting]
    year = measure_office(inputs, Period(2017))[0]
    quarters = [measure_office(inputs, Period(2017, month, 3))[0] for month in (1, 4, 7, 10)]

    def value(measurement: object, name: str) -> object:
        results = measurement.results.values()  # type: ignore[attr-defined]
        return next(result.inputs[name].value for result in results if name in result.inputs)

    for name in flows:
        if name != "rt_served":  # distinct: one RT may have works in two quarters
            assert sum(value(q, name) for q in quarters) == value(year, name)  # type: ignore[misc]


@pytest.mark.parametrize("form", ["one file", "parts"])
def test_parquet_gives_the_same_figures(tmp_path: Path, form: str) -> None:
    inputs = inputs_from(REGISTERS)
    folder = tmp_path / "registers"
    shutil.copytree(REGISTERS, folder)
    book = inputs.registers["letters"]
    assert book.placed is not None
    table = arrow_rows(book.register, [row.values for row in book.placed])
    (folder / "letters.csv").unlink()
    if form == "one file":
        pq.write_table(table, folder / "letters.parquet")
    else:
        (folder / "letters/month=01").mkdir(parents=True)
        pq.write_table(table.slice(0, 1000), folder / "letters/month=01/a.parquet")
        pq.write_table(table.slice(1000), folder / "letters/b.parquet")
    wanted = to_json(measure_office(inputs, Period(2017))[0])
    assert to_json(measure_office(inputs_from(folder), Period(2017))[0]) == wanted
    rows = inputs_from(folder).registers["letters"].rows("15.71.03", Period(2017))
    assert len(rows) == 2608
    assert [row for row, _ in rows[:3]] == [row.values for row in book.placed[:3]]


def codes(folder: Path) -> list[str]:
    _, findings = load(PLAN, None, None, folder)
    return [found.code for found in findings]


def test_a_parquet_part_with_other_columns_is_named(tmp_path: Path) -> None:
    shutil.copytree(REGISTERS, tmp_path / "r")
    (tmp_path / "r/akip.csv").unlink()
    pq.write_table(pa.table({"component": ["planning"], "score": [1.5]}), tmp_path / "r/akip.parquet")
    assert codes(tmp_path / "r") == ["register-schema"] * 4
    (tmp_path / "r/akip.parquet").write_bytes(b"PAR1")
    assert codes(tmp_path / "r") == ["file-unreadable"]


def test_a_register_that_is_absent_is_noted_and_typed_values_hold(tmp_path: Path) -> None:
    shutil.copytree(REGISTERS, tmp_path / "r")
    (tmp_path / "r/akip.csv").unlink()
    inputs, findings = load(PLAN, None, None, tmp_path / "r")
    assert [found.code for found in findings] == ["register-absent"]
    assert inputs is not None
    assert measure_office(inputs, Period(2017))[0].results["3.1"].actual_printed == "B (61,70)"


def test_a_register_in_two_forms_is_refused(tmp_path: Path) -> None:
    shutil.copytree(REGISTERS, tmp_path / "r")
    (tmp_path / "r/akip.xlsx").write_bytes(b"")
    assert codes(tmp_path / "r") == ["register-twice"]


def test_the_generator_makes_the_rows_that_are_there(tmp_path: Path) -> None:
    import runpy

    module = runpy.run_path(str(PLAN.parent / "make_registers.py"))
    module["main"](tmp_path)
    for path in sorted(REGISTERS.iterdir()):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_the_synthetic_rows_say_so() -> None:
    text = (REGISTERS / "rastra.csv").read_text()
    assert text.count("sintetis") == 3343
    assert all(line.split(",")[4].startswith("990000") for line in text.splitlines()[1:])


def test_the_satisfaction_index_is_the_weighted_mean_of_nine_elements() -> None:
    inputs, findings = load(PLAN.parent / "skm/plan.yaml", None, None, REGISTERS)
    assert findings == []
    assert inputs is not None
    result = measure_office(inputs, Period(2017))[0].results["1"]
    rows = (REGISTERS / "survey.csv").read_text().splitlines()[1:]
    scores = [sum(int(row.split(",")[column]) for row in rows) for column in range(4, 13)]
    assert result.actual.amount == Fraction(sum(scores), len(rows) * 9) * 25  # type: ignore[union-attr]
    assert result.actual_printed.startswith("B (")
    assert result.achievement_printed == "100,00"
