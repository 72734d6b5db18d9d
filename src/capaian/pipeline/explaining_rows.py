"""The rows behind one number: which were counted, which were left out, and why each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from capaian.core.findings.finding import Place
from capaian.core.measurement.result import Measurement, Result
from capaian.core.numbers.numerals import shortest_printed
from capaian.core.registers.aggregation import AggregateFunction, Aggregation, Row
from capaian.core.registers.condition import Value, unmet, write_condition
from capaian.core.registers.register import Register
from capaian.core.wording import chosen
from capaian.pipeline.explaining import Section
from capaian.pipeline.register_tables import RegisterTable
from capaian.pipeline.words import say

_MOST_CELLS = 5


def explain_rows(
    measurement: Measurement, result: Result, registers: Mapping[str, RegisterTable], most: int, lang: str
) -> tuple[Section, ...]:
    """Return a section for each counted variable of ``result``, with at most ``most`` rows of each sort."""
    sections = []
    for name in result.inputs:
        counting = measurement.plan.variables[name].counting
        if counting is not None and counting.register in registers:
            table = registers[counting.register]
            rows = table.rows(measurement.office, measurement.period)
            lines = tuple(_Lister(table, counting, most, lang).lines(rows))
            sections.append(Section(say("rows-of", lang, variable=name), lines))
    return tuple(sections)


def why_left(counting: Aggregation, row: Row) -> tuple[str, str] | None:
    """Return why a row is not counted, or ``None`` where it is: the key of the words and what they speak of."""
    if counting.where is not None:
        part = unmet(counting.where, dict(row))
        if part is not None:
            return ("row-open" if part[1] else "row-false"), write_condition(part[0])
    if counting.how is not AggregateFunction.ROWS and row[counting.column] is None:
        return "row-empty", counting.column
    return None


class _Lister:
    def __init__(self, table: RegisterTable, counting: Aggregation, most: int, lang: str) -> None:
        self.table, self.counting, self.most, self.lang = table, counting, most, lang

    def lines(self, rows: Sequence[tuple[Row, Place | None]]) -> Iterator[str]:
        counting, register = self.counting, self.table.register
        how = f"{counting.how} {counting.column}".strip()
        yield say("rows-how", self.lang, how=how, register=register.label)
        if counting.where is not None:
            yield say("rows-where", self.lang, where=write_condition(counting.where))
        judged = [(row, place, why_left(counting, row)) for row, place in rows]
        counted = [(row, place, reason) for row, place, reason in judged if reason is None]
        left = [(row, place, reason) for row, place, reason in judged if reason is not None]
        for key, group in (("rows-counted", counted), ("rows-left", left)):
            yield say(key, self.lang, count=len(group))
            for row, place, reason in group[: self.most]:
                yield "  " + self.line(row, place, reason)
            if len(group) > self.most:
                rest = len(group) - self.most
                yield "  " + say("rows-more", self.lang, count=rest, all=len(rows))

    def line(self, row: Row, place: Place | None, reason: tuple[str, str] | None) -> str:
        where = str(place or self.table.path)
        shown = _cells(self.table.register, self.counting, row, self.lang)
        if reason is None:
            return say("row", self.lang, row=shown, place=where)
        key, what = reason
        return say(key, self.lang, row=shown, place=where, **{"column" if key == "row-empty" else "part": what})


def _cells(register: Register, counting: Aggregation, row: Row, lang: str) -> str:
    """Return the key of a row, its date and what is counted of it: enough to find it in the book."""
    names = dict.fromkeys((*register.key, register.date, *filter(None, (counting.column,))))
    shown = list(names)[:_MOST_CELLS]
    return ", ".join(f"{name} {_shown(row[name], lang)}" for name in shown)


def _shown(value: Value | None, lang: str) -> str:
    match value:
        case None:
            return "–"
        case bool():
            return chosen(("ya", "yes") if value else ("tidak", "no"), lang)
        case Fraction():
            return shortest_printed(value, grouped=True)
        case datetime.date():
            return value.isoformat()
        case _:
            return value
