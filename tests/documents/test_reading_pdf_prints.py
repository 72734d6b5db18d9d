"""What office programs do when they print: figures cut by narrow cells, rows on two pages, text beside the page."""

from pathlib import Path

import pytest

from capaian.documents.reading.ink import Run
from capaian.documents.reading.wrapping import is_one_figure, wrapped
from tests.documents.reading_pdfs import drawn, only_table, passages, said, table, transcript, typeset


def rules(xs: tuple[float, ...], ys: tuple[float, ...]) -> bytes:
    across = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    down = [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs]
    return "\n".join(["0.5 w", *across, *down, ""]).encode()


@pytest.mark.parametrize(
    ("above", "below", "is_one"),
    [
        ("Rp2.678.000.0", "00", True),
        ("Rp 1,066,000,00", "0", True),
        ("Rp2.625.", "000.000", True),
        ("Rp575.57", "4", True),
        ("1.200.000.", "000,50", True),
        ("98,8", "97,6", False),
        ("1.200", "300", False),
        ("12,5", "13", False),
        ("Rp2.678.000.000", "500", False),
    ],
)
def test_a_figure_that_a_narrow_cell_cut_is_known_by_its_last_group(above: str, below: str, is_one: bool) -> None:
    assert is_one_figure(above, below) is is_one


def test_figures_that_narrow_cells_cut_are_whole_and_their_row_is_one(tmp_path: Path) -> None:
    page = rules((50, 120, 185, 250, 290), (700, 680, 650))
    heads = ("Indikator", "Target", "Realisasi", "Capaian")
    for x, text in zip((52, 122, 187, 252), heads, strict=True):
        page += said(x, 686, text)
    page += said(52, 669, "Penerimaan") + said(122, 669, "3.256.000.00") + said(187, 669, "3.391.468.55")
    page += said(252, 669, "104,16") + said(52, 657, "PBB-P2") + said(122, 657, "0") + said(187, 657, "0")
    assert only_table(drawn(tmp_path, page)) == [
        [*heads],
        ["Penerimaan PBB-P2", "3.256.000.000", "3.391.468.550", "104,16"],
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ("Nilai: Rp114.399.747/Rp127.22", "0.412 × 100% = 89,92"),
            "Nilai: Rp114.399.747/Rp127.220.412 × 100% = 89,92",
        ),
        (("Nilai Rp. 197.286.357/R", "p. 207.184.490 = 95,2"), "Nilai Rp. 197.286.357/Rp. 207.184.490 = 95,2"),
        (("Gedung 12/14 = 85,71", "3 kantor"), "Gedung 12/14 = 85,71\n3 kantor"),
    ],
)
def test_a_figure_that_is_cut_within_a_line_is_whole(lines: tuple[str, str], said: str) -> None:
    # What fills its line to the last point.
    runs = [[Run(text, 0, 100, n * 12, 10, [50.0] * len(text))] for n, text in enumerate(lines)]
    assert wrapped(runs, 0, 101, boxed=True) == said


def test_what_is_clipped_away_is_not_read(tmp_path: Path) -> None:
    cell = b"q 50 700 200 40 re W n\n" + said(60, 720, "Di dalam sel") + said(60, 760, "Di atasnya") + b"Q\n"
    star = b"q 50 600 200 40 re W* n 50 600 m 60 600 l S\n" + said(260, 620, "Di kanannya") + b"Q\n"
    after = said(60, 780, "Setelah itu")
    assert passages(drawn(tmp_path, cell + star + after)) == ["Setelah itu", "Di dalam sel"]


def test_what_is_written_beside_the_page_is_not_read(tmp_path: Path) -> None:
    # A spreadsheet writes a merged cell again on each page that it spans, above its upper edge.
    page = said(50, 800, "Terlihat") + said(50, 905, "Di atas halaman") + said(700, 500, "Di kanannya")
    assert passages(drawn(tmp_path, page)) == ["Terlihat"]


COLUMNS = "columns: (50mm, 12mm, 60mm, 20mm, 20mm, 20mm, 25mm, 25mm, 25mm)"
HEAD = "[Sasaran], [No], [Indikator], [Target], [Realisasi], [Capaian], [Kategori], [Target 2025], [Capaian 2025],"


def test_the_rest_of_a_row_and_a_mean_on_the_next_page_belong_to_the_table(tmp_path: Path) -> None:
    first = (
        f"#table({COLUMNS}, {HEAD} [1. Meningkatnya kualitas], [8], [Kegiatan], [12], [12], [100,00], [A], [], [])"
    )
    rest = f"#table({COLUMNS}, [pelayanan publik], [], [], [], [], [], [], [], [],"
    rest += " table.cell(colspan: 5)[Rata-rata capaian IKU], [103,18], [], [], [])"
    (grid,) = transcript(typeset(tmp_path, f"{first}\n#pagebreak()\n{rest}")).grids
    rows = table(grid)
    assert rows[1][0] == "1. Meningkatnya kualitas pelayanan publik"
    assert (rows[2][0], rows[2][5]) == ("Rata-rata capaian IKU", "103,18")


