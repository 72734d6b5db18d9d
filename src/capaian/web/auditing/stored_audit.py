"""An audit as JSON that a database keeps, and back to the same values.

A value is an object of its fields; those that have their default are left out. Fractions are ``a/b``. ``is`` names
which class the object is of. Names are those of :mod:`capaian.web.auditing.stored_names`, never those of the code.

What is stored was written once and is never guessed at: a name that nobody knows is a :class:`StoredError`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from capaian.web.auditing.stored_names import AUDITS, StoredNames

Value = TypeVar("Value")
Maker = Callable[[Any], Any]
_IS = "is"


class StoredError(ValueError):
    """Stored JSON that this release cannot read: what was ``found``, where, and what was ``expected`` there."""

    def __init__(self, found: object, expected: Iterable[object]) -> None:
        super().__init__()
        # Of what holds more only the shape: this is logged, and a report may name people.
        shape = {dict: "{…}", list: "[…]", types.NoneType: "null"}
        self.found = shape.get(type(found)) or str(found)[:80]
        self.expected = ", ".join(map(str, expected))
        self._steps: list[str] = []

    def within(self, step: object) -> StoredError:
        """Name the field, or the number of the element, that holds what was wrong."""
        self._steps.append(str(step))
        return self

    @property
    def place(self) -> str:
        """Where it stands, as a JSON Pointer (RFC 6901): elements count from 0; empty means the whole."""
        steps = (step.replace("~", "~0").replace("/", "~1") for step in reversed(self._steps))
        return "".join(f"/{step}" for step in steps)

    def __str__(self) -> str:
        return f"{self.place or 'the whole'}: found {self.found}, expected {self.expected}"


def serialise(value: Any, names: StoredNames = AUDITS) -> Any:
    """Return ``value``, of frozen dataclasses of ``core``, as what JSON holds. ``LookupError``: one has no name."""
    if is_dataclass(value):
        kind = type(value)
        mark = names.of_kind(kind)
        said = [(field.name, getattr(value, field.name), field.default) for field in fields(value)]
        kept = {
            names.of_field(kind, name): serialise(one, names)
            for name, one, default in said
            if default is MISSING or one != default
        }
        return {_IS: mark, **kept}
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {key: serialise(one, names) for key, one in value.items()}
    if isinstance(value, tuple | frozenset):
        return [serialise(one, names) for one in value]
    return value


def deserialise(kind: type[Value], kept: Any, names: StoredNames = AUDITS) -> Value:
    """Return the value of ``kind`` that ``kept`` was made of. Raises :class:`StoredError`."""
    return cast(Value, _maker(cast(Hashable, kind), names)(kept))


def _same(kept: Any) -> Any:
    return kept


@cache
def _maker(kind: Hashable, names: StoredNames) -> Maker:
    """Return what makes values of one kind; a report of 500 pages has a hundred thousand of them."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _of_several([one for one in get_args(kind) if one is not types.NoneType], names)
    if origin in (tuple, frozenset):
        return _of_many(cast(Any, origin), get_args(kind), names)
    if origin is not None:  # a mapping of texts
        return _of_texts
    if is_dataclass(kind):
        return _of_fields(cast(Any, kind), names)
    return _of_text(cast(type, kind)) if issubclass(cast(type, kind), Fraction | StrEnum) else _same


def _of_several(kinds: Sequence[Any], names: StoredNames) -> Maker:
    """Make ``None``, or a value of the kind that it is marked with; where only one can stand, no mark is needed."""
    if len(kinds) == 1:
        only = _maker(kinds[0], names)
        return lambda kept: None if kept is None else only(kept)
    makers = {names.of_kind(kind): _maker(kind, names) for kind in kinds}

    def make(kept: Any) -> Any:
        if kept is None:
            return None
        mark = kept.get(_IS) if isinstance(kept, dict) else None
        maker = makers.get(mark) if isinstance(mark, str) else None
        if maker is None:
            raise StoredError(kept if mark is None else mark, makers)
        return maker(kept)

    return make


def _of_many(origin: Callable[[Iterable[Any]], Any], inner: tuple[Any, ...], names: StoredNames) -> Maker:
    makers = [_maker(kind, names) for kind in inner if kind is not ...]
    each = makers[0] if origin is not tuple or inner[1:] == (...,) else None

    def make(kept: Any) -> Any:
        if not isinstance(kept, list):
            raise StoredError(kept, ["[]"])
        if each is None and len(kept) != len(makers):
            raise StoredError(f"[{len(kept)}]", [f"[{len(makers)}]"])
        made: list[Any] = []
        try:
            for maker, one in zip([each] * len(kept) if each else makers, kept, strict=True):
                made.append(maker(one))
        except StoredError as error:
            error.within(len(made))
            raise
        return origin(made)

    return make


def _of_texts(kept: Any) -> Any:
    if not isinstance(kept, dict):
        raise StoredError(kept, ["{}"])
    return types.MappingProxyType(dict(kept))


def _of_text(kind: type) -> Maker:
    """Make a fraction, or the member of an enumeration, of its text."""
    expected = list(kind) if issubclass(kind, StrEnum) else ["a/b"]

    def make(kept: Any) -> Any:
        try:
            return kind(kept)
        except (TypeError, ValueError, ArithmeticError) as error:
            raise StoredError(kept, expected) from error

    return make


def _of_fields(kind: type, names: StoredNames) -> Maker:
    mark = names.of_kind(kind)
    hints = get_type_hints(kind)
    makers = {
        names.of_field(kind, one.name): (one.name, _maker(hints[one.name], names))
        for one in fields(cast(Any, kind))
    }

    said_always = [one.name for one in fields(cast(Any, kind)) if one.default is one.default_factory is MISSING]
    needed = {names.of_field(kind, name) for name in said_always}

    def make(kept: Any) -> Any:
        if not isinstance(kept, dict):
            raise StoredError(kept, [mark])
        if kept.get(_IS, mark) != mark:
            raise StoredError(kept[_IS], [mark])
        said, name = {}, ""
        try:
            for name, one in kept.items():
                if name == _IS:
                    continue
                if name not in makers:
                    raise StoredError(name, makers)
                attribute, maker = makers[name]
                said[attribute] = one if maker is _same else maker(one)
        except StoredError as error:
            error.within(name)
            raise
        try:
            return kind(**said)
        except (TypeError, ValueError) as error:  # a field is missing, or the class refuses what they say
            missing = needed.difference(kept)
            raise StoredError(kept if missing else error, sorted(missing) or [mark]) from error

    return make
