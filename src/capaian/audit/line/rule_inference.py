"""Printed achievements against target and actual, by the rules that the rows themselves show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from capaian.audit.line.grades import comparable
from capaian.audit.line.rule_fitting import LOWER, NUMBER_RULES, ActualBasis, ComparedRow, Fit, cuts, fits
from capaian.audit.tolerance import RoundingInterval, amount_of, rounding_interval
from capaian.core.claims.claim import Board, Comparison, Subject
from capaian.core.claims.objection import RuleSeen
from capaian.core.measurement.achievement import RuleKey
from capaian.core.numbers.arithmetic import HUNDRED, clamp
from capaian.core.plausibility.polarity import lower_is_better_word

USUAL_CAPS = frozenset(map(Fraction, (100, 110, 120, 125, 150, 200)))
"""Caps in practice; any other needs two rows that stop at it."""
_FEW = 2
"""So few rows cannot show a rule of their own; the whole report's rows speak for them."""


_WIDE = 20
"""Of so many printed achievements that a rounded actual allows, one is the cut value."""
_CHANCE = 0.02
"""Below this likelihood that a table's rows fit from printed actuals by chance, they were made from those."""
_FRACTION = Fraction(1, 100)
"""The scale of achievements that are printed as fractions: 1,05 for 105%."""


