"""Help, languages and colours."""

import pytest

from capaian import __version__
from capaian.cli import terminal
from capaian.cli.parser import COMMANDS
from tests.cli.conftest import Run


def test_help_shows_every_command_and_examples(run: Run) -> None:
    status, out, _ = run("--help")
    assert status == 0
    assert all(f"    {command} " in out for command in COMMANDS)
    assert "capaian report kantor-saya/plan.yaml --period 2024 -o laporan.pdf" in out
    assert "status keluar: 0 selesai; 1 ada kesalahan" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(run: Run, command: str) -> None:
    status, out, _ = run(command, "--help")
    assert status == 0
    assert f"contoh:\n  capaian {command} " in out
    assert not any(english in out for english in ("usage:", "show this help", "optional", "positional"))


def test_version(run: Run) -> None:
    assert run("--version")[1] == f"capaian {__version__}\n"


def test_argparse_speaks_english_when_asked(run: Run) -> None:
    assert "unrecognized arguments: --x" in run("check", "plan.yaml", "--lang", "en", "--x")[2]
    assert "tidak dikenal: --x" in run("check", "plan.yaml", "--x")[2]


class Terminal:
    def isatty(self) -> bool:
        return True


class Pipe:
    def isatty(self) -> bool:
        return False


@pytest.mark.parametrize("before", [["--lang", "en"], ["--lang=en"]], ids=" ".join)
def test_the_language_may_stand_before_the_command(run: Run, before: list[str]) -> None:
    assert "unrecognized arguments: --x" in run(*before, "check", "plan.yaml", "--x")[2]
    assert "exit status: 0 done" in run(*before, "--help")[1]


def test_the_help_is_in_one_language(run: Run) -> None:
    assert "tampilkan nomor versi" in run("--help")[1] and "version number" not in run("--help")[1]


def test_colours_only_on_a_terminal_that_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert terminal.paint("x", "error", Terminal()) == "\x1b[31mx\x1b[0m"  # type: ignore[arg-type]
    assert terminal.paint("x", "error", Pipe()) == "x"  # type: ignore[arg-type]
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal.paint("x", "error", Terminal()) == "x"  # type: ignore[arg-type]
