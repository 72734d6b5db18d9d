"""A report's claims to a draft of its plan: what is in it, and what it says of what it could not know."""

from fractions import Fraction

import pytest

from capaian.core.claims.claim import Claims, Closing, Joining
from capaian.core.claims.objection import Examined, Objection
from capaian.core.claims.transcript import Spot
from capaian.core.findings.catalogue import CATALOGUE
from capaian.core.findings.finding import finding
from capaian.core.measurement.measure import measure
from capaian.core.measurement.result import Measurement
from capaian.core.numbers.missing import Missing
from capaian.core.period import Period
from capaian.core.plan.indicator import Direction, Unit
from capaian.core.plan.performance_plan import LowerIsBetter, MeanOver, Plan
from capaian.files.drafting.plan import draft_plan
from capaian.files.plan import rulebook
from capaian.files.plan.comments import commented
from capaian.files.plan.reader import parse_plan
from capaian.files.values.reader import parse_csv
from tests.audit.paper import board, compared, explained, figure, line, objectives, paper, ratio
from tests.audit.seed import seed

NOTHING = Examined(())


def drafted(claims: Claims, examined: Examined = NOTHING) -> tuple[str, Plan, Measurement]:
    """The text of a draft, the plan that it is, and what measuring it gives; neither has a fault."""
    made = draft_plan(claims, examined, 2017, "ab" * 32)
    assert made is not None
    plan, findings = parse_plan(made.plan.encode(), "plan.yaml")
    assert plan is not None and not findings, [found.message() for found in findings]
    observations, findings = parse_csv(made.values.encode(), "values.csv", plan)
    assert not findings, [found.message() for found in findings]
    measurement, findings = measure(plan, observations, Period(2017), rulebook=rulebook.shipped())
    assert not findings
    return made.plan, plan, measurement


def one(*comparisons: object, name: str = "Persentase jalan mantap", **more: object) -> Claims:
    return paper(board(line(name, *comparisons, **more), objectives=objectives("1")), office="Dinas Contoh")  # type: ignore[arg-type]


def amount(measurement: Measurement, code: str = "1.1") -> Fraction | None:
    actual = measurement.results[code].actual
    return None if isinstance(actual, Missing) else actual.amount


def test_both_tables_of_the_seed_are_one_plan() -> None:
    text, plan, measurement = drafted(seed())
    assert [indicator.code for indicator in plan.indicators()] == [line.code for line in seed().boards[0].lines]
    assert amount(measurement, "1.1") == (Fraction(255500, 2584) + Fraction(1500, 18)) / 2
    assert amount(measurement, "1.2") == Fraction(4800, 52)
    assert "# PERIKSA: realisasi tercetak 91,80, tetapi hitungannya memberi 92,31." in text
    assert plan.indicator("3.1").better is Direction.GRADE  # type: ignore[union-attr]
    assert [plan.indicator("3.2").targets[year].value() for year in (2017, 2018)] == ["65", "68"]  # type: ignore[union-attr]


def test_one_quantity_is_one_variable() -> None:
    _, plan, _ = drafted(seed())
    assert plan.variables_of(plan.indicator("1.3"))[1] == plan.variables_of(plan.indicator("2.3"))[1] == "penduduk"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("target", "actual", "achieved", "better", "rule"),
    [
        ("90", "95", "105,56", Direction.HIGHER, LowerIsBetter.REFLECTED),
        ("4", "5", "75,00", Direction.LOWER, LowerIsBetter.REFLECTED),
        ("4", "5", "80,00", Direction.LOWER, LowerIsBetter.INVERSE),
        ("76-88", "80", "100,00", Direction.RANGE, LowerIsBetter.REFLECTED),
        ("B", "BB", "100,00", Direction.GRADE, LowerIsBetter.REFLECTED),
    ],
)
def test_the_rows_own_achievement_tells_the_direction(
    target: str, actual: str, achieved: str, better: Direction, rule: LowerIsBetter
) -> None:
    _, plan, measurement = drafted(one(compared(target, actual, achieved)))
    assert plan.indicator("1.1").better is better  # type: ignore[union-attr]
    assert plan.rules.lower_is_better is rule
    assert measurement.results["1.1"].achievement_printed == achieved


def test_words_decide_where_the_figures_fit_both_ways() -> None:
    text, plan, _ = drafted(one(compared("5", "5", "100,00"), name="Angka kemiskinan"))
    assert plan.indicator("1.1").better is Direction.LOWER  # type: ignore[union-attr]
    assert '# PERIKSA: arahnya tidak tampak dari angkanya; "kemiskinan" dianggap makin rendah makin baik.' in text


def test_a_figure_without_a_count_is_typed_and_says_so() -> None:
    text, plan, measurement = drafted(one(compared("10", "8", "80,00"), name="Jumlah dokumen"))
    assert measurement.results["1.1"].typed_percentage
    assert plan.indicator("1.1").unit is Unit.COUNT  # type: ignore[union-attr]
    assert measurement.results["1.1"].actual_printed == "8"
    assert "# PERIKSA: hanya angka jadi yang tertulis, tanpa hitungannya." in text


def test_what_the_report_does_not_print_stays_empty_and_is_no_zero() -> None:
    text, _, measurement = drafted(one(compared("10", "-")))
    assert measurement.results["1.1"].missing
    assert "# PERIKSA: laporan tidak menyebut realisasinya; nilainya kosong, bukan nol." in text


