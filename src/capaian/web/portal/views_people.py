"""The people of an office: who holds which role until when, and one's own password."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from capaian.web.accounts import actions
from capaian.web.accounts.credentials import password_error
from capaian.web.accounts.duties import clear_duty
from capaian.web.accounts.models import Appointment, User
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.accounts.roles import ROLES, Permission
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.ui.translation import refusal_text, translate


class PersonForm(forms.Form):
    """A new person with a first role."""

    username = forms.SlugField(max_length=60)
    name = forms.CharField(max_length=200)
    rank = forms.CharField(max_length=100, required=False)
    nip = forms.CharField(max_length=24, required=False)
    password = forms.CharField(max_length=200)
    role = forms.ChoiceField(choices=[(name, name) for name in ROLES])
    title = forms.CharField(max_length=120, required=False)
    acting = forms.ChoiceField(choices=Appointment.Acting.choices, required=False)
    indicators = forms.CharField(max_length=500, required=False)
    first_day = forms.DateField(input_formats=["%Y-%m-%d"])


@office_page(Permission.ADMIN)
def people(visit: Visit) -> HttpResponse:
    """Show and add the people of an office."""
    request, form = visit.request, PersonForm(visit.request.POST or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            name = _appoint(visit, form.cleaned_data)
        except ValidationError as error:
            faults = _weak(error, visit.lang)
        except Faulty as faulty:
            faults = [translate(f"people.{faulty.code}", visit.lang, **faulty.values)]
        except Refused as refused:
            faults = [refusal_text(refused.code, visit.lang, refused.values)]
        else:
            messages.success(request, translate("people.appointed", visit.lang, name=name))
            return redirect("people", visit.office.code)
    listed = visit.office.appointments.select_related("user")
    status = 422 if request.method == "POST" else 200
    people_here = User.objects.filter(appointments__office=visit.office).select_related("second_factor")
    persons = people_here.distinct().order_by("name")
    values = {"appointments": listed, "persons": persons, "form": form, "roles": ROLES.values(), "faults": faults}
    return show(visit, "accounts/people.html", "people", status, **values)


def _appoint(visit: Visit, data: Mapping[str, Any]) -> str:
    """Appoint a person, new or with an account already, and return the name.

    Raises :class:`Faulty` where the user name is that of somebody who is called otherwise: it would be a stranger
    who is let in.
    """
    user = User.objects.filter(username=data["username"]).first()
    if user is not None and user.name.split() != data["name"].split():
        raise Faulty("account-of-another", found=data["username"])
    if user is None:
        account = {key: data[key] for key in ("username", "name", "password", "rank", "nip")}
        user = actions.add_person(office=visit.office, by=visit.user, **account)
    role = {key: data[key] for key in ("role", "first_day", "title", "acting", "indicators")}
    actions.appoint(office=visit.office, by=visit.user, user=user, **role)
    return user.name


@require_POST
@office_page(Permission.ADMIN)
def end(visit: Visit, appointment: int) -> HttpResponse:
    """End an appointment today or on the day given."""
    one = found_or_404(visit.office.appointments.filter(pk=appointment).first())
    form = forms.DateField(input_formats=["%Y-%m-%d"])
    try:
        day = form.clean(visit.request.POST.get("last_day", ""))
    except ValidationError:
        messages.error(visit.request, translate("people.bad-day", visit.lang))
        return redirect("people", visit.office.code)
    actions.end_appointment(office=visit.office, by=visit.user, appointment=one, last_day=day)
    return redirect("people", visit.office.code)


@office_page()
def password(visit: Visit) -> HttpResponse:
    """Change one's own password; whoever changes it stays logged in."""
    post, faults = visit.request.POST, list[str]()
    if visit.request.method == "POST":
        unknown = password_error(
            visit.request, visit.office, visit.user, post.get("old", ""), "change_own_password"
        )
        if unknown:
            faults.append(translate(unknown, visit.lang))
        if post.get("new", "") != post.get("again", ""):
            faults.append(translate("password.unlike", visit.lang))
        if not faults:
            try:
                actions.change_own_password(office=visit.office, by=visit.user, password=post.get("new", ""))
            except ValidationError as error:
                faults = _weak(error, visit.lang)
        if not faults:
            update_session_auth_hash(visit.request, visit.user)
            clear_duty(visit.request, "password")
            messages.success(visit.request, translate("password.changed", visit.lang))
            return redirect("office", visit.office.code)
    return show(visit, "accounts/password.html", "", 422 if faults else 200, faults=faults)


@require_POST
@office_page(Permission.ADMIN)
def set_password(visit: Visit, person: int) -> HttpResponse:
    """Give a person a new password."""
    user = found_or_404(User.objects.filter(pk=person, appointments__office=visit.office).distinct().first())
    try:
        actions.set_password(
            office=visit.office, by=visit.user, user=user, password=visit.request.POST.get("password", "")
        )
        messages.success(visit.request, translate("password.changed", visit.lang))
    except ValidationError as error:
        messages.error(visit.request, " ".join(_weak(error, visit.lang)), extra_tags="danger")
    return redirect("people", visit.office.code)


@require_POST
@office_page(Permission.ADMIN)
def close(visit: Visit, person: int) -> HttpResponse:
    """Close a person's account."""
    user = found_or_404(User.objects.filter(pk=person, appointments__office=visit.office).first())
    actions.deactivate(office=visit.office, by=visit.user, user=user)
    return redirect("people", visit.office.code)


def _weak(error: ValidationError, lang: str) -> list[str]:
    return [translate(f"people.password.{one.code}", lang) for one in error.error_list]
