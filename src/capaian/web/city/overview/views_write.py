"""The forms on the city's page: the last day of a period, and a reminder to who is late."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from capaian.core.period import Period
from capaian.web.accounts.permissions import Faulty
from capaian.web.accounts.roles import Permission
from capaian.web.city.overview import actions
from capaian.web.city.overview.views import city_page
from capaian.web.portal.forms import NOT_DONE, not_done
from capaian.web.portal.visit import Visit, office_page
from capaian.web.ui.translation import refusal_text, translate


def _period(visit: Visit) -> Period:
    found = Period.parse(visit.request.POST.get("periode", ""))
    if found is None or found.months == 1:
        raise Http404
    return found


def _back(visit: Visit, period: Period) -> HttpResponse:
    return redirect(f"{reverse('city', args=[visit.office.code])}?periode={period}")


@require_POST
@office_page(Permission.CITY)
def deadline(visit: Visit) -> HttpResponse:
    """Set the last day of a period."""
    period, typed = _period(visit), visit.request.POST.get("day", "")
    try:
        day = forms.DateField(input_formats=["%Y-%m-%d"]).clean(typed)
        actions.set_deadline(office=visit.office, by=visit.user, period=period, day=day)
    except ValidationError:
        return city_page(visit, str(period), 422, why=translate("people.bad-day", visit.lang), at="day")
    except Faulty as faulty:
        said = refusal_text(faulty.code, visit.lang, faulty.values, "faulty")
        return city_page(visit, str(period), 422, why=said, at="day")
    messages.success(visit.request, translate("city.deadline-set", visit.lang))
    return _back(visit, period)


@require_POST
@office_page(Permission.CITY)
def remind(visit: Visit) -> HttpResponse:
    """Write one reminder to the offices that were chosen."""
    period, post = _period(visit), visit.request.POST
    text, codes = post.get("text", ""), post.getlist("office")
    try:
        made = actions.remind(office=visit.office, by=visit.user, period=period, codes=codes, text=text)
    except NOT_DONE as error:
        status, said = not_done(error, visit.lang)
        return city_page(visit, str(period), status, why=said, at="text", text=text, chosen=codes)
    messages.success(visit.request, translate("city.reminded", visit.lang, count=len(made)))
    return _back(visit, period)
