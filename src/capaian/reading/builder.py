"""Blocks of a report as a reader meets them, numbered as they come."""

from __future__ import annotations

import re
from collections.abc import Iterable

from capaian.core.claims.transcript import Cell, Grid, Passage, Transcript
from capaian.core.wording import Both
from capaian.reading.container.package import PackageRefused

MAX_CELLS = 400_000
"""Cells of all tables of a report. 500 pages of nothing but tables have a quarter of it."""

MAX_PASSAGES = 400_000

_BLANK = re.compile(r"[^\S\n]+")
_ALIKE = str.maketrans(
    "\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u2010\u2011", "       --", "\u00ad\u200b\u200c\u200d\u2060\ufeff"
)


def normalise_whitespace(text: str) -> str:
    """Return ``text`` with plain blanks and hyphens, one blank where there are many, and no empty lines."""
    lines = (_BLANK.sub(" ", line).strip() for line in text.translate(_ALIKE).split("\n"))
    return "\n".join(line for line in lines if line)


class TranscriptBuilder:
    """Collects passages and grids; both are counted from 1, in reading order."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._blocks: list[Passage | Grid] = []
        self._tables = 0
        self._passages = 0
        self._cells = 0

    def passage(self, text: str, page: int = 0) -> None:
        """Add what stands outside tables, unless it is blank."""
        if said := normalise_whitespace(text):
            self._passages += 1
            if self._passages > MAX_PASSAGES:
                raise PackageRefused(
                    "paper-too-large",
                    found=Both(f"lebih dari {MAX_PASSAGES} alinea", f"more than {MAX_PASSAGES} paragraphs"),
                    limit=f"{MAX_PASSAGES}",
                )
            self._blocks.append(Passage(len(self._blocks) + 1, said, page))

    def grid(self, cells: Iterable[Cell], name: str = "", page: int = 0) -> None:
        """Add a table, unless nothing is written in it."""
        held = tuple(cells)
        self.count(len(held))
        if any(cell.text for cell in held):
            self._tables += 1
            self._blocks.append(Grid(self._tables, len(self._blocks) + 1, held, normalise_whitespace(name), page))

    def unread(self) -> int:
        """Count a table that could not be read, and return its number."""
        self._tables += 1
        return self._tables

    def count(self, cells: int) -> None:
        """Count cells, or the places that they span, against what a report may have."""
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise PackageRefused(
                "paper-too-large",
                found=Both(f"lebih dari {MAX_CELLS} sel tabel", f"more than {MAX_CELLS} cells of tables"),
                limit=f"{MAX_CELLS}",
            )

    def transcript(self) -> Transcript:
        """Return what was gathered; a file that says nothing is refused."""
        if not self._blocks:
            raise PackageRefused("paper-empty")
        return Transcript(self._file, tuple(self._blocks))
