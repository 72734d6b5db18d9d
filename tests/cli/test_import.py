"""``capaian import``: the clerk's Excel book into a register, whole or not at all."""

import datetime
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from capaian.files.plan.reader import read_plan
from capaian.files.registers.lake import ConcurrentChange
from capaian.pipeline.import_register import execute_import, prepare_import
from tests.cli.conftest import ROOT, Run

PLAN = "examples/jambi-timur/plan.yaml"
HEADINGS = ["No", "Nomor agenda", "Kode wilayah", "Tanggal diterima", "Jenis", "Batas waktu", "Tanggal selesai"]
ROWS: list[list[object]] = [
    [1, "2018/1", "15.71.03.1001", datetime.date(2018, 1, 2), "Non perizinan", "5 Januari 2018", "04/01/2018"],
    [2, "2018/2", "15.71.03.1002", datetime.date(2018, 1, 31), "Perizinan", "9 Februari 2018", ""],
    [
        3,
        "2018/3",
        "15.71.03.1001",
        datetime.date(2018, 2, 1),
        "Non perizinan",
        "6 Februari 2018",
        "7 Februari 2018",
    ],
]


def book(path: Path, rows: list[list[object]], headings: list[str] = HEADINGS) -> Path:
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("Surat 2018")
    sheet.merge_range("A1:G1", "BUKU SURAT MASUK TAHUN 2018")
    date = workbook.add_format({"num_format": "dd mmmm yyyy"})
    sheet.write_row(2, 0, headings)
    for number, row in enumerate(rows, 3):
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(number, column, datetime.datetime.combine(value, datetime.time()), date)
            else:
                sheet.write(number, column, value)
    workbook.close()
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "registers"


def words(file: Path, folder: Path, *more: str) -> list[str]:
    return ["import", str(file), "--register", "letters", "--plan", PLAN, "--registers", str(folder), *more]


