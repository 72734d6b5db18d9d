"""A report against itself: numbering, denominators, tables, ratings, totals, quarters."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.audit.report.examine import examine_report
from capaian.audit.report.rating_scales import SCALES, Scale, legend
from capaian.core.claims.claim import Claims, Comparison, Joining, Line, Subject, Summary
from capaian.core.claims.objection import Objection
from capaian.core.claims.transcript import Spot
from capaian.core.numbers.numerals import printed
from tests.audit.paper import board, compared, explained, figure, line, objectives, paper, ratio
from tests.audit.seed import seed


def found(claims: Claims) -> list[Objection]:
    return list(examine_report(claims))


def codes(claims: Claims) -> list[str]:
    return [objection.code for objection in found(claims)]


def test_the_seed_has_what_its_readers_found_and_nothing_else() -> None:
    assert [(o.spot.table, o.code, o.indicator) for o in found(seed())] == [
        (1, "survey-not-index", "2.1"),
        (1, "duplicate-number", ""),
        (1, "target-unpicturable", "1.3"),
        (1, "target-unambitious", "1.4"),
        (1, "direction-doubtful", "2.3"),
        (1, "target-without-score", "3.1"),
        (2, "duplicate-number", ""),
    ]


# --- numbering --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (["1", "2", "3"], ""),
        (["1", "1", ""], "duplicate-number"),
        (["1", "2", "2"], "duplicate-number"),
        (["1", "2", "1"], "duplicate-number"),
        (["1", "1", "3"], "duplicate-number"),
        (["1", "2", "1", "2"], ""),  # the objectives of two missions
        (["1", "2", "4"], "number-gap"),
        (["1", "", "3"], "number-missing"),
        (["", "", ""], ""),
        (["1", "", ""], ""),
        (["I", "II", "III", "IV"], ""),
        (["I", "II", "II"], "duplicate-number"),
        (["a", "b", "d"], "number-gap"),
        (["1.", "2.", "3."], ""),
        (["SS 1", "SS 2", "SS 2"], "duplicate-number"),
        (["5", "6"], ""),
    ],
)
def test_numbers_of_objectives(numbers: list[str], code: str) -> None:
    claims = paper(board(line("A", compared("1", "1", "100,00")), objectives=objectives(*numbers)))
    assert codes(claims) == ([code] if code else [])


def test_a_finding_quotes_the_whole_list() -> None:
    claims = paper(board(line("A", compared("1")), objectives=objectives("1", "1", "")))
    assert "1, 1, –" in found(claims)[0].message()


@pytest.mark.parametrize(
    ("numbered", "code"),
    [
        ([(1, "1"), (1, "2"), (2, "1"), (2, "2")], ""),
        ([(1, "1"), (1, "2"), (2, "3"), (2, "4")], ""),
        ([(1, "1"), (1, "1"), (2, "1"), (2, "1")], "duplicate-number"),
        ([(1, "1.1"), (1, "1.2"), (2, "2.1")], ""),
        ([(1, "IKU 1.1"), (1, "IKU 1.1")], "duplicate-number"),
        ([(1, "1"), (1, "3")], "number-gap"),
        ([(0, "1"), (0, "2"), (0, "1"), (0, "2"), (0, "3")], ""),
    ],
)
def test_numbers_of_indicators(numbered: list[tuple[int, str]], code: str) -> None:
    lines = [
        line(f"Indikator {n}", compared("1"), number=number, objective=objective, code=f"{objective}.{n}", row=n)
        for n, (objective, number) in enumerate(numbered)
    ]
    assert codes(paper(board(*lines))) == ([code] if code else [])


@given(st.integers(2, 40))
def test_counting_up_is_never_wrong(many: int) -> None:
    numbers = [str(n) for n in range(1, many + 1)]
    assert codes(paper(board(line("A", compared("1")), objectives=objectives(*numbers)))) == []


@given(st.integers(3, 40), st.data())
def test_one_number_typed_over_another_is_always_found(many: int, data: st.DataObject) -> None:
    numbers = [str(n) for n in range(1, many + 1)]
    at = data.draw(st.integers(0, many - 1))
    numbers[at] = data.draw(st.sampled_from([n for n in numbers if n != numbers[at]]))
    assert codes(paper(board(line("A", compared("1")), objectives=objectives(*numbers)))) == ["duplicate-number"]


# --- denominators -----------------------------------------------------------------------------------------------


def divided(words: str, *ratios: str, code: str) -> Line:
    return line(f"Indikator {code}", compared("1"), code=code, number=code, explanation=explained(words, *ratios))


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (("hadir / Jumlah Penduduk", "197/94519"), ("penerima / jumlah penduduk", "3.343/94.519"), False),
        (("hadir / Jumlah Penduduk", "197/94519"), ("penerima / jumlah penduduk", "3.343/94.591"), True),
        (("lokasi / Jumlah RT", "61/192"), ("juara / RT yang ada di kecamatan", "7/129"), True),
        (("lokasi / Jumlah Rukun Tetangga", "61/192"), ("juara / RT", "7/129"), True),
        (("lokasi / Jumlah RT", "61/192"), ("juara / Jumlah RW", "7/129"), False),
        (("siap / Jumlah dokumen", "6/8"), ("terbit / jumlah dokumen", "6/9"), False),  # each its own documents
        (("aktif / lembaga yang ada", "48/52"), ("terdaftar / lembaga", "48/61"), False),
        (("tepat / permohonan informasi", "6/8"), ("ditolak / jumlah permohonan informasi", "1/9"), True),
        (("nilai / temuan inspektorat", "Rp 6/Rp 8"), ("selesai / temuan inspektorat", "1/9"), False),
    ],
)
def test_one_denominator_with_two_values(one: Sequence[str], other: Sequence[str], differ: bool) -> None:
    claims = paper(board(divided(*one, code="1"), divided(*other, code="2")))
    assert codes(claims) == (["denominator-mismatch"] if differ else [])


def test_both_values_and_places_are_said() -> None:
    claims = paper(
        board(
            divided("hadir / Jumlah Penduduk", "197/94519 = 0,21", code="1"),
            divided("penerima / jumlah penduduk", "3.343/94.591", code="2"),
        )
    )
    (objection,) = found(claims)
    assert (objection.indicator, objection.printed, objection.recomputed) == ("2", "94.591", "94.519")
    assert "197/94519" in objection.message()


def test_parts_of_a_whole_are_not_held_against_it() -> None:
    parted = divided("tepat / surat masuk kantor", "2555/2584", "15/18", code="1")
    whole = divided("dijawab / surat masuk kantor", "200/2602", code="2")
    alone = divided("dijawab / surat masuk kantor", "200/300", code="3")
    assert codes(paper(board(parted))) == []
    assert codes(paper(board(parted, whole))) == []
    assert codes(paper(board(whole, alone))) == ["denominator-mismatch"]


def test_one_of_several_parts_is_wrong() -> None:
    known = divided("juara / Jumlah RT", "7/192", code="1")
    wrong = divided("lokasi / Jumlah RT", "61/192", "35/129", code="2")
    assert [(o.code, o.printed) for o in found(paper(board(known, wrong)))] == [("denominator-mismatch", "129")]


@pytest.mark.parametrize(
    ("words", "amount", "differ"),
    [
        ("jumlah penduduk", "94.519", False),
        ("jumlah penduduk", "94.591", True),
        ("jumlah penduduk Kecamatan Jambi Timur", "94.591", True),
        ("jumlah penduduk tahun 2016", "93.001", False),
        ("jumlah penduduk laki-laki", "47.000", False),
        ("jumlah penduduk Kelurahan Talang Banjar", "9.000", False),
    ],
)
def test_prose_against_workings(words: str, amount: str, differ: bool) -> None:
    lines = board(divided("hadir / Jumlah Penduduk", "197/94519", code="1"))
    said = ((words, figure(amount, Spot(9))),)
    claims = paper(lines, figures=said, office="KECAMATAN JAMBI TIMUR")
    assert codes(claims) == (["denominator-mismatch"] if differ else [])


def test_another_year_may_have_another_denominator() -> None:
    one = board(divided("hadir / Jumlah Penduduk", "197/94519", code="1"), year=2017)
    other = board(divided("hadir / Jumlah Penduduk", "197/93001", code="1"), year=2016, table=2)
    assert codes(paper(one, other)) == []


# --- one table against another ----------------------------------------------------------------------------------


def tables(one: Comparison, other: Comparison, **more: object) -> Claims:
    return paper(board(line("Surat", one)), board(line("surat ", other, table=2), table=2, **more))


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (("90", "91,11", "101,23"), ("90", "91,11", "101,23"), False),
        (("90",), ("90,00", "91,11", "101,23"), False),
        (("90",), ("95", "91,11", "95,91"), True),
        (("90", "91,11"), ("90", "91,1"), False),
        (("90", "91,11"), ("90", "91,21"), True),
        (("90", "91,11"), ("90", "-"), False),
        (("B (61,70)",), ("B",), False),
        (("B (61,70)",), ("BB",), True),
        (("B (61,70)",), ("B (67,10)",), True),
        (("76,61-88,30",), ("76,61-88,30",), False),
    ],
)
def test_the_second_table_against_the_first(one: list[str], other: list[str], differ: bool) -> None:
    differing = [o for o in found(tables(compared(*one), compared(*other))) if o.code == "quantity-mismatch"]
    assert bool(differing) is differ
    assert all(o.spot.table == 1 and "tabel 1" in o.message() for o in differing)


def test_other_times_and_revised_targets_may_differ() -> None:
    own = compared("90")
    assert codes(tables(own, compared("95", period="Target 2019"))) == []
    assert codes(tables(own, compared("95", period="akhir Renstra"))) == []
    assert codes(tables(own, compared("95", period="TW II"))) == []
    assert codes(tables(own, compared("95", subject=Subject.BUDGET))) == []
    assert codes(tables(own, compared("95"), title="Perjanjian Kinerja Perubahan")) == []
    assert codes(tables(own, compared("95"), title="Perjanjian Kinerja")) == ["quantity-mismatch"]
    assert codes(tables(own, compared("95", period="2017"), year=None)) == ["quantity-mismatch"]


def test_a_third_table_is_held_against_the_first_that_prints_the_figure() -> None:
    promise = board(line("Surat", compared("90")), table=1)
    account = board(line("Surat", compared("90", "91,11")), table=2)
    years = board(line("Surat", compared(None, "91,21", period="2017")), table=3)
    assert codes(paper(promise, account, years)) == ["quantity-mismatch"]


def test_a_name_that_a_table_has_twice_is_told_apart_by_its_code() -> None:
    twins = [
        line("Nilai", compared(target), code=code, number="") for code, target in (("1.1", "60"), ("2.1", "70"))
    ]
    assert codes(paper(board(*twins), board(*twins, table=2))) == []


# --- ratings ----------------------------------------------------------------------------------------------------


def rated(*pairs: tuple[str, str], passages: Sequence[str] = ()) -> Claims:
    lines = [
        line(f"Indikator {n}", compared(None, None, achieved, rating=word), number=str(n), code=f"1.{n}", row=n)
        for n, (achieved, word) in enumerate(pairs, 1)
    ]
    return paper(board(*lines), passages=passages)


def words(claims: Claims) -> list[tuple[str, str]]:
    return [(o.indicator, o.recomputed) for o in found(claims) if o.code == "rating-word"]


@pytest.mark.parametrize(
    ("achieved", "word", "expected"),
    [
        ("101,23", "Sangat Tinggi", ""),
        ("101,23", "Tinggi", "Sangat Tinggi"),
        ("91,00", "Sangat Tinggi", ""),
        ("90,50", "Sangat Tinggi", ""),
        ("90,50", "Tinggi", ""),
        ("86,00", "Sangat Tinggi", ""),  # by the scale of 85, 75, 65, 50
        ("86,00", "Rendah", "Tinggi"),
        ("20,00", "Tinggi", "Sangat Rendah"),
        ("20,00", "Istimewa", ""),
    ],
)
def test_a_word_at_an_achievement(achieved: str, word: str, expected: str) -> None:
    assert words(rated((achieved, word))) == ([("1.1", expected)] if expected else [])


def test_the_scale_is_the_one_that_fits_most_rows() -> None:
    fits_91 = [("101,00", "Sangat Tinggi"), ("80,00", "Tinggi"), ("88,00", "Tinggi"), ("60,00", "Rendah")]
    assert words(rated(*fits_91)) == []
    assert words(rated(*fits_91, ("70,00", "Tinggi"))) == [("1.5", "Sedang")]
    fits_85 = [("101,00", "Sangat Tinggi"), ("86,00", "Sangat Tinggi"), ("80,00", "Tinggi"), ("55,00", "Rendah")]
    assert words(rated(*fits_85)) == []
    assert words(rated(*fits_85, ("88,00", "Sangat Tinggi"), ("87,00", "Tinggi"))) == [("1.6", "Sangat Tinggi")]


def test_a_table_with_a_scale_of_its_own_is_left_alone() -> None:
    assert words(rated(("101,00", "Rendah"), ("80,00", "Sangat Tinggi"), ("20,00", "Tinggi"))) == []


LEGEND = ("> 95 : Sangat Tinggi", "80 - 95 : Tinggi", "60 - 79 : Sedang", "≤ 59 : Rendah")


def test_the_reports_own_legend_comes_first() -> None:
    assert words(rated(("93,00", "Tinggi"), passages=LEGEND)) == []
    assert words(rated(("93,00", "Sangat Tinggi"), passages=LEGEND)) == [("1.1", "Tinggi")]


@pytest.mark.parametrize("texts", [(), LEGEND[:2], ("Tinggi badan 160", "x"), ("a" * 100_000,)])
def test_what_is_no_legend(texts: Sequence[str]) -> None:
    assert legend(texts) is None


def test_a_hole_is_noted_where_the_table_fills_it_both_ways() -> None:
    sure = [("101,00", "Sangat Tinggi"), ("80,00", "Tinggi"), ("88,00", "Tinggi"), ("60,00", "Rendah")]
    assert codes(rated(*sure, ("90,50", "Tinggi"))) == []
    both = rated(*sure, ("90,50", "Tinggi"), ("90,40", "Sangat Tinggi"))
    assert [(o.code, o.indicator) for o in found(both)] == [("rating-hole", "1.6")]


@given(st.sampled_from(SCALES), st.lists(st.fractions(0, 150, max_denominator=100), min_size=2, max_size=8))
def test_words_given_by_a_known_scale_are_never_wrong(scale: Scale, amounts: list[Fraction]) -> None:
    assert words(rated(*((printed(amount, 2), scale.word_of(amount)) for amount in amounts))) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Nilai AKIP Kecamatan", "B (61,70)", ""),
        ("Nilai AKIP Kecamatan", "BB (61,70)", "B"),
        ("Nilai AKIP Kecamatan", "A (80,00)", ""),  # as 70-80 and as 80-90
        ("Nilai AKIP Kecamatan", "BB (80,00)", ""),
        ("Nilai AKIP Kecamatan", "CC (61,70)", "B"),
        ("Indeks Kepuasan Masyarakat", "B (80,00)", ""),
        ("Indeks Kepuasan Masyarakat", "A (80,00)", "B"),
        ("Indeks Kepuasan Masyarakat", "B (62,60)", ""),  # the scale of 2004
        ("Indeks Kepuasan Masyarakat", "B (3,20)", ""),
        ("Nilai reformasi birokrasi", "B (61,70)", ""),
        ("Nilai reformasi birokrasi", "A (40,00)", "D"),
        ("Opini BPK", "WTP", ""),
    ],
)
def test_a_grade_against_its_score(name: str, text: str, expected: str) -> None:
    assert words(paper(board(line(name, compared(text))))) == ([("1.1", expected)] if expected else [])


def test_the_old_scale_of_satisfaction_ends_with_2017() -> None:
    row = line("Indeks Kepuasan Masyarakat", compared("B (62,60)"))
    assert words(paper(board(row, year=2019))) == [("1.1", "D")]


# --- what is missing --------------------------------------------------------------------------------------------


def test_a_target_without_an_account() -> None:
    given_one = line("A", compared("1", "1", "100,00"), number="1", code="1.1")
    dashed = line("B", compared("2", "-", "-"), number="2", code="1.2")
    bare = line("C", compared("2", "-", "100,00"), number="3", code="1.3")
    assert [(o.indicator, o.code) for o in found(paper(board(given_one, dashed, bare)))] == [
        ("1.2", "not-measured"),
        ("1.3", "achievement-without-actual"),
    ]
    assert codes(paper(board(dashed, dashed))) != codes(paper(board(given_one, dashed)))
    assert codes(paper(board(line("A", compared("1"))))) == []


def test_a_table_that_nobody_filled_in_is_one_finding() -> None:
    lines = [line(f"A{n}", compared("2", "-", "-"), number=str(n), code=f"1.{n}", row=n) for n in range(1, 5)]
    assert codes(paper(board(*lines))) == ["not-measured-at-all"]


def test_capaian_says_why_a_figure_is_missing_and_that_is_enough() -> None:
    given_one = line("A", compared("1", "1", "100,00"), number="1", code="1.1")
    told = line("B tidak dapat dihitung: penyebut nol", compared("2", "–", "–"), number="2", code="1.2")
    assert codes(paper(board(given_one, told))) == []


# --- totals -----------------------------------------------------------------------------------------------------


def budget(rows: Sequence[tuple[str, str, str]], total: tuple[str, str, str], numbers: str = "") -> Claims:
    lines = [
        line(
            f"Program {n}",
            compared(*texts, subject=Subject.BUDGET, spot=Spot(1, 1, n, 3)),
            number=numbers.split()[n - 1] if numbers else str(n),
            code=str(n),
            row=n,
        )
        for n, texts in enumerate(rows, 1)
    ]
    roles = ("target", "actual", "achievement")
    summaries = tuple(
        Summary(Joining.SUM, "Jumlah", role, "", figure(text, Spot(1, 1, 9, 3 + n)))
        for n, (role, text) in enumerate(zip(roles, total, strict=True))
    )
    return paper(board(*lines, summaries=summaries))


ROWS = [("Rp 1.000", "Rp 900", "90,00"), ("Rp 3.000", "Rp 1.500", "50,00")]


@pytest.mark.parametrize(
    ("total", "wrong"),
    [
        (("Rp 4.000", "Rp 2.400", "60,00"), []),
        (("Rp 4.000", "Rp 2.400", "70,00"), []),  # the mean of the rows, as some print
        (("Rp 4.001", "Rp 2.400", "60,00"), ["4.000"]),
        (("Rp 4.000", "Rp 2.040", "51,00"), ["2.400"]),
        (("Rp 4.000", "Rp 2.400", "66,00"), ["60,00"]),
    ],
)
def test_a_row_of_totals(total: tuple[str, str, str], wrong: list[str]) -> None:
    assert [o.recomputed for o in found(budget(ROWS, total)) if o.code == "total-arithmetic"] == wrong


def test_activities_under_their_programmes_count_once() -> None:
    rows = [("Rp 3", "Rp 2", "66,67"), ("Rp 1", "Rp 1", "100,00"), ("Rp 2", "Rp 1", "50,00")]
    assert codes(budget(rows, ("Rp 3", "Rp 2", "66,67"), "1 1.1 1.2")) == []
    assert codes(budget(rows, ("Rp 7", "Rp 2", "28,57"), "1 1.1 1.2")) == ["total-arithmetic"]


def test_what_is_left() -> None:
    def left(text: str) -> list[str]:
        own = compared("Rp 1.000", "Rp 900", subject=Subject.BUDGET)
        return codes(paper(board(line("Program", own, others=(("Sisa", figure(text)),)))))

    assert left("Rp 100") == []
    assert left("Rp 110") == ["remainder-arithmetic"]


# --- quarters ---------------------------------------------------------------------------------------------------


def by_quarter(*actuals: str, year: str = "", cumulative: bool = False, name: str = "Surat terlayani") -> Claims:
    columns = [
        Comparison(f"TW {number}", cumulative=cumulative, actual=figure(text))
        for number, text in zip(("I", "II", "III", "IV"), actuals, strict=False)
    ]
    others = (("Jumlah", figure(year)),) if year else ()
    return paper(board(line(name, *columns, others=others)))


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        (by_quarter("10", "20", "30", "40", year="100"), ""),
        (by_quarter("10", "20", "30", "40", year="101"), "quarter-mismatch"),
        (by_quarter("10", "10", "10", "10", year="10"), ""),  # each quarter the same stock
        (by_quarter("3", "2", "0", "1", year="1"), "quarter-mismatch"),  # headed as a sum, and not running totals
        (by_quarter("10", "20", "30", year="61"), ""),  # the year is not over
        (by_quarter("10", "20", "30", "40", year="55", name="Persentase surat"), ""),  # shares do not add up
        (by_quarter("10", "20", "30", "40", year="40", cumulative=True), ""),
        (by_quarter("10", "20", "30", "40", year="41", cumulative=True), "quarter-mismatch"),
        (by_quarter("10", "20", "15", "40", cumulative=True), "quarter-falls"),
        (by_quarter("10", "20", "15", "40"), ""),
        (by_quarter("90", "80", "85", "88", cumulative=True, name="Persentase surat"), ""),
    ],
)
def test_quarters_and_their_year(claims: Claims, code: str) -> None:
    assert codes(claims) == ([code] if code else [])


def test_thousands_of_sound_lines_and_passages_are_objected_to_nowhere() -> None:
    lines = [
        line(
            f"Persentase {n}",
            compared("90", "91,11", "101,23"),
            number=str(n),
            code=str(n),
            explanation=explained("hadir / Jumlah Penduduk", ratio("1/94519", f"a{n}")),
        )
        for n in range(1, 3000)
    ]
    claims = paper(board(*lines), board(*lines, table=2), passages=["1.1 " + "kata " * 2000] * 3000)
    assert codes(claims) == []
