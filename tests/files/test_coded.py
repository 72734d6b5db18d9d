"""Columns kept by their different values: nothing is told apart less, or more, than it should be."""

from hypothesis import given
from hypothesis import strategies as st

from capaian.files.registers.coded import dictionary_encode

CELL = st.one_of(st.sampled_from([0, 1, 0.0, 1.0, True, False, "", "1", "a"]), st.none(), st.dates())


@given(st.lists(CELL))
def test_a_column_gives_back_what_it_was_made_of(column: list[object]) -> None:
    kept = dictionary_encode(column)
    assert [(type(value), value) for value in kept] == [(type(value), value) for value in column]
    assert [kept[n] for n in range(len(kept))] == list(kept) == kept[:]
    assert len({(type(value), value) for value in kept.values}) == len(kept.values)


@given(st.lists(CELL, min_size=1), st.data())
def test_some_of_the_rows(column: list[object], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, len(column) - 1)))
    assert list(dictionary_encode(column).take(rows)) == [column[row] for row in rows]
