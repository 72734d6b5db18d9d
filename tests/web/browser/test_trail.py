"""The chain of the trail, verified by the command on the database that is served; a changed byte is found."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path

from tests.web.browser.conftest import CAPAIAN, environment


def verify(data: Path) -> tuple[int, str]:
    words = [*CAPAIAN, "verify", str(data), "--trail"]
    done = subprocess.run(words, env=environment(data), capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_command_finds_what_was_changed_behind_the_guards(staged: Path, tmp_path: Path) -> None:
    data = tmp_path / "copy"
    shutil.copytree(staged, data)
    status, said = verify(data)
    assert (status, said[:12]) == (0, "Rantai utuh:")
    with sqlite3.connect(data / "db.sqlite3") as database:
        database.execute("DROP TRIGGER trail_event_stays")
        database.execute("UPDATE trail_event SET by = 'lain' WHERE number = 3")
    database.close()
    assert verify(data) == (1, "Rantai rusak pada peristiwa 3: isinya berubah.\n")


def test_a_folder_without_the_application_is_named(tmp_path: Path) -> None:
    status, said = verify(tmp_path)
    assert status == 2
    assert "bukan folder data aplikasi web" in said
