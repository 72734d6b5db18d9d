"""``capaian verify`` on registers: a part that is not what was written is named."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_import import ROWS, book, words


@pytest.fixture
def registers(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "registers"
    assert run(*words(book(tmp_path / "buku.xlsx", ROWS), folder))[0] == 0
    return folder


def test_parts_that_are_whole(run: Run, registers: Path) -> None:
    for folder in (registers, registers / "letters"):
        status, out, err = run("verify", str(folder))
        assert (status, err) == (0, "")
        assert "2 bagian dari 1 register" in out


@pytest.mark.parametrize("how", ["changed", "gone", "list"])
def test_what_is_not_as_written_is_named(run: Run, registers: Path, how: str) -> None:
    listed = json.loads((registers / "letters/_parts.json").read_text())
    part = registers / "letters" / listed["parts"][0]["name"]
    if how == "changed":
        part.write_bytes(part.read_bytes()[:-9] + b"x" + part.read_bytes()[-8:])
    elif how == "gone":
        part.unlink()
    else:
        (registers / "letters/_parts.json").write_text("{")
    status, out, err = run("verify", str(registers))
    assert (status, out) == (1, "")
    assert (
        "[file-unreadable]" if how == "list" else f"[part-changed] Bagian register {listed['parts'][0]['name']}"
    ) in err
