"""``--targets``: one plan, and what each office promised itself."""

import json
from pathlib import Path

import pytest

from capaian.files.plan.targets_reader import read_targets
from tests.cli.conftest import Run
from tests.cli.test_measure_levels import figures, words
from tests.spec.office import plan_of

TARGETS = "office,code,year,target\n99.01.01,1.1,2024,50\n99.01.02,1.1,2024,80\n"


@pytest.fixture
def targets(folder: Path) -> list[str]:
    (folder / "targets.csv").write_text(TARGETS)
    return ["--targets", str(folder / "targets.csv")]


def test_each_office_is_held_to_its_own_target(run: Run, folder: Path, targets: list[str]) -> None:
    found, plan = (
        {
            line["office"]: line
            for line in figures(run, *words(folder, *given, "--level", "district"))
            if line["code"]
        }
        for given in (targets, ())
    )
    assert [found[code]["target"] for code in ("99.01.01", "99.01.02", "99.01.03")] == ["50", "80", "5"]
    assert plan["99.01.01"]["target"] == "5"
    for office in ("99.01.01", "99.01.02"):
        inputs = [str(folder / "plan.yaml"), "--registers", str(folder / "registers"), *targets]
        _, out, _ = run("measure", *inputs, "--period", "2024", "--office", office, "--format", "json")
        alone = json.loads(out)
        assert found[office]["achievement_exact"] == alone["indicators"][0]["achievement"]["exact"]


def test_an_area_of_unlike_targets_has_none(run: Run, folder: Path, targets: list[str]) -> None:
    (line, mean) = figures(run, *words(folder, *targets, "--level", "city"))
    assert (line["actual_exact"], line["target"], line["reason"]) == ("200/3", None, "targets-differ")
    assert mean["reason"] == "nothing-measured"


def test_an_area_may_promise_a_figure_of_its_own(run: Run, folder: Path, targets: list[str]) -> None:
    (folder / "targets.csv").write_text(TARGETS + "99.01,1.1,2024,100\n")
    (line, _) = figures(run, *words(folder, *targets, "--level", "city"))
    assert (line["target"], line["achievement_exact"]) == ("100", "200/3")


def test_targets_that_all_offices_share_are_the_areas(run: Run, folder: Path) -> None:
    (line, _) = figures(run, *words(folder, "--level", "city"))
    assert line["target"] == "5"


def test_the_offices_beside_each_other_too(run: Run, folder: Path, targets: list[str]) -> None:
    _, out, _ = run(*words(folder, *targets, "--format", "json"))
    found = {m["office"]: m["indicators"][0] for m in json.loads(out)["measurements"]}
    assert found["99.01.02"]["target"]["printed"] == "80"
    assert found["99.01.03"]["target"]["printed"] == "5"


def test_a_snapshot_keeps_them(run: Run, folder: Path, targets: list[str]) -> None:
    (folder / "targets.csv").write_text("office,code,year,target\n99.01,1.1,2024,70\n")
    inputs = [str(folder / "plan.yaml"), "--registers", str(folder / "registers"), "--period", "2024"]
    office = ["--office", "99.01"]
    goal = str(folder / "potret")
    assert run("freeze", *inputs, *targets, *office, "-o", goal)[0] == 0
    (folder / "targets.csv").unlink()
    assert run("verify", goal)[0] == 0
    _, out, _ = run("measure", goal, "--period", "2024", *office, "--format", "json")
    assert json.loads(out)["indicators"][0]["target"]["printed"] == "70"


FAULTS = """kantor;kode;tahun;nilai target
99.1;1.1;2024;50
99.01.01;9.9;2024;50
99.01.01;1.1;24;50
99.01.01;1.1;2024;50,5
99.01.01;1.1;2024;51
99.01.01;1.1;2025;banyak
99.01.01;1.1;2026;-4
"""


def test_every_fault_is_named_by_its_cell(run: Run, folder: Path) -> None:
    (folder / "targets.csv").write_text(FAULTS)
    status, out, err = run(*words(folder, "--targets", str(folder / "targets.csv")))
    assert (status, out) == (1, "")
    found = [line.split("]")[0] + "]" for line in err.splitlines() if "targets.csv:" in line]
    assert [line.split("targets.csv:")[1] for line in found] == [
        "2:1: KESALAHAN [area-code]",
        "3:2: KESALAHAN [target-code]",
        "4:3: KESALAHAN [not-a-year]",
        "6:1: KESALAHAN [target-twice]",
        "7:4: KESALAHAN [target-text]",
        "8:4: KESALAHAN [target-text]",
    ]


@pytest.mark.parametrize(
    ("indicator", "text", "shown"),
    [
        ("better: range, targets: {2024: [1, 2]}, formula: a", "76.61 - 88.30", "76,61–88,30"),
        ("better: range, targets: {2024: [1, 2]}, formula: a", "88-76", None),
        ("better: grade, unit: grade, formula: a, scale: {A: 80, B: 0}, targets: {}", "B (61.70)", "B (61,70)"),
        ("better: grade, unit: grade, formula: a, scale: {A: 80, B: 0}, targets: {}", "A", "A"),
        ("better: grade, unit: grade, formula: a, scale: {A: 80, B: 0}, targets: {}", "C", None),
        ("better: grade, unit: grade, formula: a, scale: {A: 80, B: 0}, targets: {}", "A (x)", None),
        ("better: lower, targets: {2024: 5}, formula: a", "1.234,5", None),
    ],
)
def test_bands_and_grades(tmp_path: Path, indicator: str, text: str, shown: str | None) -> None:
    plan, _ = plan_of(indicator)
    assert plan is not None
    (code,) = [one.code for one in plan.indicators()]
    file = tmp_path / "targets.csv"
    file.write_text(f'office,code,year,target\n15.71.03,{code},2024,"{text}"\n')
    found, findings = read_targets(file, plan)
    if shown is None:
        assert [one.code for one in findings] == ["target-text"]
    else:
        assert findings == []
        assert found["15.71.03"][code][2024].printed(2) == shown
