"""Text to tree, by recursive descent, with hard limits on length, depth and size of numbers."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple, NoReturn

from capaian.core.formula.tree import FUNCTIONS, Binary, Call, Name, Negative, Node, Number, Span, Weighted
from capaian.core.numbers.arithmetic import divide
from capaian.core.numbers.numerals import MOST_DIGITS
from capaian.core.wording import Both, both

MOST_CHARACTERS = 2_000
MOST_NESTING = 40
MOST_TOKENS = 400

_END = Both("akhir rumus", "the end of the formula")
_CHARACTERS = ("{count} karakter", "{count} {count:character|characters}")
_ELEMENTS = ("{count} unsur", "{count} {count:element|elements}")
_DIGITS = ("{count} angka", "{count} {count:digit|digits}")
_LEVELS = ("{count} tingkat", "{count} {count:level|levels}")

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)|(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<name>[^\W\d]\w*)|(?P<mark>\*\*|//|[-+*/×,:()])",
)


class FormulaError(ValueError):
    """A formula that cannot be read: ``code`` of the finding, ``span`` in the text, ``values`` for its message."""

    def __init__(self, code: str, span: Span, **values: str | Both) -> None:
        super().__init__(f"{code} at {span.start}: {values}")
        self.code, self.span, self.values = code, span, values


class FormulaToken(NamedTuple):
    """A piece of the text: ``kind`` is number, name, mark, text or end."""

    kind: str
    text: str
    span: Span


def parse(text: str) -> Node:
    """Return the tree of ``text``; raise :class:`FormulaError` at the first place that cannot be read."""
    return _FormulaParser(tokens(text)).parse()


def tokens(text: str, pattern: re.Pattern[str] = _TOKEN) -> list[FormulaToken]:
    """Return the pieces of ``text``, the last of kind ``end``; ``pattern`` names the kinds by its groups.

    Raises :class:`FormulaError` where nothing of ``pattern`` stands, and for texts beyond the bounds.
    """
    if len(text) > MOST_CHARACTERS:
        raise FormulaError(
            "formula-too-large",
            Span(0, 0),
            found=both(_CHARACTERS, count=len(text)),
            limit=both(_CHARACTERS, count=MOST_CHARACTERS),
        )
    found, position = [], 0
    while position < len(text):
        match = pattern.match(text, position)
        if not match or match.lastgroup is None:
            raise FormulaError("formula-character", Span(position, position + 1), found=text[position])
        position = match.end()
        if match.lastgroup != "space":
            found.append(FormulaToken(match.lastgroup, match[0].replace("×", "*"), Span(*match.span())))
    if len(found) > MOST_TOKENS:
        raise FormulaError(
            "formula-too-large",
            Span(0, 0),
            found=both(_ELEMENTS, count=len(found)),
            limit=both(_ELEMENTS, count=MOST_TOKENS),
        )
    found.append(FormulaToken("end", "", Span(len(text), len(text))))
    return found


class Cursor:
    """A place in a list of tokens, from which a parser takes one after another."""

    def __init__(self, pieces: list[FormulaToken]) -> None:
        self.tokens = pieces
        self.at = 0
        self.depth = 0

    @property
    def now(self) -> FormulaToken:
        return self.tokens[self.at]

    def take(self) -> FormulaToken:
        token = self.now
        self.at += 1
        return token

    def refuse(self, expected: str | Both) -> NoReturn:
        token = self.now
        if token.text in ("**", "//"):
            raise FormulaError("formula-operator", token.span, found=token.text)
        found = _END if token.kind == "end" else f'"{token.text}"'
        raise FormulaError("formula-syntax", token.span, found=found, expected=expected)

    def want(self, mark: str) -> FormulaToken:
        if self.now.text != mark:
            self.refuse(f'"{mark}"')
        return self.take()

    def deeper(self) -> None:
        """Count one level of nesting; raise beyond the bound. Whoever calls takes it back at the end."""
        self.depth += 1
        if self.depth > MOST_NESTING:
            raise FormulaError(
                "formula-too-large",
                self.now.span,
                found=Both("kurung bertingkat", "nested brackets"),
                limit=both(_LEVELS, count=MOST_NESTING),
            )

    def number(self) -> Fraction:
        if self.now.kind != "number":
            self.refuse(Both("angka", "a number"))
        token = self.take()
        if len(token.text) > MOST_DIGITS:
            raise FormulaError(
                "formula-too-large",
                token.span,
                found=both(_DIGITS, count=len(token.text)),
                limit=both(_DIGITS, count=MOST_DIGITS),
            )
        return Fraction(token.text)


class _FormulaParser(Cursor):
    def parse(self) -> Node:
        node = self.expression()
        if self.now.kind != "end":
            self.refuse(Both("+, -, *, / atau akhir rumus", "+, -, *, / or the end of the formula"))
        return node

    def expression(self) -> Node:
        node = self.term()
        while self.now.text in ("+", "-"):
            operator = self.take().text
            node = self.joined(operator, node, self.term())
        return node

    def term(self) -> Node:
        node = self.factor()
        while self.now.text in ("*", "/"):
            operator = self.take().text
            node = self.joined(operator, node, self.factor())
        return node

    @staticmethod
    def joined(operator: str, left: Node, right: Node) -> Node:
        return Binary(operator, left, right, Span(left.span.start, right.span.end))

    def factor(self) -> Node:
        self.deeper()
        node = self.negative() if self.now.text == "-" else self.atom()
        self.depth -= 1
        return node

    def negative(self) -> Node:
        start = self.take().span.start
        operand = self.factor()
        return Negative(operand, Span(start, operand.span.end))

    def atom(self) -> Node:
        if self.now.kind == "number":
            token = self.now
            return Number(self.number(), token.span)
        if self.now.kind == "name":
            name = self.take()
            return self.call(name) if self.now.text == "(" else Name(name.text, name.span)
        if self.now.text == "(":
            start = self.take().span.start
            node = self.expression()
            end = self.want(")").span.end
            return _placed(node, Span(start, end))
        self.refuse(Both("angka, nama variabel atau kurung buka", "a number, a variable or an opening bracket"))

    def call(self, name: FormulaToken) -> Node:
        if name.text != "weighted" and name.text not in FUNCTIONS:
            raise FormulaError("formula-function", name.span, found=name.text)
        self.take()
        if name.text == "weighted":
            terms = [self.weight()]
            while self.now.text == ",":
                self.take()
                terms.append(self.weight())
            return Weighted(tuple(terms), Span(name.span.start, self.want(")").span.end))
        arguments = [self.expression()]
        while self.now.text == ",":
            self.take()
            arguments.append(self.expression())
        return Call(name.text, tuple(arguments), Span(name.span.start, self.want(")").span.end))

    def weight(self) -> tuple[Name, Fraction]:
        if self.now.kind != "name":
            self.refuse(Both("nama variabel", "the name of a variable"))
        name = self.take()
        self.want(":")
        token = self.now
        amount = self.number()
        if self.now.text == "/":
            self.take()
            amount = divide(amount, self.number()) or Fraction(0)
        if amount == 0:
            raise FormulaError("formula-weight", token.span, found=token.text)
        return Name(name.text, name.span), amount


def _placed(node: Node, span: Span) -> Node:
    """Return ``node`` spanning its brackets too, so that a finding underlines what the reader sees."""
    match node:
        case Binary(operator, left, right):
            return Binary(operator, left, right, span)
        case Negative(operand):
            return Negative(operand, span)
        case _:
            return node
