"""A paper before any format: paragraphs and tables whose cells know their spans."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Equation:
    """``numerator / denominator × factor = result``, which Word may set as equation; ``text`` is its plain form."""

    numerator: str
    denominator: str
    factor: str
    result: str
    text: str


Piece = str | Equation


@dataclass
class Cell:
    """``lines`` of pieces; ``rows`` and ``columns`` it covers; ``number`` where a workbook would hold a number."""

    lines: list[list[Piece]]
    rows: int = 1
    columns: int = 1
    number: Fraction | None = None
    decimals: int = 0
    percent: bool = False
    bold: bool = False

    @property
    def text(self) -> str:
        return "\n".join("".join(one if isinstance(one, str) else one.text for one in line) for line in self.lines)


def cell(text: str = "", *, rows: int = 1, columns: int = 1, bold: bool = False) -> Cell:
    return Cell([[line] for line in text.split("\n")], rows, columns, bold=bold)


@dataclass
class Table:
    """Rows of cells; what a span covers is ``None``. The first ``head`` rows are headings."""

    rows: list[list[Cell | None]]
    head: int
    name: str = ""

    @property
    def width(self) -> int:
        return max(len(row) for row in self.rows)


@dataclass
class Heading:
    text: str


@dataclass
class Paper:
    blocks: list[str | Heading | Table] = field(default_factory=list)

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]


def filled(rows: list[list[Cell | None]]) -> list[list[str]]:
    """Return the texts of rows where the medium has no spans: what is covered stays empty."""
    return [[one.text if one else "" for one in row] for row in rows]
