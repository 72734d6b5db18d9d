"""The language of each request, and the headers of each answer."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Callable, Iterable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from capaian.core.wording import LANGUAGES
from capaian.web.ui.errors import too_large, unstorable
from capaian.web.ui.languages import COOKIE, chosen_language

__all__ = ["COOKIE", "LANGUAGES", "address_of", "language", "limit_body_size", "reject_nul", "security_headers"]

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""No script and no style but our own files; pictures inside the style sheet are data."""

BESIDE = 1_000_000
"""Bytes that a form may have beside its file."""


def address_of(request: HttpRequest) -> str:
    """Return the address that a request comes from: what our own proxy was called by, where there is one.

    Only the last entry of ``X-Forwarded-For`` is the proxy's; those before it are whatever the caller wrote.
    Of IPv6 it is the network of 64 bits: whoever has one address of it has all of them.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    for said in (forwarded.rpartition(",")[2], request.META.get("REMOTE_ADDR", "")):
        found = _address(said.strip())
        if found is not None:
            return found
    return NOWHERE


NOWHERE = "0.0.0.0"
"""Stands for the address of a request that has none, as over a socket of the file system."""


def _address(said: str) -> str | None:
    """Return the address in ``192.0.2.1``, ``192.0.2.1:443``, ``2001:db8::1`` or ``[2001:db8::1]:443``."""
    bare = said[1:].partition("]")[0] if said.startswith("[") else said
    host, _, port = bare.partition(":")
    try:
        found = ipaddress.ip_address(host if port.isdecimal() and "." in host else bare.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is None:
            return str(ipaddress.ip_network((int(found), 64), strict=False).network_address)
        found = found.ipv4_mapped
    return str(found)


HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=()",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""What every answer carries, whatever it is and whoever made it; a page may say more, never less."""


def security_headers(answer: Answer) -> Answer:
    """Add the headers that keep a page to itself; what no page said may be kept, no one keeps."""

    def add(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        # Where nothing is said a browser may keep a page of citizens' data. A file goes to nobody's cache at all.
        is_file = response.get("Content-Disposition", "").startswith("attachment")
        response.setdefault("Cache-Control", "no-store" if is_file else "private, no-cache")
        return response

    return add


def reject_nul(answer: Answer) -> Answer:
    """Refuse a letter that no database keeps (NUL) wherever it comes from, before anything is looked up by it."""

    def refuse(request: HttpRequest) -> HttpResponse:
        texts = [request.path, *request.COOKIES.values(), *request.GET]
        texts += [text for _, given in request.GET.lists() for text in given]
        return unstorable(request) if _has_nul(texts) else answer(request)

    def before_view(request: HttpRequest, *_: object) -> HttpResponse | None:
        # Only here is it known that the form is from a page of ours; before, nothing of it has been read.
        texts = [*request.POST, *(text for _, given in request.POST.lists() for text in given)]
        return unstorable(request) if _has_nul(texts) else None

    refuse.process_view = before_view  # type: ignore[attr-defined]
    return refuse


def _has_nul(texts: Iterable[str]) -> bool:
    return any("\0" in text for text in texts)


def limit_body_size(answer: Answer) -> Answer:
    """Refuse what is larger than any upload before a byte of it is read and put on the disk.

    A body without its length is none to Django, so the length that is told is the most that is read. Who has not
    logged in sends no files: what looks at a form's token would otherwise keep his for nothing.
    """

    def refuse(request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.MOST_UPLOADED + BESIDE:
            request.lang = chosen_language(request)  # type: ignore[attr-defined]
            return too_large(request)
        return answer(request)

    def before_view(request: HttpRequest, *_: object) -> HttpResponse | None:
        # Every middleware has seen the request by now, and none has read its body.
        if _length(request) <= settings.MOST_OF_STRANGERS or request.user.is_authenticated:
            return None
        if request.path_info.startswith("/o/"):
            return redirect_to_login(request.get_full_path())
        return too_large(request)

    refuse.process_view = before_view  # type: ignore[attr-defined]
    return refuse


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or ""
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 20 else sys.maxsize if told else 0


def language(answer: Answer) -> Answer:
    """Give the request its ``lang``: what the reader chose, Indonesian where nothing was chosen."""

    def choose(request: HttpRequest) -> HttpResponse:
        request.lang = chosen_language(request)  # type: ignore[attr-defined]
        return answer(request)

    return choose
