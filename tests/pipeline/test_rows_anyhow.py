"""However rows came in, figures are the same: one CSV file, or parts of many imports with corrections."""

import csv
import datetime
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from capaian.core.period import Period
from capaian.files.plan.reader import read_plan
from capaian.pipeline.import_register import execute_import, prepare_import
from capaian.pipeline.inputs import Inputs, load
from capaian.pipeline.measurement_json import to_json
from capaian.pipeline.measuring import measure_office
from capaian.pipeline.rollup import parts_of_period, roll_up
from capaian.pipeline.rollup_table import figures_json, table_of_figures

PLAN = Path(__file__).with_name("every-count.yaml")
COLUMNS = ("number", "place", "received", "served", "kind", "days", "fee", "score")
OFFICES = ("15.71.03", "15.71.04", "15.71", "15.71.05")
PERIODS = (Period(2017), Period(2017, 1, 3), Period(2016))
Row = dict[str, str]

BOUNDARIES = ("2016-02-29", "2016-12-31", "2017-01-01", "2017-01-31", "2017-02-28", "2017-03-31", "2017-12-31")
days = st.sampled_from(BOUNDARIES)


def maybe(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), texts)


row = st.fixed_dictionaries(
    {
        "number": st.integers(1, 9).map(str),
        "place": st.sampled_from(["15.71.03", "15.71.03.1001", "15.71.04", "15.71", "16.01.01.2001"]),
        "received": days,
        "served": maybe(days),
        "kind": maybe(st.sampled_from(["a", "b"])),
        "days": maybe(st.integers(-3, 5).map(str)),
        "fee": maybe(st.integers(-100, 500).map(lambda cents: f"{cents / 100:.2f}")),
        "score": maybe(st.integers(0, 3 * 10**6).map(lambda millionths: f"{millionths / 10**6:.6f}")),
    }
)
files = st.lists(st.lists(row, min_size=1, max_size=6, unique_by=lambda one: one["number"]), min_size=1, max_size=3)


def write(file: Path, rows: Sequence[Row]) -> Path:
    file.parent.mkdir(exist_ok=True)
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return file


def inputs_from(folder: Path) -> Inputs:
    inputs, findings = load(PLAN, None, None, folder)
    assert inputs is not None, [found.message() for found in findings]
    return inputs


Asked = tuple[Sequence[str], Sequence[Period]]
FEW: Asked = (OFFICES[:3], PERIODS[:2])
ALL: Asked = (OFFICES, PERIODS)


def alone(folder: Path, asked: Asked) -> list[str]:
    inputs, (offices, periods) = inputs_from(folder), asked
    return [to_json(measure_office(inputs, period, office)[0]) for office in offices for period in periods]


def together(folder: Path, asked: Asked) -> str:
    inputs = inputs_from(folder)
    offices = [replace(inputs.plan.office, code=code) for code in asked[0] if len(code) == len("15.71.03")]
    made, _ = roll_up(inputs, parts_of_period(Period(2017), "month"), offices, ["district", "nation"])
    return figures_json(table_of_figures(made))


@settings(max_examples=6, phases=[Phase.generate])  # each example measures two dozen times
@given(files, st.booleans())
def test_files_in_any_order_with_corrections(given_files: list[list[Row]], measured_between: bool) -> None:
    in_any_order(given_files, measured_between, FEW)


@pytest.mark.long
@settings(max_examples=30, phases=[Phase.generate])  # each example measures a hundred times
@given(files, st.booleans())
def test_files_in_any_order_for_every_office_and_period(
    given_files: list[list[Row]], measured_between: bool
) -> None:
    in_any_order(given_files, measured_between, ALL)


def in_any_order(given_files: list[list[Row]], measured_between: bool, asked: Asked) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        lake, rows = Path(temporary) / "lake", {}
        plan, _ = read_plan(PLAN)
        assert plan is not None
        register = plan.registers["letters"]
        for number, book in enumerate(given_files):
            planned, findings = prepare_import(
                register, write(lake.parent / f"{number}.csv", book), lake, correct=True
            )
            assert planned is not None, findings
            execute_import(planned, lake, on=datetime.date(2018, 1, 2).isoformat())
            rows |= {one["number"]: one for one in book}
            if measured_between:
                alone(lake, asked)
        plain = write(lake.parent / "plain/letters.csv", list(rows.values())).parent
        wanted = alone(plain, asked)
        assert alone(lake, asked) == wanted
        assert alone(lake, asked) == wanted, "as it was kept"
        assert together(lake, asked) == together(plain, asked)
