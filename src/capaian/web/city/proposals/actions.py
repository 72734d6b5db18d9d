"""Writes of plans that a city offers, and of what an office does with an offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone

from capaian.files.digest import text_sha256
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, Refused, action
from capaian.web.accounts.roles import Permission
from capaian.web.city.models import Offer, Proposal
from capaian.web.city.overview.submission_status import offices_below
from capaian.web.city.proposals.compose import ComposedOffers, compose_offers
from capaian.web.planning import actions as planning
from capaian.web.planning.models import PlanVersion
from capaian.web.trail.record import record

MOST_REASON, MOST_NOTE = 500, 500
MOST_TARGETS = 5_000_000
"""Bytes of a file of targets."""


class Proposed(NamedTuple):
    """What became of a proposal: it is ``None`` where no office could be offered anything."""

    proposal: Proposal | None
    prepared: ComposedOffers


@action(Permission.CITY)
def propose(
    *, office: Office, by: User, text: str, codes: Sequence[str], targets: bytes, name: str, note: str
) -> Proposed:
    """Offer a plan to offices, with each one's own targets; an office with a faulty line is offered nothing.

    Nothing of an office changes: its secretary takes the offer as a draft, and adopts that by decree.
    """
    today = timezone.localdate()
    there = {one.code: one for one in offices_below(office) if one.closed is None or one.closed >= today}
    if not codes:
        raise Faulty("proposal-nobody")
    if set(codes) - there.keys():
        raise Refused("proposal-stranger", found=", ".join(sorted(set(codes) - there.keys())))
    if len(targets) > MOST_TARGETS:
        raise Faulty("proposal-large", most=MOST_TARGETS // 1_000_000)
    prepared = compose_offers(text, [there[code] for code in dict.fromkeys(codes)], targets, name)
    if not prepared.texts:
        return Proposed(None, prepared)
    kept = targets.decode("utf-8", "replace").replace("\0", "")
    proposal = Proposal.objects.create(city=office, text=text, targets=kept, note=note.strip()[:MOST_NOTE], by=by)
    sha256 = text_sha256(text)
    after = {"sha256": sha256, "offices": sorted(prepared.texts)}
    record("plan-proposed", by=by.username, office=office.code, target=str(proposal.pk), after=after)
    for code, own in prepared.texts.items():
        Offer.objects.create(proposal=proposal, office=there[code], text=own, own=prepared.own[code])
        told = {"sha256": text_sha256(own), "targets": prepared.own[code]}
        record("plan-offered", by=by.username, office=code, target=str(proposal.pk), after=told)
    return Proposed(proposal, prepared)


@action(Permission.PLAN_WRITE)
def take_offer(*, office: Office, by: User, offer: int) -> PlanVersion:
    """Take an offered plan as the office's draft, which it may change and adopts by its own decree."""
    one = _waiting(office, offer)
    draft = planning.start_draft(office=office, by=by, text=one.text, origin=f"city {one.proposal_id}")
    one.state, one.draft = Offer.State.TAKEN, draft.number
    one.answered_by, one.answered_at = by, timezone.now()
    one.save()
    after = {"state": "taken", "draft": draft.number}
    record("offer-taken", by=by.username, office=office.code, target=str(one.proposal_id), after=after)
    return draft


@action(Permission.PLAN_WRITE)
def decline_offer(*, office: Office, by: User, offer: int, reason: str) -> Offer:
    """Decline an offered plan with a reason, which the city reads."""
    one = _waiting(office, offer)
    said = reason.strip()[:MOST_REASON]
    if not said:
        raise Faulty("offer-reason")
    one.state, one.reason = Offer.State.DECLINED, said
    one.answered_by, one.answered_at = by, timezone.now()
    one.save()
    after = {"state": "declined", "reason": said}
    record("offer-declined", by=by.username, office=office.code, target=str(one.proposal_id), after=after)
    return one


def _waiting(office: Office, offer: int) -> Offer:
    one = Offer.objects.select_for_update(of=("self",)).filter(pk=offer, office=office).first()
    if one is None or one.state != Offer.State.WAITING:
        raise Refused("offer-answered")
    return one
