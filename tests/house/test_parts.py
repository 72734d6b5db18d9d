"""What ``make test`` prints at its end, and that it fails where a part fails."""

import sys

import pytest

from tests.parts import run

GOOD, BAD = f"{sys.executable} -c pass", f"{sys.executable} -c 'raise SystemExit(3)'"


def test_every_part_is_timed(capfd: pytest.CaptureFixture[str]) -> None:
    assert run([f"satu={GOOD}", f"dua={GOOD}"], since=0) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[:2] == ["satu", "dua"]
    assert [line.split()[0] for line in lines[2:]] == ["satu", "dua", "seluruhnya"]


def test_a_part_that_fails_is_the_last_and_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    assert run([f"satu={GOOD}", f"dua={BAD}", f"tiga={GOOD}"], since=0) == 3
    said = capfd.readouterr().out
    assert "tiga" not in said and said.splitlines()[-1] == "GAGAL: dua"
