"""Registers to values: what was counted for each office, or why there is no number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from capaian.core.counting import Counted, Counting
from capaian.core.finding import Finding, Place, finding
from capaian.core.missing import Missing
from capaian.core.period import Period
from capaian.core.plan import Plan
from capaian.core.variable import Kind, Observation, Variable
from capaian.engine.counts import counts_of
from capaian.pipeline.books import Book


def observations_of(
    plan: Plan, books: Mapping[str, Book], period: Period, offices: Sequence[str]
) -> tuple[list[Observation], list[Finding]]:
    """Return a value for each office and each variable whose register is there."""
    observations: list[Observation] = []
    findings: list[Finding] = []
    levels = sorted({len(office) for office in offices})
    for name, book in books.items():
        countings = {
            variable.name: variable.counting
            for variable in plan.variables.values()
            if variable.counting is not None and variable.counting.register == name
        }
        if not countings:
            continue
        found: dict[str, dict[str, Counted]] = {}
        for level in levels:
            found |= counts_of(book.register, book.table, countings, period, level)
        for office in offices:
            for variable, counting in countings.items():
                counted = found.get(office, {}).get(variable)
                observations.append(_observation(book, office, period, plan.variables[variable], counted))
                findings += _left_out(book, variable, counting, counted)
    return observations, findings


def _observation(
    book: Book, office: str, period: Period, variable: Variable, counted: Counted | None
) -> Observation:
    place = Place(str(book.path))
    if counted is None:
        why = Missing("never-reported", book.register.name)
        return Observation(office, period, variable.name, None, book.register.label, place, why=why)
    value = counted.value(variable.name, is_state=variable.kind is Kind.STOCK)
    missing = value if isinstance(value, Missing) else None
    amount = None if isinstance(value, Missing) else value
    return Observation(
        office, period, variable.name, amount, book.register.label, place, counted=counted, why=missing
    )


def _left_out(book: Book, variable: str, counting: Counting, counted: Counted | None) -> list[Finding]:
    if counted is None or not counted.left_out:
        return []
    place = Place(str(book.path))
    values = {"variable": variable, "count": counted.left_out, "column": counting.column}
    return [finding("cells-left-out", place, variable, **values)]
