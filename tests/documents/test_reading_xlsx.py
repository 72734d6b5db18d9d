"""Workbooks as their reader sees them: formats, merges, titles, and what is hidden."""

import zipfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from capaian.core.claims.transcript import Cell, Grid, Transcript
from capaian.documents import xlsx as own
from capaian.documents.model import Report
from capaian.reading.container import package
from capaian.reading.open import transcribe
from capaian.reading.sheets import cells, xlsx
from capaian.reading.sheets.cells import column_of, exact_decimal, letters_of
from capaian.reading.sheets.number_formats import shown
from capaian.reading.sheets.xlsx import read
from tests.documents.reading_files import R, links, official_tables, zipped

Make = Callable[..., Report]
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("91.8", "General", "91,8"),
        ("91.10552115583076", "General", "91,10552116"),
        ("27006382", "General", "27006382"),
        ("91.8", "0.00", "91,80"),
        ("91.105", "0.00", "91,11"),
        ("0.918", "0.00%", "91,80%"),
        ("0.9", "0%", "90%"),
        ("20198106", "#,##0", "20.198.106"),
        ("1234.5", "#,##0.00", "1.234,50"),
        ("1234.5", "#.##0,00", "1.234,50"),
        ("91.8", "0,00", "91,80"),
        ("20198106", '"Rp"\\ #,##0', "Rp 20.198.106"),
        ("20198106", '_-"Rp"* #,##0_-;\\-"Rp"* #,##0_-', "Rp 20.198.106"),
        ("20198106", "[$Rp-421]#,##0", "Rp20.198.106"),
        ("-5", "0.0", "-5,0"),
        ("-5", "0.0;(0.0)", "(5,0)"),
        ("0", '0.0;(0.0);"-"', "-"),
        ("91.5", "0.##", "91,5"),
        ("91", "0.##", "91"),
        ("7", "000", "007"),
        ("5", '0" dokumen"', "5 dokumen"),
        ("1234567", '#,##0.0,,"jt"', "1,2jt"),
        ("-0.001", "0.00", "0,00"),
        ("120", "[>100]0;[Red]0.0", "120"),
        ("90", "[>100]0;[Red]0.0", "90,0"),
        ("2.5", "# ?/?", "2,5"),
        ("2.5", "@", "2,5"),
        ("2.5", "", "2,5"),
    ],
)
def test_a_number_is_shown_by_its_format(number: str, code: str, text: str) -> None:
    assert shown(Fraction(number), code).strip() == text


@given(st.fractions(-(10**9), 10**9), st.text(alphabet='0#?.,;%"\\_*[]$>-EG/@ Rp', max_size=30))
def test_any_format_shows_something_or_nothing(number: Fraction, code: str) -> None:
    assert isinstance(shown(number, code), str)


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        ("91.8", "91.8"),
        ("0.91110000000000002", "0.9111"),
        ("1E-3", "0.001"),
        ("9.1E+1", "91"),
        ("100", "100"),
        ("20.50", "20.5"),
        ("1_000", None),
        ("inf", None),
        ("1e999", None),
        ("", None),
    ],
)
def test_the_exact_decimal_is_the_one_that_was_typed(value: str, exact: str | None) -> None:
    assert exact_decimal(value) == exact


@given(st.integers(1, 16384))
def test_letters_of_columns(column: int) -> None:
    assert column_of(letters_of(column)) == column


def blocks(transcript: Transcript | None) -> list[object]:
    assert transcript is not None
    return [
        (block.name, [(cell.row, cell.column, cell.text) for cell in block.cells])
        if isinstance(block, Grid)
        else block.text
        for block in transcript.blocks
    ]


def written(path: Path, rows: list[list[object]], name: str = "Capaian") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)
    book.save(path)
    return path


HEADINGS = ["Indikator", "Target", "Realisasi"]


