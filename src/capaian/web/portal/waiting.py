"""What waits in each of many offices: apps above this one tell it, for a list of offices at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple


class Waits(NamedTuple):
    """A sentence, as the key of its words, with the page that it leads to."""

    words: str
    values: Mapping[str, object]
    href: str


Teller = Callable[[Sequence[str]], Iterable[tuple[str, Waits]]]
TELLERS: list[Teller] = []
"""What apps above add, each when it is ready."""


def waiting(offices: Sequence[str]) -> dict[str, list[Waits]]:
    """Return what waits, by office."""
    found: dict[str, list[Waits]] = {}
    for teller in TELLERS:
        for code, one in teller(offices):
            found.setdefault(code, []).append(one)
    return found
