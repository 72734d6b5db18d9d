"""``capaian explain``."""

from __future__ import annotations

import argparse
import sys

from capaian.cli.measured import measured_from
from capaian.cli.status import WRONG_USE
from capaian.cli.terminal import paint
from capaian.cli.words import say
from capaian.pipeline.explaining import explain, heading


def run(options: argparse.Namespace) -> int:
    measurement, status, inputs = measured_from(options)
    if measurement is None or inputs is None:
        return status
    result = measurement.results.get(options.code)
    if result is None:
        known = ", ".join(measurement.results)
        print(say("no-code", options.lang, found=options.code, known=known), file=sys.stderr)
        return WRONG_USE
    print(paint(heading(measurement, result), "bold", sys.stdout))
    sections = explain(measurement, result, options.lang)
    if inputs.registers:
        # Only who counts rows waits for the engine.
        from capaian.pipeline.explaining_rows import explain_rows

        sections += explain_rows(measurement, result, inputs.registers, options.rows, options.lang)
    for section in sections:
        print(f"\n{paint(section.title, 'bold', sys.stdout)}")
        for line in section.lines:
            print(f"  {line}")
    return status
