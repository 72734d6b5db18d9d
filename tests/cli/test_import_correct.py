"""``capaian import --correct``: a row that was wrong is replaced, and what stood there before stays readable."""

import datetime
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from capaian.files.registers.lake import LakePart, parts_of, replaced_of
from tests.cli.conftest import ROOT, Run
from tests.cli.test_import import KILLED, PLAN, ROWS, book, state, words

LATER: list[list[object]] = [[*ROWS[0][:6], "8 Januari 2018"], *ROWS[1:]]
"""The first letter was served four days later than the register says."""


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    """A register with three letters, in January and February."""
    folder = tmp_path / "registers"
    assert run(*words(book(tmp_path / "first.xlsx", ROWS), folder))[0] == 0
    return folder


def rows_of(folder: Path, parts: list[LakePart] | None = None) -> dict[str, datetime.date]:
    """Return the letters that count, by number, with the day when each was served."""
    listed = parts_of(folder / "letters") if parts is None else parts
    assert listed is not None
    lines = [line for part in listed for line in pq.read_table(folder / "letters" / part.name).to_pylist()]
    found = {line["number"]: line["served_on"] for line in lines}
    assert len(found) == len(lines)
    return found


def late(run: Run, folder: Path) -> list[str]:
    _, out, _ = run("explain", PLAN, "--registers", str(folder), "--period", "2018", "1.1", "--rows", "9")
    return re.findall(r"number (2018/\d), .*tidak memenuhi served_on <= due_on", out)


def test_a_corrected_row_counts_once_and_the_old_part_is_kept_and_named(
    run: Run, tmp_path: Path, folder: Path
) -> None:
    before, old = state(folder), parts_of(folder / "letters")
    assert old is not None
    assert late(run, folder) == ["2018/3"]
    status, _, err = run(*words(book(tmp_path / "b.xlsx", LATER), folder, "--correct"))
    assert status == 0
    assert "0 baris baru, 2 sudah ada.\n1 baris dikoreksi:\n" in err
    assert "  number 2018/1: served_on 2018-01-04 → 2018-01-08\n" in err
    assert "1 baris dikoreksi; bagian yang lama tetap ada" in err
    assert rows_of(folder)["2018/1"] == datetime.date(2018, 1, 8)
    assert sorted(late(run, folder)) == ["2018/1", "2018/3"]
    after = state(folder)
    assert all(after[name] == content for name, content in before.items() if name.endswith(".parquet"))
    (gone,) = replaced_of(folder / "letters")
    assert gone.part == old[0]
    assert gone.by == tuple(part.name for part in parts_of(folder / "letters") or [] if "2018-01" in part.name)
    assert gone.on == datetime.date.today().isoformat()
    assert rows_of(folder, old)["2018/1"] == datetime.date(2018, 1, 4)


def test_the_same_correction_again_changes_nothing(run: Run, tmp_path: Path, folder: Path) -> None:
    path = book(tmp_path / "b.xlsx", LATER)
    run(*words(path, folder, "--correct"))
    before = state(folder)
    status, _, err = run(*words(path, folder, "--correct"))
    assert (status, "0 baris baru, 3 sudah ada." in err) == (0, True)
    assert state(folder) == before


def test_back_again_gives_the_first_rows_and_both_replacements(run: Run, tmp_path: Path, folder: Path) -> None:
    before = rows_of(folder)
    run(*words(book(tmp_path / "b.xlsx", LATER), folder, "--correct"))
    status, _, err = run(*words(tmp_path / "first.xlsx", folder, "--correct"))
    assert (status, "1 baris dikoreksi" in err) == (0, True)
    assert rows_of(folder) == before
    assert len(replaced_of(folder / "letters")) == 2


def test_a_look_shows_the_correction_and_changes_nothing(run: Run, tmp_path: Path, folder: Path) -> None:
    before = state(folder)
    status, _, err = run(*words(book(tmp_path / "b.xlsx", LATER), folder, "--correct", "--dry-run"))
    assert status == 0
    assert "served_on 2018-01-04 → 2018-01-08" in err
    assert "Hanya dilihat" in err
    assert state(folder) == before


