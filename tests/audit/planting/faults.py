"""Known faults, each beyond rounding: what is printed instead is right by no reading of the report."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from tests.audit.planting.figures import BANDS, Figures, word_of
from tests.audit.planting.others import counted
from tests.audit.planting.style import Style
from tests.audit.planting.truth import HUNDRED, Indicator, Report, Share, cut, is_seen_cut, rounded, shows

RULES = ("higher", "inverse", "reflected")


@dataclass(frozen=True)
class Planted:
    """A fault in a report. ``sound`` is the report before it.

    ``where`` are the codes of indicators that it may be found at; empty is anywhere.
    """

    name: str
    codes: frozenset[str]
    figures: Figures
    sound: Figures
    where: frozenset[str] = frozenset()
    said: str = ""


@dataclass
class Soil:
    """A report that a fault is put into; every fault works on its own copy."""

    rng: random.Random
    report: Report
    style: Style
    changed: dict[tuple[str, ...], object] = field(default_factory=dict)

    @property
    def figures(self) -> Figures:
        return Figures(self.report, self.style, self.changed)

    def pick(self, those: Iterable[tuple[str, Indicator]]) -> tuple[str, Indicator] | None:
        found = list(those)
        return self.rng.choice(found) if found else None

    def at(self, code: str) -> frozenset[str]:
        """Return the names of a line: by objective, and by its ordinal where a table knows no objectives."""
        return frozenset({code, self.report.ordinal(code)})

    def mistyped(self, amount: Fraction, decimals: int, legitimate: Iterable[Fraction]) -> Fraction | None:
        """Return ``amount`` with two digits swapped or one typed wrong, far from whatever could be meant."""
        digits = list(str(int(rounded(amount, decimals) * 10**decimals)))
        ways = []
        for place in range(len(digits) - 1):
            swapped = digits[:]
            swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
            ways.append(swapped)
        for place in range(len(digits)):
            for digit in "0123456789":
                ways.append([*digits[:place], digit, *digits[place + 1 :]])
        self.rng.shuffle(ways)
        ulp = Fraction(1, 10**decimals)
        meant = [rounded(one, decimals) for one in legitimate]
        for way in ways:
            value = Fraction(int("".join(way)), 10**decimals)
            far = all(abs(value - one) > ulp for one in meant)
            if way[0] != "0" and value > 0 and far and shows(value, decimals, self.style.pad):
                return value
        return None


def _rules(soil: Soil, code: str, one: Indicator) -> list[Fraction]:
    """Return every achievement that some rule gives, from the exact and from the printed actual."""
    actuals = {one.actual, soil.figures.actual(code, one)}
    found = [HUNDRED, Fraction(110), Fraction(120)]
    for actual in actuals:
        found.append(soil.report.percent_of(one, actual))
        found += [soil.report.percent_of(one, actual, rule) for rule in RULES]
    return [*found, soil.figures.true_achievement(code, one)]


def _may_print(soil: Soil, code: str, one: Indicator, rule: str, value: Fraction) -> bool:
    """Tell whether ``value`` is what a rule gives of some actual that rounds to the printed one."""
    half = Fraction(1, 2) / 10 ** soil.figures.decimals(one)
    printed = soil.figures.actual(code, one)
    ends = sorted(soil.report.percent_of(one, actual, rule) for actual in (printed - half, printed + half))
    off = Fraction(1, 2) / 10**soil.style.achievement_decimals
    return ends[0] - off <= value <= ends[1] + off


def _ratios(soil: Soil) -> list[tuple[str, Indicator]]:
    return [(code, one) for code, one in soil.report.lines if one.shares] if soil.style.working else []


def ratio_result(soil: Soil) -> frozenset[str] | None:
    """The result of a fraction has a swapped or mistyped digit."""
    found = soil.pick(_ratios(soil))
    if not found:
        return None
    code, one = found
    place = soil.rng.randrange(len(one.shares))
    right, decimals = one.shares[place].percent, soil.style.decimals
    wrong = soil.mistyped(right, decimals, (right, cut(right, decimals), one.actual))
    return _put_ratio(soil, code, one, place, wrong)


def other_denominator(soil: Soil) -> frozenset[str] | None:
    """The result of a fraction was made with another denominator than the printed one."""
    found = soil.pick(_ratios(soil))
    if not found:
        return None
    code, one = found
    place, decimals = soil.rng.randrange(len(one.shares)), soil.style.decimals
    share = one.shares[place]
    others = {other.denominator for _, those in soil.report.lines_with_shares for other in those}
    others |= {share.denominator + 1, share.denominator + soil.rng.randint(2, 9)} - {share.denominator}
    wrongs = [rounded(Fraction(share.numerator * 100, other), decimals) for other in sorted(others)]
    right = (share.percent, cut(share.percent, decimals))
    far = [
        one
        for one in wrongs
        if 0 < one < 400 and all(abs(one - each) > Fraction(2, 10**decimals) for each in right)
    ]
    return _put_ratio(soil, code, one, place, soil.rng.choice(far) if far else None)


def _put_ratio(soil: Soil, code: str, one: Indicator, place: int, wrong: Fraction | None) -> frozenset[str] | None:
    if wrong is None:
        return None
    soil.changed["share", code, str(place)] = wrong
    if len(one.shares) == 1 and soil.rng.random() < 0.5:
        one.actual = wrong  # and everything follows from it, as in a report that nobody checked
    return soil.at(code)


def achievement(soil: Soil) -> frozenset[str] | None:
    """An achievement is no rule's result."""
    found = soil.pick(soil.report.lines)
    assert found
    code, one = found
    decimals = soil.style.achievement_decimals
    usual = soil.figures.true_achievement(code, one)
    wrong = soil.mistyped(usual, decimals, [*_rules(soil, code, one), cut(usual, decimals)])
    if wrong is None or (one.kind == "grade" and soil.style.grade == "{letter}"):
        return None
    soil.changed["achievement", code] = wrong
    return soil.at(code)


