"""The PDF that is printed and signed: what it says, how it breaks over pages, and what is inside the file."""

import io
import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from capaian.core.formula.typeset import TextRun
from capaian.documents import pdf
from capaian.documents.model import FormulaRow, ObjectiveGroup, Paper, Report, TargetRow, WorkingText

ROOT = Path(__file__).parents[2]
Make = Callable[..., Report]


def pages(data: bytes) -> list[str]:
    """Return the text of each page on one line each, without the marks where a long word may break."""
    texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    return [" ".join(text.replace("\u200b", "").replace("\ufffe", "").split()) for text in texts]


def tables(data: bytes, page: int) -> list[list[str]]:
    with pdfplumber.open(io.BytesIO(data)) as opened:
        rows = opened.pages[page].extract_table()
    return [[" ".join((cell or "").split()) for cell in row] for row in rows]


def test_the_table_of_targets_says_what_the_model_says(example: Make) -> None:
    report = example()
    rows = tables(pdf.render(report), 1)
    assert rows[0][0].startswith("Misi 1: Meningkatnya kualitas pelayanan public")
    assert rows[0][5] == "RENSTRA 2018"
    assert rows[1] == ["Sasaran", "IKU", "Target", "Realisasi", "Capaian (%)", "Target", "Capaian"]
    wanted = [row for mission in report.missions for group in mission.groups for row in group.targets]
    assert [row[1:] for row in rows[2:-1]] == [
        [f"{r.number} {r.name}", r.target, r.actual, r.achievement, r.next_target, r.next_achievement]
        for r in wanted
    ]
    assert [row[0][:2] for row in rows[2:-1]] == ["1.", "", "", "", "2.", "", "", "", "3.", ""]
    assert rows[-1][0] == "RATA-RATA CAPAIAN IKU"
    assert rows[-1][4] == "129,15"


def test_the_signature_follows_both_tables(example: Make) -> None:
    signed = "Jambi, Januari 2018 CAMAT JAMBI TIMUR RAHMAD SUGIHARTO, S.STP PEMBINA NIP. 19800423 199912 1 001"
    assert [page for page, text in enumerate(pages(pdf.render(example())), 1) if signed in text] == [2, 5]


def test_every_page_is_numbered(example: Make) -> None:
    texts = pages(pdf.render(example()))
    assert all(f"Halaman {n} dari {len(texts)}" in text for n, text in enumerate(texts, 1))


def test_english(example: Make) -> None:
    texts = pages(pdf.render(example(lang="en")))
    assert any("MEAN ACHIEVEMENT 129,15" in text for text in texts)
    assert f"Page 2 of {len(texts)}" in texts[1]


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (297, 210)), (Paper.F4, (330, 215))])
def test_paper_lies_on_its_side(example: Make, paper: Paper, size: tuple[int, int]) -> None:
    page = pypdfium2.PdfDocument(pdf.render(example(paper=paper)))[0]
    assert tuple(round(length / 72 * 25.4) for length in page.get_size()) == size


def test_what_cannot_be_computed_prints_its_reason_and_no_zero(altered: Make) -> None:
    report = altered(("formula: groups_active / groups * 100", "formula: groups_active / (groups - 52) * 100"))
    rows = tables(pdf.render(report), 1)
    assert rows[3][1].endswith("tidak dapat dihitung: penyebut groups - 52 bernilai nol")
    assert rows[3][3:5] == ["–", "–"]


# ---- breaking over pages ---------------------------------------------------------------------------


def stretched(report: Report, counts: list[int], word: str = "panjang", times: int = 12) -> Report:
    """Return ``report`` with one group for each of ``counts``, each of so many indicators with marked names."""

    def group(n: int, count: int) -> ObjectiveGroup:
        names = [f"G{n}R{m} " + " ".join([word] * times) for m in range(count)]
        return ObjectiveGroup(
            f"SASARAN{n} " + "yang judulnya memerlukan banyak baris " * 3,
            tuple(TargetRow(f"{m}.", f"{n}.{m}", name, "1", "1", "1", "1", "–") for m, name in enumerate(names)),
            tuple(
                FormulaRow(f"{m}.", f"{n}.{m}", name, "1", "", (WorkingText("", (TextRun("1"),)),), "Kasi", "Rekap")
                for m, name in enumerate(names)
            ),
        )

    groups = tuple(group(n, count) for n, count in enumerate(counts))
    return replace(report, missions=(replace(report.missions[0], groups=groups),))


@pytest.mark.parametrize("first", range(1, 24))
def test_a_sasaran_never_parts_from_its_first_indicator(example: Make, first: int) -> None:
    texts = pages(pdf.render(stretched(example(), [first, 5, 2, 7])))
    for group in range(4):
        titled = [n for n, text in enumerate(texts) if f"SASARAN{group} " in text]
        begun = [n for n, text in enumerate(texts) if f"G{group}R0 " in text]
        assert titled == begun
        assert len(begun) == 2


@pytest.mark.parametrize("count", range(8, 30))
def test_a_signature_is_never_alone_on_its_page(example: Make, count: int) -> None:
    signed = [text for text in pages(pdf.render(stretched(example(), [count]))) if "NIP. 1980" in text]
    assert len(signed) == 2
    assert "RATA-RATA CAPAIAN IKU" in signed[0]
    assert f"G0R{count - 1} " in signed[1]


