"""Objections to achievements that follow from no rule."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from capaian.audit.line import causes
from capaian.audit.line.rule_fitting import possible
from capaian.audit.line.rule_inference import RuledRow, TableRows
from capaian.audit.objections import ShownFigure, objection
from capaian.audit.tolerance import amount_of, prints_as, written, written_like, written_short
from capaian.core.claims.figure import Notation
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import Finding, finding
from capaian.core.measurement.achievement import RuleKey


def achievement_faults(rows: TableRows) -> Iterator[Objection]:
    """Yield a row's achievement that no rule gives; of a table whose rows show no rule, that it shows none."""
    unfit = [one for one in rows.achieved if one.fit is None]
    if not unfit or _repeats_actual(rows):
        return
    if not rows.is_clear:
        first = unfit[0].row
        fitting = sum(one.follows for one in rows.achieved)
        said = finding("achievement-rule-unclear", fitting=fitting, rows=len(rows.achieved))
        yield objection(first.sighting, first.achievement.spot, said, ShownFigure(first.achievement.text))
        return
    for one in unfit:
        yield from _fault(one, rows)


def _repeats_actual(rows: TableRows) -> bool:
    """Tell whether the column repeats the actuals: then it is headed *capaian* and holds none."""
    same = sum(amount_of(one.row.achievement) == one.row.actual.amount for one in rows.achieved)
    return 2 * same > len(rows.achieved)


def expected(one: RuledRow) -> Fraction | None:
    """Return what the row should print, before rounding."""
    if one.due is not None:
        return one.due
    first = next((reach for _, _, reach in possible(one.row) if reach.is_point), None)
    return None if first is None else first.low * one.scale


def _fault(one: RuledRow, rows: TableRows) -> Iterator[Objection]:
    row, due = one.row, one.cut.true.low if one.cut else expected(one)
    if due is None:
        return
    notation, figure = row.sighting.board.notation, row.achievement
    right = written_like(due, figure, notation)
    shown = ShownFigure(figure.text, right, row.sighting.line.name)
    if one.cut is not None:
        full = written(due, figure.decimals + 2, notation)
        said = finding("truncated-not-rounded", printed=figure.text.strip(), exact=full, recomputed=right)
    else:
        how = _arithmetic(one, notation)
        said = finding("achievement-arithmetic", printed=figure.text.strip(), arithmetic=how, recomputed=right)
    cause = None if one.cut else _why(one, due, rows)
    yield objection(row.sighting, figure.spot, said, shown, cause=cause)


def _arithmetic(one: RuledRow, notation: Notation) -> str:
    """Write the likely rule out with the row's figures: ``92,31/90 × 100``."""
    row = one.row
    target = row.target.text.strip() or "…"
    actual = row.actual.text.strip()
    if row.exact is not None and row.exact != row.actual.amount:
        actual = written(row.exact, row.actual.decimals + 2, notation)
    if row.target.grade is not None or row.target.high is not None:
        return f"{actual} : {target}"
    if row.target.amount is not None:
        target = written_short(row.target.amount, notation)
    match one.likely:
        case RuleKey.LOWER_REFLECTED:
            return f"(2 × {target} − {actual})/{target} × 100"
        case RuleKey.LOWER_INVERSE:
            return f"{target}/{actual} × 100"
        case _:
            return f"{actual}/{target} × 100"


def _why(one: RuledRow, due: Fraction, rows: TableRows) -> Finding | None:
    figure = one.row.achievement
    others = ((other.row.sighting.line.name, other.row.achievement) for other in rows.achieved if other is not one)
    return causes.transcription_slip(figure, due) or _other_operand(one) or causes.copied(figure, others)


def _other_operand(one: RuledRow) -> Finding | None:
    """Return that target or actual of another column was taken: last year's, or the target itself."""
    row, figure = one.row, one.row.achievement
    actual, target = row.actual.amount, row.target.amount
    if actual is None or target is None:
        return None
    for other in row.sighting.line.comparisons:
        if other is row.comparison:
            continue
        for name, top, bottom in (
            ("cause-other-actual", other.actual, row.target),
            ("cause-other-target", row.actual, other.target),
        ):
            if top is None or bottom is None or top.amount is None or not bottom.amount:
                continue
            value = one.likely_of(top.amount, bottom.amount)
            if value is not None and prints_as(value, figure):
                return finding(
                    name, period=other.period or "…", actual=top.text.strip(), target=bottom.text.strip()
                )
    return None
