"""``capaian report --offices``: one plan, one report for each office, on every core."""

from pathlib import Path

import pytest

from capaian.cli.main import main

CONTRACTS = Path(__file__).parents[1] / "contracts"
PLAN = CONTRACTS / "plan.yaml"
OFFICES = """kode wilayah;nama;jabatan;nama pejabat;nip
99.01.01;Kecamatan Satu;CAMAT SATU;NAMA SATU;19800101 200012 1 001
99.01.02;Kecamatan Dua;;;
99.01.03;Kelurahan Tiga;;;
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "offices.csv").write_text(OFFICES)
    heading, *rows = (CONTRACTS / "values-2024.csv").read_text().splitlines()
    assert heading.startswith("office,")
    other = [row.replace("99.01.01", "99.01.02") for row in rows]
    (tmp_path / "values.csv").write_text("\n".join([heading, *rows, *other]) + "\n")
    return tmp_path


def report(folder: Path, *more: str) -> int:
    inputs = [str(PLAN), "--values", str(folder / "values.csv"), "--period", "2024"]
    return main(["report", *inputs, "--offices", str(folder / "offices.csv"), *more])


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "out").glob("*")) if (folder / "out").exists() else []


@pytest.mark.parametrize("workers", ["1", "2"])
def test_each_office_gets_its_own_report(folder: Path, workers: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(folder, "-o", str(folder / "out/{office}.html"), "--workers", workers) == 0
    assert written(folder) == ["99.01.01.html", "99.01.02.html", "99.01.03.html"]
    second = (folder / "out/99.01.02.html").read_text()
    assert "KECAMATAN DUA" in second
    assert "CAMAT DUA" in second
    assert "NAMA SATU" not in second
    messages = capsys.readouterr().err
    assert "3 dari 3 laporan ditulis." in messages
    assert "silent-office" in messages
    assert "99.01.03" in messages


def test_reports_do_not_depend_on_the_number_of_workers(folder: Path) -> None:
    report(folder, "-o", str(folder / "one/{office}.html"), "--workers", "1")
    report(folder, "-o", str(folder / "two/{office}.html"), "--workers", "2")
    for path in sorted((folder / "one").iterdir()):
        assert path.read_bytes() == (folder / "two" / path.name).read_bytes()


def test_an_office_without_values_says_so_and_prints_no_zero(folder: Path) -> None:
    report(folder, "-o", str(folder / "out/{office}.html"))
    third = (folder / "out/99.01.03.html").read_text()
    assert "tidak dapat dihitung" in third
    assert "LURAH TIGA" in third


def test_one_office_of_the_list(folder: Path) -> None:
    assert report(folder, "-o", str(folder / "out/{office}.html"), "--office", "99.01.02") == 0
    assert written(folder) == ["99.01.02.html"]


def test_an_office_that_is_not_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(folder, "-o", str(folder / "out/{office}.html"), "--office", "99.09.09") == 2
    assert 'Kantor "99.09.09" tidak ada' in capsys.readouterr().err
    assert written(folder) == []


def test_the_name_of_the_output_must_tell_the_offices_apart(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(folder, "-o", str(folder / "out/laporan.html")) == 2
    assert "harus memuat {office}" in capsys.readouterr().err


def test_no_workers_at_all_is_wrong_use(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(folder, "-o", str(folder / "out/{office}.html"), "--workers", "0") == 2
    assert "--workers 0" in capsys.readouterr().err


def test_every_fault_of_the_list_is_named_with_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "offices.csv").write_text(
        "office,name,head_nip,warna\n"
        "99.01.01,Satu,123,merah\n"
        "990102,Dua,,\n"
        "99.01.03,,,\n"
        "99.01.04,Empat,,\n"
        "99.01.04,Empat lagi,,\n"
    )
    assert report(folder, "-o", str(folder / "out/{office}.html")) == 1
    messages = capsys.readouterr().err
    for place in (
        "offices.csv:2:3: KESALAHAN [nip]",
        "offices.csv:3:1: KESALAHAN [area-code]",
        "offices.csv:4:2: KESALAHAN [empty-text]",
        "offices.csv:6:1: KESALAHAN [duplicate-office]",
        "offices.csv:1: PERINGATAN [unknown-column]",
    ):
        assert place in messages
    assert written(folder) == []


def test_an_office_whose_values_contradict_gets_no_report_and_the_others_do(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = folder / "values.csv"
    values.write_text(values.read_text() + "99.01.02,2024,complaints,1,\n99.01.02,2024,complaints,2,\n")
    assert report(folder, "-o", str(folder / "out/{office}.html")) == 1
    assert written(folder) == ["99.01.01.html", "99.01.03.html"]
    assert "2 dari 3 laporan ditulis." in capsys.readouterr().err


def test_a_stranger_cannot_sign_with_the_head_of_the_plan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(PLAN), "--values", str(folder / "values.csv"), "--period", "2024"]
    goal = folder / "laporan.html"
    assert main(["report", *arguments, "--office", "99.01.02", "-o", str(goal)]) == 2
    assert "--offices" in capsys.readouterr().err
    assert not goal.exists()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_rows_of_registers_are_counted_for_every_office(tmp_path: Path, workers: str) -> None:
    example = Path(__file__).parents[2] / "examples/jambi-timur"
    offices = tmp_path / "offices.csv"
    offices.write_text("office,name\n15.71.03,Kecamatan Jambi Timur\n15.71.03.1001,Kelurahan Sijenjang\n")
    goal = str(tmp_path / "out/{office}.html")
    inputs = [str(example / "plan.yaml"), "--registers", str(example / "registers"), "--period", "2017"]
    assert main(["report", *inputs, "--offices", str(offices), "-o", goal, "--workers", workers]) == 0
    district = (tmp_path / "out/15.71.03.html").read_text()
    village = (tmp_path / "out/15.71.03.1001.html").read_text()
    assert "dihitung dari 2584 di antara 2608 baris" in district
    assert "129,15" in district
    assert "LURAH SIJENJANG" in village
    assert "belum pernah mengisi register akip" in village
