"""Conditions and what is counted, as Ibis expressions: one meaning on every backend."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from capaian.core.numbers.numerals import shortest
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
)
from capaian.core.registers.register import Register, Sort
from capaian.engine.by_need import ibis

Expression = Any
"""An Ibis value; its own types say little to a checker."""


def condition(node: Condition, table: Expression, register: Register) -> Expression:
    """Return ``node`` as a boolean expression: null where an empty cell leaves it open, as SQL itself has it."""
    match node:
        case Compare(operator, left, right):
            one, other = _sides(left, right, table, register)
            return _COMPARISONS[operator](one, other)
        case Among(amount, options):
            found = [condition(Compare("==", amount, option), table, register) for option in options]
            joined = found[0]
            for one in found[1:]:
                joined = joined | one
            return joined
        case IsMissing(amount):
            return _amount(amount, table, register).isnull()
        case Holds(named):
            return table[named.name]
        case Not(operand):
            return ~condition(operand, table, register)
        case BooleanOperation(word, left, right):
            one, other = condition(left, table, register), condition(right, table, register)
            return one & other if word == "and" else one | other


_COMPARISONS: dict[str, Any] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def _sides(left: Amount, right: Amount, table: Expression, register: Register) -> tuple[Expression, Expression]:
    sorts = {_sort(left, register), _sort(right, register)}
    if sorts == {Sort.DATE, Sort.TEXT}:
        return _dated(left, table, register), _dated(right, table, register)
    return _amount(left, table, register), _amount(right, table, register)


def _dated(node: Amount, table: Expression, register: Register) -> Expression:
    if isinstance(node, TextLiteral):
        return ibis.literal(datetime.date.fromisoformat(node.text))
    return _amount(node, table, register)


def _sort(node: Amount, register: Register) -> Sort:
    match node:
        case NumberLiteral() | NegatedValue():
            return Sort.NUMBER
        case TextLiteral():
            return Sort.TEXT
        case FieldRef(name):
            return register.columns[name].sort
        case OffsetValue(_, left, right):
            sorts = (_sort(left, register), _sort(right, register))
            return Sort.DATE if sorts.count(Sort.DATE) == 1 else Sort.NUMBER


def _amount(node: Amount, table: Expression, register: Register) -> Expression:
    match node:
        case NumberLiteral(amount):
            whole = amount.denominator == 1
            return ibis.literal(int(amount)) if whole else ibis.literal(Decimal(shortest(amount)), "decimal(38, 9)")
        case TextLiteral(text):
            return ibis.literal(text)
        case FieldRef(name):
            return table[name]
        case NegatedValue(operand):
            return -_amount(operand, table, register)
        case OffsetValue(operator, left, right):
            return _sum(operator, left, right, table, register)


def _sum(operator: str, left: Amount, right: Amount, table: Expression, register: Register) -> Expression:
    one, other = _amount(left, table, register), _amount(right, table, register)
    match _sort(left, register), _sort(right, register):
        case Sort.DATE, Sort.DATE:
            return one.delta(other, unit="day")
        case Sort.DATE, _:
            days = other.cast("int64").as_interval("D")
            return one + days if operator == "+" else one - days
        case _, Sort.DATE:
            return other + one.cast("int64").as_interval("D")
        case _:
            return one + other if operator == "+" else one - other
