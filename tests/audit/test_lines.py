"""What a line says against its own working, target and achievement, and a table against its mean."""

from dataclasses import replace
from fractions import Fraction

import pytest

from capaian.audit.line.examine import examine_lines
from capaian.core.claims.claim import Claims, Closing, Explanation, FormulaWords, Joining, Line, Summary
from capaian.core.claims.objection import Examined, Objection
from capaian.core.numbers.numerals import printed
from tests.audit.counted import closed, counted
from tests.audit.paper import WORKING, board, compared, figure, line, paper, ratio


def said(examined: Examined) -> list[tuple[str, str, str, str]]:
    return [(o.indicator, o.code, o.printed, o.recomputed) for o in examined.objections]


SEED = {
    ("1.1", "truncated-not-rounded", "98,87%", "98,88%"),
    ("1.1", "parts-unlike", "91,11%", "98,77%"),
    ("1.2", "ratio-arithmetic", "91,80%", "92,31%"),
    ("2.1", "ratio-arithmetic", "7,69%", "9,09%"),
    ("2.1", "ratio-arithmetic", "46,12%", "54,55%"),
    ("2.1", "ratio-arithmetic", "30,75%", "36,36%"),
    ("2.1", "denominator-mismatch", "2.200", "2.602"),
    ("2.1", "sum-called-mean", "84,55%", "21,14%"),
    ("2.4", "parts-unlike", "5,21%", ""),
    ("3.1", "unit-mismatch", "B (61,70)", ""),
    (
        "3.2",
        "inverted-formula",
        "Jumlah Temuan Inspektorat / Jumlah temuan yang ditindak lanjuti",
        "Jumlah temuan yang ditindak lanjuti / Jumlah Temuan Inspektorat",
    ),
    ("3.2", "unit-mismatch", "78,49%", ""),
    ("", "mean-carries-error", "129,09", "129,15"),
}


def test_the_seed_is_objected_to_where_it_is_wrong_and_nowhere_else() -> None:
    found = said(examine_lines(counted()))
    assert set(found) == SEED
    assert len(found) == len(SEED)


def one(indicator: str, code: str, claims: Claims | None = None) -> Objection:
    examined = examine_lines(claims or counted())
    return next(o for o in examined.objections if (o.indicator, o.code) == (indicator, code))


@pytest.mark.parametrize(
    ("indicator", "code", "words"),
    [
        ("1.2", "ratio-arithmetic", "Dengan realisasi 92,31, capaian 102,00 menjadi 102,56."),
        ("1.2", "ratio-arithmetic", "Pasangan terdekat yang memberi angka itu: 56/61"),
        ("2.1", "ratio-arithmetic", "200 dibagi 2602 = 2584 + 18"),
        ("2.1", "denominator-mismatch", "2.602 = 2584 + 18"),
        ("3.1", "unit-mismatch", '"B (61,70)", "B" dengan "Target (%)"'),
        ("3.2", "inverted-formula", "Rp 20.198.106/Rp 27.006.382"),
        ("2.4", "parts-unlike", "Yang menjadi juara 7/192 sudah termasuk dalam Yang mengikuti penilaian 13/192"),
    ],
)
def test_an_objection_names_its_figures_its_cause_and_what_follows(indicator: str, code: str, words: str) -> None:
    assert words in one(indicator, code).message()


def test_the_rules_that_the_seed_shows_are_stated() -> None:
    seen = {(rule.rule, rule.rows, rule.cap) for rule in examine_lines(counted()).rules}
    assert seen == {("higher", 9, None), ("grade-score", 1, None)}


def table(*rows: tuple[str, str, str, str], mean: str = "", joining: Joining = Joining.MEAN) -> Claims:
    """Return a table of (name, target, actual, achievement) with a mean below it."""
    lines = [
        line(name, compared(*texts), code=f"1.{number}", row=number + 1)
        for number, (name, *texts) in enumerate(rows, 1)
    ]
    summaries = (Summary(joining, "Rata-rata", "achievement", "", figure(mean)),) if mean else ()
    return paper(board(*lines, summaries=summaries))