def test_titles_above_a_table_are_passages(tmp_path: Path) -> None:
    rows = [
        ["LAPORAN KINERJA 2023"],
        ["SKPD :", "Kecamatan"],
        [],
        HEADINGS,
        ["Surat", 90, 91.8],
        [],
        ["Jambi, 2024"],
    ]
    assert blocks(read(written(tmp_path / "a.xlsx", rows))[0]) == [
        "LAPORAN KINERJA 2023",
        "SKPD : Kecamatan",
        (
            "Capaian",
            [
                *((4, column, text) for column, text in enumerate(HEADINGS, 1)),
                *((5, column, text) for column, text in enumerate(["Surat", "90", "91,8"], 1)),
            ],
        ),
        "Jambi, 2024",
    ]


def grids(transcript: Transcript | None) -> list[list[int]]:
    """Return the rows of each grid."""
    assert transcript is not None
    return [sorted({cell.row for cell in grid.cells}) for grid in transcript.grids]


def test_an_empty_row_between_sasaran_does_not_part_the_table(tmp_path: Path) -> None:
    rows = [HEADINGS, ["A", 1, 2], [], ["Sasaran dua"], ["B", 3, 4], [], [], ["C", 5, 6]]
    assert grids(read(written(tmp_path / "a.xlsx", rows))[0]) == [[1, 2, 4, 5, 8]]


def test_headings_after_an_empty_row_begin_another_table(tmp_path: Path) -> None:
    rows = [HEADINGS, ["A", 1, 2], [], ["Anggaran"], ["Program", "Pagu", "Realisasi"], ["P", 3, 4]]
    transcript, _ = read(written(tmp_path / "a.xlsx", rows))
    assert grids(transcript) == [[1, 2], [5, 6]]
    assert transcript is not None and [passage.text for passage in transcript.passages] == ["Anggaran"]


def test_tables_side_by_side_are_two(tmp_path: Path) -> None:
    rows: list[list[object]] = [[*HEADINGS, None, "Program", "Pagu"], ["A", 1, 2, None, "P", 3]]
    transcript, _ = read(written(tmp_path / "a.xlsx", rows))
    assert transcript is not None
    assert [sorted({cell.column for cell in grid.cells}) for grid in transcript.grids] == [[1, 2, 3], [5, 6]]


def test_formats_merges_and_exact_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("IKU")
    sheet.merge_range("A1:A2", "Sasaran")
    sheet.merge_range("B1:C1", "Tahun 2023")
    sheet.write_row("B2", ["Target", "Realisasi"])
    sheet.merge_range("A3:A4", "S1")
    sheet.write_number("B3", 0.9, book.add_format({"num_format": "0%"}))
    sheet.write_number("C3", 0.911055, book.add_format({"num_format": "0.00%"}))
    sheet.write_number("B4", 20198106, book.add_format({"num_format": "#,##0"}))
    sheet.write_rich_string("C4", "91,80", book.add_format({"font_script": 1}), "1)")
    book.close()
    transcript, findings = read(path)
    assert transcript is not None and not findings
    (grid,) = transcript.grids
    assert grid.name == "IKU"
    assert grid.cells == (
        Cell("Sasaran", 1, 1, rows=2),
        Cell("Tahun 2023", 1, 2, columns=2),
        Cell("Target", 2, 2),
        Cell("Realisasi", 2, 3),
        Cell("S1", 3, 1, rows=2),
        Cell("90%", 3, 2, number="0.9"),
        Cell("91,11%", 3, 3, number="0.911055"),
        Cell("20.198.106", 4, 2, number="20198106"),
        Cell("91,80¹⁾", 4, 3),
    )


