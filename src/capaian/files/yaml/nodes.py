"""Reading single values out of a checked tree, with a finding where one has no meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.numbers.numerals import looks_grouped, read_indonesian, read_plain, shortest
from capaian.core.period import MONTHS
from capaian.files.yaml.tree import Mapping, Scalar, Sequence, Tree

_YEAR = re.compile(r"(19|20|21)\d\d\Z", re.ASCII)
_SIGNED = re.compile(r"((?:19|20|21)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?\Z", re.ASCII)
_SPACES = re.compile(r"\s+")


class NodeReader:
    """Gathers findings while values are read; every method gives ``None`` where it has reported one."""

    __slots__ = ("findings",)

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def report(self, code: str, place: Place, subject: str, **values: object) -> None:
        self.findings.append(finding(code, place, subject, **values))

    def number(self, tree: Tree | None, subject: str) -> Fraction | None:
        """Read a number in plain notation."""
        if not isinstance(tree, Scalar):
            return None
        amount = read_plain(tree.text)
        if amount is None:
            self.report("not-a-number", tree.place, subject, found=tree.text, write=suggestion(tree.text))
        elif looks_grouped(tree.text):
            self.report(
                "looks-grouped",
                tree.place,
                subject,
                found=tree.text,
                read=shortest(amount).replace(".", ","),
                write=tree.text.replace(".", ""),
            )
        return amount

    def year(self, scalar: Scalar, subject: str) -> int | None:
        """Read a year, 1900 to 2199."""
        if _YEAR.match(scalar.text):
            return int(scalar.text)
        self.report("not-a-year", scalar.place, subject, found=scalar.text)
        return None

    def signed(self, tree: Tree | None, subject: str) -> str | None:
        """Read the date of a signature and return it as it prints: ``Januari 2018``, ``15 Januari 2018``."""
        if not isinstance(tree, Scalar):
            return None
        match = _SIGNED.match(tree.text)
        if not match:
            self.report("not-a-date", tree.place, subject, found=tree.text)
            return None
        month = f"{MONTHS[int(match[2]) - 1]} {match[1]}"
        return f"{int(match[3])} {month}" if match[3] else month


def suggestion(text: str) -> str:
    """Return how a number that was written otherwise is written in a file, or an example."""
    amount = read_indonesian(text)
    return "1234.56" if amount is None else shortest(amount)


def text_of(tree: Tree | None) -> str:
    """Return a scalar's text on one line, or nothing."""
    return _SPACES.sub(" ", tree.text).strip() if isinstance(tree, Scalar) else ""


def texts_of(tree: Tree | None) -> tuple[str, ...]:
    """Return the texts of a list of scalars."""
    return tuple(text_of(item) for item in items_of(tree))


def items_of(tree: Tree | None) -> tuple[Tree, ...]:
    return tree.items if isinstance(tree, Sequence) else ()


def value_of(tree: Tree | None, key: str) -> Tree | None:
    """Return the value under ``key`` of a mapping, or ``None``."""
    return tree.items[key][1] if isinstance(tree, Mapping) and key in tree.items else None


def entries_of(tree: Tree | None) -> Iterator[tuple[Scalar, Tree]]:
    if isinstance(tree, Mapping):
        yield from tree.items.values()


def is_empty(tree: Tree | None) -> bool:
    """Tell whether a scalar was left empty (``name:`` with nothing after it)."""
    return isinstance(tree, Scalar) and tree.plain and tree.text in ("", "~", "null")


def within(scalar: Scalar, offset: int) -> Place:
    """Return the place ``offset`` characters into a scalar; its start where it runs over lines."""
    place = scalar.place
    if "\n" in scalar.text or not place.column:
        return place
    return Place(place.file, place.line, place.column + offset + (not scalar.plain))


def short(text: str) -> str:
    """Return ``text`` as a message can quote it."""
    return text if len(text) <= 60 else text[:57] + "..."
