"""Rows of registers as clerks keep them: what is understood, and each fault by its cell."""

import datetime
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from capaian.core.registers.register import Column, FieldType
from capaian.files.plan.reader import parse_plan
from capaian.files.registers.cells import read_cell
from capaian.files.registers.rows import RowsReader
from tests.spec.test_registers import ROWS, plan_text

PLAN, _ = parse_plan(plan_text("from: letters, count: rows").encode(), "plan.yaml")
assert PLAN is not None
REGISTER = PLAN.registers["letters"]


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (FieldType.DATE, "2017-12-31", datetime.date(2017, 12, 31)),
        (FieldType.DATE, "31 Desember 2017", datetime.date(2017, 12, 31)),
        (FieldType.DATE, "5 mei 2017", datetime.date(2017, 5, 5)),
        (FieldType.DATE, "1 Agu 2017", datetime.date(2017, 8, 1)),
        (FieldType.DATE, "29/02/2016", datetime.date(2016, 2, 29)),
        (FieldType.DATE, "3-4-2017", datetime.date(2017, 4, 3)),
        (FieldType.DATE, datetime.datetime(2017, 12, 31, 23, 59), datetime.date(2017, 12, 31)),
        (FieldType.DATE, "31 Februari 2017", None),
        (FieldType.DATE, "29/02/2017", None),
        (FieldType.DATE, "31-12-217", None),
        (FieldType.DATE, "1-1-20177", None),
        (FieldType.DATE, datetime.date(217, 1, 1), None),
        (FieldType.DATE, "42000", None),
        (FieldType.DATE, 42000.0, None),
        (FieldType.WHOLE, "1.234", Fraction(1234)),
        (FieldType.WHOLE, 5.0, Fraction(5)),
        (FieldType.WHOLE, "5,5", None),
        (FieldType.WHOLE, 5.5, None),
        (FieldType.WHOLE, True, None),
        (FieldType.RUPIAH, "Rp 20.198.106", Fraction(20198106)),
        (FieldType.RUPIAH, "1.000,505", None),
        (FieldType.RUPIAH, "9" * 13, None),
        (FieldType.DECIMAL, "3,75", Fraction(15, 4)),
        (FieldType.DECIMAL, 0.1 + 0.2, Fraction(3, 10)),
        (FieldType.DECIMAL, float("nan"), None),
        (FieldType.YESNO, "Ya", True),
        (FieldType.YESNO, "tidak", False),
        (FieldType.YESNO, False, False),
        (FieldType.YESNO, "mungkin", None),
        (FieldType.CHOICE, "PERIZINAN", "permit"),
        (FieldType.CHOICE, "permit", "permit"),
        (FieldType.AREA, "15.71.03.1001", "15.71.03.1001"),
        (FieldType.AREA, "157103", None),
        (FieldType.NIK, "157103 410180 0001", "1571034101800001"),
        (FieldType.NIK, "1571033213800001", None),
        (FieldType.NIK, "1571030113800001", None),
        (FieldType.NIK, "1571030101800000", None),
        (FieldType.NIP, "19800101 200012 1 001", "198001012000121001"),
        (FieldType.NIP, "19801301 200012 1 001", None),
        (FieldType.TEXT, "  dua \n kata ", "dua kata"),
        (FieldType.TEXT, 12.0, "12"),
    ],
)
def test_cells_as_clerks_write_them(kind: FieldType, cell: object, value: object) -> None:
    column = Column("x", kind, choices={"permit": "Perizinan"})
    assert read_cell(cell, column, indonesian=True) == value  # type: ignore[arg-type]


