"""What office programs do when they print: figures cut by narrow cells, rows on two pages, text beside the page."""

from pathlib import Path

import pytest

from capaian.reading.layout.drawing import LetterRun
from capaian.reading.layout.unwrapping import is_one_figure, wrapped
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
        ("B", "(61,70)", True),
        ("B", "61,70", False),
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
    runs = [[LetterRun(text, 0, 100, n * 12, 10, [50.0] * len(text))] for n, text in enumerate(lines)]
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


def lines(x0: float, x1: float, *ys: float) -> bytes:
    return "".join(f"{x0} {y} m {x1} {y} l S\n" for y in ys).encode()


def sides(y0: float, y1: float, *xs: float) -> bytes:
    return "".join(f"{x} {y0} m {x} {y1} l S\n" for x in xs).encode()


def column(x: float, y: float, *texts: str) -> bytes:
    return b"".join(said(x, y - 12 * n, text) for n, text in enumerate(texts))


XS = (50.0, 150.0, 260.0, 310.0, 480.0)


def test_rows_that_go_on_over_pages_without_an_edge_between_are_whole(tmp_path: Path) -> None:
    # A browser draws the edges of a row once, before the break and after its end.
    first = sides(100, 800, *XS) + lines(50, 480, 800, 780) + lines(150, 480, 140)
    for x, text in zip(XS, ("Sasaran", "Indikator", "Target", "Formulasi"), strict=False):
        first += said(x + 2, 786, text)
    first += said(52, 760, "1. Meningkatnya") + said(152, 760, "1. Lembaga aktif") + said(262, 760, "90")
    first += said(312, 760, "48/52 x 100% = 92,31%")
    first += said(152, 126, "2. Tingkat") + said(262, 126, "80") + said(312, 126, "Tidak = 0/200 x 100% = 0%")
    second = sides(100, 800, *XS) + lines(50, 480, 400)
    second += column(152, 788, "survei") + column(312, 788, "Ya = 200/200 x 100% = 100%", "Rata-rata = 50%")
    second += said(52, 386, "2. Terwujudnya") + said(152, 386, "1. Nilai") + said(262, 386, "70")
    second += said(312, 386, "Jumlah nilai")
    third = sides(760, 800, *XS) + lines(50, 480, 760) + column(312, 788, "14/20 x 100% = 70%")
    rows = only_table(drawn(tmp_path, first, second, third))
    assert rows == [
        ["Sasaran", "Indikator", "Target", "Formulasi"],
        ["1. Meningkatnya", "1. Lembaga aktif", "90", "48/52 x 100% = 92,31%"],
        ["", "2. Tingkat survei", "80", "Tidak = 0/200 x 100% = 0%\nYa = 200/200 x 100% = 100%\nRata-rata = 50%"],
        ["2. Terwujudnya", "1. Nilai", "70", "Jumlah nilai\n14/20 x 100% = 70%"],
    ]


def test_the_side_of_a_cell_that_spans_all_rows_of_its_page_is_a_side(tmp_path: Path) -> None:
    page = sides(700, 800, *XS) + lines(150, 480, 800, 750, 700) + said(52, 780, "Sasaran")
    for y, number in ((780, "1"), (730, "2")):
        page += said(152, y, f"Indikator {number}") + said(262, y, "90") + said(312, y, f"{number}1,50")
    assert [row[0] for row in only_table(drawn(tmp_path, page))] == ["Sasaran", ""]


def test_headings_of_two_rows_on_two_pages_are_one(tmp_path: Path) -> None:
    columns = "columns: (40mm, 40mm, 30mm, 30mm)"
    head = "table.cell(colspan: 2)[Misi 1], table.cell(colspan: 2)[RENSTRA 2018]"
    body = "[Sasaran], [IKU], [Target], [Capaian], [1. Meningkatnya], [Lembaga aktif], [90], [91,80]"
    path = typeset(tmp_path, f"#table({columns}, {head})\n#pagebreak()\n#table({columns}, {body})")
    assert only_table(path) == [
        ["Misi 1", "", "RENSTRA 2018", ""],
        ["Sasaran", "IKU", "Target", "Capaian"],
        ["1. Meningkatnya", "Lembaga aktif", "90", "91,80"],
    ]


