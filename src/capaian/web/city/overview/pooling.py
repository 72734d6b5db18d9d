"""Each indicator over all offices of a city: pooled by the functions of the command line, and reconciled.

What is pooled are the inputs that each office was measured by, as its snapshot or its measurement has them. Only
offices whose indicator is defined alike are pooled; the others are named with what is different.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from capaian.core.measurement.achievement import RuleBook
from capaian.core.measurement.measure import measure
from capaian.core.measurement.result import Result
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import printed
from capaian.core.period import Period
from capaian.core.plan.indicator import Indicator
from capaian.core.plan.office import Office as Reporting
from capaian.core.plan.performance_plan import Plan, Targets
from capaian.core.plan.target import Target, grade_printed
from capaian.core.plan.variable import Kind, Observation
from capaian.core.registers.aggregation import Aggregate, AggregateFunction
from capaian.files.plan import rulebook
from capaian.pipeline.inputs import Inputs
from capaian.pipeline.office_values import values_of_offices
from capaian.pipeline.printed_measurement import PrintedResult
from capaian.pipeline.rollup import RollUpTable, level_of, roll_up_values
from capaian.web.accounts.models import Office
from capaian.web.city.overview.averaging import Averages, has_means, is_mean
from capaian.web.city.overview.office_figures import OfficeFigures
from capaian.web.city.overview.reconciling import InputSum, pool_input, pool_mean
from capaian.web.planning.queries import plan_of, version_on
from capaian.web.reporting.dashboard import definition
from capaian.web.reporting.reasons import labelled, reason_of

FIELDS = ("unit", "better", "formula", "parts", "variables")
"""What :func:`capaian.web.reporting.dashboard.definition` is made of, in its order."""


class OfficeContribution(NamedTuple):
    """An office's part in an indicator. ``why`` says why it is left out: ``no-plan``, ``faulty``, ``changed``,
    ``later``, ``not-in-plan``, ``differs`` (``different`` names in what), ``missing`` (``reason`` says which),
    ``provisional`` (only approved figures were asked for), ``ended`` (closed before the period's end, and the
    indicator tells of that day alone). Empty: it is pooled."""

    told: OfficeFigures
    figures: PrintedResult | None
    why: str
    different: tuple[str, ...] = ()
    reason: Missing | None = None
    ended: bool = False
    """Closed before the period's end: what stands at the end is not its own any more, what happened is."""

    @property
    def sort_actual(self) -> Fraction | None:
        return self.figures.exact_actual if self.figures else None

    @property
    def sort_achieved(self) -> Fraction | None:
        return self.figures.exact_achievement if self.figures else None


class RollUp(NamedTuple):
    """An indicator over the city, with every office's part in it."""

    indicator: Indicator
    actual: str | None
    achieved: str | None
    target: str
    missing: Missing | None
    unachieved: Missing | None
    working: Sequence[Any]
    agrees: bool | None
    """Whether the formula over the sums comes to the pooled figure; ``None`` where there are no sums."""
    lines: Sequence[OfficeContribution]
    sums: Sequence[InputSum]
    alike: str
    """Code of the office whose definition the others were compared with."""

    @property
    def model(self) -> Office:
        """The office whose definition the others were compared with."""
        return next(line.told.office for line in self.lines if line.told.office.code == self.alike)

    @property
    def pooled(self) -> list[OfficeContribution]:
        return [line for line in self.lines if not line.why]

    @property
    def provisional(self) -> bool:
        return any(not line.told.approved for line in self.pooled)

    @property
    def left_out(self) -> list[OfficeContribution]:
        return [line for line in self.lines if line.why and line.why != "differs"]

    @property
    def later(self) -> int:
        """How many offices are left out only since they are not measured yet."""
        return sum(line.why == "later" for line in self.lines)

    @property
    def differing(self) -> list[OfficeContribution]:
        return [line for line in self.lines if line.why == "differs"]


def roll_ups(
    city: Office, period: Period, offices: Sequence[OfficeFigures], *, approved_only: bool
) -> list[RollUp]:
    """Return every indicator that any office's plan has, in the order of the plans."""
    codes = list(dict.fromkeys(one.code for told in offices if told.plan for one in told.plan.indicators()))
    pool = _Pool(city, period)
    return [pool.roll_up(code, offices, approved_only) for code in codes]


