"""What the head of an office sees on one screen: every indicator against its target, over time, and ahead.

Everything here comes from ``core`` and ``pipeline``, and is kept as plain data until something it was made of
changes; a page only shows it.
"""

from __future__ import annotations

import datetime
import json
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.db import connection

from capaian.core.analysis.projection import project_year
from capaian.core.formula import write
from capaian.core.measurement.result import Measurement, Result
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import plain, printed, shortest_printed
from capaian.core.period import Period
from capaian.core.plan.indicator import Indicator
from capaian.core.plan.performance_plan import Plan
from capaian.core.wording import LANGUAGES
from capaian.files.digest import text_sha256
from capaian.pipeline.measuring import measure_office
from capaian.pipeline.rollup import level_of, roll_up
from capaian.web.accounts.models import Office
from capaian.web.planning.queries import plan_of, version_on
from capaian.web.reporting.models import Figures, Snapshot
from capaian.web.reporting.periods import months_until, to_date
from capaian.web.reporting.provisional import NoPlan, current_figures, load_provisional, remeasure_snapshot
from capaian.web.reporting.queries import asked_year, newest_year, years_of
from capaian.web.reporting.reasons import labelled

YEARS = 3
FULL = Fraction(100)


class Dashboard(NamedTuple):
    """What the screen shows, and of which year; ``sha256`` is that of all of it, and so names it.

    ``board`` is ``None`` where nothing can be measured, or where no plan holds (``no_plan``).
    """

    year: int
    years: Sequence[int]
    board: Mapping[str, Any] | None
    no_plan: bool
    sha256: str


def load_dashboard(office: Office, asked: str | None, today: datetime.date) -> Dashboard:
    """Return the screen of the year asked for, else of the newest: the kept one while nothing has changed.

    ``office`` is as it was read at the start of this request: its ``version`` tells what nothing means.
    """
    wanted = asked_year(asked)
    key = f"{wanted or 'newest'}:{today:%Y-%m}:board"
    found = _kept(office, key)
    if found is None:
        # Those who look while it is being made wait for it, and do not make it too.
        with _making[office.pk]:
            found = _kept(office, key) or _made(office, key, wanted, today)
    return found


_making: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


def _kept(office: Office, key: str) -> Dashboard | None:
    # One that was made of more than this request has seen does as well: where fifty people write, each who waited
    # would else make the screen of a moment that is over.
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [office.pk, key, office.version])
        kept = cursor.fetchone()
    return None if kept is None else Dashboard(**_read(kept[0]), sha256=kept[1])


# Every look at the screen asks this: to put it together anew would cost the ORM ten times what the database needs.
_KEPT = f"""
    SELECT text, sha256 FROM {Figures._meta.db_table} WHERE office_id = %s AND period = %s AND version >= %s
"""


def _made(office: Office, key: str, wanted: int | None, today: datetime.date) -> Dashboard:
    version = Office.objects.values_list("version", flat=True).get(pk=office.pk)
    text = json.dumps(_screen(office, wanted, today))
    sha256 = text_sha256(text)
    defaults = {"version": version, "text": text, "sha256": sha256}
    Figures.objects.update_or_create(office=office, period=key, defaults=defaults)
    return Dashboard(**_read(text), sha256=sha256)


@lru_cache(maxsize=64)
def _read(text: str) -> dict[str, Any]:
    """Read what was kept; the same text is read once, and nobody may write into what comes out."""
    return cast("dict[str, Any]", json.loads(text))


def _screen(office: Office, wanted: int | None, today: datetime.date) -> dict[str, Any]:
    year = wanted or newest_year(office)
    found = {"year": year, "years": years_of(office), "board": None, "no_plan": False}
    try:
        return found | {"board": _board(office, year, to_date(today, year))}
    except NoPlan:
        return found | {"no_plan": True}


