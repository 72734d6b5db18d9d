"""The options of every command."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

from capaian.core.wording import chosen


class CommandParser:
    """A command that is being given its options; what people read of them is a pair (Indonesian, English)."""

    def __init__(self, parser: argparse.ArgumentParser, lang: str) -> None:
        self.parser, self.lang = parser, lang

    def add(self, *names: str, **given: Any) -> None:
        """Add an option as argparse does, its ``help`` and ``metavar`` in the language of the command."""
        said = {
            key: chosen(given[key], self.lang) for key in ("help", "metavar") if isinstance(given.get(key), tuple)
        }
        self.parser.add_argument(*names, **{**given, **said})


def _date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _inputs(command: CommandParser) -> None:
    command.add(
        "plan",
        type=Path,
        metavar="PLAN",
        help=(
            "berkas rencana (plan.yaml), atau folder potret",
            "file of the plan (plan.yaml), or folder of a snapshot",
        ),
    )
    _beside_plan(command)


def _beside_plan(command: CommandParser) -> None:
    command.add(
        "--values",
        type=Path,
        action="append",
        metavar=("BERKAS", "FILE"),
        help=(
            "nilai (.csv atau .xlsx), boleh berulang; tanpa ini: values* di samping rencana",
            "values (.csv or .xlsx), may be repeated; without it: values* beside the plan",
        ),
    )
    command.add(
        "--registers",
        type=Path,
        metavar="FOLDER",
        help=(
            "register yang dihitung barisnya: NAMA.csv, .xlsx atau .parquet",
            "registers whose rows are counted: NAME.csv, .xlsx or .parquet",
        ),
    )
    command.add(
        "--engine",
        metavar=("ALAMAT", "ADDRESS"),
        help=(
            "hitung baris di klaster Spark: spark://HOST:PORT atau sc://HOST:PORT",
            "count rows on a Spark cluster: spark://HOST:PORT or sc://HOST:PORT",
        ),
    )
    command.add(
        "--targets",
        type=Path,
        metavar="CSV",
        help=(
            "target setiap kantor: kolom office, code, year, target",
            "targets of each office: columns office, code, year, target",
        ),
    )
    command.add(
        "--rulebook", type=Path, metavar="YAML", help=("aturan capaian sendiri", "rules of achievement of your own")
    )


def _period(command: CommandParser) -> None:
    command.add(
        "--period",
        required=True,
        metavar=("PERIODE", "PERIOD"),
        help=("2024, 2024-Q1 atau 2024-05", "2024, 2024-Q1 or 2024-05"),
    )
    command.add(
        "--office",
        metavar=("KODE", "CODE"),
        help=("kode perangkat daerah; tanpa ini: milik rencana", "code of the office; without it: the plan's own"),
    )


def _measure(command: CommandParser) -> None:
    _inputs(command)
    _period(command)
    command.add(
        "--format",
        choices=("table", "json", "csv", "parquet"),
        default="table",
        help=("bentuk (table)", "form (table)"),
    )
    command.add(
        "--offices",
        type=Path,
        metavar="CSV",
        help=("ukur setiap kantor dalam daftar ini", "measure each office of this list"),
    )
    command.add(
        "--each",
        choices=("month", "quarter"),
        help=("setiap bulan atau triwulan dari periode", "each month or quarter of the period"),
    )
    command.add(
        "--level",
        action="append",
        choices=("nation", "province", "city", "district", "village"),
        help=(
            "gabungkan per wilayah (pembilang dan penyebut dijumlahkan); boleh berulang",
            "pool by area (numerators and denominators are added up); may be repeated",
        ),
    )
    command.add(
        "-o",
        "--output",
        type=Path,
        metavar=("BERKAS", "FILE"),
        help=(
            "tulis tabel angka ke berkas; wajib untuk parquet",
            "write the table of figures to a file; needed for parquet",
        ),
    )


def _report(command: CommandParser) -> None:
    _inputs(command)
    _period(command)
    command.add(
        "-o",
        "--output",
        type=Path,
        action="append",
        required=True,
        metavar=("BERKAS", "FILE"),
        help=(
            "hasil: .pdf, .docx, .xlsx atau .html; boleh berulang",
            "output: .pdf, .docx, .xlsx or .html; may be repeated",
        ),
    )
    command.add(
        "--paper", choices=("a4", "f4"), default="a4", help=("ukuran kertas (a4)", "size of the paper (a4)")
    )
    command.add(
        "--offices",
        type=Path,
        metavar="CSV",
        help=(
            "satu laporan per kantor; {office} dalam -o menjadi kodenya",
            "one report for each office; {office} in -o becomes its code",
        ),
    )
    command.add(
        "--workers",
        type=int,
        metavar="N",
        help=("banyaknya proses; tanpa ini: semua inti", "number of processes; without it: all cores"),
    )


def _check(command: CommandParser) -> None:
    _inputs(command)
    command.add(
        "--period", metavar=("PERIODE", "PERIOD"), help=("hitung pula satu periode", "compute one period too")
    )


def _explain(command: CommandParser) -> None:
    _inputs(command)
    _period(command)
    command.add(
        "code", metavar=("KODE", "CODE"), help=("kode indikator, misalnya 1.1", "code of an indicator, such as 1.1")
    )
    command.add(
        "--rows",
        type=int,
        default=5,
        metavar="N",
        help=(
            "banyaknya baris register yang disebut per variabel (5)",
            "number of register rows that are named for each variable (5)",
        ),
    )


def _import(command: CommandParser) -> None:
    command.add(
        "file",
        type=Path,
        metavar=("BERKAS", "FILE"),
        help=("buku register (.xlsx atau .csv)", "book of a register (.xlsx or .csv)"),
    )
    command.add(
        "--register",
        required=True,
        metavar=("NAMA", "NAME"),
        help=("nama register dalam rencana", "name of the register in the plan"),
    )
    command.add(
        "--plan",
        type=Path,
        default=Path("plan.yaml"),
        metavar="PLAN",
        help=("berkas rencana (plan.yaml)", "file of the plan (plan.yaml)"),
    )
    command.add(
        "--registers",
        type=Path,
        metavar="FOLDER",
        help=(
            "folder register; tanpa ini: registers di samping rencana",
            "folder of registers; without it: registers beside the plan",
        ),
    )
    command.add("--dry-run", action="store_true", help=("lihat saja, jangan menambah", "only look, add nothing"))
    command.add(
        "--correct",
        action="store_true",
        help=(
            "baris yang kuncinya sudah ada dengan isi lain menggantikan yang lama",
            "a row whose key is there with other contents takes the place of the old one",
        ),
    )


def _audit(command: CommandParser) -> None:
    command.add(
        "files",
        type=Path,
        nargs="+",
        metavar=("LAPORAN", "REPORT"),
        help=(
            "laporan: DOCX, XLSX, PDF berteks, HTML, Markdown atau teks; boleh beberapa",
            "reports: DOCX, XLSX, PDF with text, HTML, Markdown or text; one or more",
        ),
    )
    command.add(
        "--plan",
        type=Path,
        metavar="PLAN",
        help=(
            "bandingkan pula dengan hitungan kantor: berkas rencana (plan.yaml), atau folder potret",
            "compare with what the office counted too: file of the plan (plan.yaml), or folder of a snapshot",
        ),
    )
    _beside_plan(command)
    command.add(
        "--period",
        metavar=("PERIODE", "PERIOD"),
        help=(
            "periode hitungan kantor, atau tahun rancangan; tanpa ini: tahun yang disebut laporan",
            "period of the office's count, or year of the draft; without it: the year that the report names",
        ),
    )
    command.add("--format", choices=("table", "json"), default="table", help=("bentuk (table)", "form (table)"))
    command.add(
        "-o",
        "--output",
        type=Path,
        action="append",
        default=[],
        metavar=("BERKAS", "FILE"),
        help=(
            "kertas kerja pemeriksaan: .docx, .xlsx atau .html; boleh berulang; {file} menjadi nama laporan",
            "working paper of the audit: .docx, .xlsx or .html; may be repeated; {file} becomes the report's name",
        ),
    )
    command.add(
        "--as-plan",
        type=Path,
        metavar="PLAN",
        help=(
            "tulis pula rancangan rencana dari laporan ini, dan values-TAHUN.csv di sampingnya",
            "write a draft of a plan from this report too, and values-YEAR.csv beside it",
        ),
    )
    command.add(
        "--paper", choices=("a4", "f4"), default="a4", help=("ukuran kertas (a4)", "size of the paper (a4)")
    )
    command.add(
        "--date",
        type=_date,
        metavar=("TANGGAL", "DATE"),
        help=("tanggal pemeriksaan pada kertas kerja (hari ini)", "day of the audit on the working paper (today)"),
    )


def _freeze(command: CommandParser) -> None:
    _inputs(command)
    _period(command)
    command.add(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FOLDER",
        help=("folder potret; belum boleh ada", "folder of the snapshot; must not be there yet"),
    )
    command.add(
        "--signature",
        type=Path,
        metavar="CSV",
        help=(
            "penanda tangan: head_title, head_name, head_rank, head_nip",
            "who signs: head_title, head_name, head_rank, head_nip",
        ),
    )


def _verify(command: CommandParser) -> None:
    command.add(
        "snapshot",
        type=Path,
        metavar="FOLDER",
        help=("potret, register, aplikasi web, atau cadangan", "snapshot, registers, web application, or backup"),
    )
    command.add(
        "--trail",
        action="store_true",
        help=(
            "periksa rantai jejak aplikasi web dalam FOLDER",
            "verify the chain of the web application's trail in FOLDER",
        ),
    )


def _data(command: CommandParser) -> None:
    command.add(
        "--data",
        type=Path,
        default=Path("capaian-data"),
        metavar="FOLDER",
        help=("folder semua yang disimpan (capaian-data)", "folder of all that is kept (capaian-data)"),
    )


def _serve(command: CommandParser) -> None:
    _data(command)
    command.add(
        "--host",
        default="127.0.0.1",
        metavar=("ALAMAT", "ADDRESS"),
        help=("alamat yang didengarkan (127.0.0.1)", "address to listen on (127.0.0.1)"),
    )
    command.add("--port", type=int, default=8000, metavar="PORT", help=("porta (8000)", "port (8000)"))
    command.add(
        "--production",
        action="store_true",
        help=(
            "untuk orang lain: menolak setelan yang tidak aman",
            "for others: refuses settings that are not safe",
        ),
    )
    command.add(
        "--workers",
        type=int,
        default=1,
        metavar="N",
        help=("banyaknya proses, di PostgreSQL (1)", "number of processes, on PostgreSQL (1)"),
    )
    command.add("--threads", type=int, default=8, metavar="N", help=("banyaknya utas (8)", "number of threads (8)"))
    command.add(
        "--demo",
        action="store_true",
        help=(
            "isi kantor contoh bila folder masih kosong",
            "fill in an example office where the folder is still empty",
        ),
    )
    command.add(
        "--begin",
        metavar=("KODE", "CODE"),
        help=("buka perangkat daerah baru beserta administratornya", "open a new office with its administrator"),
    )
    command.add(
        "--no-start", action="store_true", help=("siapkan saja, jangan jalankan", "only prepare, do not start")
    )


def _backup(command: CommandParser) -> None:
    _data(command)
    command.add(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar=("BERKAS", "FILE"),
        help=("berkas cadangan (.zip); belum boleh ada", "file of the backup (.zip); must not be there yet"),
    )


def _restore(command: CommandParser) -> None:
    command.add("file", type=Path, metavar=("BERKAS", "FILE"), help=("berkas cadangan", "file of a backup"))
    _data(command)
    command.add(
        "--erased",
        type=Path,
        metavar=("BERKAS", "FILE"),
        help=(
            "cadangan yang lebih baru: data pribadi yang dihapus sampai itu",
            "a newer backup: personal data erased up to it",
        ),
    )


def _init(command: CommandParser) -> None:
    command.add("folder", type=Path, metavar="FOLDER", help=("folder baru", "new folder"))
    command.add(
        "--year",
        type=int,
        default=None,
        metavar=("TAHUN", "YEAR"),
        help=("tahun pertama target", "first year of targets"),
    )


OPTIONS: dict[str, Callable[[CommandParser], None]] = {
    "measure": _measure,
    "report": _report,
    "check": _check,
    "explain": _explain,
    "import": _import,
    "audit": _audit,
    "freeze": _freeze,
    "verify": _verify,
    "serve": _serve,
    "backup": _backup,
    "restore": _restore,
    "init": _init,
}
"""Command to the function that gives it its options."""
