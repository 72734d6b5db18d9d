"""``capaian measure --offices``: every office of a list beside the others."""

from __future__ import annotations

import argparse
import sys
import textwrap

from capaian.cli.measured import inputs_of, is_held, period_of
from capaian.cli.status import DONE, FINDINGS, WRONG_USE
from capaian.cli.terminal import paint, print_findings
from capaian.cli.words import say
from capaian.core.findings.finding import Finding, has_errors
from capaian.core.measurement.result import Measurement
from capaian.core.numbers.missing import Missing
from capaian.core.plan.office import Office
from capaian.files.plan.offices_reader import read_offices
from capaian.pipeline.measurement_json import all_to_json, to_csv
from capaian.pipeline.measuring import measure_offices

_NAME = 60


def run_many(options: argparse.Namespace) -> int:
    period = period_of(options)
    if period is None:
        return WRONG_USE
    inputs = inputs_of(options)
    if inputs is None:
        return FINDINGS
    offices, findings = read_offices(options.offices, inputs.plan.office)
    print_findings(findings, options.lang)
    if has_errors(findings):
        return FINDINGS
    chosen = [office for office in offices if options.office in (None, office.code)]
    if not chosen:
        words = say("office-not-listed", options.lang, found=options.office or "", file=options.offices)
        print(words, file=sys.stderr)
        return WRONG_USE
    if not is_held(options, inputs, period, [office.code for office in chosen]):
        return FINDINGS
    measured: list[tuple[Office, Measurement]] = []
    later: list[Finding] = []
    for office, measurement, found in measure_offices(inputs, period, chosen):
        measured.append((office, measurement))
        later += found
    print_findings(later, options.lang)
    if options.format == "json":
        sys.stdout.write(all_to_json(measurement for _, measurement in measured))
    elif options.format == "csv":
        for number, (_, measurement) in enumerate(measured):
            sys.stdout.write(to_csv(measurement, heading=not number))
    else:
        _print_table(measured, options.lang)
    return FINDINGS if has_errors(later) else DONE


def _print_table(measured: list[tuple[Office, Measurement]], lang: str) -> None:
    period = measured[0][1].period
    label = period.label_in(lang)
    title = say("offices-title", lang, count=len(measured), period=label)
    print(paint(title, "bold", sys.stdout))
    print()
    heads = (say("office", lang), say("measured", lang), say("mean-short", lang))
    print(f"{'':15}{heads[0]:{_NAME}}{heads[1]:>10}{heads[2]:>14}")
    for office, measurement in measured:
        name = textwrap.shorten(office.name, _NAME - 1, placeholder="…")
        mean = "–" if isinstance(measurement.mean, Missing) else measurement.mean_printed
        count = f"{len(measurement.measured)}/{len(measurement.results)}"
        print(f"{office.code:15}{name:{_NAME}}{count:>10}{mean:>14}")
    reported = sum(_has_reported(measurement) for _, measurement in measured)
    print()
    print(say("coverage", lang, reported=reported, all=len(measured)))


def _has_reported(measurement: Measurement) -> bool:
    """Tell whether any value of the office is known, typed or counted."""
    tallies = (tallied for result in measurement.results.values() for tallied in result.inputs.values())
    return any(tallied.grade is not None or not isinstance(tallied.value, Missing) for tallied in tallies)
