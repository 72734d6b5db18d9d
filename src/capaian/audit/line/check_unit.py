"""Objections to units that do not belong together, and notes on parts that make a poor mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from capaian.audit.grouping import IndicatorMentions, Sighting
from capaian.audit.line.cases import WorkingCase
from capaian.audit.line.judged_workings import ClosingJoin, pooled
from capaian.audit.line.ratios import JudgedRatio
from capaian.audit.objections import ShownFigure, heading_at, objection
from capaian.audit.tolerance import amount_of, written_like
from capaian.core.claims.claim import Line, Ratio, Subject
from capaian.core.claims.figure import Figure, Mark
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import finding
from capaian.core.plausibility.mean_parts import Share, have_unlike_bases, money_and_counts, nested_parts

_PERCENT = re.compile(r"%|\bpersen\b", re.IGNORECASE)
_NO_UNIT = frozenset({"", "-", "–", "%", "persen", "persentase", "prosentase", "angka", "nilai", "indeks"})


def target_units(told: IndicatorMentions) -> Iterator[Objection]:
    """Yield a target or actual whose unit is not that of its column or its line, once for an indicator."""
    for sighting in told.sightings:
        found = next(_of_target(sighting), None)
        if found is not None:
            yield found
            return


def _of_target(sighting: Sighting) -> Iterator[Objection]:
    line, main = sighting.line, sighting.line.main
    target, actual = main.target, main.actual
    if target is not None and target.grade is not None and _PERCENT.search(heading_at(sighting.board, target.spot)):
        heading = heading_at(sighting.board, target.spot)
        found = [target, *(other.target for other in line.comparisons[1:] if other.target and other.target.grade)]
        texts = dict.fromkeys(f'"{figure.text.strip()}"' for figure in found)
        said = finding("unit-mismatch", found=", ".join(texts), expected=f'"{heading}"')
        yield objection(sighting, target.spot, said, ShownFigure(target.text, quote=line.name))
    if actual is not None and actual.is_number and main.subject is Subject.PERFORMANCE:
        unit = _unit_of(line, target)
        if unit and actual.mark is Mark.PERCENT:
            said = finding("unit-mismatch", found=f'"{actual.text.strip()}"', expected=f'"{unit}"')
            yield objection(sighting, actual.spot, said, ShownFigure(actual.text, quote=line.name))


def _unit_of(line: Line, target: Figure | None) -> str:
    """Return the unit that the line or its target names, where that is certainly no percentage."""
    named = line.unit.strip()
    if _PERCENT.search(named) or named.casefold() in _NO_UNIT - {""}:
        return ""
    if target is not None and (target.mark is Mark.PERCENT or not target.is_number):
        return ""
    return named or (target.unit.strip() if target is not None else "")


def mean_units(case: WorkingCase) -> Iterator[Objection]:
    """Yield a mean over money and counts, and notes on means of parts that are unlike or hold one another."""
    judged = [one for one in (case.working.joint.judged if case.working.joint else ()) if one.exact is not None]
    if (
        case.working.joined not in (ClosingJoin.MEAN, ClosingJoin.CUT)
        or len(judged) < 2
        or case.working.closing is None
    ):
        return
    shares = [_share(one.ratio) for one in judged]
    both = money_and_counts(shares)
    if both:
        result = case.working.closing.result
        said = finding("unit-mismatch", found=both[0].text, expected=both[1].text)
        follows = finding("consequence-unlike-mean", printed=result.text.strip())
        shown = ShownFigure(result.text, quote=case.working.explanation.text)
        yield objection(case.sighting, result.spot, said, shown, consequence=follows)
        return
    yield from _unlike(case, judged, shares)
    yield from _holding(case, shares)


def _share(ratio: Ratio) -> Share:
    top, bottom = ratio.numerator, ratio.denominator
    money = Mark.RUPIAH in (top.mark, bottom.mark)
    text = f"{top.text.strip()}/{bottom.text.strip()}"
    return Share(ratio.label.strip(" :="), amount_of(top), amount_of(bottom), money, text)


def _unlike(case: WorkingCase, judged: list[JudgedRatio], shares: Sequence[Share]) -> Iterator[Objection]:
    closing, whole = case.working.closing, pooled(judged)
    assert closing is not None
    if not have_unlike_bases(shares) or whole is None:
        return
    notation, result = case.sighting.board.notation, closing.result
    again = written_like(whole, result, notation)
    if again == written_like(amount_of(result), result, notation):
        return
    parts = "; ".join(share.text for share in shares)
    said = finding("parts-unlike", printed=result.text.strip(), parts=parts)
    follows = finding("consequence-pooled", pooled=again)
    shown = ShownFigure(result.text, again, case.working.explanation.text)
    yield objection(case.sighting, result.spot, said, shown, consequence=follows)


def _holding(case: WorkingCase, shares: Sequence[Share]) -> Iterator[Objection]:
    """Yield that one part holds another: of those who entered some won, and both are averaged."""
    closing, both = case.working.closing, nested_parts(shares)
    assert closing is not None
    if both:
        large, small = (f"{share.label} {share.text}" for share in both)
        said = finding("parts-unlike", printed=closing.result.text.strip(), parts=f"{large}; {small}")
        follows = finding("consequence-nested", large=large, small=small)
        shown = ShownFigure(closing.result.text, quote=case.working.explanation.text)
        yield objection(case.sighting, closing.result.spot, said, shown, consequence=follows)