def test_a_row_may_move_to_another_month_beside_a_new_one(run: Run, tmp_path: Path, folder: Path) -> None:
    moved = [*ROWS[0][:3], datetime.date(2018, 3, 1), *ROWS[0][4:5], "6 Maret 2018", "2018-03-05"]
    added = [4, "2018/4", "15.71.03.1001", datetime.date(2018, 3, 2), "Perizinan", "", ""]
    path = book(tmp_path / "b.xlsx", [moved, *ROWS[1:], added])
    status, _, err = run(*words(path, folder, "--correct"))
    assert status == 0
    assert "1 baris baru, 2 sudah ada.\n1 baris dikoreksi:\n" in err
    assert "received_on 2018-01-02 → 2018-03-01, due_on 2018-01-05 → 2018-03-06" in err
    assert set(rows_of(folder)) == {"2018/1", "2018/2", "2018/3", "2018/4"}
    (gone,) = replaced_of(folder / "letters")
    assert [name.split("/")[0] for name in gone.by] == ["2018-01", "2018-03"]
    parts = parts_of(folder / "letters") or []
    assert sorted((part.name.split("/")[0], part.rows) for part in parts) == [
        ("2018-01", 1),
        ("2018-02", 1),
        ("2018-03", 2),
    ]


def test_the_only_row_of_a_month_may_leave_it(run: Run, tmp_path: Path, folder: Path) -> None:
    moved = [*ROWS[2][:3], datetime.date(2018, 1, 30), *ROWS[2][4:]]
    assert run(*words(book(tmp_path / "b.xlsx", [moved]), folder, "--correct"))[0] == 0
    assert set(rows_of(folder)) == {"2018/1", "2018/2", "2018/3"}
    assert {part.name.split("/")[0] for part in parts_of(folder / "letters") or []} == {"2018-01"}


def test_a_crash_before_the_list_is_replaced_leaves_the_old_rows(run: Run, tmp_path: Path, folder: Path) -> None:
    listed = (folder / "letters/_parts.json").read_bytes()
    command = [sys.executable, "-c", KILLED, *words(book(tmp_path / "b.xlsx", LATER), folder, "--correct")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (folder / "letters/_parts.json").read_bytes() == listed
    assert late(run, folder) == ["2018/3"]
    assert run(*words(tmp_path / "b.xlsx", folder, "--correct"))[0] == 0
    assert sorted(late(run, folder)) == ["2018/1", "2018/3"]


def test_twenty_corrections_are_listed_and_the_rest_counted(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    day = datetime.date(2018, 5, 1)
    many = [[n, f"A{n}", "15.71.03.1001", day, "Perizinan", "", ""] for n in range(25)]
    run(*words(book(tmp_path / "a.xlsx", many), folder))
    changed = [[*row[:6], "3 Mei 2018"] for row in many]
    _, _, err = run(*words(book(tmp_path / "b.xlsx", changed), folder, "--correct"))
    assert "25 baris dikoreksi:" in err
    assert err.count("served_on kosong → 2018-05-03") == 20
    assert "  … dan 5 lagi\n" in err


def test_a_column_that_the_file_lacks_is_not_emptied(run: Run, tmp_path: Path, folder: Path) -> None:
    before = state(folder)
    headings = ["No", "Nomor agenda", "Kode wilayah", "Tanggal diterima", "Jenis", "Batas waktu"]
    path = book(tmp_path / "b.xlsx", [row[:6] for row in ROWS], headings)
    status, _, err = run(*words(path, folder, "--correct"))
    assert status == 1
    assert 'KESALAHAN [correct-empties] Kolom "Tanggal selesai" tidak ada' in err
    assert "terisi pada 2 baris" in err
    assert state(folder) == before


def test_a_register_without_a_key_cannot_be_corrected(run: Run, tmp_path: Path, folder: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text((ROOT / PLAN).read_text().replace("    key: [number]\n", "", 1))
    command = words(tmp_path / "first.xlsx", tmp_path / "other", "--correct")
    command[command.index(PLAN)] = str(plan)
    status, _, err = run(*command)
    assert status == 2
    assert "--correct memerlukan kunci, dan register letters tidak punya key" in err
    assert not (tmp_path / "other").exists()


def test_the_list_says_what_replaced_what(run: Run, tmp_path: Path, folder: Path) -> None:
    run(*words(book(tmp_path / "b.xlsx", LATER), folder, "--correct"))
    listed = json.loads((folder / "letters/_parts.json").read_text())
    assert [sorted(one) for one in listed["replaced"]] == [["by", "name", "on", "rows", "sha256"]]
