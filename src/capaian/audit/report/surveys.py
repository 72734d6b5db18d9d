"""Satisfaction surveys by their elements: means, weighted means, their sum, and the index of 25 times that.

Permen PANRB 14/2017 weighs the mean of each of n elements (NRR) with 1/n, adds up and multiplies by 25. Its own
example rounds the weight of nine elements to 0,11, so that both are honest; what a table does is told by its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from capaian.audit.objections import object_to
from capaian.audit.report.rating_scales import IKM, SKM, SKM_OF_FOUR, SKM_SINCE, Scale
from capaian.audit.tolerance import (
    RoundingInterval,
    amount_of,
    exact_interval,
    interval_prints_as,
    is_truncated,
    rounding_interval,
    written,
)
from capaian.core.claims.claim import Claims
from capaian.core.claims.figure import Figure, Notation
from capaian.core.claims.objection import Objection
from capaian.core.claims.survey import Element, Measure, Survey
from capaian.core.claims.transcript import Spot
from capaian.core.findings.finding import finding
from capaian.core.numbers.arithmetic import divide, scaled_half_up, total
from capaian.core.numbers.numerals import read_indonesian, read_plain
from capaian.core.wording import Both, both, inside

TIMES = Fraction(25)
_USUAL = (9, 14)
"""Elements of Permen PANRB 14/2017 and of Kep. Menpan 25/2004: their weights also stand where a row is left out."""
_WEIGHT_DECIMALS = (2, 3, 4)
_MOST_ANSWERS = 100_000
IKM_OF_FOUR = Scale(
    "IKM (Kep. Menpan 25/2004)",
    tuple((letter, Fraction(low)) for letter, low in (("A", "3.26"), ("B", "2.51"), ("C", "1.76"), ("D", "1"))),
    Fraction(1, 100),
)
_LETTERS = {"sangat baik": "A", "baik": "B", "kurang baik": "C", "tidak baik": "D"}


Right = Mapping[Spot, tuple[str, Fraction]]
"""By the spot of a mean that is wrong: the arithmetic that shows it, and what it should be."""


def surveys(claims: Claims) -> Iterator[Objection]:
    """Yield what the tables of surveys say against their own arithmetic."""
    for survey in claims.surveys:
        right = dict(_right_means(survey))
        yield from _means(survey, right)
        yield from _weighted(survey, right)
        yield from _indices(survey, right)
        found = list(_wholes(survey))
        yield from found
        # A letter at a wrong index may be that of the right one.
        yield from _ratings(survey, survey.year or claims.year, right, {one.spot for one in found})


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight and how it is written: ``1/9``, ``0,11``."""

    amount: Fraction
    shown: str


def _pairs(survey: Survey, one: Measure, other: Measure) -> list[tuple[Element, Figure, Figure]]:
    found = ((element, element.figure(one), element.figure(other)) for element in survey.elements)
    return [(element, a, b) for element, a, b in found if a is not None and b is not None]


def _right_means(survey: Survey) -> Iterator[tuple[Spot, tuple[str, Fraction]]]:
    """Yield, by the spot of each mean that does not follow from its sum of answers, the arithmetic and what it
    should be; only where nearly all rows show how many answered."""
    rows = _pairs(survey, Measure.ANSWERS, Measure.MEAN)
    reaches = [_answered(answers, mean) for _, answers, mean in rows]
    count = _common(reaches)
    if count is None:
        return
    for (_, answers, mean), reach in zip(rows, reaches, strict=True):
        if not reach.low <= count <= reach.high:
            right = divide(amount_of(answers), count)
            assert right is not None, "somebody answered"
            yield mean.spot, (f"{answers.text.strip()} : {written(count, 0, survey.notation)}", right)


def _means(survey: Survey, right: Right) -> Iterator[Objection]:
    for element in survey.elements:
        mean = element.figure(Measure.MEAN)
        if mean is not None and mean.spot in right:
            yield _said(survey, f"NRR {element.name}", mean, *right[mean.spot])


def _answered(answers: Figure, mean: Figure) -> RoundingInterval:
    """Return how many may have answered: rounded up and down to whole people."""
    reach, whole = rounding_interval(mean), amount_of(answers)
    low, high = divide(whole, reach.high), divide(whole, reach.low)
    if low is None or high is None or high < low:
        return RoundingInterval(Fraction(1), Fraction(0))
    return RoundingInterval(Fraction(ceil(low)), Fraction(floor(high)))


