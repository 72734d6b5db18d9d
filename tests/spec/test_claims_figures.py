"""One cell, one figure: what every way of printing it says."""

from fractions import Fraction

import pytest

from capaian.claims.figures.parse import read_figure
from capaian.core.claims.figure import Figure, Notation
from capaian.core.claims.transcript import Spot

I, P = Notation.INDONESIAN, Notation.PLAIN  # noqa: E741

AMOUNTS = [
    ("90", I, "90"),
    ("91,11", I, "91.11"),
    ("91.11", P, "91.11"),
    ("1.234,56", I, "1234.56"),
    ("1,234.56", P, "1234.56"),
    ("2.200", I, "2200"),
    ("2.200", P, "2.2"),
    ("1,234", I, "1.234"),
    ("1,234", P, "1234"),
    ("0,125", P, "0.125"),
    ("91,11 %", I, "91.11"),
    ("91.11%", I, "91.11"),
    ("100 persen", I, "100"),
    ("Rp. 20.198.106", P, "20198106"),
    ("Rp 20.198.106,00", I, "20198106"),
    ("Rp20.198.106,-", I, "20198106"),
    ("20 198 106", I, "20198106"),
    ("5 dokumen", I, "5"),
    ("1.234 orang", I, "1234"),
    ("≥ 80", I, "80"),
    ("minimal 80 %", I, "80"),
    ("> 80", I, "80"),
    ("-3,2", I, "-3.2"),
    ("(12,5)", I, "-12.5"),
    ("91,11*)", I, "91.11"),
    ("B (61,70)", I, "61.7"),
    ("61,70 (B)", I, "61.7"),
    ("BB/ 72,10", I, "72.1"),
    ("5 dokumen (100%)", I, "5"),
]


def figure(text: str, notation: Notation = I, number: str = "") -> Figure:
    found = read_figure(text, Spot(), notation, number)
    assert found is not None
    return found


@pytest.mark.parametrize(("text", "notation", "amount"), AMOUNTS, ids=[f"{t} {n}" for t, n, _ in AMOUNTS])
def test_an_amount(text: str, notation: Notation, amount: str) -> None:
    assert figure(text, notation).amount == Fraction(amount)


@pytest.mark.parametrize("text", ["76,61-88,30", "76,61 – 88,30", "76,61 s.d. 88,30", "76,61 sampai dengan 88,30"])
def test_a_band(text: str) -> None:
    assert (figure(text).amount, figure(text).high) == (Fraction("76.61"), Fraction("88.3"))


@pytest.mark.parametrize("text", ["-", "–", "N/A", "n/a", "tidak diukur", "", "belum tersedia", "#DIV/0!"])
def test_an_absence_is_no_zero(text: str) -> None:
    assert figure(text).absent
    assert figure(text).amount is None


@pytest.mark.parametrize(
    ("text", "grade"),
    [("B", "B"), ("WTP", "WTP"), ("BB/ 72,10", "BB"), ("61,70 (B)", "B"), ("82,15 (Baik)", "Baik"), ("A-", "A-")],
)
def test_a_grade(text: str, grade: str) -> None:
    assert figure(text).grade == grade


@pytest.mark.parametrize(
    "text", ["1 : 3", "31 Desember 2017", "12/03/2017", "1.23.4,5", "80\n90", "48/52", "1 2 3"]
)
def test_what_is_not_understood_is_never_a_number(text: str) -> None:
    assert figure(text).amount is None
    assert not figure(text).absent


def test_bounds_units_and_decimals() -> None:
    assert (figure("≥ 80").bound, figure("maks. 5 hari").bound, figure("maks. 5 hari").unit) == (">=", "<=", "hari")
    assert (figure("102,00").decimals, figure("1.234 orang").decimals, figure("5 dokumen").unit) == (
        2,
        0,
        "dokumen",
    )


def test_a_workbooks_number_stands_behind_its_text() -> None:
    shown = figure("91,80", number="91.8032786885")
    assert (shown.amount, shown.decimals, shown.exact) == (Fraction("91.8"), 2, Fraction("91.8032786885"))
    share = figure("91.80%", number="0.918032786885")
    assert (share.amount, share.exact) == (Fraction("91.8"), Fraction("91.8032786885"))
    assert figure("2,200", number="2200").amount == 2200
    assert figure("2.200", number="2.2").amount == Fraction("2.2")
