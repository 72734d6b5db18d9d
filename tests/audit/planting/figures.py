"""The figures of a report as they are printed, and where a fault puts another in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tests.audit.planting.paper import Cell
from tests.audit.planting.style import Style
from tests.audit.planting.truth import HUNDRED, LETTERS, Indicator, Report, rounded

BANDS = ((91, "Sangat Tinggi"), (76, "Tinggi"), (66, "Sedang"), (51, "Rendah"), (0, "Sangat Rendah"))
Changed = Mapping[tuple[str, ...], object]


def word_of(achievement: Fraction) -> str:
    return next(word for least, word in BANDS if achievement >= least)


def in_a_hole(achievement: Fraction) -> bool:
    """Whether the usual scale, printed in whole numbers, says nothing of it (90,5)."""
    return achievement % 1 != 0 and int(achievement) in (50, 65, 75, 90)


@dataclass
class Figures:
    """``changed`` holds what is printed instead: ``("achievement", "1.2")`` and the like."""

    report: Report
    style: Style
    changed: Changed = field(default_factory=dict)

    def decimals(self, one: Indicator) -> int:
        return 0 if one.exact_decimals else 2 if one.kind == "grade" else self.style.decimals

    def actual(self, code: str, one: Indicator) -> Fraction:
        """What the main table prints, rounded."""
        return self._value(("actual", code), rounded(one.actual, self.decimals(one)))

    def target(self, code: str, one: Indicator) -> Fraction:
        return self._value(("target", code), one.target)

    def achievement(self, code: str, one: Indicator) -> Fraction:
        """Achievement before it is rounded, or what a fault put there."""
        return self._value(("achievement", code), self.true_achievement(code, one))

    def true_achievement(self, code: str, one: Indicator) -> Fraction:
        if one.kind == "grade" and self.style.grade == "{letter}":
            return self._by_letters(one)
        actual = self.actual(code, one) if self.report.from_printed else one.actual
        if ("actual", code) in self.changed:
            actual = self.actual(code, one)
        return self.report.percent_of(one, actual)

    def _by_letters(self, one: Indicator) -> Fraction:
        bounds = dict(LETTERS)
        wanted, reached = (bounds[letter] for letter in one.letters)
        return HUNDRED if reached >= wanted else Fraction(reached * 100, wanted)

    def mean(self) -> Fraction:
        if ("mean",) in self.changed:
            return self._value(("mean",), HUNDRED)
        if self.report.mean_by == "objectives":
            those = [self.objective_mean(number) for number in range(1, len(self.report.objectives) + 1)]
            return sum(those, Fraction(0)) / len(those)
        return self._mean_of(self.report.lines)

    def objective_mean(self, number: int) -> Fraction:
        if ("objective-mean", str(number)) in self.changed:
            return self._value(("objective-mean", str(number)), HUNDRED)
        those = [(code, one) for code, one in self.report.lines if code.split(".")[0] == str(number)]
        return self._mean_of(those)

    def _mean_of(self, those: list[tuple[str, Indicator]]) -> Fraction:
        """Return the mean over what was measured: missing is not zero."""
        came = [self._in_mean(code, one) for code, one in those if ("missing", code) not in self.changed]
        return sum(came, Fraction(0)) / len(came)

    def _in_mean(self, code: str, one: Indicator) -> Fraction:
        came = self.achievement(code, one)
        if self.style.mean_from_printed:
            came = rounded(came, self.style.achievement_decimals)
        return min(came, Fraction(self.report.cap)) if self.report.cap else came

    def _value(self, key: tuple[str, ...], usual: Fraction) -> Fraction:
        found = self.changed.get(key, usual)
        assert isinstance(found, Fraction)
        return found

    # Cells

    def target_cell(self, code: str, one: Indicator, amount: Fraction | None = None) -> Cell:
        amount = self.target(code, one) if amount is None else amount
        if one.kind == "band":
            assert one.high is not None
            low, high = (self.style.printed(bound, 2, pad=False) for bound in (amount, one.high))
            return Cell([[f"{low}-{high}" if self.style.bullets else f"{low} – {high}"]])
        if one.kind == "grade":
            return self._grade_cell(amount, one.letters[0])
        return self._cell(one, amount, 0 if one.exact_decimals else 2, pad=False)

    def actual_cell(self, code: str, one: Indicator, amount: Fraction | None = None) -> Cell:
        if ("missing", code) in self.changed:
            return Cell([[str(self.changed["missing", code])]])
        amount = self.actual(code, one) if amount is None else amount
        if one.kind == "grade":
            return self._grade_cell(amount, one.letters[1])
        # Zeros that stand for digits behind them are no ornament: 80,0 of 79,98 is not printed as 80.
        return self._cell(one, amount, self.decimals(one), pad=True if amount != one.actual else None)

    def achievement_cell(self, code: str, one: Indicator) -> Cell:
        if ("missing", code) in self.changed:
            return Cell([["-"]])
        return self.percent_cell(self.achievement(code, one))

    def percent_cell(self, amount: Fraction) -> Cell:
        style = self.style
        amount = rounded(amount, style.achievement_decimals)
        text = style.percent(style.printed(amount, style.achievement_decimals), style.achievement_sign)
        signed = style.achievement_sign and style.sign != "none"
        return Cell([[text]], number=amount, decimals=style.achievement_decimals, percent=signed)

    def rating_cell(self, code: str, one: Indicator) -> Cell:
        word = self.changed.get(("rating", code)) or word_of(
            rounded(self.achievement(code, one), self.style.achievement_decimals)
        )
        return Cell([["-" if ("missing", code) in self.changed else self.style.cased(str(word))]])

    def _grade_cell(self, score: Fraction, letter: str) -> Cell:
        number = self.style.printed(score, 2)
        return Cell([[self.style.grade.format(letter=letter, score=number)]])

    def _cell(self, one: Indicator, amount: Fraction, decimals: int, *, pad: bool | None = None) -> Cell:
        style = self.style
        if one.kind == "money":
            return Cell([[style.rupiah(amount)]], number=amount)
        text = style.printed(amount, decimals, pad=pad)
        if one.percent:
            return Cell([[style.percent(text)]], number=amount, decimals=decimals, percent=style.sign != "none")
        unit = one.words.unit.lower()
        if style.units == "text" and one.kind in ("count", "lower"):
            return Cell([[f"{text} {unit}"]])
        return Cell([[text]], number=amount, decimals=decimals)
