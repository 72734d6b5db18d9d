"""A table of lines, written in any style of headings, notation and numbering, is read back as the same lines."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from capaian.core.numbers.numerals import plain, printed
from tests.spec.papers import read

STEMS = ("Persentase surat tepat waktu", "Jumlah dokumen tersusun", "Nilai survei kepuasan", "Cakupan peserta")
HEADINGS = (
    ("Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"),
    ("IKU", "Target 2021", "Realisasi 2021", "Tingkat Capaian"),
    ("Indikator", "TARGET KINERJA", "REALISASI KINERJA", "PERSENTASE CAPAIAN"),
    ("Indikator Kinerja Utama", "Rencana", "Realisasi", "%"),
    ("Indikator Kinerja", "Target", "Capaian", "Tingkat Capaian (%)"),
    ("Performance Indicator", "Target", "Actual", "Achieved (%)"),
)
amounts = st.integers(1, 9_999_999).map(lambda hundredths: Fraction(hundredths, 100))
rows = st.lists(st.tuples(amounts, amounts, amounts), min_size=2, max_size=6)


@given(rows, st.sampled_from(HEADINGS), st.booleans(), st.sampled_from(["column", "text", "none"]), st.booleans())
def test_lines_come_back(
    rows: list[tuple[Fraction, ...]], headings: tuple[str, ...], comma: bool, numbers: str, grouped: bool
) -> None:
    def write(amount: Fraction) -> str:
        if comma:
            return printed(amount, 2, grouped=grouped)
        whole, _, part = plain(amount, 2).partition(".")
        return f"{int(whole):,}.{part}" if grouped else f"{whole}.{part}"

    lines = ["|".join([*(["No"] if numbers == "column" else []), *headings])]
    for number, row in enumerate(rows, 1):
        name = f"{STEMS[number % len(STEMS)]} bagian {'abcdef'[number - 1]}"
        named = {"column": [str(number), name], "text": [f"{number}. {name}"], "none": [name]}[numbers]
        lines.append("|".join([*named, *map(write, row)]))
    claims = read("PENGUKURAN KINERJA TAHUN 2021", "\n".join(lines))
    (board,) = claims.boards
    found = [line.main for line in board.lines]
    assert [
        tuple(figure.amount if figure else None for figure in (one.target, one.actual, one.achievement))
        for one in found
    ] == rows
    assert [line.number for line in board.lines] == [
        "" if numbers == "none" else str(number) for number in range(1, len(rows) + 1)
    ]
