"""One number, shown the way an inspector asks for it: from the formula down to the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from capaian.core.formula import write
from capaian.core.formula.typeset import on_one_line, typeset
from capaian.core.measurement.achievement import Achievement
from capaian.core.measurement.result import Measurement, Result
from capaian.core.measurement.tally import Tally
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import exact, printed, shortest_printed
from capaian.core.plan.variable import Kind, Observation
from capaian.pipeline.words import say

_FAR = 10
"""Decimals in which an endless fraction is shown before it is rounded."""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the explanation."""

    title: str
    lines: tuple[str, ...]


def explain(measurement: Measurement, result: Result, lang: str = "id") -> tuple[Section, ...]:
    """Return the explanation of one result, section by section, in reading order."""
    speak = _Speaker(measurement, result, lang)
    sections = [
        Section(speak.say("formula"), tuple(speak.formula())),
        Section(speak.say("inputs"), tuple(speak.inputs())),
        Section(speak.say("working"), tuple(speak.working())),
        Section(speak.say("actual"), tuple(speak.actual())),
        Section(speak.say("target"), tuple(speak.target())),
        Section(speak.say("achievement"), tuple(speak.achievement())),
        Section(speak.say("responsible"), tuple(speak.responsible())),
    ]
    return tuple(section for section in sections if section.lines)


def heading(measurement: Measurement, result: Result) -> str:
    """Return the line that says which number this is."""
    indicator = result.indicator
    return f"{indicator.code} {indicator.name} – {measurement.plan.office.name}, {measurement.period.label}"


@dataclass(frozen=True, slots=True)
class _Speaker:
    measurement: Measurement
    result: Result
    lang: str

    def say(self, key: str, **values: object) -> str:
        return say(key, self.lang, **values)

    def formula(self) -> Iterator[str]:
        indicator = self.result.indicator
        yield write(indicator.formula)
        for part in indicator.parts:
            yield f"  {part.name} ({part.label}) = {write(part.formula)}"
        if indicator.explanation:
            yield self.say("in-words", text=indicator.explanation)

    def inputs(self) -> Iterator[str]:
        for name, tally in self.result.inputs.items():
            yield f"{name} ({tally.variable.label}) = {self.value(tally)}"
            how = tally.variable.kind
            if len(tally.observations) > 1 or how is not Kind.FLOW:
                yield "  " + self.say(f"kind-{how}")
            for observation in tally.observations:
                yield "  " + self.observation(observation)

    def value(self, tally: Tally) -> str:
        if tally.grade is not None:
            return tally.grade
        if isinstance(tally.value, Missing):
            return tally.value.sentence(self.lang)
        return shortest_printed(tally.value, grouped=True)

    def observation(self, observation: Observation) -> str:
        value = observation.grade or "–"
        if observation.amount is not None:
            value = shortest_printed(observation.amount, grouped=True)
        if observation.counted is not None or observation.why is not None:
            return self.counted(observation)
        proof = observation.evidence or self.say("no-evidence")
        return self.say("observation", period=observation.period, value=value, proof=proof, place=observation.place)

    def counted(self, observation: Observation) -> str:
        place, register = observation.place, observation.evidence
        if observation.why is not None:
            return self.say("not-counted", why=observation.why.sentence(self.lang), place=place)
        counted = observation.counted
        assert counted is not None and observation.amount is not None, "what was counted has an amount"
        value = shortest_printed(observation.amount, grouped=True)
        line = {"period": observation.period, "value": value, "rows": counted.rows, "seen": counted.seen}
        return self.say("counted", **line, register=register, place=place)

    def working(self) -> Iterator[str]:
        parts = len(self.result.indicator.parts)
        for number, line in enumerate(self.result.working):
            letter = f"{chr(97 + number)}. " if number < parts else ""
            label = f"{letter}{line.label_in(self.lang)} " if line.label else ""
            yield f"{label}{on_one_line(line.pieces_in(self.lang))}"
            if isinstance(line.value, Fraction):
                yield f"  {self.say('exact')}: {long_decimal(line.value)}"
        if not self.result.working:
            counted = all(o.counted for t in self.result.inputs.values() for o in t.observations)
            yield self.say("counted-bare" if counted else "typed-bare")

    def actual(self) -> Iterator[str]:
        actual, indicator = self.result.actual, self.result.indicator
        if isinstance(actual, Missing):
            yield actual.sentence(self.lang)
            return
        if actual.amount is not None:
            yield f"{self.say('exact')}: {long_decimal(actual.amount)}"
            yield self.say("rounding", decimals=indicator.decimals)
        if indicator.scale is not None and actual.amount is not None:
            bounds = ", ".join(f"{grade} ≥ {shortest_printed(low)}" for grade, low in indicator.scale.bounds)
            yield self.say("scale", bounds=bounds)
        yield f"{self.say('printed')}: {self.result.actual_printed}"

    def target(self) -> Iterator[str]:
        year = self.measurement.period.year
        yield self.say("target-of", year=year, target=self.result.target_printed)
        yield self.say("target-of", year=year + 1, target=self.result.next_target_printed)

    def achievement(self) -> Iterator[str]:
        achievement = self.result.achievement
        if isinstance(achievement, Missing):
            yield achievement.sentence(self.lang)
            return
        rule = achievement.rule
        yield rule.statement_in(self.lang)
        yield self.say("basis", basis=rule.basis, standing=self.say(f"standing-{rule.standing}"), since=rule.since)
        yield f"{write(rule.formula)} = {_substituted(achievement)}"
        yield f"{self.say('exact')}: {long_decimal(achievement.raw)}"
        yield from self.bounds(achievement)
        yield f"{self.say('printed')}: {self.result.achievement_printed}"

    def bounds(self, achievement: Achievement) -> Iterator[str]:
        rules, counted = self.measurement.plan.rules, self.result.counted
        if rules.floor is not None:
            key = "floor-kept" if achievement.amount == achievement.raw else "floor-raised"
            yield self.say(key, floor=shortest_printed(rules.floor))
        if rules.cap is not None and counted is not None:
            key = "cap-kept" if counted == achievement.amount else "cap-held"
            yield self.say(key, cap=shortest_printed(rules.cap), counted=printed(counted, 2))

    def responsible(self) -> Iterator[str]:
        indicator = self.result.indicator
        if indicator.owner:
            yield self.say("owner", text=indicator.owner)
        if indicator.source:
            yield self.say("source", text=indicator.source)


def long_decimal(amount: Fraction) -> str:
    """Return ``a/b`` with its decimals: all of them where they end, else ten and an ellipsis."""
    shown = shortest_printed(amount, grouped=True)
    if "/" in shown:
        return f"{exact(amount)} = {printed(amount, _FAR)}…"
    return shown if amount.denominator == 1 else f"{exact(amount)} = {shown}"


def _substituted(achievement: Achievement) -> str:
    def shown(name: str) -> str:
        text = shortest_printed(achievement.operands[name])
        return f"({text})" if "/" in text or text.startswith("-") else text

    return on_one_line(typeset(achievement.rule.formula, shown, percent=True))
