"""What a page says of a stored audit that cannot be opened: where the fault stands, and that everything is kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from capaian.web.auditing import queries
from capaian.web.auditing.stored_audit import StoredError
from capaian.web.portal.visit import Visit, show

_log = logging.getLogger(__name__)


def tells_unopened(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a page of one audit say plainly that this release cannot open it, and log it for who runs the server."""

    @wraps(page)
    def view(visit: Visit, pk: int, **more: Any) -> HttpResponse:
        try:
            return page(visit, pk, **more)
        except StoredError as error:
            _log.error("audit %s of %s cannot be opened: %s", pk, visit.office.code, error)
            one = queries.examination_of(visit.office, pk)
            status = 409 if visit.request.method == "POST" else 200
            return show(visit, "auditing/unopened.html", "examinations", status, examination=one, error=error)

    return view
