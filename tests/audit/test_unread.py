"""A table that nobody could read is named with the reason, never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from capaian.audit.examine import examine
from capaian.claims.extract import claims_of
from capaian.core.claims.transcript import Cell, Grid, Transcript
from capaian.pipeline.auditing import audit_file

BOARD = """
| No | Indikator | Target | Realisasi | Capaian |
|---|---|---|---|---|
| 1 | Persentase desa tertib administrasi | 80% | 80% | 100% |
"""
NO_HEADINGS = """
| 1 | Persyaratan | 3,25 | 81,25 | B |
|---|---|---|---|---|
| 2 | Prosedur | 3,18 | 79,50 | B |
| 3 | Biaya | 3,90 | 97,50 | A |
"""
NO_FIGURES = """
| No | Indikator Kinerja | Satuan | Sumber Data | Uji Petik | Uji Ulang |
|---|---|---|---|---|---|
| 1 | Persentase layanan tepat waktu | % | Rekap | 97,5 | 98,1 |
| 2 | Indeks kepuasan masyarakat | Nilai | Survei | 81,2 | 82,5 |
"""
NO_LINES = """
| No | Kategori | Jumlah Indikator | Persentase |
|---|---|---|---|
| 1 | Sangat Tinggi | 18 | 72% |
| 2 | Tinggi | 5 | 20% |
"""


def unread(folder: Path, paper: str, name: str = "laporan.md") -> list[str]:
    path = folder / name
    path.write_text(paper, encoding="utf-8")
    objections = audit_file(path).examined.objections
    return [one.cause.code for one in objections if one.code == "not-read" and one.cause is not None]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (NO_HEADINGS, "unread-no-headings"),
        (NO_FIGURES, "unread-no-figure-columns"),
        (NO_LINES, "unread-no-lines"),
    ],
)
def test_a_table_of_figures_that_is_not_read_says_why(table: str, why: str, tmp_path: Path) -> None:
    assert unread(tmp_path, f"Laporan 2022\n{BOARD}\nLampiran\n{table}") == [why]


def test_a_table_too_large_for_any_paper_says_so() -> None:
    stairs = Grid(1, 1, tuple(Cell("90", step, step) for step in range(1, 801)))
    (nothing, said) = examine(claims_of(Transcript("laporan.xlsx", (stairs,)))).objections
    assert said.code == "not-read" and said.cause is not None and said.cause.code == "unread-too-large"
    assert nothing.code == "no-claims"
