"""The list of offices with their days, and the forms that open one, close some, and correct a day."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from capaian.core.period import written_day
from capaian.web.accounts.models import Office
from capaian.web.accounts.roles import Permission
from capaian.web.city.lifecycle import actions_days, actions_offices
from capaian.web.city.models import Correction, Succession
from capaian.web.city.overview.submission_status import offices_below
from capaian.web.portal.forms import NOT_DONE, not_done
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.ui.translation import translate


class OfficeEntry(NamedTuple):
    """An office with those that came after it and before it, and what was corrected of its days."""

    office: Office
    after: list[Succession]
    before: list[Succession]
    corrections: list[str]


@office_page(Permission.COMPARE)
def offices(visit: Visit) -> HttpResponse:
    """List every office of the city, closed ones too, with its days and who came after it."""
    listed = offices_below(visit.office)
    found = Succession.objects.filter(predecessor__in=listed, withdrawn=None)
    known = list(found.select_related("predecessor", "successor"))
    corrected = list(Correction.objects.filter(office__in=listed).select_related("by"))
    entries = [
        OfficeEntry(
            one,
            [made for made in known if made.predecessor_id == one.pk],
            [made for made in known if made.successor_id == one.pk],
            [_said(made, visit.lang) for made in corrected if made.office_id == one.pk],
        )
        for one in listed
    ]
    return show(visit, "consolidating/offices.html", "city", entries=entries)


def _said(made: Correction, lang: str) -> str:
    """Return a correction in a sentence: both days, who, when and why."""
    new = written_day(made.new_day, lang) if made.new_day else translate("city.correction.none", lang)
    return translate(
        "city.correction",
        lang,
        which=translate(f"city.correct.{made.which}", lang),
        old=written_day(made.old_day, lang),
        new=new,
        name=made.by.name,
        at=written_day(timezone.localdate(made.at), lang),
        reason=made.reason,
    )


def _day(text: str) -> datetime.date:
    day: datetime.date = forms.DateField(input_formats=["%Y-%m-%d"]).clean(text)
    return day


_FIELDS = ("code", "name", "basis", "username", "person", "password")


@office_page(Permission.CITY)
def open_one(visit: Visit) -> HttpResponse:
    """Open an office from a day on."""
    post = visit.request.POST
    if visit.request.method != "POST":
        return show(visit, "consolidating/open.html", "city")
    typed = {name: post.get(name, "").strip() for name in _FIELDS}
    try:
        opened = _day(post.get("opened", ""))
    except ValidationError:
        return _open_again(visit, translate("people.bad-day", visit.lang), 422)
    try:
        made = actions_offices.open_office(office=visit.office, by=visit.user, opened=opened, **typed)
    except ValidationError as error:
        said = " ".join(translate(f"people.password.{one.code}", visit.lang) for one in error.error_list)
        return _open_again(visit, said, 422)
    except NOT_DONE as error:
        status, said = not_done(error, visit.lang)
        return _open_again(visit, said, status)
    messages.success(visit.request, translate("city.opened", visit.lang, name=str(made)))
    return redirect("city-offices", visit.office.code)


def _open_again(visit: Visit, said: str, status: int) -> HttpResponse:
    return show(visit, "consolidating/open.html", "city", status, why=said, typed=visit.request.POST)


@office_page(Permission.CITY)
def close_some(visit: Visit) -> HttpResponse:
    """Close offices after a day, and name who goes on."""
    if visit.request.method != "POST":
        return _close_page(visit)
    post = visit.request.POST
    try:
        last_day = _day(post.get("last_day", ""))
    except ValidationError:
        return _close_page(visit, 422, translate("people.bad-day", visit.lang))
    try:
        actions_offices.close_office(
            office=visit.office,
            by=visit.user,
            codes=post.getlist("office"),
            last_day=last_day,
            successors=post.getlist("successor"),
            basis=post.get("basis", ""),
        )
    except NOT_DONE as error:
        return _close_page(visit, *not_done(error, visit.lang))
    messages.success(visit.request, translate("city.closed", visit.lang))
    return redirect("city-offices", visit.office.code)


def _close_page(visit: Visit, status: int = 200, said: str = "") -> HttpResponse:
    post = visit.request.POST
    values = {
        "open_ones": [one for one in offices_below(visit.office) if one.closed is None],
        "typed": post,
        "chosen": post.getlist("office"),
        "heirs": post.getlist("successor"),
        "why": said,
    }
    return show(visit, "consolidating/close.html", "city", status, **values)


REOPENED = "reopened"
"""What the form of a correction calls a last day that is taken back."""


@office_page(Permission.CITY)
def correct(visit: Visit, whose: str) -> HttpResponse:
    """Correct the first or the last day of an office."""
    one = found_or_404(next((one for one in offices_below(visit.office) if one.code == whose), None))
    if visit.request.method != "POST":
        return _correct_page(visit, one)
    post = visit.request.POST
    which, typed = post.get("which", ""), post.get("day", "").strip()
    try:
        day = None if which == REOPENED else _day(typed)
    except ValidationError:
        return _correct_page(visit, one, 422, translate("people.bad-day", visit.lang))
    asked = "closed" if which == REOPENED else which
    try:
        actions_days.correct_day(
            office=visit.office, by=visit.user, code=one.code, which=asked, day=day, reason=post.get("reason", "")
        )
    except NOT_DONE as error:
        return _correct_page(visit, one, *not_done(error, visit.lang))
    messages.success(visit.request, translate("city.corrected", visit.lang))
    return redirect("city-offices", visit.office.code)


def _correct_page(visit: Visit, one: Office, status: int = 200, said: str = "") -> HttpResponse:
    days = [("opened", one.opened), ("closed", one.closed), (REOPENED, one.closed)]
    values = {
        "one": one,
        "choices": [(name, day) for name, day in days if day is not None],
        "typed": visit.request.POST,
        "why": said,
    }
    return show(visit, "consolidating/correct.html", "city", status, **values)
