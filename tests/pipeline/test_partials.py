"""Counts that are kept beside a register's parts: the same figures, and nothing believed that was tampered with."""

import json
import shutil
from pathlib import Path

import pytest

from capaian.core.period import Period
from capaian.core.plan.office import Office
from capaian.files.registers.partials import FOLDER
from capaian.pipeline.freezing import freeze
from capaian.pipeline.import_register import execute_import, prepare_import
from capaian.pipeline.inputs import Inputs, load
from capaian.pipeline.measurement_json import to_json
from capaian.pipeline.measuring import measure_office
from capaian.pipeline.partials import aggregate_register
from capaian.pipeline.rollup import parts_of_period, roll_up
from capaian.pipeline.rollup_table import table_of_figures

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "examples/jambi-timur/plan.yaml"
REGISTERS = ROOT / "examples/jambi-timur/registers"
PERIODS = [Period(2017), Period(2017, 4, 3), Period(2017, 5, 1), Period(2016)]


def inputs_from(folder: Path) -> Inputs:
    inputs, findings = load(PLAN, None, None, folder)
    assert inputs is not None, [f"{found.place} {found.message()}" for found in findings]
    return inputs


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's registers as imports leave them, letters month by month."""
    folder = tmp_path_factory.mktemp("lake") / "registers"
    plan = inputs_from(REGISTERS).plan
    for name, register in plan.registers.items():
        planned, findings = prepare_import(register, REGISTERS / f"{name}.csv", folder)
        assert planned is not None, findings
        execute_import(planned, folder)
    return folder


@pytest.fixture
def lake(imported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(imported, tmp_path / "registers"))


def figures(folder: Path) -> list[str]:
    inputs = inputs_from(folder)
    return [to_json(measure_office(inputs, period)[0]) for period in PERIODS]


@pytest.fixture(scope="module")
def plain() -> list[str]:
    """The figures that the example's CSV files give: what every lake is held against."""
    return figures(REGISTERS)


def kept(folder: Path, register: str = "letters") -> list[Path]:
    return sorted((folder / register / FOLDER).glob("*.parquet"))


def hide(folder: Path, month: str) -> list[dict[str, object]]:
    """Take a month of letters off the list, and return the list as it was."""
    path = folder / "letters/_parts.json"
    listed = json.loads(path.read_text())
    rest = [part for part in listed["parts"] if not part["name"].startswith(month)]
    path.write_text(json.dumps(listed | {"parts": rest}))
    parts: list[dict[str, object]] = listed["parts"]
    return parts


def show(folder: Path, parts: list[dict[str, object]]) -> None:
    path = folder / "letters/_parts.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"parts": parts}))


def test_the_first_count_and_the_second_give_what_the_rows_give(lake: Path, plain: list[str]) -> None:
    assert figures(lake) == plain
    assert len(kept(lake)) == 1
    before = kept(lake)[0].stat().st_mtime_ns
    assert figures(lake) == plain
    assert kept(lake)[0].stat().st_mtime_ns == before


def test_what_is_kept_is_read_and_not_the_rows(lake: Path) -> None:
    wanted = figures(lake)
    for part in (lake / "letters").glob("20*/*.parquet"):
        content = part.read_bytes()
        # The columns can still be looked at; a row cannot be read any more.
        part.write_bytes(b"PAR1" + b"\0" * 40 + content[44:])
    assert figures(lake) == wanted