def test_a_few_words_in_empty_boxes_are_no_table(tmp_path: Path) -> None:
    boxes = "[], [], [Diterima], [], [], [], [], [], [], [], [], []"
    path = typeset(tmp_path, f"#table(columns: 6 * (20mm,), {boxes})\nSelesai.")
    assert not list(transcript(path).grids)
    assert passages(path) == ["Diterima", "Selesai."]


def test_rows_without_rules_begin_at_figures_with_their_units_too(tmp_path: Path) -> None:
    rows = """
      [IKU], [Target], [Realisasi], [Capaian],
      [Persentase pos ronda yang aktif dan dibina setiap bulan], [75,5%], [71,8%], [95],
      [Jumlah peserta pembinaan], [115 orang], [113 orang], [98],
      [Nilai AKIP kecamatan], [59,3 (CC)], [58,15 (CC)], [98],
      [Indeks kepuasan], [76,61 – 88,30], [75,67], [98],
    """
    formulas = ["Formulasi", "Jumlah RT yang memiliki pos ronda / RT × 100%", "Hitungan", "58,15 (CC)", "Survei"]
    lines = rows.strip().splitlines()
    cells = "".join(f"{line} [{formula}],\n" for line, formula in zip(lines, formulas, strict=True))
    columns = "columns: (45mm, 30mm, 30mm, 20mm, 60mm)"
    text = f"#set text(size: 8pt)\n#table(stroke: none, inset: 3pt, {columns}, {cells})"
    read = only_table(typeset(tmp_path, text))
    assert [row[1] for row in read] == ["Target", "75,5%", "115 orang", "59,3 (CC)", "76,61 – 88,30"]
    assert read[2][0] == "Jumlah peserta pembinaan"


def test_a_table_without_rules_may_have_a_single_row(tmp_path: Path) -> None:
    cells = "[No], [Indikator Kinerja], [Target 2022], [Realisasi TW I], [Jumlah],"
    cells += " [1], [Jumlah dokumen], [18], [12], [88]"
    path = typeset(
        tmp_path, f"Realisasi per triwulan\n#table(stroke: none, columns: 5 * (40mm,), {cells})\nSelesai."
    )
    assert only_table(path) == [
        ["No", "Indikator Kinerja", "Target 2022", "Realisasi TW I", "Jumlah"],
        ["1", "Jumlah dokumen", "18", "12", "88"],
    ]


@pytest.mark.parametrize("early", [True, False], ids=["ends the page", "begins the page"])
def test_a_sasaran_at_a_page_break_belongs_to_its_table_without_rules(tmp_path: Path, early: bool) -> None:
    line = "table.cell(colspan: 4)[Sasaran 2: Meningkatnya pemberdayaan masyarakat dan desa],"
    first = "[Indikator], [Satuan], [Target], [Realisasi], [Lembaga aktif], [%], [100], [99,50],"
    first += "[Indeks], [Nilai], [77,7], [77,80],"
    rest = (
        "[Persentase RT yang mengikuti lomba kebersihan], [%], [60], [62,16], [Pengangguran], [%], [7,5], [6,94],"
    )
    one, two = (first + line, rest) if early else (first, line + rest)
    columns = "stroke: none, columns: (90mm, 30mm, 30mm, 30mm)"
    path = typeset(tmp_path, f"#table({columns}, {one})\n#pagebreak()\n#table({columns}, {two})")
    (grid,) = transcript(path).grids
    assert [row[0] for row in table(grid)] == [
        "Indikator",
        "Lembaga aktif",
        "Indeks",
        "Sasaran 2: Meningkatnya pemberdayaan masyarakat dan desa",
        "Persentase RT yang mengikuti lomba kebersihan",
        "Pengangguran",
    ]


def test_texts_on_the_next_page_may_be_wider_and_sums_end_the_table(tmp_path: Path) -> None:
    columns = "stroke: none, columns: (12mm, 100mm, 40mm, 40mm)"
    first = "[No], [Program], [Anggaran], [Realisasi], [1], [Penunjang], [30.934.079], [30.645.788],"
    first += "[2], [Umum], [6.278.625], [6.204.100],"
    rest = "[3], [Program Pembinaan dan Pengawasan Pemerintahan Desa], [129.306.367], [113.063.641],"
    rest += "table.cell(colspan: 2)[Jumlah seluruhnya], [166.519.071], [149.913.529],"
    path = typeset(tmp_path, f"#table({columns}, {first})\n#pagebreak()\n#table({columns}, {rest})")
    rows = only_table(path)
    assert [row[2] for row in rows] == ["Anggaran", "30.934.079", "6.278.625", "129.306.367", "166.519.071"]
