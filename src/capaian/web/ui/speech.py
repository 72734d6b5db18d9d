"""Words in the language of the reader, from one table for each app."""

from __future__ import annotations

import importlib
from functools import cache

APPS = ("ui", "trail", "work", "accounts", "planning", "registers", "reporting")


@cache
def table() -> dict[str, tuple[str, str]]:
    """Return every key with its Indonesian and its English; a key belongs to one app."""
    words: dict[str, tuple[str, str]] = {}
    for app in APPS:
        own: dict[str, tuple[str, str]] = importlib.import_module(f"capaian.web.{app}.words").WORDS
        twice = words.keys() & own.keys()
        if twice:
            raise ValueError(f"{app}: words of another app {sorted(twice)}")
        words |= own
    return words


def say(key: str, lang: str, **values: object) -> str:
    """Return the words of ``key`` in ``lang`` (``id`` or ``en``) with ``values`` filled in."""
    indonesian, english = table()[key]
    return (english if lang == "en" else indonesian).format(**values)
