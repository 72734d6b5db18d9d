"""The bytes of what was published: never others than those that were frozen or made."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

from capaian.files.snapshot import MEASUREMENT
from capaian.web.accounts.permissions import Refused
from capaian.web.reporting.models import Document, Snapshot
from capaian.web.reporting.provisional import published_figures

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}
"""Ending of a document to its media type."""


def measurement_bytes(snapshot: Snapshot) -> bytes:
    """Return the measurement of an approved period as frozen. Raises :class:`Refused` where it is another."""
    frozen = published_figures(snapshot)
    content = (Path(settings.DATA) / snapshot.folder / MEASUREMENT).read_bytes()
    if hashlib.sha256(content).hexdigest() != frozen.sha256:
        raise Refused("snapshot-changed", period=snapshot.period)
    return content


def document_bytes(document: Document) -> bytes | None:
    """Return a document as it was made, ``None`` where it is gone. Raises :class:`Refused` where it is another."""
    path = Path(settings.DATA) / document.file
    if not path.is_file():
        return None
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise Refused("document-changed")
    return content
