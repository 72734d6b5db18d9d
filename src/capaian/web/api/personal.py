"""What programs see only for those who write rows: NIK, and text that may name a citizen.

Where a register does not say of free text whether it is personal, programs take it for personal, unless it tells
rows apart, as the number of a letter does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from capaian.core.registers.register import FieldType, Register
from capaian.web.trail.models import Event

MASK = "***"
_OWN = frozenset({"version", "reason"})
"""What an event of a row says of itself, beside the cells."""


def personal(register: Register) -> frozenset[str]:
    """Return the columns that are masked."""
    return frozenset(
        name
        for name, column in register.columns.items()
        if column.names_people
        or (column.personal is None and column.type is FieldType.TEXT and name not in register.key)
    )


def masked(data: Mapping[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    """Return cells with a mask in place of what is hidden; an empty cell stays empty."""
    return {name: MASK if name in hidden and value is not None else value for name, value in data.items()}


def masked_event(event: Event, registers: Mapping[str, Register]) -> tuple[Any, Any]:
    """Return ``before`` and ``after`` of an event of a row, masked; of a register that is no more, all of it."""
    if not event.kind.startswith("row-"):
        return event.before, event.after
    register = registers.get(event.target.partition("#")[0])
    shown = _OWN | (set(register.columns) - personal(register) if register else set())
    sides = (event.before, event.after)
    before, after = (side and masked(side, frozenset(side.keys() - shown)) for side in sides)
    return before, after
