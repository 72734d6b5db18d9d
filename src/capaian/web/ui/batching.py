"""Long runs of things, taken a part at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batched(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    """Yield ``items`` in their order, at most ``most`` at a time."""
    source = iter(items)
    while part := list(islice(source, most)):
        yield part
