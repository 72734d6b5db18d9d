"""Pages for what went wrong."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from capaian.web.ui.languages import chosen_language
from capaian.web.ui.max_length_guard import TooLong
from capaian.web.ui.translation import refusal_text as reason
from capaian.web.ui.translation import translate


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which rule or right stands in the way; an exception may name it by ``code`` with its ``values``."""
    code, values = getattr(exception, "code", None), getattr(exception, "values", {})
    lang = getattr(request, "lang", None) or chosen_language(request)
    return _page(request, "forbidden", 403, reason(code, lang, values) if code else "")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "not-found", 404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "bad-request", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without the token of its page: another site sent it, or it is from an older log-in."""
    return _page(request, "forged", 403)


def unstorable(request: HttpRequest) -> HttpResponse:
    """Answer what holds a letter that no database keeps (NUL)."""
    return _page(request, "unstorable", 400)


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(request, "too-large", 413)


def broken(request: HttpRequest) -> HttpResponse:
    return _page(request, "broken", 500)


class DatabaseBusy:
    """Answers where the database did not take a write: nothing was written.

    SQLite's one writer was at work for too long, and trying again helps; or a text has no room.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError) and "locked" in str(exception):
            return _page(request, "busy", 503)
        if isinstance(exception, TooLong):
            lang = getattr(request, "lang", None) or chosen_language(request)
            return _page(request, "too-long", 422, translate("error.too-long.most", lang, most=exception.most))
        # PostgreSQL says so of what is too long or too great and did not come through a model.
        return _page(request, "too-long", 422) if isinstance(exception, DataError) else None


def _page(request: HttpRequest, what: str, status: int, why: str = "") -> HttpResponse:
    if not hasattr(request, "lang"):
        request.lang = chosen_language(request)  # type: ignore[attr-defined]  # the fault came before that of the language
    return render(request, "ui/error.html", {"what": what, "why": why}, status=status)
