"""A scale of ratings as a report prints it: intervals and their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from capaian.claims.figures.parse import read_figure
from capaian.claims.tables.columns import HeadedColumn
from capaian.claims.tables.expanded_grid import ExpandedGrid
from capaian.claims.tables.headings import ColumnRole
from capaian.core.claims.claim import PrintedScale
from capaian.core.claims.figure import Figure, Notation

_INTERVAL = re.compile(
    r"interval|rentang|skala|skor|range|batas|persentase|nilai|scale|score|capaian", re.IGNORECASE
)
_NOTHING = frozenset({ColumnRole.NUMBER, ColumnRole.OTHER, ColumnRole.REMARK})


def scale_of(
    lattice: ExpandedGrid, columns: Sequence[HeadedColumn], body: range, notation: Notation, title: str
) -> PrintedScale | None:
    """Return the scale that a table prints: a column of intervals, one of words, else numbers only."""
    words = [column.index for column in columns if column.role is ColumnRole.RATING]
    bands = [
        column.index
        for column in columns
        if column.role is not ColumnRole.RATING and _INTERVAL.search(column.heading)
    ]
    if not words or not bands or any(_speaks(column, bands[0]) for column in columns):
        return None
    steps: list[tuple[Figure, str]] = []
    for row in body:
        word = " ".join(lattice.text(row, words[0]).split())
        text = lattice.text(row, bands[0])
        figure = read_figure(text, lattice.spot(row, bands[0]), notation) if text else None
        if word and figure is not None and figure.amount is not None:
            steps.append((figure, word))
    if len(steps) < 2:
        return None
    return PrintedScale(lattice.grid.table, steps[0][0].spot, title, tuple(steps))


def _speaks(column: HeadedColumn, band: int) -> bool:
    if column.index == band or not column.heading or column.role in _NOTHING or column.role is ColumnRole.RATING:
        return False
    return column.role is not None
