"""The DOCX that a secretary edits: tables, native equations, a native chart, and what keeps pages together."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx as word
import pytest
from docx.oxml.ns import qn

from capaian.documents import docx
from capaian.documents.model import Bar, Paper, Report

Make = Callable[..., Report]
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def opened(report: Report) -> word.document.Document:
    return word.Document(io.BytesIO(docx.render(report)))


def cells(table: word.table.Table) -> list[list[str]]:
    """Return the text of the cells that each row has of its own, in reading order."""
    return [
        ["".join(t.text or "" for t in cell.iter(qn("w:t"), qn("m:t"))) for cell in row._tr.findall(qn("w:tc"))]
        for row in table.rows
    ]


def test_the_table_of_targets_says_what_the_model_says(example: Make) -> None:
    report = example()
    rows = cells(opened(report).tables[0])
    assert rows[0] == [report.missions[0].title, "RENSTRA 2018"]
    assert rows[1] == ["Sasaran", "IKU", "Target", "Realisasi", "Capaian (%)", "Target", "Capaian"]
    wanted = []
    for group in report.missions[0].groups:
        for n, r in enumerate(group.targets):
            figures = [r.target, r.actual, r.achievement, r.next_target, r.next_achievement]
            wanted.append(["" if n else group.title, f"{r.number} {r.name}", *figures])
    assert rows[2:-1] == wanted
    assert rows[-1] == ["RATA-RATA CAPAIAN IKU", "129,15", ""]


def test_the_sasaran_spans_its_indicators(example: Make) -> None:
    rows = opened(example()).tables[0].rows
    merges = [row._tr.tc_lst[0].vMerge for row in rows]
    assert merges == [None, None, *["restart", *["continue"] * 3] * 2, "restart", "continue", None]


def test_headings_repeat_and_rows_stay_whole(example: Make) -> None:
    for table, headings in zip(opened(example()).tables[:2], (2, 1), strict=True):
        repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert repeated == [True] * headings + [False] * (len(table.rows) - headings)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_first_indicator_is_kept_with_the_next_and_the_mean_with_the_signature(example: Make) -> None:
    def kept(row: word.table._Row) -> bool:
        return all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)

    rows = opened(example()).tables[0].rows
    assert [kept(row) for row in rows] == [True, True, *[True, False, False, True] * 2, True, True, True]


def test_fractions_are_equations_of_word(example: Make) -> None:
    body = opened(example()).element.body

    def text(element: object) -> str:
        return "".join(t.text for t in element.iter(qn("m:t")))  # type: ignore[attr-defined]

    fractions = [(text(f.find(qn("m:num"))), text(f.find(qn("m:den")))) for f in body.iter(qn("m:f"))]
    assert fractions[:4] == [("2555", "2584"), ("15", "18"), ("48", "52"), ("197", "94519")]
    assert ("Rp 20.198.106", "Rp 27.006.382") in fractions
    equations = [text(e) for e in body.iter(qn("m:oMath"))]
    assert equations[0] == "25552584 × 100% = 98,88%"
    assert len(equations) == 16


def test_the_signature_stands_under_both_tables(example: Make) -> None:
    lines = [paragraph.text for paragraph in opened(example()).paragraphs]
    signature = ["Jambi, Januari 2018", "CAMAT JAMBI TIMUR", "", "", "", "", "RAHMAD SUGIHARTO, S.STP", "PEMBINA"]
    found = [n for n in range(len(lines)) if lines[n : n + 8] == signature]
    assert len(found) == 2
    assert all(lines[n + 8] == "NIP. 19800423 199912 1 001" for n in found)


def chart_of(report: Report) -> object:
    part = next(p for p in opened(report).part.package.iter_parts() if str(p.partname).startswith("/word/charts"))
    return word.oxml.parser.parse_xml(part.blob)


def test_the_chart_prints_every_figure_and_is_described(example: Make) -> None:
    report = example()
    chart = chart_of(report)
    labels = [t.text for label in chart.iter(f"{C}dLbl") for t in label.iter(f"{A}t")]  # type: ignore[attr-defined]
    assert labels == [bar.printed for bar in report.chart.bars]
    described = [e.get("descr") for e in opened(report).element.body.iter(qn("wp:docPr"))]
    assert described == [report.chart.caption]


def test_what_falls_short_is_hatched_and_not_only_of_another_colour(contract: Make) -> None:
    chart = chart_of(contract())
    hatched = [
        p.find(f"{C}idx").get("val")
        for p in chart.iter(f"{C}dPt")
        if next(p.iter(f"{A}pattFill"), None) is not None
    ]  # type: ignore[attr-defined]
    assert hatched == ["1"]


def test_many_bars_are_drawn_in_charts_that_fit_a_page(example: Make) -> None:
    report = example()
    bars = tuple(Bar(f"{n}", "Nama", "100,00", "0.5000", True, False) for n in range(40))
    document = opened(replace(report, chart=replace(report.chart, bars=bars)))
    heights = [int(e.get("cy")) / 36000 for e in document.element.body.iter(qn("wp:extent"))]
    assert len(heights) == 3
    assert max(heights) < 170


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (297, 210)), (Paper.F4, (330, 215))])
def test_paper_lies_on_its_side_and_tables_fill_its_width(
    example: Make, paper: Paper, size: tuple[int, int]
) -> None:
    document = opened(example(paper=paper))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size
    for table in document.tables[:2]:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert abs(sum(widths) / 1440 * 25.4 - (size[0] - 30)) < 0.5


def test_pages_are_numbered_in_the_readers_language(example: Make) -> None:
    for lang, words in (("id", ["Halaman ", "1", " dari ", "1"]), ("en", ["Page ", "1", " of ", "1"])):
        line = opened(example(lang=lang)).sections[0].footer.paragraphs[0]
        assert [run.text for run in line.runs if run.text.strip()][1:] == words
        codes = [code.text.strip() for code in line._p.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]


def test_what_cannot_be_computed_prints_its_reason_and_no_zero(altered: Make) -> None:
    report = altered(("formula: groups_active / groups * 100", "formula: groups_active / (groups - 52) * 100"))
    row = cells(opened(report).tables[0])[3]
    assert row[1].endswith("tidak dapat dihitung: penyebut groups - 52 bernilai nol")
    assert row[3:5] == ["–", "–"]


def test_two_missions_have_a_table_each_and_one_mean(example: Make) -> None:
    report = example()
    twice = replace(report, missions=(report.missions[0], replace(report.missions[0], title="Misi 2: Lain")))
    document = opened(twice)
    assert [cells(table)[0][0] for table in document.tables[:2]] == [report.missions[0].title, "Misi 2: Lain"]
    assert [cells(table)[-1][0] for table in document.tables[:2]] == [
        "",
        "RATA-RATA CAPAIAN IKU",
    ]


def test_characters_that_xml_cannot_hold_are_left_out(example: Make) -> None:
    report = replace(example(), skpd="SKPD\x00\x0b\x1b\ud800\uffff : <b>&amp;", footer="kaki\x07")
    assert "SKPD : <b>&amp;" in [paragraph.text for paragraph in opened(report).paragraphs]


def test_the_same_report_gives_the_same_bytes_without_a_clock_in_them(example: Make) -> None:
    made = docx.render(example())
    assert made == docx.render(example())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name for name in archive.namelist())
    properties = opened(example()).core_properties
    assert properties.created.isoformat()[:10] == "2017-12-31"
    assert properties.author == "Kecamatan Jambi Timur"


def test_headings_and_language_serve_readers_who_listen(example: Make) -> None:
    document = opened(example())
    styles = [
        paragraph.style.name for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")
    ]
    assert styles.count("Heading 1") == 4
    language = document.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val"))
    assert language == "id-ID"
    captions = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in document.tables]
    assert all(captions)
