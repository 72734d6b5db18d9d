"""``capaian audit``: the table, the data, the papers, the exit status, and what it says when something is wrong."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import ROOT, Run

SEED = "examples/jambi-timur/laporan-2017.txt"
PLAN = "examples/jambi-timur/plan.yaml"
SCHEMA = json.loads((ROOT / "docs/reference/audit.schema.json").read_text(encoding="utf-8"))

TABLE = """\
PEMERIKSAAN LAPORAN – laporan-2017.txt
Kecamatan Jambi timur – 2017

Tabel 1 – LAPORAN CAPAIAN TARGET INDIKATOR KINERJA UTAMA (IKU) TAHUN 2017
 Tempat            Tercetak     Pembanding    Mengapa
"""

CLEAN = """\
PENGUKURAN KINERJA TAHUN 2023

Sasaran\tIndikator\tTarget\tRealisasi\tCapaian (%)
Meningkatnya pelayanan\tPersentase surat tepat waktu\t90,00\t94,50\t105,00
\tPersentase keluhan yang ditindaklanjuti\t80,00\t84,00\t105,00
"""


def test_the_seed_as_a_table(run: Run) -> None:
    status, out, err = run("audit", SEED)
    assert (status, err) == (1, "")
    assert out.startswith(TABLE)
    assert "KESALAHAN [ratio-arithmetic]" in out
    assert "91,80%       92,31%" in out
    assert "Tabel 1: capaian = realisasi / target × 100%, menurut 9 baris." in out


def test_the_readme_shows_what_is_printed(run: Run) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("laporan-2017.txt -o temuan.docx\n…\n")[1].split("```")[0]
    assert shown in run("audit", SEED)[1]


@pytest.mark.parametrize("columns", ["80", "100", "120", "200"])
def test_the_table_fits_the_terminal(run: Run, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert max(map(len, run("audit", SEED)[1].splitlines())) <= int(columns)


def test_json_is_the_contract(run: Run) -> None:
    found = json.loads(run("audit", SEED, "--format", "json")[1])
    jsonschema.validate(found, SCHEMA)
    assert (found["schema"], found["file"], found["year"]) == ("capaian/audit@1", "laporan-2017.txt", 2017)
    wrong = next(f for f in found["findings"] if f["code"] == "ratio-arithmetic" and f["indicator"] == "1.2")
    assert wrong["level"] == "error"
    assert wrong["place"] == {"table": 2, "row": 3, "column": 4, "page": None}
    assert (wrong["printed"], wrong["recomputed"]) == ("91,80%", "92,31%")
    assert "56/61" in wrong["message"]
    codes = {f["code"] for f in found["findings"]}
    assert {"ratio-arithmetic", "sum-called-mean", "truncated-not-rounded", "inverted-formula"} <= codes
    assert {"denominator-mismatch", "unit-mismatch", "target-unambitious"} <= codes


def test_english(run: Run) -> None:
    out = run("audit", SEED, "--lang", "en")[1]
    assert "ERROR [ratio-arithmetic]" in out
    assert "Rules of achievement that the rows show" in out
    found = json.loads(run("audit", SEED, "--lang", "en", "--format", "json")[1])
    assert "it comes to 92,31%" in json.dumps(found, ensure_ascii=False)


def test_several_files_are_a_list(run: Run) -> None:
    found = json.loads(run("audit", SEED, "CONTRIBUTING.md", "--format", "json")[1])
    jsonschema.validate(found, SCHEMA)
    assert [one["file"] for one in found] == ["laporan-2017.txt", "CONTRIBUTING.md"]


def test_what_holds_gives_nothing_and_status_0(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "laporan.txt"
    paper.write_text(CLEAN, encoding="utf-8")
    status, out, err = run("audit", str(paper))
    assert (status, err) == (0, "")
    assert "Tidak ada yang tidak cocok." in out
    assert json.loads(run("audit", str(paper), "--format", "json")[1])["findings"] == []


def test_one_wrong_figure_is_one_finding(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "laporan.txt"
    paper.write_text(CLEAN.replace("94,50\t105,00", "94,50\t104,00"), encoding="utf-8")
    found = json.loads(run("audit", str(paper), "--format", "json")[1])
    assert [(f["code"], f["printed"], f["recomputed"]) for f in found["findings"]] == [
        ("achievement-arithmetic", "104,00", "105,00")
    ]


def test_a_file_without_a_table_of_indicators_is_never_called_sound(run: Run) -> None:
    status, out, err = run("audit", "CONTRIBUTING.md")
    assert (status, err) == (1, "")
    assert "KESALAHAN [no-claims]" in out
    assert "Tidak ditemukan tabel indikator" in out


def test_a_file_that_is_not_there_is_named_and_the_others_are_audited(run: Run) -> None:
    status, out, err = run("audit", "nothing.docx", "CONTRIBUTING.md")
    assert status == 2
    assert 'Berkas "nothing.docx" tidak dapat dibuka' in err
    assert "CONTRIBUTING.md" in out


def test_a_file_that_cannot_be_read_is_one_plain_message(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "laporan.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing more")
    status, out, err = run("audit", str(broken), "--format", "json")
    found = json.loads(out)
    jsonschema.validate(found, SCHEMA)
    assert (status, found["read"], found["claims"], len(found["findings"])) == (2, False, 0, 1)
    assert "KESALAHAN [paper-" in err


def test_a_folder_is_no_report(run: Run, tmp_path: Path) -> None:
    status, _, err = run("audit", str(tmp_path))
    assert status == 2
    assert "itu sebuah folder" in err


def test_a_report_cannot_command_the_terminal(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "laporan.txt"
    name = "Persentase \x1b[31msurat\u202e tepat waktu"
    paper.write_text(CLEAN.replace("94,50\t105,00", "94,50\t104,00").replace("Persentase surat tepat waktu", name))
    out = run("audit", str(paper))[1]
    assert "achievement-arithmetic" in out
    assert "\x1b" not in out and "\u202e" not in out


# ---- papers ------------------------------------------------------------------------------------------


def test_the_working_paper_in_three_formats(run: Run, tmp_path: Path) -> None:
    goals = [tmp_path / f"temuan.{ending}" for ending in ("docx", "xlsx", "html")]
    outputs = [word for goal in goals for word in ("-o", str(goal))]
    status, _, err = run("audit", SEED, *outputs, "--date", "2018-02-01")
    assert status == 1
    assert err.splitlines() == [f"Ditulis: {goal}" for goal in goals]
    assert "1 Februari 2018" in goals[2].read_text(encoding="utf-8")
    before = [goal.read_bytes() for goal in goals]
    run("audit", SEED, *outputs, "--date", "2018-02-01")
    assert [goal.read_bytes() for goal in goals] == before


def test_all_outputs_or_none(run: Run, tmp_path: Path) -> None:
    goal = tmp_path / "temuan.html"
    status, _, err = run("audit", SEED, "-o", str(goal), "-o", str(tmp_path / "nowhere/temuan.docx"))
    assert status == 2
    assert "Tidak ditulis" in err
    assert list(tmp_path.iterdir()) == []


def test_each_of_several_reports_has_a_paper_of_its_own(run: Run, tmp_path: Path) -> None:
    run("audit", SEED, "CONTRIBUTING.md", "-o", str(tmp_path / "{file}.html"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["CONTRIBUTING.html", "laporan-2017.html"]


# ---- wrong use ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--values", "x.csv"], "--values hanya berarti bersama --plan PLAN."),
        (["-o", "temuan.pdf"], 'Tidak tahu cara menulis "temuan.pdf"'),
        (["CONTRIBUTING.md", "-o", "temuan.html"], "harus memuat {file}"),
        (["CONTRIBUTING.md", "--as-plan", "plan.yaml"], "--as-plan membuat satu rencana dari satu laporan"),
        (["--as-plan", "plan.docx"], "--as-plan menulis YAML"),
        (["--plan", PLAN, "--period", "besok"], 'Periode "besok" tidak dikenal'),
        (["--date", "kemarin"], "bukan nilai yang sah"),
        ([SEED, "-o", "{file}.html"], "Beberapa hasil akan ditulis ke"),
    ],
)
def test_wrong_use(run: Run, words: list[str], said: str) -> None:
    status, out, err = run("audit", SEED, *words)
    assert (status, out) == (2, "")
    assert said in err


# ---- against what was counted ------------------------------------------------------------------------


def test_against_the_offices_own_counts(run: Run) -> None:
    found = json.loads(run("audit", SEED, "--plan", PLAN, "--format", "json")[1])
    assert found["compared"] is True
    counted = [(f["indicator"], f["printed"], f["recomputed"]) for f in found["findings"] if "count" in f["code"]]
    assert ("1.2", "91,80", "92,31") in counted


def test_against_a_snapshot(run: Run, tmp_path: Path) -> None:
    run("freeze", PLAN, "--period", "2017", "-o", str(tmp_path / "potret"))
    found = json.loads(run("audit", SEED, "--plan", str(tmp_path / "potret"), "--format", "json")[1])
    plain = json.loads(run("audit", SEED, "--plan", PLAN, "--format", "json")[1])
    assert found == plain


def test_a_report_without_a_year_asks_for_the_period(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "laporan.txt"
    paper.write_text(CLEAN.replace(" TAHUN 2023", ""), encoding="utf-8")
    status, _, err = run("audit", str(paper), "--plan", PLAN)
    assert status == 2
    assert "Tambahkan --period" in err


def test_a_faulty_plan_stops_the_comparison(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("schema: capaian/plan@1\n")
    status, out, err = run("audit", SEED, "--plan", str(tmp_path / "plan.yaml"))
    assert (status, out) == (1, "")
    assert "[missing-key]" in err


# ---- a plan from a report ----------------------------------------------------------------------------

EXACT = {
    "1.1": "91.105521",
    "1.2": "92.307692",
    "1.3": "0.208424",
    "1.4": "25.000000",
    "2.1": "84.550346",
    "2.2": "100.000000",
    "2.3": "3.536855",
    "2.4": "5.208333",
    "3.1": "61.700000",
    "3.2": "78.490951",
}


def test_the_seeds_draft_measures_what_its_report_should_have_said(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "kantor/plan.yaml"
    _, _, err = run("audit", SEED, "--as-plan", str(plan))
    assert f"Ditulis: {plan}" in err
    assert "Rancangan 10 indikator" in err
    status, _, err = run("check", str(plan))
    assert (status, err) == (0, f"Tidak ada yang salah pada {plan}.\n")
    measured = json.loads(run("measure", str(plan), "--period", "2017", "--format", "json")[1])
    assert {one["code"]: one["actual"]["value"] for one in measured["indicators"]} == EXACT
    assert measured["mean_achievement"]["printed"] == "129,15"
    text = plan.read_text(encoding="utf-8")
    assert "# PERIKSA: realisasi tercetak 91,80, tetapi hitungannya memberi 92,31." in text
    assert "# PERIKSA: tercetak pembagi 2.200, tetapi semua hasilnya dihitung dengan 2.602." in text
    assert "statement: >-\n      Meningkatnya kualitas pelayanan public" in text


CONTRACTS = "tests/contracts/plan.yaml", "--values", "tests/contracts/values-2024.csv", "--period", "2024"
OWN = {"example": (PLAN, "--period", "2017"), "contract": CONTRACTS}


@pytest.mark.parametrize("ending", ["docx", "xlsx", "html", "pdf"])
@pytest.mark.parametrize("own", OWN)
def test_a_report_of_our_own_goes_back_to_a_plan_that_measures_the_same(
    run: Run, tmp_path: Path, own: str, ending: str
) -> None:
    report, plan = tmp_path / f"laporan.{ending}", tmp_path / "plan.yaml"
    assert run("report", *OWN[own], "-o", str(report))[0] == 0
    before = json.loads(run("measure", *OWN[own], "--format", "json")[1])
    run("audit", str(report), "--as-plan", str(plan))
    assert run("check", str(plan))[0] == 0
    after = json.loads(run("measure", str(plan), "--period", OWN[own][-1], "--format", "json")[1])
    for key in ("code", "target", "actual", "achievement"):
        assert [one[key] for one in after["indicators"]] == [one[key] for one in before["indicators"]], key
    assert after["mean_achievement"] == before["mean_achievement"]


def test_a_draft_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "values-2017.csv").write_text("mine")
    status, _, err = run("audit", SEED, "--as-plan", str(tmp_path / "plan.yaml"), "-o", str(tmp_path / "t.html"))
    assert status == 2
    assert "sudah berisi values-2017.csv" in err
    assert (tmp_path / "values-2017.csv").read_text() == "mine"
    assert not (tmp_path / "plan.yaml").exists()


def test_no_draft_of_a_report_without_indicators(run: Run, tmp_path: Path) -> None:
    status, _, err = run("audit", "CONTRIBUTING.md", "--as-plan", str(tmp_path / "plan.yaml"), "--period", "2017")
    assert status == 2
    assert "Rancangan tidak ditulis" in err