def other_rule(soil: Soil) -> frozenset[str] | None:
    """One row follows another rule than the others of its kind."""
    lower = [(code, one) for code, one in soil.report.lines if one.kind == "lower"]
    if len(lower) < 3:
        return None
    decimals, ulp = soil.style.achievement_decimals, Fraction(1, 10**soil.style.achievement_decimals)

    def by(one: Indicator, rule: str) -> Fraction:
        return rounded(soil.report.percent_of(one, one.actual, rule), decimals)

    def tells(code: str, one: Indicator) -> bool:
        rules = (soil.report.lower, other)
        return (
            all(not _may_print(soil, code, one, rule, by(one, its)) for rule, its in (rules, rules[::-1]))
            and abs(by(one, other) - by(one, soil.report.lower)) > 2 * ulp
            and shows(by(one, other), decimals, soil.style.pad)
        )

    other = "inverse" if soil.report.lower == "reflected" else "reflected"
    telling = [(code, one) for code, one in lower if tells(code, one)]
    if len(telling) < 3:
        return None
    code, one = soil.rng.choice(telling)
    soil.changed["achievement", code] = by(one, other)
    return soil.at(code)


def mean_row(soil: Soil) -> frozenset[str] | None:
    """The mean of the achievements is not their mean."""
    if not soil.style.mean_row or len(soil.report.lines) < 2:
        return None
    decimals = soil.style.achievement_decimals
    usual = soil.figures.mean()
    wrong = soil.mistyped(usual, decimals, [*_means(soil), cut(usual, decimals)])
    if wrong is None:
        return None
    soil.changed["mean",] = wrong
    return frozenset()


def _means(soil: Soil) -> list[Fraction]:
    """Return whatever could be meant: plain, by objective, capped, from printed or from exact figures."""
    found = []
    for cap in (None, 100, 110, 120):
        for by in ("indicators", "objectives"):
            for printed in (False, True):
                report = copy.copy(soil.report)
                report.mean_by, report.cap = by, cap
                style = copy.copy(soil.style)
                object.__setattr__(style, "mean_from_printed", printed)
                found.append(Figures(report, style, soil.changed).mean())
    return found


