"""Levels of areas: how long their codes are (Kepmendagri on codes of areas: ``15.71.03`` is a district)."""

from __future__ import annotations

from enum import IntEnum


class AreaLevel(IntEnum):
    """A level of government, as the length of the codes of its areas with their points."""

    NATION = 0
    PROVINCE = 2
    CITY = 5
    DISTRICT = 8
    VILLAGE = 13

    @classmethod
    def named(cls, name: str) -> AreaLevel:
        """Return the level that people call ``name`` (``district``). Raises ``KeyError`` where there is none."""
        return cls[name.upper()]


def length_below(code: str) -> int:
    """Return how long the codes one level below an area are; 0 below a village."""
    return next((int(level) for level in AreaLevel if level > len(code)), 0)