@dataclass(frozen=True, slots=True)
class RuledRow:
    """A row with the rule that it fits, or ``None``. ``likely`` is the rule that its neighbours would have used."""

    row: ComparedRow
    fit: Fit | None
    likely: RuleKey
    cap: Fraction | None
    scale: Fraction
    cut: Fit | None = None

    @property
    def follows(self) -> bool:
        """Whether a rule gives what is printed, rounded or cut."""
        return self.fit is not None or self.cut is not None

    def under(self, actual: Fraction) -> Fraction | None:
        """Return the achievement of another actual under the row's rule, in the printed scale."""
        shown = self.fit or self.cut
        key = shown.rule if shown else self.likely
        target = self.row.target
        if key not in NUMBER_RULES or target.high is not None or target.amount is None:
            return None
        raw = NUMBER_RULES[key](actual, target.amount)
        cap = self.fit.cap if self.fit else None
        return None if raw is None else clamp(raw, floor=Fraction(0), cap=cap) * self.scale

    def likely_of(self, actual: Fraction, target: Fraction) -> Fraction | None:
        """Return the achievement of another actual and target under the likely rule, in the printed scale."""
        raw = NUMBER_RULES[self.likely](actual, target)
        return None if raw is None else raw * self.scale

    @property
    def due(self) -> Fraction | None:
        """What the achievement should be: from the right actual, else the exact, else the printed one."""
        actual = next((one for one in (self.row.right, self.row.exact) if one is not None), None)
        if self.row.actual.grade is not None:
            return None
        return self.under(amount_of(self.row.actual) if actual is None else actual)

    @property
    def true(self) -> RoundingInterval:
        """What the achievement may be before rounding, given what is printed."""
        printed = rounding_interval(self.row.achievement)
        if self.fit is None:
            return printed
        if self.fit.true.is_point:
            return self.fit.true
        return RoundingInterval(max(printed.low, self.fit.true.low), min(printed.high, self.fit.true.high))


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of one table and subject, and whether they follow rules well enough to hold one to them."""

    board: Board
    subject: Subject
    achieved: tuple[RuledRow, ...]
    is_clear: bool

    @property
    def seen(self) -> tuple[RuleSeen, ...]:
        """Return the rules that the rows show, the most frequent first."""
        groups: defaultdict[tuple[RuleKey, Fraction | None], list[Fit]] = defaultdict(list)
        for one in self.achieved:
            if one.fit is not None:
                groups[one.fit.rule, one.fit.cap].append(one.fit)
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0][0]))
        return tuple(
            RuleSeen(self.board.table, key, len(found), cap, all(fit.how is ActualBasis.PRINTED for fit in found))
            for (key, cap), found in ordered
        )


def is_checkable(comparison: Comparison) -> bool:
    """Tell whether target, actual and achievement are all there and compare."""
    target, actual, achievement = comparison.target, comparison.actual, comparison.achievement
    if target is None or actual is None or achievement is None or not achievement.is_number:
        return False
    if target.grade is not None or actual.grade is not None:
        return comparable(target, actual)
    if target.amount is None or not actual.is_number:
        return False
    return bool(target.amount) or target.high is not None


def infer_rules(rows: Sequence[ComparedRow]) -> tuple[TableRows, ...]:
    """Return the rows by table and subject, each with the rule that it fits."""
    groups: defaultdict[tuple[int, Subject], list[ComparedRow]] = defaultdict(list)
    for row in rows:
        groups[row.sighting.board.table, row.comparison.subject].append(row)
    open_ones = {key: _open(group) for key, group in groups.items()}
    highest = _highest(open_ones)
    tables = []
    for key, group in groups.items():
        achieved = _fitted(group, open_ones[key], highest[key[1]])
        tables.append((group[0].sighting.board, key[1], achieved))
    every = [one for _, _, achieved in tables for one in achieved]
    return tuple(
        TableRows(board, subject, achieved, _is_clear(achieved, every)) for board, subject, achieved in tables
    )


@dataclass(frozen=True, slots=True)
class _OpenFit:
    """What the rows of one table fit without a cap, and the highest achievement that does; ``scale`` is 1 where
    achievements are in percent, 1/100 where more rows fit as fractions (1,05 for 105%)."""

    scale: Fraction
    fits: tuple[tuple[Fit, ...], ...]
    highest: Fraction


def _open(rows: Sequence[ComparedRow]) -> _OpenFit:
    percent = _open_in(rows, Fraction(1))
    if 2 * sum(map(bool, percent.fits)) >= len(rows):
        return percent
    fraction = _open_in(rows, _FRACTION)
    # A row that stops at a cap fits no percent without it, and may by chance be the fraction: 600 of 6 as 100.
    shown = sum(map(bool, percent.fits)) + _stopped(rows, percent)
    return fraction if sum(map(bool, fraction.fits)) > shown else percent


def _stopped(rows: Sequence[ComparedRow], table: _OpenFit) -> int:
    """Return how many of the rows that fit nothing follow with a cap of 100% or more.

    One below that caps nothing: rows of 1,00 are targets met, printed as fractions, and do not stop at 1%.
    """
    unfit = [row for row, found in zip(rows, table.fits, strict=True) if not found]
    cap = _cap(unfit, table.highest, table.highest, table.scale)
    if cap is None or cap < HUNDRED:
        return 0
    return sum(any(fits(row, table.scale, cap)) for row in unfit)


def _open_in(rows: Sequence[ComparedRow], scale: Fraction) -> _OpenFit:
    found = tuple(tuple(fits(row, scale)) for row in rows)
    amounts = (amount_of(row.achievement) for row, fitting in zip(rows, found, strict=True) if fitting)
    return _OpenFit(scale, found, max(amounts, default=Fraction(0)))


def _highest(tables: Mapping[tuple[int, Subject], _OpenFit]) -> dict[Subject, Fraction]:
    """Return the highest achievement that follows without a cap, for each subject: a cap below it is none."""
    found = dict.fromkeys(Subject, Fraction(0))
    for (_, subject), table in tables.items():
        found[subject] = max(found[subject], table.highest)
    return found


def _fitted(rows: Sequence[ComparedRow], table: _OpenFit, highest: Fraction) -> tuple[RuledRow, ...]:
    usual, scale = _majority(table.fits), table.scale
    names = [bool(lower_is_better_word(row.sighting.line.name)) for row in rows]
    worded = {
        lower: _majority([found for found, less in zip(table.fits, names, strict=True) if less is lower], usual)
        for lower in (False, True)
    }
    unfit = [row for row, found in zip(rows, table.fits, strict=True) if not found]
    cap = _cap(unfit, table.highest, highest, scale)
    is_from_printed = _is_from_printed(rows, table.fits)
    is_unrounded = _is_from_unrounded(rows, table.fits)
    achieved = []
    for row, lower, open_ones in zip(rows, names, table.fits, strict=True):
        found = open_ones
        if not found and cap is not None:
            capped = fits(row, scale, cap)
            found = tuple(fit for fit in capped if fit.rule not in LOWER or lower or usual in LOWER)
        fit = _best(found, usual, row)
        rules = frozenset({worded[lower], RuleKey.GRADE_SCORE}) | (LOWER if lower else frozenset())
        little = fit is not None and _says_little(fit, row) and not is_unrounded
        doubted = fit is None or little or (is_from_printed and fit.how is ActualBasis.ROUNDED)
        follows = any(one.how is not ActualBasis.ROUNDED and one.rule in rules for one in found)
        cut = cuts(row, scale, rules) if doubted and not follows else None
        achieved.append(RuledRow(row, None if cut else fit, worded[lower], cap, scale, cut))
    return tuple(achieved)


def _best(found: Sequence[Fit], usual: RuleKey, row: ComparedRow) -> Fit | None:
    """Return the first fit by the table's rule, else the first of all, with all that its achievement may truly be:
    anything that another rule gives too where none is the table's, and from the actual as worked out or as printed,
    since both are honest and a mean of either is."""
    by_rule = [fit for fit in found if fit.rule is usual]
    alike = by_rule or found
    if not alike:
        return None
    true = RoundingInterval(min(fit.true.low for fit in alike), max(fit.true.high for fit in alike))
    return replace(alike[0], true=true)


def _is_from_printed(rows: Sequence[ComparedRow], found: Sequence[Sequence[Fit]]) -> bool:
    """Tell whether a table made its achievements from the actuals as printed, all rows but one at most.

    Each row that gives its printed achievement from the printed actual may do so by chance; the more roundings an
    actual leaves open, the less likely. Whole actuals say nothing, being most often exact.
    """
    chance, others = 1.0, 0
    for row, fitting in zip(rows, found, strict=True):
        if not fitting or row.reach.is_point or amount_of(row.actual).denominator == 1:
            continue
        if fitting[0].how is not ActualBasis.PRINTED:
            others += 1
            continue
        width = next(
            (fit.true.high - fit.true.low for fit in fitting if fit.how is ActualBasis.ROUNDED), Fraction(0)
        )
        units = float(width * 10**row.achievement.decimals)
        chance *= 1 - units * 0.25 if units <= 2 else 0.5
    return others <= 1 and chance < _CHANCE


def _is_from_unrounded(rows: Sequence[ComparedRow], found: Sequence[Sequence[Fit]]) -> bool:
    """Tell whether a table made its achievements from actuals that it prints rounded: of the rows that tell, more
    do not follow from the printed actual than do."""
    telling = [
        any(fit.how is ActualBasis.PRINTED for fit in fitting)
        for row, fitting in zip(rows, found, strict=True)
        if fitting
        and row.actual.is_number
        and amount_of(row.actual).denominator > 1
        and not _says_little(fitting[0], row)
    ]
    return telling.count(False) > telling.count(True)


def _says_little(fit: Fit, row: ComparedRow) -> bool:
    """Tell whether so many achievements would fit that being exactly a cut one is no chance: 20 of 30 as 66,66."""
    units = (fit.true.high - fit.true.low) * 10**row.achievement.decimals
    return fit.how is ActualBasis.ROUNDED and units >= _WIDE


def _majority(found: Iterable[Sequence[Fit]], otherwise: RuleKey = RuleKey.HIGHER) -> RuleKey:
    """Return the rule that most rows fit. A row that fits several, as where target is met, says nothing."""
    count = Counter(fits[0].rule for fits in found if len({fit.rule for fit in fits}) == 1)
    numbers = {key: often for key, often in count.items() if key in NUMBER_RULES}
    return max(numbers, key=lambda key: numbers[key]) if numbers else otherwise


def _cap(
    unfit: Sequence[ComparedRow], own_highest: Fraction, highest: Fraction, scale: Fraction
) -> Fraction | None:
    """Return the cap at which rows stop that would go beyond it, if they show one."""
    percent = 1 if scale == 1 else scale.denominator
    ends = [(row, amount_of(row.achievement) * percent) for row in unfit]
    stopped = Counter(end for row, end in ends if end.denominator == 1 and next(fits(row, scale, end), None))
    for amount, often in stopped.most_common():
        if often >= _FEW and amount >= own_highest * percent:
            return amount
        if amount in USUAL_CAPS and amount >= max(own_highest, highest) * percent:
            return amount
    return None


def _is_clear(achieved: Sequence[RuledRow], every: Sequence[RuledRow]) -> bool:
    fitting = sum(one.follows for one in achieved)
    if len(achieved) > _FEW:
        return 2 * fitting >= len(achieved)
    return len(every) <= _FEW or 2 * sum(one.follows for one in every) >= len(every)
