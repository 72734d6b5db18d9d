"""How an indicator is scored, as its row shows: direction, unit, scale, targets, decimals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from capaian.core.claims.claim import Comparison
from capaian.core.claims.figure import Figure, Mark
from capaian.core.numbers.arithmetic import HUNDRED, divide
from capaian.core.numbers.numerals import shortest
from capaian.core.plan.indicator import Direction, Unit
from capaian.core.plan.performance_plan import LowerIsBetter
from capaian.core.plausibility.polarity import lower_is_better_word
from capaian.files.drafting.merging import MergedIndicator, is_graded
from capaian.files.drafting.rounding_match import prints_nearly

AKIP: Mapping[str, int] = {"AA": 90, "A": 80, "BB": 70, "B": 60, "CC": 50, "C": 30, "D": 0}
"""Predicates of AKIP with their lower bounds (PermenPANRB 88/2021)."""

_OPINIONS: Mapping[str, int] = {"WTP": 4, "WDP": 3, "TW": 2, "TMP": 1}
"""Opinions of the Audit Board; the numbers only order them."""

_PERCENT = re.compile(r"%|persen|prosen", re.IGNORECASE)
_SHARE = re.compile(r"\s*(?:p(?:er|ro)sentase|tingkat persentase|%)", re.IGNORECASE)
_DAYS = re.compile(r"\bhari\b", re.IGNORECASE)
_SPAN = re.compile(r"\b(?:lama|rata[- ]rata|jumlah|waktu)\b.*\bhari\b", re.IGNORECASE)
_INDEX = re.compile(r"\b(?:indeks|ikm|nilai|skor|poin|rasio)\b", re.IGNORECASE)


@dataclass(slots=True)
class IndicatorScoring:
    """What the plan says of an indicator besides its formula; targets as the plan's text has them."""

    unit: Unit
    better: Direction
    targets: dict[str, object]
    scale: dict[str, str] | None = None
    decimals: int | None = None
    lower: LowerIsBetter | None = None
    remarks: list[str] = field(default_factory=list)


def scoring_of(one: MergedIndicator, exact: Fraction | None) -> IndicatorScoring:
    """Return how ``one`` is scored; ``exact`` is what its working gives."""
    remarks: list[str] = []
    better, lower = _direction(one, exact, remarks)
    unit = _unit(one, better)
    scale = _scale(one, remarks) if better is Direction.GRADE else None
    targets = _targets(one, better, remarks)
    return IndicatorScoring(unit, better, targets, scale, _decimals(one, unit, exact), lower, remarks)


def _direction(
    one: MergedIndicator, exact: Fraction | None, remarks: list[str]
) -> tuple[Direction, LowerIsBetter | None]:
    target = one.main.target
    if is_graded(one):
        return Direction.GRADE, None
    if target is not None and target.high is not None:
        return Direction.RANGE, None
    fits = _fitting(one.main, exact)
    if fits:
        telling = fits[0]
        if len(fits) == 1 or not lower_is_better_word(one.name):
            return telling
    found = lower_is_better_word(one.name)
    if found:
        remarks.append(f'arahnya tidak tampak dari angkanya; "{found}" dianggap makin rendah makin baik.')
        return Direction.LOWER, None
    if target and target.bound.startswith("<"):
        return Direction.LOWER, None
    remarks.append("arahnya tidak tampak dari angkanya; dianggap makin tinggi makin baik.")
    return Direction.HIGHER, None


def _fitting(main: Comparison, exact: Fraction | None) -> list[tuple[Direction, LowerIsBetter | None]]:
    """Return the rules by which the row's achievement follows from its target and its actual."""
    achieved, target = main.achievement, main.target
    if achieved is None or achieved.amount is None or target is None or not target.amount:
        return []
    actuals = [exact] if exact is not None else []
    if main.actual and main.actual.amount is not None:
        actuals.append(main.actual.amount)
    goal, fits = target.amount, list[tuple[Direction, LowerIsBetter | None]]()
    for actual in actuals:
        ways = (
            (Direction.HIGHER, None, divide(actual, goal)),
            (Direction.LOWER, LowerIsBetter.REFLECTED, divide(2 * goal - actual, goal)),
            (Direction.LOWER, LowerIsBetter.INVERSE, divide(goal, actual)),
        )
        for direction, rule, share in ways:
            if share is not None and prints_nearly(share * HUNDRED, achieved) and (direction, rule) not in fits:
                fits.append((direction, rule))
    return fits