def test_days_are_days_and_not_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for row, form in enumerate(["dd/mm/yyyy", "d mmmm yyyy", "mmm-yy", "hh:mm"]):
        sheet.write_row(row, 0, ["Tanggal", "ke"])
        sheet.write_number(row, 2, 45291.5, book.add_format({"num_format": form}))
    book.close()
    transcript, _ = read(path)
    assert transcript is not None
    dates = [cell for grid in transcript.grids for cell in grid.cells if cell.column == 3]
    assert [(cell.text, cell.number) for cell in dates] == [
        ("31/12/2023", ""),
        ("31 Desember 2023", ""),
        ("Des-23", ""),
        ("12:00", ""),
    ]


def test_errors_are_text_and_formulas_show_their_result(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("A")
    sheet.write_row("A1", HEADINGS)
    sheet.write("A2", "Surat")
    sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
    sheet.write_formula("C2", "=45*2", None, 90)
    sheet.write_boolean("D2", True)
    book.close()
    transcript, findings = read(path)
    assert not findings
    assert transcript is not None
    (grid,) = transcript.grids
    assert [cell.text for cell in grid.cells if cell.row == 2] == ["Surat", "#DIV/0!", "90", "TRUE"]


def test_a_formula_that_nobody_computed_is_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [HEADINGS, ["A", 90, "=B2*2"], ["B", 80, "=B3*2"]]
    _, findings = read(written(tmp_path / "a.xlsx", rows))
    assert [found.code for found in findings] == ["paper-formulas"]
    assert "Capaian!C2, Capaian!C3" in findings[0].message()


def test_hidden_sheets_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [HEADINGS, ["A", 90, 91], ["B", 80, 81]])
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[40].hidden = True
    secret = book.create_sheet("Olah")
    secret.append(["x", 1])
    secret.sheet_state = "veryHidden"
    book.save(path)
    transcript, findings = read(path)
    assert grids(transcript) == [[1, 2, 3], [1]]
    assert [found.code for found in findings] == ["paper-hidden-cells"]
    assert findings[0].values["found"] == "Capaian!C, Capaian!3, Olah"


