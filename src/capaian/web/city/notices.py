"""What the city tells an office on its first page: reminders, offers of a plan, and that it was closed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse

from capaian.core.period import Period, written_day
from capaian.web.accounts.models import Office
from capaian.web.accounts.roles import Permission
from capaian.web.city.models import Offer, Reminder, Succession
from capaian.web.portal.visit import NOTICES, Notice, Visit
from capaian.web.reporting.models import Submission
from capaian.web.ui.translation import translate


def told(visit: Visit) -> Iterator[Notice]:
    """Yield what is to be told; a reminder stays until its period is approved."""
    office, lang = visit.office, visit.lang
    if office.closed is not None or office.opened is not None:
        yield from _changes(office, lang)
    approved = Submission.objects.filter(office=OuterRef("office"), period=OuterRef("period"), state="approved")
    waiting = Reminder.objects.filter(~Exists(approved), office=office.pk).select_related("by")
    said = set()
    for one in waiting:  # the newest of each period
        if one.period not in said:
            said.add(one.period)
            period = Period.parse(one.period)
            assert period is not None, "a reminder is about a period"
            called = period.label_en if lang == "en" else period.label
            words = translate(
                "notice.reminder", lang, period=called, name=one.by.name, day=written_day(one.day, lang)
            )
            href = reverse("period", args=[office.code, one.period])
            yield Notice(words, one.text, href, translate("notice.reminder.link", lang))
    if Permission.PLAN_WRITE in visit.rights:
        offers = Offer.objects.filter(office=office.pk, state=Offer.State.WAITING).select_related("proposal__by")
        for offer in offers:
            words = translate("notice.offer", lang, name=offer.proposal.by.name)
            href = reverse("offer", args=[office.code, offer.pk])
            yield Notice(words, offer.proposal.note, href, translate("notice.offer.link", lang))


def _changes(office: Office, lang: str) -> Iterator[Notice]:
    """Yield that the office was closed, and who came after it or before it."""
    if office.closed is not None:
        words = translate("notice.closed", lang, day=written_day(office.closed, lang))
        heirs = Succession.objects.filter(predecessor=office.pk, withdrawn=None).select_related("successor")
        yield Notice(words, _called("notice.successors", [one.successor for one in heirs], lang))
    if office.opened is not None:
        before = Succession.objects.filter(successor=office.pk, withdrawn=None).select_related("predecessor")
        if before:
            words = translate("notice.opened", lang, day=written_day(office.opened, lang))
            yield Notice(words, _called("notice.predecessors", [one.predecessor for one in before], lang))


def _called(key: str, offices: list[Office], lang: str) -> str:
    return translate(key, lang, names=", ".join(map(str, offices))) if offices else ""


NOTICES.append(told)
