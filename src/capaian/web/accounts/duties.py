"""What a person has to do before anything else: choose a password of his own, set up a second factor."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from capaian.web.accounts.models import SecondFactor, User
from capaian.web.accounts.roles import roles_held_by

_DUTIES = "duties"
PAGES = {"password": "password", "second": "second-factor"}
"""Duty to the name of the page on which it is done."""

FREE = frozenset({"logout", "language", "login", "login-code", *PAGES.values()})
"""Names of the pages that are open all the same."""

WITH_SECOND = frozenset({"head", "secretary", "administrator"})
"""Roles that approve, verify or appoint: with ``CAPAIAN_SECOND_FACTOR=1`` they log in with two factors."""


def must_enrol_second_factor(user: User, roles: Iterable[str]) -> bool:
    """Tell whether a person who has these roles has yet to set up a second factor."""
    if not settings.SECOND_FACTOR or WITH_SECOND.isdisjoint(roles):
        return False
    return not SecondFactor.objects.filter(user=user).exists()


def assign_duties(request: HttpRequest, user: User) -> bool:
    """Remember in the session what a person who has just logged in has to do first; tell whether it is anything."""
    held = roles_held_by(user)
    duties = []
    if user.must_change:
        duties.append("password")
    if must_enrol_second_factor(user, [one.role for one in held]):
        duties.append("second")
    if duties and held:
        request.session[_DUTIES] = [duties, held[0].office.code]
    return bool(duties and held)


def clear_duty(request: HttpRequest, duty: str) -> None:
    """Take a duty off the session: it is done."""
    duties, code = request.session.get(_DUTIES, [[], ""])
    left = [one for one in duties if one != duty]
    if left:
        request.session[_DUTIES] = [left, code]
    else:
        request.session.pop(_DUTIES, None)


def enforce_duties(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lead whoever has a duty to its page, whatever page was asked for."""

    def lead(request: HttpRequest) -> HttpResponse:
        return answer(request)

    def before_view(request: HttpRequest, *_: object) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name in FREE or getattr(match.func, "open_to_all", False):
            return None
        if not request.user.is_authenticated:
            return None
        duties, code = request.session.get(_DUTIES, [[], ""])
        return redirect(PAGES[duties[0]], code) if duties else None

    lead.process_view = before_view  # type: ignore[attr-defined]  # Django calls it once the page is known
    return lead
