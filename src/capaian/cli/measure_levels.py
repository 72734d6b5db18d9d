"""``capaian measure --each ... --level ...``: many offices over the parts of a period, and the areas above them."""

from __future__ import annotations

import argparse
import io
import sys
import textwrap
from pathlib import Path

import pyarrow.csv as pa_csv

from capaian.cli.measured import inputs_of, is_held, period_of
from capaian.cli.status import DONE, FINDINGS, WRONG_USE
from capaian.cli.terminal import paint, print_findings
from capaian.cli.words import say
from capaian.core.area import AreaLevel
from capaian.core.findings.finding import has_errors
from capaian.core.numbers.missing import Missing
from capaian.core.numbers.numerals import printed
from capaian.files.plan.offices_reader import read_offices
from capaian.files.registers.lake import parquet_bytes, write_whole
from capaian.pipeline.rollup import RollUpTable, level_of, parts_of_period, roll_up
from capaian.pipeline.rollup_table import escape_formulas, figures_json, table_of_figures

_NAME = 44


def run_levels(options: argparse.Namespace) -> int:
    period = period_of(options)
    if period is None:
        return WRONG_USE
    if options.format == "parquet" and options.output is None:
        print(say("parquet-needs-file", options.lang), file=sys.stderr)
        return WRONG_USE
    inputs = inputs_of(options)
    if inputs is None:
        return FINDINGS
    offices = [inputs.plan.office]
    if options.offices:
        listed, findings = read_offices(options.offices, inputs.plan.office)
        print_findings(findings, options.lang)
        if has_errors(findings):
            return FINDINGS
        # The plan speaks of offices like its own; other codes in the list are areas above or below them.
        offices = [office for office in listed if len(office.code) == len(inputs.plan.office.code)]
    offices = [office for office in offices if options.office in (None, office.code)]
    own = level_of(inputs.plan.office.code)
    if not offices:
        print(
            say("no-such-offices", options.lang, level=own, file=options.offices or options.plan), file=sys.stderr
        )
        return WRONG_USE
    levels = options.level or [own]
    below = [level for level in levels if AreaLevel.named(level) > AreaLevel.named(own)]
    if below:
        print(say("level-below", options.lang, found=below[0], level=own), file=sys.stderr)
        return WRONG_USE
    if not is_held(options, inputs, period, [office.code for office in offices]):
        return FINDINGS
    made, later = roll_up(inputs, parts_of_period(period, options.each), offices, levels)
    print_findings(later, options.lang)
    _write(made, options)
    return FINDINGS if has_errors(later) else DONE


def _write(made: list[RollUpTable], options: argparse.Namespace) -> None:
    if options.format == "parquet":
        content = parquet_bytes(table_of_figures(made))
    elif options.format == "json":
        content = figures_json(table_of_figures(made)).encode()
    elif options.format == "csv":
        out = io.BytesIO()
        pa_csv.write_csv(escape_formulas(table_of_figures(made)), out, pa_csv.WriteOptions(quoting_style="needed"))
        content = out.getvalue()
    else:
        content = _table(made, options.lang).encode()
    if options.output is None:
        sys.stdout.write(content.decode())
    else:
        goal: Path = options.output
        write_whole(goal, content)


def _table(made: list[RollUpTable], lang: str) -> str:
    heads = [say(word, lang) for word in ("office", "period", "measured", "mean-short", "reported")]
    lines = []
    for rolled in made:
        lines += [paint(say(f"level-{rolled.level}", lang), "bold", sys.stdout), ""]
        lines.append(f"{'':15}{heads[0]:{_NAME}}{heads[1]:10}{heads[2]:>10}{heads[3]:>14}{heads[4]:>14}")
        covers = list(rolled.coverage.values())
        for row in range(len(rolled.mean)):
            code, name = rolled.places[row // len(rolled.periods)]
            shown = textwrap.shorten(name, _NAME - 1, placeholder="…")
            mean = rolled.mean[row]
            amount = "–" if isinstance(mean, Missing) else printed(mean, 2)
            known = sum(row not in figure.achievement.missing for figure in rolled.figures.values())
            reported = f"{max(one.reported[row] for one in covers)}/{covers[0].offices[row]}"
            period = str(rolled.periods[row % len(rolled.periods)])
            count = f"{known}/{len(rolled.figures)}"
            lines.append(f"{code:15}{shown:{_NAME}}{period:10}{count:>10}{amount:>14}{reported:>14}")
        lines.append("")
    return "\n".join([*lines, say("pooled", lang), ""])