FAIR = (
    ("Persentase jalan mantap", "80", "84,00", "105,00"),
    ("Persentase rumah layak", "50", "45,00", "90,00"),
    ("Persentase warga terlayani", "90", "81,00", "90,00"),
)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("Persentase air bersih", "40", "41,23", "103,08"), ""),  # 103,075: half up
        (("Persentase air bersih", "40", "41,21", "103,02"), ""),  # 103,025: half to even
        (("Persentase air bersih", "40", "41,23", "130,08"), "achievement-arithmetic"),
        (("Persentase air bersih", "0,20", "0,21", "104,21"), ""),  # from 0,2084
        (("Persentase air bersih", "0,20", "0,21", "109,00"), "achievement-arithmetic"),
        (("Persentase air bersih", "30", "22", "73,33"), ""),
        (("Persentase air bersih", "30", "20", "66,66"), "truncated-not-rounded"),
        (("Angka kematian ibu", "50", "40,00", "120,00"), ""),  # reflected
        (("Angka kematian ibu", "50", "40,00", "125,00"), ""),  # inverse
        (
            ("Angka kematian ibu", "50", "40,00", "80,00"),
            "",
        ),  # as its neighbours
        (("Angka kematian ibu", "50", "40,00", "121,00"), "achievement-arithmetic"),
        (("Angka kematian ibu", "50", "120,00", "0,00"), ""),  # no less than nothing
        (("Persentase temuan", "0", "0", "100,00"), ""),  # a target of zero has no rule
        (("Indeks kepuasan", "76,61-88,30", "80,00", "100,00"), ""),
        (("Indeks kepuasan", "76,61-88,30", "70,00", "91,37"), ""),
        (("Indeks kepuasan", "76,61-88,30", "70,00", "19,37"), "achievement-arithmetic"),
        (("Nilai AKIP", "B", "B", "100,00"), ""),
        (("Nilai AKIP", "B", "B (61,70)", "102,83"), ""),
        (("Nilai AKIP", "B", "B", "98,00"), "achievement-arithmetic"),
        (("Nilai AKIP", "B", "CC", "83,33"), ""),
        (("Opini BPK", "WTP", "WTP", "100,00"), ""),
        (("Nilai AKIP", "B (60,00)", "BB (72,00)", "120,00"), ""),
        (("Nilai AKIP", "B (60,00)", "BB (72,00)", "112,00"), "achievement-arithmetic"),
        (("Nilai AKIP", "A (86,10)", "A (83,60)", "97,09"), "truncated-not-rounded"),  # 97,0964
        (("Persentase air bersih", "30", "-", "-"), ""),
    ],
)
def test_an_achievement_among_rows_that_are_right(row: tuple[str, str, str, str], code: str) -> None:
    found = [o.code for o in examine_lines(table(*FAIR, row)).objections]
    assert found == ([code] if code else [])


def test_a_cap_that_rows_stop_at_is_seen() -> None:
    capped = [("A", "10", "15,00", "120,00"), ("B", "10", "20,00", "120,00")]
    examined = examine_lines(table(*FAIR, *capped, mean="105,00"))
    assert said(examined) == []
    assert {(rule.rule, rule.rows, rule.cap) for rule in examined.rules} == {
        ("higher", 3, None),
        ("higher", 2, 120),
    }


STOPPED = (("Rasio A", "6", "600,00", "100"), ("Rasio B", "0,1", "100,00", "100"), ("Rasio C", "2", "3,00", "100"))
"""All stop at 100%; the first has 100 times its target too, as a table of fractions would print it."""


def test_rows_that_stop_at_a_cap_are_percent_and_no_fractions_by_chance() -> None:
    examined = examine_lines(table(*STOPPED, mean="100"))
    assert said(examined) == []
    assert {(rule.rule, rule.rows, rule.cap) for rule in examined.rules} == {("higher", 3, Fraction(100))}
    wrong = ("Rasio D", "80", "60,00", "57")
    assert said(examine_lines(table(*STOPPED, wrong))) == [("1.4", "achievement-arithmetic", "57", "75")]


def test_rows_of_one_are_fractions_and_do_not_stop_at_one_percent() -> None:
    met = [("A", "10", "10,00", "1,00"), ("B", "20", "20,00", "1,00"), ("C", "10", "8,00", "0,08")]
    assert said(examine_lines(table(*met))) == [("1.3", "achievement-arithmetic", "0,08", "0,80")]


