"""An approved edition as plain data (``capaian/public@1``): what pages show and what machines take along.

It is made of the frozen plan and the frozen measurement alone. Rows, typed evidence, causes and people's names are
in neither of the fields that are read here.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from django.utils.timezone import localtime

from capaian.core.claims.rule_sentences import RULES
from capaian.core.formula import Node, write
from capaian.core.formula.typeset import on_one_line, typeset
from capaian.core.numbers.csv_injection import escape_formula
from capaian.core.numbers.numerals import shortest
from capaian.core.plan.indicator import Indicator
from capaian.core.plan.performance_plan import Plan
from capaian.pipeline.printed_measurement import PrintedAmount, PrintedResult, PrintedTarget
from capaian.web.public.models import Publicity
from capaian.web.public.queries import Edition
from capaian.web.reporting.provisional import frozen_plan, published_figures
from capaian.web.reporting.reasons import reason_of

SCHEMA = "capaian/public@1"
LICENCES = {
    Publicity.Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Publicity.Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}


def data_of(edition: Edition, publicity: Publicity) -> dict[str, Any]:
    """Return an edition as data. Raises :class:`Refused` where the server's files are not as they were frozen."""
    snapshot, office = edition.snapshot, publicity.office
    figures, plan = published_figures(snapshot).figures, frozen_plan(snapshot)
    return {
        "schema": SCHEMA,
        "licence": publicity.licence,
        "licence_address": LICENCES[Publicity.Licence(publicity.licence)],
        "office": {
            "code": office.code,
            "name": plan.office.name,
            "parent": plan.office.parent,
            "synthetic": office.synthetic,
        },
        "period": snapshot.period,
        "first_day": edition.period.first_day.isoformat(),
        "last_day": edition.period.last_day.isoformat(),
        "edition": snapshot.number,
        "approved_on": localtime(snapshot.at).date().isoformat(),
        "fingerprint": snapshot.manifest,
        "mean_achievement": _data(figures.mean),
        "measured": figures.measured,
        "not_measured": figures.not_measured,
        "indicators": [
            _indicator(plan, indicator, one)
            for one in figures.indicators.values()
            if (indicator := plan.indicator(one.code)) is not None
        ],
    }


def _indicator(plan: Plan, indicator: Indicator, one: PrintedResult) -> dict[str, Any]:
    missing = reason_of(one, plan)
    rule = RULES.get(one.rule or "", ("", ""))
    return {
        "code": indicator.code,
        "name": indicator.name,
        "unit": str(indicator.unit),
        "better": str(indicator.better),
        "owner": indicator.owner,
        "source": indicator.source,
        "explanation": indicator.explanation,
        "formula": write(indicator.formula),
        "formula_printed": _in_words(plan, indicator, indicator.formula),
        "parts": [
            {
                "name": part.name,
                "label": part.label,
                "formula": write(part.formula),
                "formula_printed": _in_words(plan, indicator, part.formula),
            }
            for part in indicator.parts
        ],
        "inputs": [_input(plan, name, value) for name, value in one.inputs.items()],
        "working": [line.data() for line in one.working],
        "target": _data(one.target),
        "actual": _data(one.actual),
        "achievement": _data(one.achievement),
        "rule": one.rule,
        "rule_id": rule[0],
        "rule_en": rule[1],
        "status": one.status,
        "reason": one.reason,
        "reason_id": missing.sentence("id") if missing else "",
        "reason_en": missing.sentence("en") if missing else "",
    }


def _data(found: PrintedAmount | PrintedTarget | None) -> dict[str, object] | None:
    return None if found is None else found.data()


def _input(plan: Plan, name: str, given: Fraction | str | None) -> dict[str, Any]:
    variable = plan.variables[name]
    register = plan.registers.get(variable.counting.register) if variable.counting else None
    value = shortest(given) if isinstance(given, Fraction) else given
    return {"name": name, "label": variable.label, "value": value, "register": register.label if register else ""}


def _in_words(plan: Plan, indicator: Indicator, formula: Node) -> str:
    def label(name: str) -> str:
        part = indicator.part(name)
        return part.label if part else plan.variables[name].label if name in plan.variables else name

    return on_one_line(typeset(formula, label, percent=True))


def to_json(data: Mapping[str, Any]) -> bytes:
    """Return an edition as JSON."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


NUMBERS = {"edition", "target", "target_low", "target_high", "actual", "achievement"}
"""Columns of plain numbers, where there is one; the others are text."""

TYPES = {"period_first_day": "date", "period_last_day": "date", "approved_on": "date", "edition": "integer"}

COLUMNS = (
    "office_code",
    "office_name",
    "period",
    "period_first_day",
    "period_last_day",
    "edition",
    "approved_on",
    "indicator_code",
    "indicator_name",
    "unit",
    "better",
    "target",
    "target_low",
    "target_high",
    "target_printed",
    "actual",
    "actual_exact",
    "actual_printed",
    "achievement",
    "achievement_exact",
    "achievement_printed",
    "rule",
    "status",
    "reason",
    "formula",
    "owner",
    "source",
    "licence",
    "fingerprint",
)
"""Columns of ``data.csv``; none is ever renamed, further ones may be added at the end."""


def type_of(column: str) -> str:
    """Return what stands in a column: ``text``, ``number``, ``integer`` or ``date``."""
    return TYPES.get(column, "number" if column in NUMBERS else "text")


def to_csv(data: Mapping[str, Any]) -> bytes:
    """Return an edition as CSV: a line per indicator, commas, decimal points, empty where there is no figure.

    Text that a spreadsheet would take for a formula begins with an apostrophe; numbers are left as they are.
    """
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    lines.writerows(_lines(data))
    return out.getvalue().encode()


def _lines(data: Mapping[str, Any]) -> Iterator[list[str]]:
    office = data["office"]
    for one in data["indicators"]:
        target, actual, achieved = (one[name] or {} for name in ("target", "actual", "achievement"))
        promised = target.get("value")
        values = {
            "office_code": office["code"],
            "office_name": office["name"],
            "period": data["period"],
            "period_first_day": data["first_day"],
            "period_last_day": data["last_day"],
            "edition": data["edition"],
            "approved_on": data["approved_on"],
            "indicator_code": one["code"],
            "indicator_name": one["name"],
            **{name: one[name] for name in ("unit", "better", "status", "formula", "owner", "source")},
            "rule": one["rule"],
            "reason": one["reason"],
            "target": promised if isinstance(promised, str) else None,
            "target_low": promised[0] if isinstance(promised, list) else None,
            "target_high": promised[1] if isinstance(promised, list) else None,
            "target_printed": target.get("printed"),
            "actual": actual.get("value"),
            "actual_exact": actual.get("exact"),
            "actual_printed": actual.get("printed"),
            "achievement": achieved.get("value"),
            "achievement_exact": achieved.get("exact"),
            "achievement_printed": achieved.get("printed"),
            "licence": data["licence"],
            "fingerprint": data["fingerprint"],
        }
        yield [_cell(column, values[column]) for column in COLUMNS]


def _cell(column: str, value: object) -> str:
    text = "" if value is None else str(value)
    return text if column in NUMBERS and _is_number(text) else escape_formula(text)


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()
