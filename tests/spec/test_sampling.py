"""A sample of rows: drawn so that anyone can draw it again, and what it says of all rows."""

from __future__ import annotations

import hashlib
import itertools
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.core.sampling import Estimate, draw, estimate, size_for

HALF_DOUBT = Fraction(25, 1000)


def test_the_same_seed_draws_the_same_rows_and_another_others() -> None:
    keys = [f"letters/2017/{number:04}" for number in range(300)]
    assert draw("APIP-1", keys, 20) == draw("APIP-1", reversed(keys), 20)
    assert draw("APIP-1", keys, 20) != draw("APIP-2", keys, 20)
    assert draw("APIP-1", keys, 40)[:20] == draw("APIP-1", keys, 20)


def test_anyone_can_draw_it_again_with_a_tool_of_his_own() -> None:
    keys = [f"letters/{number}" for number in range(50)]
    lots = sorted((hashlib.sha256(f"kota\n{key}".encode()).hexdigest(), key) for key in keys)
    assert draw("kota", keys, 7) == [key for _, key in lots[:7]]


def test_no_row_is_drawn_twice_and_none_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="twice"):
        draw("x", ["a", "a"], 1)
    with pytest.raises(ValueError, match="3 of 2"):
        draw("x", ["a", "b"], 3)


@pytest.mark.parametrize(
    ("population", "size", "found", "low", "high"),
    [(2584, 60, 3, 28, 357), (10, 3, 0, 0, 6), (60, 60, 3, 3, 3), (100, 50, 0, 0, 5)],
)
def test_limits(population: int, size: int, found: int, low: int, high: int) -> None:
    one = estimate(population, size, found)
    assert (one.low, one.high) == (low, high)


def test_what_cannot_be_is_refused() -> None:
    for population, size, found in ((5, 6, 1), (5, 3, 4), (5, 0, 0), (5, 3, -1)):
        with pytest.raises(ValueError):
            estimate(population, size, found)
        with pytest.raises(ValueError):
            Estimate(population, size, found, 0, 0, Fraction(1, 2))
    with pytest.raises(ValueError):
        estimate(5, 3, 1, Fraction(1))


# ---- the same by plain loops --------------------------------------------------------------------------


def probability(population: int, size: int, wrong: int, found: int) -> Fraction:
    """How often a sample of ``size`` rows has ``found`` of the ``wrong`` ones, by counting samples."""
    if found > wrong or size - found > population - wrong:
        return Fraction(0)
    return Fraction(comb(wrong, found) * comb(population - wrong, size - found), comb(population, size))


def limits(population: int, size: int, found: int) -> tuple[int, int]:
    """Try every number of wrong rows."""
    held = []
    for wrong in range(population + 1):
        chances = [probability(population, size, wrong, number) for number in range(size + 1)]
        if sum(chances[: found + 1]) > HALF_DOUBT and sum(chances[found:]) > HALF_DOUBT:
            held.append(wrong)
    return held[0], held[-1]


@st.composite
def samples(draw_: st.DrawFn) -> tuple[int, int, int]:
    population = draw_(st.integers(1, 40))
    size = draw_(st.integers(1, population))
    return population, size, draw_(st.integers(0, size))


@given(samples())
def test_bisection_finds_what_plain_loops_find(sample: tuple[int, int, int]) -> None:
    one = estimate(*sample)
    assert (one.low, one.high) == limits(*sample)
    assert one.lowest <= one.rate <= one.highest


@pytest.mark.parametrize(("population", "size"), [(7, 3), (8, 5), (6, 6), (9, 1)])
def test_of_all_samples_there_are_as_many_hold_the_truth_as_is_promised(population: int, size: int) -> None:
    for wrong in range(population + 1):
        rows = [1] * wrong + [0] * (population - wrong)
        every = [sum(rows[n] for n in chosen) for chosen in itertools.combinations(range(population), size)]
        held = [
            one
            for one in every
            if estimate(population, size, one).low <= wrong <= estimate(population, size, one).high
        ]
        assert Fraction(len(held), len(every)) >= Fraction(95, 100)


@given(st.integers(1, 3000), st.sampled_from([5, 10, 20]), st.sampled_from([0, 50]))
def test_a_size_is_enough_and_one_row_fewer_is_not(population: int, percent: int, expected: int) -> None:
    margin, share = Fraction(percent, 100), Fraction(expected, 100)
    size = size_for(population, margin, expected=share)

    def far(rows: int) -> Fraction:
        one = estimate(population, rows, int(share * rows + Fraction(1, 2)))
        return max(one.highest - one.rate, one.rate - one.lowest)

    assert far(size) <= margin
    assert size == 1 or far(size - 1) > margin


def test_large_registers_take_hardly_more_rows_than_small_ones() -> None:
    assert size_for(2584, Fraction(10, 100)) == 100
    assert size_for(1_000_000, Fraction(10, 100)) == 104
