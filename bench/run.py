"""Speed as ratios of whole processes, measured side by side in one run: ``make bench`` or ``bench/run.py NAME``.

Each ratio compares commands that take turns, so that a busy machine slows all of them alike; the smallest of the
turns stands for each, since everything else that runs can only add. Results belong in ``bench/RESULTS.md``.
``TINY=1`` runs all of it once at a size that proves nothing but that it runs.
"""

from __future__ import annotations

import datetime
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import xlsxwriter
from audit import PAGES, audit
from lake import lake
from web import web

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CAPAIAN = str(BIN / "capaian")
PLAN = str(ROOT / "examples/jambi-timur/plan.yaml")
VALUES = ROOT / "examples/jambi-timur/values-2017.csv"
TINY = os.environ.get("TINY") == "1"

Command = Sequence[str]


def seconds(command: Command, folder: Path, wanted: int = 0) -> float:
    """Return the wall time of one whole process."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    spent = time.perf_counter() - start
    if done.returncode != wanted:
        raise SystemExit(f"{command}: status {done.returncode}\n{done.stderr.decode()}")
    return spent


def side_by_side(commands: dict[str, Command], folder: Path, turns: int) -> dict[str, float]:
    """Return the least time of each command over ``turns`` rounds in which all take their turn."""
    least: dict[str, float] = {}
    for _ in range(turns):
        for name, command in commands.items():
            least[name] = min(seconds(command, folder), least.get(name, float("inf")))
    return least


def cold(folder: Path) -> None:
    """A cold measurement of the example against a Python that does nothing: at most 9 times."""
    times = side_by_side(
        {
            "python -c pass": [sys.executable, "-c", "pass"],
            "capaian measure": [CAPAIAN, "measure", PLAN, "--period", "2017"],
        },
        folder,
        turns=1 if TINY else 30,
    )
    tell("cold measure / python -c pass", times, "capaian measure", "python -c pass", "at most 9")


def documents(folder: Path) -> None:
    """All four documents against LibreOffice turning our DOCX into a PDF: at most a third."""
    office = shutil.which("soffice")
    if office is None:
        print("four documents / LibreOffice: not measured, soffice is not installed")
        return
    goals = [piece for ending in ("pdf", "docx", "xlsx", "html") for piece in ("-o", f"laporan.{ending}")]
    report = [CAPAIAN, "report", PLAN, "--period", "2017", *goals]
    seconds(report, folder)
    convert = [office, "--headless", "--convert-to", "pdf", "--outdir", "lo", "laporan.docx"]
    times = side_by_side(
        {"four documents": report, "LibreOffice docx to pdf": convert}, folder, turns=1 if TINY else 5
    )
    tell("four documents / LibreOffice", times, "four documents", "LibreOffice docx to pdf", "at most 0.33")


def offices(folder: Path) -> None:
    """1,000 PDFs in one call: linear in the offices, and two processes against one."""
    few, many = (2, 4) if TINY else (250, 1000)
    for count in (few, many):
        _write_offices(folder, count)
    cores = os.cpu_count() or 1

    def batch(count: int, workers: int) -> Command:
        inputs = ["--values", f"values-{count}.csv", "--offices", f"offices-{count}.csv", "--period", "2017"]
        return [CAPAIAN, "report", PLAN, *inputs, "-o", "out/{office}.pdf", "--workers", str(workers)]

    times = side_by_side(
        {
            f"{few} offices, 1 process": batch(few, 1),
            f"{few} offices, {cores} processes": batch(few, cores),
            f"{many} offices, {cores} processes": batch(many, cores),
        },
        folder,
        turns=1 if TINY else 2,
    )
    all_cores, one = f"{few} offices, {cores} processes", f"{few} offices, 1 process"
    linear = f"{many // few} is linear"
    tell(f"{many} offices / {few} offices", times, f"{many} offices, {cores} processes", all_cores, linear)
    tell(f"1 process / {cores} processes", times, one, all_cores, f"{cores} is ideal")


def imports(folder: Path) -> None:
    """200,000 rows of XLSX into a register against a process that only reads them with the fastest reader."""
    book = folder / "surat.xlsx"
    count = 200 if TINY else 200_000
    _write_letters(book, count)
    read = f"from python_calamine import load_workbook as l; l({str(book)!r}).get_sheet_by_index(0).to_python()"
    more = [CAPAIAN, "import", str(book), "--register", "letters", "--plan", PLAN]
    least: dict[str, float] = {}
    for turn in range(1 if TINY else 5):
        commands = {
            "calamine reads": [sys.executable, "-c", read],
            "capaian import": [*more, "--registers", str(folder / f"registers-{turn}")],
        }
        for name, command in commands.items():
            least[name] = min(seconds(command, folder), least.get(name, float("inf")))
    tell(f"import of {count:,} rows / reading them", least, "capaian import", "calamine reads", "at most 2")


def audits(folder: Path) -> None:
    """The audit of 60 pages of PDF against pdfplumber that extracts their text: at most 1.5 times."""
    times = audit(folder, side_by_side, CAPAIAN)
    tell(
        f"audit of {PAGES} pages / extracting their text",
        times,
        "capaian audit",
        "pdfplumber extracts the text",
        "at most 1.5",
    )


def _write_letters(book: Path, count: int) -> None:
    workbook = xlsxwriter.Workbook(book, {"constant_memory": True})
    sheet, date = workbook.add_worksheet("Surat"), workbook.add_format({"num_format": "dd/mm/yyyy"})
    labels = ["Nomor agenda", "Kode wilayah", "Jenis", "Layanan", "Pemohon", "Standar (hari kerja)"]
    sheet.write_row(0, 0, [*labels, "Tanggal diterima", "Batas waktu", "Tanggal selesai"])
    for number in range(1, count + 1):
        day = datetime.datetime(2017, 1, 1) + datetime.timedelta(days=number % 360)
        texts = [f"A{number}", f"15.71.03.{1001 + number % 9}", "Non perizinan", "Legalisasi", "Sintetis"]
        for column, text in enumerate(texts):
            sheet.write_string(number, column, text)
        sheet.write_number(number, 5, 3)
        for column, later in ((6, 0), (7, 3), (8, 2)):
            sheet.write_datetime(number, column, day + datetime.timedelta(days=later), date)
    workbook.close()


def tell(name: str, times: dict[str, float], over: str, under: str, wanted: str) -> None:
    """Print one ratio with the times behind it."""
    shown = "; ".join(f"{key} {spent:.3f} s" for key, spent in times.items())
    print(f"{name} = {times[over] / times[under]:.2f}  ({wanted})  [{shown}]", flush=True)


def _write_offices(folder: Path, count: int) -> None:
    """Write ``count`` offices with counts of their own, so that no two reports are alike."""
    chance = random.Random(count)
    heading, *rows = VALUES.read_text(encoding="utf-8").splitlines()
    codes = [f"{11 + n // 2500:02d}.{1 + n // 50 % 50:02d}.{1 + n % 50:02d}" for n in range(count)]
    with (folder / f"offices-{count}.csv").open("w", encoding="utf-8") as out:
        out.write("office,name\n")
        out.writelines(f"{code},Kecamatan {code}\n" for code in codes)
    with (folder / f"values-{count}.csv").open("w", encoding="utf-8") as out:
        out.write(f"office,{heading}\n")
        for code in codes:
            for row in rows:
                period, variable, value, evidence = row.split(",")
                more = str(int(value) + chance.randint(1, 9)) if value.isdigit() else value
                out.write(f"{code},{period},{variable},{more},{evidence}\n")


BENCHES: dict[str, Callable[[Path], None]] = {
    "cold": cold,
    "documents": documents,
    "offices": offices,
    "import": imports,
    "audit": audits,
    "lake": lake,
    "web": web,
}


def main(names: Sequence[str]) -> None:
    for name in names or list(BENCHES):
        with tempfile.TemporaryDirectory() as folder:
            BENCHES[name](Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
