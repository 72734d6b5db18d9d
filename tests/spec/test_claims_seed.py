"""The report that the project started from, read back: what each of its tables claims."""

from pathlib import Path

import pytest

from capaian.claims.extract import claims_of
from capaian.core.claims.claim import Claims, Joining
from capaian.core.claims.figure import Figure, Notation
from capaian.reading.open import transcribe

SEED = Path(__file__).parents[2] / "examples" / "jambi-timur" / "laporan-2017.txt"


@pytest.fixture(scope="module")
def claims() -> Claims:
    transcript, findings = transcribe(SEED)
    assert transcript is not None and not findings
    return claims_of(transcript)


def said(figure: Figure | None) -> str:
    return "" if figure is None else figure.text


TABLE = """
1.1  1  90         91,11      101,23  90  -
1.2  2  90         91,80      102,00  90  -
1.3  3  0,20       0,21       104,21  0,20  -
1.4  4  10         25,00      250,00  10  -
2.1  1  80         84,55      105,69  80  -
2.2  2  100        100        100,00  100  -
2.3  3  2          3,54       176,84  2  -
2.4  4  4          5,21       130,21  4  -
3.1  1  B (61,70)  B (61,70)  100,00  B  -
3.2  2  65         78,49      120,76  68  -
"""


def test_the_table_of_targets(claims: Claims) -> None:
    board = claims.boards[0]
    rows = []
    for line in board.lines:
        main, following = line.comparisons
        figures = (main.target, main.actual, main.achievement, following.target, following.achievement)
        rows.append("  ".join([line.code, line.number, *map(said, figures)]))
    assert [row.split() for row in rows] == [row.split() for row in TABLE.strip().splitlines()]
    assert (board.notation, board.year) == (Notation.INDONESIAN, 2017)
    assert {line.comparisons[1].period for line in board.lines} == {"Renstra 2018"}
    assert [objective.number for objective in board.objectives] == ["1", "1", ""]
    (mean,) = board.summaries
    assert (mean.joining, mean.column, mean.figure.text, mean.objective) == (
        Joining.MEAN,
        "achievement",
        "129,09",
        0,
    )


WORKINGS = """
1.1|Non Perizinan|2555|2584|98,87 %
1.1|Perizinan|15|18|83,33%
1.2||48|52|91,80%
1.3||197|94519|0,21 %
1.4|Jumlah Lokasi penerima bangkit berdaya|61|192|31,77%
1.4|Jumlah RT penerima bangkit berdaya|35|192|18,23%
2.1|Tidak mudah/sesuai|0|2.200|0
2.1|Kurang mudah/sesuai|200|2.200|7,69%
2.1|Mudah/sesuai|1.200|2200|46,12%
2.1|Sangat mudah/sesuai|800|2.200|30,75%
2.2||47|47|100%
2.3||3.343|94.519|3,54 %
2.4|Yang mengikuti penilaian|13|192|6,77 %
2.4|Yang menjadi juara|7|192|3,65 %
3.2||Rp. 20.198.106|Rp. 27.006.382|74,79%
3.2||60|73|82,19%
"""


def test_the_workings_of_the_second_table(claims: Claims) -> None:
    board = claims.boards[1]
    ratios = [
        "|".join([line.code, ratio.label, ratio.numerator.text, ratio.denominator.text, said(ratio.result)])
        for line in board.lines
        if line.explanation
        for ratio in line.explanation.ratios
    ]
    assert ratios == WORKINGS.strip().splitlines()
    closings = {
        line.code: (line.explanation.closing.joining, line.explanation.closing.result.text)
        for line in board.lines
        if line.explanation and line.explanation.closing
    }
    assert closings == {
        "1.1": (Joining.MEAN, "91,11%"),
        "1.4": (Joining.MEAN, "25 %"),
        "2.1": (Joining.MEAN, "84,55 %"),
        "2.4": (Joining.MEAN, "5,21 %"),
        "3.2": (Joining.MEAN, "78,49 %"),
    }


@pytest.mark.parametrize(
    ("code", "above", "below"),
    [
        ("1.1", "Jumlah surat terlayani tepat waktu", "surat masuk yang terlayani"),
        ("1.4", "Jumlah Lokasi yang terlayani kegiatan bangkit Berdaya/RT", "Jumlah RT"),
        ("3.2", "Jumlah Temuan Inspektorat", "Jumlah temuan yang ditindak lanjuti"),
    ],
)
def test_the_formulas_in_words(claims: Claims, code: str, above: str, below: str) -> None:
    explanation = next(line.explanation for line in claims.boards[1].lines if line.code == code)
    assert explanation is not None and explanation.words is not None
    assert (explanation.words.numerator, explanation.words.denominator) == (above, below)


def test_the_rest(claims: Claims) -> None:
    assert (claims.year, claims.office) == (2017, "Kecamatan Jambi timur")
    assert claims.unread == ()
    first = claims.boards[1].lines[0]
    assert (first.owner, first.source) == ("Kasi Pelayanan Umum", "Rekap data seksi Pelayanan Umum")
    grade = claims.boards[1].lines[8].explanation
    assert grade is not None and grade.bare is not None and grade.bare.grade == "B"
