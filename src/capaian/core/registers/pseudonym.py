"""Pseudonyms: what stands for the NIK or the name of a citizen wherever rows are kept, counted and proved.

A pseudonym commits to its value: whoever has value and salt can show that they belong together, and nobody else can
tell the one from the other. With value and salt gone it stands for nobody any more, and every count and hash that
it is part of stays as it was (UU 27/2022, articles 8 and 44; pseudonymisation as in GDPR article 4(5)).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

from capaian.core.registers.masks import MASK, MASKS

__all__ = ["MARK", "MASK", "MASKS", "is_pseudonym", "is_pseudonym_of", "pseudonym"]

MARK = "~"
_BYTES = 20
_SHAPE = re.compile(r"~[a-z2-7]{32}\Z")


def pseudonym(value: str, salt: bytes) -> str:
    """Return the pseudonym of a value: ``~``, then 160 bits of its HMAC-SHA-256 under ``salt`` in 32 letters.

    Raises ``ValueError`` for a salt of less than 16 bytes, under which a NIK could be found by trying.
    """
    if len(salt) < 16:
        raise ValueError("a salt has 16 bytes or more")
    digest = hmac.new(salt, value.encode(), hashlib.sha256).digest()
    return MARK + base64.b32encode(digest[:_BYTES]).decode().lower()


def is_pseudonym_of(mark: str, value: str, salt: str) -> bool:
    """Tell whether a pseudonym is that of a value under a salt, given in hexadecimal."""
    try:
        return hmac.compare_digest(mark, pseudonym(value, bytes.fromhex(salt)))
    except (ValueError, TypeError):
        return False


def is_pseudonym(text: object) -> bool:
    """Tell whether a cell holds a pseudonym and no value."""
    return isinstance(text, str) and _SHAPE.match(text) is not None
