"""Words in the language of the reader, from one table for each app."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Mapping
from functools import cache

from capaian.core.period import Period, written_day
from capaian.core.wording import filled, in_language

APPS = (
    *("ui", "trail", "jobs", "accounts", "planning", "registers", "reporting", "auditing", "public"),
    *("city", "inspecting", "api"),
)


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


def refusal_text(code: str, lang: str, values: Mapping[str, object], group: str = "refused") -> str:
    """Return why something was refused, its values in words too: a right, a state, a period, a day."""
    known = table()
    said = {}
    for name, value in values.items():
        keys = {"right": f"right.{value}", "state": f"status.{value}"}
        period = Period.parse(str(value)) if name == "period" else None
        if keys.get(name) in known:
            said[name] = translate(keys[name], lang)
        elif period is not None:
            said[name] = period.label_in(lang)
        elif name in ("day", "since"):
            said[name] = _day(str(value), lang)
        else:
            said[name] = in_language(value, lang)
    return translate(f"{group}.{code}", lang, **said)


def _day(text: str, lang: str) -> str:
    """Return an ISO day as people write it; anything else as it is."""
    try:
        return written_day(datetime.date.fromisoformat(text), lang)
    except ValueError:
        return text


def translate(key: str, lang: str, **values: object) -> str:
    """Return the words of ``key`` in ``lang`` (``id`` or ``en``) with ``values`` filled in."""
    return filled(table()[key], lang, values)
