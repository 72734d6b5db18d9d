"""``capaian measure --offices``: offices beside each other, counted in one pass."""

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Run


def words(folder: Path, *more: str) -> list[str]:
    inputs = [str(folder / "plan.yaml"), "--registers", str(folder / "registers"), "--period", "2024"]
    return ["measure", *inputs, "--offices", str(folder / "offices.csv"), *more]


def test_each_office_has_a_line_and_who_is_late_is_no_zero(run: Run, folder: Path) -> None:
    status, out, _ = run(*words(folder))
    assert status == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "CAPAIAN IKU 4 PERANGKAT DAERAH – Tahun 2024"
    assert lines[3:7] == [
        "99.01.01 Kecamatan Satu 1/1 1.200,00",  # 3 of 5 rows: 60 against 5
        "99.01.02 Kecamatan Dua 1/1 2.000,00",  # 1 of 1
        "99.01.03 Kecamatan Tiga 0/1 –",
        "99.01 Kota Contoh 1/1 1.333,33",  # pooled: 4 of 6, and no mean of percentages
    ]
    assert lines[-1] == "3 dari 4 perangkat daerah sudah mengisi; yang belum tidak dihitung sebagai nol."


def test_csv_has_every_indicator_of_every_office_under_one_heading(run: Run, folder: Path) -> None:
    _, out, _ = run(*words(folder, "--format", "csv"))
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["office"], row["actual_exact"], row["reason"]) for row in rows] == [
        ("99.01.01", "60", ""),
        ("99.01.02", "100", ""),
        ("99.01.03", "", "never-reported"),
        ("99.01", "200/3", ""),
    ]


def test_json_holds_them_all(run: Run, folder: Path) -> None:
    _, out, _ = run(*words(folder, "--format", "json"))
    found = json.loads(out)
    assert found["schema"] == "capaian/measurements@1"
    assert [m["office"] for m in found["measurements"]] == ["99.01.01", "99.01.02", "99.01.03", "99.01"]


def test_one_of_the_list_is_the_same_as_alone(run: Run, folder: Path) -> None:
    _, out, _ = run(*words(folder, "--format", "json", "--office", "99.01.01"))
    arguments = words(folder)[:-2]
    _, alone, _ = run(*arguments, "--format", "json", "--office", "99.01.01")
    assert json.loads(out)["measurements"] == [json.loads(alone)]


def test_an_office_that_is_not_listed(run: Run, folder: Path) -> None:
    status, _, err = run(*words(folder, "--office", "99.09"))
    assert status == 2
    assert 'Kantor "99.09" tidak ada' in err


def test_faults_of_the_list_stop_it(run: Run, folder: Path) -> None:
    (folder / "offices.csv").write_text("office,name\n990101,Satu\n")
    status, out, err = run(*words(folder))
    assert (status, out) == (1, "")
    assert "[area-code]" in err


def test_an_office_that_is_listed_twice_is_named_and_nothing_is_measured(run: Run, folder: Path) -> None:
    with (folder / "offices.csv").open("a") as out:
        out.write("99.01.02,Kecamatan Dua Lagi\n")
    goal = folder / "out.csv"
    status, printed, err = run(*words(folder, "--format", "csv", "-o", str(goal)))
    assert (status, printed) == (1, "")
    assert "offices.csv:6:1: KESALAHAN [duplicate-office]" in err
    assert not goal.exists()
