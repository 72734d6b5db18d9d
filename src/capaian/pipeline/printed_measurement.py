"""A measurement read back from its JSON (``capaian/measurement@1``): figures as exact fractions, and as they print.

The other side of :mod:`capaian.pipeline.measurement_json`, and the only place that knows the keys of that contract
when reading. Every measurement that was ever stored or frozen is read; keys that are not known here are passed
over, since the contract lets further ones be added.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from capaian.core.numbers.missing import REASONS
from capaian.core.numbers.numerals import exact
from capaian.core.period import Period
from capaian.core.plan.target import BandTarget, GradeTarget, NumberTarget, Target
from capaian.pipeline.measurement_json import SCHEMA


class UnreadableMeasurement(ValueError):
    """No measurement: the message names the place (``indicators[2].actual``) and what stands there."""


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """A figure: ``exact``, with six decimals and a point (``value``), and as papers have it (``printed``).

    ``exact`` and ``value`` are ``None`` where only a letter (``grade``) is known.
    """

    exact: Fraction | None
    value: str | None
    printed: str
    grade: str | None = None

    def data(self) -> dict[str, object]:
        """Return the figure as the contract writes it."""
        found: dict[str, object] = {"exact": None if self.exact is None else exact(self.exact), "value": self.value}
        found["printed"] = self.printed
        return found if self.grade is None else found | {"grade": self.grade}


@dataclass(frozen=True, slots=True)
class PrintedTarget:
    """What was promised, and as papers have it."""

    target: Target
    printed: str

    def data(self) -> dict[str, object]:
        """Return the target as the contract writes it."""
        return {"value": self.target.value(), "printed": self.printed}


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of the working; ``label`` is ``None`` where there is but one."""

    label: str | None
    text: str

    def data(self) -> dict[str, object]:
        """Return the line as the contract writes it."""
        return {"label": self.label, "text": self.text}


@dataclass(frozen=True, slots=True)
class PrintedResult:
    """One indicator: ``status`` is ``measured`` or ``missing``, then with ``reason``, a code of :data:`REASONS`.

    ``inputs`` has for each variable its amount, the letter given in its place, or ``None`` where there is none;
    ``rule`` is the key of the rule of achievement, ``reason_printed`` the reason's sentence in Indonesian.
    """

    code: str
    status: str
    reason: str | None
    reason_printed: str | None
    target: PrintedTarget | None
    actual: PrintedAmount | None
    achievement: PrintedAmount | None
    rule: str | None
    inputs: Mapping[str, Fraction | str | None]
    working: tuple[PrintedLine, ...]

    @property
    def exact_actual(self) -> Fraction | None:
        """The actual as a number; ``None`` where there is none, or a letter alone."""
        return self.actual.exact if self.actual else None

    @property
    def exact_achievement(self) -> Fraction | None:
        """The achievement in percent; ``None`` where it is missing."""
        return self.achievement.exact if self.achievement else None


@dataclass(frozen=True, slots=True)
class PrintedMeasurement:
    """Every indicator of an office in a period, by code in the plan's order; ``mean`` over the measured ones."""

    office: str
    period: Period
    mean: PrintedAmount | None
    measured: int
    not_measured: int
    indicators: Mapping[str, PrintedResult]


def read(source: str | Mapping[str, Any]) -> PrintedMeasurement:
    """Read a measurement from its text, or from what ``json.loads`` made of it.

    Raises :class:`UnreadableMeasurement` where it is of another schema, or where anything in it is broken.
    """
    if isinstance(source, str):
        try:
            source = json.loads(source)
        except ValueError as error:
            raise UnreadableMeasurement(f"no JSON: {error}") from error
    whole = _mapping(source, "the measurement")
    if whole.get("schema") != SCHEMA:
        raise _broken("schema", whole.get("schema"))
    period = Period.parse(_text(whole, "period", ""))
    if period is None:
        raise _broken("period", whole["period"])
    results: dict[str, PrintedResult] = {}
    for number, found in enumerate(_listed(whole, "indicators", "")):
        place = f"indicators[{number}]"
        result = _result(_mapping(found, place), place)
        if result.code in results:
            raise _broken(f"{place}.code", result.code)
        results[result.code] = result
    # The first published sample has no counts: they are how many of its indicators are, and are not, measured.
    measured = sum(one.reason is None for one in results.values())
    return PrintedMeasurement(
        office=_text(whole, "office", ""),
        period=period,
        mean=_amount(whole.get("mean_achievement"), "mean_achievement"),
        measured=_count(whole, "measured", measured),
        not_measured=_count(whole, "not_measured", len(results) - measured),
        indicators=MappingProxyType(results),
    )


