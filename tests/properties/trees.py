"""Random formula trees."""

from fractions import Fraction

from hypothesis import strategies as st

from capaian.core.formula import Binary, Call, Name, Negative, Node, Number, Weighted

NAMES = ("a", "b", "surat_masuk", "x1")

numbers = st.one_of(
    st.integers(0, 10**6).map(Fraction),
    st.decimals(0, 1000, places=3, allow_nan=False, allow_infinity=False).map(Fraction),
)
names = st.sampled_from(NAMES).map(Name)
weights = st.one_of(st.fractions(Fraction(1, 99), 10, max_denominator=99), numbers.filter(bool))


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    arguments = st.lists(inner, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        inner.map(Negative),
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner),
        st.builds(Call, st.sampled_from(["mean", "sum", "min", "max"]), arguments),
        st.lists(st.tuples(names, weights), min_size=1, max_size=4).map(tuple).map(Weighted),
    )


trees: st.SearchStrategy[Node] = st.recursive(st.one_of(numbers.map(Number), names), grown, max_leaves=12)
