"""The working paper of an audit: the same words in three formats, live figures, and nothing that could run."""

import datetime
import io
import re
import zipfile

import docx
import openpyxl
import pytest

from capaian.audit.examine import examine
from capaian.core.claims.claim import Claims
from capaian.core.claims.objection import Examined, Objection
from capaian.core.claims.transcript import Spot
from capaian.core.findings.finding import finding
from capaian.documents.findings.compose import compose
from capaian.documents.findings.model import FindingsPaper
from capaian.documents.findings.recomputing import recomputation_of
from capaian.documents.findings.render import FORMATS, render
from capaian.documents.findings.words import WORDS
from capaian.documents.model import Paper
from tests.audit.paper import board, compared, line, paper
from tests.audit.seed import seed

DAY = datetime.date(2018, 2, 1)
EVIL = '=HYPERLINK("http://x","y")'


def made(claims: Claims | None = None, examined: Examined | None = None, **how: object) -> FindingsPaper:
    claims = claims or seed()
    return compose(claims, examined or examine(claims), sha256="ab" * 32, day=DAY, **how)  # type: ignore[arg-type]


def words_of(data: bytes, ending: str) -> str:
    """Everything that a reader sees, on one line."""
    if ending == ".docx":
        document = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return " ".join([*(p.text for p in document.paragraphs), *cells])
    if ending == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        return " ".join(
            str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None
        )
    return re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", data.decode(), flags=re.DOTALL))


def test_every_format_says_all_that_the_model_says() -> None:
    model = made()
    for ending in FORMATS:
        words = " ".join(words_of(render(model, ending), ending).replace("&#34;", '"').split())
        said = [*model.title, *(value for _, value in model.head), *model.filing, *model.headings.columns]
        said += [text for row in model.rows for text in (row.printed, row.should, row.explanation, row.mend)]
        said += [item for section in model.sections for item in (section.title, *section.items)]
        missing = [text for text in said if text and " ".join(text.split()) not in words]
        assert missing == [], ending


def test_the_head_says_what_was_audited_and_when() -> None:
    head = dict(made().head)
    assert head["Perangkat daerah"] == "KECAMATAN JAMBI TIMUR"
    assert head["Tahun laporan"] == "2017"
    assert head["SHA-256 berkas"] == "ab" * 32
    assert head["Tanggal pemeriksaan"] == "1 Februari 2018"
    assert head["Yang diperiksa"].endswith("angka dalam 2 tabel indikator")


def test_a_finding_has_its_place_its_figures_and_how_they_are_made() -> None:
    row = next(row for row in made().rows if row.code == "ratio-arithmetic" and row.printed.startswith("91,80"))
    assert row.place[:2] == ("Tabel 1", "baris 1, kolom 4")
    assert row.should.startswith("92,31")
    assert row.recomputation is not None
    assert row.recomputation.text == "48/52 × 100% = 92,31"
    assert row.recomputation.formula == "=48/52*100"


def test_the_workbook_makes_the_figure_again() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(made(), ".xlsx")))
    formulas = {c.value for row in book.worksheets[0].iter_rows() for c in row if c.data_type == "f"}
    assert "=48/52*100" in formulas


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("sheet", Paper)
def test_the_same_paper_is_the_same_bytes(ending: str, lang: str, sheet: Paper) -> None:
    assert render(made(lang=lang, paper=sheet), ending) == render(made(lang=lang, paper=sheet), ending)


def test_both_languages_have_every_word() -> None:
    english = made(lang="en")
    assert english.title == ("WORKING PAPER OF AN AUDIT", "FIGURES OF A PERFORMANCE REPORT 2017")
    assert all(indonesian and words for indonesian, words in WORDS.values())


def evil() -> FindingsPaper:
    """The paper on a report whose every text would run in a careless program."""
    claims = paper(board(line(EVIL, compared("90", "80")), title=f"<script>{EVIL}"), office="@office\x00\x1b")
    objection = Objection(
        finding("negative-value", variable="<b>", found=EVIL),
        Spot(1, 1, 3, 3),
        "1.1",
        printed=EVIL,
        recomputed="+1+1",
        heading="-2+3",
    )
    return made(claims, Examined((objection,)))


def test_text_that_begins_like_a_formula_stays_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(evil(), ".xlsx")))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not [c.value for c in cells if c.data_type == "f"]
    assert EVIL in [c.value for c in cells]


def test_markup_in_a_report_is_text_in_its_paper() -> None:
    page = render(evil(), ".html").decode()
    assert "<script>" not in page and "&lt;script&gt;" in page
    package = zipfile.ZipFile(io.BytesIO(render(evil(), ".docx")))
    assert all("\x1b" not in package.read(name).decode("utf-8", "replace") for name in package.namelist())


def test_the_page_is_whole_by_itself() -> None:
    page = render(made(), ".html").decode()
    assert not re.search(r"(?:src|href)=|<script|url\(|@import", page)


def test_a_paper_without_findings_says_so() -> None:
    claims = paper(board(line("Persentase surat", compared("90,00", "94,50", "105,00"))))
    model = made(claims, Examined(()))
    assert model.rows == ()
    for ending in FORMATS:
        assert "Tidak ada angka yang tidak cocok" in words_of(render(model, ending), ending)


def test_the_summary_counts_the_gravest_first() -> None:
    levels = [row.level_key for row in made().summary]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    assert sum(row.count for row in made().summary) == len(made().rows)


def test_findings_of_reading_and_unread_tables_stand_in_a_section_of_their_own() -> None:
    unread = Objection(finding("not-read", table=3), Spot(3, 3))
    model = made(seed(), Examined((unread,)), findings=[finding("paper-macros")])
    section = next(section for section in model.sections if "tidak terbaca" in section.title)
    assert len(section.items) == 2 and "makro" in section.items[1]


@pytest.mark.parametrize(
    ("target", "actual", "achieved", "should", "formula"),
    [
        ("80", "84", "100,00", "105,00", "=84/80*100"),
        ("4", "5", "100,00", "75,00", "=(2*4-5)/4*100"),
        ("4", "5", "100,00", "80,00", "=4/5*100"),
    ],
)
def test_an_achievement_is_made_again_by_the_rule_that_gives_it(
    target: str, actual: str, achieved: str, should: str, formula: str
) -> None:
    claims = paper(board(line("x", compared(target, actual, achieved))))
    spot = claims.boards[0].lines[0].main.achievement.spot  # type: ignore[union-attr]
    objection = Objection(finding("negative-value"), spot, "1.1", achieved, should)
    found = recomputation_of(objection, claims)
    assert found is not None and found.formula == formula


def test_what_no_simple_way_gives_is_not_made_up() -> None:
    objection = Objection(finding("negative-value"), Spot(1, 1, 4, 4), "1.2", "91,80", "77,77")
    assert recomputation_of(objection, seed()) is None
