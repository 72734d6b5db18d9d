"""Word documents as a reader of their pages sees them."""

from collections.abc import Callable
from pathlib import Path

import docx as word
import pytest

from capaian.core.claims.transcript import Cell
from capaian.documents import docx as own
from capaian.documents.model import Report
from capaian.reading.word.docx import read
from capaian.reading.word.numbering import numeral
from tests.documents.reading_files import official_tables, p, r, said, tbl, tc, tr, word_file

Make = Callable[..., Report]


@pytest.fixture
def spoken(tmp_path: Path) -> Callable[..., list[object]]:
    """Write a body of Word and return what is read."""

    def speak(body: str, **parts: str) -> list[object]:
        transcript, _ = read(word_file(tmp_path / "laporan.docx", body, **parts))
        return said(transcript)

    return speak


Speak = Callable[..., list[object]]


def test_paragraphs_and_tables_come_in_order(tmp_path: Path) -> None:
    document = word.Document()
    document.add_heading("LAPORAN KINERJA 2023", 1)
    table = document.add_table(2, 3)
    for cell, text in zip(table._cells, ["Indikator", "Target", "Realisasi", "Surat", "90", "91,11"], strict=True):
        cell.text = text
    document.add_paragraph("Jambi,\u00a0Januari\t2024")
    document.save(str(tmp_path / "a.docx"))
    transcript, findings = read(tmp_path / "a.docx")
    assert said(transcript) == [
        "LAPORAN KINERJA 2023",
        [["Indikator", "Target", "Realisasi"], ["Surat", "90", "91,11"]],
        "Jambi, Januari 2024",
    ]
    assert not findings
    assert transcript is not None and transcript.file == "a.docx"
    assert [block.block for block in transcript.blocks] == [1, 2, 3]


def cells(tmp_path: Path, table: str) -> list[Cell]:
    transcript, _ = read(word_file(tmp_path / "tabel.docx", table))
    assert transcript is not None
    return [cell for grid in transcript.grids for cell in grid.cells]


def test_cells_span_columns_and_rows(tmp_path: Path) -> None:
    table = tbl(
        tr(tc("Sasaran", '<w:vMerge w:val="restart"/>'), tc("Tahun 2023", '<w:gridSpan w:val="2"/>')),
        tr(tc("<w:p/>", "<w:vMerge/>"), "Target", "Realisasi"),
        tr(tc("S1", '<w:vMerge w:val="restart"/>'), "1", "2"),
        tr(tc("<w:p/>", '<w:vMerge w:val="continue"/>'), "3", "4"),
    )
    assert cells(tmp_path, table) == [
        Cell("Sasaran", 1, 1, rows=2),
        Cell("Tahun 2023", 1, 2, columns=2),
        Cell("Target", 2, 2),
        Cell("Realisasi", 2, 3),
        Cell("S1", 3, 1, rows=2),
        Cell("1", 3, 2),
        Cell("2", 3, 3),
        Cell("3", 4, 2),
        Cell("4", 4, 3),
    ]


def test_two_merged_cells_one_above_the_other_stay_two(tmp_path: Path) -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(*(tr(tc(text, merge), "x") for text, merge in [("A", restart), ("", goes_on), ("B", restart)]))
    assert [cell for cell in cells(tmp_path, table) if cell.column == 1] == [
        Cell("A", 1, 1, rows=2),
        Cell("B", 3, 1),
    ]


def test_older_merges_across_and_rows_that_begin_further_in(tmp_path: Path) -> None:
    table = tbl(
        tr(tc("A", '<w:hMerge w:val="restart"/>'), tc("<w:p/>", "<w:hMerge/>"), "B"),
        tr("C", "D", properties='<w:gridBefore w:val="1"/>'),
    )
    assert cells(tmp_path, table) == [Cell("A", 1, 1, columns=2), Cell("B", 1, 3), Cell("C", 2, 2), Cell("D", 2, 3)]


