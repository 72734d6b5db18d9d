"""The command as people run it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from capaian.cli.main import main

ROOT = Path(__file__).parents[2]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command from the project's folder: its status, what it printed, what it said."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "110")

    def go(*words: str) -> tuple[int, str, str]:
        try:
            status = main(words)
        except SystemExit as left:  # argparse leaves this way
            status = int(left.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return go
