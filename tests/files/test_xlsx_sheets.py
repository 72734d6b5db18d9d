"""Opening workbooks: what is refused, and the errors that cells hold."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from capaian.files.plan.reader import read_plan
from capaian.files.values.load import read_values
from capaian.files.values.reader import NO_RESULT
from capaian.files.xlsx_sheets import column_letters, open_sheets

PLAN = Path(__file__).parents[2] / "examples/jambi-timur/plan.yaml"


def workbook(path: Path, cells: dict[str, object], errors: dict[str, str] | None = None) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Isi & rekap")
    for place, value in cells.items():
        sheet.write(place, value)
    for place, error in (errors or {}).items():
        sheet.write_formula(place, "=1/0", None, error)
    book.close()
    return path


def problem(path: Path) -> str:
    sheets, findings = open_sheets(path)
    assert sheets == []
    return findings[0].message("id")


def test_cells_stand_where_the_sheet_has_them(tmp_path: Path) -> None:
    sheets, findings = open_sheets(workbook(tmp_path / "a.xlsx", {"B2": "nama", "C3": 5, "C4": True}))
    assert findings == []
    assert sheets[0].name == "Isi & rekap"
    assert sheets[0].rows == [["", "", ""], ["", "nama", ""], ["", "", 5.0], ["", "", True]]


def test_an_error_in_a_cell_is_not_an_empty_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "x", "C1": "y"}, {"B1": "#DIV/0!", "B2": "#N/A"})
    assert open_sheets(path)[0][0].rows == [["x", "#DIV/0!", "y"], ["", "#N/A", ""]]


def rewritten(path: Path, old: bytes, new: bytes) -> Path:
    """Return a copy of a book whose sheets say ``new`` for ``old``."""
    other = path.with_name(f"{path.stem}-lain.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as goal:
        for name in source.namelist():
            content = source.read(name)
            if "worksheets/sheet" in name:
                assert old in content
                content = content.replace(old, new)
            goal.writestr(name, content)
    return other


def formulas(path: Path, empty: bytes) -> Path:
    """A book as programs write it: formulas without results, the last of them alone in its row and column."""
    written = openpyxl.Workbook()
    sheet = written.active
    for place, value in {"A1": "x", "B1": "y", "A2": 1, "B2": "=A2+1", "C3": "=1"}.items():
        sheet[place] = value
    written.save(path)
    return rewritten(path, b"</f><v></v>", b"</f>" + empty)


@pytest.mark.parametrize("empty", [b"<v></v>", b"", b"<v/>", b"<v />", b"<v> </v>", b"\n  "])
def test_a_formula_without_its_result_is_not_an_empty_cell(tmp_path: Path, empty: bytes) -> None:
    rows = open_sheets(formulas(tmp_path / "a.xlsx", empty))[0][0].rows
    assert rows == [["x", "y", ""], [1.0, NO_RESULT, ""], ["", "", NO_RESULT]]


def test_a_formula_is_read_by_its_result(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_formula("A1", "=1+1", None, 2)
    sheet.write_formula("B1", '="a"&"b"', None, "ab")
    sheet.write_formula("C1", '=""', None, "")
    sheet.write_array_formula("D1:E1", "{=A1:B1}", None, 3)
    sheet.write_formula("F1", "=1/0", None, "#DIV/0!")
    book.close()
    path = rewritten(path, b'<c r="C1"><f>', b'<c r="C1" t="str"><f>')  # as spreadsheets write an empty text
    assert open_sheets(path)[0][0].rows == [[2.0, "ab", "", 3.0, 0.0, "#DIV/0!"]]


def test_a_formula_without_its_result_in_a_value_names_its_cell(tmp_path: Path) -> None:
    plan, _ = read_plan(PLAN)
    assert plan is not None
    written = openpyxl.Workbook()
    sheet = written.active
    sheet.title = "Nilai"
    sheet.append(["Periode", "Variabel", "Nilai"])
    sheet.append([2017, "groups", "=1+1"])
    written.save(tmp_path / "a.xlsx")
    observations, findings = read_values(tmp_path / "a.xlsx", plan)
    assert observations == []
    assert [(found.code, found.place.cell) for found in findings] == [("formula-empty", "Nilai!C2")]
    assert "rumus tanpa hasil" in findings[0].message("id")


def test_an_error_in_a_value_names_its_cell(tmp_path: Path) -> None:
    plan, _ = read_plan(PLAN)
    assert plan is not None
    cells = {"A1": "Periode", "B1": "Variabel", "C1": "Nilai", "A2": 2017, "B2": "groups"}
    path = workbook(tmp_path / "a.xlsx", cells, {"C2": "#REF!"})
    observations, findings = read_values(path, plan)
    assert observations == []
    assert [(found.code, found.place.cell) for found in findings] == [("error-cell", "Isi & rekap!C2")]
    assert "#REF!" in findings[0].message("id")


def test_a_workbook_without_the_table_is_told_what_was_looked_for(tmp_path: Path) -> None:
    plan, _ = read_plan(PLAN)
    assert plan is not None
    _, findings = read_values(workbook(tmp_path / "a.xlsx", {"A1": "nama", "B1": "alamat"}), plan)
    assert [found.code for found in findings] == ["no-sheet"]
    assert "variable" in findings[0].message("id")


def test_a_sheet_that_spans_billions_of_cells_is_refused_without_opening_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "periode", "XFD1048576": "x"})
    assert "17.179.869.184 sel" in problem(path)


def test_wide_and_long_apart_span_as_much_as_together(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "periode", "XFD2": "x", "A900000": "y"})
    assert "14.745.600.000 sel" in problem(path)


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        (b'<c r="', b"<c  r = '"),
        (b'<c r="', b'<c s="0" r="'),
        (b'<c r="', b'<c\nr="'),
        (b'<row r="', b'<row spans="1:2" r="'),
    ],
)
def test_another_way_of_writing_the_same_xml_hides_nothing(tmp_path: Path, usual: bytes, other: bytes) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "periode", "XFD1048576": "x"})
    hidden = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(hidden, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if "worksheets/sheet" in name:
                assert usual in content
                content = content.replace(usual, other)
                if other.endswith(b"'"):
                    content = re.sub(rb"(<c  r = '\w+)\"", rb"\1'", content)
            new.writestr(name, content)
    assert "17.179.869.184 sel" in problem(hidden)


@pytest.mark.parametrize("row", [b'<x:row r="1048576"', b"<x:row r='1048576'"])
def test_a_prefix_before_one_row_hides_nothing(tmp_path: Path, row: bytes) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "periode", "XFD1048576": "x"})
    path = rewritten(path, b'<row r="1048576"', row)
    path = rewritten(path, b'<c r="XFD1048576" t="s">', b"<x:c r='XFD1048576' t='s'>")
    path = rewritten(path, b"</c></row></sheetData>", b"</x:c></x:row></sheetData>")
    path = rewritten(path, b"<worksheet ", b'<worksheet xmlns:x="urn:x" ')
    assert "17.179.869.184 sel" in problem(path)


def test_rows_that_only_carry_a_colour_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Nilai")
    colour = book.add_format({"bg_color": "yellow"})
    sheet.write("A1", "periode")
    sheet.write_blank("XFD1048576", None, colour)
    book.close()
    sheets, findings = open_sheets(path)
    assert findings == []
    assert [list(row) for row in sheets[0].rows] == [["periode"]]


def test_a_bomb_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "x"})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/big", "w") as out:
        for _ in range(600):
            out.write(bytes(1_000_000))
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30));"
        "from pathlib import Path; from capaian.files.xlsx_sheets import open_sheets;"
        "print(open_sheets(Path(sys.argv[1]))[1][0].message('id'))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert "byte setelah dibuka" in done.stdout


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x03\x04rusak", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_workbook_is_said_plainly(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert problem(path)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "x"})
    other = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/workbook.xml":
                content = content.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aaaa">]>', 1)
            new.writestr(name, content)
    assert "DOCTYPE" in problem(other)


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered(column: int, letters: str) -> None:
    assert column_letters(column) == letters
