"""Registers to values: what was counted for each office, or why there is no number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.numbers.missing import Missing
from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.core.plan.variable import Kind, Observation, Variable
from capaian.core.registers.aggregation import Aggregate, Aggregation
from capaian.engine.counts import NOTHING, counted_of
from capaian.pipeline.partials import aggregate_register
from capaian.pipeline.register_tables import RegisterTable


def observations_of(
    plan: Plan, registers: Mapping[str, RegisterTable], period: Period, offices: Sequence[str]
) -> tuple[list[Observation], list[Finding]]:
    """Return a value for each office and each variable whose register is there."""
    observations: list[Observation] = []
    findings: list[Finding] = []
    levels = sorted({len(office) for office in offices})
    for name, table in registers.items():
        countings = {
            variable.name: variable.counting
            for variable in plan.variables.values()
            if variable.counting is not None and variable.counting.register == name
        }
        if not countings:
            continue
        found: dict[str, dict[str, Aggregate]] = {}
        for level in levels:
            found |= _counts(table, countings, period, level, [code for code in offices if len(code) == level])
        for office in offices:
            for variable, counting in countings.items():
                counted = found.get(office, {}).get(variable)
                observations.append(_observation(table, office, period, plan.variables[variable], counted))
                findings += _left_out(table, variable, counting, counted)
    return observations, findings


def _counts(
    table: RegisterTable, countings: Mapping[str, Aggregation], period: Period, level: int, offices: Sequence[str]
) -> dict[str, dict[str, Aggregate]]:
    """Return what was counted for each office that ever had a row."""
    keyed = {f"m{number}": counting for number, counting in enumerate(countings.values())}
    lines = aggregate_register(table, keyed, [period], level, offices)
    ever = sorted(lines.ever & set(offices))
    by_office = dict.fromkeys(ever, NOTHING) | {line["_office"]: line for line in lines.of(ever)}
    return {
        office: {
            name: counted_of(key, counting, line)
            for (name, counting), key in zip(countings.items(), keyed, strict=True)
        }
        for office, line in by_office.items()
    }


def _observation(
    table: RegisterTable, office: str, period: Period, variable: Variable, counted: Aggregate | None
) -> Observation:
    place = Place(str(table.path))
    if counted is None:
        why = Missing("never-reported", table.register.name)
        return Observation(office, period, variable.name, None, table.register.label, place, why=why)
    value = counted.value(variable.name, is_state=variable.kind is Kind.STOCK)
    missing = value if isinstance(value, Missing) else None
    amount = None if isinstance(value, Missing) else value
    return Observation(
        office, period, variable.name, amount, table.register.label, place, counted=counted, why=missing
    )


def _left_out(
    table: RegisterTable, variable: str, counting: Aggregation, counted: Aggregate | None
) -> list[Finding]:
    if counted is None or not counted.left_out:
        return []
    place = Place(str(table.path))
    values = {"variable": variable, "count": counted.left_out, "column": counting.column}
    return [finding("cells-left-out", place, variable, **values)]
