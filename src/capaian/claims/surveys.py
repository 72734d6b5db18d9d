"""Tables of satisfaction surveys: an element (unsur) a row, or a column where the table lies on its side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from capaian.claims.figures.notation import NotationVotes
from capaian.claims.figures.parse import read_figure
from capaian.claims.figures.years import year_in
from capaian.claims.tables.expanded_grid import ExpandedGrid, flipped
from capaian.core.claims.figure import Figure, Notation
from capaian.core.claims.survey import Element, Measure, Survey, Whole

_NAME = re.compile(r"\bunsur\b|\belements?\b", re.IGNORECASE)
_FOREIGN = re.compile(r"\b(?:target|realisasi|capaian|indikator kinerja|anggaran)\b", re.IGNORECASE)
_SURVEYED = re.compile(
    r"\b(?:kepuasan|survei|survey|skm|ikm|nrr|responden|unsur pelayanan|satisfaction)\b", re.IGNORECASE
)
"""What tells a survey from other scores by element, as those of internal control (SPIP)."""
_NUMBER = re.compile(r"\W*(?:no|nomor|kode|code)\b\.?\W*\Z", re.IGNORECASE)
_WEIGHTED = re.compile(r"tertimbang|weighted", re.IGNORECASE)
_WEIGHT = re.compile(r"\W*(?:bobot|weight)\b", re.IGNORECASE)
_RATING = re.compile(r"\b(?:mutu|kategori|predikat|kinerja|keterangan|kualitas|rating)\b", re.IGNORECASE)
_INDEX = re.compile(r"konversi|\b(?:ikm|skm|indeks|index)\b|[x×]\s*25\b|survei kepuasan", re.IGNORECASE)
_MEAN = re.compile(r"\bnrr\b|rata\W{0,3}rata|rerata|\bnilai\b|\bskor\b|\bmean\b|\baverage\b", re.IGNORECASE)
_ANSWERS = re.compile(r"jumlah|total|[∑Σ]", re.IGNORECASE)
_WHOLE = re.compile(
    r"\W*(?:jumlah|total|rata|rerata|nrr|nilai\s+(?:skm|ikm|indeks|rata|interval|konversi|akhir|total|survei|nrr)"
    r"|skm|ikm|indeks|index|mutu|kinerja unit|konversi|kategori|predikat|survei kepuasan|hasil akhir)\b",
    re.IGNORECASE,
)
_NAMED_WEIGHT = re.compile(r"(?:bobot|weight|[x×*])\D{0,15}?(1\s?/\s?\d{1,2}|0[.,]\d{1,4})", re.IGNORECASE)
_LEAST, _MOST_ELEMENTS, _MOST_HEADING = 3, 60, 6
_HIGHEST_MEAN, _LOWEST_INDEX, _HIGHEST_INDEX = 4, 25, 100


def survey_of(lattice: ExpandedGrid, title: str) -> Survey | None:
    """Return what the table claims of a survey, or ``None`` where it is no such table."""
    found = _upright(lattice, title)
    if found is None and len(lattice.rows) <= _MOST_ELEMENTS:
        side = flipped(lattice)
        found = _upright(side, title) if side is not None else None
    return found


def _upright(lattice: ExpandedGrid, title: str) -> Survey | None:
    head = next((row for row in range(min(_MOST_HEADING, len(lattice.rows))) if _names(lattice, row)), None)
    if head is None:
        return None
    first = next((row for row in range(head + 1, len(lattice.rows)) if _is_filled(lattice, row)), None)
    if first is None or first - head > _MOST_HEADING:
        return None
    headings = {
        column: " ".join(dict.fromkeys(lattice.text(row, column) for row in range(head, first)))
        for column in range(lattice.width)
    }
    if any(_FOREIGN.search(heading) for heading in headings.values()):
        return None
    said = [title, *headings.values(), *(_label(lattice, row) for row in range(first, len(lattice.rows)))]
    if not any(_SURVEYED.search(text) for text in said):
        return None
    body = [row for row in range(first, len(lattice.rows)) if lattice.own(row)]
    end = next((at for at, row in enumerate(body) if _WHOLE.match(_label(lattice, row))), len(body))
    rows, totals = body[:end], body[end:]
    if not _LEAST <= len(rows) <= _MOST_ELEMENTS:
        return None
    name = _name_column(lattice, headings, rows)
    notation = _notation(lattice, headings, rows)
    if name is None or notation is None:
        return None
    measures = _measures(lattice, headings, rows, name, notation)
    if _weighs_unlike(lattice, headings, rows, notation):
        return None
    if not {Measure.MEAN, Measure.WEIGHTED, Measure.INDEX} & set(measures.values()):
        return None
    elements = tuple(_elements(lattice, rows, name, measures, notation))
    if len(elements) < _LEAST:
        return None
    weight = next((found[1] for heading in headings.values() if (found := _NAMED_WEIGHT.search(heading))), "")
    wholes = (*_across(lattice, rows, headings, measures, notation), *_wholes(lattice, totals, measures, notation))
    spot = lattice.spot(rows[0], name)
    return Survey(lattice.grid.table, spot, notation, elements, wholes, weight.replace(" ", ""), year_in(title))


def _names(lattice: ExpandedGrid, row: int) -> bool:
    """Whether a row heads elements and a measure of them."""
    texts = [cell.text for _, cell in lattice.own(row)]
    named = [text for text in texts if _NAME.search(text) and len(text) < 60]
    return bool(named) and any(
        text is not named[0] and (_MEAN.search(text) or _WEIGHTED.search(text) or _INDEX.search(text))
        for text in texts
    )


def _is_filled(lattice: ExpandedGrid, row: int) -> bool:
    """Whether a row is more than headings or the numbers of columns: words, and a figure of two digits or more."""
    cells = [cell.text.strip("() ") for _, cell in lattice.own(row)]
    figures = [text for text in cells if re.fullmatch(r"\d+[.,]?\d*%?", text)]
    return bool(figures) and len(figures) < len(cells) and any(len(text) > 1 for text in figures)


def _label(lattice: ExpandedGrid, row: int) -> str:
    return next((cell.text for _, cell in lattice.own(row) if sum(map(str.isalpha, cell.text)) > 2), "")


def _name_column(lattice: ExpandedGrid, headings: Mapping[int, str], rows: Sequence[int]) -> int | None:
    """The column of the elements' words; of their codes (U1) where there are no words."""
    best, most = None, 0
    for column, heading in headings.items():
        if _NUMBER.match(heading) or _RATING.search(heading):
            continue
        letters = sum(min(20, sum(map(str.isalpha, lattice.text(row, column)))) for row in rows)
        if letters > most:
            best, most = column, letters
    return best


