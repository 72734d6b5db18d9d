"""``capaian freeze``: keep a measurement with all that it was made from."""

from __future__ import annotations

import argparse
import sys

from capaian.cli.measured import measured_from
from capaian.cli.status import DONE, FINDINGS, WRONG_USE
from capaian.cli.words import say
from capaian.pipeline.freezing import freeze


def run(options: argparse.Namespace) -> int:
    measurement, status, inputs = measured_from(options)
    if measurement is None or inputs is None or status != DONE:
        return status or FINDINGS
    goal = options.output
    try:
        freeze(
            inputs, measurement, goal, rules=options.rulebook, targets=options.targets, signature=options.signature
        )
    except FileExistsError:
        print(say("frozen-before", options.lang, found=goal), file=sys.stderr)
        return WRONG_USE
    print(say("frozen", options.lang, found=goal, mean=measurement.mean_in(options.lang)), file=sys.stderr)
    return DONE
