"""What each office and each area promised, office by office and period by period."""

from __future__ import annotations

from collections.abc import Sequence

from capaian.core.numbers.missing import Missing
from capaian.core.period import Period
from capaian.core.plan.indicator import Indicator
from capaian.core.plan.target import Target
from capaian.pipeline.inputs import Inputs

Promise = Target | Missing


def targets_of(
    inputs: Inputs,
    indicator: Indicator,
    offices: Sequence[str],
    periods: Sequence[Period],
    places: Sequence[tuple[str, str]],
    homes: Sequence[int],
) -> Sequence[Promise]:
    """Return the target of each of ``places`` in each period; ``homes`` gives the place that each office lies in.

    A place's own target comes first, then the one that all its offices share. Unlike targets are not averaged:
    percentages over unlike bases have no mean.
    """
    years = sorted({period.year for period in periods})
    general = {year: indicator.targets.get(year, Missing("no-target", str(year))) for year in years}

    def of(place: str, year: int) -> Target | None:
        return inputs.targets.get(place, {}).get(indicator.code, {}).get(year)

    shared: list[dict[int, set[Promise]]] = [{year: set() for year in years} for _ in places]
    for office, home in zip(offices, homes, strict=True):
        for year in years:
            shared[home][year].add(of(office, year) or general[year])
    found = []
    for (code, _), promised in zip(places, shared, strict=True):
        by_year = {year: of(code, year) or _one(promised[year], code) for year in years}
        found += [by_year[period.year] for period in periods]
    return found


def _one(promised: set[Promise], area: str) -> Promise:
    return next(iter(promised)) if len(promised) == 1 else Missing("targets-differ", area or "nasional")
