"""What every page of an office does first: who is there, which office, and whether the right is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, NamedTuple, cast

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix

from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.resume_form import login_and_resume
from capaian.web.accounts.roles import Permission, offices_of, rights_of, roles_held_by
from capaian.web.portal.menu import menu
from capaian.web.trail.record import record

Page = Callable[..., HttpResponse]


class Visit(NamedTuple):
    """Who looks at which office: what a page's function is given."""

    request: HttpRequest
    user: User
    office: Office
    rights: frozenset[Permission]
    offices: Sequence[Office]
    """All that the user may read."""

    @property
    def lang(self) -> str:
        return cast(str, self.request.lang)  # type: ignore[attr-defined]


def office_page(permission: Permission = Permission.READ) -> Callable[[Page], Page]:
    """Make a function of a :class:`Visit` a view: it answers only to those who have ``permission`` in the office.

    An outsider gets the same answer for an office that is not there as for one that is not his.
    """

    def around(page: Page) -> Page:
        @wraps(page)
        def view(request: HttpRequest, code: str, **arguments: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                if request.method == "POST":
                    return login_and_resume(request)
                return redirect_to_login(request.get_full_path())
            user = cast(User, request.user)
            held = roles_held_by(user)
            rights = rights_of(one.role for one in held if one.office.code == code)
            for wanted in (Permission.READ, permission):
                if wanted not in rights:
                    if request.method == "POST":
                        _remember(request, user, code, wanted)
                    raise Refused("no-right", right=wanted.value)
            office = next(one.office for one in held if one.office.code == code)
            return page(Visit(request, user, office, rights, offices_of(held)), **arguments)

        view.permission = permission  # type: ignore[attr-defined]  # the tests of outsiders read it
        return view

    return around


def _remember(request: HttpRequest, user: User, code: str, wanted: Permission) -> None:
    """Put an attempt that did not get as far as an action in the trail."""
    with transaction.atomic():
        record(
            "refused.request",
            by=user.username,
            office=code[:13],
            target=request.path[:200],
            after={"right": wanted.value},
            refused=True,
        )


def show(visit: Visit, template: str, here: str, status: int = 200, **values: object) -> HttpResponse:
    """Render a page of an office; ``here`` is the name of its entry in the menu."""
    context = {
        "office": visit.office,
        "offices": visit.offices,
        "menu": menu(visit.office.code, visit.rights, here, get_script_prefix()),
        "rights": {permission.name: permission in visit.rights for permission in Permission},
        **values,
    }
    return render(visit.request, template, context, status=status)


def found_or_404(thing: Any) -> Any:
    """Return ``thing``, or answer that there is no such page."""
    if thing is None:
        raise Http404
    return thing
