"""``capaian report``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from capaian.cli.measured import WRONG_USE, measured
from capaian.cli.words import say
from capaian.documents.model import Paper
from capaian.documents.render import FORMATS
from capaian.pipeline.reporting import report_of, write_report


def run(options: argparse.Namespace) -> int:
    goals: list[Path] = options.output
    unknown = [goal for goal in goals if goal.suffix.lower() not in FORMATS]
    if unknown:
        print(say("bad-format", options.lang, found=unknown[0], known=", ".join(FORMATS)), file=sys.stderr)
        return WRONG_USE
    measurement, status = measured(options)
    if measurement is None or status:
        return status
    report = report_of(measurement, lang=options.lang, paper=Paper(options.paper))
    write_report(report, goals)
    for goal in goals:
        print(say("written", options.lang, found=goal), file=sys.stderr)
    return status
