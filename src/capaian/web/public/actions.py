"""Opening an office's approved figures to everybody, and closing them again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, Refused, action
from capaian.web.accounts.queries import head_on
from capaian.web.accounts.roles import Permission
from capaian.web.public.models import Publicity
from capaian.web.public.response_cache import invalidate
from capaian.web.trail.record import record


@action(Permission.PUBLISH)
def open_to_public(*, office: Office, by: User, licence: str, documents: bool) -> Publicity:
    """Show what was approved to everybody from now on, or change under which licence and with which documents."""
    _heads_today(office, by)
    if licence not in Publicity.Licence.values:
        raise Faulty("no-licence", found=licence[:20])
    said = {"is_open": True, "documents": documents, "licence": licence, "by": by}
    one, _ = Publicity.objects.update_or_create(office=office, defaults=said)
    after = {"licence": licence, "documents": documents}
    record("opened-to-public", by=by.username, office=office.code, target=office.code, after=after)
    return one


@action(Permission.PUBLISH)
def close_to_public(*, office: Office, by: User) -> None:
    """Show nothing to everybody any more; what was rendered is thrown away."""
    _heads_today(office, by)
    if not Publicity.objects.filter(office=office, is_open=True).exists():
        raise Refused("not-open")
    Publicity.objects.update_or_create(office=office, defaults={"is_open": False, "by": by})
    record("closed-to-public", by=by.username, office=office.code, target=office.code)
    transaction.on_commit(lambda: invalidate(office.code))


def _heads_today(office: Office, by: User) -> None:
    head = head_on(office, timezone.localdate())
    if head is None or head.user_id != by.pk:
        raise Refused("not-head-today")
