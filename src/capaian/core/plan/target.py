"""What was promised: a number, a band, or a grade with or without the score behind it."""

from __future__ import annotations

from fractions import Fraction

from capaian.core.frozen import frozen
from capaian.core.numbers.numerals import printed, shortest, target_printed


@frozen()
class NumberTarget:
    """A single number in the indicator's unit; never negative."""

    amount: Fraction

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a target is not negative")

    def value(self) -> object:
        return shortest(self.amount)

    def printed(self, decimals: int) -> str:
        return target_printed(self.amount, decimals)


@frozen()
class BandTarget:
    """Fulfilled anywhere from ``low`` to ``high``, both included."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError("a band runs from a lower to a higher bound, not below zero")

    def value(self) -> object:
        return [shortest(self.low), shortest(self.high)]

    def printed(self, decimals: int) -> str:
        return f"{target_printed(self.low, decimals)}–{target_printed(self.high, decimals)}"


@frozen()
class GradeTarget:
    """A letter of the indicator's scale; ``score`` where the promise names one."""

    grade: str
    score: Fraction | None = None

    def value(self) -> object:
        found = {"grade": self.grade}
        if self.score is not None:
            found["score"] = shortest(self.score)
        return found

    def printed(self, decimals: int) -> str:
        return grade_printed(self.grade, self.score, decimals)


Target = NumberTarget | BandTarget | GradeTarget


def grade_printed(grade: str, score: Fraction | None, decimals: int) -> str:
    """Return ``B (61,70)``, or the bare letter where no score is known."""
    return grade if score is None else f"{grade} ({printed(score, decimals)})"


@frozen()
class GradeScale:
    """Letters with the lowest score of each, best first: ``(("AA", 90), ("A", 80), ..., ("D", 0))``.

    Each bound belongs to the letter that it opens, so that the scale has no holes.
    """

    bounds: tuple[tuple[str, Fraction], ...]

    def __post_init__(self) -> None:
        lows = [low for _, low in self.bounds]
        if not lows or lows != sorted(lows, reverse=True) or len(set(lows)) < len(lows):
            raise ValueError("a scale lists its grades from the best down, each with a lower bound of its own")

    def __contains__(self, grade: object) -> bool:
        return any(grade == letter for letter, _ in self.bounds)

    def lower_bound(self, grade: str) -> Fraction:
        return next(low for letter, low in self.bounds if letter == grade)

    def grade_of(self, score: Fraction) -> str | None:
        """Return the letter that ``score`` reaches, or ``None`` below the lowest bound."""
        return next((letter for letter, low in self.bounds if score >= low), None)