def closing(soil: Soil) -> frozenset[str] | None:
    """The mean of a working is not the mean of its parts; the rest of the report follows it."""
    found = soil.pick((code, one) for code, one in _ratios(soil) if one.joining == "mean")
    if not found:
        return None
    code, one = found
    decimals = soil.style.decimals
    sum_ = sum((share.percent for share in one.shares), Fraction(0))
    pooled = Fraction(sum(s.numerator for s in one.shares) * 100, sum(s.denominator for s in one.shares))
    wrong = soil.mistyped(one.actual, decimals, (one.actual, cut(one.actual, decimals), sum_, pooled))
    if wrong is None:
        return None
    soil.changed["closing", code] = wrong
    one.actual = wrong
    return soil.at(code)


def sum_called_mean(soil: Soil) -> frozenset[str] | None:
    """What is called a mean is the sum of the parts."""
    found = soil.pick((code, one) for code, one in _ratios(soil) if one.joining == "sum")
    if not found:
        return None
    soil.changed["called-mean", found[0]] = True
    return soil.at(found[0])


def truncated_ratio(soil: Soil) -> frozenset[str] | None:
    """The result of a fraction was cut and not rounded."""
    decimals = soil.style.decimals
    those = [
        (code, one, place)
        for code, one in _ratios(soil)
        for place, share in enumerate(one.shares)
        if share.percent >= 1 and is_seen_cut(share.percent, decimals, soil.style.pad)
    ]
    if not those:
        return None
    code, one, place = soil.rng.choice(those)
    soil.changed["share", code, str(place)] = cut(one.shares[place].percent, decimals)
    return soil.at(code)


def truncated_achievement(soil: Soil) -> frozenset[str] | None:
    """An achievement was cut and not rounded."""
    decimals = soil.style.achievement_decimals
    those = []
    for code, one in soil.report.lines:
        if one.kind == "grade" and soil.style.grade == "{letter}":
            continue
        true = soil.figures.true_achievement(code, one)
        short = cut(true, decimals)
        known = bool(one.shares and soil.style.working) or one.exact_decimals or one.kind == "grade"
        hidden = not known and (
            cut(soil.report.percent_of(one, soil.figures.actual(code, one)), decimals) != short
            or any(_may_print(soil, code, one, rule, short) for rule in ("", *RULES))
        )
        if (
            not hidden
            and is_seen_cut(true, decimals, soil.style.pad)
            and all(rounded(each, decimals) != short for each in _rules(soil, code, one))
        ):
            those.append((code, short))
    if not those:
        return None
    code, short = soil.rng.choice(those)
    soil.changed["achievement", code] = short
    return soil.at(code)


def inverted(soil: Soil) -> frozenset[str] | None:
    """The words of a formula have the fraction upside down; the figures do not."""
    found = soil.pick(
        (code, one) for code, one in _ratios(soil) if any(s.numerator < s.denominator for s in one.shares)
    )
    if not found or soil.style.formula == "none":
        return None
    soil.changed["inverted", found[0]] = True
    return soil.at(found[0])


def money_and_counts(soil: Soil) -> frozenset[str] | None:
    """A mean of a share of rupiah and a share of things."""
    found = soil.pick((code, one) for code, one in _ratios(soil) if one.joining != "sum" and len(one.shares) < 4)
    if not found:
        return None
    code, one = found
    of = soil.rng.randint(12_000_000, 400_000_000)
    kept = one.shares[:1]
    kept[0].label = kept[0].label or "Jumlah"
    near = float(kept[0].percent) / 100
    one.shares = [
        *kept,
        Share("Nilai", round(of * min(0.99, max(0.05, near * soil.rng.uniform(0.93, 1.0)))), of, True),
    ]
    one.joining = "mean"
    one.actual = sum((share.percent for share in one.shares), Fraction(0)) / 2
    _settle(one)
    return soil.at(code)


