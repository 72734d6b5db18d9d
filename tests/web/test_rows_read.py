"""Cells as people type them become checked values, and JSON keeps them exactly."""

import datetime
import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.core.registers.register import Column, FieldType, Register
from capaian.web.registers.rows import (
    InvalidRows,
    TypeMismatch,
    display_row,
    faults_by_field,
    form_cells,
    from_data,
    key_of,
    read_form,
    read_pasted,
    to_checked_row,
    to_data,
)

COLUMNS = {
    "number": Column("number", FieldType.TEXT, "Nomor", required=True),
    "place": Column("place", FieldType.AREA, "Wilayah", required=True),
    "on": Column("on", FieldType.DATE, "Tanggal", required=True),
    "fee": Column("fee", FieldType.RUPIAH, "Biaya", low=Fraction(0)),
    "size": Column("size", FieldType.DECIMAL, "Luas"),
    "count": Column("count", FieldType.WHOLE, "Banyak"),
    "done": Column("done", FieldType.YESNO, "Selesai"),
    "kind": Column("kind", FieldType.CHOICE, "Jenis", choices={"permit": "Perizinan", "letter": "Surat"}),
}
BOOK = Register("book", "Buku", "place", "on", COLUMNS, key=("number", "on"))
HEADINGS = "Nomor\tWilayah\tTanggal\tBiaya\n"


def number(decimals: int) -> st.SearchStrategy[Fraction]:
    return st.integers(-(10**12) + 1, 10**12 - 1).map(lambda n: Fraction(n, 10**decimals))


VALUES = st.fixed_dictionaries(
    {
        "number": st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1).filter(str.strip),
        "place": st.just("15.71.03"),
        "on": st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)),
        "fee": st.none() | number(2),
        "size": st.none() | number(6),
        "count": st.none() | number(0),
        "done": st.none() | st.booleans(),
        "kind": st.none() | st.sampled_from(["permit", "letter"]),
    }
)


@given(VALUES)
def test_json_keeps_a_row_exactly(values: dict) -> None:
    kept = json.loads(json.dumps(to_data(BOOK, values)))
    assert from_data(BOOK, kept) == values


@given(VALUES.filter(lambda values: values["number"] == " ".join(values["number"].split())))
def test_a_form_gives_back_what_it_was_given(values: dict) -> None:
    data = to_data(BOOK, values)
    if values["fee"] is None or values["fee"] >= 0:
        assert read_form(BOOK, form_cells(BOOK, data), "15.71.03") == to_checked_row(BOOK, values)


def test_numbers_in_a_form_are_indonesian() -> None:
    cells = {"number": "1", "place": "15.71.03", "on": "2026-01-02", "fee": "1.234,50"}
    assert read_form(BOOK, cells, "15.71.03").data["fee"] == "1234.5"


def test_faults_stand_at_their_fields_in_peoples_words() -> None:
    cells = {"number": "", "place": "15.71.04", "on": "kemarin", "kind": "pizza"}
    with pytest.raises(InvalidRows) as faulty:
        read_form(BOOK, cells, "15.71.03")
    by = faults_by_field(BOOK, faulty.value.findings)
    assert {name: [found.code for found in found_in] for name, found_in in by.items()} == {
        "number": ["row-required"],
        "on": ["row-type"],
        "kind": ["row-choice"],
    }
    assert "Nomor" in by["number"][0].message()
    assert "Perizinan, Surat" in by["kind"][0].message()


def test_a_place_of_another_office_is_told() -> None:
    with pytest.raises(InvalidRows) as faulty:
        read_form(BOOK, {"number": "1", "place": "15.71.04", "on": "2026-01-02"}, "15.71.03")
    (found,) = faulty.value.findings
    assert (found.code, found.place.column) == ("row-elsewhere", 2)


def test_a_pasted_table_is_read_with_its_headings() -> None:
    pasted = read_pasted(BOOK, HEADINGS + "1\t15.71.03.1001\t2 Mei 2017\t20.198.106\n", "15.71.03")
    assert pasted.rows[0].data == {"number": "1", "place": "15.71.03.1001", "on": "2017-05-02", "fee": "20198106"}
    assert pasted.understood["fee"] == "Biaya"
    assert not pasted.findings


def test_without_headings_the_order_is_that_of_the_register() -> None:
    pasted = read_pasted(BOOK, "1\t15.71.03\t2017-05-02\t5\n", "15.71.03")
    assert (pasted.rows[0].data["fee"], list(pasted.lines)) == ("5", [1])


def test_faults_of_a_pasted_table_name_line_and_column() -> None:
    text = HEADINGS + "1\t15.71.03\t2017-05-02\t-5\n\n2\t15.71.99\tx\t5\n"
    found = read_pasted(BOOK, text, "15.71.03").findings
    assert [(one.code, one.place.line, one.place.column) for one in found] == [
        ("row-below", 2, 4),
        ("row-type", 4, 3),
    ]


def test_a_cell_with_line_breaks_stays_one_cell() -> None:
    pasted = read_pasted(BOOK, HEADINGS + '"a\nb"\t15.71.03\t2017-05-02\t\nc\t15.71.03\t2017-05-02\t\n', "15.71.03")
    assert [row.data["number"] for row in pasted.rows] == ["a b", "c"]
    assert list(pasted.lines) == [2, 4]


def test_keys_of_two_columns_cannot_be_mistaken() -> None:
    day = datetime.date(2026, 1, 2)
    one, other = ({"number": number, "on": day} for number in ('a","b', "a"))
    assert key_of(BOOK, one) != key_of(BOOK, other)
    assert key_of(BOOK, {"number": "a", "on": None}) == ""
    assert len(key_of(BOOK, {"number": "a" * 400, "on": day})) < 300


def test_a_table_shows_what_people_write() -> None:
    data = {"on": "2017-05-02", "fee": "1234567.5", "kind": "permit", "done": False, "size": "1234.25"}
    shown = display_row(BOOK, data)
    assert (shown["on"], shown["fee"], shown["kind"]) == ("02-05-2017", "1.234.567,50", "Perizinan")
    assert (shown["done"], shown["size"], shown["count"]) == ("tidak", "1.234,25", "")


def test_a_row_that_fits_no_more_is_not_counted_as_empty() -> None:
    with pytest.raises(TypeMismatch):
        from_data(BOOK, {"fee": "banyak"})
    assert display_row(BOOK, {"fee": "banyak"})["fee"] == "banyak"
