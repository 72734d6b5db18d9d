"""Styles of a Word document, as far as they change what is read: numbers of lists and hidden text."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits: ``number`` and ``level`` of its list, whether its text is hidden."""

    id: str = ""
    number: str = ""
    level: int = 0
    is_hidden: bool = False


class Styles:
    """The styles of one document by their id."""

    def __init__(self, root: etree._Element | None) -> None:
        found = root.findall(f"{W}style") if root is not None else ()
        self._elements = {element.get(f"{W}styleId", ""): element for element in found}
        self._made: dict[str, Style] = {}
        self._default = next(
            (
                element.get(f"{W}styleId", "")
                for element in found
                if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on")
            ),
            "",
        )

    def paragraph(self, properties: etree._Element | None) -> Style:
        """Return the style of a paragraph by its ``pPr``."""
        return self.named(value(properties, "pStyle") or self._default)

    def number_of(self, name: str) -> str:
        """Return the ``numId`` that a style of lists names."""
        return self.named(name).number

    def named(self, name: str) -> Style:
        """Return the style with that id; an empty one where there is none."""
        if name not in self._made:
            self._made[name] = self._resolved(name)
        return self._made[name]

    def _resolved(self, name: str) -> Style:
        number, level, hidden, at = "", -1, None, name
        for _ in range(_DEEPEST):
            element = self._elements.get(at)
            if element is None:
                break
            listed = element.find(f"{W}pPr/{W}numPr")
            if listed is not None:
                number = number or value(listed, "numId")
                given = value(listed, "ilvl")
                level = int(given) if level < 0 and given.isdigit() and len(given) == 1 else level
            look = element.find(f"{W}rPr")
            if hidden is None and look is not None and look.find(f"{W}vanish") is not None:
                hidden = is_on(look, "vanish")
            at = value(element, "basedOn")
        return Style(name, number, max(level, 0), bool(hidden))


def value(element: etree._Element | None, name: str) -> str:
    """Return the value of a child such as ``<w:numId w:val="3"/>``; empty where there is none."""
    found = element.find(f"{W}{name}") if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def is_on(element: etree._Element, name: str) -> bool:
    """Tell whether a switch such as ``<w:vanish/>`` is there and not off."""
    found = element.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")