def _result(found: Mapping[str, Any], place: str) -> PrintedResult:
    status, reason = _text(found, "status", place), _text_or_none(found, "reason", place)
    if reason is not None and reason not in REASONS:
        raise _broken(f"{place}.reason", reason)
    achieved = _amount(found.get("achievement"), f"{place}.achievement")
    if status != ("measured" if reason is None else "missing") or (achieved is None) != (status == "missing"):
        raise _broken(f"{place}.status", status)
    return PrintedResult(
        code=_text(found, "code", place),
        status=status,
        reason=reason,
        reason_printed=_text_or_none(found, "reason_printed", place),
        target=_target(found.get("target"), f"{place}.target"),
        actual=_amount(found.get("actual"), f"{place}.actual"),
        achievement=achieved,
        rule=_text_or_none(found, "rule", place),
        inputs=_inputs(found.get("inputs"), f"{place}.inputs"),
        working=tuple(_line(one, f"{place}.working") for one in _listed(found, "working", place)),
    )


def _amount(found: object, place: str) -> PrintedAmount | None:
    if found is None:
        return None
    said = _mapping(found, place)
    text, grade = _text_or_none(said, "exact", place), _text_or_none(said, "grade", place)
    amount = None if text is None or "." in text else _number(text)
    if amount is None and (text is not None or grade is None):
        raise _broken(f"{place}.exact", text)
    return PrintedAmount(amount, _text_or_none(said, "value", place), _text(said, "printed", place), grade)


def _target(found: object, place: str) -> PrintedTarget | None:
    if found is None:
        return None
    said = _mapping(found, place)
    try:
        target = _promise(said.get("value"))
    except ValueError as error:
        raise _broken(f"{place}.value", said.get("value")) from error
    return PrintedTarget(target, _text(said, "printed", place))


def _promise(value: object) -> Target:
    """Return the target that ``value`` was written of. Raises ``ValueError`` where it is none."""
    match value:
        case str():
            return NumberTarget(_known(value))
        case [str(low), str(high)]:
            return BandTarget(_known(low), _known(high))
        case {"grade": str(grade), "score": str(score)}:
            return GradeTarget(grade, _known(score))
        case {"grade": str(grade), **rest} if "score" not in rest:
            return GradeTarget(grade)
    raise ValueError(value)


def _inputs(found: object, place: str) -> Mapping[str, Fraction | str | None]:
    inputs: dict[str, Fraction | str | None] = {}
    for name, text in _mapping(found, place).items():
        if text is not None and not isinstance(text, str):
            raise _broken(f"{place}.{name}", text)
        amount = None if text is None else _number(text)
        inputs[name] = text if amount is None else amount
    return MappingProxyType(inputs)


def _line(found: object, place: str) -> PrintedLine:
    said = _mapping(found, place)
    return PrintedLine(_text_or_none(said, "label", place), _text(said, "text", place))


# ---- the least that JSON has ---------------------------------------------------------------------------

_NUMBER = re.compile(r"(-?[0-9]{1,4000})(?:/([0-9]{1,4000})|\.([0-9]{1,4000}))?\Z")
"""As far as Python turns digits into numbers, and so into text."""


def _number(text: str) -> Fraction | None:
    """Read ``12``, ``12.5`` or ``25/2``, however many digits it has; ``None`` where it is none of them."""
    match = _NUMBER.match(text)
    if match is None or (match[2] is not None and not int(match[2])):
        return None
    whole, below, decimals = match.groups()
    if decimals is not None:
        return Fraction(int(whole + decimals), 10 ** len(decimals))
    return Fraction(int(whole), int(below or 1))


def _known(text: str) -> Fraction:
    amount = _number(text)
    if amount is None:
        raise ValueError(text)
    return amount


def _mapping(found: object, place: str) -> Mapping[str, Any]:
    if not isinstance(found, Mapping):
        raise _broken(place, found)
    return found


def _listed(found: Mapping[str, Any], key: str, place: str) -> list[Any]:
    value = found.get(key)
    if not isinstance(value, list):
        raise _broken(f"{place}.{key}", value)
    return value


def _text(found: Mapping[str, Any], key: str, place: str) -> str:
    value = found.get(key)
    if not isinstance(value, str):
        raise _broken(f"{place}.{key}", value)
    return value


def _text_or_none(found: Mapping[str, Any], key: str, place: str) -> str | None:
    return None if found.get(key) is None else _text(found, key, place)


def _count(found: Mapping[str, Any], key: str, otherwise: int) -> int:
    value = found.get(key, otherwise)
    if type(value) is not int or value < 0:
        raise _broken(key, value)
    return value


def _broken(place: str, found: object) -> UnreadableMeasurement:
    return UnreadableMeasurement(f"{place.lstrip('.')}: found {found!r:.80}")
