"""A measurement to the document model: every text final, every figure printed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from capaian.core.analysis.sensitivity import sensitivity
from capaian.core.formula.typeset import TextRun
from capaian.core.measurement.result import Measurement, Result
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import plain, printed
from capaian.core.plan.performance_plan import Mission
from capaian.documents.model import (
    Bar,
    Chart,
    Fact,
    FormulaHeadings,
    FormulaRow,
    MissionBlock,
    ObjectiveGroup,
    OfficePage,
    Paper,
    Report,
    SignatureBlock,
    TargetHeadings,
    TargetRow,
    WorkingText,
)
from capaian.documents.notes import notes, rules_in_words
from capaian.documents.words import say

DASH = "–"


def compose(measurement: Measurement, *, fingerprint: str, lang: str = "id", paper: Paper = Paper.A4) -> Report:
    """Return the report of ``measurement``; ``fingerprint`` is the SHA-256 of its JSON."""
    plan, period = measurement.plan, measurement.period
    office = plan.office
    following = say("following", lang, year=period.year + 1)
    label = period.label_in(lang)
    all_percent = all(result.indicator.unit == "percent" for result in measurement.results.values())
    target = say("target-percent" if all_percent else "target", lang)
    last = period.last_day
    return Report(
        lang=lang,
        paper=paper,
        title=(say("title-1", lang), say("title-2", lang, period=label.upper())),
        skpd=say("skpd", lang, name=office.name.upper()),
        office=_office_page(measurement, lang),
        headings=TargetHeadings(
            objective=say("objective", lang),
            indicator=say("indicator", lang),
            target=target,
            actual=say("actual", lang),
            achievement=say("achievement", lang),
            following=following,
            next_target=say("next-target", lang),
            next_achievement=say("next-achievement", lang),
        ),
        missions=tuple(_missions(measurement, lang)),
        mean_label=say("mean", lang),
        mean=measurement.mean_in(lang),
        formula_headings=FormulaHeadings(
            objective=say("objective", lang),
            indicator=say("indicator", lang),
            target=target,
            explanation=say("explanation", lang),
            owner=say("owner", lang),
            source=say("source", lang),
        ),
        chart=_chart(measurement, lang),
        sensitivity_title=say("sensitivity", lang),
        sensitivity_text=say("sensitivity-text", lang, rules=rules_in_words(plan.rules, lang)),
        sensitivity=tuple(_sensitivity(measurement, lang)),
        signature=_signature(measurement, lang),
        notes_title=say("notes", lang),
        notes=tuple(notes(measurement, lang)),
        footer=say("footer", lang, fingerprint=fingerprint[:16]),
        fingerprint=fingerprint,
        measurement=measurement,
        date=(last.year, last.month, last.day),
    )


def _office_page(measurement: Measurement, lang: str) -> OfficePage:
    office = measurement.plan.office
    return OfficePage(
        heading=say("office-heading", lang),
        subheading=f"{office.name} {office.parent}".strip().upper(),
        name_label=say("office-name", lang),
        name=office.name,
        duty_label=say("duty", lang),
        duty=office.duty,
        duty_basis=office.duty_basis,
        functions_label=say("functions", lang),
        functions=office.functions,
        functions_basis=office.functions_basis,
    )


def _missions(measurement: Measurement, lang: str) -> Iterator[MissionBlock]:
    objectives = 0
    for number, mission in enumerate(measurement.plan.missions, 1):
        title = say("mission", lang, number=number, statement=mission.statement)
        yield MissionBlock(title, tuple(_groups(measurement, mission, objectives, lang)))
        objectives += len(mission.objectives)


def _groups(measurement: Measurement, mission: Mission, before: int, lang: str) -> Iterator[ObjectiveGroup]:
    for number, objective in enumerate(mission.objectives, before + 1):
        results = list(enumerate(measurement.of_objective(objective), 1))
        yield ObjectiveGroup(
            title=f"{number}. {objective.statement}",
            targets=tuple(_target_row(f"{n}.", result, lang) for n, result in results),
            formulas=tuple(_formula_row(f"{n}.", result, lang) for n, result in results),
        )


def _target_row(number: str, result: Result, lang: str) -> TargetRow:
    missing = result.missing
    return TargetRow(
        number=number,
        code=result.indicator.code,
        name=result.indicator.name,
        target=result.target_printed,
        actual=DASH if isinstance(result.actual, Missing) else result.actual_printed,
        achievement=DASH if missing else result.achievement_printed,
        next_target=result.next_target_printed,
        next_achievement=DASH,
        why=missing.sentence(lang) if missing else "",
    )


def _formula_row(number: str, result: Result, lang: str) -> FormulaRow:
    indicator = result.indicator
    labels = []
    for n, line in enumerate(result.working):
        is_part = n < len(indicator.parts)
        letter = f"{chr(97 + n)}. " if is_part and n < 26 else ""
        labels.append(WorkingText(f"{letter}{line.label_in(lang)}" if line.label else "", line.pieces_in(lang)))
    return FormulaRow(
        number=number,
        code=indicator.code,
        name=indicator.name,
        target=result.target_printed,
        explanation=indicator.explanation,
        working=tuple(labels) or (WorkingText("", _bare(result, lang)),),
        owner=indicator.owner,
        source=indicator.source,
    )


def _bare(result: Result, lang: str) -> tuple[TextRun, ...]:
    return (TextRun(result.actual_in(lang)),)


def _chart(measurement: Measurement, lang: str) -> Chart:
    achieved = {
        result.indicator.code: result.achievement.amount
        for result in measurement.results.values()
        if not isinstance(result.achievement, Missing)
    }
    step = 50 if max(achieved.values(), default=Fraction(0)) <= 500 else 100
    end = max(150, *(step * (int(amount) // step + 1) for amount in achieved.values()), 150)
    bars = []
    for result in measurement.results.values():
        amount = achieved.get(result.indicator.code)
        missing = amount is None
        bars.append(
            Bar(
                code=result.indicator.code,
                name=result.indicator.name,
                printed=say("chart-missing", lang) if amount is None else printed(amount, 2),
                share=plain(max(amount or Fraction(0), Fraction(0)) * Fraction(1, end), 4),
                met=amount is not None and amount >= 100,
                missing=missing,
            )
        )
    ticks = tuple((str(tick), plain(tick * Fraction(1, end), 4)) for tick in range(0, end + 1, step))
    caption = say("chart-caption", lang, bars="; ".join(f"{bar.code} {bar.printed}" for bar in bars))
    return Chart(say("chart", lang), caption, tuple(bars), ticks, plain(Fraction(100, end), 4))


def _sensitivity(measurement: Measurement, lang: str) -> Iterator[Fact]:
    rules = measurement.plan.rules
    chosen = {None: "uncapped", Fraction(100): "cap-100", Fraction(120): "cap-120"}.get(rules.cap)
    for variant in sensitivity(measurement):
        is_chosen = variant.key == chosen and variant.mean == measurement.mean
        yield Fact(say(variant.key, lang), printed(variant.mean, 2), is_chosen)


def _signature(measurement: Measurement, lang: str) -> SignatureBlock:
    office, year = measurement.plan.office, measurement.period.year
    signed = (measurement.plan.signed or {}).get(year) or say("undated", lang, year=year + 1)
    place = office.place or office.parent
    return SignatureBlock(
        place_date=f"{place}, {signed}" if place else signed,
        title=office.head.title,
        name=office.head.name,
        rank=office.head.rank,
        nip=say("nip", lang, nip=office.head.nip) if office.head.nip else "",
    )