def state(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_it_says_what_it_understood_and_adds_the_rows(run: Run, tmp_path: Path, folder: Path) -> None:
    status, _, err = run(*words(book(tmp_path / "buku.xlsx", ROWS), folder))
    assert status == 0
    assert "3 baris untuk Register surat masuk dan permohonan izin" in err
    assert "  Tanggal diterima → received_on\n" in err
    assert "  (tidak ada) → applicant: Pemohon\n" in err
    assert 'PERINGATAN [unknown-column] Kolom "No"' in err
    assert "3 baris baru, 0 sudah ada." in err
    assert sorted(path.parent.name for path in folder.rglob("*.parquet")) == ["2018-01", "2018-02"]
    measured = run("measure", PLAN, "--registers", str(folder), "--values", os.devnull, "--period", "2018")
    assert measured[0] in (0, 1)
    status, out, _ = run("explain", PLAN, "--registers", str(folder), "--period", "2018", "1.1")
    assert status == 0
    assert "number 2018/3, received_on 2018-02-01" in out
    assert "tidak memenuhi served_on <= due_on" in out


def test_a_second_import_of_the_same_file_adds_nothing(run: Run, tmp_path: Path, folder: Path) -> None:
    path = book(tmp_path / "buku.xlsx", ROWS)
    run(*words(path, folder))
    before = state(folder)
    status, _, err = run(*words(path, folder))
    assert status == 0
    assert "0 baris baru, 3 sudah ada." in err
    assert state(folder) == before


def test_next_months_book_adds_next_month_and_leaves_the_parts_as_they_were(
    run: Run, tmp_path: Path, folder: Path
) -> None:
    run(*words(book(tmp_path / "a.xlsx", ROWS[:2]), folder))
    before = state(folder)
    status, _, err = run(*words(book(tmp_path / "b.xlsx", ROWS), folder))
    assert status == 0
    assert "1 baris baru, 2 sudah ada." in err
    after = state(folder)
    assert {name: after[name] for name in before if name.endswith(".parquet")} == {
        name: content for name, content in before.items() if name.endswith(".parquet")
    }
    assert len(after) == len(before) + 1


def test_a_look_adds_nothing(run: Run, tmp_path: Path, folder: Path) -> None:
    status, _, err = run(*words(book(tmp_path / "a.xlsx", ROWS), folder, "--dry-run"))
    assert status == 0
    assert "3 baris baru" in err
    assert not folder.exists()


def test_one_fault_and_nothing_is_added(run: Run, tmp_path: Path, folder: Path) -> None:
    rows = [
        *ROWS,
        [4, "2018/4", "15.71.03.1001", "31 Februari 2018", "Perizinan", "", ""],
        [5, "", "x", "", "y", "", ""],
    ]
    status, _, err = run(*words(book(tmp_path / "a.xlsx", rows), folder))
    assert status == 1
    assert "a.xlsx!Surat 2018!D7: KESALAHAN [row-type]" in err
    assert "a.xlsx!Surat 2018!B8: KESALAHAN [row-required]" in err
    assert "Tidak ada baris yang ditambahkan" in err
    assert not folder.exists()


def test_a_row_that_is_there_with_other_contents_is_not_overwritten(run: Run, tmp_path: Path, folder: Path) -> None:
    run(*words(book(tmp_path / "a.xlsx", ROWS), folder))
    before = state(folder)
    changed = [[*ROWS[0][:6], "8 Januari 2018"], *ROWS[1:]]
    status, _, err = run(*words(book(tmp_path / "b.xlsx", changed), folder))
    assert status == 1
    assert "[row-differs]" in err
    assert "served_on 2018-01-04 → 2018-01-08" in err
    assert state(folder) == before


def test_a_book_that_is_typed_by_hand_is_left_alone(run: Run, tmp_path: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "letters.csv").write_text("number\n")
    status, _, err = run(*words(book(tmp_path / "a.xlsx", ROWS), folder))
    assert status == 1
    assert "[import-beside]" in err


def test_a_register_that_is_not_in_the_plan(run: Run, tmp_path: Path, folder: Path) -> None:
    command = words(book(tmp_path / "a.xlsx", ROWS), folder)
    command[command.index("letters")] = "surat"
    status, _, err = run(*command)
    assert status == 2
    assert 'Register "surat" tidak ada dalam rencana. Yang ada: letters,' in err


KILLED = """
import os, signal, sys
from pathlib import Path
real = Path.replace
def replace(self, target):
    if Path(target).name == "_parts.json":
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, target)
Path.replace = replace
from capaian.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_crash_in_the_middle_leaves_the_old_state_whole(run: Run, tmp_path: Path, folder: Path) -> None:
    run(*words(book(tmp_path / "a.xlsx", ROWS[:2]), folder))
    listed = (folder / "letters/_parts.json").read_bytes()
    command = [sys.executable, "-c", KILLED, *words(book(tmp_path / "b.xlsx", ROWS), folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (folder / "letters/_parts.json").read_bytes() == listed
    _, out, _ = run("explain", PLAN, "--registers", str(folder), "--period", "2018", "1.1")
    assert "2018/3" not in out
    status, _, err = run(*words(tmp_path / "b.xlsx", folder))
    assert (status, "1 baris baru, 2 sudah ada." in err) == (0, True)


def test_a_crash_in_the_first_import_leaves_nothing_that_counts(run: Run, tmp_path: Path, folder: Path) -> None:
    killed = KILLED.replace('"_parts.json"', '"_parts.json" and list(Path(target).parent.glob("*/*.parquet"))')
    path = book(tmp_path / "a.xlsx", ROWS)
    command = [sys.executable, "-c", killed, *words(path, folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(list(folder.rglob("*.parquet"))) == 2
    status, out, _ = run("explain", PLAN, "--registers", str(folder), "--period", "2018", "1.1")
    assert "2018/3" not in out
    status, _, err = run(*words(path, folder))
    assert (status, "3 baris baru, 0 sudah ada." in err) == (0, True)


def test_a_list_that_cannot_be_read_is_named(run: Run, tmp_path: Path, folder: Path) -> None:
    path = book(tmp_path / "a.xlsx", ROWS)
    run(*words(path, folder))
    for content in ("{", '{"schema": "capaian/parts@9", "parts": []}', '{"schema": "capaian/parts@1"}'):
        (folder / "letters/_parts.json").write_text(content)
        before = state(folder)
        measure = ("measure", PLAN, "--registers", str(folder), "--values", os.devnull, "--period", "2018")
        for status, _, err in (run(*words(path, folder)), run(*measure)):
            assert status == 1
            assert "_parts.json: KESALAHAN [file-unreadable]" in err
        assert state(folder) == before


def test_two_who_add_at_once_do_not_lose_rows(tmp_path: Path, folder: Path) -> None:
    plan, _ = read_plan(ROOT / PLAN)
    assert plan is not None
    register = plan.registers["letters"]
    first, _ = prepare_import(register, book(tmp_path / "a.xlsx", ROWS[:1]), folder)
    second, _ = prepare_import(register, book(tmp_path / "b.xlsx", ROWS[1:]), folder)
    assert first and second
    execute_import(first, folder)
    before = state(folder / "letters")["_parts.json"]
    with pytest.raises(ConcurrentChange):
        execute_import(second, folder)
    assert state(folder / "letters")["_parts.json"] == before


def test_who_came_second_is_told_to_try_again(
    run: Run, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(planned: object, goal: Path, on: str) -> None:
        raise ConcurrentChange(str(goal))

    monkeypatch.setattr("capaian.cli.import_.execute_import", changed)
    status, _, err = run(*words(book(tmp_path / "a.xlsx", ROWS), folder))
    assert status == 2
    assert "Orang lain baru saja menambah letters" in err


def test_the_list_names_rows_and_hashes(run: Run, tmp_path: Path, folder: Path) -> None:
    run(*words(book(tmp_path / "a.xlsx", ROWS), folder))
    listed = json.loads((folder / "letters/_parts.json").read_text())
    assert listed["schema"] == "capaian/parts@1"
    assert [part["rows"] for part in listed["parts"]] == [2, 1]
    assert all(part["name"].startswith(("2018-01/", "2018-02/")) for part in listed["parts"])
    assert all(part["name"].split("/")[1].startswith(part["sha256"][:12]) for part in listed["parts"])
