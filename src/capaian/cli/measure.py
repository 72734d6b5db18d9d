"""``capaian measure``."""

from __future__ import annotations

import argparse
import sys

from capaian.cli.measured import measured
from capaian.cli.terminal import measurement_lines


def run(options: argparse.Namespace) -> int:
    if options.each or options.level or options.output or options.format == "parquet":
        # Most measure one office once, and should not wait for what tables of many need.
        from capaian.cli.measure_levels import run_levels

        return run_levels(options)
    if options.offices:
        # Most measure one office, and should not wait for what many need.
        from capaian.cli.measure_many import run_many

        return run_many(options)
    measurement, status = measured(options)
    if measurement is None:
        return status
    if options.format != "table":
        # The common case is a person who reads the table; it should not wait for the writers of data.
        from capaian.pipeline.measurement_json import to_csv, to_json
    if options.format == "json":
        sys.stdout.write(to_json(measurement))
    elif options.format == "csv":
        sys.stdout.write(to_csv(measurement))
    else:
        for line in measurement_lines(measurement, options.lang, sys.stdout):
            print(line)
    return status
