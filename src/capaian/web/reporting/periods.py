"""Which periods an office submits, and which came before each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from capaian.core.period import Period


def periods_of(year: int) -> list[Period]:
    """Return the periods that are submitted: four quarters and the year."""
    return [*(Period(year, month, 3) for month in (1, 4, 7, 10)), Period(year)]


def before(period: Period) -> Period:
    """Return the period of the same length that came before: the quarter before, or the year before."""
    if period.months == 12:
        return Period(period.year - 1)
    first = period.first_month - period.months
    return (
        Period(period.year, first, period.months)
        if first > 0
        else Period(period.year - 1, first + 12, period.months)
    )


def to_date(today: datetime.date, year: int) -> int:
    """Return how many months of ``year`` are over on ``today``: 0 to 12."""
    return 12 if today.year > year else max(today.month - 1, 0) if today.year == year else 0


def months_until(year: int, months: int) -> Iterator[Period]:
    """Yield the first ``months`` months of a year."""
    yield from (Period(year, month, 1) for month in range(1, months + 1))
