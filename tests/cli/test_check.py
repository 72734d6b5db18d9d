"""``capaian check``: all that is wrong, or that nothing is."""

from pathlib import Path

from tests.cli.conftest import Run

PLAN = "examples/jambi-timur/plan.yaml"


def test_nothing_is_wrong_with_the_example(run: Run) -> None:
    status, out, err = run("check", PLAN)
    assert (status, out) == (0, "")
    assert err == f"Tidak ada yang salah pada {PLAN}.\n"


def test_warnings_do_not_stop_the_work(run: Run, tmp_path: Path) -> None:
    values = tmp_path / "values.csv"
    values.write_text("period,variable,value\n2017,groups,-2\n")
    status, _, err = run("check", PLAN, "--values", str(values))
    assert status == 0
    assert f"{values}:2:3: PERINGATAN [negative-value]" in err
    assert "0 kesalahan, 1 peringatan, 0 catatan." in err


def test_contradictions_are_found_where_a_period_is_named(run: Run, tmp_path: Path) -> None:
    values = tmp_path / "values.csv"
    values.write_text("period,variable,value\n2017,groups,52\n2017,groups,53\n")
    assert run("check", PLAN, "--values", str(values))[0] == 0
    status, _, err = run("check", PLAN, "--values", str(values), "--period", "2017")
    assert status == 1
    assert "[duplicate-conflict]" in err


def test_findings_speak_english_when_asked(run: Run) -> None:
    status, _, err = run("check", "tests/faults/plan.yaml", "--lang", "en")
    assert status == 1
    assert 'ERROR [unknown-key] Unknown key "report"' in err
    assert "20 errors, 0 warnings, 0 notes." in err


def test_english_says_one_warning_and_two_warnings(run: Run, tmp_path: Path) -> None:
    values = tmp_path / "values.csv"
    values.write_text("period,variable,value\n2017,groups,-2\n")
    assert "0 errors, 1 warning, 0 notes." in run("check", PLAN, "--values", str(values), "--lang", "en")[2]
    values.write_text("period,variable,value\n2017,groups,-2\n2017,groups,-2\n")
    assert "0 errors, 2 warnings, 0 notes." in run("check", PLAN, "--values", str(values), "--lang", "en")[2]
