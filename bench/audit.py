"""The audit of a 60-page PDF against a process that only extracts its text: at most 1.5 times.

The report is made here: tables of indicators with their workings, and prose, on about 60 pages. Its figures agree,
so that the audit has nothing to tell but all to check.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import typst

Command = Sequence[str]
SideBySide = Callable[[dict[str, Command], Path, int], dict[str, float]]

TINY = os.environ.get("TINY") == "1"
PAGES = 4 if TINY else 60
EXTRACT = """
import pdfplumber
with pdfplumber.open({path!r}) as file:
    for page in file.pages:
        page.extract_text()
        page.close()
"""
_STYLE = """
#set page(paper: "a4", flipped: true, margin: 18mm, numbering: "1 / 1", header: [Laporan Kinerja Tahun 2017])
#set text(font: "Libertinus Serif", size: 9.5pt, lang: "id")
#set par(justify: true)
"""
_THINGS = (
    "Persentase surat",
    "Tingkat penyelesaian izin",
    "Jumlah keluhan",
    "Cakupan",
    "Rasio rapat",
    "Nilai kegiatan",
)
_KINDS = (
    *("nikah", "usaha mikro", "tanah", "waris", "jalan lingkungan", "air bersih"),
    *("pasar", "sekolah dasar", "posyandu", "koperasi", "kebersihan", "taman kota"),
)
_ENDS = (
    "selesai",
    "ditindaklanjuti segera",
    "dilaporkan lengkap",
    "diperiksa camat",
    "disetujui",
    "diterima warga",
)
_PROSE = (
    "Capaian kinerja pada sasaran ini diperoleh dari hasil pelayanan selama satu tahun, yang dicatat oleh setiap "
    "seksi dan direkapitulasi oleh sekretariat. Hambatan yang dijumpai antara lain keterlambatan berkas pemohon "
    "dan keterbatasan petugas pada bulan-bulan tertentu; karena itu jadwal petugas loket diatur ulang. "
)


def report_of(pages: int) -> bytes:
    """Return a report of about ``pages`` pages in PDF."""
    chance = random.Random(pages)
    parts = [_part(number, chance) for number in range(1, pages // 2 + 1)]
    return typst.compile((_STYLE + "\n#pagebreak()\n".join(parts)).encode(), format="pdf")


def _part(number: int, chance: random.Random) -> str:
    """A page of prose with a table of figures, and one of workings."""
    figures, workings = [], []
    for indicator in range(1, 13):
        below = chance.randrange(100, 900) * 10
        above = below * chance.randrange(50, 95) // 100
        target = chance.choice((50, 75, 80, 90))
        actual, achievement = _percent(above, below), _percent(above * 100, below * target)
        name = f"{indicator}. {_THINGS[number % 6]} {_KINDS[indicator - 1]} yang {_ENDS[number // 6]}"
        figures.append(f"[Sasaran {number}], [{name}], [{target}], [{actual}], [{achievement}],")
        working = f"Jumlah yang tepat waktu / jumlah seluruhnya x 100% \\ {above}/{below} × 100% = {actual}%"
        workings.append(f"[{name}], [{target}], [{working}], [Seksi Pelayanan], [Rekap seksi],")
    return "\n".join(
        [
            f"= Sasaran {number}",
            _PROSE * 5,
            "#table(columns: (30mm, 1fr, 18mm, 22mm, 24mm), [Sasaran], [Indikator], [Target], [Realisasi],",
            f"[Capaian (%)], {' '.join(figures)})",
            "#pagebreak()",
            "#table(columns: (70mm, 18mm, 1fr, 30mm, 28mm), [Indikator], [Target], [Formulasi Perhitungan],",
            f"[Penanggung jawab], [Sumber data], {' '.join(workings)})",
            _PROSE,
        ]
    )


def _percent(above: int, below: int) -> str:
    hundredths = (20_000 * above + below) // (2 * below)
    return f"{hundredths // 100},{hundredths % 100:02d}"


def audit(folder: Path, side_by_side: SideBySide, capaian: str) -> dict[str, float]:
    """Return the least times of both."""
    path = folder / "laporan.pdf"
    path.write_bytes(report_of(PAGES))
    return side_by_side(
        {
            "pdfplumber extracts the text": [sys.executable, "-c", EXTRACT.format(path=str(path))],
            "capaian audit": [capaian, "audit", str(path), "--format", "json"],
        },
        folder,
        1 if TINY else 7,
    )
