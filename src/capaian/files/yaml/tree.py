"""YAML text to plain nodes that know their place, within bounds of size, depth and number.

Only what a plan needs is let in: mappings, lists and scalars as the text that was written. Anchors and aliases
are refused, since a page of them can stand for gigabytes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from capaian.core.findings.finding import Finding, Place, finding

MAX_BYTES = 2_000_000
MAX_DEPTH = 24
MAX_NODES = 100_000

# A formula such as ``weighted(a: 0.5, b: 0.5)`` is no plain YAML scalar, because of its colons; people write it all
# the same, and so does the published sample of the plan. On a line of its own its meaning is beyond doubt.
_BARE_FORMULA = re.compile(
    r"(?P<key> *(?:- +)?formula: +)"
    r"(?P<text>[^\s\"'#|>{\[&*!%@`][^#]*?: [^#]*?)"
    r"(?P<rest> *(?: #.*)?\r?)$"
)

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(NamedTuple):
    """A scalar as written; ``plain`` where it had no quotes."""

    text: str
    place: Place
    plain: bool


class Sequence(NamedTuple):
    items: tuple[Tree, ...]
    place: Place


class Mapping(NamedTuple):
    """Keys in the order written; of a key written twice the first stays, with a finding."""

    items: dict[str, tuple[Scalar, Tree]]
    place: Place


Tree = Scalar | Sequence | Mapping


class _Refused(Exception):
    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.found = found


def read_tree(data: bytes, file: str) -> tuple[Tree | None, list[Finding]]:
    """Return the tree of ``data`` and the findings of its form; no tree where it cannot be read at all."""
    if len(data) > MAX_BYTES:
        size = f"{len(data):,}".replace(",", ".")
        return None, [finding("file-too-large", Place(file), file, found=size, limit="2.000.000")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [finding("not-utf8", Place(file, line), file, byte=f"0x{data[error.start]:02X}")]
    builder = _Builder(file)
    try:
        return builder.build(text), builder.findings
    except _Refused as refused:
        return None, [*builder.findings, refused.found]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        return None, [*builder.findings, finding("yaml-syntax", place, file, problem=error.problem or "?")]
    except yaml.YAMLError as error:
        problem = str(error).split("\n")[0]
        return None, [*builder.findings, finding("yaml-syntax", Place(file), file, problem=problem)]


class _Builder:
    """Events, not nodes: the bounds bite before anything is built."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.nodes = 0
        self.quoted: set[int] = set()

    def quote(self, text: str) -> str:
        """Return ``text`` with bare formulas that hold a colon in quotes, and remember their lines."""

        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            match = _BARE_FORMULA.match(line) if "formula:" in line else None
            if match:
                self.quoted.add(number)
                inner = match["text"].replace("'", "''")
                lines[number - 1] = f"{match['key']}'{inner}'{match['rest']}"
        return "\n".join(lines)

    def build(self, text: str) -> Tree:
        text = self.quote(text)
        loader = _Loader(text)
        try:
            loader.get_event()  # stream start
            if isinstance(loader.peek_event(), yaml.StreamEndEvent):
                raise _Refused(finding("file-empty", Place(self.file), self.file))
            loader.get_event()  # document start
            tree = self.node(loader, 0)
            loader.get_event()  # document end
            following = loader.get_event()
            if not isinstance(following, yaml.StreamEndEvent):
                raise _Refused(finding("yaml-documents", self.place(following), self.file))
            return tree
        finally:
            loader.dispose()

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None, "an event that was read has a mark"
        return Place(self.file, mark.line + 1, mark.column + 1)

    def node(self, loader: yaml.SafeLoader, depth: int) -> Tree:
        event = loader.get_event()
        place = self.place(event)
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise _Refused(
                finding(
                    "yaml-too-deep",
                    place,
                    self.file,
                    depth=MAX_DEPTH,
                    nodes=f"{MAX_NODES:,}".replace(",", "."),
                )
            )
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(finding("yaml-alias", place, self.file, found=str(event.anchor)))
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, place, not event.style or place.line in self.quoted)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(loader.peek_event(), yaml.SequenceEndEvent):
                items.append(self.node(loader, depth + 1))
            loader.get_event()
            return Sequence(tuple(items), place)
        return self.mapping(loader, place, depth)

    def mapping(self, loader: yaml.SafeLoader, place: Place, depth: int) -> Mapping:
        items: dict[str, tuple[Scalar, Tree]] = {}
        while not isinstance(loader.peek_event(), yaml.MappingEndEvent):
            key = self.node(loader, depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused(finding("yaml-key", key.place, self.file))
            value = self.node(loader, depth + 1)
            if key.text in items:
                first = items[key.text][0].place.line
                self.findings.append(finding("duplicate-key", key.place, key.text, key=key.text, first=first))
            else:
                items[key.text] = (key, value)
        loader.get_event()
        return Mapping(items, place)
