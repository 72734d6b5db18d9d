"""What opens an account. When that changes, whatever was opened with it before ends."""

from __future__ import annotations

from collections.abc import Callable

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import authenticate
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from capaian.web.accounts.models import Office, User
from capaian.web.trail.record import record

REVOKE_HOOKS: list[Callable[[User, User], None]] = []
"""What apps above end too, of the first, as the second wants it; in the transaction of the change."""


def revoke_access(user: User, by: User) -> None:
    """End every session of a person and all else that was opened in his name; part of the same transaction.

    Whoever changes a password or a telephone may do it because a stranger has the old one, and the stranger may
    have made himself another way in. The one session to go on is that of who changes his own: its page says so
    (``update_session_auth_hash``).
    """
    # First of all, since it takes the lock that whoever opens something new waits for.
    User.objects.filter(pk=user.pk).update(entry=F("entry") + 1)
    user.refresh_from_db(fields=["entry"])
    for end in REVOKE_HOOKS:
        end(user, by)


def sessions_still_valid(user: User) -> bool:
    """Tell whether nothing was ended since ``user`` was read, and lock that until the transaction ends."""
    now = (
        User.objects.select_for_update().filter(pk=user.pk, is_active=True).values_list("entry", flat=True).first()
    )
    return now == user.entry


def password_error(request: HttpRequest, office: Office, user: User, password: str, tried: str) -> str:
    """Return the key of what is wrong with a present password as it was typed; empty where nothing is.

    Counted as the wrong ones of the log-in are: who finds a screen that was left open may not try on for ever.
    """
    name = user.username
    if not AxesProxyHandler.is_allowed(request, {"username": name}):
        return "login.blocked"
    if authenticate(request, username=name, password=password) is not None:
        return ""
    with transaction.atomic():
        record(f"refused.{tried}", by=name, office=office.code, target="password-wrong", refused=True)
    return "login.blocked" if getattr(request, "axes_locked_out", False) else "password.wrong"
