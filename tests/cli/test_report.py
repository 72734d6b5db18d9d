"""``capaian report``: all files whole, or none."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from capaian.documents import render
from tests.cli.conftest import ROOT, Run

PLAN = "examples/jambi-timur/plan.yaml"
ENDINGS = ("pdf", "docx", "xlsx", "html")


def goals(folder: Path) -> list[str]:
    return [word for ending in ENDINGS for word in ("-o", str(folder / f"laporan.{ending}"))]


def test_four_documents_in_one_call(run: Run, tmp_path: Path) -> None:
    status, out, err = run("report", PLAN, "--period", "2017", *goals(tmp_path))
    assert (status, out) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"laporan.{ending}" for ending in ENDINGS)
    assert all(f"Ditulis: {tmp_path}/laporan.{ending}" in err for ending in ENDINGS)
    starts = {path.suffix: path.read_bytes()[:4] for path in tmp_path.iterdir()}
    assert starts == {".pdf": b"%PDF", ".docx": b"PK\x03\x04", ".xlsx": b"PK\x03\x04", ".html": b"<!DO"}


def test_a_report_takes_the_place_of_an_older_one(run: Run, tmp_path: Path) -> None:
    goal = tmp_path / "laporan.html"
    goal.write_text("lama")
    assert run("report", PLAN, "--period", "2017", "-o", str(goal))[0] == 0
    assert goal.read_text().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("laporan.odt", "Akhiran yang dikenal: .pdf, .docx, .xlsx, .html"),
        ("laporan", "Akhiran yang dikenal"),
        ("tidak/ada/laporan.html", "berkas atau foldernya tidak ada"),
    ],
)
def test_where_it_cannot_be_written(run: Run, tmp_path: Path, goal: str, said: str) -> None:
    status, _, err = run("report", PLAN, "--period", "2017", "-o", str(tmp_path / goal))
    assert status == 2
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_neither_half_a_file_nor_one_of_two(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "a.html"
    old.write_text("lama")
    synced = []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(render.os, "fsync", full)
    status, _, err = run("report", PLAN, "--period", "2017", "-o", str(old), "-o", str(tmp_path / "b.html"))
    assert status == 2
    assert "ruang penyimpanan penuh" in err
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    assert old.read_text() == "lama"


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
from capaian.cli.main import main
sys.exit(main(sys.argv[1:]))
"""

KILLED = """
import os, signal, sys
from pathlib import Path
Path.replace = lambda self, target: os.kill(os.getpid(), signal.SIGKILL)
from capaian.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def in_process(code: str, goal: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, "report", PLAN, "--period", "2017", "-o", str(goal)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_file_that_may_not_grow_is_not_left_half_written(tmp_path: Path) -> None:
    done = in_process(LIMITED, tmp_path / "laporan.html")
    assert done.returncode == 2
    assert "Tidak ada berkas setengah jadi yang tertinggal" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_killed_process_leaves_the_old_report_as_it_was(tmp_path: Path) -> None:
    goal = tmp_path / "laporan.html"
    goal.write_text("lama")
    done = in_process(KILLED, goal)
    assert done.returncode == -signal.SIGKILL
    assert goal.read_text() == "lama"


def test_paper_and_language_reach_the_documents(run: Run, tmp_path: Path) -> None:
    goal = tmp_path / "laporan.html"
    status, *_ = run("report", PLAN, "--period", "2017", "--paper", "f4", "--lang", "en", "-o", str(goal))
    assert status == 0
    page = goal.read_text()
    assert '<html lang="en">' in page
    assert "330mm 215mm" in page
