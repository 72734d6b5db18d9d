"""Targets that were met before their year began."""

from __future__ import annotations

import pytest

from tests.audit.reading import said

HEAD = """
Perbandingan kinerja 2020 s.d. 2022

<table><tr><td rowspan=2>Indikator</td><td colspan=3>2020</td><td colspan=3>2021</td><td colspan=3>2022</td></tr>
<tr>{three}{three}{three}</tr><tr><td>{name}</td>{cells}</tr></table>
"""
THREE = "<td>Target</td><td>Realisasi</td><td>Capaian</td>"


def found(name: str, *years: str) -> list[tuple[str, str, str]]:
    cells = "".join(f"<td>{cell}</td>" for year in years for cell in year.split())
    return said(HEAD.format(three=THREE, name=name, cells=cells), "laporan.html")


@pytest.mark.parametrize(
    ("name", "years", "expected"),
    [
        ("Jumlah UMKM dibina", ("30 30 100", "40 50 125", "45 55 122,22"), [("target-below-last", "45", "")]),
        ("Jumlah UMKM dibina", ("30 30 100", "40 50 125", "50 55 110"), []),
        ("Angka gini", ("12 11,5 104,17", "11 10 109,09", "10,5 9 114,29"), [("target-below-last", "10,5", "")]),
        ("Angka kemiskinan", ("12 11,5 104,17", "11 10 109,09", "10 9 110"), []),
        (
            "Persentase desa aktif",
            ("80 84 105", "80 88 110", "80 92 115"),
            [("target-below-last", "80", ""), ("target-unchanged", "80", "")],
        ),
        ("Persentase desa aktif", ("80 78 97,5", "80 79 98,75", "80 92 115"), []),
    ],
)
def test_a_target_that_asks_for_less_than_was_reached_is_noted(
    name: str, years: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    assert found(name, *years) == expected


def test_a_formula_of_one_quantity_over_itself_is_always_a_hundred() -> None:
    paper = """
Capaian 2022

| No | Indikator | Formulasi | Target | Realisasi | Capaian |
|---|---|---|---|---|---|
| 1 | Persentase surat | Jumlah surat masuk / Jumlah surat masuk x 100% 40/40 x 100% = 100% | 100% | 100% | 100% |
"""
    assert [code for code, _, _ in said(paper)] == ["always-hundred"]
