"""Findings of an audit on files and tables: what could not be read."""

from __future__ import annotations

from capaian.core.catalogue_entry import Entry

PAPER: dict[str, Entry] = {}