def test_a_table_in_a_cell_is_a_grid_of_its_own_or_lines_of_the_cell(spoken: Speak) -> None:
    inner = tbl(tr("Target", "Realisasi"), tr("90", "91"))
    column = tbl(tr("a. Perizinan 15/18"), tr("b. Lain 3/4"))
    outer = tbl(tr(tc(p("Luar") + inner + p()), tc(column + p())))
    assert spoken(outer) == [[["Luar", "a. Perizinan 15/18\nb. Lain 3/4"]], [["Target", "Realisasi"], ["90", "91"]]]


def test_content_controls_and_insertions_are_read_and_deletions_are_not(spoken: Speak) -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Di dalam kendali')}</w:sdtContent></w:sdt>"
        f"<w:p><w:ins>{r('91,')}</w:ins><w:del><w:r><w:delText>90,</w:delText></w:r></w:del>{r('11')}"
        f"<w:moveFrom>{r('pindah')}</w:moveFrom><w:sdt><w:sdtContent>{r('%')}</w:sdtContent></w:sdt></w:p>"
        + tbl(tr("A", "B"), tr("hapus", "ini", properties="<w:del/>"), tr("C", "D", properties="<w:ins/>"))
    )
    assert spoken(body) == ["Di dalam kendali", "91,11%", [["A", "B"], ["C", "D"]]]


def test_hidden_text_is_left_out_and_told(tmp_path: Path) -> None:
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    styled = '<w:rStyle w:val="H"/>'
    body = f"<w:p>{r('91,80')}{r('dulu 90', '<w:vanish/>')}{r('x', styled)}</w:p>"
    off = '<w:vanish w:val="0"/>'
    shown = f"<w:p>{r('tampak', styled + off)}</w:p>"
    transcript, findings = read(word_file(tmp_path / "a.docx", body + shown, styles=styles))
    assert said(transcript) == ["91,80", "tampak"]
    assert [(found.code, found.values["count"]) for found in findings] == [("paper-hidden-text", "1")]
    assert "dulu 90" in findings[0].message()


def test_breaks_tabs_hyphens_and_symbols(spoken: Speak) -> None:
    body = (
        "<w:p><w:r><w:t>Rata</w:t><w:noBreakHyphen/><w:t>rata</w:t><w:br/><w:t>per</w:t><w:softHyphen/>"
        '<w:t>izinan</w:t><w:tab/><w:t>15/18</w:t><w:sym w:font="Symbol" w:char="F0B4"/><w:t>100%</w:t>'
        '<w:br w:type="page"/></w:r></w:p>'
        "<w:p><w:r><w:t>rata‑rata</w:t></w:r></w:p>"
    )
    assert spoken(body) == ["Rata-rata\nperizinan 15/18×100%", "rata-rata"]


def test_a_raised_mark_never_becomes_a_digit_of_the_figure(spoken: Speak) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert spoken(f"<w:p>{r('91,80')}{r('1)', raised)}</w:p>") == ["91,80¹⁾"]


def u(text: str) -> str:
    return r(text, '<w:u w:val="single"/>')


@pytest.mark.parametrize(
    ("over", "under", "lines"),
    [
        (u("2.555") + r(" x 100% = 98,88%"), r("2.584"), "2.555/2.584 x 100% = 98,88%"),
        (r("Capaian = ") + u("2.") + u("555"), r("2.584 × 100 %"), "Capaian = 2.555/2.584 × 100 %"),
        (
            u("Jumlah surat tepat waktu") + r("  x 100%"),
            r("   Jumlah surat masuk"),
            "(Jumlah surat tepat waktu)/(Jumlah surat masuk) x 100%",
        ),
        (r("a. ") + u("15") + r(" x 100% = 83,33%"), r("18"), "a. 15/18 x 100% = 83,33%"),
        (u("Rumus:"), r("15/18 x 100% = 83,33%"), "Rumus:\n15/18 x 100% = 83,33%"),
        (u("Formulasi"), r("Surat tepat waktu/surat x 100%"), "Formulasi\nSurat tepat waktu/surat x 100%"),
        (u("90"), r("91"), "90\n91"),
        (u("CAMAT JAMBI TIMUR"), r("NIP 19800423"), "CAMAT JAMBI TIMUR\nNIP 19800423"),
        (u("15") + r(" x 100% = 83,33%"), r("Rata-rata = 90%"), "15 x 100% = 83,33%\nRata-rata = 90%"),
        (u("15") + r(" x 100%"), u("18"), "15 x 100%\n18"),
    ],
)
def test_an_underline_may_be_the_bar_of_a_fraction(spoken: Speak, over: str, under: str, lines: str) -> None:
    both = f"<w:p>{over}</w:p><w:p>{under}</w:p>"
    assert spoken(tbl(tr(tc(both), "x"))) == [[[lines, "x"]]]
    assert spoken(both) == lines.split("\n")


