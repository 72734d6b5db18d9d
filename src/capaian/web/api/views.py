"""One's own tokens, and the list of what they can ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from capaian.web.accounts.permissions import Faulty
from capaian.web.api import actions
from capaian.web.api.models import Token
from capaian.web.api.scopes import RIGHTS, Scope
from capaian.web.api.service import service
from capaian.web.portal.visit import Visit, office_page, show
from capaian.web.ui.query import positive_int
from capaian.web.ui.translation import refusal_text, translate

HEADER = "Authorization: Bearer capaian_…"
DAYS = (30, 90, 365)
"""How long a token may hold, as the page offers it."""


@never_cache
@office_page()
def tokens(visit: Visit) -> HttpResponse:
    """Show one's tokens in the office, and make another; its secret is shown this once."""
    post, fault, made = visit.request.POST, "", None
    if visit.request.method == "POST":
        try:
            made = actions.make_token(
                office=visit.office,
                by=visit.user,
                name=post.get("name", ""),
                scopes=post.getlist("scope"),
                days=positive_int(post.get("days"), 4),
            )
        except Faulty as faulty:
            fault = refusal_text(faulty.code, visit.lang, faulty.values, "faulty")
    values = {
        "tokens": [_line(one) for one in _own(visit)],
        "scopes": [scope.value for scope in Scope if RIGHTS[scope] in visit.rights],
        "chosen": post.getlist("scope") if fault else [Scope.READ.value],
        "name": post.get("name", "") if fault else "",
        "days": DAYS,
        "most": actions.MAX_DAYS,
        "fault": fault,
        "made": made,
    }
    return show(visit, "api/tokens.html", "", 422 if fault else 200, **values)


class TokenEntry(NamedTuple):
    """A token in the list."""

    token: Token
    scopes: list[str]
    state: str
    """``live``, ``expired`` or ``revoked``."""


def _own(visit: Visit) -> Iterator[Token]:
    yield from Token.objects.filter(office=visit.office, user=visit.user).select_related("use")


def _line(one: Token) -> TokenEntry:
    state = "revoked" if one.revoked else "expired" if one.expires <= timezone.now() else "live"
    return TokenEntry(one, one.scopes.split(), state)


@require_POST
@office_page()
def revoke(visit: Visit, pk: int) -> HttpResponse:
    """Revoke one of one's tokens."""
    one = actions.revoke_token(office=visit.office, by=visit.user, token=pk)
    messages.success(visit.request, translate("token.revoked-now", visit.lang, name=one.name))
    return redirect("tokens", visit.office.code)


class EndpointEntry(NamedTuple):
    """One thing that can be asked, as the page tells it."""

    name: str
    method: str
    path: str
    asks: list[tuple[str, str]]
    """Parameters beside the path, and what each is: a type, or the values that it may have."""
    body: list[tuple[str, str]]


@office_page()
def reference(visit: Visit) -> HttpResponse:
    """Tell each operation of the API, from the same document that programs read."""
    schema = service.get_openapi_schema()
    calls = [
        _call(path, method, operation, schema, visit.office.code)
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
    ]
    address = visit.request.build_absolute_uri(reverse("api:openapi-json"))
    return show(visit, "api/reference.html", "", calls=calls, address=address, header=HEADER)


def _call(
    path: str, method: str, operation: Mapping[str, Any], schema: Mapping[str, Any], code: str
) -> EndpointEntry:
    asks = [(one["name"], _kind(one["schema"])) for one in operation.get("parameters", ()) if one["in"] != "path"]
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    shape = schema["components"]["schemas"].get(sent.get("$ref", "").rpartition("/")[2], {})
    body = [(name, _kind(one)) for name, one in shape.get("properties", {}).items()]
    return EndpointEntry(operation["operationId"], method.upper(), path.replace("{code}", code), asks, body)


def _kind(schema: Mapping[str, Any]) -> str:
    """Return what a parameter is, as the OpenAPI document names it."""
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_kind(one) for one in schema["anyOf"] if one.get("type") != "null"))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    return str(schema.get("format") or schema.get("type", ""))
