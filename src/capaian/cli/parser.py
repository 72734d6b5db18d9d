"""The words a person types: every command, its options and examples."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import Any

from capaian import __version__
from capaian.cli.options import OPTIONS, CommandParser
from capaian.core.wording import LANGUAGES, chosen

Run = Callable[[argparse.Namespace], int]
Commands = Any  # argparse keeps the type of its sub-parsers private

_ABOUT = (
    "Dari hitungan perangkat daerah ke laporan kinerja yang ditandatangani; setiap angka terbukti.",
    "From the counts of government offices to the performance report that is signed; every figure is proved.",
)
_START = (
    """contoh:
  capaian init kantor-saya                          mulai folder sendiri
  capaian check kantor-saya/plan.yaml               sebut semua yang salah
  capaian measure kantor-saya/plan.yaml --period 2024
  capaian report kantor-saya/plan.yaml --period 2024 -o laporan.pdf
  capaian explain kantor-saya/plan.yaml --period 2024 1.1
  capaian audit laporan-lama.docx                   periksa laporan buatan siapa pun

status keluar: 0 selesai; 1 ada kesalahan; 2 salah pakai atau berkas tidak terbaca""",
    """examples:
  capaian init my-office                            start a folder of your own
  capaian check my-office/plan.yaml                 name all that is wrong
  capaian measure my-office/plan.yaml --period 2024
  capaian report my-office/plan.yaml --period 2024 -o report.pdf
  capaian explain my-office/plan.yaml --period 2024 1.1
  capaian audit old-report.docx                     audit anybody's report

