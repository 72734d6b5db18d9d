"""An audit as JSON that a database keeps, and back to the same values.

A value is an object of its fields; those that have their default are left out. Fractions are ``a/b``. Where a field
may hold one of several values, ``is`` names which.
"""

from __future__ import annotations

import types
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
_IS = "is"


def plain(value: Any) -> Any:
    """Return ``value``, of frozen dataclasses of ``core``, as what JSON holds."""
    if is_dataclass(value):
        said = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
        kept = {name: plain(one) for name, (one, default) in said.items() if default is MISSING or one != default}
        return {_IS: type(value).__name__, **kept}
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, tuple | frozenset):
        return [plain(one) for one in value]
    return value


def built(kind: type[Value], kept: Any) -> Value:
    """Return the value of ``kind`` that ``kept`` was made of."""
    return cast(Value, _built(kind, kept))


def _built(kind: Any, kept: Any) -> Any:
    origin = get_origin(kind)
    if kept is None:
        return None
    if origin in (Union, types.UnionType):
        return _built(_which(get_args(kind), kept), kept)
    if origin is tuple:
        inner = get_args(kind)
        kinds = [inner[0]] * len(kept) if inner[1:] == (...,) else inner
        return tuple(_built(each, one) for each, one in zip(kinds, kept, strict=True))
    if origin is not None:  # a mapping of texts
        return types.MappingProxyType(dict(kept))
    if is_dataclass(kind):
        hints = _hints(cast(Hashable, kind))
        return cast(Any, kind)(**{name: _built(hints[name], one) for name, one in kept.items() if name != _IS})
    return kind(kept) if issubclass(kind, Fraction | StrEnum) else kept


def _which(kinds: tuple[Any, ...], kept: Any) -> Any:
    named = kept.get(_IS) if isinstance(kept, dict) else None
    wanted = [kind for kind in kinds if kind is not types.NoneType]
    return next((kind for kind in wanted if kind.__name__ == named), wanted[0])


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)
