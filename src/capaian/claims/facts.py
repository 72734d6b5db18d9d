"""Tables that are no boards: plain lists of a label and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaian.claims.figures.notation import TableNotation
from capaian.claims.figures.parse import NUMBER, read_figure
from capaian.claims.figures.vocabulary import STATISTICS
from capaian.claims.tables.expanded_grid import ExpandedGrid
from capaian.core.claims.figure import Figure

MAX_LABEL = 200
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_amount(text: str) -> bool:
    """Tell whether a text is mostly a number: digits, and few words beside them."""
    return len(text) <= 60 and NUMBER.search(text) is not None and sum(map(str.isalpha, text)) <= 12


def holds_figures(lattice: ExpandedGrid, rows: range) -> bool:
    """Tell whether rows hold figures beside labels: two or more that are not just the numbers of rows."""
    counted = 0
    for row in rows:
        for column, cell in lattice.own(row):
            if is_amount(cell.text) and (column or cell.number or not cell.text.strip("(). ").isdigit()):
                counted += 1
                if counted >= 2:
                    return True
    return False


def is_list(lattice: ExpandedGrid, rows: range) -> bool:
    """Tell whether every row is a label with at most one figure: a list that needs no headings."""
    for row in rows:
        cells = [cell for _, cell in lattice.own(row)]
        figures = sum(1 for cell in cells if is_amount(cell.text))
        if figures > 1 and not (figures == 2 and cells[0].text.strip("(). ").isdigit()):
            return False
        if figures and len(cells) == figures:
            return False
    return True


def is_statistic(lattice: ExpandedGrid, rows: range) -> bool:
    """Tell whether the first rows name people or things that are counted: staff, inhabitants, goods."""
    said: set[str] = set()
    for row in rows[:2]:
        for _, cell in lattice.own(row):
            said.update(re.findall(r"[a-z]+(?:-[a-z]+)*", cell.text[:80].lower()))
    return len(said & STATISTICS) >= 1


def facts_of(lattice: ExpandedGrid, rows: range, writing: TableNotation) -> Iterator[tuple[str, Figure]]:
    """Yield each figure with the words of its row before it."""
    headings: dict[int, str] = {}
    for row in rows:
        label = ""
        for column, cell in lattice.own(row):
            if not is_amount(cell.text) and column and not NUMBER.search(cell.text):
                headings.setdefault(column, " ".join(cell.text.split())[:MAX_LABEL])
            if is_amount(cell.text):
                figure = read_figure(cell.text, lattice.spot(row, column), writing.reading, cell.number)
                if label and figure is not None and figure.amount is not None and not _YEAR.fullmatch(cell.text):
                    yield f"{label} {headings.get(column, '')}".strip(), figure
            elif any(character.isalpha() for character in cell.text):
                label = " ".join(cell.text.split())[:MAX_LABEL].strip(" :=")
