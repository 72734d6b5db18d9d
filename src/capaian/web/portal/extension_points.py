"""Where an app above the portal tells a page below it: each point takes functions, registered when an app is ready.

The apps above import this module, never the other way round (import-linter holds it). A function is registered
where it is written, as a decorator, and the app's ``ready`` imports that module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, Generic, NamedTuple, TypeVar

from capaian.core.measurement.result import Result
from capaian.web.accounts.models import Office
from capaian.web.portal.visit import Visit

Function = TypeVar("Function", bound=Callable[..., Any])


class ExtensionPoint(Generic[Function]):
    """The functions registered for one purpose, in the order of their apps; the same one only once."""

    def __init__(self) -> None:
        self._registered: list[Function] = []

    def register(self, function: Function) -> Function:
        """Add ``function`` and return it, so that this is a decorator."""
        if function not in self._registered:
            self._registered.append(function)
        return function

    def __iter__(self) -> Iterator[Function]:
        return iter(self._registered)


class Notice(NamedTuple):
    """What somebody outside the office has to tell it, on its first page; in the reader's language."""

    said: str
    text: str = ""
    """What a person wrote, as he wrote it."""
    href: str = ""
    link: str = ""


NOTICES: ExtensionPoint[Callable[[Visit], Iterable[Notice]]] = ExtensionPoint()
register_notice = NOTICES.register
"""``function(visit)``: what the first page of an office is to tell it."""


def notices(visit: Visit) -> list[Notice]:
    """Return everything that the office is to be told."""
    return [notice for told in NOTICES for notice in told(visit)]


class WaitingItem(NamedTuple):
    """What waits in an office: a sentence, as the key of its words, with the page that it leads to."""

    words: str
    values: Mapping[str, object]
    href: str


WAITING: ExtensionPoint[Callable[[Sequence[str]], Iterable[tuple[str, WaitingItem]]]] = ExtensionPoint()
register_waiting = WAITING.register
"""``function(office codes)``: what waits, for a list of offices at once, each with its office's code."""


def waiting(offices: Sequence[str]) -> dict[str, list[WaitingItem]]:
    """Return what waits, by office."""
    found: dict[str, list[WaitingItem]] = {}
    for told in WAITING:
        for code, one in told(offices):
            found.setdefault(code, []).append(one)
    return found


People = Mapping[str, Set[str]]
"""Register to the columns that name people, under any plan."""

PEOPLE: ExtensionPoint[Callable[[Office], People]] = ExtensionPoint()
register_people = PEOPLE.register
"""``function(office)``: the columns whose cells the page of the trail does not show."""


def people_columns(office: Office) -> People:
    """Return the columns that name people, of every register of an office."""
    return {name: columns for told in PEOPLE for name, columns in told(office).items()}


PREVIEWS: ExtensionPoint[Callable[[Office, str, int], Mapping[str, Result]]] = ExtensionPoint()
register_preview = PREVIEWS.register
"""``function(office, text, year)``: a sound plan's text measured on the year's data, result by indicator's code.

It is called while a formula is being typed, so it should be quick: rows that did not change are not counted again.
"""


def preview(office: Office, text: str, year: int) -> Mapping[str, Result] | None:
    """Return the results of a sound plan's text, or ``None`` where nobody has data; the last registered gives."""
    offered = [*PREVIEWS]
    return offered[-1](office, text, year) if offered else None
