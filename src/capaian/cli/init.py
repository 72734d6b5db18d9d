"""``capaian init``: a folder of an office's own."""

from __future__ import annotations

import argparse
import datetime
import sys

from capaian.cli.words import say
from capaian.pipeline.scaffold import PLAN, scaffold_files, values_name, write_scaffold

DONE, WRONG_USE = 0, 2
_YEARS = range(1900, 2199)


def run(options: argparse.Namespace) -> int:
    folder, lang = options.folder, options.lang
    year = datetime.date.today().year if options.year is None else options.year
    if year not in _YEARS:
        print(say("bad-year", lang, found=year), file=sys.stderr)
        return WRONG_USE
    there = [name for name in scaffold_files(year) if (folder / name).exists()]
    if there:
        print(say("folder-full", lang, found=folder, what=", ".join(there)), file=sys.stderr)
        return WRONG_USE
    write_scaffold(folder, year)
    plan, values = folder / PLAN, folder / values_name(year)
    print(say("started", lang, found=folder, plan=plan, values=values, year=year), file=sys.stderr)
    return DONE
