"""What an address or a form says, taken for nothing more than it is."""

from __future__ import annotations


def positive_int(text: str | None, digits: int = 9) -> int:
    """Return a whole number of at most so many digits; 0 where the text is no such number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= digits else 0
