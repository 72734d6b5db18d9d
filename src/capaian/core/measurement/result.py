"""What came out: a value with its parts, or the reason why there is none. Never a lone percentage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from capaian.core.formula import Evaluated
from capaian.core.frozen import frozen
from capaian.core.measurement.achievement import Achievement, Actual
from capaian.core.measurement.tally import Tally
from capaian.core.measurement.working import WorkingLine
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import printed
from capaian.core.period import Period
from capaian.core.plan.indicator import Indicator
from capaian.core.plan.performance_plan import Plan, StrategicObjective
from capaian.core.plan.target import Target, grade_printed


@frozen()
class Result:
    """One indicator in one period.

    ``inputs`` by variable, ``parts`` by part, ``actual`` and ``achievement`` each with its reason where missing.
    """

    indicator: Indicator
    target: Target | None
    next_target: Target | None
    inputs: Mapping[str, Tally]
    parts: Mapping[str, Evaluated]
    actual: Actual | Missing
    achievement: Achievement | Missing
    working: tuple[WorkingLine, ...]
    counted: Fraction | None
    """The achievement as it counts in the mean, after the plan's cap."""

    @property
    def missing(self) -> Missing | None:
        """Why the indicator is not measured; ``None`` where it is."""
        return self.achievement if isinstance(self.achievement, Missing) else None

    @property
    def typed_percentage(self) -> bool:
        """Whether the actual is one bare typed value: no count stands behind it."""
        return not self.working

    @property
    def target_printed(self) -> str:
        return "–" if self.target is None else self.target.printed(self.indicator.decimals)

    @property
    def next_target_printed(self) -> str:
        return "–" if self.next_target is None else self.next_target.printed(self.indicator.decimals)

    @property
    def actual_printed(self) -> str:
        return self.actual_in("id")

    def actual_in(self, lang: str) -> str:
        """Return the actual as it prints, or why there is none in ``lang``."""
        if isinstance(self.actual, Missing):
            return self.actual.sentence(lang)
        amount, decimals = self.actual.amount, self.indicator.decimals
        if self.actual.grade is not None:
            return grade_printed(self.actual.grade, amount, decimals)
        assert amount is not None, "an actual has an amount or a grade"
        return printed(amount, decimals)

    @property
    def achievement_printed(self) -> str:
        if isinstance(self.achievement, Missing):
            return self.achievement.sentence()
        return printed(self.achievement.amount, 2)


@frozen()
class Measurement:
    """Every indicator of one plan for one office and period, and the mean of their achievements."""

    plan: Plan
    office: str
    period: Period
    results: Mapping[str, Result]
    mean: Fraction | Missing

    def of_objective(self, objective: StrategicObjective) -> Iterator[Result]:
        """Yield the results of one objective in the plan's order."""
        for indicator in objective.indicators:
            yield self.results[indicator.code]

    @property
    def measured(self) -> list[Result]:
        return [result for result in self.results.values() if result.missing is None]

    @property
    def unmeasured(self) -> list[Result]:
        return [result for result in self.results.values() if result.missing is not None]

    @property
    def mean_printed(self) -> str:
        return self.mean_in("id")

    def mean_in(self, lang: str) -> str:
        """Return the mean as it prints, or why there is none in ``lang``."""
        return self.mean.sentence(lang) if isinstance(self.mean, Missing) else printed(self.mean, 2)
