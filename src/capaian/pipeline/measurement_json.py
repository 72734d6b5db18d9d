"""A measurement as the JSON and the CSV that other tools rely on (``capaian/measurement@1``)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from fractions import Fraction

from capaian.core.measurement.result import Measurement, Result
from capaian.core.numbers.csv_injection import escape_formula
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import exact, plain, printed, shortest

SCHEMA = "capaian/measurement@1"
SCHEMA_OF_MANY = "capaian/measurements@1"


def to_json(measurement: Measurement) -> str:
    """Return the measurement as JSON, one space deep per level, with a newline at the end."""
    return json.dumps(to_dict(measurement), ensure_ascii=False, indent=1) + "\n"


def all_to_json(measurements: Iterable[Measurement]) -> str:
    """Return several measurements as one JSON, each as :func:`to_dict` has it."""
    found = {"schema": SCHEMA_OF_MANY, "measurements": [to_dict(measurement) for measurement in measurements]}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def to_dict(measurement: Measurement) -> dict[str, object]:
    """Return the measurement as plain data. Keys of the contract never change; further ones may be added."""
    return {
        "schema": SCHEMA,
        "office": measurement.office,
        "period": str(measurement.period),
        "mean_achievement": _amount(measurement.mean, 2),
        "measured": len(measurement.measured),
        "not_measured": len(measurement.unmeasured),
        "indicators": [result_to_dict(result) for result in measurement.results.values()],
    }


def _amount(value: Fraction | Missing, decimals: int) -> dict[str, object] | None:
    if isinstance(value, Missing):
        return None
    return {"exact": exact(value), "value": plain(value, 6), "printed": printed(value, decimals)}


def result_to_dict(result: Result) -> dict[str, object]:
    """Return one indicator as :func:`to_dict` has it."""
    missing = result.missing
    found: dict[str, object] = {
        "code": result.indicator.code,
        "status": "measured" if missing is None else "missing",
        "reason": None if missing is None else missing.reason,
        "target": None,
        "actual": _actual(result),
        "achievement": None,
        "inputs": {name: _input(tally.value, tally.grade) for name, tally in result.inputs.items()},
        "working": [{"label": line.label, "text": line.text} for line in result.working],
    }
    if result.target is not None:
        found["target"] = {"value": result.target.value(), "printed": result.target_printed}
    if not isinstance(result.achievement, Missing):
        found["achievement"] = _amount(result.achievement.amount, 2)
        found["rule"] = str(result.achievement.rule.key)
    if missing is not None:
        found["reason_printed"] = missing.sentence()
    return found


def _input(value: Fraction | Missing, grade: str | None) -> str | None:
    if grade is not None:
        return grade
    return None if isinstance(value, Missing) else shortest(value)


def _actual(result: Result) -> dict[str, object] | None:
    actual = result.actual
    if isinstance(actual, Missing):
        return None
    found: dict[str, object] = {"exact": None, "value": None}
    if actual.amount is not None:
        found = {"exact": exact(actual.amount), "value": plain(actual.amount, 6)}
    found["printed"] = result.actual_printed
    if actual.grade is not None:
        found["grade"] = actual.grade
    return found


CSV_COLUMNS = (
    "office",
    "period",
    "code",
    "name",
    "unit",
    "target",
    "actual",
    "actual_exact",
    "achievement",
    "achievement_exact",
    "status",
    "reason",
)


def to_csv(measurement: Measurement, *, heading: bool = True) -> str:
    """Return a line per indicator; numbers in plain notation with six decimals, and exact as ``a/b``.

    A name that a spreadsheet would take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if heading:
        writer.writerow(CSV_COLUMNS)
    for result in measurement.results.values():
        amount = None if isinstance(result.actual, Missing) else result.actual.amount
        achieved = None if isinstance(result.achievement, Missing) else result.achievement.amount
        writer.writerow(
            (
                measurement.office,
                measurement.period,
                result.indicator.code,
                escape_formula(result.indicator.name),
                result.indicator.unit,
                result.target_printed,
                "" if amount is None else plain(amount, 6),
                "" if amount is None else exact(amount),
                "" if achieved is None else plain(achieved, 6),
                "" if achieved is None else exact(achieved),
                "measured" if result.missing is None else "missing",
                "" if result.missing is None else result.missing.reason,
            )
        )
    return out.getvalue()
