"""Inputs to a measurement, with the notes that belong beside it."""

from __future__ import annotations

from capaian.core.finding import Finding, Place, finding
from capaian.core.measuring import measure
from capaian.core.period import Period
from capaian.core.result import Measurement
from capaian.pipeline.inputs import Inputs


def measure_office(inputs: Inputs, period: Period, office: str | None = None) -> tuple[Measurement, list[Finding]]:
    """Measure one office of ``inputs`` (the plan's own where not named)."""
    measurement, findings = measure(inputs.plan, inputs.observations, period, book=inputs.book, office=office)
    return measurement, [*findings, *_others(inputs, measurement.office)]


def _others(inputs: Inputs, office: str) -> list[Finding]:
    """Return a note on the values that belong to other offices, which are not counted."""
    foreign = [o for o in inputs.observations if o.office != office]
    if not foreign:
        return []
    names = sorted({o.office for o in foreign})
    shown = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
    return [finding("other-office", Place(foreign[0].place.file), count=len(foreign), offices=shown)]
