"""Cells of reasons: the workings in them, the formula in words, and the line that joins."""

from fractions import Fraction

import pytest

from capaian.core.claims.claim import Joining
from tests.spec.papers import explained, said

RATIOS = {
    "48/52 x 100% = 91,80%": ["48 52 100 91,80%"],
    "48 / 52 × 100 = 92,31 %": ["48 52 100 92,31 %"],
    "48 : 52 x 100% = 92,31%": ["48 52 100 92,31%"],
    "(48/52)*100 = 92,31": ["48 52 100 92,31"],
    "100% x 48/52 = 92,31%": ["48 52 100 92,31%"],
    "48/52 = 0,9231 x 100% = 92,31%": ["48 52 100 92,31%"],
    "48/52\n= 0,9231 x 100%\n= 92,31%": ["48 52 100 92,31%"],
    "48 lembaga / 52 lembaga x 100% = 92,31%": ["48 52 100 92,31%"],
    "48\n---------- x 100% = 92,31%\n52": ["48 52 100 92,31%"],
    r"$\frac{48}{52} \times 100\% = 92,31\%$": ["48 52 100 92,31%"],
    "48 dibagi 52 dikali 100% = 92,31%": ["48 52 100 92,31%"],
    "Jumlah X (2555) dibagi Jumlah Y (2584) dikali 100% = 98,87%": ["2555 2584 100 98,87%"],
    "200/(2584 + 18) × 100% = 7,69%": ["200 (2584 + 18) 100 7,69%"],
    "Rp. 20.198.106/ Rp. 27.006.382 X 100%= 74,79% 60 /73 × 100% = 82,19%": [
        "Rp. 20.198.106 Rp. 27.006.382 100 74,79%",
        "60 73 100 82,19%",
    ],
    "0/2.200 × 100 = 0": ["0 2.200 100 0"],
    "Tanggal 12/03/2017, Nomor 12/2008, RT 01/02, tahun ajaran 2016/2017, 24 jam": [],
    "Jumlah surat masuk: 48": [],
}


@pytest.mark.parametrize("text", RATIOS)
def test_the_ratios_of_a_text(text: str) -> None:
    found = [
        " ".join([one.numerator.text, one.denominator.text, str(one.factor), said(one.result)])
        for one in explained(text).ratios
    ]
    assert found == RATIOS[text]


def test_a_sum_in_a_ratio_is_its_amount() -> None:
    assert explained("200/(2584 + 18) × 100% = 7,69%").ratios[0].denominator.amount == 2602


def test_labels() -> None:
    text = "a. Non Perizinan 2555/2584 × 100% = 98,87 % b. Perizinan 15/18 × 100% = 83,33% Rata-rata = 91,11%"
    assert [one.label for one in explained(text).ratios] == ["Non Perizinan", "Perizinan"]
    lines = "- Tidak mudah/sesuai = 0/2.200 × 100 = 0\n- Mudah/sesuai : 1.200/2200 × 100 = 46,12%"
    assert [one.label for one in explained(lines).ratios] == ["Tidak mudah/sesuai", "Mudah/sesuai"]


TWO = "2555/2584 × 100% = 98,88%\n15/18 × 100% = 83,33%\n"
CLOSINGS = {
    TWO + "Rata-rata = 91,11%": (Joining.MEAN, "91,11%", 0),
    TWO + "Persentase rata – rata = 25 %": (Joining.MEAN, "25 %", 0),
    TWO + "Jumlah = 182,21%": (Joining.SUM, "182,21%", 0),
    TWO + "(98,88 + 83,33) / 2 = 91,11": (Joining.MEAN, "91,11", 2),
    TWO + "98,88 + 83,33 = 182,21": (Joining.SUM, "182,21", 2),
    TWO + "= 91,11%": (Joining.UNSAID, "91,11%", 0),
    TWO + "(98,88 + 83,33)/2\n= 91,11%": (Joining.MEAN, "91,11%", 2),
}


@pytest.mark.parametrize("text", CLOSINGS)
def test_the_line_that_joins(text: str) -> None:
    closing = explained(text).closing
    assert closing is not None
    assert (closing.joining, closing.result.text, len(closing.operands)) == CLOSINGS[text]


GROUPS = """a. Jalan: Aspal 1/2 x 100% = 50%
Beton 3/4 x 100% = 75%
Rata-rata = 62,5%
b. Jembatan: Kayu 1/5 x 100% = 20%
Beton 2/5 x 100% = 40%
Rata-rata = 30%
"""
SUBTOTALS = {
    TWO + "Jumlah = 182,21%\nRata-rata = 91,11%": ["sum 182,21% of 0-2"],
    TWO + "98,88 + 83,33 = 182,21\nRata-rata = 91,11%": ["sum 182,21 of 0-2"],
    TWO + "Rata-rata = 91,11%": [],
    GROUPS: ["mean 62,5% of 0-2"],
    GROUPS + "Rata-rata seluruhnya = 46,25%": ["mean 62,5% of 0-2", "mean 30% of 2-4"],
    # A label of the next ratio joins nothing.
    "1/2 x 100% = 50%\nJumlah RT penerima: 35/192 x 100% = 18,23%\nRata-rata = 34,11%": [],
}


@pytest.mark.parametrize("text", SUBTOTALS)
def test_lines_that_join_before_the_last_one(text: str) -> None:
    found = explained(text)
    assert [
        f"{one.closing.joining} {one.closing.result.text} of {one.start}-{one.end}" for one in found.subtotals
    ] == SUBTOTALS[text]
    assert found.closing is not None and found.closing not in [one.closing for one in found.subtotals]


def test_no_line_joins_one_ratio() -> None:
    assert explained("48/52 x 100% = 92,31%").closing is None


WORDS = {
    "Jumlah lembaga aktif / jumlah lembaga x 100%": ("Jumlah lembaga aktif", "jumlah lembaga", 100),
    "Jumlah lokasi Berdaya/RT / Jumlah RT x 100 %": ("Jumlah lokasi Berdaya/RT", "Jumlah RT", 100),
    "Jumlah A dibagi jumlah B": ("Jumlah A", "jumlah B", 1),
    "Jumlah A dibagi jumlah B dikalikan seratus persen": ("Jumlah A", "jumlah B", 100),
    "Jumlah A x 100%\nJumlah B": ("Jumlah A", "Jumlah B", 100),
    "Jumlah A\n------- x 100%\nJumlah B": ("Jumlah A", "Jumlah B", 100),
    "Persentase = Jumlah A / Jumlah B x 100% = 48/52 x 100% = 92,31%": ("Jumlah A", "Jumlah B", 100),
}


@pytest.mark.parametrize("text", WORDS)
def test_the_formula_in_words(text: str) -> None:
    words = explained(text).words
    assert words is not None
    assert (words.numerator, words.denominator, words.factor) == (*WORDS[text][:2], Fraction(WORDS[text][2]))


def test_a_lone_figure_where_a_working_was_expected() -> None:
    bare = explained("B (61,70)").bare
    assert bare is not None
    assert (bare.grade, bare.amount) == ("B", Fraction("61.7"))
    assert explained("Rekapitulasi data tahun berjalan").bare is None


@pytest.mark.parametrize(
    "piece", ["1/", "(", "(1+", "x 100 ", "= ", "1 + ", "1:2 ", "---\n", "rata - rata ", "a/b x 1 "]
)
def test_hostile_repetition_ends(piece: str) -> None:
    assert explained(piece * 5000).text
