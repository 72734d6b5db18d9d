"""``capaian measure``: the table, the data, and what it says when something is wrong."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run

PLAN = "examples/jambi-timur/plan.yaml"

TABLE = """\
LAPORAN CAPAIAN TARGET INDIKATOR KINERJA UTAMA (IKU)
KECAMATAN JAMBI TIMUR – Tahun 2017

IKU   Indikator kinerja utama                                    Target    Realisasi    Capaian %  Target 2018
"""


def test_the_table_is_the_one_in_the_readme(run: Run) -> None:
    status, out, err = run("measure", PLAN, "--period", "2017")
    assert (status, err) == (0, "")
    assert out.startswith(TABLE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\n".join(line.rstrip() for line in out.splitlines()) in readme


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_the_table_fits_the_terminal(run: Run, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    _, out, _ = run("measure", PLAN, "--period", "2017")
    assert max(map(len, out.splitlines())) <= max(int(columns), 88)
    assert "129,15" in out


def test_json_is_the_contract(run: Run) -> None:
    _, out, _ = run("measure", PLAN, "--period", "2017", "--format", "json")
    found = json.loads(out)
    assert found["mean_achievement"]["printed"] == "129,15"
    assert [i["achievement"]["printed"] for i in found["indicators"]][:2] == ["101,23", "102,56"]


def test_csv_has_a_line_for_each_indicator(run: Run) -> None:
    _, out, _ = run("measure", PLAN, "--period", "2017", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["code"] for row in rows] == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2"]
    assert (rows[1]["actual"], rows[1]["actual_exact"]) == ("92.307692", "1200/13")


def test_english(run: Run) -> None:
    _, out, _ = run("measure", PLAN, "--period", "2017", "--lang", "en")
    assert "Mean achievement" in out
    assert "KECAMATAN JAMBI TIMUR – 2017" in out


def test_another_period_has_no_values(run: Run) -> None:
    status, out, _ = run("measure", PLAN, "--period", "2018")
    assert status == 0
    assert out.count("→ tidak dapat dihitung: belum ada nilai untuk") == 10
    assert "0 dari 10 indikator terukur" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("measure", PLAN, "--period", "17"), 'Periode "17" tidak dikenal'),
        (
            ("measure", "tidak-ada.yaml", "--period", "2017"),
            '"tidak-ada.yaml" tidak dapat dibuka: berkas atau fold',
        ),
        (("measure", "examples", "--period", "2017"), "itu sebuah folder"),
        (("measure", PLAN, "--period", "2017", "--values", "x.csv"), '"x.csv" tidak dapat dibuka'),
        (("measure", PLAN), "yang berikut harus ditulis: --period"),
        (("measure", PLAN, "--period", "2017", "--format", "pdf"), "tidak dikenal; pilih salah satu"),
        (("ukur",), "tidak dikenal; pilih salah satu"),
        ((), "yang berikut harus ditulis: PERINTAH"),
    ],
)
def test_wrong_use_is_status_2_and_said_in_indonesian(run: Run, words: tuple[str, ...], said: str) -> None:
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert said in err


def test_values_that_contradict_are_status_1_and_name_both(run: Run, tmp_path: Path) -> None:
    values = tmp_path / "values.csv"
    values.write_text(
        "period,variable,value\n2017,groups_active,48\n2017-Q1,groups_active,47\n2017-Q4,groups_active,49\n"
    )
    status, out, err = run("measure", PLAN, "--values", str(values), "--period", "2017")
    assert status == 1
    assert "[values-conflict]" in err
    assert f"{values}:4:3" in err
    assert "nilai groups_active saling bertentangan" in out


def test_values_of_others_are_noted(run: Run, tmp_path: Path) -> None:
    values = tmp_path / "values.csv"
    values.write_text("office,period,variable,value\n15.71.04,2017,groups,52\n")
    status, _, err = run("measure", PLAN, "--values", str(values), "--period", "2017")
    assert status == 0
    assert "CATATAN [other-office]" in err


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    command = f"{sys.executable} -c 'from capaian.cli.main import main; raise SystemExit(main())' measure {PLAN}"
    done = subprocess.run(
        f"{command} --period 2017 --format json | head -c 10",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == '{\n "schema'
    assert done.stderr == ""
