"""Books that are wrong in one place: a plain finding by cell or file, and nothing half-added."""

import datetime
import json
import os
import re
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Run
from tests.cli.test_import import HEADINGS, PLAN, ROWS, book, state, words

ALL = [*HEADINGS, "Standar (hari kerja)"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "registers"


def row(**changes: object) -> list[object]:
    """A sound fourth letter, with the cells that are to be wrong."""
    sound: dict[str, object] = {
        "No": 4,
        "Nomor agenda": "2018/4",
        "Kode wilayah": "15.71.03.1001",
        "Tanggal diterima": datetime.date(2018, 3, 1),
        "Jenis": "Perizinan",
        "Batas waktu": "",
        "Tanggal selesai": "",
        "Standar (hari kerja)": 3,
    }
    return list((sound | {name.replace("_", " "): value for name, value in changes.items()}).values())


@pytest.mark.parametrize(
    ("changes", "cell", "code", "shown"),
    [
        ({"Standar (hari kerja)": "tiga"}, "H7", "row-type", '"tiga"'),
        ({"Standar (hari kerja)": "3 hari"}, "H7", "row-type", '"3 hari"'),
        ({"Standar (hari kerja)": 2.5}, "H7", "row-type", '"2.5"'),
        ({"Tanggal_diterima": "31 Februari 2018"}, "D7", "row-type", '"31 Februari 2018"'),
        ({"Tanggal_diterima": "31/02/2018"}, "D7", "row-type", '"31/02/2018"'),
        ({"Tanggal_diterima": "1 Maret 217"}, "D7", "row-type", '"1 Maret 217"'),
        ({"Tanggal_diterima": "01/03/20177"}, "D7", "row-type", '"01/03/20177"'),
        ({"Tanggal_diterima": 43160}, "D7", "row-type", '"43160"'),
        ({"Nomor_agenda": "2018/3"}, "B7", "row-duplicate", "A6"),
        ({"Jenis": "Undangan"}, "E7", "row-choice", '"Undangan"'),
    ],
)
def test_a_cell_that_is_wrong_is_named_and_nothing_is_added(
    run: Run, tmp_path: Path, folder: Path, changes: dict[str, object], cell: str, code: str, shown: str
) -> None:
    rows = [[*one, 3] for one in ROWS]
    status, _, err = run(*words(book(tmp_path / "a.xlsx", [*rows, row(**changes)], ALL), folder))
    assert status == 1
    place = "A7" if code == "row-duplicate" else cell
    (line,) = re.findall(r".*KESALAHAN.*(?:\n .*)*", err)
    assert f"Surat 2018!{place}: KESALAHAN [{code}]" in line
    assert shown in line
    assert not folder.exists()


def test_a_formula_is_read_by_its_result_and_one_without_is_named(run: Run, tmp_path: Path, folder: Path) -> None:
    written = openpyxl.Workbook()
    sheet = written.active
    sheet.title = "Surat"
    sheet.append(ALL)
    for number, one in enumerate(ROWS, 2):
        sheet.append([*one, f"=1+{number}"])
    written.save(tmp_path / "a.xlsx")
    status, _, err = run(*words(tmp_path / "a.xlsx", folder))
    assert status == 1
    assert re.findall(r"Surat!(\w+): KESALAHAN \[([\w-]+)\]", err) == [
        (f"H{number}", "formula-empty") for number in (2, 3, 4)
    ]
    assert "rumus tanpa hasil" in err
    assert not folder.exists()
    # The same book after a spreadsheet has computed and saved it.
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</f><v></v>", b"</f><v>5</v>"))
    assert run(*words(tmp_path / "b.xlsx", folder))[0] == 0
    days = {n for path in folder.rglob("*.parquet") for n in pq.read_table(path)["standard_days"].to_pylist()}
    assert days == {5}


def test_a_bomb_is_refused_by_name(run: Run, tmp_path: Path, folder: Path) -> None:
    path = book(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/big", "w") as out:
        for _ in range(501):
            out.write(bytes(1_000_000))
    status, _, err = run(*words(path, folder))
    assert status == 1
    assert "a.xlsx: KESALAHAN [file-unreadable]" in err
    assert "byte setelah dibuka" in err
    assert not folder.exists()


def test_a_part_with_other_columns_stops_the_import_and_the_measurement(
    run: Run, tmp_path: Path, folder: Path
) -> None:
    path = book(tmp_path / "a.xlsx", ROWS)
    run(*words(path, folder))
    listed = json.loads((folder / "letters/_parts.json").read_text())
    other = pa.table({"number": [1], "place": ["15.71.03.1001"]})
    pq.write_table(other, folder / "letters" / listed["parts"][1]["name"])
    before = state(folder)
    measure = ("measure", PLAN, "--registers", str(folder), "--values", os.devnull, "--period", "2018")
    for status, _, err in (run(*words(path, folder)), run(*measure)):
        assert status == 1
        assert f"{listed['parts'][1]['name']}: KESALAHAN [register-schema]" in err
        assert "received_on" in err
    assert state(folder) == before


def test_rows_in_a_second_sheet_are_not_passed_over(run: Run, tmp_path: Path, folder: Path) -> None:
    file = book(tmp_path / "buku.xlsx", ROWS)
    workbook = openpyxl.load_workbook(file)
    second = workbook.copy_worksheet(workbook.active)
    second.title = "FEB"
    other = workbook.create_sheet("Lain")  # of another register: some headings alike, not all that are needed
    other.append(["Nomor agenda", "Kode wilayah", "Tanggal diterima"])
    workbook.save(file)
    status, _, err = run(*words(file, folder))
    assert status == 1 and not state(folder)
    assert "[second-sheet]" in err and '"FEB"' in err and "FEB!A" in err and '"Lain"' not in err


def test_a_heading_that_stands_twice_is_not_guessed(run: Run, tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "buku.csv"
    file.write_text("number,place,received_on,Tanggal diterima,kind\n1,15.71.03,2018-01-02,2018-02-03,permit\n")
    status, _, err = run(*words(file, folder))
    assert status == 1 and not state(folder)
    assert f"{file}:1:4: KESALAHAN [column-twice]" in err
