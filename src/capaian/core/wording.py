"""Texts in two languages: the pair, which of the two is meant, its holes and its English plural.

Tables of words write a pair as a plain tuple ``(Indonesian, English)``, which costs nothing at the start of a
command; :class:`Both` is the same pair with names, for a value that travels. Everything reads them by
:func:`chosen` (the text as it is) or :func:`text` (with its holes filled), so that what a language is stands here
and nowhere else.

English has a plural where Indonesian has none. An English text writes both forms after the name of the hole that
decides: ``{count} {count:row was|rows were} added``. The first form is for the value 1, the second for any other;
a text may hold several (``{errors} {errors:error|errors}, {notes} {notes:note|notes}``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

LANGUAGES = ("id", "en")
"""Indonesian, the language of every paper; English, its twin."""

_Any = TypeVar("_Any")
_PLURAL = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")
_ENGLISH = "_en"
"""What the name of a value ends with that is the English of another value."""


class Both(NamedTuple):
    """A text in Indonesian and in English."""

    id: str
    en: str

    def in_(self, lang: str) -> str:
        """Return the text in ``lang``, as it is."""
        return chosen(self, lang)


EMPTY = Both("kosong", "empty")
NOTHING = Both("tidak ada", "none")


def chosen(pair: tuple[_Any, _Any], lang: str) -> _Any:
    """Return what of a pair (Indonesian, English) is for ``lang``."""
    return pair[1] if lang == "en" else pair[0]


def other(lang: str) -> str:
    """Return the language that ``lang`` is not."""
    return chosen(("en", "id"), lang)


def text(pair: tuple[str, str], lang: str, **values: object) -> str:
    """Return the text of ``pair`` in ``lang`` with its holes filled from ``values``."""
    return filled(pair, lang, values)


def filled(pair: tuple[str, str], lang: str, values: Mapping[str, object]) -> str:
    """Return what :func:`text` does, for values that somebody else put together."""
    said = chosen(pair, lang)
    if "|" in said:
        said = _PLURAL.sub(lambda match: match[2] if str(values[match[1]]) == "1" else match[3], said)
    return said.format_map(values)


def of_many(said: str) -> str:
    """Return an English text with the forms for many, its holes still open: for lists of messages."""
    return _PLURAL.sub(lambda match: match[3], said)


def inside(template: str, *parts: str | Both) -> str | Both:
    """Return ``template`` with ``parts`` in its holes ``{}``, in both languages where any part is in both."""
    return _one(Both(*(template.format(*(in_language(part, lang) for part in parts)) for lang in LANGUAGES)))


def joined(between: str | Both, parts: Iterable[str | Both]) -> str | Both:
    """Return ``parts`` one after another, in both languages where any of them is in both."""
    several = list(parts)
    return _one(
        Both(*(in_language(between, lang).join(in_language(part, lang) for part in several) for lang in LANGUAGES))
    )


def both(pair: tuple[str, str], **values: object) -> Both:
    """Return what :func:`text` gives in each language."""
    return Both(*(text(pair, lang, **values) for lang in LANGUAGES))


def twins(values: Mapping[str, object]) -> dict[str, str]:
    """Return ``values`` as text that can be kept: ``found``, and ``found_en`` where its English is another."""
    kept = {}
    for name, value in values.items():
        kept[name] = in_language(value, LANGUAGES[0])
        if isinstance(value, Both) and value.en != value.id:
            kept[f"{name}{_ENGLISH}"] = value.en
    return kept


def of_language(values: Mapping[str, str], lang: str) -> dict[str, str]:
    """Return what :func:`twins` made, each value under its own name in the words of ``lang``."""
    english = {name.removesuffix(_ENGLISH): value for name, value in values.items() if name.endswith(_ENGLISH)}
    return {**values, **chosen(({}, english), lang)}


def _one(pair: Both) -> str | Both:
    return pair if pair.id != pair.en else pair.id


def in_language(value: object, lang: str) -> str:
    """Return a value as text in ``lang``, whether it is words or not."""
    return value.in_(lang) if isinstance(value, Both) else str(value)
