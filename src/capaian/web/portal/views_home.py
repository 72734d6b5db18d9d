"""Where somebody who is logged in comes first: home, the offices to choose from; the language, and logging out."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from capaian.web.accounts.login import safe_goal
from capaian.web.accounts.models import User
from capaian.web.accounts.roles import ROLES, Permission, offices_of, roles_held_by
from capaian.web.portal.extension_points import waiting
from capaian.web.ui.middleware import COOKIE, LANGUAGES


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("login")
    # Who sits down at the same computer next does not go back to what was on the screen.
    response["Clear-Site-Data"] = '"cache"'
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change to the other language, and stay on the page."""
    response = redirect(safe_goal(request, request.POST.get("next", "")))
    now = cast(str, request.lang)  # type: ignore[attr-defined]
    other = LANGUAGES[1 - LANGUAGES.index(now)]
    response.set_cookie(
        COOKIE, other, max_age=365 * 86400, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return response


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Go to the one office, to the offices side by side of who looks at them from above, or to the list."""
    held = roles_held_by(cast(User, request.user))
    offices = offices_of(held)
    if len(offices) == 1:
        return redirect("office", offices[0].code)
    above = [one.office.code for one in held if Permission.COMPARE in ROLES[one.role].may]
    if above and any(office.code.startswith(f"{above[0]}.") for office in offices):
        return redirect("city", above[0])
    return redirect("offices")


@login_required
def offices(request: HttpRequest) -> HttpResponse:
    """The offices to choose from, with what waits in each."""
    listed = offices_of(roles_held_by(cast(User, request.user)))
    told = waiting([one.code for one in listed])
    lines = [(one, told.get(one.code, ())) for one in listed]
    return render(request, "accounts/offices.html", {"list": lines})
