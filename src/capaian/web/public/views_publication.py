"""The office's own page on what it shows to everybody; the head alone decides."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.roles import Permission
from capaian.web.portal.forms import NOT_DONE, not_done
from capaian.web.portal.visit import Visit, office_page, show
from capaian.web.public import actions
from capaian.web.public.models import Publicity
from capaian.web.public.queries import last_decision
from capaian.web.ui.translation import refusal_text, translate


@office_page()
def publicity(visit: Visit) -> HttpResponse:
    """What is shown to everybody now, who decided it, and the decision of the head."""
    return _page(visit)


def _page(visit: Visit, status: int = 200, **more: object) -> HttpResponse:
    now, licences = last_decision(visit.office), Publicity.Licence.values
    return show(visit, "public/publicity.html", "reports", status, now=now, licences=licences, **more)


@require_POST
@office_page(Permission.PUBLISH)
def open_(visit: Visit) -> HttpResponse:
    post = visit.request.POST
    licence, documents = post.get("licence", ""), post.get("documents") == "1"
    try:
        actions.open_to_public(office=visit.office, by=visit.user, licence=licence, documents=documents)
    except NOT_DONE as error:
        status, said = not_done(error, visit.lang)
        return _page(visit, status, why=said)
    messages.success(visit.request, translate("publicity.opened", visit.lang))
    return redirect("publicity", visit.office.code)


@require_POST
@office_page(Permission.PUBLISH)
def close(visit: Visit) -> HttpResponse:
    try:
        actions.close_to_public(office=visit.office, by=visit.user)
    except Refused as refused:
        return _page(visit, 403, why=refusal_text(refused.code, visit.lang, refused.values))
    messages.success(visit.request, translate("publicity.closed", visit.lang))
    return redirect("publicity", visit.office.code)
