"""What a token is good for, and the right that its person needs for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from capaian.web.accounts.roles import Permission


class Scope(StrEnum):
    """What a token is good for; each is given by itself."""

    READ = "read"
    WRITE_ROWS = "write-rows"
    WRITE_VALUES = "write-values"


RIGHTS: Mapping[Scope, Permission] = MappingProxyType(
    {
        Scope.READ: Permission.READ,
        Scope.WRITE_ROWS: Permission.ROW_WRITE,
        Scope.WRITE_VALUES: Permission.VALUE_WRITE,
    }
)
