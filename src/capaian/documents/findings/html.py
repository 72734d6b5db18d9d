"""The working paper as one HTML page: no script, no link to anything outside, readable on a phone and printable."""

from __future__ import annotations

from capaian.documents.findings.model import FindingsPaper
from capaian.documents.templating import template


def render(paper: FindingsPaper) -> bytes:
    """Return the page as UTF-8; the same paper gives the same bytes."""
    return template("capaian.documents.findings", "paper.html.j2").render(paper=paper).encode("utf-8", "replace")
