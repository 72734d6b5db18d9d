"""``capaian measure --each --level``: parts of a period, areas pooled, who is silent shown as coverage."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Run
from tests.spec.test_registers import plan_text


def words(folder: Path, *more: str) -> list[str]:
    inputs = [str(folder / "plan.yaml"), "--registers", str(folder / "registers"), "--period", "2024"]
    return ["measure", *inputs, "--offices", str(folder / "offices.csv"), *more]


def figures(run: Run, *arguments: str) -> list[dict[str, object]]:
    status, out, err = run(*arguments, "--format", "json")
    assert status == 0, err
    found = json.loads(out)
    assert found["schema"] == "capaian/figures@1"
    return list(found["figures"])


def test_a_city_is_pooled_over_the_districts_that_reported(run: Run, folder: Path) -> None:
    found = figures(run, *words(folder, "--level", "city", "--level", "district"))
    lines = {(line["office"], line["code"]): line for line in found}
    city = lines["99.01", "1.1"]
    assert (city["actual_exact"], city["actual_printed"]) == ("200/3", "66,67")  # 4 of 6, no mean of 60 and 100
    assert (city["reported"], city["offices"]) == (2, 3)
    late = lines["99.01.03", "1.1"]
    assert (late["status"], late["reason"], late["actual"], late["reported"]) == (
        "missing",
        "never-reported",
        None,
        0,
    )
    assert lines["99.01", None]["achievement_printed"] == "1.333,33"


def test_every_figure_of_an_office_is_the_one_it_gets_alone(run: Run, folder: Path) -> None:
    for each, periods in (("month", [f"2024-{m:02}" for m in range(1, 13)]), ("quarter", ["2024-Q1", "2024-Q4"])):
        found = {
            (line["office"], line["period"]): line
            for line in figures(run, *words(folder, "--each", each))
            if line["code"]
        }
        for period in periods:
            for office in ("99.01.01", "99.01.02", "99.01.03"):
                inputs = [str(folder / "plan.yaml"), "--registers", str(folder / "registers")]
                _, out, _ = run("measure", *inputs, "--period", period, "--office", office, "--format", "json")
                (alone,) = json.loads(out)["indicators"]
                line = found[office, period]
                assert line["reason"] == alone["reason"]
                for key in ("actual", "achievement"):
                    wanted = alone[key] or {"exact": None, "value": None, "printed": None}
                    assert line[f"{key}_exact"] == wanted["exact"]
                    assert line[key] == wanted["value"]
                    assert line[f"{key}_printed"] == wanted["printed"]


@pytest.mark.parametrize("each", [(), ("--each", "month"), ("--each", "quarter")])
def test_the_example_gives_what_one_office_gets(run: Run, each: tuple[str, ...]) -> None:
    inputs = ["measure", "examples/jambi-timur/plan.yaml", "--registers", "examples/jambi-timur/registers"]
    found = figures(run, *inputs, "--period", "2017", *each, "--level", "district")
    for period in {str(line["period"]) for line in found}:
        _, out, _ = run(*inputs, "--period", period, "--format", "json")
        alone = json.loads(out)
        mine = {line["code"]: line for line in found if line["period"] == period}
        for indicator in alone["indicators"]:
            line = mine[indicator["code"]]
            assert line["reason"] == indicator["reason"]
            assert line["achievement_exact"] == (indicator["achievement"] or {"exact": None})["exact"]
            assert line["grade"] == (indicator["actual"] or {}).get("grade")
        assert mine[None]["achievement_exact"] == (alone["mean_achievement"] or {"exact": None})["exact"]


def test_scores_are_not_added_up_over_offices(run: Run, tmp_path: Path) -> None:
    (tmp_path / "offices.csv").write_text("office,name\n15.71.03,Kecamatan Jambi Timur\n15.71.04,Kecamatan Lain\n")
    inputs = ["examples/jambi-timur/plan.yaml", "--registers", "examples/jambi-timur/registers", "--period", "2017"]
    found = figures(run, "measure", *inputs, "--offices", str(tmp_path / "offices.csv"), "--level", "nation")
    reasons = {line["code"]: (line["reason"], line["reported"], line["offices"]) for line in found}
    assert reasons["3.1"] == ("not-additive", 1, 2)
    assert reasons["1.1"] == (None, 1, 2)
    assert {line["office"] for line in found} == {""}


def test_an_area_where_nobody_reported_is_missing(run: Run, folder: Path) -> None:
    (folder / "offices.csv").write_text("office,name\n99.02.01,Kecamatan Sunyi\n")
    (line, mean) = figures(run, *words(folder, "--level", "province"))
    assert (line["office"], line["reason"], line["reported"], line["offices"]) == ("99", "nobody-reported", 0, 1)
    assert mean["reason"] == "nothing-measured"


def test_means_of_cells_are_pooled_by_their_rows(run: Run, folder: Path) -> None:
    text = plan_text("from: letters, mean: fee")
    (folder / "plan.yaml").write_text(text.replace("unit: percent", "unit: index"))
    both = {line["office"]: line for line in figures(run, *words(folder, "--level", "city")) if line["code"]}
    status, out, _ = run(*words(folder, "--format", "json", "--office", "99.01"))
    assert status == 0
    (alone,) = json.loads(out)["measurements"][0]["indicators"]
    assert both["99.01"]["actual_exact"] == alone["actual"]["exact"]


def test_parquet_csv_and_the_table_hold_the_same(run: Run, folder: Path) -> None:
    goal = folder / "angka.parquet"
    status, out, _ = run(*words(folder, "--each", "quarter", "--format", "parquet", "-o", str(goal)))
    assert (status, out) == (0, "")
    table = pq.read_table(goal)
    assert str(table.schema.field("actual").type) == "decimal128(38, 6)"
    _, text, _ = run(*words(folder, "--each", "quarter", "--format", "csv"))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["actual_exact"] for row in rows] == [
        value or "" for value in table.column("actual_exact").to_pylist()
    ]
    _, shown, _ = run(*words(folder, "--level", "city"))
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert lines[0] == "KABUPATEN/KOTA"
    assert lines[3] == "99.01 2024 1/1 1.333,33 2/3"


def test_parquet_wants_a_file_and_levels_stay_above_the_office(run: Run, folder: Path) -> None:
    status, _, err = run(*words(folder, "--format", "parquet"))
    assert status == 2 and "-o capaian.parquet" in err
    status, _, err = run(*words(folder, "--level", "village"))
    assert status == 2 and "Tingkat village" in err
    (folder / "offices.csv").write_text("office,name\n99.01,Kota Contoh\n")
    status, _, err = run(*words(folder, "--level", "city"))
    assert status == 2 and "setingkat district" in err


def test_a_typed_value_beside_counted_rows_must_say_the_same(run: Run, folder: Path) -> None:
    (folder / "nilai.csv").write_text("office,period,variable,value\n99.01.01,2024,w,99\n")
    status, _, err = run(*words(folder, "--level", "district", "--values", str(folder / "nilai.csv")))
    assert status == 1
    assert "[counted-and-typed]" in err
