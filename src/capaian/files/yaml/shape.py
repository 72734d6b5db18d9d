"""The shape of a file, declared once: the reader checks by it and the JSON Schema is printed from it."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from typing import Any, NamedTuple

from capaian.core.findings.finding import Finding, finding
from capaian.core.wording import EMPTY, Both, joined
from capaian.files.yaml.tree import Mapping, Scalar, Sequence, Tree


class TextShape(NamedTuple):
    """A scalar read as text. ``pattern`` is for editors; the reader of the value checks its meaning."""

    doc: str = ""
    pattern: str = ""


class NumberShape(NamedTuple):
    """A scalar that must be a number in plain notation; kept as its text, so that no digit is lost."""

    doc: str = ""
    whole: bool = False


class ChoiceShape(NamedTuple):
    """A scalar out of a fixed list."""

    options: tuple[str, ...]
    doc: str = ""


class ListShape(NamedTuple):
    """A list of one shape, of at least ``least`` items."""

    item: Shape
    doc: str = ""
    least: int = 0


class MappingShape(NamedTuple):
    """A mapping with free keys, all values of one shape. ``years`` where the keys are years."""

    item: Shape
    doc: str = ""
    years: bool = False


class Key(NamedTuple):
    """One key of a record."""

    shape: Shape
    required: bool = False


class RecordShape(NamedTuple):
    """A mapping with known keys. Unknown ones are findings that name the nearest known key."""

    keys: MappingOf[str, Key]
    doc: str = ""


class UnionShape(NamedTuple):
    """One of several shapes, told apart by the kind of node (scalar, list, mapping)."""

    shapes: tuple[Shape, ...]
    doc: str = ""


Shape = TextShape | NumberShape | ChoiceShape | ListShape | MappingShape | RecordShape | UnionShape

_KIND_WORDS = {
    Scalar: Both("satu nilai", "one value"),
    Sequence: Both("daftar", "a list"),
    Mapping: Both("kelompok kunci: nilai", "a group of key: value"),
}
_PLAN = Both("rencana", "the plan")
_NODE_OF: dict[type[Any], type[Any]] = {
    TextShape: Scalar,
    NumberShape: Scalar,
    ChoiceShape: Scalar,
    ListShape: Sequence,
    MappingShape: Mapping,
    RecordShape: Mapping,
}


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str:
    """Return the known word most like ``word``, or all of them where none is near."""
    import difflib  # needed only where something is wrong

    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return near[0] if near else ", ".join(known)


class Checker:
    """Walks a tree along a shape and gathers what does not fit."""

    __slots__ = ("findings",)

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def check(self, tree: Tree, shape: Shape, path: str) -> bool:
        """Return whether ``tree`` fits ``shape`` well enough for its reader to go on."""
        if isinstance(shape, UnionShape):
            for option in shape.shapes:
                if isinstance(tree, _NODE_OF[type(option)]):
                    return self.check(tree, option, path)
            either = joined(Both(" atau ", " or "), [_KIND_WORDS[_NODE_OF[type(one)]] for one in shape.shapes])
            return self._kind(tree, either, path)
        if not isinstance(tree, _NODE_OF[type(shape)]):
            return self._kind(tree, _KIND_WORDS[_NODE_OF[type(shape)]], path)
        if isinstance(tree, Scalar):
            return self._scalar(tree, shape, path)
        if isinstance(tree, Sequence):
            assert isinstance(shape, ListShape)
            if len(tree.items) < shape.least:
                self.findings.append(finding("list-empty", tree.place, path, path=path))
                return False
            fits = [self.check(item, shape.item, f"{path}[{i}]") for i, item in enumerate(tree.items, 1)]
            return all(fits)
        if isinstance(shape, MappingShape):
            fits = [self.check(v, shape.item, f"{path}.{k.text}") for k, v in tree.items.values()]
            return all(fits)
        assert isinstance(shape, RecordShape)
        return self._record(tree, shape, path)

    def _kind(self, tree: Tree, expected: str | Both, path: str) -> bool:
        found: str | Both = _KIND_WORDS[type(tree)]
        if isinstance(tree, Scalar):
            found = f'"{tree.text}"' if tree.text else EMPTY
        self.findings.append(finding("wrong-kind", tree.place, path, path=path, found=found, expected=expected))
        return False

    def _scalar(self, tree: Scalar, shape: Shape, path: str) -> bool:
        if isinstance(shape, ChoiceShape) and tree.text not in shape.options:
            self.findings.append(
                finding(
                    "not-a-choice",
                    tree.place,
                    path,
                    path=path,
                    found=tree.text,
                    options=", ".join(shape.options),
                    nearest=nearest(tree.text, shape.options),
                )
            )
            return False
        return True

    def _record(self, tree: Mapping, shape: RecordShape, path: str) -> bool:
        fits = True
        for name, (key, _) in tree.items.items():
            if name not in shape.keys:
                known = list(shape.keys)
                self.findings.append(
                    finding(
                        "unknown-key",
                        key.place,
                        path,
                        key=name,
                        path=path or _PLAN,
                        nearest=nearest(name, [k for k in known if k not in tree.items] or known),
                    )
                )
        for name, known_key in shape.keys.items():
            if name in tree.items:
                fits &= self.check(tree.items[name][1], known_key.shape, f"{path}.{name}".lstrip("."))
            elif known_key.required:
                self.findings.append(finding("missing-key", tree.place, path, key=name, path=path or _PLAN))
                fits = False
        return fits
