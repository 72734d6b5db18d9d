"""How far a search goes: as far as ``make test`` has time for, and much farther in ``make test-long``."""

from __future__ import annotations

from hypothesis import settings

FARTHER = 10


def is_long() -> bool:
    """Tell whether this is ``make test-long``: to be asked where tests are collected or run, and not before."""
    return bool(settings.get_current_profile_name() == "long")


def examples(fast: int) -> settings:
    """Let a property be tried on ``fast`` examples, in ``make test-long`` on ten times as many."""
    return settings(max_examples=fast * (FARTHER if is_long() else 1))
