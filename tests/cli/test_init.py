"""``capaian init``: an office's first five minutes."""

from pathlib import Path

import openpyxl
import pytest

from capaian.cli.main import main

FILES = ["BACA-SAYA.md", "plan.schema.json", "plan.yaml", "values-2026.xlsx"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    goal = tmp_path / "kantor" / "saya"
    assert main(["init", str(goal), "--year", "2026"]) == 0
    return goal


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def filled(folder: Path, values: dict[str, object]) -> None:
    """Fill the form as a clerk does: a value beside the variable of the first quarter."""
    book = openpyxl.load_workbook(folder / "values-2026.xlsx")
    sheet = book["Nilai"]
    for row in sheet.iter_rows(min_row=7):
        if row[0].value == "2026-Q1" and row[1].value in values:
            row[3].value = values[row[1].value]
            row[4].value = "rekap-tw1.xlsx"
    book.save(folder / "values-2026.xlsx")


COUNTS = {
    "permits": 18,
    "permits_on_time": 15,
    "letters": 2584,
    "letters_on_time": 2555,
    "complaints": 8,
    "complaint_days": 52,
    "satisfaction": 83.75,
    "akip_score": "B",
}


def test_it_writes_a_plan_a_form_a_schema_and_a_guide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "kantor"
    assert main(["init", str(folder), "--year", "2026"]) == 0
    assert listed(folder) == FILES
    said = capsys.readouterr().err
    assert f"capaian check {folder}/plan.yaml" in said
    assert "GANTI" in said


def test_the_new_plan_has_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "plan.yaml")]) == 0
    assert "[" not in capsys.readouterr().err


def test_an_empty_form_is_missing_and_not_zero(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", str(folder / "plan.yaml"), "--period", "2026"]) == 0
    table = capsys.readouterr().out
    assert table.count("→ tidak dapat dihitung: sel nilai") == 4
    assert "0 dari 4 indikator terukur" in table
    assert "→ tidak dapat dihitung: tidak ada indikator yang terukur" in table


def test_a_filled_form_is_measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(folder, COUNTS)
    assert main(["measure", str(folder / "plan.yaml"), "--period", "2026-Q1"]) == 0
    table = capsys.readouterr().out
    for figures in ("91,11 101,23", "6,50 70,00", "83,75 100,00", "B 100,00"):
        assert figures in " ".join(table.split())


def test_the_plan_names_the_schema_for_editors(folder: Path) -> None:
    first = (folder / "plan.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=plan.schema.json"


def test_nothing_is_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "plan.yaml").write_text("milik saya")
    for name in ("plan.schema.json", "values-2026.xlsx", "BACA-SAYA.md"):
        (folder / name).unlink()
    assert main(["init", str(folder), "--year", "2026"]) == 2
    assert "sudah berisi plan.yaml" in capsys.readouterr().err
    assert listed(folder) == ["plan.yaml"]
    assert (folder / "plan.yaml").read_text() == "milik saya"


def test_a_folder_with_other_files_is_used(tmp_path: Path) -> None:
    (tmp_path / "surat.docx").write_text("lama")
    assert main(["init", str(tmp_path), "--year", "2026"]) == 0
    assert listed(tmp_path) == [*FILES[:3], "surat.docx", FILES[3]]


@pytest.mark.parametrize("year", ["26", "1899", "2199", "-1"])
def test_a_year_that_makes_no_sense(tmp_path: Path, year: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "x"), f"--year={year}"]) == 2
    assert f"Tahun {year} tidak masuk akal" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_file_where_the_folder_should_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x").write_text("")
    assert main(["init", str(tmp_path / "x"), "--year", "2026"]) == 2
    assert capsys.readouterr().err.strip()
