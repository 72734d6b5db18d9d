"""Inputs to a measurement, with the notes that belong beside it."""

from __future__ import annotations

from collections.abc import Sequence

from capaian.core.finding import Finding, Place, finding
from capaian.core.measuring import measure
from capaian.core.period import Period
from capaian.core.result import Measurement
from capaian.core.variable import Observation
from capaian.pipeline.inputs import Inputs


def measure_office(inputs: Inputs, period: Period, office: str | None = None) -> tuple[Measurement, list[Finding]]:
    """Measure one office of ``inputs`` (the plan's own where not named)."""
    code = office or inputs.plan.office.code
    counted, warnings = counted_values(inputs, period, [code])
    observations = (*inputs.observations, *counted)
    measurement, findings = measure(inputs.plan, observations, period, book=inputs.book, office=code)
    return measurement, [*warnings, *findings, *_others(inputs, code)]


def counted_values(
    inputs: Inputs, period: Period, offices: Sequence[str]
) -> tuple[list[Observation], list[Finding]]:
    """Return what the registers give for ``offices`` in ``period``."""
    if not inputs.books:
        return [], []
    # Only who counts rows waits for the engine.
    from capaian.pipeline.counting import observations_of

    return observations_of(inputs.plan, inputs.books, period, offices)


def _others(inputs: Inputs, office: str) -> list[Finding]:
    """Return a note on the values that belong to other offices, which are not counted."""
    foreign = [o for o in inputs.observations if o.office != office]
    if not foreign:
        return []
    names = sorted({o.office for o in foreign})
    shown = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
    return [finding("other-office", Place(foreign[0].place.file), count=len(foreign), offices=shown)]