def test_no_cap_where_another_row_goes_beyond_it() -> None:
    rows = [("A", "10", "15,00", "150,00"), ("B", "10", "20,00", "120,00")]
    assert [o.printed for o in examine_lines(table(*FAIR, *rows)).objections] == ["120,00"]


def test_a_table_that_follows_no_rule_is_named_and_not_checked() -> None:
    rows = [(f"Indikator {n}", "10", "15,00", f"{n}3,00") for n in range(3, 8)]
    assert [o.code for o in examine_lines(table(*rows)).objections] == ["achievement-rule-unclear"]


@pytest.mark.parametrize(
    ("mean", "joining", "code"),
    [
        ("95,00", Joining.MEAN, ""),
        ("93,33", Joining.MEAN, ""),  # each at most 100
        ("59,00", Joining.MEAN, "mean-arithmetic"),
        ("285,00", Joining.MEAN, "sum-called-mean"),
        ("285,00", Joining.SUM, ""),
        ("95,00", Joining.SUM, "mean-called-sum"),
        ("97,50", Joining.MEAN, "mean-arithmetic"),
        ("97,50", Joining.UNSAID, ""),
    ],
)
def test_a_mean_of_three(mean: str, joining: Joining, code: str) -> None:
    found = [o.code for o in examine_lines(table(*FAIR, mean=mean, joining=joining)).objections]
    assert found == ([code] if code else [])


def test_the_cause_of_a_wrong_mean_is_searched_for() -> None:
    left_out = one("", "mean-arithmetic", table(*FAIR, mean="97,50")).cause
    assert left_out is not None and left_out.code == "cause-left-out"
    rows = (*FAIR, ("Persentase lain", "50", "-", "-"))
    as_zero = one("", "mean-arithmetic", table(*rows, mean="71,25")).cause
    assert as_zero is not None and as_zero.code == "cause-missing-as-zero"
    divided = one("", "mean-arithmetic", table(*FAIR, mean="57,00")).cause
    assert divided is not None and divided.code == "cause-divided-by"


def test_a_mean_of_objectives_is_a_mean() -> None:
    rows = table(*FAIR, mean="93,75")
    (first,) = rows.boards
    lines = tuple(replace(one, objective=2 if one.code == "1.3" else 1) for one in first.lines)
    assert said(examine_lines(replace(rows, boards=(replace(first, lines=lines),)))) == []


def worked(*ratios: str, words: str = "", closing: str = "", actual: str | None = None, name: str = "") -> Claims:
    """Return one line with its working and its actual, in a table of its own."""
    above, slash, below = words.partition(" / ")
    said = FormulaWords(above, below, Fraction(100), words) if slash else None
    parts = tuple(ratio(text, label) for label, _, text in (part.rpartition("|") for part in ratios))
    explanation = Explanation(words, WORKING, said, parts, closed(closing, WORKING) if closing else None)
    own: Line = line(name or "Persentase yang dihitung", compared("90", actual), explanation=explanation)
    return paper(board(own))


@pytest.mark.parametrize(
    ("text", "code", "cause"),
    [
        ("48/52 = 92,31%", "", ""),
        ("48/52 = 92,3%", "", ""),
        ("48/52 = 92%", "", ""),
        ("48/52 = 0,92", "", ""),  # × 100% is one
        ("1/8 = 12,5%", "", ""),
        ("1/16 = 6,2%", "", ""),  # 6,25 half to even
        ("1/16 = 6,3%", "", ""),
        ("91,11/90 = 101,23%", "", ""),  # operands that are rounded themselves
        ("48/52 = 92,30%", "truncated-not-rounded", ""),
        ("48/52 = 93,21%", "ratio-arithmetic", "cause-swapped-digits"),
        ("48/52 = 92,81%", "ratio-arithmetic", "cause-digit"),
        ("48/52 = 9,23%", "ratio-arithmetic", "cause-decimal-mark"),
        ("48/52 = 2,31%", "ratio-arithmetic", "cause-digit-lost"),
        ("48/52 = 922,31%", "ratio-arithmetic", "cause-digit-more"),
        ("48/52 = 92,00%", "ratio-arithmetic", "cause-rounded-early"),
        ("48/52 = 92,32%", "ratio-arithmetic", "cause-last-digit"),
        ("52/48 = 92,31%", "inverted-formula", ""),
        ("48/0 = 100%", "ratio-undefined", ""),
        ("48/52 = 17,44%", "ratio-arithmetic", ""),
    ],
)
def test_a_ratio_against_its_result(text: str, code: str, cause: str) -> None:
    objections = examine_lines(worked(text)).objections
    assert [o.code for o in objections] == ([code] if code else [])
    assert [o.cause.code if o.cause else "" for o in objections] == ([cause] if code else [])


