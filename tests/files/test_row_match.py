"""What a file has in common with a register: the plain meaning, and the streamed comparison that must give it."""

import datetime
import tempfile
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.core.registers.aggregation import Row
from capaian.core.registers.register import Column, FieldType, Register
from capaian.files.registers.lake import LakePart, add_parts, parts_of
from capaian.files.registers.parquet_rows import arrow_rows
from capaian.files.registers.row_match import Match, match_rows
from tests.searches import examples

COLUMNS = {
    column.name: column
    for column in (
        Column("number", FieldType.TEXT),
        Column("place", FieldType.AREA),
        Column("day", FieldType.DATE),
        Column("fee", FieldType.RUPIAH),
        Column("paid", FieldType.YESNO),
        Column("pages", FieldType.WHOLE),
    )
}
KEYS: list[tuple[str, ...]] = [(), ("number",), ("number", "place"), ("day", "fee", "paid"), tuple(COLUMNS)]


def register(key: tuple[str, ...]) -> Register:
    return Register("letters", "", "place", "day", COLUMNS, key)


def plainly(key: tuple[str, ...], rows: Sequence[Row], there: Sequence[Row]) -> tuple[set[int], dict[int, Row]]:
    """Compare by a loop: rows with a whole key by the key, all others by everything."""

    def identity(row: Row) -> tuple[object, ...]:
        values = tuple(row[name] for name in key)
        return ("key", *values) if values and None not in values else ("all", *(row[name] for name in COLUMNS))

    old = {identity(row): row for row in there}
    found = {number: old[identity(row)] for number, row in enumerate(rows) if identity(row) in old}
    same = {number for number, row in found.items() if dict(row) == dict(rows[number])}
    return same, {number: row for number, row in found.items() if number not in same}


def streamed(key: tuple[str, ...], rows: Sequence[Row], there: Sequence[Sequence[Row]], folder: Path) -> Match:
    own = register(key)
    known: list[LakePart] = []
    for part in there:
        add_parts(folder, arrow_rows(own, part), date="day", order=["place", "day"], known=known)
        known = parts_of(folder) or []
    return match_rows(own, arrow_rows(own, rows), folder, known)


ROW = st.fixed_dictionaries(
    {
        "number": st.sampled_from(["1", "2", None]),
        "place": st.sampled_from(["99.01", "99.02"]),
        "day": st.sampled_from([datetime.date(2018, 1, 1), datetime.date(2018, 2, 1)]),
        "fee": st.sampled_from([Fraction(1), Fraction(1, 2), None]),
        "paid": st.sampled_from([True, False, None]),
        "pages": st.sampled_from([Fraction(1), None]),
    }
)


def without_doubles(key: tuple[str, ...], rows: Sequence[Row]) -> list[Row]:
    """Keep the first row of each key, as reading a file and importing it do."""
    first: dict[object, Row] = {}
    for row in rows:
        values = tuple(row[name] for name in key)
        first.setdefault(
            values if values and None not in values else ("all", *(row[name] for name in COLUMNS)), row
        )
    return list(first.values())


@pytest.mark.parametrize("key", KEYS, ids=str)
@examples(40)
@given(rows=st.lists(ROW, max_size=6), there=st.lists(ROW, max_size=8))
def test_streaming_finds_what_a_loop_finds(key: tuple[str, ...], rows: list[Row], there: list[Row]) -> None:
    rows, there = without_doubles(key, rows), without_doubles(key, there)
    with tempfile.TemporaryDirectory() as folder:
        found = streamed(key, rows, [part for part in (there[:4], there[4:]) if part], Path(folder))
    assert (set(found.already), {one.row: dict(one.old) for one in found.others}) == plainly(key, rows, there)


def test_two_rows_alike_of_a_register_without_a_key_are_both_there(tmp_path: Path) -> None:
    row: Row = {
        "number": None,
        "place": "99.01",
        "day": datetime.date(2018, 1, 1),
        "fee": None,
        "paid": None,
        "pages": None,
    }
    assert streamed((), [row, row], [[row]], tmp_path).already == {0, 1}


def test_what_stands_elsewhere_is_named_with_its_part(tmp_path: Path) -> None:
    rows: list[Row] = [
        {"number": n, "place": "99.01", "day": day, "fee": None, "paid": None, "pages": None}
        for n, day in (("1", datetime.date(2018, 1, 1)), ("2", datetime.date(2018, 2, 1)))
    ]
    found = streamed(("number",), [{**rows[1], "paid": True}, rows[0]], [rows], tmp_path)
    assert found.already == {1}
    ((row, old, part),) = found.others
    assert (row, old, part.name.split("/")[0]) == (0, rows[1], "2018-02")
