"""Plain text to a transcript: what a reader of the file would call a table is one, with its rows and columns."""

from pathlib import Path

import pytest

from capaian.core.claims.transcript import Grid, Passage, Transcript
from capaian.reading.open import transcribe


def transcript(tmp_path: Path, text: str, encoding: str = "utf-8") -> Transcript:
    path = tmp_path / "laporan.txt"
    path.write_bytes(text.encode(encoding))
    found, findings = transcribe(path)
    assert found is not None
    assert not findings
    return found


def table(grid: Grid) -> list[list[str]]:
    """The texts of a grid, a row each, empty where there is no cell."""
    rows = [[""] * grid.width for _ in range(grid.height)]
    for cell in grid.cells:
        rows[cell.row - 1][cell.column - 1] = cell.text
    return rows


def only_table(tmp_path: Path, text: str) -> list[list[str]]:
    (grid,) = transcript(tmp_path, text).grids
    return table(grid)


SEED = (
    "**LAPORAN CAPAIAN\nTAHUN 2017**\n\nSKPD : KECAMATAN X\n\n"
    "Misi 1: Meningkatnya pelayanan\t\t\t\t\tRENSTRA 2018\t\n"
    "Sasaran\tIKU\tTarget (%)\tRealisasi\tCapaian (%)\tTarget\tCapaian\n"
    "1. Pelayanan\t1. Tepat waktu\t90\t91,11\t101,23\t90\t-\n"
    "\t2. Lembaga aktif\t90\t91,80\t102,00\t90\t-\n"
    "\n"
    "Akuntabilitas\t1. Nilai AKIP\tB (61,70)\tB (61,70)\t100,00\tB\t-\n"
    "RATA – RATA\t\t\t\t129,09\t\t\n"
    "\nJambi, Januari 2018\n\n"
    "Sasaran\tIKU\tTarget\tFormulasi\n"
    "1. Pelayanan\t1. Tepat waktu\t90\ta. $2555/2584 \\times 100\\% = 98,87 \\%$\n"
)


def test_tabs_make_a_table_that_a_blank_line_does_not_end(tmp_path: Path) -> None:
    first, second = transcript(tmp_path, SEED).grids
    assert table(first) == [
        ["Misi 1: Meningkatnya pelayanan", "", "", "", "", "RENSTRA 2018", ""],
        ["Sasaran", "IKU", "Target (%)", "Realisasi", "Capaian (%)", "Target", "Capaian"],
        ["1. Pelayanan", "1. Tepat waktu", "90", "91,11", "101,23", "90", "-"],
        ["", "2. Lembaga aktif", "90", "91,80", "102,00", "90", "-"],
        ["Akuntabilitas", "1. Nilai AKIP", "B (61,70)", "B (61,70)", "100,00", "B", "-"],
        ["RATA – RATA", "", "", "", "129,09", "", ""],
    ]
    assert table(second)[1][3] == "a. 2555/2584 × 100% = 98,87 %"
    assert (first.table, second.table) == (1, 2)


def test_passages_stand_in_reading_order_without_marks_of_emphasis(tmp_path: Path) -> None:
    blocks = transcript(tmp_path, SEED).blocks
    assert [block.text for block in blocks if isinstance(block, Passage)] == [
        "LAPORAN CAPAIAN",
        "TAHUN 2017",
        "SKPD : KECAMATAN X",
        "Jambi, Januari 2018",
    ]
    assert [block.block for block in blocks] == [1, 2, 3, 4, 5, 6]
    assert isinstance(blocks[3], Grid)


def test_a_cell_broken_over_lines_is_one_cell_again(tmp_path: Path) -> None:
    text = (
        "IKU\tTarget\tFormulasi\tSumber\n"
        "1. Tepat waktu\t90\tJumlah tepat / jumlah x 100%\na. 2555/2584 x 100% = 98,87%\n"
        "Rata-rata = 91,11%\tRekap\n"
        "2. Lembaga\t90\t48/52\tRekap\n3. Sarana\t10\t61/192\tRekap\n"
    )
    rows = only_table(tmp_path, text)
    assert rows[1] == [
        "1. Tepat waktu",
        "90",
        "Jumlah tepat / jumlah x 100%\na. 2555/2584 x 100% = 98,87%\nRata-rata = 91,11%",
        "Rekap",
    ]
    assert len(rows) == 4


