"""Printing and reading numbers."""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from capaian.core.numbers.arithmetic import decimals_of, mean, median
from capaian.core.numbers.numerals import (
    plain,
    printed,
    read_indonesian,
    read_plain,
    shortest,
    shortest_printed,
    target_printed,
)

amounts = st.one_of(
    st.fractions(),
    st.fractions(-1000, 1000, max_denominator=10**6),
    st.integers(-(10**9), 10**9).map(lambda n: Fraction(n, 1000)),  # ties among them
    st.integers(-(10**6), 10**6).map(lambda n: Fraction(2 * n + 1, 200)),  # nothing but ties at two decimals
)
decimals = st.integers(0, 6)


def rounded(amount: Fraction, places: int) -> Decimal:
    """Half up by the decimal module, with so many digits that its own rounding does not matter."""
    context = Context(prec=400, rounding=ROUND_HALF_UP)
    exact = context.divide(Decimal(amount.numerator), Decimal(amount.denominator))
    return exact.quantize(Decimal(1).scaleb(-places), context=context)


@given(amounts, decimals)
def test_the_printed_figure_is_the_exact_one_rounded_half_up(amount: Fraction, places: int) -> None:
    shown = printed(amount, places, grouped=False).replace(",", ".")
    assert Decimal(shown) == rounded(amount, places)
    assert len(shown.partition(".")[2]) == places


@given(amounts, decimals)
def test_no_other_figure_of_so_many_decimals_is_nearer(amount: Fraction, places: int) -> None:
    shown = Fraction(plain(amount, places))
    assert abs(shown - amount) <= Fraction(1, 2 * 10**places)


@given(st.fractions(-(10**12), 10**12), decimals)
def test_what_is_printed_is_read_back(amount: Fraction, places: int) -> None:
    shown = printed(amount, places)
    assert read_indonesian(shown) == Fraction(plain(amount, places))
    assert read_plain(plain(amount, places)) == Fraction(plain(amount, places))


@given(amounts)
def test_the_shortest_form_is_exact(amount: Fraction) -> None:
    assert Fraction(shortest(amount)) == amount
    if decimals_of(amount) is not None:
        assert Fraction(shortest_printed(amount).replace(",", ".")) == amount


@given(st.integers(0, 10**8), st.integers(0, 6), decimals)
def test_a_promise_is_never_rounded(numerator: int, power: int, places: int) -> None:
    amount = Fraction(numerator, 10**power)
    assert Fraction(target_printed(amount, places).replace(".", "").replace(",", ".")) == amount


@given(st.text(max_size=30))
def test_reading_any_text_gives_a_number_or_nothing(text: str) -> None:
    for read in (read_plain, read_indonesian):
        amount = read(text)
        assert amount is None or isinstance(amount, Fraction)


@given(st.lists(st.fractions(), min_size=1, max_size=9))
def test_means_and_medians_lie_between_the_least_and_the_most(listed: list[Fraction]) -> None:
    for value in (mean(listed), median(listed)):
        assert value is not None
        assert min(listed) <= value <= max(listed)
    assert mean(listed) == mean(listed[::-1])