def test_a_grade_above_its_score_is_one_figure_of_one_row(tmp_path: Path) -> None:
    cells = "[IKU], [Target], [Realisasi], [Capaian],"
    cells += "[Nilai AKIP], [B \\ (61,70)], [B \\ (61,70)], [100,00], [Lembaga], [90], [91,80], [102,00]"
    rows = only_table(typeset(tmp_path, f"#table(columns: (60mm, 20mm, 20mm, 30mm), {cells})"))
    assert rows[1] == ["Nilai AKIP", "B (61,70)", "B (61,70)", "100,00"]


def test_a_table_at_the_foot_of_a_page_may_hold_one_row_of_many_lines(tmp_path: Path) -> None:
    cells = (
        "[No], [Indikator Kinerja], [Target], [Formulasi], [Sumber Data], [1.1], [Pengaduan ditindaklanjuti], [74],"
    )
    cells += "[Pengaduan tertulis dan lisan × \\ 100], [Kasi Pelayanan \\ Umum]"
    path = typeset(tmp_path, f"Formulasi\n#table(stroke: none, columns: (15mm, 60mm, 20mm, 70mm, 50mm), {cells})")
    assert only_table(path)[1][:3] == ["1.1", "Pengaduan ditindaklanjuti", "74"]


def test_the_last_line_of_a_row_is_no_footer_though_it_ends_two_pages(tmp_path: Path) -> None:
    pages = []
    for number in (1, 2, 3):
        page = said(50, 790, "Sasaran") + said(250, 790, "Indikator") + said(450, 790, "Target")
        for row in range(17):
            y = 770 - 42 * row
            page += column(50, y, "Meningkatnya", "ketenteraman dan", "ketertiban umum")
            page += column(250, y, f"Indikator {number}.{row}", "yang diukur") + said(450, y, f"{number}{row},5")
        pages.append(page + said(300, 20, f"{number}"))
    (grid,) = transcript(drawn(tmp_path, *pages)).grids
    names = [row[0] for row in table(grid)[1:]]
    assert names == ["Meningkatnya ketenteraman dan ketertiban umum"] * 51


def test_a_word_too_long_for_its_cell_is_whole_and_the_next_cell_too(tmp_path: Path) -> None:
    page = rules((50, 90, 130, 170), (700, 680, 660))
    page += said(52, 686, "Realisasi") + said(92, 686, "Capaian") + said(132, 686, "Target")
    page += said(60, 666, "B (61,70)") + said(102, 666, "101,23") + said(132, 666, "90")
    assert only_table(drawn(tmp_path, page)) == [["Realisasi", "Capaian", "Target"], ["B (61,70)", "101,23", "90"]]


@pytest.mark.parametrize("section", ["", "table.cell(colspan: 4)[Sasaran 1: Meningkatnya kesejahteraan],"])
def test_headings_that_end_a_page_head_the_rows_on_the_next(section: str, tmp_path: Path) -> None:
    columns = "stroke: none, columns: (15mm, 90mm, 30mm, 80mm)"
    head = f"#table({columns}, [No], [Indikator], [Target], [Formulasi], {section})"
    rows = "[1], [Persentase temuan yang ditindaklanjuti], [100], [25/25 × 100% = 100],"
    rows += "[2], [Persentase surat yang dilayani tepat waktu], [79,5], [1.215/1.685 × 100% = 72,1],"
    path = typeset(tmp_path, f"Formulasi\n{head}\n#pagebreak()\n#table({columns}, {rows})\nSelesai.")
    read = only_table(path)
    assert read[0] == ["No", "Indikator", "Target", "Formulasi"]
    assert [row[2] for row in read[-2:]] == ["100", "79,5"]
    assert passages(path) == ["Formulasi", "Selesai."]


def test_headings_without_rows_are_no_table(tmp_path: Path) -> None:
    line = "#table(stroke: none, columns: 3 * (50mm,), [Sasaran], [Indikator], [Target])"
    path = typeset(tmp_path, f"Daftar\n{line}\n#pagebreak()\nTidak ada isinya.")
    assert not list(transcript(path).grids)
    assert passages(path) == ["Daftar", "Sasaran Indikator Target", "Tidak ada isinya."]
