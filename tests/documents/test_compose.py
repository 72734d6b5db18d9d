"""The document model: what every format prints."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from capaian.core.measurement.achievement import Actual
from capaian.documents.compose import compose
from capaian.documents.model import Report

Make = Callable[..., Report]


def test_heading_office_and_signature(example: Make) -> None:
    report = example()
    assert report.title == ("LAPORAN CAPAIAN TARGET", "INDIKATOR KINERJA UTAMA (IKU) TAHUN 2017")
    assert report.skpd == "SKPD : KECAMATAN JAMBI TIMUR"
    assert report.office.subheading == "KECAMATAN JAMBI TIMUR KOTA JAMBI"
    assert len(report.office.functions) == 7
    assert report.signature.place_date == "Jambi, Januari 2018"
    assert report.signature.nip == "NIP. 19800423 199912 1 001"


def test_a_report_that_is_not_signed_yet_leaves_room_for_the_date(contract: Make) -> None:
    assert contract().signature.place_date == "Contoh, ……………… 2025"


def test_objectives_are_numbered_through_and_indicators_within_them(example: Make) -> None:
    groups = example().missions[0].groups
    assert [group.title[:2] for group in groups] == ["1.", "2.", "3."]
    assert [[row.number for row in group.targets] for group in groups] == [
        ["1.", "2.", "3.", "4."],
        ["1.", "2.", "3.", "4."],
        ["1.", "2."],
    ]


def test_the_target_column_says_percent_only_where_all_are(example: Make, altered: Make) -> None:
    assert example().headings.target == "Target"
    grade = altered(
        ("unit: grade", "unit: percent"),
        ("better: grade", "better: higher"),
        ("{2017: {grade: B, score: 61.70}, 2018: {grade: B}}", "{2017: 61.7}"),
    )
    assert grade.headings.target == "Target (%)"


def test_the_chosen_rule_is_marked_among_the_others(example: Make, altered: Make) -> None:
    assert [fact.label for fact in example().sensitivity if fact.chosen] == ["Tanpa batas atas"]
    capped = altered(("cap: none", "cap: 120"))
    assert [(fact.label, fact.value) for fact in capped.sensitivity if fact.chosen] == [
        ("Setiap capaian dibatasi 120", "109,37")
    ]
    assert "batas atas 120" in capped.sensitivity_text


def test_the_chart_has_a_bar_for_each_indicator_on_one_axis(example: Make) -> None:
    chart = example().chart
    assert [bar.printed for bar in chart.bars][:4] == ["101,23", "102,56", "104,21", "250,00"]
    assert [label for label, _ in chart.ticks] == ["0", "50", "100", "150", "200", "250", "300"]
    assert Fraction(chart.full) == Fraction(3333, 10000)
    assert chart.caption.startswith("Capaian dalam persen: 1.1 101,23; 1.2 102,56")


def test_a_bar_that_cannot_be_drawn_says_so(altered: Make) -> None:
    report = altered(("formula: groups_active / groups * 100", "formula: groups_active / (groups - 52) * 100"))
    bar = report.chart.bars[1]
    assert (bar.missing, bar.printed, Fraction(bar.share)) == (True, "tidak dapat dihitung", 0)


def notes(report: Report) -> dict[str, list[str]]:
    return {group.title: [group.text, *group.items] for group in report.notes}


def test_notes_tell_typed_figures_missing_ones_and_the_rules(altered: Make) -> None:
    report = altered(
        ("formula: groups_active / groups * 100", "formula: groups_active / (groups - 52) * 100"),
        ("cap: none", "cap: 120"),
    )
    found = notes(report)
    rules = "\n".join(found["Aturan capaian"])
    assert "atas 9 dari 10 indikator" in rules
    assert "1.4: capaian 250,00 dihitung 120,00 dalam rata-rata." in rules
    assert "PermenPANRB Nomor 53 Tahun 2014" in rules
    missing = found["Yang tidak dapat dihitung"]
    assert missing[1].startswith("1.2 Persentase lembaga kemasyarakatan yang aktif: tidak dapat dihitung: penyebut")
    typed = found["Angka yang diketik dan angka yang dihitung"]
    assert typed[0].startswith("25 nilai masukan diketik")
    assert "3.1 Nilai AKIP Kecamatan: realisasi diketik langsung, tanpa hitungan di baliknya." in typed
    pooled = found["Rata-rata atas dasar yang berbeda"]
    assert len(pooled) == 2
    assert "angka gabungan 98,77% (2.570 dari 2.602)" in pooled[1]


def test_a_reason_is_in_the_readers_language(altered: Make) -> None:
    report = altered(
        ("formula: groups_active / groups * 100", "formula: groups_active / (groups - 52) * 100"), lang="en"
    )
    assert report.missions[0].groups[0].targets[1].why == "cannot be computed: the denominator groups - 52 is zero"


@pytest.mark.parametrize("value", [Fraction(48, 52) * 100, Fraction(0)])
def test_the_model_prints_the_measurement_and_nothing_of_its_own(example: Make, value: Fraction) -> None:
    report = example()
    result = report.measurement.results["1.2"]
    changed = replace(
        report.measurement,
        results={**report.measurement.results, "1.2": replace(result, actual=Actual(value))},
    )
    row = compose(changed, fingerprint="0" * 64).missions[0].groups[0].targets[1]
    assert row.actual == ("92,31" if value else "0,00")


def test_the_notes_say_what_an_audit_of_this_paper_would_say(example: Make, altered: Make) -> None:
    told = notes(example())["Yang perlu diketahui pembaca"]
    assert [item[:3] for item in told[1:]] == ["1.1", "1.3", "1.4", "2.1", "2.3", "2.4", "3.1", "3.2", "3.2"]
    assert told[3].endswith("target 10 jauh di bawah yang tercapai pada tahun yang sama, 25,00.")
    english = notes(example(lang="en"))["What a reader should know"]
    assert english[3].endswith("the target 10 is far below what was reached in the same year, 25,00.")
    raised = notes(altered(("targets: {2017: 10, 2018: 10}", "targets: {2017: 20, 2018: 20}")))
    assert "1.4" not in [item[:3] for item in raised["Yang perlu diketahui pembaca"]]


def test_a_part_above_its_whole_is_said(altered: Make) -> None:
    more = altered(
        ("groups_active / groups * 100", "groups / groups_active * 100"),
        ("Lembaga yang aktif / lembaga yang ada", "Lembaga yang aktif / jumlah lembaga"),
    )
    told = notes(more)["Yang perlu diketahui pembaca"]
    assert any(item.startswith("1.2") and "= 108,33% melebihi 100%" in item for item in told)
