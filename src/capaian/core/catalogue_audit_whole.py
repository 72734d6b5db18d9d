"""Findings of an audit on a whole report: tables against each other, promises, numbering, outside results."""

from __future__ import annotations

from capaian.core.catalogue_entry import Entry

WHOLE: dict[str, Entry] = {}
