"""Figures and findings as lines of a terminal."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TextIO

from capaian.cli.words import say
from capaian.core.findings.finding import Finding, Level
from capaian.core.measurement.result import Measurement, Result
from capaian.core.numbers.missing import Missing

_COLOURS = {"error": "31", "warning": "33", "note": "36", "bold": "1", "dim": "2"}
_FIGURES = 12
_WIDTH = 110
_LEAST_NAME = 30


def paint(text: str, colour: str, out: TextIO) -> str:
    """Return ``text`` in a colour where ``out`` is a terminal that wants one."""
    if not out.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m"


def print_findings(findings: Sequence[Finding], lang: str) -> None:
    """Print every finding to stderr with its place, message and mend; then the count by level."""
    out = sys.stderr
    for found in findings:
        level = paint(say(found.level, lang), found.level, out)
        place = f"{found.place}: " if str(found.place) else ""
        print(f"{place}{level} [{found.code}] {found.message(lang)}", file=out)
        print(f"    {say('mend', lang)}: {found.mend(lang)}", file=out)
    if findings:
        count = {level: sum(found.level is level for found in findings) for level in Level}
        print(
            say(
                "count",
                lang,
                errors=count[Level.ERROR],
                warnings=count[Level.WARNING],
                notes=count[Level.NOTE],
            ),
            file=out,
        )


def measurement_lines(measurement: Measurement, lang: str, out: TextIO) -> Iterable[str]:
    """Yield the table of targets and achievements, as wide as the terminal."""
    width = min(columns_of(out), 130)
    name = max(width - 6 - 4 * (_FIGURES + 1), _LEAST_NAME)
    year = measurement.period.year
    plan = measurement.plan
    yield paint(say("title", lang), "bold", out)
    period = measurement.period.label_in(lang)
    yield f"{plan.office.name.upper()} – {period}"
    yield ""
    heads = [say("target", lang), say("actual", lang), say("achievement", lang)]
    yield _row("IKU", [say("indicator", lang)], [*heads, say("next", lang, year=year + 1)], name)
    yield "─" * (6 + name + 4 * (_FIGURES + 1))
    number = 0
    for mission_number, mission in enumerate(plan.missions, 1):
        text = say("mission", lang, number=mission_number, statement=mission.statement)
        yield from (paint(line, "dim", out) for line in textwrap.wrap(text, 6 + name + 4 * (_FIGURES + 1)))
        for objective in mission.objectives:
            number += 1
            text = say("objective", lang, number=number, statement=objective.statement)
            yield from (paint(line, "bold", out) for line in textwrap.wrap(text, width))
            for result in measurement.of_objective(objective):
                yield from _result_lines(result, name, lang)
    yield "─" * (6 + name + 4 * (_FIGURES + 1))
    mean = measurement.mean
    shown = "–" if isinstance(mean, Missing) else measurement.mean_printed
    yield paint(_row("", [say("mean", lang)], ["", "", shown, ""], name), "bold", out)
    if isinstance(mean, Missing):
        yield f"{'':6}→ {mean.sentence(lang)}"
    count = say("of", lang, measured=len(measurement.measured), all=len(measurement.results))
    yield f"{'':6}{count}"


def columns_of(out: TextIO) -> int:
    """Return the width to fill: what COLUMNS says, else the terminal's, else 110."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdigit() and int(wanted):
        return int(wanted)
    try:
        return os.get_terminal_size(out.fileno()).columns or _WIDTH
    except (OSError, ValueError):  # not a terminal, or no file at all
        return _WIDTH


def _result_lines(result: Result, name: int, lang: str) -> Iterable[str]:
    lines = textwrap.wrap(result.indicator.name, name) or [""]
    actual = "–" if result.missing is result.actual else result.actual_printed
    achieved = "–" if result.missing else result.achievement_printed
    figures = [result.target_printed, actual, achieved, result.next_target_printed]
    yield _row(result.indicator.code, lines[:1], figures, name)
    for line in lines[1:]:
        yield f"{'':6}{line}"
    if result.missing:
        yield f"{'':6}→ {result.missing.sentence(lang)}"


def _row(code: str, names: Sequence[str], figures: Sequence[str], width: int) -> str:
    return f"{code:6}{names[0]:{width}}" + "".join(f" {figure:>{_FIGURES}}" for figure in figures)
