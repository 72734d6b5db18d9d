"""What wrong rows do to an indicator: its figure with them corrected, and if all rows are as the sample is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from capaian.core.measurement.achievement import RuleBook
from capaian.core.measurement.measure import measure
from capaian.core.measurement.result import Measurement, Result
from capaian.core.period import Period
from capaian.core.plan.variable import Observation
from capaian.core.registers.aggregation import AggregateFunction, Aggregation, Row, count
from capaian.core.registers.register import Register
from capaian.core.registers.sampling import Estimate

ADDING = frozenset({AggregateFunction.ROWS, AggregateFunction.SUM})
"""Countings to which each row adds its own: of the others nobody can say what one row more or less does."""


class CorrectedRow(NamedTuple):
    """A row as it was counted, and as it should be; ``None``: it should not be there."""

    register: str
    was: Row
    should: Row | None


def contribution(
    counting: Aggregation, register: Register, row: Row | None, office: str, period: Period
) -> Fraction:
    """Return what a row adds to what is counted, by the loops that define counting. Raises ``ValueError``."""
    if counting.how not in ADDING:
        raise ValueError(f"{counting.how} does not add up row by row")
    return Fraction(0) if row is None else count(counting, register, [row], office, period).amount or Fraction(0)


def shifts(measurement: Measurement, code: str, corrections: Sequence[CorrectedRow]) -> dict[str, Fraction] | None:
    """Return by how much the corrections change each counted variable of an indicator.

    ``None`` where a variable over one of their registers does not add up row by row.
    """
    plan, found = measurement.plan, dict[str, Fraction]()
    touched = {one.register for one in corrections}
    for name in measurement.results[code].inputs:
        counting = plan.variables[name].counting
        if counting is None or counting.register not in touched:
            continue
        if counting.how not in ADDING:
            return None
        register = plan.registers[counting.register]
        of = [one for one in corrections if one.register == counting.register]
        office, period = measurement.office, measurement.period
        found[name] = sum(
            (
                contribution(counting, register, one.should, office, period)
                - contribution(counting, register, one.was, office, period)
                for one in of
            ),
            Fraction(0),
        )
    return found


def apply_shifts(measurement: Measurement, code: str, by: Mapping[str, Fraction], rulebook: RuleBook) -> Result:
    """Return the result of one indicator with its counted variables changed ``by`` so much, none below zero."""

    def observations() -> Iterator[Observation]:
        for name, tally in measurement.results[code].inputs.items():
            for one in tally.observations:
                if one.counted is None or one.amount is None or name not in by:
                    yield one
                else:
                    yield replace(one, amount=max(Fraction(0), one.amount + by[name]))

    made, _ = measure(
        measurement.plan,
        observations(),
        measurement.period,
        rulebook=rulebook,
        office=measurement.office,
    )
    return made.results[code]


def extrapolate_errors(
    measurement: Measurement, code: str, by: Mapping[str, Fraction], found: Estimate, rulebook: RuleBook
) -> tuple[Result, Result, Result]:
    """Return the figure if the errors found are typical of all: at the lower limit, as found, at the upper limit.

    ``by`` is what the ``found.found`` wrong rows of the sample change together. Each wrong row of the population is
    taken to change a variable by their mean; there are ``low``, ``likely`` or ``high`` of them.
    Raises ``ValueError`` where none was found.
    """
    if not found.found:
        raise ValueError("no wrong row was found, so none is typical")

    def of(wrong: Fraction) -> Result:
        scale = wrong * Fraction(1, found.found)
        return apply_shifts(measurement, code, {name: shift * scale for name, shift in by.items()}, rulebook)

    return of(Fraction(found.low)), of(found.likely), of(Fraction(found.high))
