"""Rows whose achievement follows another rule than the others of their kind in the same table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from capaian.audit.line.rule_fitting import LOWER, NUMBER_RULES, fits
from capaian.audit.line.rule_inference import RuledRow, TableRows
from capaian.audit.objections import ShownFigure, objection
from capaian.audit.tolerance import amount_of, written_like
from capaian.core.claims.objection import Objection
from capaian.core.findings.finding import finding
from capaian.core.measurement.achievement import RuleKey
from capaian.core.numbers.arithmetic import clamp
from capaian.core.plausibility.polarity import lower_is_better_word

_FEW = 2
"""Rows that must show a rule before another row is held to it."""


def odd_rules(rows: TableRows) -> Iterator[Objection]:
    """Yield rows of *less is better* that were scored by another rule than the others of that kind.

    Only rows that fit one rule and no other tell anything; where a target is just met, all rules agree.
    """
    telling = {id(one): rule for one in rows.achieved if (rule := _only(one)) is not None}
    count = Counter(rule for rule in telling.values() if rule in LOWER)
    if not count:
        return
    usual, often = count.most_common(1)[0]
    for one in rows.achieved:
        rule = telling.get(id(one))
        if rule is None or rule is usual or not _is_held(one, rule, often, count[rule]):
            continue
        yield from _fault(one, rule, usual)


def _is_held(one: RuledRow, rule: RuleKey, often: int, others: int) -> bool:
    """Tell whether a row should follow the usual rule of its table."""
    if rule in LOWER:
        return often >= _FEW and others == 1
    lower = bool(lower_is_better_word(one.row.sighting.line.name)) or one.row.target.bound in ("<", "<=")
    return rule is RuleKey.HIGHER and lower


def _only(one: RuledRow) -> RuleKey | None:
    """Return the one rule of numbers that a row fits, or ``None`` where it fits several or none."""
    if one.fit is None or one.row.target.high is not None or one.row.actual.grade is not None:
        return None
    found = {fit.rule for fit in fits(one.row, one.scale, one.fit.cap)}
    return next(iter(found)) if len(found) == 1 and found <= set(NUMBER_RULES) else None


def _fault(one: RuledRow, rule: RuleKey, usual: RuleKey) -> Iterator[Objection]:
    row, notation = one.row, one.row.sighting.board.notation
    actual = row.exact if row.exact is not None else amount_of(row.actual)
    raw = NUMBER_RULES[usual](actual, amount_of(row.target))
    if raw is None:
        return
    due = clamp(raw, floor=None, cap=one.fit.cap if one.fit else None) * one.scale
    right = written_like(due, row.achievement, notation)
    how = _FORMULAS[usual].format(target=row.target.text.strip(), actual=row.actual.text.strip())
    printed = row.achievement.text.strip()
    said = finding("achievement-arithmetic", printed=printed, arithmetic=how, recomputed=right)
    other = _FORMULAS[rule].format(target=row.target.text.strip(), actual=row.actual.text.strip())
    cause = finding("cause-other-rule", used=other)
    yield objection(
        row.sighting, row.achievement.spot, said, ShownFigure(printed, right, row.sighting.line.name), cause=cause
    )


_FORMULAS = {
    RuleKey.HIGHER: "{actual}/{target} × 100",
    RuleKey.LOWER_REFLECTED: "(2 × {target} − {actual})/{target} × 100",
    RuleKey.LOWER_INVERSE: "{target}/{actual} × 100",
}
