"""Registers: what the rows of an office's books look like, and what must be true of each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from capaian.core.formula.tree import Span
from capaian.core.frozen import frozen
from capaian.core.registers.condition import (
    Among,
    Amount,
    BooleanOperation,
    Compare,
    Condition,
    FieldRef,
    Holds,
    IsMissing,
    NegatedValue,
    Not,
    NumberLiteral,
    OffsetValue,
    TextLiteral,
    Value,
)
from capaian.core.registers.masks import MASKS


class FieldType(StrEnum):
    """What a cell holds. Rupiah and decimal are exact; ``nik`` and ``nip`` and ``area`` have check rules."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    RUPIAH = "rupiah"
    DATE = "date"
    YESNO = "yesno"
    CHOICE = "choice"
    AREA = "area"
    NIK = "nik"
    NIP = "nip"


class Sort(StrEnum):
    """Which values compare with which."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YESNO = "yesno"


SORTS: Mapping[FieldType, Sort] = MappingProxyType(
    {
        FieldType.WHOLE: Sort.NUMBER,
        FieldType.DECIMAL: Sort.NUMBER,
        FieldType.RUPIAH: Sort.NUMBER,
        FieldType.DATE: Sort.DATE,
        FieldType.YESNO: Sort.YESNO,
    }
)
"""Sort of each type; types that are not here are text."""

DECIMALS: Mapping[FieldType, int] = MappingProxyType(
    {FieldType.WHOLE: 0, FieldType.DECIMAL: 6, FieldType.RUPIAH: 2}
)
"""Decimals that a number of each type keeps; more are a fault of the cell, so that every engine sums exactly."""


class Column(NamedTuple):
    """A field of a register. ``low`` and ``high`` bound numbers and dates, both included.

    ``personal`` is what its author says: whether it tells who a citizen is; ``None`` where he says nothing.
    """

    name: str
    type: FieldType
    label: str = ""
    required: bool = False
    choices: Mapping[str, str] = MappingProxyType({})
    low: Value | None = None
    high: Value | None = None
    personal: bool | None = None

    @property
    def sort(self) -> Sort:
        return SORTS.get(self.type, Sort.TEXT)

    @property
    def names_people(self) -> bool:
        """Whether a pseudonym stands for its values wherever rows are kept: a NIK, or marked as personal."""
        return self.type is FieldType.NIK or self.personal is True


class RowRule(NamedTuple):
    """What must be true of each row that fills the cells it speaks of: ``served_on >= received_on``."""

    condition: Condition
    message: str = ""


@frozen()
class Register:
    """A book of an office: ``office`` and ``date`` name the columns that say whose a row is and when it counts.

    The office's column may hold a place below the office. ``key`` names the columns that tell rows apart.
    """

    name: str
    label: str
    office: str
    date: str
    columns: Mapping[str, Column]
    key: tuple[str, ...] = ()
    rules: tuple[RowRule, ...] = ()

    def __post_init__(self) -> None:
        for name, wanted in ((self.office, FieldType.AREA), (self.date, FieldType.DATE)):
            if name not in self.columns or self.columns[name].type is not wanted:
                raise ValueError(f"{self.name}: {name} is no column of type {wanted}")
        if any(name not in self.columns for name in self.key):
            raise ValueError(f"{self.name}: the key names no column")

    @property
    def people(self) -> tuple[str, ...]:
        """The columns that tell who a citizen is."""
        return tuple(name for name, column in self.columns.items() if column.names_people)

    def tells_apart(self, name: str) -> bool:
        """Tell whether equal values of a column mean the same person: a NIK or part of the key, not a name."""
        return self.columns[name].type is FieldType.NIK or name in self.key


class ConditionFault(NamedTuple):
    """What is wrong with a condition: ``code`` of the finding, where, and the values of its message."""

    code: str
    span: Span
    values: dict[str, str]


def condition_faults(node: Condition, register: Register) -> Iterator[ConditionFault]:
    """Yield what is wrong with ``node`` for ``register``: unknown fields, comparisons of unlike things, people.

    Of a column that names people can be asked only whether it is filled: rows are counted by their pseudonyms.
    """
    match node:
        case BooleanOperation(_, left, right):
            yield from condition_faults(left, register)
            yield from condition_faults(right, register)
        case Not(operand):
            yield from condition_faults(operand, register)
        case Holds(named):
            sort, faults = _sort(named, register)
            yield from faults
            if sort not in (None, Sort.YESNO):
                yield ConditionFault("condition-bare", node.span, {"name": named.name})
        case IsMissing(amount):
            yield from _sort(amount, register)[1]
        case Compare(operator, left, right):
            yield from _alike(operator, left, right, register)
            yield from _people((left, right), register)
        case Among(amount, options):
            yield from _people((amount, *options), register)
            for option in options:
                yield from _alike("==", amount, option, register)


def _people(amounts: Sequence[Amount], register: Register) -> Iterator[ConditionFault]:
    for one in amounts:
        if isinstance(one, FieldRef) and one.name in register.columns and register.columns[one.name].names_people:
            yield ConditionFault("condition-personal", one.span, {"name": one.name})


def _alike(operator: str, left: Amount, right: Amount, register: Register) -> Iterator[ConditionFault]:
    (one, faults), (other, more) = _sort(left, register), _sort(right, register)
    yield from (*faults, *more)
    if one is None or other is None:
        return
    span = Span(left.span.start, right.span.end)
    if {one, other} == {Sort.DATE, Sort.TEXT}:
        text = right if other is Sort.TEXT else left
        if not isinstance(text, TextLiteral):
            yield ConditionFault("condition-unlike", span, {"left": one, "right": other})
        elif not _is_date(text.text):
            yield ConditionFault("condition-date", text.span, {"found": text.text})
    elif one is not other:
        yield ConditionFault("condition-unlike", span, {"left": one, "right": other})
    elif one in (Sort.TEXT, Sort.YESNO) and operator not in ("==", "!="):
        yield ConditionFault("condition-order", span, {"operator": operator, "sort": one})
    for named, other_side in ((left, right), (right, left)):
        if isinstance(named, FieldRef) and isinstance(other_side, TextLiteral):
            column = register.columns[named.name]
            if column.type is FieldType.CHOICE and other_side.text not in column.choices:
                known = ", ".join(column.choices)
                yield ConditionFault(
                    "condition-choice", other_side.span, {"found": other_side.text, "known": known}
                )


def _sort(node: Amount, register: Register) -> tuple[Sort | None, list[ConditionFault]]:
    match node:
        case NumberLiteral():
            return Sort.NUMBER, []
        case TextLiteral():
            return Sort.TEXT, []
        case FieldRef(name):
            if name not in register.columns:
                values = {"name": name, "register": register.name, "known": ", ".join(register.columns)}
                return None, [ConditionFault("unknown-field", node.span, values)]
            return register.columns[name].sort, []
        case NegatedValue(operand):
            sort, faults = _sort(operand, register)
            if sort not in (None, Sort.NUMBER):
                faults.append(ConditionFault("condition-sum", node.span, {"left": "-", "right": sort or ""}))
            return (Sort.NUMBER if not faults else None), faults
        case OffsetValue(operator, left, right):
            (one, faults), (other, more) = _sort(left, register), _sort(right, register)
            faults = [*faults, *more]
            if faults or one is None or other is None:
                return None, faults
            found = _SUMS.get((operator, one, other))
            if found is None:
                return None, [ConditionFault("condition-sum", node.span, {"left": one, "right": other})]
            return found, []


_SUMS = {
    ("+", Sort.NUMBER, Sort.NUMBER): Sort.NUMBER,
    ("-", Sort.NUMBER, Sort.NUMBER): Sort.NUMBER,
    ("-", Sort.DATE, Sort.DATE): Sort.NUMBER,
    ("+", Sort.DATE, Sort.NUMBER): Sort.DATE,
    ("-", Sort.DATE, Sort.NUMBER): Sort.DATE,
    ("+", Sort.NUMBER, Sort.DATE): Sort.DATE,
}


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def row_fault(column: Column, value: Value) -> tuple[str, dict[str, str]] | None:
    """Return the code and values of what is wrong with a cell's value, or ``None``. Its type is right already."""
    if column.names_people and value in MASKS:
        return "row-masked", {"found": str(value)}
    if column.type is FieldType.CHOICE and value not in column.choices:
        return "row-choice", {"found": str(value), "known": ", ".join(column.choices)}
    for bound, code in ((column.low, "row-below"), (column.high, "row-above")):
        if bound is not None and type(bound) is type(value):
            outside = value < bound if code == "row-below" else value > bound  # type: ignore[operator]
            if outside:
                return code, {"found": _shown(value), "bound": _shown(bound)}
    return None


def _shown(value: Value) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
