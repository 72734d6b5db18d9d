"""Plain text whose tables are boxed or set in columns by spaces."""

from pathlib import Path

import pytest

from capaian.core.claims.transcript import Grid
from capaian.reading.open import transcribe

READ = [
    ["Sasaran", "IKU", "Target", "Realisasi"],
    ["Pelayanan publik", "1. Persentase waktu pelayanan tepat waktu", "90", "91,11"],
    ["", "2. Lembaga aktif", "90", "91,80"],
    ["RATA-RATA", "", "", "91,46"],
]

GRID = """
+------------------+------------------------+--------+-----------+
| Sasaran          | IKU                    | Target | Realisasi |
+==================+========================+========+===========+
| Pelayanan publik | 1. Persentase waktu    | 90     | 91,11     |
|                  | pelayanan tepat waktu  |        |           |
|                  +------------------------+--------+-----------+
|                  | 2. Lembaga aktif       | 90     | 91,80     |
+------------------+------------------------+--------+-----------+
| RATA-RATA        |                        |        | 91,46     |
+------------------+------------------------+--------+-----------+
"""
BOX = """
┌──────────────────┬───────────────────────────────────────────┬────────┬───────────┐
│ Sasaran          │ IKU                                       │ Target │ Realisasi │
├──────────────────┼───────────────────────────────────────────┼────────┼───────────┤
│ Pelayanan publik │ 1. Persentase waktu pelayanan tepat waktu │     90 │     91,11 │
│                  │ 2. Lembaga aktif                          │     90 │     91,80 │
│ RATA-RATA        │                                           │        │     91,46 │
└──────────────────┴───────────────────────────────────────────┴────────┴───────────┘
"""
PIPES = """
| Sasaran | IKU | Target | Realisasi |
|---|---|---:|---:|
| Pelayanan publik | 1. Persentase waktu pelayanan tepat waktu | 90 | 91,11 |
| | 2. Lembaga aktif | 90 | 91,80 |
| RATA-RATA | | | 91,46 |
"""
SPACES = """
Sasaran           IKU                            Target   Realisasi

Pelayanan publik  1. Persentase waktu            90       91,11
                  pelayanan tepat waktu
                  2. Lembaga aktif               90       91,80
RATA-RATA                                                 91,46
"""


def grids(tmp_path: Path, text: str) -> tuple[list[list[list[str]]], list[str]]:
    path = tmp_path / "laporan.txt"
    path.write_text(text, encoding="utf-8")
    found, findings = transcribe(path)
    assert found is not None
    assert not findings
    return [table(grid) for grid in found.grids], [block.text for block in found.passages]


def table(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row - 1][cell.column - 1] = cell.text
    return rows


@pytest.mark.parametrize("text", [GRID, PIPES, SPACES], ids=["grid", "pipes", "spaces"])
def test_tables_are_read_however_they_are_set(tmp_path: Path, text: str) -> None:
    tables, passages = grids(tmp_path, f"Capaian tahun 2017 adalah sebagai berikut.\n{text}\nJambi, Januari 2018\n")
    assert tables == [READ]
    assert passages == ["Capaian tahun 2017 adalah sebagai berikut.", "Jambi, Januari 2018"]


def test_a_box_whose_rows_no_rule_parts_has_a_row_a_line(tmp_path: Path) -> None:
    assert grids(tmp_path, BOX)[0] == [READ]


def test_labels_and_signatures_set_by_spaces_are_passages(tmp_path: Path) -> None:
    text = "Nama      : Rahmad\nJabatan   : Camat\nUnit      : Kecamatan X\n\nMengetahui      Jambi, Januari 2018\n"
    assert grids(tmp_path, text) == (
        [],
        ["Nama : Rahmad", "Jabatan : Camat", "Unit : Kecamatan X", "Mengetahui Jambi, Januari 2018"],
    )


def test_workings_in_a_column_keep_their_lines(tmp_path: Path) -> None:
    text = (
        "IKU               Target   Formulasi\n"
        "1. Tepat waktu    90       Jumlah tepat waktu / jumlah surat x 100%\n"
        "                           a. Non Perizinan 2555/2584 x 100% = 98,87%\n"
        "                           b. Perizinan 15/18 x 100% = 83,33%\n"
        "2. Lembaga aktif  90       48/52 x 100% = 91,80%\n"
        "3. Sarana         10       61/192 x 100% = 31,77%\n"
    )
    ((_, first, *_),), _ = grids(tmp_path, text)
    assert first[2].split("\n") == [
        "Jumlah tepat waktu / jumlah surat x 100%",
        "a. Non Perizinan 2555/2584 x 100% = 98,87%",
        "b. Perizinan 15/18 x 100% = 83,33%",
    ]


@pytest.mark.parametrize(
    "line", ["| a | b |\n", "+--+--+\n", "a  b  c\n", "Tabel 1  a  1\n\n", "x\n  1  2  3\n", "|" * 900 + "\n"]
)
def test_long_texts_take_no_more_than_their_length(tmp_path: Path, line: str) -> None:
    grids(tmp_path, "x\n" + line * 4_000)
