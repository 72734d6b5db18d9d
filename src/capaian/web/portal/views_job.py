"""How far long work has come: a piece of a page that asks again until the work is done."""

from __future__ import annotations

from django.http import HttpResponse

from capaian.web.jobs.models import Job
from capaian.web.portal.visit import Visit, found_or_404, office_page, show


@office_page()
def job(visit: Visit, pk: int) -> HttpResponse:
    """Show a job; once it is done the answer tells the page to go on to ``next``."""
    one = found_or_404(Job.objects.filter(pk=pk, office=visit.office.code).first())
    goal = one.payload.get("next", "")
    response = show(visit, "accounts/job.html", "", job=one, next=goal)
    if one.state == Job.State.DONE and goal and visit.request.headers.get("HX-Request"):
        response["HX-Redirect"] = goal
    return response
