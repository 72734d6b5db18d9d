"""Snapshots: frozen once, measured again in any later year, and a changed byte found."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PLAN = "examples/jambi-timur/plan.yaml"
REGISTERS = "examples/jambi-timur/registers"


@pytest.fixture
def snapshot(run: Run, tmp_path: Path) -> Path:
    goal = tmp_path / "potret" / "2017"
    status, _, err = run("freeze", PLAN, "--registers", REGISTERS, "--period", "2017", "-o", str(goal))
    assert status == 0, err
    assert "rata-rata capaian 129,15" in err
    return goal


def test_it_holds_everything_and_a_manifest_of_hashes(snapshot: Path) -> None:
    manifest = json.loads((snapshot / "manifest.json").read_text())
    assert (manifest["schema"], manifest["office"], manifest["period"]) == (
        "capaian/snapshot@1",
        "15.71.03",
        "2017",
    )
    assert {name.split("/")[0] for name in manifest["files"]} == {
        "plan.yaml",
        "rulebook.yaml",
        "measurement.json",
        "values",
        "registers",
    }
    assert (snapshot / "plan.yaml").read_bytes() == Path(PLAN).read_bytes()
    assert len(list((snapshot / "registers").glob("*.parquet"))) == 10


def test_it_is_verified(run: Run, snapshot: Path) -> None:
    status, out, err = run("verify", str(snapshot))
    assert (status, err) == (0, "")
    assert "14 berkas utuh; 15.71.03, 2017: rata-rata capaian 129,15, sama dengan saat dibekukan." in out


def test_measure_report_and_explain_take_it_in_place_of_files(run: Run, snapshot: Path, tmp_path: Path) -> None:
    shutil.copytree(snapshot, tmp_path / "lain" / "mesin")
    moved = tmp_path / "lain" / "mesin"
    _, wanted, _ = run("measure", PLAN, "--registers", REGISTERS, "--period", "2017", "--format", "json")
    for folder in (snapshot, moved):
        status, out, err = run("measure", str(folder), "--period", "2017", "--format", "json")
        assert (status, out, err) == (0, wanted, "")
    goals = [tmp_path / f"{n}.pdf" for n in range(3)]
    run("report", PLAN, "--registers", REGISTERS, "--period", "2017", "-o", str(goals[0]))
    run("report", str(snapshot), "--period", "2017", "-o", str(goals[1]))
    run("report", str(moved), "--period", "2017", "-o", str(goals[2]))
    assert goals[0].read_bytes() == goals[1].read_bytes() == goals[2].read_bytes()
    _, out, _ = run("explain", str(snapshot), "--period", "2017", "1.1", "--rows", "1")
    assert "[examples/jambi-timur/registers/letters.csv:2:1]" in out


def test_parts_of_the_year_can_be_measured_from_it(run: Run, snapshot: Path) -> None:
    _, wanted, _ = run("measure", PLAN, "--registers", REGISTERS, "--period", "2017-Q2", "--format", "json")
    _, out, _ = run("measure", str(snapshot), "--period", "2017-Q2", "--format", "json")
    assert out == wanted


@pytest.mark.parametrize("name", ["plan.yaml", "rulebook.yaml", "measurement.json", "registers/akip.parquet"])
def test_a_changed_byte_is_found_and_named(run: Run, snapshot: Path, name: str, tmp_path: Path) -> None:
    data = bytearray((snapshot / name).read_bytes())
    data[len(data) // 2] ^= 1
    (snapshot / name).write_bytes(data)
    for command in (
        ["verify", str(snapshot)],
        ["measure", str(snapshot), "--period", "2017"],
        ["report", str(snapshot), "--period", "2017", "-o", str(tmp_path / "x.html")],
    ):
        status, out, err = run(*command)
        assert (status, out) == (1, "")
        assert f"{snapshot / name}: KESALAHAN [snapshot-changed] {name} bukan lagi yang dibekukan" in err
    assert not (tmp_path / "x.html").exists()


def test_a_missing_file_and_a_stranger_are_named(run: Run, snapshot: Path) -> None:
    next((snapshot / "values").iterdir()).unlink()
    (snapshot / "values" / "tambahan.csv").write_text("period,variable,value\n")
    status, _, err = run("verify", str(snapshot))
    assert status == 1
    assert "[snapshot-missing] values/01-values-2017.csv" in err
    assert "[snapshot-stranger] values/tambahan.csv" in err


def test_a_manifest_that_cannot_be_read(run: Run, snapshot: Path) -> None:
    (snapshot / "manifest.json").write_text('{"schema": "lain"}')
    assert run("verify", str(snapshot))[0] == 1
    assert "[file-unreadable]" in run("measure", str(snapshot), "--period", "2017")[2]


def test_other_figures_than_the_frozen_ones_are_named(
    run: Run, snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from capaian.cli import verify

    monkeypatch.setattr(
        verify, "to_json", lambda m: (snapshot / "measurement.json").read_text().replace("102,56", "102,00")
    )
    status, _, err = run("verify", str(snapshot))
    assert status == 1
    assert "[snapshot-figures]" in err
    assert ": 1.2." in err


def test_a_frozen_measurement_that_is_none_is_named_with_its_place(run: Run, snapshot: Path) -> None:
    file, manifest = snapshot / "measurement.json", snapshot / "manifest.json"
    old = file.read_bytes()
    new = old.replace(b'"status": "measured"', b'"status": "moody"', 1)
    said = manifest.read_text().replace(hashlib.sha256(old).hexdigest(), hashlib.sha256(new).hexdigest())
    file.write_bytes(new)
    manifest.write_text(said.replace(f'"bytes": {len(old)}', f'"bytes": {len(new)}'))
    status, _, err = run("verify", str(snapshot))
    assert status == 1
    assert "[file-unreadable]" in err and "indicators[0].status: found 'moody'" in err


def test_a_snapshot_is_never_written_over(run: Run, snapshot: Path) -> None:
    before = (snapshot / "manifest.json").read_bytes()
    status, _, err = run("freeze", PLAN, "--period", "2017", "-o", str(snapshot))
    assert status == 2
    assert "Potret tidak pernah diubah" in err
    assert (snapshot / "manifest.json").read_bytes() == before


def test_nothing_is_frozen_where_there_are_errors(run: Run, tmp_path: Path) -> None:
    status, *_ = run("freeze", "tests/faults/plan.yaml", "--period", "2024", "-o", str(tmp_path / "x"))
    assert status == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_snapshot(run: Run, tmp_path: Path) -> None:
    status, _, err = run("verify", str(tmp_path))
    assert status == 2
    assert "tidak ada manifest.json" in err


def test_a_year_before_the_first_row_can_be_verified(run: Run, tmp_path: Path) -> None:
    goal = tmp_path / "2015"
    status, _, err = run("freeze", PLAN, "--registers", REGISTERS, "--period", "2015", "-o", str(goal))
    assert status == 0, err
    assert run("verify", str(goal))[0] == 0


def test_registers_that_were_imported_are_frozen_as_their_files_are(
    run: Run, snapshot: Path, tmp_path: Path
) -> None:
    lake = tmp_path / "lake"
    for file in sorted(Path(REGISTERS).glob("*.csv")):
        status, _, err = run("import", str(file), "--register", file.stem, "--plan", PLAN, "--registers", str(lake))
        assert status == 0, err
    goals = [tmp_path / "satu", tmp_path / "dua"]
    for goal in goals:
        status, _, err = run("freeze", PLAN, "--registers", str(lake), "--period", "2017", "-o", str(goal))
        assert status == 0, err
        assert run("verify", str(goal))[0] == 0
    assert (goals[0] / "manifest.json").read_bytes() == (goals[1] / "manifest.json").read_bytes()
    assert (goals[0] / "measurement.json").read_bytes() == (snapshot / "measurement.json").read_bytes()
    for source in ((str(goals[0]),), (PLAN, "--registers", str(lake))):
        # The key of this register has the date in it.
        status, out, _ = run("explain", *source, "--period", "2017", "3.1")
        assert status == 0 and "score 9,75" in out


BEYOND = [("2018", "15.71.03"), ("2017", "15.71.04"), ("2017", "15.71")]


@pytest.mark.parametrize(("period", "office"), BEYOND)
def test_what_it_does_not_hold_is_not_counted_as_nothing(
    run: Run, snapshot: Path, tmp_path: Path, period: str, office: str
) -> None:
    listed = tmp_path / "kantor.csv"
    listed.write_text(f"office,name\n{office},Kantor\n")
    one, many = ("--office", office), ("--offices", str(listed))
    for command in (("measure", *one), ("measure", *many), ("freeze", *one, "-o", str(tmp_path / "lagi"))):
        status, out, err = run(*command, str(snapshot), "--period", period)
        assert (status, out) == (1, "")
        assert "[snapshot-beyond]" in err
        assert "15.71.03" in err and "2017" in err


def test_another_period_of_its_year_can_be_measured_from_it(run: Run, snapshot: Path) -> None:
    wanted = run("measure", PLAN, "--registers", REGISTERS, "--period", "2017-05", "--format", "json")
    assert run("measure", str(snapshot), "--period", "2017-05", "--format", "json") == wanted
