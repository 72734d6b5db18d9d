"""The pages that tell which kelurahan sent rows: of all kecamatan at once, and one of them in full."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from capaian.web.accounts.roles import Permission
from capaian.web.city.overview.coverage import coverage_of
from capaian.web.city.overview.submission_status import choices, offices_below, period_shown
from capaian.web.city.overview.views import above
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.reporting.queries import reports_in


@office_page(Permission.COMPARE)
def of_city(visit: Visit) -> HttpResponse:
    """Each office with how many of its places sent rows in a period, and which did not."""
    higher = above(visit)
    if higher is not None:
        return redirect("city-place", higher.code, visit.office.code)
    today = timezone.localdate()
    period = period_shown(visit.request.GET.get("periode"), today)
    listed = coverage_of([one for one in offices_below(visit.office) if reports_in(one, period)], period)
    values = {
        "period": period,
        "periods": choices(period, today),
        "listed": listed,
        "sent": sum(len(one.listed) for one in listed),
        "expected": sum(one.expected for one in listed),
        "level": min(len(listed[0].office.code), 8) if listed else 8,
        "shipped": settings.AREAS == settings.SHIPPED_AREAS,
    }
    return show(visit, "consolidating/places.html", "city", **values)


@office_page(Permission.COMPARE)
def of_office(visit: Visit, whose: str) -> HttpResponse:
    """The places of one office: how many rows of which register, and when the last happened."""
    higher = above(visit)
    if higher is not None:
        return redirect("city-place", higher.code, whose)
    office = found_or_404(next((one for one in offices_below(visit.office) if one.code == whose), None))
    today = timezone.localdate()
    period = period_shown(visit.request.GET.get("periode"), today)
    (one,) = coverage_of([office], period)
    values = {
        "period": period,
        "periods": choices(period, today),
        "one": one,
        "there": reports_in(office, period),
        "level": min(len(office.code), 8),
        "shipped": settings.AREAS == settings.SHIPPED_AREAS,
    }
    return show(visit, "consolidating/place.html", "city", **values)
