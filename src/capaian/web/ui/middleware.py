"""The language of each request, and the headers of each answer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""No script and no style but our own files; pictures inside the style sheet are data."""

LANGUAGES = ("id", "en")
COOKIE = "lang"


def headers(answer: Answer) -> Answer:
    """Add the headers that keep a page to itself."""

    def add(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response

    return add


def language(answer: Answer) -> Answer:
    """Give the request its ``lang``: what the reader chose, Indonesian where nothing was chosen."""

    def choose(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(COOKIE, "")
        request.lang = chosen if chosen in LANGUAGES else "id"  # type: ignore[attr-defined]
        return answer(request)

    return choose
