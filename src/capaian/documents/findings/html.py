"""The working paper as one HTML page: no script, no link to anything outside, readable on a phone and printable."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from capaian.documents.findings.model import FindingsPaper


def render(paper: FindingsPaper) -> bytes:
    """Return the page as UTF-8; the same paper gives the same bytes."""
    return _template().render(paper=paper).encode("utf-8", "replace")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("capaian.documents.findings", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("paper.html.j2")