def _figure(lattice: ExpandedGrid, row: int, column: int, notation: Notation) -> Figure | None:
    cell = lattice.rows[row][column]
    if cell is None or not cell.text or not lattice.begins(row, column):
        return None
    figure = read_figure(cell.text, lattice.spot(row, column), notation, cell.number)
    return None if figure is None or figure.absent else figure


def _notation(lattice: ExpandedGrid, headings: Mapping[int, str], rows: Sequence[int]) -> Notation | None:
    """The notation in which the means lie between 1 and 4 and indices below 100: 3.452 is no three thousand."""
    fits: dict[Notation, tuple[int, bool]] = {}
    told = NotationVotes()
    for row in rows:
        for _, cell in lattice.own(row):
            told.add(cell.text)
    for notation in (Notation.INDONESIAN, Notation.PLAIN):
        read = [
            figure.amount
            for column, heading in headings.items()
            if _MEAN.search(heading) or _WEIGHTED.search(heading) or _INDEX.search(heading)
            for row in rows
            if (figure := _figure(lattice, row, column, notation)) is not None and figure.amount is not None
        ]
        fits[notation] = sum(1 for amount in read if amount <= _HIGHEST_INDEX), notation is told.winner
    best = max(fits, key=lambda notation: fits[notation])
    return best if fits[best][0] else None


def _weighs_unlike(
    lattice: ExpandedGrid, headings: Mapping[int, str], rows: Sequence[int], notation: Notation
) -> bool:
    """Whether a column gives the elements unlike weights, which no satisfaction survey does."""
    for column, heading in headings.items():
        if _WEIGHT.match(heading) and not _MEAN.search(heading):
            figures = (_figure(lattice, row, column, notation) for row in rows)
            if len({figure.amount for figure in figures if figure is not None}) > 1:
                return True
    return False


