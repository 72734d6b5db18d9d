"""Logging in: name and password, then a code where one is asked for; every way it can end is in the trail."""

from __future__ import annotations

from typing import cast

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import authenticate, login
from django.db import transaction
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from capaian.web.accounts import totp
from capaian.web.accounts.duties import assign_duties
from capaian.web.accounts.models import SecondFactor, User
from capaian.web.accounts.resume_form import resumed_form
from capaian.web.accounts.roles import roles_held_by
from capaian.web.trail.record import end_of_chain, record
from capaian.web.ui.middleware import address_of

_HALF = "half-way"
MAX_NAME_LENGTH = 150
"""Letters of a user name: what is longer is nobody's, and is not written down."""

RATE_LIMIT_OF_ADDRESS = 100
"""Wrong passwords from one address before none from it is looked at for a while, whatever the name.

So nobody tries one password on every name, nor keeps the server at work. It is many, since a whole office stands
behind one address.
"""

_MINUTES = 10
"""How long a right password waits for its code."""


def log_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password. Too many wrong ones from one address for one name, and none is looked at."""
    if request.method != "POST":
        return render(request, "accounts/login.html", {"next": request.GET.get("next", "")})
    name, goal, kept = (request.POST.get(key, "") for key in ("username", "next", "kept"))
    name = name[:MAX_NAME_LENGTH]
    if _is_rate_limited(request) or not AxesProxyHandler.is_allowed(request, {"username": name}):
        # That it is blocked stands in the trail already. Told each time anew, a stranger could fill the trail, and
        # see by the time that it takes whether there is such a name.
        return _blocked(request, name, goal, kept)
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None:
        blocked = getattr(request, "axes_locked_out", False)
        _tell("log-in-blocked" if blocked else "log-in-failed", name)
        if blocked:
            return _blocked(request, name, goal, kept)
        context = {"next": goal, "kept": kept, "wrong": True, "username": name}
        return render(request, "accounts/login.html", context, status=422)
    known = cast(User, user)
    if SecondFactor.objects.filter(user=known).exists():
        begun, entered = timezone.now().timestamp(), known.get_session_auth_hash()
        request.session[_HALF] = {"user": known.pk, "begun": begun, "by": entered, "goal": goal, "kept": kept}
        request.session.cycle_key()
        return redirect("login-code")
    return _in(request, known, goal, kept)


def _is_rate_limited(request: HttpRequest) -> bool:
    """Tell whether too many wrong passwords came from an address, of all names together."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    tried = AccessAttempt.objects.filter(ip_address=address_of(request), attempt_time__gt=since)
    return (tried.aggregate(count=Sum("failures_since_start"))["count"] or 0) >= RATE_LIMIT_OF_ADDRESS


def _blocked(request: HttpRequest, name: str, goal: str, kept: str) -> HttpResponse:
    context = {"next": goal, "kept": kept, "blocked": True, "username": name}
    return render(request, "accounts/login.html", context, status=429)


def log_in_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the telephone, or a spare one."""
    half = request.session.get(_HALF)
    if not half or timezone.now().timestamp() - half["begun"] > _MINUTES * 60:
        request.session.pop(_HALF, None)
        return redirect("login")
    if request.method != "POST":
        return render(request, "accounts/code.html")
    user = User.objects.filter(pk=half["user"], is_active=True, second_factor__isnull=False).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), half.get("by", "")):
        del request.session[_HALF]  # closed, or another password since
        return redirect("login")
    before = totp.is_blocked(SecondFactor.objects.get(user=user))
    if before or not totp.verify_code(user, request.POST.get("code", "")):
        blocked = before or totp.is_blocked(SecondFactor.objects.get(user=user))
        if not before:
            _tell("log-in-blocked" if blocked else "log-in-failed", user.username)
        context = {"wrong": not blocked, "blocked": blocked}
        return render(request, "accounts/code.html", context, status=429 if blocked else 422)
    del request.session[_HALF]
    return _in(request, user, half["goal"], half["kept"])


def _in(request: HttpRequest, user: User, goal: str, kept: str) -> HttpResponse:
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    _tell("logged-in", user.username, by=user.username)
    if assign_duties(request, user):
        return redirect("home")
    form = resumed_form(kept) if kept else None
    if form is not None:
        return render(request, "accounts/again.html", {"path": form[0], "fields": form[1]})
    return redirect(safe_goal(request, goal))


def _tell(kind: str, name: str, by: str = "-") -> None:
    """Put a log-in in the trail. A name that is nobody's is not: it may be a password typed in the wrong box.

    It takes as long all the same, so that no clock tells which names there are.
    """
    user = User.objects.filter(username=name).first()
    held = roles_held_by(user or User())
    with transaction.atomic():
        if user is None:
            end_of_chain()
            AccessAttempt.objects.filter(username=name).update(username=name)  # a write that changes nothing
            return
        office = held[0].office.code if held else ""
        record(kind, by=by, office=office, target=name, refused=kind != "logged-in")


def safe_goal(request: HttpRequest, goal: str) -> str:
    """Return where to go next: the page that was asked for where it is ours, else home."""
    own = url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure())
    # What is no path would be taken for the name of a page.
    return goal if goal.startswith("/") and own else "home"
