"""What the city tells an office on its first page: reminders, offers of a plan, and that it was closed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.urls import reverse

from capaian.core.period import Period, written_day
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.roles import Permission
from capaian.web.city.models import Offer, Reminder, Succession
from capaian.web.portal.extension_points import Notice, register_notice
from capaian.web.portal.visit import Visit
from capaian.web.reporting.models import Submission
from capaian.web.ui.translation import translate


@register_notice
def reminder_notices(visit: Visit) -> Iterator[Notice]:
    """Yield what is to be told; a reminder stays until its period is approved."""
    office, lang = visit.office, visit.lang
    if office.closed is not None or office.opened is not None:
        yield from _changes(office, lang)
    yield from _reminders(office, lang)
    if Permission.PLAN_WRITE in visit.rights:
        offers = Offer.objects.filter(office=office.pk, state=Offer.State.WAITING).select_related("proposal__by")
        for offer in offers:
            words = translate("notice.offer", lang, name=offer.proposal.by.name)
            href = reverse("offer", args=[office.code, offer.pk])
            yield Notice(words, offer.proposal.note, href, translate("notice.offer.link", lang))


def _reminders(office: Office, lang: str) -> Iterator[Notice]:
    """Yield the newest reminder of each period that is not approved."""
    with connection.cursor() as cursor:
        cursor.execute(_REMINDERS, [office.pk, Submission.State.APPROVED])
        waiting = cursor.fetchall()
    said = set()
    for about, day, text, name in waiting:
        if about not in said:
            said.add(about)
            period = Period.parse(about)
            assert period is not None, "a reminder is about a period"
            called = period.label_in(lang)
            words = translate("notice.reminder", lang, period=called, name=name, day=written_day(day, lang))
            href = reverse("period", args=[office.code, about])
            yield Notice(words, text, href, translate("notice.reminder.link", lang))


# Every first page asks: in plain SQL it costs a tenth of what the ORM needs to say it.
_REMINDERS = f"""
    SELECT r.period, r.day, r.text, u.name FROM {Reminder._meta.db_table} r
    JOIN {User._meta.db_table} u ON u.id = r.by_id
    WHERE r.office_id = %s AND NOT EXISTS (
        SELECT 1 FROM {Submission._meta.db_table} s
        WHERE s.office_id = r.office_id AND s.period = r.period AND s.state = %s
    ) ORDER BY r.id DESC
"""


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
