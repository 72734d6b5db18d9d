"""Errors in one shape (RFC 9457): a code for programs, a sentence in both languages for people, and the place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from capaian.core.wording import LANGUAGES
from capaian.web.ui.translation import refusal_text

KIND = "application/problem+json"
ROOT = "/api/"
CODES = {404: "not-found", 405: "method", 413: "too-large", 500: "broken", 503: "busy"}
"""What Django answers before or after any of ours, and what it is called."""

_KEPT = ("Allow", "Retry-After", "X-Request-ID")
Fault = dict[str, Any]


class ApiError(Exception):
    """A request that cannot be answered as it came; ``code`` names the words ``problem.<code>``."""

    def __init__(self, status: int, code: str, place: str = "", **values: object) -> None:
        super().__init__(code)
        self.status, self.code, self.place, self.values = status, code, place, values


def both_languages(code: str, values: Mapping[str, object], group: str = "problem") -> dict[str, str]:
    """Return a sentence in both languages."""
    return {lang: refusal_text(code, lang, values, group) for lang in LANGUAGES}


def problem(
    status: int,
    code: str,
    place: str = "",
    values: Mapping[str, object] | None = None,
    *,
    group: str = "problem",
    faults: Sequence[Fault] = (),
) -> HttpResponse:
    """Return the answer that tells what is wrong."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "message": both_languages(code, values or {}, group),
        "place": place,
        "faults": list(faults),
    }
    return JsonResponse(body, status=status, content_type=KIND)


def fault(code: str, place: str, message: Mapping[str, str], mend: Mapping[str, str] | None = None) -> Fault:
    """Return one of several things that are wrong."""
    return {"code": code, "place": place, "message": dict(message), "mend": dict(mend or {"id": "", "en": ""})}


def problem_details(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give whatever goes wrong below ``/api/`` the shape of our errors, and keep answers out of caches."""

    def shape(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if not request.path_info.startswith(ROOT):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != KIND:
            code = CODES.get(response.status_code, "invalid")
            made = problem(response.status_code, code, values={"status": response.status_code})
            for header in _KEPT:
                if header in response.headers:
                    made[header] = response[header]
            response = made
        response.setdefault("Cache-Control", "no-store")
        return response

    return shape
