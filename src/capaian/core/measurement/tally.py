"""From the values given for parts of a period to the one value of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from capaian.core.findings.finding import Finding, finding
from capaian.core.frozen import frozen
from capaian.core.numbers import arithmetic
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import shortest_printed
from capaian.core.period import Period
from capaian.core.plan.variable import Kind, Observation, Variable
from capaian.core.wording import EMPTY, Both, inside, joined


@frozen()
class Tally:
    """A variable's value in one period: exact, or missing with a reason; and the values it was made from."""

    variable: Variable
    value: Fraction | Missing
    observations: tuple[Observation, ...] = ()
    grade: str | None = None


def tally(variable: Variable, period: Period, observations: Iterable[Observation]) -> tuple[Tally, list[Finding]]:
    """Combine ``observations`` of one office inside ``period`` by the variable's kind.

    A value of a longer period and the values of its parts must agree: a flow's parts add up to it, a mean's
    average to it, a stock's last part equals it where both end on the same day. Where they do not, or where one
    period has two different values, the tally is missing with ``conflicting-values`` and a finding names both.
    """
    inside = [o for o in observations if o.variable == variable.name and o.period in period]
    if not inside:
        return Tally(variable, Missing("no-value", variable.name)), []
    findings: list[Finding] = []
    single = _one_per_period(variable, inside, findings)
    letters = [o for o in single if o.grade is not None]
    if letters:
        last = max(letters, key=lambda o: (o.period.last_day, o.period.months))
        return Tally(variable, Missing("no-value", variable.name), (last,), last.grade), findings
    value, used = _Combiner(variable, findings).whole(period, single)
    if any(found.code in ("values-conflict", "duplicate-conflict", "counted-and-typed") for found in findings):
        value = Missing("conflicting-values", variable.name)
    return Tally(variable, value, tuple(used)), findings


def _one_per_period(
    variable: Variable, observations: Sequence[Observation], findings: list[Finding]
) -> list[Observation]:
    kept: dict[Period, Observation] = {}
    for new in observations:
        old = kept.setdefault(new.period, new)
        if old is new:
            continue
        if _is_silent(old) or _is_silent(new):
            kept[new.period] = new if _is_silent(old) else old
            continue
        if (old.counted is None) is not (new.counted is None):
            kept[new.period] = _counted_before_typed(variable, old, new, findings)
            continue
        same = (old.amount, old.grade) == (new.amount, new.grade)
        findings.append(
            finding(
                "duplicate-value" if same else "duplicate-conflict",
                new.place,
                variable.name,
                variable=variable.name,
                period=new.period,
                first=_shown(old),
                second=_shown(new),
                where=old.place,
            )
        )
    return sorted(kept.values(), key=lambda o: (o.period.first_day, -o.period.months))


def _is_silent(observation: Observation) -> bool:
    """Tell whether it says no more than that the office never reported to the register."""
    return observation.counted is None and observation.why is not None


def _counted_before_typed(
    variable: Variable, one: Observation, other: Observation, findings: list[Finding]
) -> Observation:
    """Return the counted one of the two; an empty typed cell claims nothing, any other must say the same."""
    counted, typed = (other, one) if one.counted is None else (one, other)
    if typed.amount is not None and typed.amount != counted.amount:
        findings.append(
            finding(
                "counted-and-typed",
                typed.place,
                variable.name,
                variable=variable.name,
                period=typed.period,
                counted=_shown(counted),
                typed=_shown(typed),
                where=typed.place,
            )
        )
    return counted


def _shown(observation: Observation) -> str | Both:
    if observation.grade is not None:
        return observation.grade
    return EMPTY if observation.amount is None else shortest_printed(observation.amount)


@frozen()
class _Combiner:
    variable: Variable
    findings: list[Finding]

    def whole(self, period: Period, inside: Sequence[Observation]) -> tuple[Fraction | Missing, list[Observation]]:
        own = next((o for o in inside if o.period == period), None)
        rest = [o for o in inside if o.period != period]
        outer = [o for o in rest if not any(o.period != p.period and o.period in p.period for p in rest)]
        parts = [(o.period, *self.whole(o.period, [p for p in rest if p.period in o.period])) for o in outer]
        if own is None or (own.amount is None and parts):
            return self.combined(parts)
        if own.amount is None:
            return own.why or Missing("empty-cell", self.variable.name), [own]
        self.compare(own, own.amount, parts)
        return own.amount, [own]

    def combined(
        self, parts: list[tuple[Period, Fraction | Missing, list[Observation]]]
    ) -> tuple[Fraction | Missing, list[Observation]]:
        if self.variable.kind is Kind.STOCK:
            # The last that is known: a form whose later quarters are still empty says nothing new.
            known = [part for part in parts if not isinstance(part[1], Missing)] or parts
            _, value, used = max(known, key=lambda part: (part[0].last_day, part[0].months))
            return value, used
        used = [observation for _, _, observations in parts for observation in observations]
        amounts = []
        for _, value, _ in parts:
            if isinstance(value, Missing):
                return value, used
            amounts.append(value)
        if self.variable.kind is Kind.FLOW:
            return arithmetic.total(amounts), used
        average = arithmetic.mean(amounts)
        assert average is not None, "parts are never empty here"
        return average, used

    def compare(
        self,
        own: Observation,
        amount: Fraction,
        parts: list[tuple[Period, Fraction | Missing, list[Observation]]],
    ) -> None:
        if self.variable.kind is Kind.STOCK:
            parts = [part for part in parts if part[0].last_day == own.period.last_day]
        if not parts:
            return
        value, used = self.combined(parts)
        if isinstance(value, Missing) or value == amount:
            return
        self.findings.append(
            finding(
                "values-conflict",
                own.place,
                self.variable.name,
                variable=self.variable.name,
                period=own.period,
                total=shortest_printed(amount),
                parts=joined(", ", (inside("{} = {}", str(o.period), _shown(o)) for o in used)),
                combined=shortest_printed(value),
                where="; ".join(str(o.place) for o in used),
            )
        )
