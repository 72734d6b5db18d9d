"""The command as people run it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from capaian.cli.main import main
from tests.spec.test_registers import ROWS, plan_text

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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two districts with rows, one without, and the city above them."""
    (tmp_path / "plan.yaml").write_text(
        plan_text('from: letters, count: rows, where: kind == "letter"').replace(
            "formula: v", "formula: v / w * 100"
        )
        + "  w: {label: W, from: letters, count: rows}\n"
    )
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers/letters.csv").write_text(ROWS)
    (tmp_path / "offices.csv").write_text(
        "office,name\n99.01.01,Kecamatan Satu\n99.01.02,Kecamatan Dua\n99.01.03,Kecamatan Tiga\n99.01,Kota Contoh\n"
    )
    return tmp_path
