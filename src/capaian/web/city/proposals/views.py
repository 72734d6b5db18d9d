"""One plan for many: the city's proposals, and an office's offer with what is new in it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from capaian.files.yaml.tree import MAX_BYTES
from capaian.web.accounts.models import Office
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.accounts.roles import Permission
from capaian.web.city.models import Offer, Proposal
from capaian.web.city.overview.submission_status import offices_below
from capaian.web.city.proposals import actions
from capaian.web.planning.draft_form import differences
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.plan_view import diff_plans
from capaian.web.planning.queries import draft, latest, read
from capaian.web.portal.forms import NOT_DONE, not_done
from capaian.web.portal.visit import Visit, found_or_404, office_page, show
from capaian.web.ui.translation import refusal_text, translate


@office_page(Permission.COMPARE)
def proposals(visit: Visit) -> HttpResponse:
    """List what the city proposed, and what became of each office's offer."""
    listed = Proposal.objects.filter(city=visit.office).select_related("by")
    listed = listed.prefetch_related("offers__office", "offers__answered_by")
    adopted = {(one.office_id, one.number) for one in _adopted(visit)}
    shown = [
        (one, [(each, (each.office_id, each.draft) in adopted) for each in one.offers.all()]) for one in listed
    ]
    return show(visit, "consolidating/proposals.html", "city", listed=shown)


@office_page(Permission.CITY)
def propose(visit: Visit) -> HttpResponse:
    """Propose a plan to the offices that are chosen, with a file of each one's targets."""
    post, files = visit.request.POST, visit.request.FILES
    if visit.request.method != "POST":
        return _propose_page(visit)
    handed = files.get("targets")
    try:
        if handed is not None and (handed.size or 0) > actions.MOST_TARGETS:
            raise Faulty("proposal-large", most=actions.MOST_TARGETS // 1_000_000)
        proposed = actions.propose(
            office=visit.office,
            by=visit.user,
            text=_text(visit),
            codes=[one.code for one in _open_ones(visit)] if "all" in post else post.getlist("office"),
            targets=handed.read() if handed else b"",
            name=handed.name if handed else "",
            note=post.get("note", ""),
        )
    except NOT_DONE as error:
        status, said = not_done(error, visit.lang)
        return _propose_page(visit, status, why=said)
    prepared = proposed.prepared
    if proposed.proposal is not None and not prepared.faults and not prepared.foreign:
        messages.success(visit.request, translate("city.proposed", visit.lang, count=len(prepared.texts)))
        return redirect("city-proposals", visit.office.code)
    names = {one.code: one for one in offices_below(visit.office)}
    values = {
        "proposal": proposed.proposal,
        "offered": [names[code] for code in prepared.texts],
        "faults": [(names.get(code), found) for code, found in sorted(prepared.faults.items())],
        "foreign": prepared.foreign,
        "again": urlencode(
            [("source", post.get("source", "")), *(("office", code) for code in prepared.faults if code)]
        ),
    }
    return show(visit, "consolidating/proposed.html", "city", 200 if proposed.proposal else 422, **values)


def _text(visit: Visit) -> str:
    """Return the plan's text: the file that was handed in, else the plan of the office that was chosen."""
    handed = visit.request.FILES.get("file")
    if handed is not None:
        if (handed.size or 0) > MAX_BYTES:
            raise Faulty("proposal-large", most=MAX_BYTES // 1_000_000)
        return str(handed.read().decode("utf-8", "replace")).replace("\0", "").replace("\r\n", "\n")
    source = visit.request.POST.get("source", "")
    found = next((one for one in [visit.office, *offices_below(visit.office)] if one.code == source), None)
    newest = latest(found) if found else None
    if newest is None:
        raise Faulty("proposal-source")
    return str(newest.text)


def _open_ones(visit: Visit) -> list[Office]:
    """Return the offices that a plan can be proposed to."""
    today = timezone.localdate()
    return [one for one in offices_below(visit.office) if one.closed is None or one.closed >= today]


def _propose_page(visit: Visit, status: int = 200, **more: object) -> HttpResponse:
    listed = offices_below(visit.office)
    # A link back from faults names the offices that are still to be offered something.
    typed = visit.request.POST if visit.request.method == "POST" else visit.request.GET
    newest = {one.office_id: one for one in _adopted(visit)}
    values: dict[str, Any] = {
        "sources": [(one, newest[one.code]) for one in [visit.office, *listed] if one.code in newest],
        "open_ones": _open_ones(visit),
        "chosen": typed.getlist("office"),
        "typed": typed,
        **more,
    }
    return show(visit, "consolidating/propose.html", "city", status, **values)


def _adopted(visit: Visit) -> list[PlanVersion]:
    """Return the adopted plans of the city and its offices, the newest of each last."""
    offices = [visit.office, *offices_below(visit.office)]
    return list(
        PlanVersion.objects.filter(office__in=offices, state=PlanVersion.State.ADOPTED)
        .defer("text", "choices")
        .order_by("office", "since", "number")
    )


# ---- the office's side --------------------------------------------------------------------------------


@office_page()
def offer(visit: Visit, pk: int) -> HttpResponse:
    """Show a plan that was offered, and in what it differs from the one in force."""
    return _offer_page(visit, pk)


def _offer_page(visit: Visit, pk: int, status: int = 200, said: str = "") -> HttpResponse:
    one = found_or_404(
        Offer.objects.filter(pk=pk, office=visit.office).select_related("proposal__by", "answered_by").first()
    )
    newest = latest(visit.office)
    old = newest.text if newest else ""
    values = {
        "one": one,
        "newest": newest,
        "altered": diff_plans(read(old)[0], read(one.text)[0]) if newest else [],
        "lines": differences(old, one.text) if newest else [],
        "draft": draft(visit.office),
        "why": said,
        "reason": visit.request.POST.get("reason", ""),
    }
    return show(visit, "consolidating/offer.html", "plan", status, **values)


@require_POST
@office_page(Permission.PLAN_WRITE)
def take(visit: Visit, pk: int) -> HttpResponse:
    """Take an offered plan as the draft."""
    try:
        actions.take_offer(office=visit.office, by=visit.user, offer=pk)
    except Refused as refused:
        return _offer_page(visit, pk, 403, refusal_text(refused.code, visit.lang, refused.values))
    messages.success(visit.request, translate("offer.is-draft", visit.lang))
    return redirect("plan-draft", visit.office.code)


@require_POST
@office_page(Permission.PLAN_WRITE)
def decline(visit: Visit, pk: int) -> HttpResponse:
    """Decline an offered plan with a reason."""
    try:
        actions.decline_offer(
            office=visit.office, by=visit.user, offer=pk, reason=visit.request.POST.get("reason", "")
        )
    except NOT_DONE as error:
        return _offer_page(visit, pk, *not_done(error, visit.lang))
    messages.success(visit.request, translate("offer.was-declined", visit.lang))
    return redirect("plan", visit.office.code)
