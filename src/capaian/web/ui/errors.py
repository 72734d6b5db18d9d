"""Pages for what went wrong."""

from __future__ import annotations

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


def _page(request: HttpRequest, what: str, status: int, why: str = "") -> HttpResponse:
    if not hasattr(request, "lang"):
        request.lang = "id"  # type: ignore[attr-defined]  # the fault came before the language was chosen
    return render(request, "ui/error.html", {"what": what, "why": why}, status=status)
