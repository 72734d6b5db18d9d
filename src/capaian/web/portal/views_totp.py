"""Setting up one's second factor, and taking away that of somebody whose telephone is lost."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from capaian.web.accounts import actions, totp
from capaian.web.accounts.credentials import password_error
from capaian.web.accounts.duties import clear_duty
from capaian.web.accounts.models import SecondFactor, User
from capaian.web.accounts.permissions import Faulty
from capaian.web.accounts.roles import Permission
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.ui.translation import refusal_text, translate

_SECRET = "second-secret"


@never_cache
@office_page()
def second_factor(visit: Visit) -> HttpResponse:
    """Show the square for the telephone, and take the first code that it shows; then the spare codes, once.

    The password is asked for: who finds a screen that was left open does not change the telephone.
    """
    session, fault = visit.request.session, ""
    secret = session.setdefault(_SECRET, totp.new_secret())
    if visit.request.method == "POST":
        post = visit.request.POST
        unknown = password_error(
            visit.request, visit.office, visit.user, post.get("password", ""), "set_second_factor"
        )
        if unknown:
            return _asked(visit, secret, translate(unknown, visit.lang))
        try:
            code = post.get("code", "")
            spare = actions.set_second_factor(office=visit.office, by=visit.user, secret=secret, code=code)
        except Faulty as faulty:
            fault = refusal_text(faulty.code, visit.lang, faulty.values, "faulty")
        else:
            del session[_SECRET]
            update_session_auth_hash(visit.request, visit.user)
            clear_duty(visit.request, "second")
            return show(visit, "accounts/second-done.html", "", spare=spare)
    return _asked(visit, secret, fault)


def _asked(visit: Visit, secret: str, fault: str) -> HttpResponse:
    values = {
        "picture": totp.qr_code(visit.user, secret),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "has": SecondFactor.objects.filter(user=visit.user).exists(),
        "fault": fault,
    }
    return show(visit, "accounts/second.html", "", 422 if fault else 200, **values)


@require_POST
@office_page(Permission.ADMIN)
def drop(visit: Visit, person: int) -> HttpResponse:
    """Take away the second factor of somebody who lost the telephone and the spare codes."""
    user = found_or_404(User.objects.filter(pk=person, appointments__office=visit.office).distinct().first())
    actions.drop_second_factor(office=visit.office, by=visit.user, user=user)
    messages.success(visit.request, translate("second.dropped", visit.lang, name=user.name))
    return redirect("people", visit.office.code)
