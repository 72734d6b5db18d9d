"""The language of each request, and the headers of each answer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from capaian.web.ui.errors import too_large

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""No script and no style but our own files; pictures inside the style sheet are data."""

LANGUAGES = ("id", "en")
COOKIE = "lang"
BESIDE = 1_000_000
"""Bytes that a form may have beside its file."""


def address_of(request: HttpRequest) -> str:
    """Return the address that a request comes from: what our own proxy was called by, where there is one.

    Only the last entry of ``X-Forwarded-For`` is the proxy's; those before it are whatever the caller wrote.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    address: str = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return address


def headers(answer: Answer) -> Answer:
    """Add the headers that keep a page to itself."""

    def add(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response

    return add


def limited(answer: Answer) -> Answer:
    """Refuse what is larger than any upload before a byte of it is read and put on the disk.

    A body without its length is none to Django, so the length that is told is the most that is read.
    """

    def refuse(request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or ""
        if told.isdecimal() and int(told) > settings.MOST_UPLOADED + BESIDE:
            request.lang = _chosen(request)  # type: ignore[attr-defined]
            return too_large(request)
        return answer(request)

    return refuse


def _chosen(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else "id"


def language(answer: Answer) -> Answer:
    """Give the request its ``lang``: what the reader chose, Indonesian where nothing was chosen."""

    def choose(request: HttpRequest) -> HttpResponse:
        request.lang = _chosen(request)  # type: ignore[attr-defined]
        return answer(request)

    return choose
