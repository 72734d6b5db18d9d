"""Findings of an audit on one line: workings, achievement, means."""

from __future__ import annotations

from capaian.core.catalogue_entry import Entry

WORKING: dict[str, Entry] = {}
