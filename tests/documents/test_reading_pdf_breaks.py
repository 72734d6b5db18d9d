"""What narrow cells, page breaks and missing rules do to a table, and how it is read all the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from capaian.claims.extract import claims_of
from capaian.core.claims.claim import Explanation
from capaian.core.claims.transcript import Cell
from capaian.reading.layout.drawing import LetterRun
from capaian.reading.layout.line_kinds import is_amount
from capaian.reading.layout.unwrapping import SEAM, Break, cut_twice, joined, mended, said_by
from capaian.reading.layout.whitespace_tables import continued
from capaian.reading.open import transcribe
from capaian.reading.pdf.rest import carried_on
from tests.audit.planting.compose import composed
from tests.audit.planting.printed import as_pdf
from tests.audit.planting.sowing import clean


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("pemeriksaa|n yang", "pemeriksaan yang"),
        ("Meningkatny|a kualitas", "Meningkatnya kualitas"),
        ("penganggu|ran terbuka", "pengangguran terbuka"),  # stands whole elsewhere
        ("Persentase|pelanggaran", "Persentase pelanggaran"),
        ("dibagikan|di desa", "dibagikan di desa"),
        ("ditindaklanjuti|x 100", "ditindaklanjuti x 100"),
        ("pendapatan|per kapita", "pendapatan per kapita"),
        ("Persentase|ibu hamil", "Persentase ibu hamil"),
    ],
)
def test_a_word_cut_by_a_narrow_cell_is_whole_again_and_two_words_stay_two(cut: str, whole: str) -> None:
    assert mended(cut.replace("|", SEAM), {"pengangguran", "pelanggaran"}) == whole


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("Non fisik = 174", ": 215 × 100% = 80,93%"), "Non fisik = 174 : 215 × 100% = 80,93%"),
        (("a. Jalan $\\", "frac{15}{18}$"), "a. Jalan $\\frac{15}{18}$"),
        (("Realisasi PBB-", "P2"), "Realisasi PBB-P2"),
        (("15/18 × 100% = 83,33%", "Rata-rata = 91,11%"), "15/18 × 100% = 83,33%\nRata-rata = 91,11%"),
    ],
)
def test_a_formula_goes_on_over_its_lines(lines: tuple[str, ...], said: str) -> None:
    assert joined(lines) == said


def test_a_formula_goes_on_after_a_word_that_wants_a_number_even_where_there_was_room() -> None:
    lines = (("a. Lisan 16 dibagi 20 dikali", Break.CHOSEN), ("100% = 80%", Break.FULL))
    assert said_by(lines) == "a. Lisan 16 dibagi 20 dikali 100% = 80%"


def row(number: int, *texts: str) -> list[Cell]:
    return [Cell(text, number, column) for column, text in enumerate(texts, 1) if text]


ABOVE = [*row(1, "Angka kemiskinan", "5,00", "4,00"), *row(2, "Persentase", "80", "84")]


def test_the_rest_of_a_row_on_the_next_page_belongs_to_its_cells() -> None:
    above, below = carried_on(ABOVE, [*row(3, "jalan mantap"), *row(4, "Indeks", "7", "8")], 2)
    assert [mended(cell.text, set()) for cell in above[3:]] == ["Persentase jalan mantap", "80", "84"]
    assert [(cell.text, cell.row) for cell in below] == [("Indeks", 3), ("7", 3), ("8", 3)]


def test_figures_that_a_page_break_cuts_are_whole() -> None:
    above = [*ABOVE, *row(3, "Penerimaan", "3.525.000.00", "B"), *row(4, "Retribusi", "Rp.", "Rp.")]
    _, rest = carried_on(above, row(5, "pasar", "1.893.000.000", "1.777.000.000"), 4)
    assert rest == []
    above = above[:9]
    below = [*row(4, "PBB-P2", "0", "(61,70)"), *row(5, "Indeks", "7", "8")]
    first, rest = carried_on(above, below, 3)
    assert [cell.text for cell in first[6:]] == ["Penerimaan\nPBB-P2", "3.525.000.000", "B (61,70)"]
    assert [cell.row for cell in rest] == [4, 4, 4]


def test_a_heading_that_goes_on_in_mid_sentence_is_one_cell() -> None:
    first, rest = carried_on(row(1, "Misi 1: Pelayanan", "RENSTRA 2018"), row(2, "yang efektif"), 1)
    assert ([mended(cell.text, set()) for cell in first], rest) == (
        ["Misi 1: Pelayanan yang efektif", "RENSTRA 2018"],
        [],
    )


def test_a_word_that_a_page_break_cuts_is_whole() -> None:
    above = [*ABOVE, *row(3, "Indeks Pembanguna", "80", "84")]
    first, _ = carried_on(above, row(4, "n Manusia"), 3)
    assert mended(first[6].text, set()) == "Indeks Pembangunan Manusia"


def test_words_that_cells_cut_at_two_places_are_known() -> None:
    texts = [
        f"Lembaga kemasya{SEAM}rakatan",
        f"kemasyar{SEAM}akatan yang",
        f"jalan{SEAM}mantap",
        f"jalan{SEAM}mantap",
    ]
    assert cut_twice(texts) == {"kemasyarakatan"}


@pytest.mark.parametrize("texts", [("jalan", "1", "2"), ("Sasaran 2: layanan",), ("Jumlah", "", "9")])
def test_a_row_with_figures_or_a_title_of_its_own_is_no_rest(texts: tuple[str, ...]) -> None:
    below = row(3, *texts)
    assert carried_on(ABOVE, below, 2) == (ABOVE, below)


def test_a_spanning_cell_goes_on_where_its_row_ended_with_the_page() -> None:
    above = [Cell("Meningkatnya kualitas", 1, 1, 2), Cell("80", 1, 2), Cell("84", 2, 2)]
    below = [Cell("sarana wilayah", 3, 1, 2), Cell("90", 3, 2), Cell("91", 4, 2)]
    first, rest = carried_on(above, below, 2)
    assert replace(first[0], text=mended(first[0].text, set())) == Cell(
        "Meningkatnya kualitas sarana wilayah", 1, 1, 4
    )
    assert [cell.text for cell in rest] == ["90", "91"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("115 orang", True),
        ("59,3 (CC)", True),
        ("CC / 53.00", True),
        ("76,61 – 88,30", True),
        ("Rp 1.500.000", True),
        ("35 RT yang memiliki pos", False),
        ("63/72 × 100% = 87,50%", False),
        ("B dan C", False),
    ],
)
def test_a_figure_may_have_its_unit_its_grade_or_its_range_beside_it(text: str, is_one: bool) -> None:
    assert is_amount(text) is is_one


def test_the_rest_of_a_table_ends_before_the_headings_of_the_next() -> None:
    columns = ((46.0, 49.0), (61.0, 179.0), (410.0, 629.0), (644.0, 700.0))
    lines = [
        [LetterRun("Temuan 28/34 x 100% = 82,35", 410, 572, 84, 8)],
        [LetterRun("Rata-rata = 80,95", 410, 471, 94, 8)],
        [LetterRun("Perbandingan dengan tahun lalu", 43, 251, 106, 8)],
        [
            LetterRun("No", 46, 55, 118, 8),
            LetterRun("Indikator", 61, 117, 118, 8),
            LetterRun("Realisasi", 650, 699, 118, 8),
        ],
        [
            LetterRun("1", 46, 49, 130, 8),
            LetterRun("Persentase temuan", 61, 150, 130, 8),
            LetterRun("80,95", 650, 670, 130, 8),
        ],
    ]
    rest = continued(lines, (), columns, {0, 3})
    assert rest is not None
    assert [place.text for place in rest.places] == ["Temuan 28/34 x 100% = 82,35\nRata-rata = 80,95"]


@pytest.mark.parametrize("seed", [0, 3, 4, 5, 8, 10, 11, 12, 5003, 5042, 5087, 5090])
def test_tables_without_any_rule_are_read_as_they_are_meant(seed: int, tmp_path: Path) -> None:
    figures = clean(seed)
    path = tmp_path / "laporan.pdf"
    path.write_bytes(as_pdf(composed(figures), ruled=False, repeated=seed % 2 == 0))
    transcript, _ = transcribe(path)
    assert transcript is not None
    lines = figures.report.lines
    claims = claims_of(transcript)
    main = next(board for board in claims.boards if all(one.main.achievement for one in board.lines))
    assert [line.name for line in main.lines] == [one.words.name for _, one in lines]
    for (code, one), line in zip(lines, main.lines, strict=True):
        assert line.main.actual is not None and line.main.achievement is not None
        assert line.main.actual.text.replace(" ", "") == figures.actual_cell(code, one).text.replace(" ", "")
        assert line.main.achievement.text.replace(" ", "") == figures.achievement_cell(code, one).text.replace(
            " ", ""
        )
    worked = next((board for board in claims.boards if any(line.explanation for line in board.lines)), None)
    for (_, one), line in zip(lines, worked.lines if worked else (), strict=worked is not None):
        assert isinstance(line.explanation, Explanation)
        counted = [(ratio.numerator.amount, ratio.denominator.amount) for ratio in line.explanation.ratios]
        assert counted == [(share.numerator, share.denominator) for share in one.shares]