def _unit(one: MergedIndicator, better: Direction) -> Unit:
    figures = [figure for figure in (one.main.target, one.main.actual) if figure is not None]
    said = " ".join([one.unit, *(figure.unit for figure in figures)])
    if better is Direction.GRADE:
        return Unit.GRADE
    if any(figure.mark is Mark.RUPIAH for figure in figures) or "rupiah" in said.casefold():
        return Unit.RUPIAH
    of_percent = any(figure.mark is Mark.PERCENT for figure in figures) or _PERCENT.search(said)
    if of_percent or _SHARE.match(one.name) or _counts_percent(one):
        return Unit.PERCENT
    if _DAYS.search(said) or _SPAN.search(one.name):
        return Unit.DAYS
    return Unit.INDEX if _INDEX.search(f"{said} {one.name}") else Unit.COUNT


def _counts_percent(one: MergedIndicator) -> bool:
    ratios = one.explanation.ratios if one.explanation else ()
    return any(ratio.factor == HUNDRED or (ratio.result and ratio.result.mark is Mark.PERCENT) for ratio in ratios)


def _scale(one: MergedIndicator, remarks: list[str]) -> dict[str, str]:
    figures = [figure for c in (one.main, *one.years.values()) for figure in (c.target, c.actual) if figure]
    if one.explanation and one.explanation.bare:
        figures.append(one.explanation.bare)
    letters = list(dict.fromkeys(figure.grade for figure in figures if figure.grade))
    for known, name in ((AKIP, "AKIP"), (_OPINIONS, "opini BPK")):
        if all(letter in known for letter in letters):
            if known is not AKIP or not _within(figures):
                remarks.append(f"skala {name} hanya perkiraan; periksa batas bawah setiap predikat.")
            return {letter: str(low) for letter, low in known.items()}
    remarks.append("urutan predikat tidak tertulis dalam laporan; isi batas bawahnya dari yang terbaik.")
    return {letter: str(len(letters) - number) for number, letter in enumerate(letters)}


def _within(figures: list[Figure]) -> bool:
    """Tell whether every score of the report has, on the scale of AKIP, the letter printed with it."""
    for figure in figures:
        if figure.grade and figure.amount is not None:
            reached = next((letter for letter, low in AKIP.items() if figure.amount >= low), "")
            if reached != figure.grade:
                return False
    return True


def _targets(one: MergedIndicator, better: Direction, remarks: list[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for year, comparison in sorted(one.years.items()):
        if comparison.target is None or comparison.target.absent:
            continue
        target = _target(comparison.target, better)
        if target is None:
            remarks.append(f'target {year} tercetak "{comparison.target.text.strip()}" tidak sesuai sifatnya.')
        else:
            found[str(year)] = target
            if comparison.target.bound:
                remarks.append(f'target {year} tercetak "{comparison.target.text.strip()}".')
    return found


def _target(figure: Figure, better: Direction) -> object:
    if better is Direction.GRADE:
        if not figure.grade:
            return None
        score = {} if figure.amount is None else {"score": shortest(figure.amount)}
        return {"grade": figure.grade, **score}
    if figure.amount is None or figure.amount < 0:
        return None
    if better is Direction.RANGE:
        return [shortest(figure.amount), shortest(figure.high if figure.high is not None else figure.amount)]
    return None if figure.high is not None else shortest(figure.amount)


def _decimals(one: MergedIndicator, unit: Unit, exact: Fraction | None) -> int | None:
    """Return how many decimals the report prints, where it is not the plan's own two or cannot be told."""
    actual = one.main.actual
    if actual is None or actual.amount is None or actual.high is not None:
        return None
    if actual.decimals:
        return actual.decimals if actual.decimals != 2 and actual.decimals <= 6 else None
    counted = unit in (Unit.COUNT, Unit.RUPIAH, Unit.DAYS)
    rounded = exact is not None and exact.denominator != 1 and prints_nearly(exact, actual)
    return (
        0
        if (counted and actual.amount.denominator == 1 and (exact is None or exact.denominator == 1)) or rounded
        else None
    )
