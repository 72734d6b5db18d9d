"""What an office promised: missions, objectives, indicators, and the rules by which they are judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from capaian.core.formula import Node, names
from capaian.core.frozen import frozen, replaced
from capaian.core.plan.indicator import Indicator
from capaian.core.plan.office import Office, Signature
from capaian.core.plan.target import Target
from capaian.core.plan.variable import Variable

if TYPE_CHECKING:  # a plan without registers should not wait for them
    from capaian.core.registers.register import Register


Targets = Mapping[str, Mapping[int, Target]]
"""What one office promised: code of the indicator to year to target."""


class LowerIsBetter(StrEnum):
    """The two rules of achievement that live side by side where lower is better."""

    REFLECTED = "reflected"
    INVERSE = "inverse"


class MeanOver(StrEnum):
    """Whether the mean achievement is over all indicators or over the objectives' own means."""

    INDICATORS = "indicators"
    OBJECTIVES = "objectives"


@frozen()
class Rules:
    """How achievement is made: printed on every report.

    ``cap`` is the highest achievement that counts in the mean (the indicator's own line keeps its figure);
    ``floor`` the lowest achievement that is given at all. ``None`` is none.
    """

    lower_is_better: LowerIsBetter = LowerIsBetter.REFLECTED
    cap: Fraction | None = None
    floor: Fraction | None = Fraction(0)
    mean: MeanOver = MeanOver.INDICATORS
    basis: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.cap is not None and self.floor is not None and self.floor > self.cap:
            raise ValueError("the floor is above the cap")


@frozen()
class Strategy:
    """The five-year plan (Renstra) that the targets come from."""

    first_year: int
    last_year: int

    def __post_init__(self) -> None:
        if self.first_year > self.last_year:
            raise ValueError("the strategy ends before it begins")


@frozen()
class StrategicObjective:
    """Sasaran: what should become better, and the indicators that tell."""

    statement: str
    indicators: tuple[Indicator, ...]


@frozen()
class Mission:
    """Misi, with its objectives."""

    statement: str
    objectives: tuple[StrategicObjective, ...]


@frozen()
class Plan:
    """The whole plan. Codes of indicators are unique, and formulas name only variables and own parts."""

    office: Office
    missions: tuple[Mission, ...]
    variables: Mapping[str, Variable]
    rules: Rules = Rules()
    strategy: Strategy | None = None
    signed: Mapping[int, str] | None = None
    """Year of the report to the date under its signature, as printed: ``{2017: "Januari 2018"}``."""
    registers: Mapping[str, Register] = MappingProxyType({})

    def __post_init__(self) -> None:
        codes = [indicator.code for indicator in self.indicators()]
        if len(set(codes)) < len(codes):
            raise ValueError("two indicators have one code")
        for indicator in self.indicators():
            self._check_names(indicator)

    def _check_names(self, indicator: Indicator) -> None:
        parts = {part.name for part in indicator.parts}
        for formula, known in [(indicator.formula, parts), *((p.formula, set()) for p in indicator.parts)]:
            unknown = {n.name for n in names(formula)} - set(self.variables) - known
            if unknown:
                raise ValueError(f"{indicator.code}: unknown names {sorted(unknown)}")

    def objectives(self) -> Iterator[StrategicObjective]:
        """Yield every objective in the plan's order."""
        for mission in self.missions:
            yield from mission.objectives

    def indicators(self) -> Iterator[Indicator]:
        """Yield every indicator in the plan's order."""
        for objective in self.objectives():
            yield from objective.indicators

    def indicator(self, code: str) -> Indicator | None:
        return next((indicator for indicator in self.indicators() if indicator.code == code), None)

    def promising(self, office: Office, targets: Targets) -> Plan:
        """Return the plan as ``office``'s own, with its ``targets``; where it has none the plan's hold."""

        def own(indicator: Indicator) -> Indicator:
            mine = targets.get(indicator.code)
            return (
                replaced(indicator, targets=MappingProxyType({**indicator.targets, **mine})) if mine else indicator
            )

        if not targets:
            return replaced(self, office=office)
        missions = tuple(
            replaced(
                mission,
                objectives=tuple(
                    replaced(objective, indicators=tuple(map(own, objective.indicators)))
                    for objective in mission.objectives
                ),
            )
            for mission in self.missions
        )
        return replaced(self, office=office, missions=missions)

    def signed_by(self, signature: Signature, year: int) -> Plan:
        """Return the plan with the head, the place and the date of the report on ``year`` that somebody signs."""
        office = replaced(self.office, head=signature.head, place=signature.place)
        signed = MappingProxyType({**(self.signed or {}), year: signature.date})
        return replaced(self, office=office, signed=signed)

    def variables_of(self, indicator: Indicator) -> tuple[str, ...]:
        """Return the variables that the indicator's parts, then its formula, name: each once, in reading order."""
        formulas: list[Node] = [*(part.formula for part in indicator.parts), indicator.formula]
        found = (name.name for formula in formulas for name in names(formula))
        return tuple(dict.fromkeys(name for name in found if indicator.part(name) is None))
