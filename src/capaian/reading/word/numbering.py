"""Numbers that Word sets before paragraphs and that stand in no text: lists as a reader sees them.

ECMA-376 part 1, 17.9: a paragraph names a ``num`` and a level, itself or through its style; a ``num`` is an
``abstractNum`` with overrides; paragraphs of all ``num`` of one ``abstractNum`` count on from each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from capaian.reading.word.styles import Styles, W, is_on, value

_LEVELS = 9
_HIGHEST = 32_767
_HOLE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: how its number is counted and written."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = " "
    restarts_after: int | None = None
    is_legal: bool = False
    style: str = ""
    is_hidden: bool = False


@dataclass(slots=True)
class _List:
    """An ``abstractNum`` with its counters."""

    levels: dict[int, ListLevel]
    style_link: str = ""
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Use:
    """A ``num``: which list, and what it overrides."""

    of: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, ListLevel] = field(default_factory=dict)
    started: set[int] = field(default_factory=set)


class Numbering:
    """The lists of one document. :meth:`label` must see every paragraph, in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, _Use] = {}
        for element in root.findall(f"{W}abstractNum") if root is not None else ():
            levels = {_number(level.get(f"{W}ilvl")): _level(level) for level in element.findall(f"{W}lvl")}
            self._lists[element.get(f"{W}abstractNumId", "")] = _List(levels, value(element, "numStyleLink"))
        for element in root.findall(f"{W}num") if root is not None else ():
            use = _Use(value(element, "abstractNumId"))
            for override in element.findall(f"{W}lvlOverride"):
                level, start = _number(override.get(f"{W}ilvl")), override.find(f"{W}startOverride")
                if start is not None:
                    use.starts[level] = _number(start.get(f"{W}val"))
                if (own := override.find(f"{W}lvl")) is not None:
                    use.levels[level] = _level(own)
            self._uses[element.get(f"{W}numId", "")] = use

    def label(self, properties: etree._Element | None) -> str:
        """Return the number that Word sets before a paragraph (``1.1 ``) and count it; a bullet says nothing."""
        use, at = self._of(properties)
        if use is None:
            return ""
        held = self._list(use)
        level = use.levels.get(at) or (held.levels.get(at) if held else None)
        if held is None or level is None:
            return ""
        self._count(use, held, at, level)
        if level.is_hidden or (level.format == "none" and not level.text):
            return ""
        if level.format == "bullet":
            return ""
        written = _HOLE.sub(lambda hole: self._written(use, held, int(hole[1]) - 1, level), level.text)
        return written + level.suffix if written else ""

    def _of(self, properties: etree._Element | None) -> tuple[_Use | None, int]:
        own = properties.find(f"{W}numPr") if properties is not None else None
        style = self._styles.paragraph(properties)
        number = value(own, "numId") or style.number
        use = self._uses.get(number)
        if use is None:
            return None, 0
        if own is not None and own.find(f"{W}ilvl") is not None:
            return use, min(_number(value(own, "ilvl")), _LEVELS - 1)
        held = self._list(use)
        linked = (
            at for at, level in (held.levels if held else {}).items() if level.style and level.style == style.id
        )
        return use, next(linked, min(style.level, _LEVELS - 1))

    def _list(self, use: _Use) -> _List | None:
        held = self._lists.get(use.of)
        if held is not None and held.style_link and not held.levels:
            through = self._uses.get(self._styles.number_of(held.style_link))
            return self._lists.get(through.of) if through else held
        return held

    def _count(self, use: _Use, held: _List, at: int, level: ListLevel) -> None:
        last = held.counts[at]
        if at in use.starts and at not in use.started:
            count = use.starts[at]
        else:
            count = level.start if last is None else last + 1
        use.started.add(at)
        held.counts[at] = min(count, _HIGHEST)
        for below in range(at + 1, _LEVELS):
            after = held.levels.get(below, ListLevel()).restarts_after
            if after is None or at < after:
                held.counts[below] = None
                use.started.discard(below)

    def _written(self, use: _Use, held: _List, at: int, asked: ListLevel) -> str:
        level = use.levels.get(at) or held.levels.get(at) or ListLevel()
        if held.counts[at] is None:
            held.counts[at] = use.starts.get(at, level.start)
        return numeral(held.counts[at] or 0, "decimal" if asked.is_legal else level.format)


def numeral(count: int, form: str) -> str:
    """Return ``count`` as a list writes it; ``form`` is a name of ``ST_NumberFormat``.

    >>> numeral(3, "lowerLetter"), numeral(28, "upperLetter"), numeral(14, "upperRoman"), numeral(7, "decimalZero")
    ('c', 'BB', 'XIV', '07')
    """
    if form in ("lowerLetter", "upperLetter") and count > 0:
        times, letter = divmod(count - 1, 26)
        letters = chr(97 + letter) * (min(times, 30) + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form in ("none", "bullet"):
        return ""
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    out = ""
    for worth, letters in _ROMAN:
        while count >= worth:
            out += letters
            count -= worth
    return out


def _level(element: etree._Element) -> ListLevel:
    suffix = value(element, "suff")
    restart = element.find(f"{W}lvlRestart")
    look = element.find(f"{W}rPr")
    form = element.find(f"{W}numFmt")
    level = ListLevel(
        start=_number(value(element, "start"), 0),
        format="decimal" if form is None else form.get(f"{W}val", "decimal"),
        text=value(element, "lvlText"),
        suffix="" if suffix == "nothing" else " ",
        is_legal=is_on(element, "isLgl"),
        style=value(element, "pStyle"),
        is_hidden=look is not None and is_on(look, "vanish"),
    )
    return level if restart is None else replace(level, restarts_after=_number(restart.get(f"{W}val")))


def _number(text: str | None, otherwise: int = 0) -> int:
    return min(int(text), _HIGHEST) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
