"""What lies behind a mean of cells: its total and its count, from which a city's is pooled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from capaian.core.measurement.result import Measurement
from capaian.core.numbers import arithmetic
from capaian.core.numbers.numerals import exact
from capaian.core.period import Period
from capaian.core.plan.performance_plan import Plan
from capaian.core.registers.aggregation import AggregateFunction
from capaian.web.city.overview.office_figures import MAX_ANEW, OfficeFigures, measurement_of
from capaian.web.reporting.models import Figures


class Average(NamedTuple):
    """A mean of cells before it is divided."""

    total: Fraction
    rows: int


class Averages:
    """The averages of offices in a period: those that were kept, and of the others at most ``most`` made anew."""

    def __init__(self, period: Period, most: int = MAX_ANEW) -> None:
        self.period, self._left = period, most
        self._known: dict[str, Mapping[str, Average] | None] = {}

    def of(self, one: OfficeFigures) -> Mapping[str, Average] | None:
        """Return an office's averages by variable; ``None`` where they are not those of its figures, or not yet."""
        code = one.office.code
        if code not in self._known:
            found = self._found(one)
            self._known[code] = found if found is not None and _same(one, found) else None
        return self._known[code]

    def _found(self, one: OfficeFigures) -> Mapping[str, Average] | None:
        # An edition is what it is; the figures of today are those of the office's version.
        edition = one.office.snapshots.filter(period=str(self.period)).order_by("-number").first()
        number = edition.number if one.approved and edition else None
        version = (
            0
            if number is not None
            else type(one.office).objects.values_list("version", flat=True).get(pk=one.office.pk)
        )
        key = f"{self.period}:mean:{'' if number is None else number}"
        kept = Figures.objects.filter(office=one.office, period=key, version=version).first()
        if kept is not None:
            return _read(kept.text)
        if self._left <= 0:
            return None
        self._left -= 1
        measurement = measurement_of(one, self.period)
        text = json.dumps(_written(measurement)) if measurement else "{}"
        defaults: dict[str, Any] = {"version": version, "text": text, "sha256": ""}
        Figures.objects.update_or_create(office=one.office, period=key, defaults=defaults)
        return _read(text)


def has_means(plan: Plan, names: Any) -> bool:
    """Tell whether any of the variables is a mean of cells."""
    return any(is_mean(plan, name) for name in names)


def is_mean(plan: Plan, name: str) -> bool:
    counting = plan.variables[name].counting
    return counting is not None and counting.how is AggregateFunction.MEAN


def _written(measurement: Measurement) -> dict[str, tuple[str, int]]:
    found = {}
    for result in measurement.results.values():
        for name, tally in result.inputs.items():
            if is_mean(measurement.plan, name) and len(tally.observations) == 1:
                counted = tally.observations[0].counted
                if counted is not None and counted.amount is not None:
                    found[name] = (exact(counted.amount), counted.rows)
    return found


def _read(text: str) -> Mapping[str, Average]:
    return {name: Average(Fraction(total), rows) for name, (total, rows) in json.loads(text).items()}


def _same(one: OfficeFigures, found: Mapping[str, Average]) -> bool:
    """Tell whether these are the averages of the figures that are shown: a clerk may have written in between."""
    assert one.seen is not None, "who takes part has figures"
    means = {name: arithmetic.divide(each.total, Fraction(each.rows)) for name, each in found.items()}
    return all(
        means[name] is not None and means[name] == amount
        for indicator in one.seen.figures.indicators.values()
        for name, amount in indicator.inputs.items()
        if name in means and amount is not None
    )
