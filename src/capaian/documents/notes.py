"""The page of notes: rules used, typed and counted figures, means over unlike bases, what is missing and why."""

from __future__ import annotations

from collections.abc import Iterator

from capaian.core.analysis.pooling import pooled
from capaian.core.findings.finding import Finding
from capaian.core.measurement.achievement import Achievement
from capaian.core.measurement.result import Measurement, Result
from capaian.core.measurement.working import result_printed
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import printed, shortest_printed
from capaian.core.plan.performance_plan import Rules
from capaian.core.plan.variable import Observation
from capaian.core.plausibility.promise_checks import check_promise
from capaian.documents.model import NoteGroup
from capaian.documents.promises import promise_of
from capaian.documents.words import say
from capaian.documents.working_doubts import doubts_of_working


def notes(measurement: Measurement, lang: str) -> Iterator[NoteGroup]:
    """Yield the groups of notes in the order in which a reader asks."""
    yield _rules(measurement, lang)
    yield _missing(measurement, lang)
    doubts = tuple(_remarks(measurement, lang))
    if doubts:
        yield NoteGroup(say("notes-remarks", lang), say("notes-remarks-text", lang), doubts)
    items = tuple(_pooled(measurement, lang))
    if items:
        yield NoteGroup(say("notes-pooled", lang), say("notes-pooled-text", lang), items)
    yield _typed(measurement, lang)


def rules_in_words(rules: Rules, lang: str) -> str:
    """Return the plan's own rules as a clause: cap, floor, kind of mean."""
    cap = say("rule-no-cap", lang) if rules.cap is None else say("rule-cap", lang, cap=shortest_printed(rules.cap))
    floor = (
        say("rule-no-floor", lang)
        if rules.floor is None
        else say("rule-floor", lang, floor=shortest_printed(rules.floor))
    )
    return ", ".join((cap, floor, say(f"rule-mean-{rules.mean}", lang)))


def _rules(measurement: Measurement, lang: str) -> NoteGroup:
    used: dict[str, tuple[Achievement, list[str]]] = {}
    changed = []
    for result in measurement.measured:
        achievement = result.achievement
        assert isinstance(achievement, Achievement), "a measured result has an achievement"
        used.setdefault(achievement.rule.key, (achievement, []))[1].append(result.indicator.code)
        amount = printed(achievement.amount, 2)
        code = result.indicator.code
        if achievement.raw != achievement.amount:
            changed.append(say("floored", lang, code=code, raw=printed(achievement.raw, 2), amount=amount))
        if result.counted is not None and result.counted != achievement.amount:
            counted = printed(result.counted, 2)
            changed.append(say("capped", lang, code=code, amount=amount, counted=counted))
    items = [
        say(
            "rule-item",
            lang,
            statement=achievement.rule.statement_in(lang),
            basis=achievement.rule.basis,
            standing=say(f"standing-{achievement.rule.standing}", lang),
            codes=", ".join(codes),
        )
        for achievement, codes in used.values()
    ]
    basis = measurement.plan.rules.basis
    if basis:
        items.append(say("plan-basis", lang, basis="; ".join(basis)))
    text = say("notes-rules-text", lang, measured=len(measurement.measured), all=len(measurement.results))
    return NoteGroup(say("notes-rules", lang), text, (*items, *changed))


def _missing(measurement: Measurement, lang: str) -> NoteGroup:
    items = []
    for result in measurement.unmeasured:
        assert result.missing is not None, "an unmeasured result has a reason"
        indicator = result.indicator
        why = result.missing.sentence(lang)
        items.append(say("missing-item", lang, code=indicator.code, name=indicator.name, why=why))
    text = say("notes-missing-text" if items else "notes-missing-none", lang)
    return NoteGroup(say("notes-missing", lang), text, tuple(items))


def _remarks(measurement: Measurement, lang: str) -> Iterator[str]:
    """Yield what an audit would say of this plan, in the words of its findings."""
    for result in measurement.results.values():
        for remark in (*check_promise(promise_of(result)), *doubts_of_working(result, lang)):
            code, name = result.indicator.code, result.indicator.name
            yield say("remark-item", lang, code=code, name=name, remark=_in_a_sentence(remark, lang))


def _in_a_sentence(remark: Finding, lang: str) -> str:
    message = remark.message(lang)
    return message[:1].lower() + message[1:]


def _pooled(measurement: Measurement, lang: str) -> Iterator[str]:
    for result in measurement.measured:
        found = pooled(result)
        if found is None or isinstance(result.actual, Missing) or result.actual.amount is None:
            continue
        yield say(
            "pooled-item",
            lang,
            code=result.indicator.code,
            name=result.indicator.name,
            mean=result_printed(result.indicator, result.actual.amount),
            numerator=shortest_printed(found.numerator, grouped=True),
            denominator=shortest_printed(found.denominator, grouped=True),
            pooled=result_printed(result.indicator, found.amount),
        )


def _typed(measurement: Measurement, lang: str) -> NoteGroup:
    tallies = {name: t for result in measurement.results.values() for name, t in result.inputs.items()}
    given = [(t.variable.label, o) for t in tallies.values() for o in t.observations if _is_given(o)]
    typed = [(label, o) for label, o in given if o.counted is None]
    items = [_counted_item(label, o, lang) for label, o in given if o.counted is not None]
    items += [
        say(
            "typed-item",
            lang,
            label=label,
            value=_given_printed(observation),
            period=observation.period,
            evidence=observation.evidence or say("no-evidence", lang),
        )
        for label, observation in typed
    ]
    bare = [
        say("typed-bare", lang, code=result.indicator.code, name=result.indicator.name)
        for result in measurement.measured
        if result.typed_percentage and not _is_counted(result)
    ]
    unproven = sum(not observation.evidence for _, observation in typed)
    counted = len(given) - len(typed)
    numbers = {"typed": len(typed), "unproven": unproven, "counted": counted}
    text = say("notes-counted-text" if counted else "notes-typed-text", lang, **numbers)
    return NoteGroup(say("notes-typed", lang), text, (*bare, *items), beside=True)


def _counted_item(label: str, observation: Observation, lang: str) -> str:
    counted = observation.counted
    assert counted is not None, "the item is of a counted value"
    value = _given_printed(observation)
    line = {"label": label, "value": value, "period": observation.period, "register": observation.evidence}
    text = say("counted-item", lang, **line, rows=counted.rows, seen=counted.seen)
    return text + (say("counted-left-out", lang, count=counted.left_out) if counted.left_out else "")


def _is_counted(result: Result) -> bool:
    return all(o.counted is not None for tallied in result.inputs.values() for o in tallied.observations)


def _is_given(observation: Observation) -> bool:
    return observation.amount is not None or observation.grade is not None


def _given_printed(observation: Observation) -> str:
    if observation.amount is None:
        return observation.grade or ""
    return shortest_printed(observation.amount, grouped=True)
