"""What a judged sample comes to: rates with limits, the figure corrected, and if all rows are as the sample is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from capaian.core.analysis.row_correction import CorrectedRow, apply_shifts, extrapolate_errors, shifts
from capaian.core.measurement.achievement import RuleBook
from capaian.core.measurement.result import Measurement, Result
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import exact, printed
from capaian.core.registers.sampling import Estimate, estimate
from capaian.web.inspecting.models import Drawn, Verdict
from capaian.web.registers.rows import from_data
from capaian.web.reporting.basis import FigureBasis

Says = Verdict.Says
Judged = Sequence[tuple[Drawn, Verdict]]
WRONG, DOUBTED = "wrong", "doubted"
"""Errors alone, and errors with what nobody could prove."""


def outcome(judged: Judged, population: int, on: FigureBasis | None, code: str) -> dict[str, Any]:
    """Return what a sample comes to, as plain data: what is kept once it is finished.

    ``on`` is the measurement that it was drawn from; ``None`` where it can no longer be had.
    """
    counts = {says: sum(verdict.says == says for _, verdict in judged) for says in Says.values}
    found: dict[str, Any] = {"counts": counts, "population": population, "size": len(judged), "scopes": {}}
    if on is not None:
        found["figure"] = _figure(on.measurement.results[code])
    for scope, bad in ((WRONG, {Says.WRONG}), (DOUBTED, {Says.WRONG, Says.UNPROVEN})):
        own = [(drawn, verdict) for drawn, verdict in judged if verdict.says in bad]
        rate = estimate(population, len(judged), len(own))
        effect = {} if on is None else _effect(on, code, own, rate)
        found["scopes"][scope] = {**_rate(rate), **effect}
    return found


def _rate(one: Estimate) -> dict[str, Any]:
    shares = {"rate": one.rate, "lowest": one.lowest, "highest": one.highest}
    return {
        "found": one.found,
        "low": one.low,
        "high": one.high,
        "level": exact(one.level),
        **{
            name: {"exact": exact(share), "printed": f"{printed(share * 100, 2)}%"}
            for name, share in shares.items()
        },
    }


def _effect(on: FigureBasis, code: str, own: Judged, rate: Estimate) -> dict[str, Any]:
    measurement, book = on.measurement, on.inputs.rulebook
    corrections = [_correction(measurement, drawn, verdict) for drawn, verdict in own]
    by = shifts(measurement, code, corrections)
    if by is None:
        return {"effect": "not-adding"}
    if not own:
        return {"effect": "none", "corrected": _figure(measurement.results[code])}
    return {
        "effect": "known",
        "shifts": {name: exact(shift) for name, shift in by.items()},
        "corrected": _figure(apply_shifts(measurement, code, by, book)),
        **_typical(measurement, code, by, rate, book),
    }


def _typical(
    measurement: Measurement, code: str, by: Mapping[str, Fraction], rate: Estimate, book: RuleBook
) -> dict[str, Any]:
    low, likely, high = extrapolate_errors(measurement, code, by, rate, book)
    return {"at_low": _figure(low), "likely": _figure(likely), "at_high": _figure(high)}


def _correction(measurement: Measurement, drawn: Drawn, verdict: Verdict) -> CorrectedRow:
    register = measurement.plan.registers[drawn.register]
    was = from_data(register, drawn.data)
    if verdict.says == Says.UNPROVEN or verdict.struck:
        return CorrectedRow(drawn.register, was, None)
    data = {name: value for name, value in {**drawn.data, **verdict.should}.items() if value is not None}
    return CorrectedRow(drawn.register, was, from_data(register, data))


def _figure(result: Result) -> dict[str, Any]:
    actual = result.actual
    amount = None if isinstance(actual, Missing) else actual.amount
    return {
        "exact": None if amount is None else exact(amount),
        "printed": None if isinstance(actual, Missing) else result.actual_printed,
        "achievement": None if isinstance(result.achievement, Missing) else result.achievement_printed,
        "working": [line.text for line in result.working],
    }
