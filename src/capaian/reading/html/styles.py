"""As much of a page's style sheet as changes what is read: what is hidden, what is a line of its own, list marks.

Selectors are tags and classes, alone or below others; whatever else a rule asks for (a state, a medium, a sibling)
is not known here, and the rule is left out. Later rules win.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_LONGEST = 1_000_000
_MOST_RULES = 500
_MOST_STEPS = 3_000_000
"""Looks at a rule for an element; beyond them the page means to keep its reader busy, and styles are left out."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_COMPOUND = re.compile(r"([a-z][a-z0-9]*)?((?:\.[\w-]+)*)\Z", re.IGNORECASE)
_DECLARED = re.compile(r"(?:\A|;)\s*(display|visibility|list-style(?:-type)?)\s*:\s*([^;]+)", re.IGNORECASE)
_LINES = ("block", "flex", "grid", "list-item", "table")


@dataclass(frozen=True, slots=True)
class _Compound:
    """A tag, classes, or both."""

    tag: str
    classes: frozenset[str]

    def fits(self, element: etree._Element) -> bool:
        if self.tag and self.tag != element.tag:
            return False
        return not self.classes or self.classes <= set((element.get("class") or "").split())


@dataclass(frozen=True, slots=True)
class _Rule:
    above: tuple[_Compound, ...]
    last: _Compound
    declared: dict[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What styles say of one element. ``is_line`` is ``None`` where its tag decides."""

    is_hidden: bool = False
    is_line: bool | None = None
    has_marks: bool = True


class StyleSheet:
    """The rules of one page."""

    def __init__(self, source: str) -> None:
        self._rules: dict[str, list[tuple[int, _Rule]]] = {}
        self._steps = 0
        for number, rule in enumerate(_rules(source[:_LONGEST])):
            if number == _MOST_RULES:
                break
            keys = rule.last.classes or {rule.last.tag}
            self._rules.setdefault(min(keys), []).append((number, rule))

    def look(self, element: etree._Element) -> Look:
        """Return how ``element`` looks, by the rules and its own ``style``."""
        declared: dict[str, str] = {}
        if self._rules and self._steps < _MOST_STEPS:
            keys = [element.tag, *(element.get("class") or "").split()[:20]]
            found = sorted((rule for key in keys for rule in self._rules.get(key, ())), key=lambda pair: pair[0])
            for _, rule in found:
                self._steps += 1
                if rule.last.fits(element) and self._is_below(element, rule.above):
                    declared |= rule.declared
        if style := element.get("style"):
            declared |= _declared(style[:2000])
        if not declared:
            return _PLAIN
        display = declared.get("display", "")
        return Look(
            is_hidden=display == "none" or declared.get("visibility") in ("hidden", "collapse"),
            is_line=display in _LINES if display else None,
            has_marks="none" not in declared.get("list-style", ""),
        )

    def _is_below(self, element: etree._Element, above: tuple[_Compound, ...]) -> bool:
        wanted = list(above)
        at = element.getparent()
        while wanted and at is not None:
            self._steps += 1
            if wanted[-1].fits(at):
                wanted.pop()
            at = at.getparent()
        return not wanted


_PLAIN = Look()


def _rules(source: str) -> Iterator[_Rule]:
    for selectors, body in _outer(_COMMENT.sub(" ", source)):
        declared = _declared(body)
        for selector in selectors.split(",") if declared else ():
            parts = [_COMPOUND.match(part) for part in selector.replace(">", " ").split()]
            if parts and all(parts):
                made = [_Compound((p[1] or "").lower(), frozenset(p[2].split(".")[1:])) for p in parts if p]
                yield _Rule(tuple(made[:-1]), made[-1], declared)


def _outer(source: str) -> Iterator[tuple[str, str]]:
    """Yield (selectors, declarations) of rules that stand in no other, so in no medium."""
    depth, start, opened = 0, 0, 0
    for found in re.finditer(r"[{};]", source):
        if found[0] == "{":
            depth += 1
            opened = found.end() if depth == 1 else opened
        elif found[0] == "}" and depth:
            depth -= 1
            if not depth:
                yield source[start : opened - 1].strip(), source[opened : found.start()]
                start = found.end()
        elif not depth:
            start = found.end()


def _declared(body: str) -> dict[str, str]:
    found = _DECLARED.findall(body)
    return {
        name.lower().removesuffix("-type"): value.strip().lower().split("!")[0].strip() for name, value in found
    }
