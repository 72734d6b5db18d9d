"""The words a person types: every command, its options and examples."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[[argparse.Namespace], int]
Commands = Any  # argparse keeps the type of its sub-parsers private

_ABOUT = "Dari hitungan perangkat daerah ke laporan kinerja yang ditandatangani; setiap angka terbukti."
_START = """contoh:
  capaian init kantor-saya                          mulai folder sendiri
  capaian check kantor-saya/plan.yaml               sebut semua yang salah
  capaian measure kantor-saya/plan.yaml --period 2024
  capaian report kantor-saya/plan.yaml --period 2024 -o laporan.pdf
  capaian explain kantor-saya/plan.yaml --period 2024 1.1

status keluar: 0 selesai; 1 ada kesalahan; 2 salah pakai atau berkas tidak terbaca"""


def build(runs: dict[str, Run]) -> argparse.ArgumentParser:
    """Return the parser; ``runs`` gives the function of each command by its name."""
    parser = argparse.ArgumentParser(
        prog="capaian",
        description=_ABOUT,
        epilog=_START,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version="%(prog)s 0.1.0")
    commands = parser.add_subparsers(metavar="PERINTAH", required=True)
    common, inputs = _common(), _inputs()
    _measure(_command(commands, "measure", inputs, runs))
    _report(_command(commands, "report", inputs, runs))
    check = _command(commands, "check", inputs, runs)
    check.add_argument("--period", metavar="PERIODE", help="hitung pula satu periode")
    explain = _command(commands, "explain", inputs, runs)
    _period(explain)
    explain.add_argument("code", metavar="KODE", help="kode indikator, misalnya 1.1")
    _init(_command(commands, "init", common, runs))
    return parser


_HELP: dict[str, tuple[str, str]] = {
    "measure": (
        "hitung realisasi dan capaian setiap indikator",
        "capaian measure plan.yaml --period 2024\n"
        "  capaian measure plan.yaml --values rekap.xlsx --period 2024-Q2 --format json",
    ),
    "report": (
        "tulis laporan resmi (PDF, DOCX, XLSX, HTML)",
        "capaian report plan.yaml --period 2024 -o laporan.pdf -o laporan.docx\n"
        "  capaian report plan.yaml --period 2024 --offices kantor.csv -o 'keluar/{office}.pdf'",
    ),
    "check": (
        "sebut semua kesalahan pada rencana dan nilai, dengan tempat dan perbaikannya",
        "capaian check plan.yaml\n  capaian check plan.yaml --values rekap.xlsx",
    ),
    "explain": (
        "buktikan satu angka: rumus, masukan, bukti, pecahan tepat, pembulatan, aturan",
        "capaian explain plan.yaml --period 2024 1.1",
    ),
    "init": (
        "mulai folder kantor sendiri: rencana berkomentar dan formulir Excel",
        "capaian init kantor-saya\n  capaian init kantor-saya --year 2026",
    ),
}


def _command(
    commands: Commands, name: str, parent: argparse.ArgumentParser, runs: dict[str, Run]
) -> argparse.ArgumentParser:
    about, examples = _HELP[name]
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        parents=[parent],
        help=about,
        description=about[0].upper() + about[1:] + ".",
        epilog=f"contoh:\n  {examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=runs[name])
    return command


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("id", "en"), default="id", help="bahasa pesan dan kertas (id)")
    return common


def _inputs() -> argparse.ArgumentParser:
    inputs = argparse.ArgumentParser(add_help=False, parents=[_common()])
    inputs.add_argument("plan", type=Path, metavar="PLAN", help="berkas rencana (plan.yaml)")
    inputs.add_argument(
        "--values",
        type=Path,
        action="append",
        metavar="BERKAS",
        help="nilai (.csv atau .xlsx), boleh berulang; tanpa ini: values* di samping rencana",
    )
    inputs.add_argument("--rulebook", type=Path, metavar="YAML", help="aturan capaian sendiri")
    return inputs


def _period(command: argparse.ArgumentParser) -> None:
    command.add_argument("--period", required=True, metavar="PERIODE", help="2024, 2024-Q1 atau 2024-05")
    command.add_argument("--office", metavar="KODE", help="kode perangkat daerah; tanpa ini: milik rencana")


def _measure(command: argparse.ArgumentParser) -> None:
    _period(command)
    command.add_argument("--format", choices=("table", "json", "csv"), default="table", help="bentuk (table)")


def _report(command: argparse.ArgumentParser) -> None:
    _period(command)
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        action="append",
        required=True,
        metavar="BERKAS",
        help="hasil: .pdf, .docx, .xlsx atau .html; boleh berulang",
    )
    command.add_argument("--paper", choices=("a4", "f4"), default="a4", help="ukuran kertas (a4)")
    command.add_argument(
        "--offices", type=Path, metavar="CSV", help="satu laporan per kantor; {office} dalam -o menjadi kodenya"
    )
    command.add_argument("--workers", type=int, metavar="N", help="banyaknya proses; tanpa ini: semua inti")


def _init(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="FOLDER", help="folder baru")
    command.add_argument("--year", type=int, default=None, metavar="TAHUN", help="tahun pertama target")
