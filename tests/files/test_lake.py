"""Parts and their list: what two who write at once, and one who dies, leave behind."""

import datetime
import multiprocessing
import subprocess
import sys
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from filelock import FileLock

from capaian.files.registers import lake
from capaian.files.registers.lake import LOCK, PARTS_LIST, ConcurrentChange, add_parts, parts_of

ROW = pa.table({"number": ["a1"], "day": [datetime.date(2018, 1, 1)]})
TURNS = 12


def add_many(goal: Path, name: str, others: Barrier) -> None:
    """Add one row after another, each compared with the list as it was, until all are in."""
    others.wait(60)
    order, again = ["number"], 0
    for number in range(TURNS):
        row = pa.table({"number": [f"{name}{number}"], "day": [datetime.date(2018, 1 + number, 1)]})
        while True:
            known = parts_of(goal) or []
            try:
                add_parts(goal, row, date="day", order=order, known=known)
                break
            except ConcurrentChange:
                again += 1
    (goal.parent / f"{name}.told").write_text(str(again))


def test_two_processes_that_add_many_times_lose_no_row(tmp_path: Path) -> None:
    goal, spawn = tmp_path / "letters", multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(2)
    writers = [spawn.Process(target=add_many, args=(goal, name, barrier)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    parts = parts_of(goal)
    assert parts is not None
    numbers = [n for part in parts for n in pq.read_table(goal / part.name).column("number").to_pylist()]
    assert sorted(numbers) == sorted(f"{name}{number}" for name in "ab" for number in range(TURNS))
    # Each row that was told to wait wrote its part once more, and nothing else is on disk.
    assert len(list(goal.rglob("*.parquet"))) == 2 * TURNS


HELD = """
import os, sys
from filelock import FileLock
FileLock(sys.argv[1]).acquire()
os._exit(1)
"""


def test_a_lock_that_a_dead_process_left_blocks_nobody(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HELD, str(tmp_path / LOCK)]
    assert subprocess.run(command, check=False).returncode == 1
    assert len(add_parts(tmp_path, ROW, date="day", order=["number"], known=[])) == 1


def test_who_waits_too_long_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lake, "LOCK_TIMEOUT", 0)
    with FileLock(tmp_path / LOCK), pytest.raises(BlockingIOError, match="lock"):
        add_parts(tmp_path, ROW, date="day", order=["number"], known=[])
    assert not (tmp_path / PARTS_LIST).exists()
