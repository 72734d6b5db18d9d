"""``capaian``: the door for people at a terminal and for other programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from capaian.cli.words import say
from capaian.core.finding import has_errors
from capaian.core.period import Period
from capaian.core.result import Measurement

DONE, FINDINGS, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 findings of level error, 2 wrong use."""
    options = build_parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except OSError as error:
        why = error.strerror or str(error)
        print(say("no-file", options.lang, found=error.filename, why=why), file=sys.stderr)
        return WRONG_USE
    return status


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands, with examples in each help."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("id", "en"), default="id", help="bahasa pesan (id)")
    parser = argparse.ArgumentParser(
        prog="capaian",
        description="Dari hitungan perangkat daerah ke laporan kinerja yang ditandatangani, setiap angka terbukti.",
    )
    commands = parser.add_subparsers(metavar="PERINTAH", required=True)
    inputs = argparse.ArgumentParser(add_help=False, parents=[common])
    inputs.add_argument("plan", type=Path, metavar="PLAN", help="berkas rencana (plan.yaml)")
    inputs.add_argument(
        "--values",
        type=Path,
        action="append",
        metavar="CSV",
        help="berkas nilai; tanpa ini: values* di samping rencana",
    )
    inputs.add_argument("--rulebook", type=Path, metavar="YAML", help="aturan capaian sendiri")

    measure = _command(commands, "measure", inputs, _measure, "hitung realisasi dan capaian")
    _period(measure)
    measure.add_argument("--format", choices=("table", "json", "csv"), default="table", help="bentuk keluaran")
    check = _command(commands, "check", inputs, _check, "sebut semua kesalahan pada rencana dan nilai")
    check.add_argument("--period", metavar="PERIODE", help="periksa pula kelengkapan satu periode")
    return parser


Commands = Any  # argparse keeps the type of its sub-parsers private
Run = Callable[[argparse.Namespace], int]


def _command(
    commands: Commands, name: str, parent: argparse.ArgumentParser, run: Run, help_text: str
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, parents=[parent], help=help_text, description=help_text
    )
    command.set_defaults(run=run)
    return command


def _period(command: argparse.ArgumentParser) -> None:
    command.add_argument("--period", required=True, metavar="PERIODE", help="2024, 2024-Q1 atau 2024-05")
    command.add_argument("--office", metavar="KODE", help="kode perangkat daerah; tanpa ini: milik rencana")


def _measured(options: argparse.Namespace) -> tuple[Measurement | None, int]:
    from capaian.cli.terminal import print_findings
    from capaian.core.measuring import measure
    from capaian.pipeline.inputs import load, others

    period = Period.parse(options.period)
    if period is None:
        print(say("bad-period", options.lang, found=options.period), file=sys.stderr)
        return None, WRONG_USE
    inputs, findings = load(options.plan, options.values, options.rulebook)
    if inputs is None:
        print_findings(findings, options.lang)
        return None, FINDINGS
    measurement, found = measure(inputs.plan, inputs.observations, period, book=inputs.book, office=options.office)
    findings = [*findings, *found, *others(inputs, measurement.office)]
    print_findings(findings, options.lang)
    return measurement, FINDINGS if has_errors(findings) else DONE


def _measure(options: argparse.Namespace) -> int:
    from capaian.cli.terminal import measurement_lines
    from capaian.pipeline import measurement_json

    measurement, status = _measured(options)
    if measurement is None:
        return status
    if options.format == "json":
        sys.stdout.write(measurement_json.to_json(measurement))
    elif options.format == "csv":
        sys.stdout.write(measurement_json.to_csv(measurement))
    else:
        for line in measurement_lines(measurement, options.lang, sys.stdout):
            print(line)
    return status


def _check(options: argparse.Namespace) -> int:
    from capaian.cli.terminal import print_findings
    from capaian.pipeline.inputs import load

    _, findings = load(options.plan, options.values, options.rulebook)
    print_findings(findings, options.lang)
    if not findings:
        print(say("sound", options.lang, files=options.plan), file=sys.stderr)
    return FINDINGS if has_errors(findings) else DONE