def test_equations_stand_in_the_line_of_their_paragraph(spoken: Speak) -> None:
    fraction = "<m:f><m:num><m:r><m:t>15</m:t></m:r></m:num><m:den><m:r><m:t>18</m:t></m:r></m:den></m:f>"
    equation = f"<m:oMath>{fraction}<m:r><m:t>×100%=83,33%</m:t></m:r></m:oMath>"
    assert spoken(f"<w:p>{r('b. Perizinan')}{equation}{r('baik')}</w:p>") == [
        "b. Perizinan 15/18 × 100% = 83,33% baik"
    ]
    assert spoken(tbl(tr(tc(f"<w:p><m:oMathPara>{equation}{equation}</m:oMathPara></w:p>"), "x"))) == [
        [["15/18 × 100% = 83,33%\n15/18 × 100% = 83,33%", "x"]]
    ]


def field(instruction: str, result: str | None) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = "" if result is None else mark.format("separate") + r(result)
    return f"{mark.format('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{shown}{mark.format('end')}"


def test_fields_show_their_result_and_eq_fields_their_fraction(spoken: Speak) -> None:
    fraction = field(r" EQ \f(15;18) ", None)
    body = f"<w:p>{r('Jumlah ')}{field('=SUM(ABOVE)', '120')}{r('; ')}{fraction}</w:p>"
    assert spoken(body) == ["Jumlah 120; 15/18"]
    assert spoken(f"<w:p>{r('Halaman ')}{field('PAGE', '3')}</w:p>") == ["Halaman"]
    simple = '<w:fldSimple w:instr=" {} ">{}</w:fldSimple>'
    assert spoken(f"<w:p>{simple.format('PAGE', r('3'))}{simple.format('SEQ Tabel', r('4'))}</w:p>") == ["4"]


def test_of_two_ways_to_say_it_the_first_is_read(spoken: Speak) -> None:
    both = f"<mc:Choice>{p('a')}</mc:Choice><mc:Fallback>{p('b')}</mc:Fallback>"
    body = f"<mc:AlternateContent>{both}</mc:AlternateContent>"
    only = f"<mc:AlternateContent><mc:Fallback>{tbl(tr('c', 'd'))}</mc:Fallback></mc:AlternateContent>"
    assert spoken(body + only) == ["a", [["c", "d"]]]