def _board(office: Office, year: int, months: int) -> dict[str, Any] | None:
    now = load_provisional(office, Period(year))
    if now.inputs is None:
        return None
    measurement, _ = measure_office(now.inputs, Period(year))
    spans = list(months_until(year, months))
    over_months: Mapping[str, Any] = {}
    if spans:
        (rolled,), _ = roll_up(now.inputs, spans, [measurement.plan.office], [level_of(office.code)])
        over_months = rolled.figures
    past = _years(office, year, measurement.plan)
    objectives: list[dict[str, Any]] = []
    for objective in measurement.plan.objectives():
        rows = []
        for result in measurement.of_objective(objective):
            code = result.indicator.code
            columns = over_months.get(code)
            monthly = [] if columns is None else [columns.achievement[row] for row in range(len(spans))]
            rows.append(_row(result, measurement.plan, months, monthly, past.get(code, [])))
        objectives.append({"statement": objective.statement, "rows": rows})
    mean = measurement.mean
    return {
        "year": year,
        "months": months,
        "mean": None if isinstance(mean, Missing) else printed(mean, 2),
        "measured": len(measurement.measured),
        "all": len(measurement.results),
        "unproven": sum(bool(row["unproven"]) for part in objectives for row in part["rows"]),
        "objectives": objectives,
    }


def _row(
    result: Result, plan: Plan, months: int, monthly: list[Fraction | Missing], past: list[dict[str, Any]]
) -> dict[str, Any]:
    indicator, missing = result.indicator, labelled(result.missing, plan)
    achieved = None if isinstance(result.achievement, Missing) else result.achievement.amount
    ahead = project_year(result, months) if 0 < months < 12 else None
    return {
        "code": indicator.code,
        "name": indicator.name,
        "owner": indicator.owner,
        "target": result.target_printed,
        "actual": None if isinstance(result.actual, Missing) else result.actual_printed,
        "achieved": None if achieved is None else result.achievement_printed,
        "state": "missing" if achieved is None else "met" if achieved >= FULL else "missed",
        "why": missing and {lang: missing.sentence(lang) for lang in LANGUAGES},
        "typed": any(
            one.counted is None and one.why is None for t in result.inputs.values() for one in t.observations
        ),
        "unproven": list(_unproven(result)),
        "months": [None if isinstance(one, Missing) else plain(one, 6) for one in monthly],
        "years": past,
        "pace": None if ahead is None or isinstance(ahead.actual, Missing) else printed(ahead.actual, 2),
        "ways": [
            {
                "label": result.inputs[way.variable].variable.label,
                "need": shortest_printed(way.whole, grouped=True),
                "rest": shortest_printed(way.rest, grouped=True),
                "limit": way.limit,
                "done": not way.rest,
            }
            for way in (ahead.ways if ahead else ())
        ],
    }


def _unproven(result: Result) -> Iterator[str]:
    """Yield the labels of typed values that name no evidence."""
    for tally in result.inputs.values():
        if any(one.counted is None and one.why is None and not one.evidence for one in tally.observations):
            yield tally.variable.label


def _years(office: Office, year: int, plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """Return each indicator's achievement of the last years; a changed definition breaks the series."""
    found: dict[str, list[dict[str, Any]]] = {}
    later = plan
    for number in range(year, year - YEARS, -1):
        version = version_on(office, Period(number).last_day)
        if version is None:
            break
        own = plan_of(version)
        try:
            figures = current_figures(office, Period(number))
        except NoPlan:
            break
        for indicator in own.indicators():
            one = figures.indicator(indicator.code) if figures else None
            after = later.indicator(indicator.code)
            achieved = one.achievement if one else None
            found.setdefault(indicator.code, []).insert(
                0,
                {
                    "year": number,
                    "achieved": achieved and achieved.printed,
                    "value": achieved and achieved.value,
                    "broken": after is None or definition(indicator, own) != definition(after, later),
                },
            )
        later = own
    return found


def definition(indicator: Indicator, plan: Plan) -> tuple[object, ...]:
    """Return all that decides what an indicator's figure means; years are compared only where it is the same."""
    parts = tuple((part.name, write(part.formula)) for part in indicator.parts)
    variables = tuple(
        (name, plan.variables[name].kind, plan.variables[name].counting) for name in plan.variables_of(indicator)
    )
    return indicator.unit, indicator.better, write(indicator.formula), parts, variables


def measurement_published(snapshot: Snapshot, period: Period) -> Measurement | None:
    """Return the measurement of an approved period, made again from its snapshot as anybody can."""
    return remeasure_snapshot(Path(settings.DATA) / snapshot.folder, period, snapshot.office_id)


def measurement_now(office: Office, period: Period) -> Measurement | None:
    """Return the measurement itself, for the page that explains one figure. Raises :class:`NoPlan`."""
    now = load_provisional(office, period)
    return None if now.inputs is None else measure_office(now.inputs, period)[0]
