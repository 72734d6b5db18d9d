"""What a draft's formulas give on a year's data. Who has the data offers it; planning itself knows none.

An app above this one calls :func:`offer` once, when it is made ready (``AppConfig.ready``). Its function is called
while a formula is being typed, so it should be quick: rows that did not change need not be counted again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from capaian.core.measurement.result import Result
from capaian.web.accounts.models import Office

Preview = Callable[[Office, str, int], Mapping[str, Result]]
"""``function(office, text, year)``: a sound plan's text measured on the year's data, result by indicator's code."""

_offered: list[Preview] = []


def offer(function: Preview) -> None:
    """Let ``function`` give the previews, in place of the one before."""
    _offered[:] = [function]


def withdraw() -> None:
    """Forget what was offered."""
    _offered.clear()


def results(office: Office, text: str, year: int) -> Mapping[str, Result] | None:
    """Return the results of a sound plan's text, or ``None`` where nobody has data."""
    return _offered[0](office, text, year) if _offered else None