def _common(reaches: Sequence[RoundingInterval]) -> Fraction | None:
    """Return how many answered, by all rows but one; ``None`` where the rows do not agree or leave it open."""
    starts = {reach.low for reach in reaches if 1 <= reach.low <= reach.high <= _MOST_ANSWERS}
    fits = {start: sum(1 for reach in reaches if reach.low <= start <= reach.high) for start in starts}
    best = max(fits, key=lambda start: (fits[start], start), default=None)
    if best is None or len(reaches) < 4 or fits[best] < len(reaches) - 1:
        return None
    # The row that does not fit is wrong only where no other number of people would make it right with the others.
    top = min(reach.high for reach in reaches if reach.low <= best <= reach.high)
    return best if top == best or fits[best] == len(reaches) else None


def _weighted(survey: Survey, right: Right) -> Iterator[Objection]:
    """Hold each weighted mean to its mean times the weight that most rows show."""
    rows = _pairs(survey, Measure.MEAN, Measure.WEIGHTED)
    weight = _weight_of(survey, rows)
    if weight is None:
        return
    for element, mean, weighted in rows:
        follows = mean.spot in right and _prints((exact_interval(right[mean.spot][1] * weight.amount),), weighted)
        if not follows and not _weighs(mean, weighted, weight.amount):
            how = f"{mean.text.strip()} × {weight.shown}"
            due = amount_of(mean) * weight.amount
            yield _said(survey, f"NRR tertimbang {element.name}", weighted, how, due)


def _weight_of(survey: Survey, rows: Sequence[tuple[Element, Figure, Figure]]) -> Weight | None:
    """Return the weight by which most rows hold, or ``None`` where no weight makes most of them right."""
    weights = list(_weights(survey))
    fits = [sum(_weighs(mean, weighted, one.amount) for _, mean, weighted in rows) for one in weights]
    best = max(fits, default=0)
    return weights[fits.index(best)] if best >= 2 and 3 * best >= 2 * len(rows) else None


def _weighs(mean: Figure, weighted: Figure, weight: Fraction) -> bool:
    reach = rounding_interval(mean)
    within = interval_prints_as(RoundingInterval(reach.low * weight, reach.high * weight), weighted)
    return within or is_truncated(amount_of(mean) * weight, weighted)


def _weights(survey: Survey) -> Iterator[Weight]:
    named = _amount(survey.weight, survey.notation)
    if named is not None:
        yield Weight(named, survey.weight)
    for count in dict.fromkeys((len(survey.elements), *_USUAL)):
        exact = Fraction(1, count)
        yield Weight(exact, f"1/{count}")
        for decimals in _WEIGHT_DECIMALS:
            rounded = Fraction(scaled_half_up(exact, decimals), 10**decimals)
            yield Weight(rounded, written(rounded, decimals, survey.notation))


def _amount(text: str, notation: Notation) -> Fraction | None:
    above, slash, below = text.partition("/")
    if slash:
        return divide(Fraction(int(above)), Fraction(int(below)))
    return (read_plain if notation is Notation.PLAIN else read_indonesian)(text) if text else None


def _indices(survey: Survey, right: Right) -> Iterator[Objection]:
    """Hold each element's index to 25 times its mean."""
    rows = _pairs(survey, Measure.MEAN, Measure.INDEX)
    held = [_converts(mean, index) for _, mean, index in rows]
    if 3 * sum(held) < 2 * len(held):
        return
    for (element, mean, index), fine in zip(rows, held, strict=True):
        follows = mean.spot in right and _prints((exact_interval(right[mean.spot][1] * TIMES),), index)
        if not fine and not follows:
            yield _said(
                survey,
                Both(f"Nilai {element.name}", f"The index of {element.name}"),
                index,
                f"{mean.text.strip()} × 25",
                amount_of(mean) * TIMES,
            )


def _converts(mean: Figure, index: Figure) -> bool:
    return _prints((_times(rounding_interval(mean), TIMES), exact_interval(amount_of(mean) * TIMES)), index)


def _times(reach: RoundingInterval, factor: Fraction) -> RoundingInterval:
    return RoundingInterval(reach.low * factor, reach.high * factor)


def _prints(reaches: Iterable[RoundingInterval], figure: Figure) -> bool:
    return any(
        interval_prints_as(one, figure) or (one.is_point and is_truncated(one.low, figure)) for one in reaches
    )


def _wholes(survey: Survey) -> Iterator[Objection]:
    """Hold the figures of all elements together to the rows: the sum of the weighted means, and 25 times that."""
    sums = [whole for whole in survey.wholes if whole.measure in (Measure.WEIGHTED, Measure.MEAN)]
    honest = list(_sums(survey))
    if not honest:
        return
    how, exact = _shown_sum(survey)
    for whole in sums:
        if not _prints(honest, whole.figure):
            yield _said(survey, whole.word, whole.figure, how, exact)
    printed = [whole.figure for whole in sums if _prints(honest, whole.figure)]
    scaled = [_times(one, TIMES) for one in (*honest, *(rounding_interval(figure) for figure in printed))]
    points = [exact_interval(amount_of(figure) * TIMES) for figure in printed]
    for whole in survey.wholes:
        if whole.measure is Measure.INDEX and not _prints((*scaled, *points), whole.figure):
            first = printed[0].text.strip() if printed else inside("({})", how)
            right = (amount_of(printed[0]) if printed else exact) * TIMES
            yield _said(survey, whole.word, whole.figure, inside("{} × 25", first), right)


