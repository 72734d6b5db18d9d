"""Workings in running text: right or wrong wherever they stand, and only where all of them is read."""

from __future__ import annotations

import pytest

from tests.audit.reading import said

TABLE = """
| No | Indikator | Target | Realisasi | Capaian |
|---|---|---|---|---|
| 1 | Persentase desa tertib administrasi | 80% | 80% | 100% |
"""


def test_a_wrong_ratio_in_a_paragraph_is_found() -> None:
    paper = "Capaian 2022\n\nJumlah lansia yang dilayani dibanding yang ada = (12 / 15) x 100% = 82,00%.\n" + TABLE
    assert said(paper) == [("ratio-arithmetic", "82,00%", "80,00%")]


def test_a_report_of_paragraphs_alone_is_audited_too() -> None:
    assert said("**LKjIP 2022**\n\nPersentase RT = 150/192 x 100% = 87,13%\n") == [
        ("ratio-arithmetic", "87,13%", "78,13%")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Capaian = 91,11/90 x 100% = 101,23%",
        "Capaian = (2 x 10,50 - 10,20)/10,50 x 100% = 102,86%",
        "Capaian = Realisasi / Target x 100% = 85 / 90 x 100% = 94,44%",
        "Pertumbuhan = (1.250 - 1.200) / 1.200 x 100% = 4,17%",
        "Efisiensi = (1 - 950/1000) x 100% = 5%",
        "Sisa = 100% - 950/1000 x 100% = 5%",
        "Realisasi = ((12/15) + (18/20))/2 x 100% = 85%",
        "Angka kesakitan = 1.234/45.120 x 1.000 = 27,35 per 1.000 penduduk",
        "Penghitungan 45/50 x 100% = 0,9 x 100% = 90%",
        "Kepadatan penduduk = 45.120 / 22,5 = 2.005,33 jiwa/km2",
        "Perda Nomor 12/2008 tanggal 12/03/2008, surat 800/123/2022",
    ],
)
def test_what_a_calculator_confirms_is_not_objected_to(line: str) -> None:
    assert said(f"Capaian 2022\n\n{line}\n{TABLE}") == []
