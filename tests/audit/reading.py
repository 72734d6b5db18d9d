"""A paper in Markdown to what an audit says of it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from capaian.pipeline.auditing import audit_file


def said(paper: str, name: str = "laporan.md") -> list[tuple[str, str, str]]:
    """Return code, printed and recomputed figure of everything found in a paper, in page order."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(paper, encoding="utf-8")
        objections = audit_file(path).examined.objections
    return [(one.code, one.printed, one.recomputed) for one in objections]
