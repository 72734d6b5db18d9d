"""Registers, conditions and rows drawn at random, boundary days on purpose."""

import datetime
from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from capaian.core.registers.aggregation import Aggregate, AggregateFunction, Aggregation
from capaian.core.registers.condition import (
    Among,
    BooleanOperation,
    Compare,
    Condition,
    FieldRef,
    Holds,
    IsMissing,
    Not,
    NumberLiteral,
    OffsetValue,
    TextLiteral,
)
from capaian.core.registers.register import Column, FieldType, Register
from capaian.engine.counts import NOTHING, counted_of

COLUMNS = (
    Column("place", FieldType.AREA),
    Column("received", FieldType.DATE),
    Column("served", FieldType.DATE),
    Column("kind", FieldType.CHOICE, choices=MappingProxyType({"a": "A", "b": "B"})),
    Column("days", FieldType.WHOLE),
    Column("fee", FieldType.RUPIAH),
    Column("score", FieldType.DECIMAL),
    Column("open", FieldType.YESNO),
)
REGISTER = Register("letters", "Surat", "place", "received", MappingProxyType({c.name: c for c in COLUMNS}))

BOUNDARIES = [
    datetime.date(*day)
    for day in (
        (2023, 12, 31),
        (2024, 1, 1),
        (2024, 1, 31),
        (2024, 2, 1),
        (2024, 2, 28),
        (2024, 2, 29),
        (2024, 3, 1),
        (2024, 3, 31),
        (2024, 4, 1),
        (2024, 12, 31),
        (2025, 1, 1),
    )
]
days = st.one_of(st.sampled_from(BOUNDARIES), st.dates(datetime.date(2023, 12, 1), datetime.date(2025, 1, 31)))
places = st.sampled_from(["15.71.03", "15.71.03.1001", "15.71.03.1002", "15.71.04", "15.71", "16.01.01.2001"])


def maybe(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(st.none(), values)


rows = st.lists(
    st.fixed_dictionaries(
        {
            "place": places,
            "received": days,
            "served": maybe(days),
            "kind": maybe(st.sampled_from(["a", "b"])),
            "days": maybe(st.integers(-5, 40).map(Fraction)),
            "fee": maybe(st.integers(-100, 10**9).map(lambda n: Fraction(n, 100))),
            "score": maybe(st.integers(-(10**6), 10**9).map(lambda n: Fraction(n, 10**6))),
            "open": maybe(st.booleans()),
        }
    ),
    max_size=12,
)

numbers = st.sampled_from([FieldRef("days"), FieldRef("fee"), FieldRef("score")])
literals = st.one_of(st.integers(0, 30), st.sampled_from(["0.5", "2.25"])).map(
    lambda n: NumberLiteral(Fraction(str(n)))
)
dates = st.sampled_from([FieldRef("received"), FieldRef("served")])
spans = st.builds(OffsetValue, st.just("-"), dates, dates)
moved = st.builds(
    OffsetValue,
    st.sampled_from("+-"),
    dates,
    st.one_of(st.integers(0, 40).map(lambda n: NumberLiteral(Fraction(n))), st.just(FieldRef("days"))),
)
day_texts = days.map(lambda day: TextLiteral(day.isoformat()))
operators = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])

comparisons: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Compare, operators, numbers, st.one_of(literals, numbers)),
    st.builds(Compare, operators, dates, st.one_of(dates, day_texts, moved)),
    st.builds(Compare, operators, spans, st.one_of(literals, st.just(FieldRef("days")))),
    st.builds(
        Compare,
        st.sampled_from(["==", "!="]),
        st.just(FieldRef("kind")),
        st.sampled_from(["a", "b"]).map(TextLiteral),
    ),
    st.builds(
        Among,
        st.just(FieldRef("kind")),
        st.lists(st.sampled_from(["a", "b"]).map(TextLiteral), min_size=1, max_size=2).map(tuple),
    ),
    st.builds(Among, st.just(FieldRef("days")), st.lists(literals, min_size=1, max_size=3).map(tuple)),
    st.builds(IsMissing, st.one_of(dates, numbers, spans, st.just(FieldRef("kind")))),
    st.just(Holds(FieldRef("open"))),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        inner.map(Not), st.builds(BooleanOperation, st.sampled_from(["and", "or"]), inner, inner)
    ),
    max_leaves=5,
)


def counted(how: AggregateFunction) -> st.SearchStrategy[str]:
    if how is AggregateFunction.ROWS:
        return st.just("")
    if how is AggregateFunction.DISTINCT:
        return st.sampled_from(list(REGISTER.columns))
    return st.sampled_from(["days", "fee", "score"])


def counted_in(
    lines: Iterable[Mapping[str, Any]], ever: Iterable[str], asked: Mapping[str, Aggregation]
) -> dict[str, dict[str, Aggregate]]:
    """Return what the lines of one period say of every office that ever had a row."""
    found = dict.fromkeys(ever, NOTHING) | {line["_office"]: line for line in lines}
    return {
        office: {key: counted_of(key, counting, line) for key, counting in asked.items()}
        for office, line in found.items()
    }


countings = st.sampled_from(AggregateFunction).flatmap(
    lambda how: st.builds(
        Aggregation, st.just("letters"), st.just(how), counted(how), st.one_of(st.none(), conditions)
    )
)