def raw(path: Path, *sheets: str, **parts: str) -> Path:
    """Write a workbook of sheets A1, A2, ... whose XML is given."""
    numbers = range(1, len(sheets) + 1)
    named = "".join(f'<sheet name="A{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    own_links = links(
        *((f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers),
        ("s", "sharedStrings", "sharedStrings.xml"),
    )
    return zipped(
        path,
        {
            "_rels/.rels": links(("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/_rels/workbook.xml.rels": own_links,
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{named}</sheets></workbook>',
            **{f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, 1)},
            **{f"xl/{name}.xml": text for name, text in parts.items()},
        },
    )


def test_cells_without_places_and_other_prefixes(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{S}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>A</x:t></x:is></x:c>'
        '<x:c><x:v>1.50</x:v></x:c></x:row><x:row r="3"><x:c/><x:c t="str"><x:v>b</x:v></x:c>'
        '<x:c r="D3"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    transcript, _ = read(raw(tmp_path / "a.xlsx", sheet))
    assert transcript is not None
    held = [(cell.row, cell.column, cell.text, cell.number) for grid in transcript.grids for cell in grid.cells]
    assert held == [(1, 1, "A", ""), (1, 2, "1,5", "1.5"), (3, 2, "b", ""), (3, 4, "7", "7")]


def cell(place: str, value: str) -> str:
    return f'<c r="{place}"><v>{value}</v></c>'


def test_absurd_merges_end_with_what_is_written(tmp_path: Path) -> None:
    merges = "".join(f'<mergeCell ref="B{row}:XFD1048576"/>' for row in range(1, 2000))
    sheet = (
        f'<worksheet xmlns="{S}"><sheetData><row r="1">{cell("A1", "0")}{cell("B1", "1")}</row>'
        f'<row r="5">{cell("C5", "2")}</row></sheetData><mergeCells>{merges}</mergeCells></worksheet>'
    )
    transcript, _ = read(raw(tmp_path / "a.xlsx", sheet))
    assert transcript is not None
    (grid,) = transcript.grids
    assert grid.cells == (Cell("0", 1, 1, number="0"), Cell("1", 1, 2, rows=5, columns=2, number="1"))


@pytest.mark.parametrize("empty", [False, True])
def test_a_sheet_of_raw_data_is_named_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: bool
) -> None:
    monkeypatch.setattr(cells, "MAX_SEEN" if empty else "MAX_CELLS", 10_000)
    columns = "ABCDEFGHIJ"
    row = "".join("<c/>" if empty else f"<c><v>{column}</v></c>" for column in range(len(columns)))
    rows = f"<row>{row}</row>" * 1_001
    sheet = f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>'
    small = (
        f'<worksheet xmlns="{S}"><sheetData><row>{cell("A1", "1")}{cell("B1", "2")}</row></sheetData></worksheet>'
    )
    path = raw(tmp_path / "a.xlsx", sheet, small)
    transcript, findings = read(path)
    assert grids(transcript) == [[1]]
    assert [found.code for found in findings] == ["sheet-not-read"]
    assert '"A1"' in findings[0].message()


@pytest.mark.parametrize("noise", ["<x/>", "<row/>", "<mergeCell ref='A1:B1'/>", "<col/>"])
def test_a_sheet_of_endless_elements_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, noise: str) -> None:
    monkeypatch.setattr(package, "MAX_STREAMED", 50_000)
    sheet = f'<worksheet xmlns="{S}"><sheetData>{noise * 60_000}</sheetData></worksheet>'
    row = f"<row>{cell('A1', '1')}{cell('B1', '2')}</row>"
    small = f'<worksheet xmlns="{S}"><sheetData>{row}</sheetData></worksheet>'
    transcript, findings = read(raw(tmp_path / "a.xlsx", sheet, small))
    assert grids(transcript) == [[1]]
    assert [found.code for found in findings] == ["sheet-not-read"]


def test_a_book_of_many_sheets_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_SEEN", 1_000)
    sheet = f'<worksheet xmlns="{S}"><sheetData>{"<row><c/></row>" * 300}</sheetData></worksheet>'
    transcript, findings = read(raw(tmp_path / "a.xlsx", *[sheet] * 4))
    assert transcript is None
    assert [found.code for found in findings] == ["paper-too-large"]


def test_a_workbook_with_entities_is_refused(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE worksheet [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    sheet = (
        f'{doctype}<worksheet xmlns="{S}"><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
    )
    texts = f'{doctype}<sst xmlns="{S}"><si><t>&b;</t></si></sst>'
    plain = f'<worksheet xmlns="{S}"><sheetData/></worksheet>'
    for path in (raw(tmp_path / "a.xlsx", sheet), raw(tmp_path / "b.xlsx", plain, sharedStrings=texts)):
        transcript, findings = transcribe(path)
        assert transcript is None
        assert [found.code for found in findings] == ["paper-unsafe"]


@pytest.mark.parametrize("sheet", ["", "<worksheet><row>", "\x00", "<worksheet/>"])
def test_a_broken_or_empty_sheet_is_called_that(tmp_path: Path, sheet: str) -> None:
    transcript, findings = transcribe(raw(tmp_path / "a.xlsx", sheet))
    assert transcript is None
    assert [found.code for found in findings] == ["paper-empty" if sheet == "<worksheet/>" else "paper-broken"]


def test_macros_of_a_workbook_are_told(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [HEADINGS, ["A", 1, 2]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert [found.code for found in read(path)[1]] == ["paper-macros"]


def test_our_own_workbook_is_read_back(tmp_path: Path, example: Make) -> None:
    report = example()
    path = tmp_path / "laporan.xlsx"
    path.write_bytes(own.render(report))
    transcript, findings = read(path)
    assert transcript is not None and not findings
    _, formulas = official_tables(transcript, report)
    assert "a. Non Perizinan: 2555/2584 × 100% = 98,88%" in "\n".join(cell.text for cell in formulas.cells)
