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

KEYS_BUILT = (
    *("api.", "audit.against.", "audit.filter.", "audit.level.", "audit.status.", "board.state."),
    *("book.state.", "book.waiting.", "city.column.", "city.correct.closed", "city.correct.opened"),
    *("city.correct.reopened", "city.field.", "city.kind.", "city.offer.declined", "city.offer.taken"),
    *("city.offer.waiting", "city.place.", "city.places.2", "city.places.5", "city.places.8", "city.sort."),
    *("city.sum.", "city.why.", "error.", "event.", "evidence.changed", "evidence.erased", "evidence.gone"),
    *("evidence.same", "faulty.", "field.", "inspect.cause", "inspect.condition", "inspect.criteria"),
    *("inspect.effect", "inspect.kind.", "inspect.recommendation", "inspect.state.", "inspect.step."),
    *("inspect.what.", "job.", "kamus.", "people.account-of-another", "people.password.", "period.asks."),
    *("period.short.", "personal.clear", "personal.kept", "personal.unfitting", "plan.altered."),
    *("plan.better.", "plan.chosen.", "plan.field.", "plan.indicators", "plan.kept.", "plan.kind."),
    *("plan.level-of.", "plan.level.", "plan.revise", "plan.rule-lower.", "plan.rule-mean.", "plan.state."),
    *("plan.unit.", "plan.way.", "problem.", "public.in.", "public.type.", "publicity.licence.", "refused."),
    *("right.", "role.", "rows.dihitung", "rows.tidak", "rows.why.", "sample.says.", "sample.scope."),
    *("sample.state.", "scope.", "status.", "token.state.", "trail.changed", "trail.end", "trail.hole"),
    "trail.link",
)
"""Keys, and beginnings of keys (those that end with a dot), that are put together and written nowhere in full."""


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