def test_rows_whose_last_tabs_were_cut_off_stay_rows(tmp_path: Path) -> None:
    text = (
        "IKU\tTarget\tRealisasi\tCapaian\nSasaran satu\n1. Aktif\t90\t90\t100\nJumlah\t180\n2. Lain\t90\t90\t100\n"
    )
    assert only_table(tmp_path, text) == [
        ["IKU", "Target", "Realisasi", "Capaian"],
        ["Sasaran satu", "", "", ""],
        ["1. Aktif", "90", "90", "100"],
        ["Jumlah", "180", "", ""],
        ["2. Lain", "90", "90", "100"],
    ]


def test_labels_set_apart_by_tabs_are_passages(tmp_path: Path) -> None:
    found = transcript(tmp_path, "Nama\t: Rahmad\nJabatan\t: Camat\nUnit kerja\t: Kecamatan X\n")
    assert [block.text for block in found.passages] == [
        "Nama : Rahmad",
        "Jabatan : Camat",
        "Unit kerja : Kecamatan X",
    ]


def test_a_title_ends_a_table_of_tabs(tmp_path: Path) -> None:
    rows = "IKU\tTarget\tRealisasi\n1. Aktif\t90\t90\n"
    found = transcript(tmp_path, f"{rows}Tabel 2 Anggaran\n{rows}")
    assert len(list(found.grids)) == 2
    assert [block.text for block in found.passages] == ["Tabel 2 Anggaran"]


def test_headings_repeated_after_a_page_break_are_dropped(tmp_path: Path) -> None:
    text = "IKU\tTarget\tRealisasi\n1. Aktif\t90\t90\n\fIKU\tTarget\tRealisasi\n2. Lain\t1\t2\n"
    assert only_table(tmp_path, text) == [
        ["IKU", "Target", "Realisasi"],
        ["1. Aktif", "90", "90"],
        ["2. Lain", "1", "2"],
    ]


@pytest.mark.parametrize("mark", [";", ","])
def test_separated_values_are_a_table_with_quoted_cells(tmp_path: Path, mark: str) -> None:
    text = "IKU;Target;Realisasi;Formulasi\nAktif;90;91.80;48/52\nTepat;90;91.11;'a. 15/18\nb. 3/4'\nLain;1;2;3\n"
    rows = only_table(tmp_path, text.replace(";", mark).replace("'", '"'))
    assert rows[0] == ["IKU", "Target", "Realisasi", "Formulasi"]
    assert rows[2] == ["Tepat", "90", "91.11", "a. 15/18\nb. 3/4"]
    assert len(rows) == 4


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    text = "Camat, lurah, dan warga hadir.\nRapat, musyawarah, dan kerja bakti.\nJalan, air, dan listrik.\n"
    assert not list(transcript(tmp_path, text).grids)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_with_and_without_their_marks(tmp_path: Path, encoding: str) -> None:
    found = transcript(
        tmp_path, "Rata – rata capaian × 100% adalah 129,09 persen dari seluruh indikator\n", encoding
    )
    assert [block.text for block in found.passages] == [
        "Rata – rata capaian × 100% adalah 129,09 persen dari seluruh indikator"
    ]


def test_windows_1252_is_read_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "laporan.txt"
    path.write_bytes("Rata – rata × 100%\n".encode("cp1252"))
    found, findings = transcribe(path)
    assert found is not None
    assert [block.text for block in found.passages] == ["Rata – rata × 100%"]
    assert [finding.code for finding in findings] == ["paper-encoding"]


@pytest.mark.parametrize(
    "line", ["a\t" * 5000, "a;" * 5000, '"' * 5000, "\t" * 5000, "$\\times" * 5000, "**" * 5000, "x  " * 5000]
)
def test_long_and_many_lines_take_no_more_than_their_length(tmp_path: Path, line: str) -> None:
    path = tmp_path / "laporan.txt"
    path.write_text(f"{line}\n" * 40 + "x\n\ny\t\n" * 5000, encoding="utf-8")
    found, _ = transcribe(path)
    assert found is not None
