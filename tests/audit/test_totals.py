"""What a row of totals may be the sum of, and what nobody adds up."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.audit.report.nesting import ways
from tests.audit.reading import said

PROGRAMMES = """
Realisasi Anggaran Kecamatan Tahun 2022

| No | Program/Kegiatan | Anggaran (Rp) | Realisasi (Rp) | % | Sisa Anggaran (Rp) |
|---|---|---|---|---|---|
| | PROGRAM PENUNJANG URUSAN | 1.250.000.000 | 1.187.500.000 | 95,00 | 62.500.000 |
| 1 | Perencanaan dan Evaluasi | 50.000.000 | 45.000.000 | 90,00 | 5.000.000 |
| 2 | Administrasi Keuangan | 1.000.000.000 | 970.000.000 | 97,00 | 30.000.000 |
| 3 | Administrasi Umum | 200.000.000 | 172.500.000 | 86,25 | 27.500.000 |
| | PROGRAM PEMBERDAYAAN | 300.000.000 | 297.000.000 | 99,00 | 3.000.000 |
| 1 | Koordinasi Pemberdayaan | 100.000.000 | 98.000.000 | 98,00 | 2.000.000 |
| 2 | Pemberdayaan Kelurahan | 200.000.000 | 199.000.000 | 99,50 | 1.000.000 |
| | JUMLAH | {total} | 1.484.500.000 | 95,77 | 65.500.000 |
"""


def test_programmes_over_their_activities_are_added_once() -> None:
    assert said(PROGRAMMES.format(total="1.550.000.000")) == []


def test_a_wrong_total_of_programmes_is_told_with_their_sum() -> None:
    found = said(PROGRAMMES.format(total="1.505.000.000"))
    assert found == [("total-arithmetic", "1.505.000.000", "1.550.000.000")]


def test_what_follows_from_one_wrong_remainder_and_one_wrong_total_is_said_once_each() -> None:
    paper = """
Realisasi Anggaran Tahun 2022

| No | Kegiatan | Anggaran (Rp) | Realisasi (Rp) | % | Sisa Anggaran (Rp) |
|---|---|---|---|---|---|
| 1 | Perencanaan | 50.000.000 | 45.000.000 | 90,00 | 5.000.000 |
| 2 | Keuangan | 1.000.000.000 | 970.000.000 | 97,00 | 30.000.000 |
| 3 | Umum | 200.000.000 | 172.500.000 | 86,25 | 28.500.000 |
| | JUMLAH | 1.260.000.000 | 1.187.500.000 | 95,00 | 62.500.000 |
"""
    assert said(paper) == [
        ("remainder-arithmetic", "28.500.000", "27.500.000"),
        ("total-arithmetic", "1.260.000.000", "1.250.000.000"),
    ]


@pytest.mark.parametrize("heading", ["Kenaikan/Penurunan (%)", "Pertumbuhan", "Rata-rata per bulan"])
def test_nobody_adds_up_what_one_figure_is_to_another(heading: str) -> None:
    paper = f"""
Target dan Realisasi Belanja Tahun 2022

| Uraian | Target (Rp) | Realisasi (Rp) | Capaian (%) | {heading} |
|---|---|---|---|---|
| Belanja Operasi | 7.250.000.000 | 7.011.250.000 | 96,71 | 7,87 |
| Belanja Modal | 1.250.000.000 | 1.200.000.000 | 96,00 | 20,00 |
| Total Belanja | 8.500.000.000 | 8.211.250.000 | 96,60 | 12,64 |
"""
    assert said(paper) == []


@given(st.lists(st.lists(st.integers(1, 10**9), min_size=2, max_size=5), min_size=1, max_size=5))
def test_the_sum_of_groups_is_a_way_to_add_groups_and_members(groups: list[list[int]]) -> None:
    lines = [
        line
        for group in groups
        for line in (("", Fraction(sum(group))), *((str(n), Fraction(one)) for n, one in enumerate(group, 1)))
    ]
    assert Fraction(sum(map(sum, groups))) in set(ways(lines))


PARTS = """
<p>Realisasi Anggaran 2019</p>
<table><tr><td>No</td><td>Program/Kegiatan</td><td>Anggaran</td><td>Realisasi</td><td>Persentase (%)</td></tr>
<tr><td colspan=5>Program Administrasi</td></tr>
<tr><td>1</td><td>Jasa Surat</td><td>10.000.000</td><td>9.500.000</td><td>95,00</td></tr>
<tr><td>2</td><td>Jasa Listrik</td><td>40.000.000</td><td>38.000.000</td><td>{percent}</td></tr>
<tr><td colspan=2>Jumlah Program Administrasi</td><td>{part}</td><td>47.500.000</td><td>95,00</td></tr>
<tr><td colspan=5>Program Sarana</td></tr>
<tr><td>1</td><td>Pengadaan Kursi</td><td>20.000.000</td><td>19.800.000</td><td>99,00</td></tr>
<tr><td>2</td><td>Pemeliharaan</td><td>30.000.000</td><td>29.100.000</td><td>97,00</td></tr>
<tr><td colspan=2>Jumlah Program Sarana</td><td>50.000.000</td><td>48.900.000</td><td>97,80</td></tr>
<tr><td colspan=2>JUMLAH TOTAL</td><td>100.000.000</td><td>96.400.000</td><td>96,40</td></tr></table>
"""


@pytest.mark.parametrize(
    ("part", "percent", "found"),
    [
        ("50.000.000", "95,00", []),
        ("50.000.000", "59,00", [("achievement-arithmetic", "59,00", "95,00")]),
        ("51.000.000", "95,00", [("total-arithmetic", "51.000.000", "50.000.000")]),
    ],
)
def test_totals_of_parts_are_checked_and_not_added_again(
    part: str, percent: str, found: list[tuple[str, str, str]]
) -> None:
    errors = [one for one in said(PARTS.format(part=part, percent=percent), "a.html") if one[1] != "95,00"]
    assert errors == found