def denominators(soil: Soil) -> frozenset[str] | None:
    """One denominator (population, RT) has two values."""
    for base in soil.rng.sample(("rt", "people"), 2):
        those = [(code, one) for code, one in _ratios(soil) if one.words.shared == base]
        if len(those) < 2 or soil.style.formula == "none":
            continue
        one = soil.rng.choice(those)[1]
        share = one.shares[0]
        share.denominator += max(2, share.denominator * soil.rng.randint(1, 9) // 100)
        one.actual = share.percent
        _settle(one)
        return frozenset(name for found, _ in those for name in soil.at(found))
    return None


def _settle(one: Indicator) -> None:
    """Let promises and earlier years follow an actual that a fault changed honestly."""
    one.target = min(HUNDRED, max(Fraction(1), rounded(one.actual, 0)))
    one.next_target = min(HUNDRED, one.target + 2)
    one.past = [rounded(one.actual * Fraction(share, 100), 2) for share in (94, 97)]


def objective_number(soil: Soil) -> frozenset[str] | None:
    """Two objectives have the same number."""
    count = len(soil.report.objectives)
    shown = soil.style.objectives in ("span", "repeat", "empty", "row") and soil.style.objective_number != "none"
    if count < 2 or not shown:
        return None
    number = soil.rng.randint(2, count)
    soil.changed["objective-number", str(number)] = number - 1
    return frozenset()


def indicator_number(soil: Soil) -> frozenset[str] | None:
    """Two indicators of one objective have the same number."""
    found = soil.pick((code, one) for code, one in soil.report.lines if not code.endswith(".1"))
    if not found or soil.style.indicator_number == "none":
        return None
    code = found[0]
    objective, place = code.split(".")
    restart = soil.style.objectives in ("span", "row") or (soil.style.objectives == "empty" and soil.style.pad)
    before = str(int(place) - 1) if restart else str(int(soil.report.ordinal(code)) - 1)
    soil.changed["indicator-number", code] = (
        f"{objective}.{int(place) - 1}" if soil.style.indicator_number == "code" else before
    )
    return frozenset()


def second_actual(soil: Soil) -> frozenset[str] | None:
    """The table of years has another figure of this year."""
    found = soil.pick((code, one) for code, one in soil.report.lines if one.kind not in ("grade", "band"))
    if not found or not soil.style.years:
        return None
    code, one = found
    usual = soil.figures.actual(code, one)
    wrong = soil.mistyped(usual, soil.figures.decimals(one), (usual, one.actual))
    if wrong is None:
        return None
    soil.changed["second", code] = wrong
    place = [found for found, other in soil.report.lines if other.kind not in ("grade", "band")].index(code)
    return soil.at(code) | {str(place + 1)}


def promised_target(soil: Soil) -> frozenset[str] | None:
    """The agreement's target is not that of the report."""
    found = soil.pick((code, one) for code, one in soil.report.lines if one.kind not in ("grade", "band"))
    if not found or not soil.style.promise_table:
        return None
    code, one = found
    whole = one.target.denominator == 1
    wrong = soil.mistyped(one.target, 0 if one.exact_decimals or whole else 1, (one.target,))
    if wrong is None or abs(wrong - one.target) <= 1 or (one.kind == "ratio" and wrong > 100):
        return None
    soil.changed["promise", code] = wrong
    return soil.at(code)


def rating(soil: Soil) -> frozenset[str] | None:
    """A rating word is not the scale's."""
    if not soil.style.rating:
        return None
    found = soil.pick(soil.report.lines)
    assert found
    code, one = found
    right = word_of(rounded(soil.figures.achievement(code, one), soil.style.achievement_decimals))
    soil.changed["rating", code] = soil.rng.choice([word for _, word in BANDS if word != right])
    return soil.at(code)


def low_target(soil: Soil) -> frozenset[str] | None:
    """A target is less than half of what came out."""
    found = soil.pick(
        (code, one) for code, one in soil.report.lines if one.kind in ("ratio", "count") and one.actual > 8
    )
    if not found:
        return None
    code, one = found
    one.target = max(Fraction(1), rounded(one.actual * Fraction(soil.rng.randint(25, 45), 100), 0))
    return soil.at(code)


def total(soil: Soil) -> frozenset[str] | None:
    """The total of the budget is not the sum of its programmes."""
    if not soil.style.budget:
        return None
    name = soil.rng.choice(("ceiling", "spent"))
    right = sum(one.ceiling if name == "ceiling" else one.spent for one in soil.report.budgets)
    wrong = soil.mistyped(Fraction(right), 0, (Fraction(right),))
    assert wrong
    soil.changed["total", name] = int(wrong)
    return frozenset()


def quarters_total(soil: Soil) -> frozenset[str] | None:
    """The sum of the quarters is not their sum."""
    found = soil.pick(counted(soil.figures))
    if not found or soil.style.quarters != "each":
        return None
    code, one = found
    wrong = soil.mistyped(one.actual, 0, (one.actual,))
    if wrong is None:
        return None
    soil.changed["quarter-total", code] = wrong
    return frozenset()


def falling_quarter(soil: Soil) -> frozenset[str] | None:
    """A count from the year's beginning falls from one quarter to the next."""
    found = soil.pick((code, one) for code, one in counted(soil.figures) if one.quarters[1] >= 2)
    if not found or soil.style.quarters != "cumulative":
        return None
    code, one = found
    soil.changed["quarter", code, "2"] = rounded(one.quarters[1] * Fraction(soil.rng.randint(20, 80), 100), 0)
    return frozenset()


def above_all(soil: Soil) -> frozenset[str] | None:
    """More of a part than there are in the whole."""
    those = [(code, one) for code, one in soil.report.lines if len(one.shares) == 1 and not one.words.shared]
    found = soil.pick(those)
    if not found or not soil.style.working:
        return None
    code, one = found
    share = one.shares[0]
    share.numerator = share.denominator + max(1, share.denominator * soil.rng.randint(2, 20) // 100)
    one.actual, one.target, one.past = share.percent, HUNDRED, [Fraction(96), Fraction(98)]
    one.next_target = HUNDRED
    return soil.at(code)


def missing(soil: Soil) -> frozenset[str] | None:
    """An indicator has no actual."""
    if soil.style.years or soil.style.quarters:
        return None
    found = soil.pick((code, one) for code, one in soil.report.lines if not (one.shares and soil.style.working))
    if not found or len(soil.report.lines) < 2 or found[1].kind == "grade":
        return None
    if soil.report.mean_by == "objectives" and len(soil.report.lines) == len(soil.report.objectives):
        return None
    alone = sum(code.split(".")[0] == found[0].split(".")[0] for code, _ in soil.report.lines) == 1
    if alone and soil.report.mean_by == "objectives":
        return None
    soil.changed["missing", found[0]] = soil.rng.choice(("-", "N/A", "n/a", ""))
    return soil.at(found[0])


Sow = Callable[[Soil], frozenset[str] | None]
FAULTS: dict[str, tuple[Sow, frozenset[str]]] = {
    "ratio result": (ratio_result, frozenset({"ratio-arithmetic"})),
    "other denominator": (other_denominator, frozenset({"ratio-arithmetic"})),
    "achievement": (achievement, frozenset({"achievement-arithmetic"})),
    "other rule": (other_rule, frozenset({"achievement-arithmetic", "achievement-rule"})),
    "mean row": (mean_row, frozenset({"mean-arithmetic"})),
    "closing mean": (closing, frozenset({"mean-arithmetic"})),
    "sum called mean": (sum_called_mean, frozenset({"sum-called-mean"})),
    "cut ratio": (truncated_ratio, frozenset({"truncated-not-rounded"})),
    "cut achievement": (truncated_achievement, frozenset({"truncated-not-rounded"})),
    "inverted words": (inverted, frozenset({"inverted-formula"})),
    "rupiah and counts": (money_and_counts, frozenset({"unit-mismatch"})),
    "two denominators": (denominators, frozenset({"denominator-mismatch"})),
    "objective number": (objective_number, frozenset({"duplicate-number"})),
    "indicator number": (indicator_number, frozenset({"duplicate-number"})),
    "second actual": (second_actual, frozenset({"quantity-mismatch", "table-mismatch"})),
    "promised target": (promised_target, frozenset({"quantity-mismatch", "table-mismatch"})),
    "rating": (rating, frozenset({"rating-word"})),
    "low target": (low_target, frozenset({"target-unambitious"})),
    "total": (total, frozenset({"sum-arithmetic", "total-arithmetic"})),
    "quarters total": (quarters_total, frozenset({"quarter-mismatch"})),
    "falling quarter": (falling_quarter, frozenset({"quarter-falls"})),
    "above all": (above_all, frozenset({"above-hundred", "share-above-hundred"})),
    "missing": (missing, frozenset({"not-measured"})),
}
