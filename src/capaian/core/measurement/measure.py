"""From a plan and values to results: the pure function behind every official number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from capaian.core.findings.finding import Finding
from capaian.core.formula import Evaluated, Name, evaluate
from capaian.core.measurement.achievement import Achievement, RuleBook, achieve, actual_of
from capaian.core.measurement.result import Measurement, Result
from capaian.core.measurement.tally import Tally, tally
from capaian.core.measurement.working import show_working
from capaian.core.numbers import arithmetic
from capaian.core.numbers.missing import Missing
from capaian.core.period import Period
from capaian.core.plan.indicator import Indicator
from capaian.core.plan.performance_plan import MeanOver, Plan, Rules
from capaian.core.plan.variable import Observation


def measure(
    plan: Plan,
    observations: Iterable[Observation],
    period: Period,
    *,
    rulebook: RuleBook,
    office: str | None = None,
) -> tuple[Measurement, list[Finding]]:
    """Measure every indicator of ``plan`` in ``period`` for ``office`` (the plan's own where not given)."""
    code = office or plan.office.code
    by_variable: dict[str, list[Observation]] = {}
    for observation in observations:
        if observation.office == code:
            by_variable.setdefault(observation.variable, []).append(observation)
    findings: list[Finding] = []
    tallies = {}
    for name, variable in plan.variables.items():
        tallies[name], found = tally(variable, period, by_variable.get(name, ()))
        findings += found
    results = {i.code: _result(plan, i, tallies, period, rulebook) for i in plan.indicators()}
    mean = mean_achievement(plan, results, plan.rules)
    return Measurement(plan, code, period, MappingProxyType(results), mean), findings


def mean_achievement(plan: Plan, results: Mapping[str, Result], rules: Rules) -> Fraction | Missing:
    """Return the mean over measured indicators only, each held to the rules' cap."""
    groups = []
    for objective in plan.objectives():
        counted = [results[indicator.code].achievement for indicator in objective.indicators]
        groups.append([capped(a.amount, rules) for a in counted if isinstance(a, Achievement)])
    if rules.mean is MeanOver.OBJECTIVES:
        means = [arithmetic.mean(group) for group in groups]
        value = arithmetic.mean([mean for mean in means if mean is not None])
    else:
        value = arithmetic.mean([amount for group in groups for amount in group])
    return Missing("nothing-measured") if value is None else value


def capped(amount: Fraction, rules: Rules) -> Fraction:
    """Return an achievement as it counts in the mean."""
    return arithmetic.clamp(amount, floor=rules.floor, cap=rules.cap)


def _result(
    plan: Plan, indicator: Indicator, tallies: Mapping[str, Tally], period: Period, rulebook: RuleBook
) -> Result:
    inputs = {name: tallies[name] for name in plan.variables_of(indicator)}
    values: dict[str, Evaluated] = {name: tallied.value for name, tallied in inputs.items()}
    parts = {part.name: evaluate(part.formula, values.__getitem__) for part in indicator.parts}
    outcome = evaluate(indicator.formula, lambda name: parts[name] if name in parts else values[name])
    actual = actual_of(indicator, outcome, _letter(indicator, inputs))
    target = indicator.targets.get(period.year)
    achievement: Achievement | Missing
    if isinstance(actual, Missing):
        achievement = actual
    elif target is None:
        achievement = Missing("no-target", str(period.year))
    else:
        achievement = achieve(indicator, target, actual, rules=plan.rules, rulebook=rulebook, day=period.last_day)
    return Result(
        indicator=indicator,
        target=target,
        next_target=indicator.targets.get(period.year + 1),
        inputs=MappingProxyType(inputs),
        parts=MappingProxyType(parts),
        actual=actual,
        achievement=achievement,
        working=show_working(indicator, plan.variables, values, parts, outcome),
        counted=None if isinstance(achievement, Missing) else capped(achievement.amount, plan.rules),
    )


def _letter(indicator: Indicator, inputs: Mapping[str, Tally]) -> str | None:
    """Return the letter that was given in place of a score, where the formula is that one variable."""
    tallied = inputs.get(indicator.formula.name) if isinstance(indicator.formula, Name) else None
    return tallied.grade if tallied else None