def _measures(
    lattice: ExpandedGrid, headings: Mapping[int, str], rows: Sequence[int], name: int, notation: Notation
) -> dict[int, Measure]:
    """Which columns measure what, by heading and by the figures in them; the first of each kind."""
    found: dict[int, Measure] = {}
    for column, heading in headings.items():
        if column == name or _NUMBER.match(heading) or (_WEIGHT.match(heading) and not _MEAN.search(heading)):
            continue
        figures = [_figure(lattice, row, column, notation) for row in rows]
        amounts = [figure.amount for figure in figures if figure is not None and figure.amount is not None]
        measure = _measure(heading, amounts, len(rows))
        if measure is not None and measure not in found.values():
            found[column] = measure
    return found


def _measure(heading: str, amounts: Sequence[Fraction], rows: int) -> Measure | None:
    if len(amounts) * 2 < rows:
        return Measure.RATING if _RATING.search(heading) and not amounts else None
    if _WEIGHTED.search(heading):
        return Measure.WEIGHTED
    if not (_MEAN.search(heading) or _INDEX.search(heading) or _ANSWERS.search(heading)):
        return None
    if all(1 <= amount <= _HIGHEST_MEAN for amount in amounts):
        return Measure.MEAN
    whole = all(amount.denominator == 1 for amount in amounts)
    if whole and _ANSWERS.search(heading):
        return Measure.ANSWERS
    inside = all(_LOWEST_INDEX <= amount <= _HIGHEST_INDEX for amount in amounts)
    return Measure.INDEX if inside and not whole else Measure.ANSWERS if whole else None


def _elements(
    lattice: ExpandedGrid, rows: Sequence[int], name: int, measures: Mapping[int, Measure], notation: Notation
) -> Iterator[Element]:
    for row in rows:
        figures = [
            (measure, figure)
            for column, measure in measures.items()
            if (figure := _figure(lattice, row, column, notation)) is not None
            and (figure.is_number or measure is Measure.RATING)
        ]
        said = " ".join(lattice.text(row, name).split())
        if said and any(measure is not Measure.RATING for measure, _ in figures):
            yield Element(said, lattice.spot(row, name), tuple(figures))


def _across(
    lattice: ExpandedGrid,
    rows: Sequence[int],
    headings: Mapping[int, str],
    measures: Mapping[int, Measure],
    notation: Notation,
) -> Iterator[Whole]:
    """Figures of all elements in a column of their own, as where the table lies on its side."""
    for column, heading in headings.items():
        if column in measures:
            continue
        figures = [figure for row in rows if (figure := _figure(lattice, row, column, notation)) is not None]
        if len(figures) == 1 and (measure := _of_whole(heading, figures[0], None)) is not None:
            yield Whole(" ".join(heading.split()), measure, figures[0])


def _wholes(
    lattice: ExpandedGrid, rows: Sequence[int], measures: Mapping[int, Measure], notation: Notation
) -> Iterator[Whole]:
    for row in rows:
        label = " ".join(_label(lattice, row).split())
        for column, cell in lattice.own(row):
            figure = _figure(lattice, row, column, notation)
            if figure is None or " ".join(cell.text.split()) == label:
                continue
            measure = _of_whole(label, figure, measures.get(column))
            if measure is not None:
                yield Whole(label, measure, figure)


def _of_whole(label: str, figure: Figure, column: Measure | None) -> Measure | None:
    """Return what a figure of all elements is, by its words, its column and its size."""
    if figure.amount is None:
        return Measure.RATING if _RATING.search(label) or column is Measure.RATING else None
    if not figure.is_number or column is Measure.ANSWERS:
        return None
    if figure.amount > _HIGHEST_MEAN:
        is_index = _INDEX.search(label) is not None or column is Measure.INDEX
        return Measure.INDEX if is_index and _LOWEST_INDEX <= figure.amount <= _HIGHEST_INDEX else None
    if figure.amount < 1:
        return None
    if column is Measure.WEIGHTED or _WEIGHTED.search(label):
        return Measure.WEIGHTED
    summed = _ANSWERS.search(label) is not None and not re.search("rata|nrr", label, re.IGNORECASE)
    return None if summed else Measure.MEAN
