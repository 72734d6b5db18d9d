"""The city's pages to read: offices side by side, one indicator over all of them, and both as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.models import Office
from capaian.web.accounts.roles import Permission
from capaian.web.city.overview.office_figures import OfficeFigures, figures_of_offices
from capaian.web.city.overview.pooling import OfficeContribution, RollUp, roll_ups
from capaian.web.city.overview.reconciling import InputSum
from capaian.web.city.overview.submission_status import (
    choices,
    count_submissions,
    has_below,
    period_shown,
    submission_statuses,
)
from capaian.web.portal.extension_points import waiting
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.registers.views_download import CSV_KIND, escape_formula, table_csv
from capaian.web.reporting.queries import GRACE, deadlines
from capaian.web.ui.translation import translate

APPROVED = "disetujui"
"""What ``?angka=`` asks for where only approved figures are to be pooled."""

_STATES = ("draft", "returned", "submitted", "verified", "approved")
SORTS: dict[str, Callable[[OfficeFigures], Any]] = {
    "kode": lambda one: one.office.code,
    "nama": lambda one: one.office.name,
    "keadaan": lambda one: (_STATES.index(one.standing.state), one.office.code),
    "terlambat": lambda one: (-one.standing.late, one.office.code),
    "rata-rata": lambda one: (_last(one.mean.exact if one.mean else None), one.office.code),
}
"""What offices can be sorted by."""

LINE_SORTS: dict[str, Callable[[OfficeContribution], Any]] = {
    "kode": lambda one: one.told.office.code,
    "nama": lambda one: one.told.office.name,
    "realisasi": lambda one: _last(one.sort_actual),
    "capaian": lambda one: _last(one.sort_achieved),
    "terlambat": lambda one: -one.told.standing.late,
}


def _last(amount: Fraction | None) -> tuple[bool, Fraction]:
    """Sort the highest first, and what is missing last: it is no zero."""
    return amount is None, -(amount or Fraction(0))


@office_page(Permission.COMPARE)
def city(visit: Visit) -> HttpResponse:
    """Offices side by side in a period: who reported, who is late, and each indicator pooled."""
    higher = above(visit)
    if higher is not None:
        return redirect("city", higher.code)
    return city_page(visit, visit.request.GET.get("periode"))


def above(visit: Visit) -> Office | None:
    """Return the nearest office above one that has none below it, as far as the reader may go there."""
    if has_below(visit.office):
        return None
    higher = [one for one in visit.offices if visit.office.code.startswith(f"{one.code}.")]
    return max(higher, key=lambda one: len(one.code), default=None)


def city_page(visit: Visit, asked: str | None, status: int = 200, **more: object) -> HttpResponse:
    """Show the page of the city; ``more`` is what a form on it could not do."""
    today = timezone.localdate()
    period = period_shown(asked, today)
    listed = submission_statuses(visit.office, period, today)
    sort = visit.request.GET.get("urut", "kode")
    only = visit.request.GET.get("angka") == APPROVED
    offices = figures_of_offices(listed, period)
    waits = waiting([one.office.code for one in listed])
    values = {
        "period": period,
        "periods": choices(period, today),
        "deadline": deadline_of(visit, period),
        "coverage": count_submissions(listed),
        "waits": [(one.office, found) for one in listed for found in waits.get(one.office.code, ())],
        "listed": sorted(offices, key=SORTS.get(sort, SORTS["kode"])),
        "sort": sort if sort in SORTS else "kode",
        "sorts": list(SORTS),
        "only": only,
        "rolled": roll_ups(visit.office, period, offices, approved_only=only),
        "later": sum(one.why == "later" for one in offices),
        "over": period.last_day < today,
        **more,
    }
    return show(visit, "consolidating/city.html", "city", status, **values)


def deadline_of(visit: Visit, period: Period) -> date:
    return deadlines(visit.office, period.year).get(str(period), period.last_day + GRACE)


@office_page(Permission.COMPARE)
def indicator(visit: Visit, period: str, indicator: str) -> HttpResponse:
    """One indicator of every office, with what was pooled, what was left out, and what differs."""
    wanted = Period.parse(period)
    if wanted is None or wanted.months == 1:
        raise Http404
    higher = above(visit)
    if higher is not None:
        return redirect("city-indicator", higher.code, period, indicator)
    only = visit.request.GET.get("angka") == APPROVED
    sort = visit.request.GET.get("urut", "kode")
    offices = figures_of_offices(submission_statuses(visit.office, wanted), wanted)
    rolled = roll_ups(visit.office, wanted, offices, approved_only=only)
    one: RollUp = found_or_404(next((one for one in rolled if one.indicator.code == indicator), None))
    values = {
        "period": wanted,
        "one": one,
        "lines": sorted(one.lines, key=LINE_SORTS.get(sort, LINE_SORTS["kode"])),
        "rows": _rows(one),
        "sort": sort if sort in LINE_SORTS else "kode",
        "sorts": list(LINE_SORTS),
        "only": only,
    }
    return show(visit, "consolidating/indicator.html", "city", **values)


def _rows(one: RollUp) -> list[tuple[OfficeContribution, list[tuple[InputSum, str]]]]:
    """Return the offices that are pooled, each with its inputs and what they are called."""
    return [(line, [(each, each.amounts[number]) for each in one.sums]) for number, line in enumerate(one.pooled)]


# ---- as a file ----------------------------------------------------------------------------------------

_COLUMNS: tuple[str, ...] = (
    "code",
    "name",
    "state",
    "deadline",
    "late",
    "indicator",
    "indicator-name",
    "target",
    "actual",
)
_COLUMNS += ("achieved", "figures", "why")


@office_page(Permission.COMPARE)
def download(visit: Visit) -> HttpResponse:
    """Give offices and indicators as a file for a spreadsheet, the pooled figures last."""
    today = timezone.localdate()
    period = period_shown(visit.request.GET.get("periode"), today)
    only = visit.request.GET.get("angka") == APPROVED
    offices = figures_of_offices(submission_statuses(visit.office, period, today), period)
    rolled = roll_ups(visit.office, period, offices, approved_only=only)
    lang = visit.lang
    rows = [_line_row(line, one, lang) for one in rolled for line in one.lines]
    rows += [_silent_row(one, lang) for one in offices if one.plan is None]
    rows += [_pooled_row(visit, one, lang) for one in rolled]
    headings = [translate(f"city.column.{name}", lang) for name in _COLUMNS]
    content = table_csv(headings, ([escape_formula(cell) for cell in row] for row in rows))
    response = HttpResponse(content, content_type=CSV_KIND)
    response["Content-Disposition"] = f'attachment; filename="perangkat-daerah-{visit.office.code}-{period}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _office_cells(one: OfficeFigures, lang: str) -> list[str]:
    standing = one.standing
    state = translate(f"status.{standing.state}", lang)
    return [one.office.code, one.office.name, state, standing.deadline.isoformat(), str(standing.late)]


def _line_row(line: OfficeContribution, one: RollUp, lang: str) -> Sequence[str]:
    own = line.figures
    shown = (own.target, own.actual, own.achievement) if own else (None, None, None)
    kind = "missing" if own is None or own.actual is None else "provisional"
    if line.told.approved:
        kind = "approved" if kind == "provisional" else kind
    why = translate(f"city.why.{line.why}", lang) if line.why else ""
    if line.reason is not None:
        why = line.reason.sentence(lang)
    return [
        *_office_cells(line.told, lang),
        one.indicator.code,
        one.indicator.name,
        *(each.printed if each else "" for each in shown),
        translate(f"city.kind.{kind}", lang),
        why,
    ]


def _silent_row(one: OfficeFigures, lang: str) -> Sequence[str]:
    return [
        *_office_cells(one, lang),
        "",
        "",
        "",
        "",
        "",
        translate("city.kind.missing", lang),
        translate("city.why.no-plan", lang),
    ]


def _pooled_row(visit: Visit, one: RollUp, lang: str) -> Sequence[str]:
    kind = "missing" if one.actual is None else "provisional" if one.provisional else "approved"
    reason = one.missing or one.unachieved
    why = [reason.sentence(lang)] if reason else []
    if one.later:
        why.append(translate("city.not-measured", lang, count=one.later))
    office = [
        visit.office.code,
        visit.office.name,
        translate("city.pooled-of", lang, pooled=len(one.pooled), all=len(one.lines)),
    ]
    figures = [one.target, one.actual or "", one.achieved or ""]
    return [
        *office,
        "",
        "",
        one.indicator.code,
        one.indicator.name,
        *figures,
        translate(f"city.kind.{kind}", lang),
        "; ".join(why),
    ]