ABSTRACT = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def item(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_that_word_sets_are_read(spoken: Speak) -> None:
    body = "".join(
        [
            item("Sasaran satu", 1),
            item("Indikator", 1, 1),
            item("Indikator", 1, 1),
            item("Sasaran dua", 1),
            item("Indikator", 1, 1),
            item("butir", 2),
            item("", 2),
            item("mulai lagi", 3),
            item("lanjut", 3),
            item("tanpa nomor", 0),
        ]
    )
    assert spoken(body, numbering=ABSTRACT) == [
        "1. Sasaran satu",
        "1.a Indikator",
        "1.b Indikator",
        "2. Sasaran dua",
        "2.a Indikator",
        "butir",
        "1. mulai lagi",
        "2. lanjut",
        "tanpa nomor",
    ]


def test_an_empty_cell_with_a_number_shows_it(spoken: Speak) -> None:
    body = tbl(tr("No", "Indikator"), tr(tc(item("", 1)), "A"), tr(tc(item("", 1)), "B"))
    assert spoken(body, numbering=ABSTRACT) == [[["No", "Indikator"], ["1.", "A"], ["2.", "B"]]]


def test_numbers_come_through_styles(spoken: Speak) -> None:
    numbering = ABSTRACT.replace(
        '<w:lvlText w:val="%1.%2"/>', '<w:pStyle w:val="Anak"/><w:lvlText w:val="%1.%2"/><w:isLgl/>', 1
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Induk">{listed}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="Anak">{listed}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Cucu"><w:basedOn w:val="Induk"/></w:style>'
    )
    body = "".join(p(name, f'<w:pStyle w:val="{name}"/>') for name in ("Induk", "Anak", "Cucu", "Anak"))
    wanted = ["1. Induk", "1.1 Anak", "2. Cucu", "2.1 Anak"]
    assert spoken(body, numbering=numbering, styles=styles) == wanted


@pytest.mark.parametrize(
    ("count", "form", "written"),
    [(27, "lowerLetter", "aa"), (4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"), (3, "none", ""),
     (12, "decimal", "12"), (0, "lowerRoman", "0")],
)  # fmt: skip
def test_numerals(count: int, form: str, written: str) -> None:
    assert numeral(count, form) == written


def test_text_boxes_footnotes_heads_and_feet(spoken: Speak) -> None:
    inside = p("Di dalam kotak") + tbl(tr("A", "1"), tr("B", "2"))
    box = f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
    twice = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="footer"/></w:sectPr>'
    body = f"<w:p>{r('Badan')}<w:r>{twice}</w:r></w:p>" + tbl(tr(tc(f"<w:p>{r('90')}{note}</w:p>"), "x")) + end
    assert spoken(
        body,
        header=p("Kepala") + tbl(tr("LKjIP", "2023")),
        footer=p("Kaki"),
        footnotes=f'<w:footnote w:id="0" w:type="separator">{p("---")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Data sementara")}</w:footnote>',
    ) == [
        "Kepala",
        [["LKjIP", "2023"]],
        "Badan",
        "Di dalam kotak",
        [["A", "1"], ["B", "2"]],
        [["90", "x"]],
        "[1] Data sementara",
        "Kaki",
    ]


def test_a_strict_document_is_read_too(tmp_path: Path) -> None:
    document = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{}</w:body></w:document>'
    )
    path = word_file(tmp_path / "a.docx", "", {"word/document.xml": document.format(p("Isi"))})
    assert said(read(path)[0]) == ["Isi"]


@pytest.mark.parametrize("span", ["100000", "999999999999", "1001"])
def test_a_span_that_no_page_can_hold_is_not_read(tmp_path: Path, span: str) -> None:
    absurd = tbl(tr(tc("A", f'<w:gridSpan w:val="{span}"/>'), "B"))
    transcript, findings = read(word_file(tmp_path / "a.docx", absurd + tbl(tr("C", "D"))))
    assert said(transcript) == [[["C", "D"]]]
    assert [(found.code, found.values["table"]) for found in findings] == [("not-read", "1")]
    assert transcript is not None and next(transcript.grids).table == 2


def test_our_own_report_is_read_back(tmp_path: Path, example: Make) -> None:
    report = example()
    path = tmp_path / "laporan.docx"
    path.write_bytes(own.render(report))
    transcript, findings = read(path)
    assert transcript is not None and not findings
    targets, formulas = official_tables(transcript, report)
    assert [cell.rows for cell in targets.cells if cell.column == 1 and cell.rows > 1] == [4, 4, 2]
    worked = "\n".join(cell.text for cell in formulas.cells)
    assert "a. Non Perizinan: 2555/2584 × 100% = 98,88%" in worked
