"""Papers written as text: a table has ``|`` between its cells, ``<3`` before one that spans three columns."""

from __future__ import annotations

from capaian.claims.extract import claims_of
from capaian.core.claims.claim import Claims, Comparison, Explanation, Line
from capaian.core.claims.figure import Figure, Notation
from capaian.core.claims.transcript import Cell, Grid, Passage, Transcript


def table(text: str, number: int = 1, block: int = 1, *, spans: bool = True) -> Grid:
    """Return the table that ``text`` draws; without ``spans`` as media write it that know none."""
    cells = []
    for row, line in enumerate(text.strip("\n").split("\n"), 1):
        column = 1
        for part in line.split("|"):
            said, span = part.strip(), 1
            if said.startswith("<"):
                span, said = int(said[1]), said[2:].strip()
            if said:
                cells.append(Cell(said, row, column, columns=span if spans else 1))
            column += span
    return Grid(number, block, tuple(cells))


def paper(*blocks: str, spans: bool = True) -> Transcript:
    """Return a paper of passages and tables, in order."""
    made: list[Passage | Grid] = []
    for block, text in enumerate(blocks, 1):
        if "|" in text:
            tables = sum(isinstance(one, Grid) for one in made)
            made.append(table(text, tables + 1, block, spans=spans))
        else:
            made.append(Passage(block, text))
    return Transcript("laporan.txt", tuple(made))


def read(*blocks: str, assume: Notation | None = None, spans: bool = True) -> Claims:
    return claims_of(paper(*blocks, spans=spans), assume)


def said(figure: Figure | None) -> str:
    """Return what a figure prints; a hyphen where there is none or it says so."""
    return "-" if figure is None or figure.absent else figure.text


def compared(one: Comparison) -> str:
    """Return ``period subject: target actual achievement rating`` of a comparison, shortly."""
    figures = [said(one.target), said(one.actual), said(one.achievement)]
    if one.rating is not None:
        figures.append(said(one.rating))
    head = " ".join(part for part in (one.period, "Rp" if one.subject == "budget" else "") if part)
    return f"{head}: {' '.join(figures)}".removeprefix(": ")


def lined(line: Line) -> str:
    return f"{line.code} {line.name} = " + "; ".join(compared(one) for one in line.comparisons)


def explained(text: str) -> Explanation:
    """Return what a cell of workings says."""
    heading = [Cell(name, 1, n) for n, name in enumerate(("Indikator", "Target", "Formulasi Perhitungan"), 1)]
    row = [Cell("Persentase warga", 2, 1), Cell("90,50", 2, 2), Cell(text, 2, 3)]
    (_, line), *_ = claims_of(Transcript("x", (Grid(1, 1, (*heading, *row)),))).lines
    assert line.explanation is not None
    return line.explanation
