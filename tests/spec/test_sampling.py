"""A sample of rows: drawn so that anyone can draw it again, and what it says of all rows."""

from __future__ import annotations

import hashlib
import itertools
import weakref
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.core.registers.sampling import Estimate, draw, draw_of, estimate, required_sample_size

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


@given(st.text(max_size=5), st.lists(st.text(max_size=4), unique=True, max_size=30), st.data())
def test_what_is_drawn_is_no_matter_of_the_order_of_the_rows(
    seed: str, keys: list[str], data: st.DataObject
) -> None:
    size = data.draw(st.integers(0, len(keys)))
    again = data.draw(st.permutations(keys))
    assert draw(seed, again, size) == draw(seed, keys, size)
    smaller = data.draw(st.integers(0, size))
    assert draw(seed, keys, size)[:smaller] == draw(seed, keys, smaller)


@pytest.mark.parametrize("first", [0, 9000])
def test_no_row_and_no_pair_of_rows_is_more_likely_than_another(first: int) -> None:
    """Of all samples of three out of six rows, in order, each is drawn as often as chance has it."""
    rows, seeds = [f"letters/2017/{number:03}" for number in range(1, 7)], 6000
    seen = Counter(tuple(draw(f"APIP {seed}", rows, 3)) for seed in range(first, first + seeds))
    every = list(itertools.permutations(rows, 3))
    expected = Fraction(seeds, len(every))
    chi_square = sum((seen[one] - expected) ** 2 / expected for one in every)
    # With 119 degrees of freedom, 0.1 of a hundred fair draws come to more than 174 and as few to less than 76.
    assert 76 < chi_square < 174
    for row in rows:
        held = sum(times for one, times in seen.items() if row in one)
        assert abs(held - seeds // 2) < 4 * 39  # four times the standard deviation of 3000 in 6000


def test_few_rows_are_held_however_many_there_are() -> None:
    held, most = weakref.WeakSet[Held](), 0

    def rows() -> Iterator[tuple[str, Held]]:
        nonlocal most
        for number in range(3000):
            held.add(one := Held())
            yield str(number), one
            del one
            most = max(most, len(held))

    drawn = draw_of("x", rows(), 20)
    assert [key for key, _ in drawn] == draw("x", map(str, range(3000)), 20)
    assert most < 40


class Held:
    """Something that can be looked for while it is held."""


def test_no_row_is_drawn_twice_and_none_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="twice"):
        draw("x", ["a", "a"], 1)
    with pytest.raises(ValueError, match="twice"):
        draw("x", ["b", "a", "c", "a"], 4)
    with pytest.raises(ValueError, match="-1 of"):
        draw("x", ["a"], -1)
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
    size = required_sample_size(population, margin, expected=share)

    def far(rows: int) -> Fraction:
        one = estimate(population, rows, int(share * rows + Fraction(1, 2)))
        return max(one.highest - one.rate, one.rate - one.lowest)

    assert far(size) <= margin
    assert size == 1 or far(size - 1) > margin


def test_large_registers_take_hardly_more_rows_than_small_ones() -> None:
    assert required_sample_size(2584, Fraction(10, 100)) == 100
    assert required_sample_size(1_000_000, Fraction(10, 100)) == 104


# ---- the same by drawing from an urn, one row after another, without a formula ------------------------


def urn(population: int, size: int, wrong: int) -> list[Fraction]:
    """How often a sample has 0, 1, … wrong rows: each draw takes one of those that are left."""
    chances = [Fraction(1)]
    for drawn in range(size):
        after = [Fraction(0)] * (len(chances) + 1)
        for found, chance in enumerate(chances):
            left, bad = population - drawn, wrong - found
            after[found] += chance * Fraction(left - bad, left) if bad >= 0 else 0
            after[found + 1] += chance * Fraction(bad, left) if bad > 0 else 0
        chances = after
    return chances


@pytest.mark.parametrize("population", range(1, 17))
def test_limits_of_every_sample_of_a_small_population_by_drawing_from_an_urn(population: int) -> None:
    for size in range(1, population + 1):
        chances = [urn(population, size, wrong) for wrong in range(population + 1)]
        assert all(sum(one) == 1 for one in chances)
        for found in range(size + 1):
            held = [
                wrong
                for wrong, one in enumerate(chances)
                if sum(one[: found + 1]) > HALF_DOUBT and sum(one[found:]) > HALF_DOUBT
            ]
            said = estimate(population, size, found)
            assert held == list(range(said.low, said.high + 1))
            mirrored = estimate(population, size, size - found)
            assert (said.low, said.high) == (population - mirrored.high, population - mirrored.low)


@pytest.mark.parametrize(
    ("population", "size", "found", "low", "high"),
    [
        (1, 1, 0, 0, 0),  # the only row was looked at
        (1, 1, 1, 1, 1),
        (2, 1, 0, 0, 1),  # the other may be wrong
        (2, 1, 1, 1, 2),
        (40, 40, 0, 0, 0),  # all rows were looked at: nothing is left to guess
        (40, 40, 40, 40, 40),
        (40, 39, 0, 0, 0),  # that the one wrong row is the one left out happens once in forty: too seldom
        (39, 38, 0, 0, 1),  # once in thirty-nine is not
        (40, 39, 39, 40, 40),
        (1000, 100, 0, 0, 34),  # 34 wrong rows are all among 900 others once in 39, 35 once in 43
        (1000, 100, 100, 966, 1000),
    ],
)
def test_limits_at_the_ends(population: int, size: int, found: int, low: int, high: int) -> None:
    one = estimate(population, size, found)
    assert (one.low, one.high) == (low, high)
    assert one.low >= found and one.high <= population - (size - found)


def test_of_a_small_population_everything_has_to_be_looked_at() -> None:
    for population in (1, 2, 3):
        assert required_sample_size(population, Fraction(5, 100)) == population
    assert required_sample_size(1, Fraction(5, 100), expected=Fraction(0)) == 1
