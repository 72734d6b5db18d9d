"""``capaian report``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from capaian.cli.measured import inputs_of, is_held, period_of
from capaian.cli.status import DONE, FINDINGS, WRONG_USE
from capaian.cli.terminal import print_findings
from capaian.cli.words import say, why
from capaian.core.findings.finding import Finding, has_errors
from capaian.core.period import Period
from capaian.core.plan.office import Office
from capaian.documents.model import Paper
from capaian.documents.render import FORMATS
from capaian.pipeline.inputs import Inputs
from capaian.pipeline.measuring import counted_values, measure_office
from capaian.pipeline.reporting import PLACEHOLDER, goal_of, report_of, write_report


def run(options: argparse.Namespace) -> int:
    period, fault = period_of(options), _wrong_use(options)
    if fault:
        print(fault, file=sys.stderr)
    if fault or period is None:
        return WRONG_USE
    inputs = inputs_of(options)
    if inputs is None:
        return FINDINGS
    return _many(options, inputs, period) if options.offices else _one(options, inputs, period)


def _not_written(options: argparse.Namespace, error: OSError) -> int:
    goals = ", ".join(str(goal) for goal in options.output)
    print(say("not-written", options.lang, goals=goals, why=why(error, options.lang)), file=sys.stderr)
    return WRONG_USE


def _wrong_use(options: argparse.Namespace) -> str | None:
    for goal in options.output:
        if goal.suffix.lower() not in FORMATS:
            return say("bad-format", options.lang, found=goal, known=", ".join(FORMATS))
        if options.offices and PLACEHOLDER not in str(goal):
            return say("bad-goal", options.lang, found=goal)
    if options.workers is not None and options.workers < 1:
        return say("bad-workers", options.lang, found=options.workers)
    return None


def _one(options: argparse.Namespace, inputs: Inputs, period: Period) -> int:
    office = inputs.plan.office
    if options.office and options.office != office.code:
        # The values would be another office's, but the name and the signature on the paper this one's.
        words = say("unknown-office", options.lang, known=f"{office.name} ({office.code})", found=options.office)
        print(words, file=sys.stderr)
        return WRONG_USE
    if not is_held(options, inputs, period, [office.code]):
        return FINDINGS
    measurement, findings = measure_office(inputs, period)
    print_findings(findings, options.lang)
    if has_errors(findings):
        return FINDINGS
    goals = [goal_of(goal, office.code) for goal in options.output]
    try:
        write_report(report_of(measurement, lang=options.lang, paper=Paper(options.paper)), goals)
    except OSError as error:
        return _not_written(options, error)
    for goal in goals:
        print(say("written", options.lang, found=goal), file=sys.stderr)
    return DONE


def _many(options: argparse.Namespace, inputs: Inputs, period: Period) -> int:
    # Only who prints for many offices pays for the pool of processes and the progress bar.
    from tqdm import tqdm

    from capaian.files.plan.offices_reader import read_offices
    from capaian.pipeline.batch import Batch, unknown_office_findings, write_reports

    offices, findings = read_offices(options.offices, inputs.plan.office)
    print_findings(findings, options.lang)
    if has_errors(findings):
        return FINDINGS
    chosen = _chosen(offices, options.office)
    if not chosen:
        found = options.office or ""
        print(say("office-not-listed", options.lang, found=found, file=options.offices), file=sys.stderr)
        return WRONG_USE
    if not is_held(options, inputs, period, [office.code for office in chosen]):
        return FINDINGS
    counted, warnings = counted_values(inputs, period, [office.code for office in chosen])
    print_findings(warnings, options.lang)
    inputs = replace(inputs, observations=(*inputs.observations, *counted), registers={})
    print_findings(unknown_office_findings(inputs, offices), options.lang)
    goals: tuple[Path, ...] = tuple(options.output)
    batch = Batch(inputs, period, goals, options.lang, Paper(options.paper))
    written, found_later = 0, list[Finding]()
    try:
        with tqdm(total=len(chosen), unit=f" {say('reports', options.lang)}", disable=None) as bar:
            for done in write_reports(batch, chosen, workers=options.workers):
                bar.update()
                written += bool(done.files)
                found_later += done.findings
    except OSError as error:
        return _not_written(options, error)
    print_findings(found_later, options.lang)
    print(say("batch-done", options.lang, written=written, all=len(chosen)), file=sys.stderr)
    return FINDINGS if has_errors(found_later) else DONE


def _chosen(offices: Sequence[Office], code: str | None) -> list[Office]:
    return [office for office in offices if code is None or office.code == code]