class _Pool:
    """Offices pooled in a period; those that the same offices take part in are rolled up once."""

    def __init__(self, city: Office, period: Period) -> None:
        self.city, self.period, self._shipped = city, period, rulebook.shipped()
        self._rolled: dict[tuple[str, ...], tuple[RollUpTable, Plan]] = {}
        self._promised = _promised(city, period)
        self._averages = Averages(period)

    def roll_up(self, code: str, offices: Sequence[OfficeFigures], approved_only: bool) -> RollUp:
        chief = _most_alike(code, offices)
        assert chief.plan is not None, "who has the indicator has a plan"
        indicator = chief.plan.indicator(code)
        assert indicator is not None, "the chief was found by it"
        lines = [self._line(one, indicator, chief.plan, approved_only) for one in offices]
        taking = [line for line in lines if not line.why]
        if not taking:
            missing = Missing("nobody-reported", self.city.name)
            promised = self._promised.get(code, {}).get(self.period.year)
            shown = promised.printed(indicator.decimals) if promised else "–"
            return RollUp(indicator, None, None, shown, missing, missing, (), None, lines, (), chief.office.code)
        rolled, plan = self._over(chief, taking)
        figure = rolled.figures[code]
        actual, achieved, target = figure.actual[0], figure.achievement[0], figure.targets[0]
        sums, result = self._sums(indicator, plan, taking)
        agrees = None if result is None else _same(result, actual)
        return RollUp(
            indicator,
            _shown(indicator, actual, figure.grades.get(0)),
            None if isinstance(achieved, Missing) else printed(achieved, 2),
            "–" if isinstance(target, Missing) else target.printed(indicator.decimals),
            labelled(actual, plan) if isinstance(actual, Missing) else None,
            labelled(achieved, plan) if isinstance(achieved, Missing) else None,
            result.working if result else (),
            agrees,
            lines,
            sums,
            chief.office.code,
        )

    def _line(
        self, one: OfficeFigures, indicator: Indicator, plan: Plan, approved_only: bool
    ) -> OfficeContribution:
        figures = one.seen.indicator(indicator.code) if one.seen else None
        ended = one.office.closed is not None and one.office.closed < self.period.last_day
        own = one.plan.indicator(indicator.code) if one.plan else None
        why, different = "", tuple[str, ...]()
        if own is None or one.plan is None:
            why = one.why if one.plan is None else "not-in-plan"
        elif different := _different(own, one.plan, indicator, plan):
            why = "differs"
        elif one.why:
            why = one.why
        elif approved_only and not one.approved:
            why = "provisional"
        elif ended and all(plan.variables[name].kind is Kind.STOCK for name in plan.variables_of(indicator)):
            why = "ended"
        elif figures is None or any(figures.inputs.get(n) is None for n in _wanted(plan, indicator, ended)):
            return OfficeContribution(one, figures, "missing", reason=reason_of(figures, one.plan), ended=ended)
        elif has_means(plan, plan.variables_of(indicator)) and self._averages.of(one) is None:
            why = "later"
        return OfficeContribution(one, figures, why, different, ended=ended)

    def _over(self, chief: OfficeFigures, taking: Sequence[OfficeContribution]) -> tuple[RollUpTable, Plan]:
        """Roll up the plan of ``chief`` over the offices that take part."""
        key = (chief.office.code, *(line.told.office.code for line in taking))
        if key not in self._rolled:
            assert chief.plan is not None, "who has the indicator has a plan"
            plan = _without_targets(chief.plan)
            reporting = [Reporting(one.told.office.code, one.told.office.name, plan.office.head) for one in taking]
            observed = tuple(found for line in taking for found in _observed(line, plan, self.period))
            targets = {line.told.office.code: _targets(line.told, self.period) for line in taking}
            inputs = Inputs(
                plan, observed, self._book(taking), (), targets={**targets, self.city.code: self._promised}
            )
            known = values_of_offices(inputs, [self.period], [one.code for one in reporting])
            for name in plan.variables:
                if is_mean(plan, name):
                    averages = [(self._averages.of(line.told) or {}).get(name) for line in taking]
                    known.means[name] = {
                        number: Aggregate(AggregateFunction.MEAN, found.rows, found.rows, 0, found.total)
                        for number, found in enumerate(averages)
                        if found is not None
                    }
            (rolled,) = roll_up_values(inputs, [self.period], reporting, [level_of(self.city.code)], known)
            self._rolled[key] = rolled, plan
        return self._rolled[key]

    def _book(self, taking: Sequence[OfficeContribution]) -> RuleBook:
        """Return the rules that the pooled figure is held to: those of the editions where all have the same.

        An approved figure keeps the rules that it was frozen with, and so does what is made of such figures alone.
        Where editions of unlike rules meet, or figures of today take part, today's rules hold.
        """
        frozen = [line.told.seen.rules if line.told.seen else None for line in taking]
        first = frozen[0]
        return self._shipped if first is None or any(book != first for book in frozen) else first

    def _sums(
        self, indicator: Indicator, plan: Plan, taking: Sequence[OfficeContribution]
    ) -> tuple[list[InputSum], Result | None]:
        """Return each input with its sum, and what the indicator's formula gives over the sums."""
        sums: list[InputSum] = []
        totals: list[Observation] = []
        names = plan.variables_of(indicator)
        for name in names:
            if is_mean(plan, name):
                averages = [(self._averages.of(line.told) or {}).get(name) for line in taking]
                shown, total = pool_mean(plan.variables[name], averages)
            else:
                shown, total = pool_input(
                    indicator, plan.variables[name], [_amount(one, name, plan) for one in taking]
                )
            sums += shown
            if total is not None:
                totals.append(Observation(self.city.code, self.period, name, total))
        if len(totals) < len(names):
            return sums, None
        measurement, _ = measure(plan, totals, self.period, rulebook=self._book(taking), office=self.city.code)
        return sums, measurement.results[indicator.code]


