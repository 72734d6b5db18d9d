"""How a write begins: the right is looked at, and the event goes into the same transaction.

A refused attempt is in the trail too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from capaian.web.accounts.models import Office, User
from capaian.web.accounts.roles import Permission, may_with_lock
from capaian.web.trail.record import record

Result = TypeVar("Result")


class Refused(PermissionDenied):
    """A rule of the workflow stands in the way; ``code`` names the words that say which."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class Faulty(Exception):
    """What was typed cannot be taken, which is no attempt at what is forbidden; ``code`` names the words."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def action(permission: Permission) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Make a function an action: ``office=`` and ``by=`` are its keywords, one transaction is around it.

    Who lacks ``permission`` is refused (:class:`Refused`), and so is whoever the function itself refuses; both
    leave an event in the trail.
    """

    def around(function: Callable[..., Result]) -> Callable[..., Result]:
        @wraps(function)
        def action(*, office: Office, by: User, **arguments: Any) -> Result:
            try:
                with transaction.atomic():
                    # Writes of one office follow each other: what is approved is what was looked at.
                    if not may_with_lock(by, office, permission):
                        raise Refused("no-right", right=permission.value)
                    return function(office=office, by=by, **arguments)
            except Refused as refused:
                with transaction.atomic():
                    said = {key: str(value) for key, value in refused.values.items()}
                    record(
                        f"refused.{function.__name__}",
                        by=by.username,
                        office=office.code,
                        target=refused.code,
                        after=said,
                        refused=True,
                    )
                raise

        return action

    return around


def bump_version(office: Office) -> None:
    """Tell that something the office's figures are made of has changed; part of the same transaction."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_office SET version = version + 1 WHERE code = %s", [office.pk])
