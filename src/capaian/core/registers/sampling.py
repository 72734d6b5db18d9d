"""A sample of rows: drawn so that anyone can draw it again, and what it says of all rows, exactly.

Rows are drawn without replacement from a finite population, so how many wrong ones a sample has is hypergeometric.
The limits are those of Clopper and Pearson carried over to it: every number of wrong rows for which what was found,
or something farther out, is more probable than half of what the confidence leaves (W. G. Cochran, *Sampling
Techniques*, 3rd ed. 1977, sections 3.5 and 3.6; J. P. Buonaccorsi, *The American Statistician* 41 (1987) 215-218).
All probabilities are compared as whole numbers: nothing is approximated and nothing rounded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise
from math import comb
from operator import itemgetter
from typing import TypeVar

from capaian.core.numbers.arithmetic import scaled_half_up, whole_quotient

Thing = TypeVar("Thing")

CONFIDENCE_LEVEL = Fraction(95, 100)
"""Confidence where none is named."""
MAX_SAMPLE_SIZE = 2000
"""Rows of one sample; whoever wants to look at more looks at all."""


def draw(seed: str, keys: Iterable[str], size: int) -> list[str]:
    """Return ``size`` of ``keys`` in the order in which they are drawn; :func:`draw_of` says how.

    >>> draw("2017", ["a", "b", "c", "d"], 2)
    ['a', 'd']
    """
    return [key for key, _ in draw_of(seed, ((key, None) for key in keys), size)]


def draw_of(seed: str, keyed: Iterable[tuple[str, Thing]], size: int) -> list[tuple[str, Thing]]:
    """Return ``size`` of the keys, each with what came with it, in the order in which they are drawn.

    The lot of a key is the SHA-256 of seed, line feed and key in UTF-8, as hexadecimal text; the keys with the
    least lots are drawn, the least first. So the same seed gives the same rows on any machine and in whatever order
    the rows come, no key is more likely than another, and a larger sample has the smaller one in it. No more keys
    are held at a time than are drawn. Raises ``ValueError`` where a key that is drawn is there twice, or where
    there are not so many.
    """
    # One more than is drawn: what is there twice has the same lot twice, side by side.
    least = nsmallest(size + 1, ((_lot(seed, key), key, thing) for key, thing in keyed), key=itemgetter(0, 1))
    if not 0 <= size <= len(least):
        raise ValueError(f"{size} of {len(least)} rows")
    drawn = [(key, thing) for _, key, thing in least[:size]]
    if any(one[1] == next_[1] for one, next_ in pairwise(least)):
        raise ValueError("a key is there twice")
    return drawn


def _lot(seed: str, key: str) -> str:
    return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a sample says: ``found`` of ``size`` rows are wrong, so ``low`` to ``high`` of ``population`` are."""

    population: int
    size: int
    found: int
    low: int
    high: int
    level: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.found <= self.size <= self.population or not self.size:
            raise ValueError(f"{self.found} of {self.size} of {self.population}")
        if not self.low <= self.high <= self.population:
            raise ValueError(f"{self.low} to {self.high} of {self.population}")

    @property
    def rate(self) -> Fraction:
        """The share of the sample that is wrong."""
        return Fraction(self.found, self.size)

    @property
    def lowest(self) -> Fraction:
        return Fraction(self.low, self.population)

    @property
    def highest(self) -> Fraction:
        return Fraction(self.high, self.population)

    @property
    def likely(self) -> Fraction:
        """How many rows are wrong if all are as the sample is; no whole number as a rule."""
        return self.rate * self.population


def estimate(population: int, size: int, found: int, level: Fraction = CONFIDENCE_LEVEL) -> Estimate:
    """Return what ``found`` wrong rows in a sample say of the population, with exact limits.

    >>> one = estimate(2584, 60, 3)
    >>> one.low, one.high
    (28, 357)
    """
    if not 0 <= found <= size <= population or not size:
        raise ValueError(f"{found} of {size} of {population}")
    if not 0 < level < 1:
        raise ValueError(f"a confidence of {level}")
    sound = size - found
    # The more wrong rows there are, the less probable is it to find as few, and the more to find as many.
    high = _last(found, population - sound, lambda wrong: _probable(population, size, wrong, found, level))
    right = _last(sound, population - found, lambda good: _probable(population, size, good, sound, level))
    return Estimate(population, size, found, population - right, high, level)


def _last(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the last number up to ``high`` for which ``holds`` holds; it holds for ``low``, and no more after."""
    while low < high:
        middle = high - whole_quotient(high - low - (high - low) % 2, 2)
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _probable(population: int, size: int, marked: int, most: int, level: Fraction) -> bool:
    """Tell whether at most ``most`` of ``marked`` rows come into a sample more often than half of ``1 - level``."""
    doubt = 1 - level
    ways = _ways(population, size, marked, most)
    return 2 * ways * doubt.denominator > doubt.numerator * comb(population, size)


def _ways(population: int, size: int, marked: int, most: int) -> int:
    """Return how many samples of ``size`` rows have at most ``most`` of the ``marked`` ones."""
    other = population - marked
    first = max(0, size - other)
    if first > min(most, marked):
        return 0
    ways = comb(marked, first) * comb(other, size - first)
    total = ways
    for number in range(first, min(most, marked, size)):
        ways = whole_quotient(
            ways * (marked - number) * (size - number), (number + 1) * (other - size + number + 1)
        )
        total += ways
    return total


@lru_cache(maxsize=1024)
def required_sample_size(
    population: int, margin: Fraction, *, expected: Fraction = Fraction(1, 2), level: Fraction = CONFIDENCE_LEVEL
) -> int:
    """Return a size with which neither limit is farther than ``margin`` from the rate, if ``expected`` is found.

    One row fewer would not do. ``expected`` of one half is the worst case; of zero it asks how many rows without a
    fault prove that at most ``margin`` of all have one. At most :data:`MAX_SAMPLE_SIZE`, or the whole population.

    >>> size_for(2584, Fraction(10, 100)), size_for(2584, Fraction(5, 100), expected=Fraction(0))
    (100, 71)
    """
    if population < 1 or not 0 < margin < 1:
        raise ValueError(f"a margin of {margin} of {population} rows")

    def close(size: int) -> bool:
        one = estimate(population, size, scaled_half_up(expected * size, 0), level)
        return max(one.highest - one.rate, one.rate - one.lowest) <= margin

    most = min(population, MAX_SAMPLE_SIZE)
    enough = 1
    while enough < most and not close(enough):
        enough = min(2 * enough, most)
    return _first(1, enough, close)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return a number for which ``holds`` holds and before which it does not; ``high`` is taken as holding."""
    while low < high:
        middle = low + whole_quotient(high - low - (high - low) % 2, 2)
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