def test_a_sum_called_a_mean_is_a_sum() -> None:
    worked = explained("Jumlah a / Jumlah b", ratio("20/80 = 25%", "Baik"), ratio("40/80 = 50%", "Sangat baik"))
    closing = Closing(Joining.MEAN, "Rata-rata", figure("75,00%"))
    worked = type(worked)(worked.text, worked.spot, worked.words, worked.ratios, closing)
    text, _, measurement = drafted(one(compared("80", "75,00", "93,75"), explanation=worked))
    assert amount(measurement) == 75
    assert '# PERIKSA: tercetak "Rata-rata", tetapi angkanya adalah jumlah bagian-bagiannya.' in text


def test_a_denominator_that_no_result_was_made_with_gives_way_to_the_one_that_all_were() -> None:
    served = ratio("2555/2584 = 98,88%", "Non"), ratio("15/18 = 83,33%", "Izin")
    answered = ratio("200/2.200 = 7,69%", "Kurang"), ratio("800/2.200 = 30,75%", "Sangat")
    letters, answers = explained("selesai / masuk", *served), explained("jawaban / surat", *answered)
    first = line("Ketepatan waktu", compared("90", "91,11", "101,23"), explanation=letters)
    second = line("Jawaban survei", compared("80", "38,43", "48,04"), code="1.2", row=4, explanation=answers)
    text, plan, measurement = drafted(paper(board(first, second, objectives=objectives("1"))))
    assert amount(measurement, "1.2") == Fraction(100_000, 2602)
    assert "# PERIKSA: tercetak pembagi 2.200, tetapi semua hasilnya dihitung dengan 2.602." in text
    assert not any("2200" in str(name) for name in plan.variables)


def test_one_result_alone_never_changes_a_denominator() -> None:
    _, _, measurement = drafted(seed())
    assert amount(measurement, "1.2") == Fraction(4800, 52)


def test_what_the_audit_found_stands_at_the_indicator() -> None:
    found = Objection(finding("negative-value", variable="x", found="-1"), Spot(1, 1, 4, 4), "1.2")
    text, _, _ = drafted(seed(), Examined((found,)))
    assert "# Temuan [negative-value]: Nilai x adalah -1, di bawah nol." in text.split('code: "1.2"')[0][-400:]


def test_the_words_of_an_inverted_formula_name_the_other_sides() -> None:
    worked = explained("Jumlah temuan / Jumlah temuan selesai", "60/73 = 82,19%")
    claims = one(compared("65", "82,19"), explanation=worked)
    if "inverted-formula" in CATALOGUE:
        found = Objection(finding("inverted-formula"), Spot(1, 1, 3, 4), "1.1")
        _, plan, _ = drafted(claims, Examined((found,)))
        assert list(plan.variables) == ["temuan_selesai", "temuan"]
    assert list(drafted(claims)[1].variables) == ["temuan", "temuan_selesai"]


def test_the_signature_the_place_and_the_renstra_come_from_the_passages() -> None:
    passages = [
        "KECAMATAN JAMBI TIMUR KOTA JAMBI",
        "Renstra 2014-2018",
        "Misi 1: Meningkatnya kualitas pelayanan public",
        "Jambi, Januari 2018",
        "CAMAT JAMBI TIMUR",
        "RAHMAD SUGIHARTO, S.STP",
        "PEMBINA",
        "NIP. 19800423 199912 1 001",
    ]
    claims = paper(*seed().boards, passages=passages, office="KECAMATAN JAMBI TIMUR")
    _, plan, _ = drafted(claims)
    office = plan.office
    assert (office.name, office.parent, office.place) == ("Kecamatan Jambi Timur", "Kota Jambi", "Jambi")
    head = office.head
    assert (head.title, head.name, head.rank) == ("CAMAT JAMBI TIMUR", "RAHMAD SUGIHARTO, S.STP", "PEMBINA")
    assert head.nip == "19800423 199912 1 001"
    assert plan.signed == {2017: "Januari 2018"}
    assert plan.strategy and (plan.strategy.first_year, plan.strategy.last_year) == (2014, 2018)
    assert [mission.statement for mission in plan.missions] == ["Meningkatnya kualitas pelayanan public"]


def test_the_mean_of_objectives_is_chosen_only_where_it_alone_is_printed() -> None:
    assert drafted(seed())[1].rules.mean is MeanOver.INDICATORS


def test_a_report_without_indicators_gives_no_draft() -> None:
    assert draft_plan(paper(), NOTHING, 2017, "") is None


def test_a_name_that_would_be_a_formula_of_a_spreadsheet_is_kept_apart() -> None:
    made = draft_plan(one(compared("10", "8"), source="=cmd()"), NOTHING, 2017, "")
    assert made is not None and ",'=cmd()" in made.values


def test_comments_change_nothing_and_stand_above_their_lines() -> None:
    text = "a: 1\nb:\n  - c: 2\n  - c: 3\n"
    said = commented(text, {("b", 1): ["satu"], ("a",): ["dua\n- x: y"], ("z",): ["tiga"]})
    assert said == "# dua - x: y\na: 1\nb:\n  - c: 2\n  # satu\n  - c: 3\n"
