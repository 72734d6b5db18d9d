"""The one screen: objectives and indicators against their targets, and what is late or unproven."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from capaian.web.portal.extension_points import notices
from capaian.web.portal.visit import Visit, office_page, show
from capaian.web.reporting.dashboard import load_dashboard
from capaian.web.reporting.queries import period_statuses


@office_page()
def office(visit: Visit) -> HttpResponse:
    """The one screen: every objective and indicator against its target, over time, and what is late or unproven."""
    today = timezone.localdate()
    now = load_dashboard(visit.office, visit.request.GET.get("tahun"), today)
    listed = period_statuses(visit.office, now.year, today)
    values: dict[str, Any] = {
        **now._asdict(),
        "steps": listed,
        "late": [step for step in listed if step.late],
        "notices": notices(visit),
        "way": " ".join(f"{step.period}:{step.state}:{step.late}" for step in listed),
    }
    return show(visit, "reporting/office.html", "office", **values)
