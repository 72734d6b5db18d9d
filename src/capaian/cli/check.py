"""``capaian check``."""

from __future__ import annotations

import argparse
import sys

from capaian.cli.measured import period_of
from capaian.cli.status import DONE, FINDINGS, WRONG_USE
from capaian.cli.terminal import print_findings
from capaian.cli.words import say
from capaian.core.findings.finding import has_errors
from capaian.pipeline.inputs import load
from capaian.pipeline.measuring import measure_office


def run(options: argparse.Namespace) -> int:
    period = period_of(options) if options.period else None
    if options.period and period is None:
        return WRONG_USE
    inputs, findings = load(
        options.plan, options.values, options.rulebook, options.registers, options.engine, options.targets
    )
    if inputs and period:
        beyond = inputs.beyond(period, [inputs.plan.office.code])
        findings += beyond or measure_office(inputs, period)[1]
    print_findings(findings, options.lang)
    if not findings:
        print(say("sound", options.lang, files=options.plan), file=sys.stderr)
    return FINDINGS if has_errors(findings) else DONE
