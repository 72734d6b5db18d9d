"""Making and revoking tokens."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Collection
from typing import NamedTuple

from django.utils import timezone

from capaian.web.accounts.credentials import REVOKE_HOOKS, sessions_still_valid
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, Refused, action
from capaian.web.accounts.roles import Permission, may
from capaian.web.api.models import Token
from capaian.web.api.scopes import RIGHTS, Scope
from capaian.web.trail.record import record

MAX_NAME_LENGTH = 100
MAX_DAYS = 365
MAX_TOKENS = 20
"""Tokens that a person may have in an office at a time."""
PREFIX = "capaian_"
"""Every secret begins so, for who looks for secrets that got away."""


class IssuedToken(NamedTuple):
    """A token, and its secret, which nobody can see again."""

    token: Token
    secret: str


def hash_of(secret: str) -> str:
    """Return what is kept of a secret. It has 256 random bits, so that a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


@action(Permission.READ)
def make_token(*, office: Office, by: User, name: str, scopes: Collection[str], days: int) -> IssuedToken:
    """Make a token of one's own for an office. It holds ``days`` days, 1 to 365.

    Raises :class:`Faulty` where something is missing, and :class:`Refused` for a scope beyond one's rights.
    """
    name = name.strip()
    if not name or len(name) > MAX_NAME_LENGTH:
        raise Faulty("token-name", most=MAX_NAME_LENGTH)
    wanted = [scope for scope in Scope if scope in scopes]
    if not wanted or len(wanted) != len(set(scopes)):
        raise Faulty("token-scopes")
    if not 1 <= days <= MAX_DAYS:
        raise Faulty("token-days", most=MAX_DAYS)
    for scope in wanted:
        if not may(by, office, RIGHTS[scope]):
            raise Refused("no-right", right=RIGHTS[scope].value)
    if not sessions_still_valid(by):
        raise Refused("no-right", right=Permission.READ.value)
    now = timezone.now()
    if by.tokens.filter(office=office, revoked=None, expires__gt=now).count() >= MAX_TOKENS:
        raise Faulty("token-many", most=MAX_TOKENS)
    secret = PREFIX + secrets.token_urlsafe(32)
    expires = now + datetime.timedelta(days=days)
    token = Token.objects.create(
        user=by, office=office, name=name, scopes=" ".join(wanted), hash=hash_of(secret), expires=expires
    )
    after = {"name": name, "scopes": token.scopes, "expires": timezone.localtime(expires).date().isoformat()}
    record("token-made", by=by.username, office=office.code, target=_target(token), after=after)
    return IssuedToken(token, secret)


@action(Permission.READ)
def revoke_token(*, office: Office, by: User, token: int) -> Token:
    """Make a token of one's own good for nothing, at once and for ever."""
    one = Token.objects.select_for_update().filter(office=office, user=by, pk=token).first()
    if one is None:
        raise Refused("no-right", right=Permission.READ.value)
    if one.revoked is None:
        _revoke(one, by)
    return one


def revoke_all(user: User, by: User) -> None:
    """Revoke every token of a person that holds, since what opens his account changes; part of the transaction."""
    live = Token.objects.select_for_update().filter(user=user, revoked=None, expires__gt=timezone.now())
    for one in live.order_by("id"):
        _revoke(one, by)


REVOKE_HOOKS.append(revoke_all)


def _revoke(one: Token, by: User) -> None:
    one.revoked = timezone.now()
    one.save(update_fields=["revoked"])
    after = {"name": one.name}
    record("token-revoked", by=by.username, office=one.office_id, target=_target(one), after=after)


def _target(token: Token) -> str:
    return f"token#{token.pk}"