# ---- who is like whom ---------------------------------------------------------------------------------


def _most_alike(code: str, offices: Iterable[OfficeFigures]) -> OfficeFigures:
    """Return the first office of those that most share their definition of an indicator with."""
    groups: list[tuple[tuple[object, ...], list[OfficeFigures]]] = []
    for one in offices:
        own = one.plan.indicator(code) if one.plan else None
        if own is None or one.plan is None:
            continue
        said = (*definition(own, one.plan), own.scale)
        for known, members in groups:
            if known == said:
                members.append(one)
                break
        else:
            groups.append((said, [one]))
    return max(groups, key=lambda group: len(group[1]))[1][0]


def _different(own: Indicator, plan: Plan, other: Indicator, others: Plan) -> tuple[str, ...]:
    mine, theirs = definition(own, plan), definition(other, others)
    found = [name for name, one, two in zip(FIELDS, mine, theirs, strict=True) if one != two]
    return tuple(found + (["scale"] if own.scale != other.scale else []))


# ---- what is pooled -----------------------------------------------------------------------------------


def _wanted(plan: Plan, indicator: Indicator, ended: bool) -> list[str]:
    """Return the inputs that an office has to have."""
    names = plan.variables_of(indicator)
    return [name for name in names if not (ended and plan.variables[name].kind is Kind.STOCK)]


def _observed(line: OfficeContribution, plan: Plan, period: Period) -> Iterable[Observation]:
    """Yield what an office gives to the pool: every input of its measurement."""
    assert line.told.seen is not None, "who takes part has figures"
    office = line.told.office.code
    inputs: dict[str, Fraction | str | None] = {}
    for one in line.told.seen.figures.indicators.values():
        inputs |= one.inputs
    for name, given in inputs.items():
        variable = plan.variables.get(name)
        if variable is None:
            continue
        if line.ended and variable.kind is Kind.STOCK:
            # At the end of the period the office was no more, and its successor has what it had.
            yield Observation(office, period, name, Fraction(0))
        elif isinstance(given, str):
            yield Observation(office, period, name, None, grade=given)
        elif given is not None:
            yield Observation(office, period, name, given)


def _amount(line: OfficeContribution, name: str, plan: Plan) -> Fraction | None:
    if line.ended and plan.variables[name].kind is Kind.STOCK:
        return Fraction(0)
    given = line.figures.inputs.get(name) if line.figures else None
    return None if isinstance(given, str) else given


def _targets(one: OfficeFigures, period: Period) -> Targets:
    """Return the targets that an office's figures were measured against."""
    assert one.seen is not None, "who takes part has figures"
    results = one.seen.figures.indicators.values()
    return {each.code: {period.year: each.target.target} for each in results if each.target}


def _promised(city: Office, period: Period) -> Targets:
    """Return what the city itself promised, where it has a plan."""
    version = version_on(city, period.last_day)
    return {one.code: one.targets for one in plan_of(version).indicators()} if version else {}


def _without_targets(plan: Plan) -> Plan:
    """Return a plan that promises nothing: each office's own targets hold, and nobody's for another."""
    nothing: Mapping[int, Target] = MappingProxyType({})
    missions = tuple(
        replace(
            mission,
            objectives=tuple(
                replace(part, indicators=tuple(replace(one, targets=nothing) for one in part.indicators))
                for part in mission.objectives
            ),
        )
        for mission in plan.missions
    )
    return replace(plan, missions=missions)


# ---- how it is shown ----------------------------------------------------------------------------------


def _shown(indicator: Indicator, actual: Fraction | Missing, grade: str | None) -> str | None:
    if isinstance(actual, Missing):
        return grade
    return (
        printed(actual, indicator.decimals) if grade is None else grade_printed(grade, actual, indicator.decimals)
    )


def _same(result: Result, pooled: Fraction | Missing) -> bool:
    """Tell whether the formula over the sums and the pooled figure are one and the same, to the last digit."""
    mine = result.actual
    if isinstance(mine, Missing) or isinstance(pooled, Missing):
        return isinstance(mine, Missing) and isinstance(pooled, Missing)
    return mine.amount == pooled
