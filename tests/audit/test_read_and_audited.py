"""Small papers from their file to what is found in them."""

from pathlib import Path

import pytest

from capaian.pipeline.auditing import audit_file

HEAD = "Indikator\tTarget\tRealisasi\tCapaian (%)"


def codes(tmp_path: Path, *rows: str, title: str = "Pengukuran kinerja tahun 2021") -> list[tuple[str, str]]:
    """Return the codes found in a paper of one table, each with the indicator that it stands at."""
    path = tmp_path / "laporan.txt"
    path.write_text("\n".join([title, "", *rows, ""]), encoding="utf-8")
    return [(one.code, one.indicator) for one in audit_file(path).examined.objections]


REFLECTED = ("Angka kemiskinan\t10,00\t9,00\t110,00", "Angka kematian bayi\t20,00\t16,00\t120,00")


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Tingkat pengangguran terbuka\t5,00\t4,00\t120,00", []),
        ("Tingkat pengangguran terbuka\t5,00\t4,00\t125,00", [("achievement-arithmetic", "3")]),  # inverse
        ("Jumlah gangguan ketertiban\t10\t13\t130,00", [("achievement-arithmetic", "3")]),  # as if more were better
        ("Persentase jalan mantap\t50,00\t65,00\t130,00", []),
    ],
)
def test_a_row_of_less_is_better_follows_the_rule_of_its_table(
    row: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert codes(tmp_path, HEAD, *REFLECTED, row) == found


def test_the_other_rule_is_named(tmp_path: Path) -> None:
    path = tmp_path / "laporan.txt"
    path.write_text("\n".join([HEAD, *REFLECTED, "Tingkat pengangguran\t5,00\t4,00\t125,00"]), encoding="utf-8")
    (one,) = audit_file(path).examined.objections
    assert one.cause is not None and one.cause.code == "cause-other-rule"
    assert "5,00/4,00 × 100" in one.message() and one.recomputed == "120,00"


BETWEEN = (
    "Persentase jalan mantap\t80\t84\t105,00",
    "Persentase air bersih\t50\t45\t90,00",
    "Rata-rata capaian sasaran 1\t\t\t97,50",
    "Persentase rumah layak\t60\t66\t110,00",
    "Rata-rata capaian sasaran 2\t\t\t110,00",
)


@pytest.mark.parametrize(
    ("mean", "found"),
    [("103,75", []), ("101,67", []), ("104,75", [("mean-arithmetic", "")])],  # of objectives, of lines, of neither
)
def test_means_amid_the_lines_sum_up_what_stands_above_them(
    mean: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert codes(tmp_path, HEAD, *BETWEEN, f"Rata-rata capaian\t\t\t{mean}") == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Jumlah usulan musrenbang yang diakomodir / Jumlah usulan musrenbang x 100%", []),
        ("Jumlah usulan musrenbang / Jumlah usulan musrenbang yang diakomodir x 100%", [("inverted-formula", "1")]),
        ("Jumlah usulan musrenbang / Jumlah usulan musrenbang yang dibutuhkan x 100%", []),
    ],
)
def test_a_formula_is_upside_down_where_the_name_speaks_of_the_lower_count(
    words: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    head = "Indikator\tTarget\tPenjelasan/Formulasi Perhitungan"
    row = f"Persentase usulan musrenbang yang diakomodir\t80\t{words} 45/50 x 100% = 90,00%"
    assert codes(tmp_path, head, row) == found


def test_a_third_table_is_held_against_the_first_that_prints_the_figure(tmp_path: Path) -> None:
    promised = ("Indikator\tTarget", "Persentase jalan mantap\t80", "Persentase air bersih\t50")
    years = ("Indikator\tRealisasi 2020\tRealisasi 2021", "Persentase jalan mantap\t79,00\t48,00")
    rows = (HEAD.replace("Realisasi", "Realisasi s/d TW IV"), *BETWEEN[:2])
    assert codes(tmp_path, *promised, "", *rows, "", *years) == [("quantity-mismatch", "1")]


@pytest.mark.parametrize("row", ["Prevalensi stunting\t20,10\t20,12\t100", "Indeks kepuasan\t88,5\t88,46\t100"])
def test_an_achievement_of_about_a_hundred_says_nothing_of_direction(row: str, tmp_path: Path) -> None:
    assert codes(tmp_path, HEAD, row) == []


def test_a_working_is_read_in_the_notation_of_its_own_numbers(tmp_path: Path) -> None:
    path = tmp_path / "laporan.txt"
    rows = (
        "Jumlah penduduk tahun 2021 sebanyak 62.807 jiwa.",
        "",
        f"{HEAD}\tFormulasi",
        "Cakupan jaminan\t77.00\t80.43\t104.45\tPeserta / Jumlah penduduk x 100 50.514/62.807 x 100% = 80,43",
        "Indeks kepuasan\t80.00\t82.00\t102.50\tSurvei",
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    audited = audit_file(path)
    (working,) = (
        line.explanation for _, line in audited.claims.lines if line.explanation and line.explanation.ratios
    )
    assert working.ratios[0].denominator.amount == 62_807
    assert [one.code for one in audited.examined.objections if one.code != "mixed-notation"] == []


def test_an_indicator_whose_words_cells_cut_elsewhere_is_the_same(tmp_path: Path) -> None:
    second = (
        "",
        "Perbandingan",
        "Indikator\tRealisasi 2020\tRealisasi 2021",
        "Lembaga kemasya rakatan\t88,00\t91,80",
    )
    row = "Lembaga kemasyar akatan\t90,00\t91,00\t101,11"
    assert ("quantity-mismatch", "1") in codes(tmp_path, HEAD, row, *second)


@pytest.mark.parametrize(("mean", "found"), [("104,66", []), ("104,65", []), ("104,67", [("mean-arithmetic", "")])])
def test_a_mean_of_achievements_from_actuals_as_printed_is_honest_too(
    mean: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    rows = (
        "1\tJumlah dokumen\t22\t22\t100,00\t-",
        "2\tRT yang mengikuti lomba\t79,00\t80,56\t101,97\tRT lomba / RT x 100% 58/72 x 100% = 80,56%",
        "3\tCakupan layanan\t21,93\t24,56\t111,99\t-",
        f"Rata-rata\t\t\t\t{mean}",
    )
    assert codes(tmp_path, "No\tIndikator\tTarget\tRealisasi\tCapaian (%)\tFormulasi", *rows) == found


TWO = "a. A 2555/2584 x 100% = 98,88% b. B 15/18 x 100% = 83,33% "
GROUPS = (
    "a. A 1/2 x 100% = 50% B 3/4 x 100% = 75% Rata-rata = {}% "
    "b. C 1/5 x 100% = 20% D 2/5 x 100% = 40% Rata-rata = {}%"
)


@pytest.mark.parametrize(
    ("working", "actual", "found"),
    [
        (TWO + "Jumlah = 182,21% Rata-rata = 91,11%", "91,11", []),
        (TWO + "Jumlah = 182,31% Rata-rata = 91,11%", "91,11", [("sum-arithmetic", "182,31%", "182,21%")]),
        (TWO + "98,88 + 83,33 = 182,31 Rata-rata = 91,11%", "91,11", [("sum-arithmetic", "182,31", "182,21")]),
        (TWO + "Jumlah = 91,11% Rata-rata = 91,11%", "91,11", [("mean-called-sum", "91,11%", "")]),
        (TWO + "Jumlah = 182,21% Rata-rata = 91,21%", "91,21", [("mean-arithmetic", "91,21%", "91,11%")]),
        (GROUPS.format("62,5", "30"), "30", []),
        (GROUPS.format("63,5", "30"), "30", [("mean-arithmetic", "63,5%", "62,5%")]),
        (GROUPS.format("62,5", "31"), "31", [("mean-arithmetic", "31%", "30%")]),
        (GROUPS.format("62,5", "46,25"), "46,25", []),  # of all four
        (GROUPS.format("62,5", "30") + " Rata-rata keseluruhan = 46,25%", "46,25", []),
        (GROUPS.format("62,5", "30") + " Rata-rata keseluruhan = 47,25%", "47,25", []),  # of what, nobody can tell
    ],
)
def test_each_line_that_joins_is_held_to_what_it_joins(
    working: str, actual: str, found: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "laporan.txt"
    rows = (
        f"{HEAD}\tFormulasi",
        f"Cakupan layanan\t100\t{actual}\t{actual}\t{working}",
        "Lembaga\t90\t91,80\t102,00\t-",
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    objections = audit_file(path).examined.objections
    assert [(one.code, one.printed, one.recomputed) for one in objections if one.code != "parts-unlike"] == found
    # Nothing can be rounded wrongly where nothing is left to round.
    assert not any(one.cause and one.cause.code == "cause-last-digit" for one in objections)


ROUNDED = ("Indeks A\t76,8\t72,4\t94,28", "Indeks B\t82\t85,3\t104,01", "Persentase C\t85\t89,3\t105,11")
PRINTED = ("Indeks A\t76,8\t72,4\t94,27", "Indeks B\t82\t85,3\t104,02", "Persentase C\t85\t89,3\t105,06")
LOWER = ("Angka kemiskinan\t9,1\t9,4\t96,81", "Angka kematian bayi\t3,20\t3,3\t96,97")


def test_a_cut_achievement_is_told_by_the_rule_of_its_row(tmp_path: Path) -> None:
    path = tmp_path / "laporan.txt"
    path.write_text("\n".join([HEAD, *PRINTED, *LOWER, "Angka gizi buruk\t8,1\t8,4\t96,42"]), encoding="utf-8")
    (one,) = audit_file(path).examined.objections
    assert (one.code, one.recomputed) == ("truncated-not-rounded", "96,43")
    assert "96,4286" in one.message()


def test_a_table_made_from_unrounded_actuals_is_not_held_to_what_is_printed(tmp_path: Path) -> None:
    grade = "Nilai AKIP\tB\tB\t100,00"
    assert codes(tmp_path, HEAD, grade, *ROUNDED, *LOWER, "Angka gizi buruk\t8,1\t8,4\t96,42") == []


def test_what_another_rule_for_less_is_better_gives_is_no_cut(tmp_path: Path) -> None:
    rows = ("Persentase C\t85\t89,3\t105,06", "Angka kemiskinan\t10,10\t9,8\t102,97")
    # Cut it would be of 4,22/4,2 × 100 = 100,476; but (2 × 4,22 − 4,2)/4,22 × 100 = 100,474.
    assert codes(tmp_path, HEAD, *rows, "Angka gizi buruk\t4,22\t4,2\t100,47") == []
