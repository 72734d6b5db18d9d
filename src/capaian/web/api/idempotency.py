"""A write that is sent twice is done once."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from capaian.web.accounts.permissions import Refused
from capaian.web.api.models import Answered, Token
from capaian.web.api.problems import ApiError
from capaian.web.registers.rows import InvalidRows

IDEMPOTENCY_PERIOD = datetime.timedelta(days=7)


def idempotent(request: HttpRequest, token: Token, key: str | None, write: Callable[[], int]) -> tuple[int, bool]:
    """Do a write that gives a row's number, or return the number that it gave before under the same key.

    The second value tells whether it was done now. Of two that come at the same moment one waits for the other.
    What was refused is not kept: it may be mended and sent again under its key.
    """
    if not key:
        return write(), True
    sent = salted_hmac(
        "capaian.api.once", request.path.encode() + b"\n" + request.body, algorithm="sha256"
    ).hexdigest()
    failed: Exception | None = None
    with transaction.atomic():
        Answered.objects.filter(token=token, at__lt=timezone.now() - IDEMPOTENCY_PERIOD).delete()
        kept, new = Answered.objects.get_or_create(token=token, key=key, defaults={"sent": sent})
        if not new:
            if kept.sent != sent or kept.row is None:
                raise ApiError(422, "key-reused", "Idempotency-Key")
            return kept.row, False
        try:
            kept.row = write()
        except (Refused, InvalidRows) as error:
            # Told after the transaction, which holds the event of the refusal.
            failed = error
            kept.delete()
        else:
            kept.save(update_fields=["row"])
    if failed is not None:
        raise failed
    return kept.row, True
