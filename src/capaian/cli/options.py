"""The options of every command."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable
from pathlib import Path


def _date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _inputs(command: argparse.ArgumentParser) -> None:
    command.add_argument("plan", type=Path, metavar="PLAN", help="berkas rencana (plan.yaml), atau folder potret")
    _beside_plan(command)


def _beside_plan(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--values",
        type=Path,
        action="append",
        metavar="BERKAS",
        help="nilai (.csv atau .xlsx), boleh berulang; tanpa ini: values* di samping rencana",
    )
    command.add_argument(
        "--registers",
        type=Path,
        metavar="FOLDER",
        help="register yang dihitung barisnya: NAMA.csv, .xlsx atau .parquet",
    )
    command.add_argument(
        "--engine", metavar="ALAMAT", help="hitung baris di klaster Spark: spark://HOST:PORT atau sc://HOST:PORT"
    )
    command.add_argument(
        "--targets", type=Path, metavar="CSV", help="target setiap kantor: kolom office, code, year, target"
    )
    command.add_argument("--rulebook", type=Path, metavar="YAML", help="aturan capaian sendiri")


def _period(command: argparse.ArgumentParser) -> None:
    command.add_argument("--period", required=True, metavar="PERIODE", help="2024, 2024-Q1 atau 2024-05")
    command.add_argument("--office", metavar="KODE", help="kode perangkat daerah; tanpa ini: milik rencana")


def _measure(command: argparse.ArgumentParser) -> None:
    _inputs(command)
    _period(command)
    command.add_argument(
        "--format", choices=("table", "json", "csv", "parquet"), default="table", help="bentuk (table)"
    )
    command.add_argument("--offices", type=Path, metavar="CSV", help="ukur setiap kantor dalam daftar ini")
    command.add_argument("--each", choices=("month", "quarter"), help="setiap bulan atau triwulan dari periode")
    command.add_argument(
        "--level",
        action="append",
        choices=("nation", "province", "city", "district", "village"),
        help="gabungkan per wilayah (pembilang dan penyebut dijumlahkan); boleh berulang",
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar="BERKAS", help="tulis tabel angka ke berkas; wajib untuk parquet"
    )


def _report(command: argparse.ArgumentParser) -> None:
    _inputs(command)
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


def _check(command: argparse.ArgumentParser) -> None:
    _inputs(command)
    command.add_argument("--period", metavar="PERIODE", help="hitung pula satu periode")


def _explain(command: argparse.ArgumentParser) -> None:
    _inputs(command)
    _period(command)
    command.add_argument("code", metavar="KODE", help="kode indikator, misalnya 1.1")
    command.add_argument(
        "--rows", type=int, default=5, metavar="N", help="banyaknya baris register yang disebut per variabel (5)"
    )


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="BERKAS", help="buku register (.xlsx atau .csv)")
    command.add_argument("--register", required=True, metavar="NAMA", help="nama register dalam rencana")
    command.add_argument(
        "--plan", type=Path, default=Path("plan.yaml"), metavar="PLAN", help="berkas rencana (plan.yaml)"
    )
    command.add_argument(
        "--registers", type=Path, metavar="FOLDER", help="folder register; tanpa ini: registers di samping rencana"
    )
    command.add_argument("--dry-run", action="store_true", help="lihat saja, jangan menambah")
    command.add_argument(
        "--correct",
        action="store_true",
        help="baris yang kuncinya sudah ada dengan isi lain menggantikan yang lama",
    )


def _audit(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="LAPORAN",
        help="laporan: DOCX, XLSX, PDF berteks, HTML, Markdown atau teks; boleh beberapa",
    )
    command.add_argument(
        "--plan",
        type=Path,
        metavar="PLAN",
        help="bandingkan pula dengan hitungan kantor: berkas rencana (plan.yaml), atau folder potret",
    )
    _beside_plan(command)
    command.add_argument(
        "--period",
        metavar="PERIODE",
        help="periode hitungan kantor, atau tahun rancangan; tanpa ini: tahun yang disebut laporan",
    )
    command.add_argument("--format", choices=("table", "json"), default="table", help="bentuk (table)")
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        action="append",
        default=[],
        metavar="BERKAS",
        help="kertas kerja pemeriksaan: .docx, .xlsx atau .html; boleh berulang; {file} menjadi nama laporan",
    )
    command.add_argument(
        "--as-plan",
        type=Path,
        metavar="PLAN",
        help="tulis pula rancangan rencana dari laporan ini, dan values-TAHUN.csv di sampingnya",
    )
    command.add_argument("--paper", choices=("a4", "f4"), default="a4", help="ukuran kertas (a4)")
    command.add_argument(
        "--date", type=_date, metavar="TANGGAL", help="tanggal pemeriksaan pada kertas kerja (hari ini)"
    )


def _freeze(command: argparse.ArgumentParser) -> None:
    _inputs(command)
    _period(command)
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FOLDER", help="folder potret; belum boleh ada"
    )
    command.add_argument(
        "--signature", type=Path, metavar="CSV", help="penanda tangan: head_title, head_name, head_rank, head_nip"
    )


def _verify(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "snapshot", type=Path, metavar="FOLDER", help="potret, register, aplikasi web, atau cadangan"
    )
    command.add_argument("--trail", action="store_true", help="periksa rantai jejak aplikasi web dalam FOLDER")


def _data(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data",
        type=Path,
        default=Path("capaian-data"),
        metavar="FOLDER",
        help="folder semua yang disimpan (capaian-data)",
    )


def _serve(command: argparse.ArgumentParser) -> None:
    _data(command)
    command.add_argument(
        "--host", default="127.0.0.1", metavar="ALAMAT", help="alamat yang didengarkan (127.0.0.1)"
    )
    command.add_argument("--port", type=int, default=8000, metavar="PORT", help="porta (8000)")
    command.add_argument(
        "--production", action="store_true", help="untuk orang lain: menolak setelan yang tidak aman"
    )
    command.add_argument("--workers", type=int, default=1, metavar="N", help="banyaknya proses, di PostgreSQL (1)")
    command.add_argument("--threads", type=int, default=8, metavar="N", help="banyaknya utas (8)")
    command.add_argument("--demo", action="store_true", help="isi kantor contoh bila folder masih kosong")
    command.add_argument("--begin", metavar="KODE", help="buka perangkat daerah baru beserta administratornya")
    command.add_argument("--no-start", action="store_true", help="siapkan saja, jangan jalankan")


def _backup(command: argparse.ArgumentParser) -> None:
    _data(command)
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="BERKAS", help="berkas cadangan (.zip); belum boleh ada"
    )


def _restore(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="BERKAS", help="berkas cadangan")
    _data(command)
    command.add_argument(
        "--erased",
        type=Path,
        metavar="BERKAS",
        help="cadangan yang lebih baru: data pribadi yang dihapus sampai itu",
    )


def _init(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="FOLDER", help="folder baru")
    command.add_argument("--year", type=int, default=None, metavar="TAHUN", help="tahun pertama target")


OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
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
