"""Inputs to a measurement, with the notes that belong beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.measurement.measure import measure
from capaian.core.measurement.result import Measurement
from capaian.core.period import Period
from capaian.core.plan.office import Office
from capaian.core.plan.variable import Observation
from capaian.pipeline.inputs import Inputs


def measure_office(inputs: Inputs, period: Period, office: str | None = None) -> tuple[Measurement, list[Finding]]:
    """Measure one office of ``inputs`` (the plan's own where not named)."""
    code = office or inputs.plan.office.code
    counted, warnings = counted_values(inputs, period, [code])
    observations = (*inputs.observations, *counted)
    plan = inputs.plan.promising(inputs.plan.office, inputs.targets.get(code, {}))
    measurement, findings = measure(plan, observations, period, rulebook=inputs.rulebook, office=code)
    return measurement, [*warnings, *findings, *_others(inputs, code)]


def measure_offices(
    inputs: Inputs, period: Period, offices: Sequence[Office]
) -> Iterator[tuple[Office, Measurement, list[Finding]]]:
    """Measure each of ``offices`` by the plan's indicators; registers are counted in one pass for all of them."""
    counted, warnings = counted_values(inputs, period, [office.code for office in offices])
    by_office: dict[str, list[Observation]] = {}
    for observation in (*inputs.observations, *counted):
        by_office.setdefault(observation.office, []).append(observation)
    for office in offices:
        plan = inputs.plan_of(office)
        measurement, findings = measure(plan, by_office.get(office.code, ()), period, rulebook=inputs.rulebook)
        yield office, measurement, [*warnings, *findings]
        warnings = []  # they are of all offices, and are said once


def counted_values(
    inputs: Inputs, period: Period, offices: Sequence[str]
) -> tuple[list[Observation], list[Finding]]:
    """Return what the registers give for ``offices`` in ``period``."""
    if not inputs.registers:
        return [], []
    # Only who counts rows waits for the engine.
    from capaian.pipeline.counting import observations_of

    return observations_of(inputs.plan, inputs.registers, period, offices)


def _others(inputs: Inputs, office: str) -> list[Finding]:
    """Return a note on the values that belong to other offices, which are not counted."""
    foreign = [o for o in inputs.observations if o.office != office]
    if not foreign:
        return []
    names = sorted({o.office for o in foreign})
    shown = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
    return [finding("other-office", Place(foreign[0].place.file), count=len(foreign), offices=shown)]
