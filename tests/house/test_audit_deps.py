"""``make audit-deps``: a known hole fails and is named; what could not be asked about is said. Without a network.

The script runs whole, with a stand-in for Python that makes an environment in which ``pip-audit`` answers from a
list of holes of the test.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STAND_IN = """#!{python}
import os, pathlib, sys
words = sys.argv[1:]
if words[:2] != ["-m", "venv"]:
    os.execv({python!r}, [{python!r}, *words])
for name, lines in {programs!r}.items():
    program = pathlib.Path(words[2]) / "bin" / name
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text("#!/bin/sh\\n" + lines)
    program.chmod(0o755)
"""
SAYS_FAILED = "echo 'ERROR: tidak ada jaringan' >&2; exit 1"


class Locked:
    """A tree with the script and three locked packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "requirements").mkdir()
        for name in ("audit.sh", "audit_result.py"):
            shutil.copy(ROOT / "requirements" / name, folder / "requirements" / name)
        shutil.copy(ROOT / "Makefile", folder)
        locked = "\n".join(
            f"{name}==1.0 \\\n    --hash=sha256:{'0' * 64}" for name in ("alpha", "Beta_b[x]", "gamma")
        )
        (folder / "requirements/server.txt").write_text(locked)

    def audited(self, pip_audit: str, install: str = "exit 0", **more: str) -> subprocess.CompletedProcess[str]:
        """Run ``make audit-deps``; give the lines of the programs of its environment."""
        stand_in = self.folder / "python"
        programs = {"python": install + "\n", "pip-audit": pip_audit + "\n"}
        stand_in.write_text(STAND_IN.format(python=sys.executable, programs=programs))
        stand_in.chmod(0o755)
        return subprocess.run(
            ["make", "--no-print-directory", f"PYTHON={stand_in}", "audit-deps"],
            cwd=self.folder,
            env=os.environ | more,
            capture_output=True,
            text=True,
            check=False,
        )

    def answering(self, *packages: dict[str, object], status: int = 0) -> str:
        """Return the lines of a ``pip-audit`` that found this of the packages."""
        file = self.folder / "holes.json"
        file.write_text(json.dumps({"dependencies": packages, "fixes": []}))
        return f"cat {file}; exit {status}"


@pytest.fixture
def locked(tmp_path: Path) -> Locked:
    return Locked(tmp_path)


def sound(name: str) -> dict[str, object]:
    return {"name": name, "version": "1.0", "vulns": []}


HOLED: dict[str, object] = {
    "name": "gamma",
    "version": "1.0",
    "vulns": [{"id": "CVE-2026-1", "fix_versions": ["1.1", "2.0"], "aliases": [], "description": "x"}],
}
SKIPPED: dict[str, object] = {"name": "alpha", "skip_reason": "not found"}


def test_a_known_hole_fails_loudly_and_is_named(locked: Locked) -> None:
    run = locked.audited(locked.answering(sound("alpha"), sound("beta-b"), HOLED, status=1))
    assert run.returncode != 0
    assert "LUBANG: gamma 1.0: CVE-2026-1, diperbaiki di 1.1, 2.0" in run.stderr
    assert run.stdout == "3 dari 3 pustaka diperiksa; 1 lubang yang diketahui.\n"


def test_a_hole_fails_also_where_others_could_not_be_asked_about(locked: Locked) -> None:
    run = locked.audited(locked.answering(SKIPPED, HOLED, status=1))
    assert run.returncode != 0
    assert "LUBANG: gamma" in run.stderr and "PERHATIAN: 2 pustaka TIDAK diperiksa" in run.stderr


def test_without_a_hole_it_says_how_many_were_asked_about(locked: Locked) -> None:
    run = locked.audited(locked.answering(sound("alpha"), sound("beta-b"), sound("gamma")), STRICT="1")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "3 dari 3 pustaka diperiksa; 0 lubang yang diketahui.\n"


@pytest.mark.parametrize(
    ("pip_audit", "install"),
    [
        (SAYS_FAILED, "exit 0"),
        ("exit 0", SAYS_FAILED),
        ("echo '{'", "exit 0"),
        ("echo '{\"dependencies\": []}'", "exit 0"),
    ],
    ids=["it does not reach the list", "it cannot be installed", "half an answer", "nothing asked about"],
)
def test_what_could_not_be_asked_is_said_and_never_called_sound(
    locked: Locked, pip_audit: str, install: str
) -> None:
    run = locked.audited(pip_audit, install)
    assert run.returncode == 0
    assert "TIDAK diperiksa" in run.stderr and "lubang yang diketahui" not in run.stdout
    assert ("tidak ada jaringan" in run.stderr) == ("ERROR" in pip_audit + install)
    assert locked.audited(pip_audit, install, STRICT="1").returncode != 0


@pytest.mark.parametrize("answered", [[SKIPPED, sound("gamma")], [sound("gamma")]], ids=["skipped", "left out"])
def test_packages_that_were_left_out_are_named(locked: Locked, answered: list[dict[str, object]]) -> None:
    run = locked.audited(locked.answering(*answered))
    assert (run.returncode, run.stdout) == (0, "1 dari 3 pustaka diperiksa; 0 lubang yang diketahui.\n")
    assert "PERHATIAN: 2 pustaka TIDAK diperiksa, daftarnya tidak terjangkau: alpha, beta-b" in run.stderr
    assert locked.audited(locked.answering(*answered), STRICT="1").returncode != 0


def test_every_locked_package_of_ours_is_known_by_name(locked: Locked) -> None:
    lock = (ROOT / "requirements/server.txt").read_text(encoding="utf-8")
    (locked.folder / "requirements/server.txt").write_text(lock)
    run = locked.audited(locked.answering(sound("django")))
    # A package may stand twice, for two kinds of machine.
    count = len({re.split(r"[=[]", line)[0] for line in lock.splitlines() if re.match(r"\w.*==", line)})
    assert run.stdout == f"1 dari {count} pustaka diperiksa; 0 lubang yang diketahui.\n"
