"""The collector of findings judged by itself: what nobody raised fails a whole run, also with workers."""

from pathlib import Path

import pytest

from tests.raised import missing

ROOT = Path(__file__).parents[2]
SUITE = """
from capaian.core.findings.finding import finding
from capaian.files.plan.reader import parse_plan

def test_raised_by_the_house():
    assert [one.code for one in parse_plan(b"", "plan.yaml")[1]] == ["file-empty"]

def test_made_by_a_test():
    assert finding("not-utf8").code == "not-utf8"
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    pytester.makeini("[pytest]\ntestpaths = suite\n")
    pytester.makeconftest('pytest_plugins = ["tests.raised"]')
    pytester.mkdir("suite").joinpath("test_one.py").write_text(SUITE, encoding="utf-8")
    return pytester


def test_a_whole_run_fails_and_names_what_nobody_raised(suite: pytest.Pytester) -> None:
    done = suite.runpytest_subprocess("-n", "2")
    said = done.stdout.str()
    assert done.ret == pytest.ExitCode.TESTS_FAILED and "2 passed" in said
    codes = said.partition("findings that no test has provoked")[2].split()
    assert "not-utf8" in codes, "made by hand is raised by nobody"
    assert "file-empty" not in codes


@pytest.mark.parametrize("asked", [["suite/test_one.py"], ["-k", "raised"]])
def test_a_part_of_the_suite_is_not_asked_for_all(suite: pytest.Pytester, asked: list[str]) -> None:
    done = suite.runpytest_subprocess("-n", "0", *asked)
    assert done.ret == pytest.ExitCode.OK and "no test has provoked" not in done.stdout.str()


def test_what_is_missing_is_what_was_not_raised() -> None:
    everything = set(missing(set()))
    assert missing(everything) == [] and missing(everything - {"not-utf8"}) == ["not-utf8"]
