"""A report in plain text to a transcript: tables by tabs, boxes, separators or aligned spaces, and passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from capaian.core.claims.transcript import Cell, Grid, Passage, Transcript
from capaian.core.findings.finding import Finding, Place, finding
from capaian.core.wording import Both
from capaian.reading.container.decoding import decode_text
from capaian.reading.container.sniffing import OTHERWISE, FileKind
from capaian.reading.equations.latex import without_latex
from capaian.reading.text.boxed import boxed
from capaian.reading.text.separated import separated
from capaian.reading.text.spaced import spaced
from capaian.reading.text.tabbed import Rows, tabbed

MAX_LINES = 200_000

Finder = Callable[[Sequence[str], int], tuple[Rows | None, int]]
_FINDERS: tuple[Finder, ...] = (tabbed, boxed, separated, spaced)

_EMPHASIS = re.compile(r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
_BREAKS = re.compile(r"\r\n?|\n|\v|\f|\u2028|\u2029|\x85")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00]")


def read(path: Path) -> tuple[Transcript | None, list[Finding]]:
    """Read the text file at ``path``. Raises OSError only."""
    text, findings = decode_text(path.read_bytes(), path.name)
    if text is None:
        unknown = finding("paper-unknown", Place(path.name), found=FileKind.OTHER.called, write=OTHERWISE)
        return None, [*findings, unknown]
    lines = [line if line.strip() else "" for line in _BREAKS.split(_INVISIBLE.sub("", text))]
    if len(lines) > MAX_LINES:
        place = Place(path.name)
        return None, [finding("paper-too-long", place, limit=MAX_LINES, unit=Both("baris", "lines"))]
    blocks = tuple(_numbered(_blocks(lines)))
    if not blocks:
        return None, [*findings, finding("paper-empty", Place(path.name))]
    return Transcript(path.name, blocks), findings


def _numbered(found: Iterator[str | Rows]) -> Iterator[Passage | Grid]:
    tables = 0
    for block, what in enumerate(found, start=1):
        if isinstance(what, str):
            yield Passage(block, what)
        else:
            tables += 1
            yield Grid(tables, block, tuple(_cells(what)))


def _cells(rows: Rows) -> Iterator[Cell]:
    for row, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts, start=1):
            if said := plainly(text):
                yield Cell(said, row, column)


def _blocks(lines: Sequence[str]) -> Iterator[str | Rows]:
    at = 0
    while at < len(lines):
        rows, after = _table(lines, at)
        if rows is not None:
            yield rows
        else:
            for line in lines[at : max(after, at + 1)]:
                if said := plainly(line.replace("\t", " ")):
                    yield " ".join(said.split())
        at = max(after, at + 1)


def _table(lines: Sequence[str], at: int) -> tuple[Rows | None, int]:
    """The first finder that takes lines from ``at`` on; lines that one has refused are passages."""
    for find in _FINDERS:
        rows, after = find(lines, at)
        if after > at:
            return rows, after
    return None, at


def plainly(text: str) -> str:
    """Return ``text`` without marks of emphasis and with formulas on one line."""
    return _EMPHASIS.sub("", without_latex(text)).strip()
