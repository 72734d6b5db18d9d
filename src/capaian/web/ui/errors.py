"""Pages for what went wrong."""

from __future__ import annotations

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from capaian.web.ui.speech import why


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which rule or right stands in the way; an exception may name it by ``code`` with its ``values``."""
    code, values = getattr(exception, "code", None), getattr(exception, "values", {})
    lang = getattr(request, "lang", "id")
    return _page(request, "forbidden", 403, why(code, lang, values) if code else "")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "not-found", 404)


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(request, "too-large", 413)


def broken(request: HttpRequest) -> HttpResponse:
    return _page(request, "broken", 500)


class Busy:
    """Answers where SQLite's one writer was at work for too long: nothing was written, and trying again helps."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        locked = isinstance(exception, OperationalError) and "locked" in str(exception)
        return _page(request, "busy", 503) if locked else None


def _page(request: HttpRequest, what: str, status: int, why: str = "") -> HttpResponse:
    if not hasattr(request, "lang"):
        request.lang = "id"  # type: ignore[attr-defined]  # the fault came before the language was chosen
    return render(request, "ui/error.html", {"what": what, "why": why}, status=status)
