"""Achievement (capaian) by rules that are data: each a formula with its date and its legal basis."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from capaian.core.formula import Evaluated, Node, evaluate
from capaian.core.frozen import frozen
from capaian.core.numbers.arithmetic import clamp
from capaian.core.numbers.missing import Missing
from capaian.core.plan.indicator import Direction, Indicator
from capaian.core.plan.performance_plan import LowerIsBetter, Rules
from capaian.core.plan.target import BandTarget, GradeTarget, NumberTarget, Target
from capaian.core.wording import chosen


class RuleKey(StrEnum):
    """The cases that a rule book answers."""

    HIGHER = "higher"
    LOWER_REFLECTED = "lower-reflected"
    LOWER_INVERSE = "lower-inverse"
    RANGE_INSIDE = "range-inside"
    RANGE_BELOW = "range-below"
    RANGE_ABOVE = "range-above"
    GRADE_SCORE = "grade-score"
    GRADE_REACHED = "grade-reached"
    GRADE_SHORT = "grade-short"


RULE_NAMES: Mapping[RuleKey, frozenset[str]] = MappingProxyType(
    {
        key: frozenset({"actual", "low", "high"} if key.startswith("range") else {"actual", "target"})
        for key in RuleKey
    }
)
"""The names that each rule's formula may use. For ``grade-short`` they are the two grades' lower bounds."""


@frozen()
class AchievementRule:
    """One rule: its ``formula`` over the names of :data:`RULE_NAMES`, in percent, and where it comes from.

    ``since`` is the first day it holds; ``standing`` says how well the basis is known: ``known`` to the field,
    ``seen`` in a stored copy, or ``practice``.
    """

    key: RuleKey
    formula: Node
    statement: str
    statement_en: str
    basis: str
    standing: str
    since: datetime.date

    def statement_in(self, lang: str) -> str:
        """Return the rule in words of ``lang``."""
        return chosen((self.statement, self.statement_en), lang)


@frozen()
class RuleBook:
    """Every rule with its versions; the youngest that had begun by a day holds on that day."""

    rules: tuple[AchievementRule, ...]

    def __post_init__(self) -> None:
        missing = set(RuleKey) - {rule.key for rule in self.rules}
        if missing:
            raise ValueError(f"a rule book answers every case; missing: {sorted(missing)}")

    def on(self, key: RuleKey, day: datetime.date) -> AchievementRule:
        """Return the rule of ``key`` on ``day``; before the first version, the first."""
        versions = sorted((rule for rule in self.rules if rule.key is key), key=lambda rule: rule.since)
        return [versions[0], *(rule for rule in versions if rule.since <= day)][-1]


@frozen()
class Actual:
    """Realisasi: an exact amount, a grade, or both. At least one is there."""

    amount: Fraction | None
    grade: str | None = None

    def __post_init__(self) -> None:
        if self.amount is None and self.grade is None:
            raise ValueError("an actual has an amount or a grade")


def actual_of(indicator: Indicator, outcome: Evaluated, letter: str | None) -> Actual | Missing:
    """Return what a formula's ``outcome`` is of the indicator: of one that is graded with the grade it reaches.

    ``letter`` is a grade that was given in place of a score: it holds where there is no score.
    """
    if indicator.better is not Direction.GRADE:
        return outcome if isinstance(outcome, Missing) else Actual(outcome)
    if isinstance(outcome, Missing):
        return outcome if letter is None else Actual(None, letter)
    assert indicator.scale is not None, "an indicator of direction grade has a scale"
    grade = indicator.scale.grade_of(outcome)
    return Missing("no-grade", indicator.code) if grade is None else Actual(outcome, grade)


@frozen()
class Achievement:
    """What the rule gave: ``raw`` before the plan's floor, ``amount`` after it, and the rule's operands."""

    rule: AchievementRule
    operands: Mapping[str, Fraction]
    raw: Fraction
    amount: Fraction


def achieve(
    indicator: Indicator, target: Target, actual: Actual, *, rules: Rules, rulebook: RuleBook, day: datetime.date
) -> Achievement | Missing:
    """Return the achievement in percent, exact, or why there is none."""
    case = _case(indicator, target, actual, rules)
    if isinstance(case, Missing):
        return case
    key, operands = case
    rule = rulebook.on(key, day)
    raw = evaluate(rule.formula, operands.__getitem__)
    if isinstance(raw, Missing):
        return _zero(key, raw)
    return Achievement(rule, MappingProxyType(operands), raw, clamp(raw, floor=rules.floor, cap=None))


_Case = tuple[RuleKey, dict[str, Fraction]]


def _case(indicator: Indicator, target: Target, actual: Actual, rules: Rules) -> _Case | Missing:
    if isinstance(target, GradeTarget):
        return _grade_case(indicator, target, actual)
    if actual.amount is None:
        return Missing("no-value", indicator.code)
    if isinstance(target, BandTarget):
        return _range_case(target, actual.amount)
    return _number_case(indicator.better, target, actual.amount, rules)


def _number_case(better: Direction, target: NumberTarget, actual: Fraction, rules: Rules) -> _Case | Missing:
    if target.amount == 0:
        return Missing("zero-target")
    operands = {"actual": actual, "target": target.amount}
    if better is Direction.HIGHER:
        return RuleKey.HIGHER, operands
    reflected = rules.lower_is_better is LowerIsBetter.REFLECTED
    return (RuleKey.LOWER_REFLECTED if reflected else RuleKey.LOWER_INVERSE), operands


def _range_case(target: BandTarget, actual: Fraction) -> _Case:
    operands = {"actual": actual, "low": target.low, "high": target.high}
    if actual < target.low:
        return RuleKey.RANGE_BELOW, operands
    return (RuleKey.RANGE_ABOVE if actual > target.high else RuleKey.RANGE_INSIDE), operands


def _grade_case(indicator: Indicator, target: GradeTarget, actual: Actual) -> _Case | Missing:
    scale = indicator.scale
    assert scale is not None, "an indicator of direction grade has a scale"
    if target.score is not None and actual.amount is not None:
        if target.score == 0:
            return Missing("zero-target")
        return RuleKey.GRADE_SCORE, {"actual": actual.amount, "target": target.score}
    grade = actual.grade
    if grade is None or grade not in scale:
        return Missing("no-grade", indicator.code)
    operands = {"actual": scale.lower_bound(grade), "target": scale.lower_bound(target.grade)}
    reached = operands["actual"] >= operands["target"]
    return (RuleKey.GRADE_REACHED if reached else RuleKey.GRADE_SHORT), operands


def _zero(key: RuleKey, why: Missing) -> Missing:
    """Name the zero that a rule ran into by what the reader knows it as."""
    if why.reason == "zero-denominator":
        if why.subject in ("target", "low", "high"):
            return Missing("zero-grade-bound" if key is RuleKey.GRADE_SHORT else "zero-target")
        if why.subject == "actual":
            return Missing("zero-actual")
    return why
