"""Targets met before their year began: below last year's actual, passed every year, true by definition."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from capaian.audit.grouping import words_of
from capaian.audit.objections import object_to
from capaian.audit.report.promises import scored
from capaian.audit.tolerance import amount_of
from capaian.core.claims.claim import Board, Claims, Comparison, Line, Subject
from capaian.core.claims.figure import Figure, Mark
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import finding
from capaian.core.plan.indicator import Direction

_YEARS = 3
"""From how many years on an unchanged target that was always passed is worth a note."""


def easy_targets(claims: Claims) -> Iterator[Objection]:
    """Yield each such target once, at the first table that shows it."""
    said: set[tuple[str, str]] = set()
    for board, line in claims.lines:
        for one in (*_below_last(claims, board, line), *_unchanged(line), *_by_definition(line)):
            key = (one.code, " ".join(words_of(line.name)))
            if key not in said:
                said.add(key)
                yield one


def _below_last(claims: Claims, board: Board, line: Line) -> Iterator[Objection]:
    main, better = line.main, scored(line.main)
    year = main.year or board.year or claims.year
    if better is None or year is None or main.subject is not Subject.PERFORMANCE:
        return
    before = next((c for c in line.comparisons[1:] if c.year == year - 1 and c.subject is main.subject), None)
    if before is None or not (_is_plain(main.target) and _is_plain(before.actual)):
        return
    target, actual = main.target, before.actual
    assert target is not None and actual is not None, "plain figures are there"
    if _passes(better, actual, target) and (target.mark, target.unit) == (actual.mark, actual.unit):
        said = finding("target-below-last", target=target.text.strip(), actual=actual.text.strip(), year=year - 1)
        yield object_to(said, target, line)


def _unchanged(line: Line) -> Iterator[Objection]:
    better = scored(line.main)
    dated = {c.year: c for c in line.comparisons if c.year is not None and _is_met_plainly(c)}
    years = sorted(year for year in dated if year is not None)
    if better is None or len(years) < _YEARS or any(after != before + 1 for before, after in pairwise(years)):
        return
    targets = [figure for year in years if (figure := dated[year].target) is not None]
    actuals = [figure for year in years if (figure := dated[year].actual) is not None]
    if len({amount_of(target) for target in targets}) > 1:
        return
    if all(_passes(better, actual, target) for actual, target in zip(actuals, targets, strict=True)):
        first = targets[-1]
        said = finding("target-unchanged", target=first.text.strip(), begin=years[0], end=years[-1])
        yield object_to(said, first, line)


def _by_definition(line: Line) -> Iterator[Objection]:
    words = line.explanation.words if line.explanation else None
    if line.explanation is None or words is None:
        return
    above, below = words_of(words.numerator), words_of(words.denominator)
    if above and above == below:
        yield object_to(finding("always-hundred", words=words.numerator), line.explanation.spot, line)


def _is_met_plainly(comparison: Comparison) -> bool:
    plain = _is_plain(comparison.target) and _is_plain(comparison.actual)
    return plain and comparison.subject is Subject.PERFORMANCE


def _is_plain(figure: Figure | None) -> bool:
    if figure is None or not figure.is_number or figure.grade is not None:
        return False
    return not figure.bound and figure.mark is not Mark.RUPIAH


def _passes(better: Direction, actual: Figure, target: Figure) -> bool:
    if better is Direction.HIGHER:
        return amount_of(actual) > amount_of(target)
    return amount_of(actual) < amount_of(target)
