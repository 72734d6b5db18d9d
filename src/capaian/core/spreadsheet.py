"""Text in a file that a spreadsheet opens: what begins like a formula is one there, whoever typed it."""

from __future__ import annotations

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: with an apostrophe before it where it would be one.

    Source: OWASP, CSV Injection. For text alone: a number's sign is its own.
    """
    return f"'{text}" if text.startswith(_BEGINNINGS) else text
