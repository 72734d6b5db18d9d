"""Who asks: the token, its person and his rights at this moment, and how often it asked this minute."""

from __future__ import annotations

import time
from typing import NamedTuple, cast

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from pydantic import BaseModel

from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.roles import Permission, RoleHeld, rights_of, roles_held_by
from capaian.web.api.actions import hash_of
from capaian.web.api.models import Token
from capaian.web.api.problems import ApiError
from capaian.web.api.scopes import RIGHTS, Scope
from capaian.web.trail.record import record

MINUTE = 60

_COUNT = """
    INSERT INTO api_use AS u (token_id, minute, calls, at) VALUES (%s, %s, 1, %s)
    ON CONFLICT (token_id) DO UPDATE SET calls = CASE WHEN u.minute = excluded.minute THEN u.calls + 1 ELSE 1 END,
    minute = excluded.minute, at = excluded.at RETURNING calls
"""
"""One statement that every process of the server shares."""


class Caller(NamedTuple):
    """A token that holds, and what its person is today."""

    token: Token
    user: User
    held: list[RoleHeld]

    def offices(self) -> list[Office]:
        """Return the offices that the token reaches: its own, and those below it that its person may read."""
        found = {one.office.code: one.office for one in self.held if self.reaches(one.office.code)}
        return [office for code, office in found.items() if Permission.READ in self.rights(code)]

    def reaches(self, code: str) -> bool:
        """Tell whether an office is the token's or below it."""
        own = self.token.office_id
        return code == own or code.startswith(f"{own}.")

    def rights(self, code: str) -> frozenset[Permission]:
        """Return what its person may do today in an office that the token reaches."""
        if not self.reaches(code):
            return frozenset()
        return rights_of(one.role for one in self.held if one.office.code == code)

    def scopes(self) -> frozenset[str]:
        return frozenset(self.token.scopes.split())


class Bearer(HttpBearer):
    """``Authorization: Bearer capaian_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Return who asks. Raises :class:`ApiError` for a token that does not hold or asks too often."""
        one = Token.objects.select_related("user").filter(hash=hash_of(token)).first()
        if one is None:
            raise ApiError(401, "token-unknown")
        if one.revoked is not None:
            raise ApiError(401, "token-revoked")
        if one.expires <= timezone.now():
            raise ApiError(401, "token-expired")
        if not one.user.is_active or one.user.must_change:
            raise ApiError(401, "token-closed")
        _count(one)
        request.user = one.user
        return Caller(one, one.user, roles_held_by(one.user))


bearer = Bearer()


def _count(token: Token) -> None:
    now = time.time()
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [token.pk, int(now) // MINUTE, at])
        (calls,) = cursor.fetchone()
    if calls > settings.API_PER_MINUTE:
        wait = MINUTE - int(now) % MINUTE
        raise ApiError(429, "too-many", most=settings.API_PER_MINUTE, wait=wait)


class AuthorisedRequest(NamedTuple):
    """A request that may be answered: whose it is, about which office."""

    caller: Caller
    user: User
    office: Office
    rights: frozenset[Permission]


def authorise(
    request: HttpRequest, code: str, scope: Scope = Scope.READ, wanted: BaseModel | None = None
) -> AuthorisedRequest:
    """Return the office that is asked about. Raises where scope, reach or right is missing.

    ``wanted`` is what was read of the address's parameters; others are refused, since a filter that is misspelt
    would give everything.

    An office that is not there is answered like one that the token does not reach.
    """
    caller = cast(Caller, request.auth)  # type: ignore[attr-defined]
    rights = caller.rights(code)
    if Permission.READ not in rights:
        _refuse(request, caller, code, Permission.READ)
    if scope not in caller.scopes():
        _remember(request, caller, code, {"scope": scope.value, "token": caller.token.pk})
        raise ApiError(403, "no-scope", scope=scope.value)
    if RIGHTS[scope] not in rights:
        _refuse(request, caller, code, RIGHTS[scope])
    reject_unknown_parameters(request, wanted)
    office = next(one.office for one in caller.held if one.office.code == code)
    return AuthorisedRequest(caller, caller.user, office, rights)


def reject_unknown_parameters(request: HttpRequest, wanted: BaseModel | None = None) -> None:
    """Refuse parameters of the address that are none of ``wanted``."""
    fields = type(wanted).model_fields.items() if wanted is not None else ()
    known = [field.alias or name for name, field in fields]
    for name in request.GET:
        if name not in known:
            raise ApiError(422, "no-parameter", name[:60], known=", ".join(known) or "–")


def _refuse(request: HttpRequest, caller: Caller, code: str, wanted: Permission) -> None:
    """Refuse; an attempt to write is in the trail."""
    _remember(request, caller, code, {"right": wanted.value, "token": caller.token.pk})
    raise Refused("no-right", right=wanted.value)


def _remember(request: HttpRequest, caller: Caller, code: str, after: dict[str, object]) -> None:
    if request.method != "GET":
        with transaction.atomic():
            record(
                "refused.request",
                by=caller.user.username,
                office=code.replace("\x00", "")[:13],
                target=request.path.replace("\x00", "")[:200],
                after=after,
                refused=True,
            )
