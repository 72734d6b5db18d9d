"""``@frozen``: what ``@dataclass(frozen=True, slots=True)`` gives, at a tenth of its price.

A command that measures makes some forty classes of values before it does anything. The standard decorator writes
and compiles six methods for each and needs ``inspect`` for that: 30 of 110 milliseconds. Here ``__init__`` alone is
written for a class; what all classes share is written once, below. To everybody else the classes are dataclasses:
``replace``, ``fields`` and ``is_dataclass`` work as ever, and only who asks loads the standard module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)
Value = TypeVar("Value")


@dataclass_transform(frozen_default=True)
def frozen(*, order: bool = False, beside: tuple[str, ...] = ()) -> Callable[[Class], Class]:
    """Return a decorator that makes a class of immutable values with slots, compared by type and fields.

    Fields are the annotated names, in their order. A default is shared by all values, so it must not change. Values
    compare, hash and sort (with ``order``) without the fields named ``beside``. ``__post_init__`` runs where there
    is one.
    """

    def made(bare: Class) -> Class:
        names = tuple(bare.__annotations__)
        defaults = {name: bare.__dict__[name] for name in names if name in bare.__dict__}
        own = {key: one for key, one in bare.__dict__.items() if key not in (*names, "__dict__", "__weakref__")}
        compared = tuple(name for name in names if name not in beside)
        about = {
            "__slots__": names,
            "__match_args__": names,
            "__dataclass_fields__": _Fields(defaults, beside),
            "_compared": staticmethod(_reader(compared)),
        }
        kind: Any = type(bare)(bare.__name__, bare.__bases__, _SHARED | (_ORDERED if order else {}) | about | own)
        kind.__qualname__ = bare.__qualname__
        kind.__init__ = _init(kind, names, defaults)
        return kind  # type: ignore[no-any-return]

    return made


def replaced(value: Value, **changes: object) -> Value:
    """Return ``value`` with other fields, as ``dataclasses.replace`` does, for those who measure."""
    kind: Any = type(value)
    kept = {name: getattr(value, name) for name in kind.__slots__ if name not in changes}
    made: Value = kind(**kept, **changes)
    return made


def _reader(names: tuple[str, ...]) -> Callable[[Any], Any]:
    """Return what gives the fields ``names`` of a value, as one thing that compares and hashes as they do."""
    return attrgetter(*names) if names else lambda value: ()


def _init(kind: Any, names: tuple[str, ...], defaults: Mapping[str, object]) -> Any:
    """Return ``__init__`` as one would write it; each field is set by its slot, past the ban on setting."""
    asked = ", ".join(f"{name}=_default_{name}" if name in defaults else name for name in names)
    lines = [f"def __init__(self, {asked}):", *(f" _set_{name}(self, {name})" for name in names)]
    if hasattr(kind, "__post_init__"):
        lines.append(" self.__post_init__()")
    known: dict[str, Any] = {f"_set_{name}": kind.__dict__[name].__set__ for name in names}
    known |= {f"_default_{name}": default for name, default in defaults.items()}
    exec("\n".join(lines), known)
    made = known["__init__"]
    made.__qualname__, made.__module__ = f"{kind.__qualname__}.__init__", kind.__module__
    return made


class _Fields:
    """The fields as the standard module knows them, made when somebody asks for them."""

    def __init__(self, defaults: Mapping[str, object], beside: tuple[str, ...]) -> None:
        self._defaults, self._beside = defaults, beside

    def __get__(self, value: object, kind: Any) -> Any:
        # Only who turns values into others field by field needs the module; a measurement does not.
        from dataclasses import field, make_dataclass

        said = []
        for name in kind.__slots__:
            about: dict[str, Any] = {"compare": name not in self._beside}
            if name in self._defaults:
                default = self._defaults[name]
                shared = isinstance(default, MappingProxyType)  # which the standard takes from a function only
                about |= {"default_factory": lambda default=default: default} if shared else {"default": default}
            said.append((name, kind.__annotations__[name], field(**about)))
        made: Any = make_dataclass(kind.__name__, said)
        found = made.__dataclass_fields__
        kind.__dataclass_fields__ = found  # asked once
        return found


def _set(self: object, name: str, value: object = None) -> None:
    # The standard's own kind of error, as far as it can be had without loading it.
    raise AttributeError(f"{type(self).__name__} does not change: {name}")


def _equal(self: Any, other: object) -> Any:
    return self._compared(self) == other._compared(other) if other.__class__ is self.__class__ else NotImplemented  # type: ignore[attr-defined]


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{type(self).__qualname__}({shown})"


def _reduce(self: Any) -> tuple[Any, tuple[Any, ...]]:
    """Copied and sent to another process by being made anew."""
    return type(self), tuple(getattr(self, name) for name in self.__slots__)


def _less(self: Any, other: Any) -> Any:
    return self._compared(self) < other._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _less_or_equal(self: Any, other: Any) -> Any:
    return self._compared(self) <= other._compared(other) if other.__class__ is self.__class__ else NotImplemented


_SHARED: dict[str, object] = {
    "__setattr__": _set,
    "__delattr__": _set,
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _repr,
    "__reduce__": _reduce,
    "__replace__": replaced,  # copy.replace, from Python 3.13 on
}
# Python answers ``a > b`` by ``b < a``.
_ORDERED: dict[str, object] = {"__lt__": _less, "__le__": _less_or_equal}
