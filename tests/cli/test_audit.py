"""``capaian audit``: the table, the data, the exit status, and what it says when something is wrong."""

import json

from tests.cli.conftest import Run


def test_a_file_without_a_table_of_indicators_is_never_called_sound(run: Run) -> None:
    status, out, err = run("audit", "CONTRIBUTING.md")
    assert (status, err) == (1, "")
    assert "KESALAHAN [no-claims]" in out
    assert "Tidak ditemukan tabel indikator" in out
    found = json.loads(run("audit", "CONTRIBUTING.md", "--format", "json")[1])
    assert (found["schema"], found["file"], found["claims"]) == ("capaian/audit@1", "CONTRIBUTING.md", 0)
    assert [objection["code"] for objection in found["findings"]] == ["no-claims"]


def test_a_file_that_is_not_there_is_named_and_the_others_are_audited(run: Run) -> None:
    status, out, err = run("audit", "nothing.docx", "CONTRIBUTING.md")
    assert status == 2
    assert 'Berkas "nothing.docx" tidak dapat dibuka' in err
    assert "CONTRIBUTING.md" in out


def test_what_goes_with_a_plan_asks_for_the_plan(run: Run) -> None:
    status, _, err = run("audit", "CONTRIBUTING.md", "--values", "x.csv")
    assert (status, err) == (2, "--values hanya berarti bersama --plan PLAN.\n")
