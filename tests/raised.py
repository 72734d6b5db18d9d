"""Collects the codes of findings that code really raises while tests run, and asks for all of them at the end.

A pytest plugin. What counts is a call of ``capaian.core.findings.finding.finding`` by a module of ``capaian``:
a finding that a test makes by hand, or that is read back from what was stored, was raised by nobody. Workers of
xdist hand
their codes to the process that started them. A code that nobody raised fails the run, but only a run of the whole
suite: a few files are not expected to raise every finding.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import capaian
from capaian.core.findings.catalogue import CATALOGUE
from capaian.core.findings.finding import Finding, finding

HOUSE = str(Path(capaian.__file__).parent) + "/"
HANDED = "capaian_raised"
RAISED = pytest.StashKey[set[str]]()
MISSING = pytest.StashKey[list[str]]()


class Collector:
    """Looks at every finding that is built, and keeps the codes of those that code of ``capaian`` raised."""

    def __init__(self) -> None:
        self.codes: set[str] = set()
        self._checked = Finding.__post_init__

    def start(self) -> None:
        def checked(one: Finding) -> None:
            self._checked(one)
            if _raised_by_the_house():
                self.codes.add(one.code)

        Finding.__post_init__ = checked  # type: ignore[method-assign]

    def stop(self) -> None:
        Finding.__post_init__ = self._checked  # type: ignore[method-assign]


def _raised_by_the_house() -> bool:
    """Tell whether the finding that is being built was asked of ``finding`` by a module of ``capaian``."""
    frame = sys._getframe(2)  # from here: checked, then what the dataclass wrote, then who builds it
    while frame.f_code is not finding.__code__:
        if frame.f_code.co_name != "__init__" or frame.f_back is None:
            return False
        frame = frame.f_back
    caller = frame.f_back
    return caller is not None and caller.f_code.co_filename.startswith(HOUSE)


def whole(config: pytest.Config) -> bool:
    """Tell whether every test of the fast suite was asked for: no path, no word, no mark and none left out."""
    asked = vars(config.option)
    narrowed = any(asked.get(word) for word in ("keyword", "ignore", "ignore_glob", "deselect", "lf", "stepwise"))
    by_mark = asked["markexpr"] not in ("", "not long")
    return config.args_source is config.ArgsSource.TESTPATHS and not by_mark and not narrowed


def missing(raised: set[str]) -> list[str]:
    """Return the codes of the catalogue that were not raised, in its order."""
    return [code for code in CATALOGUE if code not in raised]


@pytest.hookimpl
def pytest_configure(config: pytest.Config) -> None:
    config.stash[RAISED] = set()


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Iterator[None]:
    """Collect while tests run: not while they are collected, where tests build their cases."""
    collector = Collector()
    collector.start()
    try:
        return (yield)
    finally:
        collector.stop()
        session.config.stash[RAISED] |= collector.codes


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the codes of a worker that has ended; one that died has handed nothing, and its test has failed."""
    node.config.stash[RAISED] |= set(getattr(node, "workeroutput", {}).get(HANDED, ()))


@pytest.hookimpl
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput[HANDED] = sorted(config.stash[RAISED])
        return
    ended = exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and not session.shouldfail
    if ended and whole(config) and not config.option.collectonly:
        config.stash[MISSING] = missing(config.stash[RAISED])
        if config.stash[MISSING]:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    codes = config.stash.get(MISSING, None)
    if codes is None:
        return
    if codes:
        terminalreporter.section("findings that no test has provoked", red=True)
        terminalreporter.write_line(f"{len(codes)} of {len(CATALOGUE)}: {' '.join(codes)}", red=True)
    else:
        terminalreporter.write_line(f"all {len(CATALOGUE)} findings of the catalogue were raised")