exit status: 0 done; 1 there are errors; 2 wrong use, or a file that cannot be read""",
)


class _HelpPage(argparse.RawDescriptionHelpFormatter):
    """A page of help as wide as argparse makes it.

    It makes one for every argument, and asks `shutil` how wide it is to be, which loads three compressors for that.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    """Return what ``shutil.get_terminal_size`` does: what COLUMNS says, else the terminal's, else 80."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdecimal() and int(wanted):
        return int(wanted)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, OSError, ValueError):  # no terminal, or no file at all
        return 80


def build(runs: dict[str, Run], wanted: str | None = None, lang: str = "id") -> argparse.ArgumentParser:
    """Return the parser, whose help is in ``lang``; ``runs`` gives the function of each command by its name.

    Where ``wanted`` is a command, only that one is built: the others cost a twentieth of a cold measurement.
    """
    parser = argparse.ArgumentParser(
        prog="capaian",
        description=chosen(_ABOUT, lang),
        epilog=chosen(_START, lang),
        formatter_class=_HelpPage,
    )
    help_of_version = chosen(("tampilkan nomor versi", "show the version number"), lang)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}", help=help_of_version)
    # With its name said, argparse need not lay out a help page to find it.
    commands = parser.add_subparsers(prog=parser.prog, metavar=chosen(("PERINTAH", "COMMAND"), lang), required=True)
    names = COMMANDS if wanted is None or wanted not in OPTIONS else (wanted,)
    for name in names:
        OPTIONS[name](CommandParser(_command(commands, name, runs, lang), lang))
    return parser


_HELP: dict[str, tuple[tuple[str, str], str]] = {
    "measure": (
        (
            "hitung realisasi dan capaian setiap indikator",
            "compute the actual and the achievement of each indicator",
        ),
        "capaian measure plan.yaml --period 2024\n"
        "  capaian measure plan.yaml --registers register/ --period 2024-05\n"
        "  capaian measure plan.yaml --period 2024 --offices kantor.csv --format csv\n"
        "  capaian measure plan.yaml --period 2024 --offices kantor.csv --each month --level city\n"
        "  capaian measure plan.yaml --values rekap.xlsx --period 2024-Q2 --format json",
    ),
    "report": (
        ("tulis laporan resmi (PDF, DOCX, XLSX, HTML)", "write the official report (PDF, DOCX, XLSX, HTML)"),
        "capaian report plan.yaml --period 2024 -o laporan.pdf -o laporan.docx\n"
        "  capaian report plan.yaml --period 2024 --offices kantor.csv -o 'keluar/{office}.pdf'",
    ),
    "check": (
        (
            "sebut semua kesalahan pada rencana dan nilai, dengan tempat dan perbaikannya",
            "name all that is wrong in the plan and the values, with its place and its mending",
        ),
        "capaian check plan.yaml\n  capaian check plan.yaml --values rekap.xlsx",
    ),
    "explain": (
        (
            "buktikan satu angka: rumus, masukan, bukti, pecahan tepat, pembulatan, aturan",
            "prove one figure: formula, inputs, evidence, exact fraction, rounding, rule",
        ),
        "capaian explain plan.yaml --period 2024 1.1",
    ),
    "import": (
        (
            "tambahkan buku Excel atau CSV ke register; yang sudah ada tidak ditambahkan lagi",
            "add a book in Excel or CSV to a register; what is there already is not added again",
        ),
        "capaian import buku-surat.xlsx --register letters\n"
        "  capaian import buku-surat.xlsx --register letters --dry-run\n"
        "  capaian import koreksi.xlsx --register letters --correct",
    ),
    "audit": (
        (
            "periksa laporan kinerja buatan siapa pun: sebut angka yang tidak cocok, tempatnya dan sebabnya",
            "audit anybody's performance report: name the figures that do not hold, where they stand and why",
        ),
        "capaian audit laporan-2017.docx\n"
        "  capaian audit laporan.pdf -o temuan.docx -o temuan.xlsx\n"
        "  capaian audit laporan.xlsx --plan plan.yaml --values rekap.xlsx\n"
        "  capaian audit laporan.docx --as-plan rencana/plan.yaml\n"
        "  capaian audit laporan/*.pdf --format json",
    ),
    "freeze": (
        (
            "bekukan pengukuran beserta semua masukannya menjadi potret",
            "freeze a measurement with all its inputs into a snapshot",
        ),
        "capaian freeze plan.yaml --registers registers --period 2017 -o potret/2017\n"
        "  capaian report potret/2017 --period 2017 -o laporan.pdf",
    ),
    "verify": (
        (
            "periksa bahwa potret, register, jejak atau cadangan masih utuh, dan potret memberi angka yang sama",
            "verify that a snapshot, registers, trail or backup are whole, and a snapshot gives the same figures",
        ),
        "capaian verify potret/2017\n  capaian verify registers\n  capaian verify capaian-data --trail\n"
        "  capaian verify cadangan-2026-11-24.zip",
    ),
    "backup": (
        (
            "simpan seluruh isi aplikasi web ke satu berkas, selagi dipakai",
            "keep all that the web application holds in one file, while it is used",
        ),
        "capaian backup --data capaian-data -o cadangan-2026-11-24.zip",
    ),
    "restore": (
        (
            "pulihkan cadangan ke folder dan basis data yang kosong",
            "restore a backup into an empty folder and database",
        ),
        "capaian restore cadangan-2026-11-24.zip --data capaian-baru\n"
        "  capaian restore lama.zip --data capaian-baru --erased terbaru.zip",
    ),
    "serve": (
        (
            "jalankan aplikasi web di komputer ini; tanpa pengaturan memakai SQLite",
            "run the web application on this computer; without settings it uses SQLite",
        ),
        "capaian serve --data capaian-data\n  capaian serve --data /srv/capaian --begin 15.71.03",
    ),
    "init": (
        (
            "mulai folder kantor sendiri: rencana berkomentar dan formulir Excel",
            "start a folder of your own office: a plan with comments and an Excel form",
        ),
        "capaian init kantor-saya\n  capaian init kantor-saya --year 2026",
    ),
}

COMMANDS = tuple(_HELP)
"""Every command's name; each is run by the module of that name beside this one."""


def _command(commands: Commands, name: str, runs: dict[str, Run], lang: str) -> argparse.ArgumentParser:
    pair, examples = _HELP[name]
    about, heading = chosen(pair, lang), chosen(("contoh", "examples"), lang)
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=about[0].upper() + about[1:] + ".",
        epilog=f"{heading}:\n  {examples}",
        formatter_class=_HelpPage,
    )
    help_of_lang = chosen(("bahasa pesan dan kertas (id)", "language of messages and papers (id)"), lang)
    command.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help=help_of_lang)
    command.set_defaults(run=runs[name])
    return command