def _sums(survey: Survey) -> Iterator[RoundingInterval]:
    """Yield what the elements honestly come to on the scale from 1 to 4, from each column that is whole."""
    weighted = [element.figure(Measure.WEIGHTED) for element in survey.elements]
    means = [element.figure(Measure.MEAN) for element in survey.elements]
    indices = [element.figure(Measure.INDEX) for element in survey.elements]
    if all(weighted):
        amounts = [figure for figure in weighted if figure is not None]
        yield exact_interval(total(map(amount_of, amounts)))
        yield _added(amounts, Fraction(1))
    if all(means):
        figures = [figure for figure in means if figure is not None]
        yield _added(figures, Fraction(1, len(figures)))
        # A rounded weight does not add up to one, and its sum is printed all the same.
        for decimals in _WEIGHT_DECIMALS:
            yield _added(figures, Fraction(scaled_half_up(Fraction(1, len(figures)), decimals), 10**decimals))
    if all(indices):
        figures = [figure for figure in indices if figure is not None]
        yield _added(figures, Fraction(1, len(figures)) / TIMES)


def _added(figures: Sequence[Figure], weight: Fraction) -> RoundingInterval:
    reaches = [rounding_interval(figure) for figure in figures]
    return RoundingInterval(total(one.low for one in reaches) * weight, total(one.high for one in reaches) * weight)


def _shown_sum(survey: Survey) -> tuple[Both, Fraction]:
    """Return how the sum is made and what it comes to from the printed figures."""
    count = len(survey.elements)
    for measure, (how, how_en), weight in (
        (Measure.WEIGHTED, ("jumlah NRR tertimbang", "the sum of the weighted means"), Fraction(1)),
        (Measure.MEAN, ("rata-rata NRR", "the mean of the means"), Fraction(1, count)),
        (Measure.INDEX, ("rata-rata nilai : 25", "the mean of the indices : 25"), Fraction(1, count) / TIMES),
    ):
        figures = [element.figure(measure) for element in survey.elements]
        if all(figures):
            exact = total(amount_of(figure) for figure in figures if figure is not None) * weight
            return both(
                (f"{how} dari {{count}} unsur", f"{how_en} of {{count}} {{count:element|elements}}"), count=count
            ), exact
    raise AssertionError("a sum was honest, so that a column is whole")


def _ratings(survey: Survey, year: int | None, right: Right, wrong: set[Spot]) -> Iterator[Objection]:
    """Hold letters and words to their figure, by the scale of 2017; before 2018 that of 2004 is as good."""
    now = year is not None and year >= SKM_SINCE
    for element in survey.elements:
        mean, word = element.figure(Measure.MEAN), element.figure(Measure.RATING)
        if mean is not None and word is not None and mean.spot not in right:
            yield from _rated(word, mean, (SKM_OF_FOUR,) if now else (SKM_OF_FOUR, IKM_OF_FOUR))
    indices = [whole.figure for whole in survey.wholes if whole.measure is Measure.INDEX]
    words = [whole.figure for whole in survey.wholes if whole.measure is Measure.RATING]
    for word in words if len(indices) == 1 and indices[0].spot not in wrong else ():
        yield from _rated(word, indices[0], (SKM,) if now else (SKM, IKM))


def _rated(word: Figure, figure: Figure, scales: Sequence[Scale]) -> Iterator[Objection]:
    said = (word.grade or "").strip()
    letter = _LETTERS.get(" ".join(said.casefold().split()), said.upper())
    if letter not in scales[0].words or any(scale.allows(letter, end) for scale in scales for end in _ends(figure)):
        return
    expected = scales[0].word_of(amount_of(figure))
    right = expected if len(said) == 1 else next(name for name, one in _LETTERS.items() if one == expected)
    found = finding("rating-word", scale=scales[0].name, printed=said, amount=figure.text.strip(), expected=right)
    yield object_to(found, word, recomputed=right)


def _ends(figure: Figure) -> tuple[Fraction, Fraction, Fraction]:
    reach = rounding_interval(figure)
    return amount_of(figure), reach.low, reach.high


def _said(survey: Survey, word: str | Both, figure: Figure, how: str | Both, right: Fraction) -> Objection:
    shown, printed = written(right, figure.decimals, survey.notation), figure.text.strip()
    said = finding("survey-arithmetic", word=word, printed=printed, arithmetic=how, recomputed=shown)
    return object_to(said, figure, recomputed=shown)