@pytest.mark.parametrize(
    ("ratios", "closing", "code"),
    [
        (("1/2 = 50,00%", "2/3 = 66,67%"), "Rata-rata = 58,33%", ""),  # from the exact
        (("1/2 = 50,00%", "2/3 = 66,67%"), "Rata-rata = 58,34%", ""),  # from the printed: 58,335
        (("1/2 = 50,00%", "2/3 = 66,67%"), "Rata-rata = 60,00%", ""),  # pooled: 3/5
        (("1/2 = 50,00%", "2/3 = 66,67%"), "Rata-rata = 116,67%", "sum-called-mean"),
        (("1/2 = 50,00%", "2/3 = 66,67%"), "Rata-rata = 85,33%", "mean-arithmetic"),
        (("1/3 = 33,33%", "1/3 = 33,33%", "1/2 = 50,00%"), "Rata-rata = 38,88%", "truncated-not-rounded"),
    ],
)
def test_a_closing_line_against_its_parts(ratios: tuple[str, ...], closing: str, code: str) -> None:
    assert [o.code for o in examine_lines(worked(*ratios, closing=closing)).objections] == ([code] if code else [])


def test_a_sum_is_not_what_its_parts_add_up_to() -> None:
    claims = worked("1/2 = 50,00%", "1/4 = 25,00%")
    (first,) = claims.boards
    (own,) = first.lines
    assert own.explanation is not None
    closing = Closing(Joining.SUM, "Jumlah", figure("57,00%", WORKING))
    wrong = replace(own, explanation=replace(own.explanation, closing=closing))
    found = examine_lines(paper(replace(first, lines=(wrong,)))).objections
    assert [(o.code, o.cause and o.cause.code) for o in found] == [("sum-arithmetic", "cause-swapped-digits")]


@pytest.mark.parametrize(
    ("actual", "text", "codes"),
    [
        ("92,31", "48/52 = 92,31%", []),
        ("92,3", "48/52 = 92,31%", []),
        ("92,3077", "48/52 = 92,31%", []),
        ("93,21", "48/52 = 92,31%", ["actual-working"]),
        ("91,80", "48/52 = 91,80%", ["ratio-arithmetic"]),  # one fault, not two
        ("92,31", "48/52 = 91,80%", ["ratio-arithmetic"]),
        ("92,00", "92/90 = 102,22%", []),  # a working of the achievement
    ],
)
def test_an_actual_against_its_working(actual: str, text: str, codes: list[str]) -> None:
    assert [o.code for o in examine_lines(worked(text, actual=actual)).objections] == codes


@pytest.mark.parametrize(
    ("words", "text", "code"),
    [
        ("Jumlah temuan yang ditindaklanjuti / Jumlah temuan", "60/73 = 82,19%", ""),
        ("Jumlah temuan / Jumlah temuan yang ditindak lanjuti", "60/73 = 82,19%", "inverted-formula"),
        ("Jumlah lembaga / Jumlah lembaga yang aktif", "48/52 = 92,31%", "inverted-formula"),
        ("Jumlah lembaga yang aktif / lembaga yang ada", "48/52 = 92,31%", ""),
        ("Jumlah lembaga yang aktif / lembaga yang ada", "52/48 = 108,33%", "above-hundred"),
        ("Jumlah penduduk / Jumlah penduduk yang memiliki KTP", "61/192 = 31,77%", "inverted-formula"),
        ("Jumlah kegiatan / Jumlah kegiatan yang direncanakan", "61/192 = 31,77%", ""),
        ("Jumlah lokasi / Jumlah RT yang aktif", "61/192 = 31,77%", ""),
        ("Jumlah surat tepat waktu / surat masuk", "15/18 = 83,33%", ""),
    ],
)
def test_a_formula_in_words_against_its_figures(words: str, text: str, code: str) -> None:
    assert [o.code for o in examine_lines(worked(text, words=words)).objections] == ([code] if code else [])


