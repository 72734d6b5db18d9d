"""Conditions on the rows of a register: ``kind == "letter" and served_on <= due_on``.

    condition  = both ("or" both)*
    both       = negated ("and" negated)*
    negated    = "not" negated | "(" condition ")" | comparison
    comparison = amount ("==" | "!=" | "<" | "<=" | ">" | ">=") amount
               | amount ["not"] "in" "[" amount ("," amount)* "]"
               | amount "is" ["not"] "missing"
               | field                                     a field of type yesno
    amount     = term (("+" | "-") term)*
    term       = ["-"] (number | text | field)

Dates are written as text (``"2017-12-31"``). The difference of two dates is a number of days, and a date plus or
minus a number of days is a date; nothing else is computed, and nothing is divided.

A comparison with an empty cell is neither true nor false, and so is its negation; only ``is missing`` asks for it.

The nodes are named tuples: eleven dataclasses would cost every start of a command four milliseconds.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from capaian.core.formula.parse import Cursor, tokens
from capaian.core.formula.tree import Span
from capaian.core.numbers.numerals import shortest
from capaian.core.wording import Both

_NOWHERE = Span(0, 0)

COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
WORDS = frozenset({"and", "or", "not", "in", "is", "missing"})


class NumberLiteral(NamedTuple):
    """A number as written; not negative."""

    amount: Fraction
    span: Span = _NOWHERE


class TextLiteral(NamedTuple):
    """Text in quotes; compared with a date field it is a date."""

    text: str
    span: Span = _NOWHERE


class FieldRef(NamedTuple):
    """The cell of a field."""

    name: str
    span: Span = _NOWHERE


class OffsetValue(NamedTuple):
    """``left operator right`` with operator ``+`` or ``-``."""

    operator: Literal["+", "-"]
    left: Amount
    right: Amount
    span: Span = _NOWHERE


class NegatedValue(NamedTuple):
    operand: Amount
    span: Span = _NOWHERE


Amount = NumberLiteral | TextLiteral | FieldRef | OffsetValue | NegatedValue


class Compare(NamedTuple):
    """``left operator right`` with an operator of :data:`COMPARISONS`."""

    operator: str
    left: Amount
    right: Amount
    span: Span = _NOWHERE


class Among(NamedTuple):
    """``amount in [...]``."""

    amount: Amount
    options: tuple[Amount, ...]
    span: Span = _NOWHERE


class IsMissing(NamedTuple):
    """``amount is missing``: the one question that an empty cell answers."""

    amount: Amount
    span: Span = _NOWHERE


class Holds(NamedTuple):
    """A field of type yesno by itself."""

    named: FieldRef
    span: Span = _NOWHERE


class Not(NamedTuple):
    operand: Condition
    span: Span = _NOWHERE


class BooleanOperation(NamedTuple):
    """``left and right`` or ``left or right``."""

    word: Literal["and", "or"]
    left: Condition
    right: Condition
    span: Span = _NOWHERE


Condition = Compare | Among | IsMissing | Holds | Not | BooleanOperation

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)|(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<text>\"[^\"]*\"|'[^']*')|(?P<name>[^\W\d]\w*)"
    r"|(?P<mark>==|!=|<=|>=|\*\*|//|[-+*/<>=(),\[\]])"
)


def parse_condition(text: str) -> Condition:
    """Return the tree of ``text``; raise :class:`FormulaError` at the first place that cannot be read."""
    return _ConditionParser(tokens(text, _TOKEN)).parse()


class _ConditionParser(Cursor):
    def parse(self) -> Condition:
        found = self.condition()
        if self.now.kind != "end":
            self.refuse(Both("and, or atau akhir syarat", "and, or or the end of the condition"))
        return found

    def word(self, *words: str) -> bool:
        return self.now.kind == "name" and self.now.text in words

    def condition(self) -> Condition:
        left = self.both()
        while self.word("or"):
            self.take()
            right = self.both()
            left = BooleanOperation("or", left, right, Span(left.span.start, right.span.end))
        return left

    def both(self) -> Condition:
        left = self.negated()
        while self.word("and"):
            self.take()
            right = self.negated()
            left = BooleanOperation("and", left, right, Span(left.span.start, right.span.end))
        return left

    def negated(self) -> Condition:
        self.deeper()
        if self.word("not"):
            start = self.take().span.start
            operand = self.negated()
            found: Condition = Not(operand, Span(start, operand.span.end))
        elif self.now.text == "(":
            self.take()
            found = self.condition()
            self.want(")")
        else:
            found = self.comparison()
        self.depth -= 1
        return found

    def comparison(self) -> Condition:
        left = self.amount()
        token = self.now
        if token.text in COMPARISONS and token.kind == "mark":
            self.take()
            right = self.amount()
            return Compare(token.text, left, right, Span(left.span.start, right.span.end))
        if self.word("is"):
            return self.missing(left)
        if self.word("in", "not"):
            return self.among(left)
        if isinstance(left, FieldRef):
            return Holds(left, left.span)
        self.refuse(Both("==, !=, <, <=, >, >=, in atau is missing", "==, !=, <, <=, >, >=, in or is missing"))

    def missing(self, amount: Amount) -> Condition:
        self.take()
        negated = self.word("not")
        if negated:
            self.take()
        if not self.word("missing"):
            self.refuse("missing")
        span = Span(amount.span.start, self.take().span.end)
        found = IsMissing(amount, span)
        return Not(found, span) if negated else found

    def among(self, amount: Amount) -> Condition:
        negated = self.take().text == "not"
        if negated:
            if not self.word("in"):
                self.refuse("in")
            self.take()
        self.want("[")
        options = [self.amount()]
        while self.now.text == ",":
            self.take()
            options.append(self.amount())
        span = Span(amount.span.start, self.want("]").span.end)
        found = Among(amount, tuple(options), span)
        return Not(found, span) if negated else found

    def amount(self) -> Amount:
        left = self.term()
        while self.now.text in ("+", "-") and self.now.kind == "mark":
            operator: Literal["+", "-"] = "+" if self.take().text == "+" else "-"
            right = self.term()
            left = OffsetValue(operator, left, right, Span(left.span.start, right.span.end))
        return left

    def term(self) -> Amount:
        token = self.now
        if token.kind == "mark" and token.text == "-":
            self.deeper()
            self.take()
            operand = self.term()
            self.depth -= 1
            return NegatedValue(operand, Span(token.span.start, operand.span.end))
        if token.kind == "number":
            return NumberLiteral(self.number(), token.span)
        if token.kind == "text":
            self.take()
            return TextLiteral(token.text[1:-1], token.span)
        if token.kind == "name" and token.text not in WORDS:
            self.take()
            return FieldRef(token.text, token.span)
        self.refuse(Both("nama kolom, angka atau teks dalam tanda kutip", "a column, a number or quoted text"))


# ---- tree to text ------------------------------------------------------------------------------------


def write_condition(node: Condition) -> str:
    """Return ``node`` as the grammar reads it: ``parse_condition(write_condition(node)) == node``.

    >>> write_condition(parse_condition("not(a<3)and b   in['x',\\"y\\"]"))
    'not a < 3 and b in ["x", "y"]'
    """
    match node:
        case Compare(operator, left, right):
            return f"{write_amount(left)} {operator} {write_amount(right)}"
        case Among(amount, options):
            return f"{write_amount(amount)} in [{', '.join(map(write_amount, options))}]"
        case IsMissing(amount):
            return f"{write_amount(amount)} is missing"
        case Holds(named):
            return named.name
        case Not(IsMissing(amount)):
            return f"{write_amount(amount)} is not missing"
        case Not(Among(amount, options)):
            return f"{write_amount(amount)} not in [{', '.join(map(write_amount, options))}]"
        case Not(operand):
            inner = write_condition(operand)
            return f"not ({inner})" if isinstance(operand, BooleanOperation) else f"not {inner}"
        case BooleanOperation(word, left, right):
            return f"{_side(left, word, first=True)} {word} {_side(right, word, first=False)}"


def _side(node: Condition, word: str, *, first: bool) -> str:
    text = write_condition(node)
    if not isinstance(node, BooleanOperation):
        return text
    bare = node.word == word if first else False
    return text if bare or (word == "or" and node.word == "and") else f"({text})"


def write_amount(node: Amount) -> str:
    """Return an amount as the grammar reads it."""
    match node:
        case NumberLiteral(amount):
            return shortest(amount)
        case TextLiteral(text):
            return f"'{text}'" if '"' in text else f'"{text}"'
        case FieldRef(name):
            return name
        case NegatedValue(operand):
            return f"-{write_amount(operand)}"
        case OffsetValue(operator, left, right):
            return f"{write_amount(left)} {operator} {write_amount(right)}"


def fields_of(node: Condition | Amount) -> Iterator[FieldRef]:
    """Yield every field in reading order, repeats included."""
    match node:
        case FieldRef():
            yield node
        case Compare(_, left, right) | OffsetValue(_, left, right) | BooleanOperation(_, left, right):
            yield from fields_of(left)
            yield from fields_of(right)
        case Among(amount, options):
            for part in (amount, *options):
                yield from fields_of(part)
        case IsMissing(amount):
            yield from fields_of(amount)
        case Holds(named):
            yield named
        case Not(operand) | NegatedValue(operand):
            yield from fields_of(operand)
        case _:
            return


# ---- what a condition means for one row --------------------------------------------------------------

Value = str | bool | Fraction | datetime.date
"""What a cell holds once it is read; ``None`` where it is empty."""


def value_of(stored: object) -> Value | None:
    """Return what a table holds as core knows it: whole numbers and decimals as exact fractions."""
    if isinstance(stored, bool) or stored is None:
        return stored
    if isinstance(stored, int | Decimal):
        return Fraction(stored)
    if isinstance(stored, datetime.datetime):
        return stored.date()
    assert isinstance(stored, str | datetime.date), stored
    return stored


def holds(node: Condition, row: dict[str, Value | None]) -> bool | None:
    """Tell whether ``node`` is true of ``row``; ``None`` where an empty cell leaves it open.

    This is the meaning that every engine must give. The condition has been checked against its register.
    """
    match node:
        case Compare(operator, left, right):
            return _compared(operator, amount_of(left, row), amount_of(right, row))
        case Among(amount, options):
            value = amount_of(amount, row)
            found = [_compared("==", value, amount_of(option, row)) for option in options]
            return True if True in found else None if None in found else False
        case IsMissing(amount):
            return amount_of(amount, row) is None
        case Holds(named):
            value = row[named.name]
            return None if value is None else value is True
        case Not(operand):
            inner = holds(operand, row)
            return None if inner is None else not inner
        case BooleanOperation(word, left, right):
            both = (holds(left, row), holds(right, row))
            decisive = word == "or"
            return decisive if decisive in both else None if None in both else not decisive


def unmet(node: Condition, row: dict[str, Value | None]) -> tuple[Condition, bool] | None:
    """Return the first part of ``node`` that is not true of ``row``, and whether an empty cell left it open.

    Parts are what ``and`` joins, in reading order; ``None`` where the whole is true.
    """
    if isinstance(node, BooleanOperation) and node.word == "and":
        return unmet(node.left, row) or unmet(node.right, row)
    found = holds(node, row)
    return None if found is True else (node, found is None)


def amount_of(node: Amount, row: dict[str, Value | None]) -> Value | None:
    """Return the value of an amount in ``row``; ``None`` where a cell that it needs is empty."""
    match node:
        case NumberLiteral(amount):
            return amount
        case TextLiteral(text):
            return text
        case FieldRef(name):
            return row[name]
        case NegatedValue(operand):
            value = amount_of(operand, row)
            return -value if isinstance(value, Fraction) else None
        case OffsetValue(operator, left, right):
            return _added(operator, amount_of(left, row), amount_of(right, row))


def _added(operator: str, left: Value | None, right: Value | None) -> Value | None:
    sign = 1 if operator == "+" else -1
    match left, right:
        case Fraction(), Fraction():
            return left + sign * right
        case datetime.date(), Fraction():
            return left + datetime.timedelta(days=sign * int(right))
        case Fraction(), datetime.date():
            return right + datetime.timedelta(days=int(left))
        case datetime.date(), datetime.date():
            return Fraction((left - right).days)
        case _:
            return None


def _compared(operator: str, left: Value | None, right: Value | None) -> bool | None:
    if left is None or right is None:
        return None
    if isinstance(left, datetime.date) and isinstance(right, str):
        right = datetime.date.fromisoformat(right)
    if isinstance(right, datetime.date) and isinstance(left, str):
        left = datetime.date.fromisoformat(left)
    if operator in ("==", "!="):
        return (left == right) is (operator == "==")
    return {
        "<": left < right,  # type: ignore[operator]
        "<=": left <= right,  # type: ignore[operator]
        ">": left > right,  # type: ignore[operator]
        ">=": left >= right,  # type: ignore[operator]
    }[operator]
