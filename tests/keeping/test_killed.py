"""A server that is killed leaves the old state or the new, and another goes on from there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.keeping.conftest import ROOT, environment, inside


@pytest.mark.parametrize("times", [1, pytest.param(4, marks=pytest.mark.long)])
def test_killed_in_an_import_a_freeze_a_report_and_a_start(backup: Path, tmp_path: Path, times: int) -> None:
    """One of each in ``make test-long``; ``bench/kill.py`` does it as often as one likes, on both databases."""
    words = ["--times", str(times), "--seed", "5", "--from", str(backup)]
    done = subprocess.run(
        [sys.executable, ROOT / "bench/kill.py", *words],
        env=environment(tmp_path) | {"ROWS": "500", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'bench'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{times} killed" in done.stdout and "nothing between" in done.stdout


DYING = """
import os
from django.db.migrations.executor import MigrationExecutor
noted = MigrationExecutor.record_migration
def die(self, migration):
    if (migration.app_label, migration.name) == ("trail", "0001_initial"):
        os._exit(9)
    noted(self, migration)
MigrationExecutor.record_migration = die
from capaian.web.backup.upgrade import upgrade_database
upgrade_database()
"""


def test_a_start_that_dies_before_it_notes_what_it_did_can_be_done_again(tmp_path: Path) -> None:
    """Django notes some migrations after the transaction that applied them; ours is around both."""
    lines = f"import django\ndjango.setup()\n{DYING}"
    data = tmp_path / "data"
    died = subprocess.run([sys.executable, "-c", lines], env=environment(data), cwd=ROOT, check=False)
    assert died.returncode == 9
    inside(data, "from capaian.web.backup.upgrade import upgrade_database\nupgrade_database()")
    assert inside(data, "from capaian.web.trail.models import *\nprint(Event.objects.count())").split() == ["0"]