def test_under_the_plans_own_headings_numbers_have_a_point(tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    path.write_text(ROWS)
    reader = RowsReader(REGISTER)
    rows = reader.read(path)
    assert reader.findings == []
    assert rows[0].values["fee"] == Fraction("1000.5")
    assert str(rows[2].place) == f"{path}:4:1"


def test_under_the_labels_of_the_book_numbers_are_indonesian(tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    path.write_text("Nomor;Wilayah;Diterima;Jenis;Biaya\n1;99.01.01;5 Mei 2024;Non perizinan;1.000,50\n")
    reader = RowsReader(REGISTER)
    rows = reader.read(path)
    assert reader.findings == []
    assert (rows[0].values["fee"], rows[0].values["kind"]) == (Fraction("1000.5"), "letter")
    assert rows[0].values["received_on"] == datetime.date(2024, 5, 5)


def book(path: Path, rows: list[list[object]]) -> Path:
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("Buku 2024")
    sheet.merge_range("A1:E1", "BUKU REGISTER SURAT")
    date = workbook.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows, 3):
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(number, column, datetime.datetime.combine(value, datetime.time()), date)
            else:
                sheet.write(number, column, value)
    workbook.close()
    return path


HEADINGS: list[object] = ["No.", "Nomor", "Wilayah", "Diterima", "Jenis", "Biaya", "Lunas"]


def test_a_book_in_excel_with_titles_dates_and_unknown_columns(tmp_path: Path) -> None:
    path = book(
        tmp_path / "buku.xlsx",
        [HEADINGS, [1, "A1", "99.01.01", datetime.date(2024, 2, 29), "Perizinan", 25000.5, "ya"], [], [""]],
    )
    reader = RowsReader(REGISTER)
    rows = reader.read(path)
    assert [(found.code, found.values["column"]) for found in reader.findings] == [("unknown-column", "No.")]
    assert [(row.values["received_on"], row.values["fee"], row.values["paid"]) for row in rows] == [
        (datetime.date(2024, 2, 29), Fraction("25000.5"), True)
    ]


def test_every_fault_is_named_by_its_cell(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        HEADINGS[1:],
        ["A1", "99.01.01", "31 Februari 2024", "Perizinan", 1, "ya"],
        ["", "99.01.01", "1 Mei 2024", "Surat cinta", "gratis", "mungkin"],
        ["A2", "990101", "1 Mei 2024", "Perizinan", -5, "ya"],
        ["A3", "99.01.01", "1 Mei 2024", "Perizinan", 5, "ya"],
        ["A3", "99.01.01", "2 Mei 2024", "Perizinan", 5, "ya"],
    ]
    path = book(tmp_path / "buku.xlsx", rows)
    reader = RowsReader(REGISTER)
    sound = reader.read(path)
    assert [row.values["number"] for row in sound] == ["A3"]
    assert [(found.code, found.place.cell) for found in reader.findings] == [
        ("row-type", "Buku 2024!C5"),
        ("row-required", "Buku 2024!A6"),
        ("row-choice", "Buku 2024!D6"),
        ("row-type", "Buku 2024!E6"),
        ("row-type", "Buku 2024!F6"),
        ("row-type", "Buku 2024!B7"),
        ("row-below", "Buku 2024!E7"),
        ("row-duplicate", "Buku 2024!A9"),
    ]
    assert "31 Februari 2024" in reader.findings[0].message("id")
    assert "Buku 2024!A8" in reader.findings[-1].message("id")


def test_rules_between_fields(tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    path.write_text(
        "number,place,received_on,served_on\n1,99.01.01,2024-05-05,2024-05-04\n2,99.01.01,2024-05-05,\n"
    )
    reader = RowsReader(REGISTER)
    assert len(reader.read(path)) == 1
    message = reader.findings[0].message("id")
    assert (reader.findings[0].code, reader.findings[0].place.line) == ("row-rule", 2)
    assert "served_on >= received_on" in message
    assert "Tidak selesai sebelum diterima." in message


def test_a_bound_from_above(tmp_path: Path) -> None:
    text = plan_text("from: letters, count: rows").replace("min: 0", "max: 100")
    plan, _ = parse_plan(text.encode(), "plan.yaml")
    assert plan is not None
    path = tmp_path / "letters.csv"
    path.write_text("number,place,received_on,fee\n1,99.01.01,2024-05-05,100.01\n")
    reader = RowsReader(plan.registers["letters"])
    assert list(reader.read(path)) == []
    assert [found.code for found in reader.findings] == ["row-above"]


def test_a_book_without_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    path.write_text("Nomor,Alamat\n1,Jl. Melati\n")
    reader = RowsReader(REGISTER)
    assert list(reader.read(path)) == []
    assert [found.code for found in reader.findings] == ["unknown-column", "missing-column", "missing-column"]


def test_a_workbook_without_the_book(tmp_path: Path) -> None:
    reader = RowsReader(REGISTER)
    assert list(reader.read(book(tmp_path / "a.xlsx", [["nama", "alamat"]]))) == []
    assert [found.code for found in reader.findings] == ["no-sheet"]
