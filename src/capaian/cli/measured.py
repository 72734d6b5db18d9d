"""What measure, report and explain share: read, measure, print the findings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from capaian.cli.status import DONE, FINDINGS, WRONG_USE
from capaian.cli.terminal import print_findings
from capaian.cli.words import say
from capaian.core.findings.finding import has_errors
from capaian.core.frozen import replaced
from capaian.core.measurement.result import Measurement
from capaian.core.period import Period
from capaian.pipeline.inputs import Inputs, load
from capaian.pipeline.measuring import measure_office


def period_of(options: argparse.Namespace) -> Period | None:
    """Return the period of ``--period``, or ``None`` after saying what is wrong with it."""
    period = Period.parse(options.period)
    if period is None:
        print(say("bad-period", options.lang, found=options.period), file=sys.stderr)
    return period


def inputs_of(options: argparse.Namespace) -> Inputs | None:
    """Return all inputs, or ``None`` after printing the findings."""
    inputs, findings = load(
        options.plan, options.values, options.rulebook, options.registers, options.engine, options.targets
    )
    print_findings(findings, options.lang)
    return inputs


def is_held(options: argparse.Namespace, inputs: Inputs, period: Period, offices: Iterable[str]) -> bool:
    """Tell whether the inputs hold what is asked, after printing what a snapshot lacks."""
    findings = inputs.beyond(period, offices)
    print_findings(findings, options.lang)
    return not findings


def measured(options: argparse.Namespace) -> tuple[Measurement | None, int]:
    """Return the measurement that the options ask for and the exit status so far; findings are printed."""
    measurement, status, _ = measured_from(options)
    return measurement, status


def measured_from(options: argparse.Namespace) -> tuple[Measurement | None, int, Inputs | None]:
    """Return the measurement, the exit status so far, and what it was made from."""
    period = period_of(options)
    if period is None:
        return None, WRONG_USE, None
    inputs = inputs_of(options)
    if inputs is None:
        return None, FINDINGS, None
    if getattr(options, "signature", None):
        # Who freezes what another than the plan's head signs names him.
        from capaian.files.plan.signature import read_signature

        signature, findings = read_signature(options.signature)
        print_findings(findings, options.lang)
        if signature is None:
            return None, FINDINGS, None
        inputs = replaced(inputs, plan=inputs.plan.signed_by(signature, period.year))
    if not is_held(options, inputs, period, [options.office or inputs.plan.office.code]):
        return None, FINDINGS, None
    measurement, findings = measure_office(inputs, period, options.office)
    print_findings(findings, options.lang)
    return measurement, FINDINGS if has_errors(findings) else DONE, inputs
