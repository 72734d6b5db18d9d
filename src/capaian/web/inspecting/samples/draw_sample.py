"""Taking a sample: which figures it is of, whether it can be drawn, and the rows that its seed names."""

from __future__ import annotations

import secrets
from typing import NamedTuple

from capaian.core.period import Period
from capaian.core.registers.sampling import MAX_SAMPLE_SIZE
from capaian.web.accounts.models import Office
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.inspecting.samples.population import Drawing, draw_from_population, population_size
from capaian.web.reporting.basis import FigureBasis, edition, figure_basis
from capaian.web.reporting.provisional import NoPlan

MAX_SEED_LENGTH = 60


class DrawnSample(NamedTuple):
    """Rows as they were drawn, not yet kept; ``version`` is that of the office when it was begun."""

    on: FigureBasis
    version: int
    indicator: str
    seed: str
    drawing: Drawing


def draw_rows(office: Office, period: Period, indicator: str, size: int, seed: str) -> DrawnSample:
    """Draw rows by a seed, one that is drawn itself where none is given.

    Raises :class:`Faulty` and :class:`Refused`.
    """
    version = version_of(office)
    on = sampling_basis(office, period)
    if indicator not in on.measurement.results:
        raise Refused("no-indicator", found=indicator)
    most = min(population_size(on, indicator), MAX_SAMPLE_SIZE)
    if not most:
        raise Faulty("sample-no-rows")
    if not 1 <= size <= most:
        raise Faulty("sample-size", found=size, most=most)
    lot = " ".join(seed.split()) or secrets.token_hex(4)
    if len(lot) > MAX_SEED_LENGTH or not lot.isprintable():
        raise Faulty("sample-seed", most=MAX_SEED_LENGTH)
    return DrawnSample(on, version, indicator, lot, draw_from_population(on, indicator, lot, size))


def sampling_basis(office: Office, period: Period) -> FigureBasis:
    """Return what is sampled: the approved edition where there is one, else today's figures.

    Raises :class:`Refused` where nothing can be measured.
    """
    try:
        on = figure_basis(office, period, edition(office, period))
    except NoPlan:
        raise Refused("no-plan", period=period) from None
    if on is None:
        raise Refused("has-errors")
    return on


def version_of(office: Office) -> int:
    """Return what is counted up with everything that the office's figures are made of."""
    return Office.objects.values_list("version", flat=True).get(pk=office.pk)
