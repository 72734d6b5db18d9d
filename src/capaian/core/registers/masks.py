"""Masks: what stands before those who have no need to know who a row is about."""

from __future__ import annotations

MASK = "•••"
"""Stands in the place of a pseudonym, or of its value, before those who have no need to know it."""
MASKS = frozenset({MASK, "***"})
"""What people and programs without need are given: taken for a value, it would be everybody's name."""
