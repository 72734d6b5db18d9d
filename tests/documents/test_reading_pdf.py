"""PDF to a transcript: tables, drawn or only set in columns, over pages, and what stands between them."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from capaian.documents import pdf
from capaian.documents.model import Report
from tests.searches import examples

from .reading_pdfs import drawn, only_table, passages, said, table, transcript, typeset

ROWS = """
  [Sasaran], [IKU], [Target], [Realisasi], [Capaian (%)],
  table.cell(rowspan: 2)[1. Meningkatnya pelayanan publik dan pemberdayaan],
  [1. Tepat waktu], [90], [91,11], [101,23],
  [2. Persentase lembaga kemasyarakatan yang aktif di kecamatan], [90], [91,80], [102,00],
  table.cell(colspan: 4)[RATA-RATA], [101,62],
"""
READ = [
    ["Sasaran", "IKU", "Target", "Realisasi", "Capaian (%)"],
    ["1. Meningkatnya pelayanan publik dan pemberdayaan", "1. Tepat waktu", "90", "91,11", "101,23"],
    ["", "2. Persentase lembaga kemasyarakatan yang aktif di kecamatan", "90", "91,80", "102,00"],
    ["RATA-RATA", "", "", "", "101,62"],
]
WIDE = "columns: (40mm, 50mm, 20mm, 25mm, 30mm)"


def test_a_drawn_table_has_its_rows_columns_and_spans(tmp_path: Path) -> None:
    path = typeset(tmp_path, f"Sebelum tabel.\n#table({WIDE}, {ROWS})\nSesudah tabel.")
    (grid,) = transcript(path).grids
    assert table(grid) == READ
    spans = {cell.text[:9]: (cell.rows, cell.columns) for cell in grid.cells if (cell.rows, cell.columns) != (1, 1)}
    assert spans == {"1. Mening": (2, 1), "RATA-RATA": (1, 4)}
    assert [block.block for block in transcript(path).blocks] == [1, 2, 3]
    assert passages(path) == ["Sebelum tabel.", "Sesudah tabel."]


def test_our_own_report_is_read_with_its_workings(example: Callable[..., Report], tmp_path: Path) -> None:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(pdf.render(example()))
    targets, workings = list(transcript(path).grids)[:2]
    rows = table(targets)
    assert rows[1] == ["Sasaran", "IKU", "Target", "Realisasi", "Capaian (%)", "Target", "Capaian"]
    assert rows[10][1:] == ["1. Nilai AKIP Kecamatan", "B (61,70)", "B (61,70)", "100,00", "B", "–"]
    assert rows[-1][0::4] == ["RATA-RATA CAPAIAN IKU", "129,15"]
    explained = [row[3] for row in table(workings)]
    assert explained[1] == (
        "Jumlah surat terlayani tepat waktu/surat masuk yang terlayani x 100%\n"
        "a. Non Perizinan: 2555/2584 × 100% = 98,88%\nb. Perizinan: 15/18 × 100% = 83,33%\nRata-rata: 91,11%"
    )
    assert "a. Tidak mudah/sesuai: 0/(2584 + 18) × 100% = 0,00%" in explained[5]
    assert "a. Nilai temuan: Rp 20.198.106/Rp 27.006.382 × 100% = 74,79%" in explained[10]
    assert len(explained) == 11, "the table goes on over three pages, its headings said once"
    assert {cell.page for cell in workings.cells} == {3, 4, 5}


@pytest.mark.parametrize("repeat", [True, False], ids=["headings repeated", "headings once"])
@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_a_table_that_breaks_over_pages_is_one(tmp_path: Path, repeat: bool, tagged: bool) -> None:
    rows = "".join(
        f"[{n}], [Indikator nomor {n} yang namanya dua baris panjang], [90], [{n},50],\n" for n in range(1, 61)
    )
    head = f"table.header(repeat: {str(repeat).lower()}, [No], [Indikator], [Target], [Realisasi]),"
    page = '#set page(numbering: "1", header: [LKjIP Kecamatan X Tahun 2017])\n'
    path = typeset(
        tmp_path,
        f"{page}Tabel 1\n#table(columns: (15mm, 60mm, 20mm, 25mm), {head} {rows})\nSelesai.",
        tagged=tagged,
    )
    (grid,) = transcript(path).grids
    read = table(grid)
    assert read[0] == ["No", "Indikator", "Target", "Realisasi"]
    assert [row[0] for row in read[1:]] == [str(n) for n in range(1, 61)]
    assert read[60] == ["60", "Indikator nomor 60 yang namanya dua baris panjang", "90", "60,50"]
    assert max(cell.page for cell in grid.cells) > 2
    assert passages(path)[-2:] == ["Tabel 1", "Selesai."]


def test_a_cell_that_breaks_over_a_page_is_one_cell(tmp_path: Path) -> None:
    lines = " \\ ".join(f"a. Bagian {n}: {n}/50 × 100% = {n * 2},00%" for n in range(1, 31))
    cells = f"[IKU], [Target], [Formulasi], [Tepat waktu], [90], [{lines}]"
    text = f"#v(120mm)\n#table(columns: (60mm, 20mm, 90mm), {cells})"
    rows = only_table(typeset(tmp_path, text))
    assert [len(row) for row in rows] == [3, 3]
    assert rows[1][2].split("\n") == [f"a. Bagian {n}: {n}/50 × 100% = {n * 2},00%" for n in range(1, 31)]


def test_two_tables_on_following_pages_stay_two(tmp_path: Path) -> None:
    cells = "[Program], [Kegiatan], [Anggaran], [Realisasi], [Sisa], [A], [B], [3], [2], [1]"
    second = f"#table({WIDE}, {cells})"
    path = typeset(tmp_path, f"#table({WIDE}, {ROWS})\n#pagebreak()\n{second}")
    assert [grid.height for grid in transcript(path).grids] == [4, 2]


def test_a_table_without_rules_has_its_columns_by_free_space_and_rows_by_figures(tmp_path: Path) -> None:
    rows = """
      [No], [Indikator], [Target], [Realisasi],
      [1], [Persentase waktu pelayanan administrasi umum tepat waktu], [90], [91,11],
      [2], [Lembaga aktif], [90], [91,80],
      [3], [Nilai AKIP], [B (61,70)], [B (61,70)],
    """
    text = (
        f"Uraian di atas tabel.\n#table(stroke: none, columns: (12mm, 60mm, 30mm, 30mm), {rows})\nUraian di bawah."
    )
    path = typeset(tmp_path, text)
    assert only_table(path) == [
        ["No", "Indikator", "Target", "Realisasi"],
        ["1", "Persentase waktu pelayanan administrasi umum tepat waktu", "90", "91,11"],
        ["2", "Lembaga aktif", "90", "91,80"],
        ["3", "Nilai AKIP", "B (61,70)", "B (61,70)"],
    ]
    assert passages(path) == ["Uraian di atas tabel.", "Uraian di bawah."]


@pytest.mark.parametrize(
    "stroke",
    [
        "(x: 0.5pt)",
        "(y: 0.5pt)",
        "(x, y) => if y < 2 { (top: 0.5pt) }",
        "(x, y) => (left: if x > 0 { 0.5pt }, bottom: 0.5pt)",
    ],
    ids=["only between columns", "only between rows", "under the headings", "open at the sides"],
)
def test_tables_with_few_rules_are_read_like_others(tmp_path: Path, stroke: str) -> None:
    rows = "[IKU], [Target], [Realisasi],\n" + "".join(f"[Indikator {n}], [{n}0], [{n}1,5],\n" for n in range(1, 7))
    read = only_table(typeset(tmp_path, f"#table(stroke: {stroke}, columns: (60mm, 30mm, 30mm), {rows})"))
    assert read == [["IKU", "Target", "Realisasi"], *([f"Indikator {n}", f"{n}0", f"{n}1,5"] for n in range(1, 7))]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotated_pages_are_read_as_they_are_seen(tmp_path: Path, turn: int) -> None:
    path = typeset(tmp_path, f"#table({WIDE}, {ROWS})")
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        file.pages[0].Rotate = turn
        file.save(path)
    assert only_table(path) == READ, "as scanners and printers turn pages: the reader turns the paper"


def test_a_table_set_sideways_is_read(tmp_path: Path) -> None:
    path = typeset(tmp_path, f"#rotate(-90deg, reflow: true)[#table({WIDE}, {ROWS})]")
    assert only_table(path) == READ


def test_fractions_are_on_one_line(tmp_path: Path) -> None:
    cell = (
        "a. Non Perizinan $2555/2584 times 100% = 98,87%$ \\ $(2584 + 18)/2602$ \\ "
        '$frac("Jumlah tepat", "Jumlah surat") times 100%$'
    )
    text = f"#table(columns: (40mm, 20mm, 90mm), [IKU], [Target], [Formulasi], [Tepat waktu], [90], [{cell}])"
    assert only_table(typeset(tmp_path, text))[1][2].split("\n") == [
        "a. Non Perizinan 2555/2584 × 100% = 98,87%",
        "(2584+18)/2602",
        "Jumlah tepat/Jumlah surat × 100%",
    ]


def test_an_underlined_name_is_no_fraction(tmp_path: Path) -> None:
    assert passages(typeset(tmp_path, "#align(center)[#underline[RAHMAD SUGIHARTO] \\ PEMBINA]")) == [
        "RAHMAD SUGIHARTO",
        "PEMBINA",
    ]


def test_superscripts_do_not_become_digits(tmp_path: Path) -> None:
    text = "#let up = super.with(typographic: false)\n"
    text += "#table(columns: 2, [Realisasi], [Luas], [91,11#up[1]], [5 m#up[2]])"
    assert only_table(typeset(tmp_path, text)) == [["Realisasi", "Luas"], ["91,11¹", "5 m²"]]


def test_ligatures_hyphens_and_wrapped_prose(tmp_path: Path) -> None:
    text = '#set text(hyphenate: true, lang: "id")\n#set par(justify: true)\n'
    text += "#block(width: 52mm)[Efisiensi pelaksanaan difokuskan pada "
    text += "penyelenggaraan ketenteraman masyarakat di kecamatan dengan undang-undang dan rata-rata 91,11 persen.]"
    assert passages(typeset(tmp_path, text)) == [
        "Efisiensi pelaksanaan difokuskan pada penyelenggaraan ketenteraman masyarakat di kecamatan dengan "
        "undang-undang dan rata-rata 91,11 persen."
    ]


def test_page_headers_footers_and_numbers_are_left_out(tmp_path: Path) -> None:
    page = "#set page(header: [Laporan Kinerja 2017 #h(1fr) Kecamatan X], "
    page += "footer: context [Hal. #counter(page).display()])\n"
    path = typeset(
        tmp_path, page + "#pagebreak()\n".join(f"Isi halaman ke-{n}.\n" for n in ("satu", "dua", "tiga", "empat"))
    )
    said_once = [text for text in passages(path) if not text.startswith("Isi")]
    assert said_once in ([], ["Laporan Kinerja 2017 Kecamatan X"])
    assert [text for text in passages(path) if text.startswith("Isi")] == [
        f"Isi halaman ke-{n}." for n in ("satu", "dua", "tiga", "empat")
    ]


def test_titles_that_two_pages_share_are_kept(tmp_path: Path) -> None:
    path = typeset(
        tmp_path,
        f"LAPORAN CAPAIAN TARGET\n#table({WIDE}, {ROWS})\n#pagebreak()\n" * 2,
    )
    assert passages(path) == ["LAPORAN CAPAIAN TARGET"] * 2


def test_letters_struck_twice_and_letters_far_apart(tmp_path: Path) -> None:
    bold = said(50, 700, "Target 90") + said(50.2, 700, "Target 90")
    spaced = b"BT /F1 10 Tf 1 0 0 1 50 650 Tm [(Ta) -30 (rget)] TJ ET\n"
    assert passages(drawn(tmp_path, bold + spaced)) == ["Target 90", "Target"]


def test_text_that_runs_across_a_border_is_parted_there(tmp_path: Path) -> None:
    rules = b"50 650 200 40 re S 150 650 m 150 690 l S 50 670 m 250 670 l S\n"
    rows = said(52, 675, "Target satu") + said(152, 675, "Realisasi")
    text = b"BT /F1 10 Tf 1 0 0 1 132 655 Tm (90 1 91,11) Tj ET\n"
    assert only_table(drawn(tmp_path, rules + rows + text))[1] == ["90 1", "91,11"]


def test_prose_in_two_columns_is_read_down_and_not_across(tmp_path: Path) -> None:
    items = [f"Butir {n} dari daftar: {n}.000 orang" for n in range(1, 11)]
    text = (
        "#columns(2)["
        + "\n".join(f"- {item}" for item in items[:5])
        + "\n#colbreak()\n"
        + "\n".join(f"- {item}" for item in items[5:])
        + "]"
    )
    assert passages(typeset(tmp_path, text)) == [f"• {item}" for item in items]


def test_a_chart_of_bars_is_no_table(tmp_path: Path) -> None:
    bars = b"".join(b"0.2 0.5 0.3 rg 100 %d %d 12 re f\n" % (700 - 20 * n, 60 + 35 * n) for n in range(5))
    lines = b"".join(b"%d 600 m %d 720 l S\n" % (x, x) for x in (100, 150, 200, 250, 300))
    labels = b"".join(
        said(60, 703 - 20 * n, f"1.{n}") + said(170 + 35 * n, 703 - 20 * n, f"{60 + 35 * n},00") for n in range(5)
    )
    path = drawn(tmp_path, bars + lines + labels)
    assert not list(transcript(path).grids)
    assert passages(path)[0] == "1.0 60,00"


WORDS = st.lists(
    st.sampled_from(["Target", "nilai", "surat", "kecamatan", "pelayanan", "12,50", "RT"]), min_size=1, max_size=9
)


@settings(examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=12))
def test_any_drawn_table_is_read_as_it_was_written(tmp_path: Path, cells: list[list[list[str]]]) -> None:
    """Whatever wraps where: the words of every cell come back in order, and in no other cell."""
    written = ", ".join(f"[{' '.join(words)}]" for row in cells for words in row)
    path = typeset(tmp_path, f"#set page(height: 900mm)\n#table(columns: (45mm, 30mm, 60mm), {written})")
    assert [[cell.split() for cell in row] for row in only_table(path)] == cells
