"""One working paper to the bytes of each format."""

from __future__ import annotations

import importlib

from capaian.documents.findings.model import FindingsPaper

FORMATS = (".docx", ".xlsx", ".html")
"""File endings that a working paper can be written to; each has a module of this package."""


def render(paper: FindingsPaper, ending: str) -> bytes:
    """Return ``paper`` in the format of ``ending``; the same paper gives the same bytes on every machine."""
    if ending not in FORMATS:
        raise ValueError(f"no such format: {ending}")
    # Each format has its own heavy library; a paper in one format should not pay for the others.
    module = importlib.import_module(f"capaian.documents.findings.{ending[1:]}")
    rendered: bytes = module.render(paper)
    return rendered