def test_figures_upside_down_against_words_and_actual() -> None:
    claims = worked("52/48 = 108,33%", words="Jumlah lembaga yang aktif / lembaga yang ada", actual="92,31")
    assert [(o.code, o.recomputed) for o in examine_lines(claims).objections] == [("inverted-formula", "48/52")]


def test_a_percentage_against_a_unit_that_is_none() -> None:
    own = replace(line("Dokumen yang disusun", compared("5", "80%")), unit="dokumen")
    assert [o.code for o in examine_lines(paper(board(own))).objections] == ["unit-mismatch"]


def test_a_figure_of_another_line_or_year_is_named_as_the_cause() -> None:
    copied = table(
        *FAIR, ("Persentase air bersih", "40", "31,30", "90,12"), ("Persentase lain", "50", "45,06", "90,12")
    )
    cause = one("1.4", "achievement-arithmetic", copied).cause
    assert cause is not None and cause.code == "cause-copied"
    last = compared("60", "57,30", "95,50", period="2016")
    own = line("Persentase air bersih", compared("40", "31,30", "143,25"), last, code="1.4")
    (first,) = table(*FAIR).boards
    cause = one("1.4", "achievement-arithmetic", paper(replace(first, lines=(*first.lines, own)))).cause
    assert cause is not None and cause.code == "cause-other-actual"
    own = line("Persentase air bersih", compared("40", "31,30", "52,17"), last, code="1.4")
    cause = one("1.4", "achievement-arithmetic", paper(replace(first, lines=(*first.lines, own)))).cause
    assert cause is not None and cause.code == "cause-other-target"


def test_other_printed_operands_are_named_as_the_cause() -> None:
    claims = worked("a|30/40 = 75,00%", "b|20/60 = 50,00%")
    cause = one("1.1", "ratio-arithmetic", claims).cause
    assert cause is not None and cause.code == "cause-other-operands"
    assert "20/40 × 100 = 50,00%" in cause.message()


def test_a_divisor_that_nothing_printed_gives_is_named_all_the_same() -> None:
    claims = worked("a|200/2.200 = 7,69%", "b|1.200/2.200 = 46,12%")
    cause = one("1.1", "ratio-arithmetic", claims).cause
    assert cause is not None and cause.code == "cause-divisor"
    assert "200 dibagi 2602" in cause.message()


def test_consequences_are_notes_that_stand_beside_an_objection() -> None:
    follows = {o.consequence.code for o in examine_lines(counted()).objections if o.consequence}
    assert follows == {
        "consequence-achievement",
        "consequence-nested",
        "consequence-pooled",
        "consequence-unlike-mean",
    }
    causes = {o.cause.code for o in examine_lines(counted()).objections if o.cause}
    assert causes == {"cause-divisor-made", "cause-near-pair", "cause-sum-of-printed"}


def test_an_exchanged_pair_among_several_parts_says_so() -> None:
    claims = worked("a|30/40 = 75,00%", "b|40/20 = 50,00%")
    assert one("1.1", "inverted-formula", claims).recomputed == "20/40"


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Persentase aparatur yang mengikuti pelatihan", ["above-hundred"]),
        ("Persentase kenaikan pendapatan", []),
        ("Rasio aparatur terhadap pemohon", []),
    ],
)
def test_a_share_by_its_name_is_no_more_than_its_whole(name: str, codes: list[str]) -> None:
    claims = worked("54/48 = 112,50%", actual="112,50", name=name)
    assert [o.code for o in examine_lines(claims).objections] == codes


def test_a_cut_achievement_is_seen_where_the_table_works_from_printed_actuals() -> None:
    rows = [
        (f"Indeks layanan {n}", "80", f"{60 + n},{37 + n}", printed(Fraction(6037 + 101 * n, 80), 2))
        for n in range(12)
    ]
    cut = ("Indeks lain", "87", "92,46", "106,27")  # 106,2759
    assert [o.code for o in examine_lines(table(*rows, cut)).objections] == ["truncated-not-rounded"]
    assert [o.code for o in examine_lines(table(*rows[:4], cut)).objections] == []  # as well from 92,4590
