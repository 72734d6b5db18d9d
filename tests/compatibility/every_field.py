"""A value of a kind in which every field is said: what an audit may come to hold, whether a report does or not."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

_PLAIN: dict[Any, Any] = {str: "not-read", int: 7, bool: True, Fraction: Fraction(-22, 7)}
"""The text is the code of a finding: a finding of no known code cannot be."""


def full(kind: Any) -> Any:
    """Return a value of ``kind`` without one empty field; a tuple of several kinds holds one of each."""
    origin, inner = get_origin(kind), [one for one in get_args(kind) if one not in (..., types.NoneType)]
    if origin in (Union, types.UnionType):
        return full(inner[0])
    if origin is tuple and get_args(kind)[1:] == (...,):
        return tuple(full(one) for one in _each(inner[0]))
    if origin is tuple:
        return tuple(map(full, inner))
    if origin is frozenset:
        return frozenset({full(inner[0])})
    if origin is not None:
        return types.MappingProxyType({"kunci": "nilai"})
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        said = enumerate(fields(kind), 101)
        return kind(**{field.name: _said(hints[field.name], field.default, number) for number, field in said})
    return list(kind)[-1] if issubclass(kind, StrEnum) else _PLAIN[kind]


def _each(kind: Any) -> list[Any]:
    """Return the kinds of a union, else the kind alone."""
    return list(get_args(kind)) if get_origin(kind) in (Union, types.UnionType) else [kind]


def _said(kind: Any, default: Any, number: int) -> Any:
    """Return a full value that is not the default, which would not be stored; a later number is a larger one."""
    value = number if kind in (int, int | None) else full(kind)
    if value != default:
        return value
    if isinstance(value, bool):
        return not value
    if isinstance(value, StrEnum):
        return next(one for one in type(value) if one != default)
    raise AssertionError(f"{kind}: choose another value than {value}")


def kinds_in(kind: Any, known: dict[type, None] | None = None) -> Iterator[type]:
    """Yield every dataclass and every enumeration that a value of ``kind`` can hold, each once."""
    known = {} if known is None else known
    for one in get_args(kind):
        yield from kinds_in(one, known)
    is_one = isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, StrEnum))
    if is_one and get_origin(kind) is None and kind not in known:
        known[kind] = None
        yield kind
        for hint in get_type_hints(kind).values() if is_dataclass(kind) else ():
            yield from kinds_in(hint, known)
