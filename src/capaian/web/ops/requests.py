"""Each request named, timed, counted and told in one line."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from capaian.web.ops import metrics
from capaian.web.ops.logs import REQUEST_ID, page_of

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""What is counted by its own name: a stranger may call his method anything, and each name would be kept."""

_log = logging.getLogger("capaian.request")


def request_log(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Name each request, time it, and write one line of it."""

    def tell(request: HttpRequest) -> HttpResponse:
        token = REQUEST_ID.set(uuid.uuid4().hex[:16])
        begun = time.perf_counter()
        try:
            response = answer(request)
            seconds = time.perf_counter() - begun
            page, method = page_of(request), request.method if request.method in METHODS else "-"
            metrics.observe_request(page, method, response.status_code, seconds)
            if _log.isEnabledFor(logging.INFO):  # who asks costs two questions where the page did not ask them
                user = getattr(request, "user", None)
                about = {
                    "page": page,
                    "method": method,
                    "status": response.status_code,
                    "ms": round(seconds * 1000, 1),
                    "user": user.pk if user is not None and user.is_authenticated else None,
                }
                _log.info("request", extra=about)
            response["X-Request-ID"] = REQUEST_ID.get()
            return response
        finally:
            REQUEST_ID.reset(token)

    return tell
