"""A column kept as its different values and, for each row, the number of its value.

A book of 200,000 letters has a few hundred dates; what is done once for each of them costs next to nothing.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

Kept = TypeVar("Kept")
One = TypeVar("One")


class DictionaryColumn(Sequence[Kept]):
    """A column: ``values`` holds each value once, ``codes`` for every row the number of its value in it."""

    __slots__ = ("codes", "values")

    def __init__(self, values: Sequence[Kept], codes: array[int]) -> None:
        self.values = values
        self.codes = codes

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, index: int) -> Kept: ...
    @overload
    def __getitem__(self, index: slice) -> list[Kept]: ...
    def __getitem__(self, index: int | slice) -> Kept | list[Kept]:
        if isinstance(index, slice):
            return [self.values[code] for code in self.codes[index]]
        return self.values[self.codes[index]]

    def __iter__(self) -> Iterator[Kept]:
        return map(self.values.__getitem__, self.codes)

    def take(self, rows: Sequence[int]) -> DictionaryColumn[Kept]:
        """Return some of the rows."""
        return DictionaryColumn(self.values, array("i", [self.codes[row] for row in rows]))


def dictionary_encode(column: Sequence[One]) -> DictionaryColumn[One]:
    """Return a column by its different values, of which 1, 1.0 and True are three."""
    if len(column) == 1:  # a form
        return DictionaryColumn(list(column), array("i", [0]))
    # A value that is asked for the first time gets the next number.
    numbers: defaultdict[object, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    if len({int, float, bool} & set(map(type, column))) > 1:
        pairs = zip(map(type, column), column, strict=True)
        codes = array("i", list(map(numbers.__getitem__, pairs)))
        return DictionaryColumn([pair[1] for pair in numbers], codes)  # type: ignore[index]
    codes = array("i", list(map(numbers.__getitem__, column)))
    return DictionaryColumn(list(numbers), codes)  # type: ignore[arg-type]