def test_a_new_month_is_counted_alone(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = figures(lake)
    shutil.rmtree(lake / "letters" / FOLDER)
    parts = hide(lake, "2017-11")
    less = figures(lake)
    assert less != wanted
    show(lake, parts)
    for part in (lake / "letters").glob("20*/*.parquet"):
        if part.parent.name != "2017-11":
            part.write_bytes(b"PAR1" + b"\0" * 40 + part.read_bytes()[44:])
    assert figures(lake) == wanted


def test_a_month_that_is_taken_away_counts_no_more(lake: Path) -> None:
    figures(lake)
    hide(lake, "2017-11")
    less = figures(lake)
    shutil.rmtree(lake / "letters" / FOLDER)
    assert figures(lake) == less


def test_a_kept_file_that_was_changed_is_not_believed(lake: Path) -> None:
    wanted = figures(lake)
    (file,) = kept(lake)
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    file.write_bytes(content)
    assert figures(lake) == wanted
    assert kept(lake)[0].read_bytes() != bytes(content)


def test_a_part_that_holds_more_than_its_month(lake: Path, plain: list[str]) -> None:
    folder = lake / "letters"
    (folder / "2017-03").rename(folder / "2017-99")
    path = folder / "_parts.json"
    path.write_text(path.read_text().replace("2017-03/", "2017-99/"))
    (folder / "2017-04").rename(folder / "2017-03")
    path.write_text(path.read_text().replace("2017-04/", "2017-03/"))
    assert figures(lake) == plain


def test_a_folder_that_cannot_be_written_is_counted_all_the_same(lake: Path, plain: list[str]) -> None:
    (lake / "letters" / FOLDER).write_text("no folder")
    assert figures(lake) == plain


def test_a_snapshot_of_parts_gives_the_same_figures(lake: Path, plain: list[str], tmp_path: Path) -> None:
    inputs = inputs_from(lake)
    measurement, _ = measure_office(inputs, Period(2017))
    freeze(inputs, measurement, tmp_path / "potret", rules=None)
    again, findings = load(tmp_path / "potret")
    assert again is not None and findings == []
    assert to_json(measure_office(again, Period(2017))[0]) == to_json(measurement) == plain[0]
    assert len(again.registers["akip"].rows("15.71.03", Period(2017))) == 5


def test_months_of_offices_and_areas(lake: Path) -> None:
    offices = [Office(c, c, inputs_from(REGISTERS).plan.office.head) for c in ("15.71.03", "15.71.04")]
    for each in ("month", "quarter", None):
        for _ in range(2):
            tables = []
            for folder in (REGISTERS, lake):
                made, _ = roll_up(
                    inputs_from(folder), parts_of_period(Period(2017), each), offices, ["district", "nation"]
                )
                tables.append(table_of_figures(made))
            assert tables[0].equals(tables[1])


def test_a_year_without_rows(lake: Path) -> None:
    tables = []
    for folder in (REGISTERS, lake):
        made, _ = roll_up(
            inputs_from(folder),
            parts_of_period(Period(2019), "month"),
            [inputs_from(REGISTERS).plan.office],
            ["district"],
        )
        tables.append(table_of_figures(made))
    assert tables[0].equals(tables[1])


def test_only_the_offices_asked_are_read(lake: Path) -> None:
    inputs = inputs_from(lake)
    counting, book = inputs.plan.variables["letters_in"].counting, inputs.registers["letters"]
    assert counting is not None
    aggregate_register(book, {"m0": counting}, [Period(2017)], 8, ["15.71.03"])
    again = aggregate_register(book, {"m0": counting}, [Period(2017)], 8, ["15.71.04"])
    assert len(again.table) == 0 and again.ever == set()


def test_different_values_are_counted_beside_what_is_kept(tmp_path: Path) -> None:
    plan = Path(__file__).with_name("every-count.yaml")
    book = tmp_path / "letters.csv"
    book.write_text(
        "number,place,received\n1,15.71.03,2017-01-31\n2,15.71.03.1001,2017-02-01\n3,15.71.04,2017-02-01\n"
    )
    read, _ = load(plan)
    assert read is not None
    planned, findings = prepare_import(read.plan.registers["letters"], book, tmp_path / "lake")
    assert planned is not None, findings
    execute_import(planned, tmp_path / "lake")
    inputs, _ = load(plan, None, None, tmp_path / "lake")
    assert inputs is not None
    for _ in range(2):  # counted, and as it was kept
        for period, wanted in ((Period(2017), 2), (Period(2017, 2, 1), 1), (Period(2018), 0)):
            measurement, _ = measure_office(inputs, period)
            assert measurement.results["2"].inputs["v_distinct"].value == wanted
        made, _ = roll_up(inputs, [Period(2018)], [inputs.plan.office], ["district"])
        assert made[0].figures["2"].actual[0] == 0
