"""Every line against its own working, its target and its achievement; every table against its summary; and the
workings of passages that speak of no line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from capaian.audit.grouping import IndicatorMentions, Sighting, group_by_indicator
from capaian.audit.line.cases import WorkingCase, WorkingLink, working_cases
from capaian.audit.line.check_achievement import achievement_faults
from capaian.audit.line.check_mean import mean_faults
from capaian.audit.line.check_passages import passage_faults
from capaian.audit.line.check_unit import mean_units, target_units
from capaian.audit.line.check_wording import wording_faults
from capaian.audit.line.check_working import working_faults
from capaian.audit.line.odd_rules import odd_rules
from capaian.audit.line.operands import quantities
from capaian.audit.line.rule_fitting import ComparedRow
from capaian.audit.line.rule_inference import RuledRow, TableRows, infer_rules, is_checkable
from capaian.audit.tolerance import amount_of, exact_interval, prints_as, rounding_interval
from capaian.core.claims.claim import Board, Claims, Comparison, Line
from capaian.core.claims.figure import Figure, Mark
from capaian.core.claims.objection import Examined, Objection, in_page_order

_PERCENT_NAMES = ("persen", "prosen", "tingkat", "rasio", "cakupan", "angka", "indeks", "nilai", "rata")


def examine_lines(claims: Claims) -> Examined:
    """Return what the lines say against themselves, in page order, and the rules that they show."""
    groups = group_by_indicator(claims)
    explanations = [line.explanation for _, line in claims.lines if line.explanation is not None]
    places = {id(explanation): place for place, explanation in enumerate(explanations)}
    printed = quantities(claims)
    worked = [(group, working_cases(group, printed, places)) for group in groups]
    tables = infer_rules([row for group, found in worked for row in _rows(group, found)])
    achieved = {id(one.row.comparison): one for table in tables for one in table.achieved}
    objections = [
        *(said for group, found in worked for said in _of_indicator(group, found, achieved)),
        *_of_tables(claims.boards, tables, achieved),
        *passage_faults(claims, printed, len(explanations)),
    ]
    return Examined(in_page_order(objections), tuple(rule for table in tables for rule in table.seen))


def _of_indicator(
    group: IndicatorMentions, found: Iterable[WorkingCase], achieved: dict[int, RuledRow]
) -> Iterator[Objection]:
    yield from target_units(group)
    for case in found:
        wordings, upside_down = wording_faults(case)
        yield from wordings
        row = None if case.at is None else achieved.get(id(case.at.line.main))
        yield from working_faults(case, row, upside_down)
        yield from mean_units(case)


def _of_tables(
    boards: Iterable[Board], tables: Iterable[TableRows], achieved: dict[int, RuledRow]
) -> Iterator[Objection]:
    for table in tables:
        yield from achievement_faults(table)
        yield from odd_rules(table)
    for board in boards:
        yield from mean_faults(board, achieved)


def _rows(group: IndicatorMentions, found: Iterable[WorkingCase]) -> Iterator[ComparedRow]:
    """Yield the checkable comparisons of an indicator, with the actual that its working fixes."""
    known = list(found)
    for sighting in group.sightings:
        for comparison in sighting.line.comparisons:
            if is_checkable(comparison):
                yield _row(sighting, comparison, known if comparison is sighting.line.main else [])


def _row(sighting: Sighting, comparison: Comparison, found: Iterable[WorkingCase]) -> ComparedRow:
    actual = comparison.actual
    assert actual is not None
    if actual.amount is None:
        return ComparedRow(sighting, comparison, None, exact_interval(Fraction(0)))
    for case in found:
        if case.actual is None or case.actual.amount != actual.amount:
            continue
        if case.exact is not None and case.link is WorkingLink.FOLLOWS and prints_as(case.exact, actual):
            return ComparedRow(sighting, comparison, case.exact, exact_interval(case.exact))
        if case.right is not None:
            return ComparedRow(sighting, comparison, None, rounding_interval(actual), case.right)
    reach = rounding_interval(actual) if _is_rounded(actual, sighting.line) else exact_interval(amount_of(actual))
    return ComparedRow(sighting, comparison, None, reach)


def _is_rounded(actual: Figure, line: Line) -> bool:
    """Tell whether a printed actual may stand for another one near it: all but whole counts and money may.

    A whole percentage may be one that was printed without its decimals, even beside others that have theirs.
    """
    if actual.decimals:
        return True
    return not actual.unit and actual.mark is not Mark.RUPIAH and _is_percentage(actual, line)


def _is_percentage(actual: Figure, line: Line) -> bool:
    if actual.mark is Mark.PERCENT or "%" in line.unit or "persen" in line.unit.casefold():
        return True
    return not line.unit and line.name.casefold().lstrip().startswith(_PERCENT_NAMES)
