"""An audit as JSON that a database keeps, and back to the same values.

A value is an object of its fields; those that have their default are left out. Fractions are ``a/b``. Where a field
may hold one of several values, ``is`` names which.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
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
    return cast(Value, _maker(cast(Hashable, kind))(kept))


Maker = Callable[[Any], Any]


def _same(kept: Any) -> Any:
    return kept


@cache
def _maker(kind: Hashable) -> Maker:
    """Return what makes values of one kind; a report of 500 pages has a hundred thousand of them."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _of_several([one for one in get_args(kind) if one is not types.NoneType])
    if origin in (tuple, frozenset):
        return _of_many(cast(Any, origin), get_args(kind))
    if origin is not None:  # a mapping of texts
        return lambda kept: types.MappingProxyType(dict(kept))
    if is_dataclass(kind):
        return _of_fields(cast(Any, kind))
    return cast(Maker, kind) if issubclass(cast(type, kind), Fraction | StrEnum) else _same


def _of_several(kinds: Sequence[Any]) -> Maker:
    """Make a value of the kind that it is marked with, of the first where it bears no mark."""
    makers = {kind.__name__: _maker(kind) for kind in kinds}
    first = makers[kinds[0].__name__]

    def make(kept: Any) -> Any:
        if kept is None:
            return None
        return (makers.get(kept.get(_IS), first) if isinstance(kept, dict) else first)(kept)

    return make


def _of_many(origin: Callable[[Iterable[Any]], Any], inner: tuple[Any, ...]) -> Maker:
    makers = [_maker(kind) for kind in inner if kind is not ...]
    if origin is tuple and inner[1:] != (...,):
        return lambda kept: tuple(make(one) for make, one in zip(makers, kept, strict=True))
    return lambda kept: origin(map(makers[0], kept))


def _of_fields(kind: Callable[..., Any]) -> Maker:
    hints = get_type_hints(kind)
    makers = {name: _maker(hint) for name, hint in hints.items()}
    makers = {name: maker for name, maker in makers.items() if maker is not _same}

    def make(kept: Any) -> Any:
        said = {name: makers[name](one) if name in makers else one for name, one in kept.items() if name != _IS}
        return kind(**said)

    return make
