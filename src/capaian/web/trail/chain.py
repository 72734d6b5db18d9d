"""The hash of an event, for who has the database and for who only has its rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence


def digest(said: Sequence[object]) -> str:
    """Return the SHA-256 of what an event says: its number, moment, person, office, kind, target, what was before
    and after, whether it was refused, and the hash of the event before it."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
