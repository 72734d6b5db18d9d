"""What a reader should know of a promise: each doubt, and the like cases that give none."""

import pytest

from capaian.audit.disclosed import disclosed
from capaian.audit.report.examine import examine_report
from capaian.core.claims.claim import Claims
from capaian.core.findings.finding import finding
from tests.audit.paper import board, compared, explained, line, paper, ratio
from tests.audit.seed import seed

SEED = {
    ("1.3", "target-unpicturable"),
    ("1.4", "target-unambitious"),
    ("2.1", "survey-not-index"),
    ("2.3", "direction-doubtful"),
    ("3.1", "target-without-score"),
}
AS_PRINTED = {code for _, code in SEED}


def codes(claims: Claims) -> list[str]:
    return [objection.code for objection in examine_report(claims)]


def test_the_seed_has_five_promises_to_doubt() -> None:
    found = {(o.indicator, o.code) for o in examine_report(seed()) if o.code in AS_PRINTED}
    assert found == SEED


def test_each_doubt_stands_at_the_figure_that_it_speaks_of() -> None:
    at = {o.code: (o.spot.table, o.spot.row, o.spot.column, o.printed) for o in examine_report(seed())}
    assert at["target-unambitious"] == (1, 6, 3, "10")
    assert at["direction-doubtful"] == (1, 9, 5, "176,84")
    assert at["target-without-score"] == (1, 11, 6, "B")


@pytest.mark.parametrize(
    ("name", "target", "actual", "achieved", "code"),
    [
        ("Persentase jalan mantap", "10", "20,00", "200,00", "target-unambitious"),
        ("Persentase jalan mantap", "10", "25,00", "120,00", "target-unambitious"),  # capped
        ("Persentase jalan mantap", "10", "19,99", "199,90", ""),
        ("Rata-rata hari layanan", "10", "20", "0,00", ""),  # less is better
        ("Rata-rata hari layanan", "10", "20", "50,00", ""),  # less is better, inverse
        ("Persentase jalan mantap", "0", "20", "-", ""),
        ("Persentase jalan mantap", "120", "90", "75,00", "target-out-of-reach"),
        ("Persentase peningkatan PAD", "120", "130", "108,33", ""),
        ("Nilai SAKIP", "101", "90", "89,11", "target-out-of-reach"),
        ("Persentase jalan mantap", "100", "104,00", "104,00", "share-above-hundred"),
        ("Persentase kenaikan PAD", "100", "104,00", "104,00", ""),
        ("Banyaknya dokumen", "120", "90", "75,00", ""),
        ("Persentase warga yang hadir", "0,20", "0,21", "105,00", "target-unpicturable"),
        ("Persentase penduduk miskin", "0,20", "0,21", "95,00", ""),
        ("Laju pertumbuhan ekonomi", "0,20", "0,21", "105,00", ""),
        ("Angka kemiskinan", "5", "6", "120,00", "direction-doubtful"),
        ("Angka kemiskinan", "5", "4", "80,00", "direction-doubtful"),
        ("Angka kemiskinan", "5", "6", "80,00", ""),
        ("Angka kemiskinan", "5", "5", "100,00", ""),
        ("Angka kemiskinan", "10,25", "10,3", "100", ""),  # near the target every rule comes to 100
        ("Persentase keluhan yang diselesaikan", "75", "74,64", "100", ""),
        ("Persentase temuan yang ditindaklanjuti", "50", "60", "120,00", ""),
        ("Persentase penurunan stunting", "5", "6", "120,00", ""),
        ("Persentase penduduk miskin yang menerima bantuan", "50", "60", "120,00", ""),
        ("Persentase penerima Rastra", "5", "6", "120,00", "direction-doubtful"),
        ("Persentase bantuan tersalurkan kepada penerima bantuan", "50", "60", "120,00", ""),
        ("Persentase keluhan yang diselesaikan", "50", "60", "80,00", "direction-doubtful"),
        ("Persentase keluhan yang diselesaikan", "50", "60", "12,00", ""),  # neither rule: another fault
        ("Lama penyelesaian layanan tepat waktu yang tidak terpenuhi", "50", "60", "80,00", ""),
    ],
)
def test_a_promise_alone(name: str, target: str, actual: str, achieved: str, code: str) -> None:
    found = codes(paper(board(line(name, compared(target, actual, achieved)))))
    assert found == ([code] if code else [])