def test_headings_repeat_on_every_page_of_a_table(example: Make) -> None:
    texts = pages(pdf.render(stretched(example(), [40, 30])))
    with_rows = [text for text in texts if "panjang" in text]
    assert len(with_rows) > 6
    assert all("Sasaran IKU Target" in text for text in with_rows)


def test_a_group_longer_than_a_page_loses_no_row(example: Make) -> None:
    text = " ".join(pages(pdf.render(stretched(example(), [90]))))
    assert all(text.count(f"G0R{n} ") == 2 for n in range(90))


def test_a_row_longer_than_a_page_is_broken_and_not_cut(altered: Make) -> None:
    long = " ".join(f"kata{n}" for n in range(1500))
    report = altered(("explanation: Jumlah Lembaga yang aktif / lembaga yang ada x 100%", f"explanation: {long}"))
    text = " ".join(pages(pdf.render(report)))
    assert all(f"kata{n}" in text for n in range(1500))


def test_a_word_longer_than_its_column_stays_inside_it(altered: Make) -> None:
    word = "x" * 300
    data = pdf.render(
        altered(("Persentase lembaga kemasyarakatan yang aktif", word), ("owner: Kasi PMK", f"owner: {word}"))
    )
    with pdfplumber.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            letters = [char for char in page.chars if char["text"] == "x"]
            for left, right in itertools.pairwise(letters):
                assert left["x1"] <= page.width - 40
                assert right["x0"] >= left["x1"] - 1 or right["top"] > left["top"]


# ---- text is text ----------------------------------------------------------------------------------


def test_markup_in_the_plan_is_printed_and_not_obeyed(altered: Make) -> None:
    name = "#panic() *tebal* $x^2$ `kode` @rujukan <label> \\ [isi]"
    text = pages(pdf.render(altered(("name: Persentase lembaga kemasyarakatan yang aktif", f"name: '{name}'"))))[1]
    assert name in text


def test_letters_that_no_font_has_are_replaced_and_the_rest_printed(altered: Make) -> None:
    report = altered(("rank: PEMBINA", 'rank: "PEMBINA ꦗ中\\U0001F600"'))
    text = pages(pdf.render(report))[1]
    assert "PEMBINA \ufffd\ufffd\ufffd" in text


def test_controls_and_marks_that_turn_the_text_are_taken_out(example: Make) -> None:
    report = example()
    hostile = replace(report, skpd="SKPD\x00 : \u202eTERBALIK\ue000")
    assert "SKPD : TERBALIK" in pages(pdf.render(hostile))[1]


# ---- the file --------------------------------------------------------------------------------------


def test_the_same_report_gives_the_same_bytes(example: Make) -> None:
    assert pdf.render(example()) == pdf.render(example())


def test_another_place_clock_and_language_give_the_same_bytes(example: Make, tmp_path: Path) -> None:
    here = pdf.render(example())
    goal = tmp_path / "laporan.pdf"
    plan = ROOT / "examples/jambi-timur/plan.yaml"
    command = [sys.executable, "-m", "capaian.cli.main", "report", str(plan), "--period", "2017", "-o", str(goal)]
    code = f"import sys; sys.argv = {command[2:]!r}; from capaian.cli.main import main; sys.exit(main())"
    environment = {**os.environ, "TZ": "Asia/Jayapura", "LC_ALL": "C", "HOME": str(tmp_path), "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert goal.read_bytes() == here


def test_it_declares_archive_and_accessibility_standards(example: Make) -> None:
    with pikepdf.open(io.BytesIO(pdf.render(example()))) as opened:
        meta = opened.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
        assert meta["dc:title"] == "LAPORAN CAPAIAN TARGET INDIKATOR KINERJA UTAMA (IKU) TAHUN 2017"
        assert str(opened.Root.Lang) == "id"
        assert bool(opened.Root.MarkInfo.Marked)
        assert opened.Root.OutputIntents[0].S == "/GTS_PDFA1"


def elements(data: bytes) -> list[tuple[str, str]]:
    """Return (role, alternative text) of every element of the tree that screen readers walk."""
    found: list[tuple[str, str]] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node.S), str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(io.BytesIO(data)) as opened:
        walk(opened.Root.StructTreeRoot.K)
    return found


def test_tables_formulas_and_picture_can_be_heard(example: Make) -> None:
    report = example()
    found = elements(pdf.render(report))
    roles = [role for role, _ in found]
    assert roles.count("/Table") == 3
    assert roles.count("/TH") == 2 + 7 + 6
    assert "/H1" in roles
    assert ("/Formula", "2555/2584 × 100% = 98,88%") in found
    assert [alt for role, alt in found if role == "/Figure"] == [report.chart.caption]


def test_only_fonts_of_the_typesetter_and_all_inside(example: Make) -> None:
    names = set()
    with pikepdf.open(io.BytesIO(pdf.render(example()))) as opened:
        for page in opened.pages:
            for font in page.Resources.get("/Font", {}).values():
                inner = font.DescendantFonts[0]
                assert any(key in inner.FontDescriptor for key in ("/FontFile2", "/FontFile3"))
                names.add(str(font.BaseFont).split("+")[1].split("-")[0])
    assert names <= {"LibertinusSerif", "NewCMMath", "NewCM10", "DejaVuSansMono"}