@pytest.mark.parametrize(
    ("target", "following", "code"),
    [
        ("B (61,70)", "B", "target-without-score"),
        ("B", "B", ""),
        ("B (61,70)", "BB (71,00)", ""),
        ("65", "68", ""),
        ("65", "65", ""),
        ("65", "60", "next-target-lower"),
        ("65", "-", ""),
    ],
)
def test_the_promise_of_the_next_year(target: str, following: str, code: str) -> None:
    own = compared(target, "66" if target == "65" else "B (62,00)", "101,54")
    row = line("Nilai kerja", own, compared(following, period="Renstra 2018"))
    assert codes(paper(board(row))) == ([code] if code else [])
    without_year = board(row, year=None)
    assert codes(paper(without_year, year=None)) == []


@pytest.mark.parametrize(
    ("name", "words", "labels", "doubted"),
    [
        ("Survei kepuasan masyarakat", "Jumlah responden / jumlah surat", (), True),
        ("Survei kepuasan masyarakat", "Jumlah responden yang puas / jumlah responden", (), False),
        ("Survei kepuasan masyarakat", "x", ("Tidak puas", "Kurang puas", "Puas"), True),
        ("Indeks kepuasan masyarakat", "Jumlah rata-rata sembilan unsur", ("Persyaratan", "Prosedur"), False),
        ("Persentase survei lapangan", "Jumlah survei / rencana survei", (), False),
    ],
)
def test_a_survey_that_counts_answers(name: str, words: str, labels: tuple[str, ...], doubted: bool) -> None:
    why = explained(words, *(ratio("1/2 = 50%", label) for label in labels))
    row = line(name, compared("80", "81", "101,25"), explanation=why)
    assert codes(paper(board(row))) == (["survey-not-index"] if doubted else [])


UNAMBITIOUS = finding("target-unambitious", target="10", actual="25,00")
ROW = line("Persentase jalan mantap", compared("10", "25,00", "250,00"), code="1.4")


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    "opening", ["1.4 ", "1.4 Persentase jalan mantap: ", "• 1.4. ", "IKU 1.4: Persentase Jalan Mantap "]
)
def test_what_a_paper_says_of_itself_is_not_held_against_it(opening: str, lang: str) -> None:
    claims = paper(board(ROW), passages=["CATATAN", opening + UNAMBITIOUS.message(lang)])
    assert disclosed(claims, "target-unambitious", "1.4")
    assert not disclosed(claims, "target-unpicturable", "1.4")
    assert codes(claims) == []


def test_a_sentence_may_run_over_lines() -> None:
    words = UNAMBITIOUS.message().split()
    lines = ["1.4 Persentase jalan", "mantap: " + " ".join(words[:5]), " ".join(words[5:])]
    assert disclosed(paper(board(ROW), passages=lines), "target-unambitious", "1.4")


@pytest.mark.parametrize(
    "passage",
    [
        "1.3 " + UNAMBITIOUS.message(),
        "Indikator 1.4 " + UNAMBITIOUS.message(),
        "1.4 Target jauh lebih rendah.",
        "1.4 Persentase jalan mantap",
    ],
)
def test_what_speaks_of_another_line_or_says_something_else_discloses_nothing(passage: str) -> None:
    assert codes(paper(board(ROW), passages=[passage])) == ["target-unambitious"]


def test_a_plan_with_codes_of_its_own_is_known_by_the_name() -> None:
    said = "IKU-7 Persentase jalan mantap: " + UNAMBITIOUS.message()
    claims = paper(board(ROW), passages=[said])
    assert disclosed(claims, "target-unambitious", "1.4")
    assert not disclosed(claims, "target-unambitious", "IKU-7")
