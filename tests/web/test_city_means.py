"""Means over a city: of cells from their total and count, of parts from pooled parts, never of offices' means."""

import datetime
from collections.abc import Sequence
from fractions import Fraction

import pytest
from django.test import Client
from django.utils import timezone

from capaian.web.accounts.models import Office, User
from capaian.web.city.overview import office_figures
from capaian.web.city.overview.averaging import Averages
from capaian.web.city.overview.office_figures import figures_of_offices
from capaian.web.city.overview.pooling import RollUp, roll_ups
from capaian.web.city.overview.submission_status import submission_statuses
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.queries import plan_of
from capaian.web.registers.actions import insert_rows
from capaian.web.registers.rows import to_checked_row
from capaian.web.reporting.models import Figures
from tests.web.city_cast import AT, QUARTER, typed

pytestmark = pytest.mark.django_db

PLAN = """
schema: capaian/plan@1
office:
  code: "{code}"
  name: {name}
  head: {{title: CAMAT, name: SITI}}
strategy: {{first_year: 2015, last_year: 2018}}
missions:
  - statement: Pelayanan
    objectives:
      - statement: Kepuasan
        indicators:
          - {{code: "1", name: Indeks kepuasan, unit: index, better: higher, targets: {{2017: 80}},
             formula: "mean(u1, u2) * 25"}}
          - {{code: "2", name: Nilai unsur, unit: index, better: higher, targets: {{2017: 3}}, formula: u1}}
          - code: "3"
            name: Rata-rata dua persentase
            unit: percent
            better: higher
            targets: {{2017: 90}}
            parts:
              ontime: {{label: Surat, formula: on_time / letters * 100}}
              given: {{label: Izin, formula: granted / permits * 100}}
            formula: mean(ontime, given)
          - {{code: "4", name: Nilai AKIP, unit: index, better: higher, targets: {{2017: 70}}, formula: score}}
          - {{code: "5", name: Rata-rata diketik, unit: percent, better: higher, targets: {{2017: 3}},
             formula: typed_mean / top * 100}}
          - {{code: "6", name: Rentang, unit: count, better: higher, targets: {{2017: 3}}, formula: top - bottom}}
          - {{code: "7", name: Pemohon, unit: count, better: higher, targets: {{2017: 3}}, formula: who}}
registers:
  survey:
    label: Survei
    office: place
    date: answered_on
    fields:
      place: {{type: area, required: true}}
      answered_on: {{type: date, required: true}}
      u1: {{type: whole, label: Unsur 1}}
      u2: {{type: whole, label: Unsur 2}}
      who: {{type: text, label: Siapa}}
variables:
  u1: {{label: Unsur satu, kind: mean, from: survey, mean: u1}}
  u2: {{label: Unsur dua, kind: mean, from: survey, mean: u2}}
  top: {{label: Tertinggi, kind: flow, from: survey, max: u1}}
  bottom: {{label: Terendah, kind: flow, from: survey, min: u1}}
  who: {{label: Pemohon, kind: flow, from: survey, count: distinct who}}
  on_time: {{label: Tepat waktu, kind: flow}}
  letters: {{label: Surat, kind: flow}}
  granted: {{label: Izin terbit, kind: flow}}
  permits: {{label: Izin, kind: flow}}
  score: {{label: Nilai AKIP, kind: stock}}
  typed_mean: {{label: Rata-rata, kind: mean}}
"""
Cells = Sequence[tuple[int | None, int | None]]


def planned(office: Office, by: User) -> PlanVersion:
    return PlanVersion.objects.create(
        office=office,
        number=1,
        text=PLAN.format(code=office.code, name=office.name),
        state=PlanVersion.State.ADOPTED,
        decree="SK 1",
        decree_date=datetime.date(2015, 1, 5),
        since=datetime.date(2015, 1, 1),
        made_by=by,
        adopted_by=by,
        adopted_at=timezone.now(),
    )


def surveyed(office: Office, by: User, cells: Cells) -> None:
    register = plan_of(office.plans.get()).registers["survey"]
    day = datetime.date(2017, 2, 1)
    rows = [
        {
            "place": office.code,
            "answered_on": day,
            "u1": None if one is None else Fraction(one),
            "u2": None if two is None else Fraction(two),
            "who": f"Orang {number}",
        }
        for number, (one, two) in enumerate(cells)
    ]
    insert_rows(office, by, register, [to_checked_row(register, row) for row in rows])
    office.refresh_from_db()


@pytest.fixture
def asked(city: Office, office: Office, other_office: Office, people: dict[str, User]) -> list[Office]:
    """One answer of 4 and 1 in the first office, nine of 2 and 3 in the second, of which one cell is empty."""
    for one in (office, other_office):
        planned(one, people["sari"])
    surveyed(office, people["ani"], [(4, 1)])
    surveyed(other_office, people["ani"], [(2, 3)] * 8 + [(2, None)])
    return [office, other_office]


def over(city: Office) -> dict[str, RollUp]:
    offices = figures_of_offices(submission_statuses(city, QUARTER), QUARTER)
    return {one.indicator.code: one for one in roll_ups(city, QUARTER, offices, approved_only=False)}


def test_a_mean_of_cells_is_that_of_all_cells_together(city: Office, asked: list[Office]) -> None:
    one = over(city)["2"]
    assert one.actual == "2,20"  # (4 + 9 x 2) / 10, and not (4 + 2) / 2
    assert one.agrees
    assert [(each.what, each.amounts, each.total) for each in one.sums] == [
        ("mean-total", ["4", "18"], "22"),
        ("mean-rows", ["1", "9"], "10"),
    ]


def test_a_mean_whose_decimals_never_end_is_pooled_too(
    city: Office, asked: list[Office], people: dict[str, User]
) -> None:
    surveyed(asked[0], people["ani"], [(2, 1), (1, 1)])  # 7/3, which has no last decimal
    one = over(city)["2"]
    assert [line.why for line in one.lines] == ["", ""]
    assert one.actual == "2,08" and one.agrees  # (4 + 2 + 1 + 9 x 2) / 12


def test_an_index_is_the_mean_of_pooled_means(city: Office, asked: list[Office]) -> None:
    one = over(city)["1"]
    assert one.actual == "62,22"  # (22/10 + 25/9) / 2 x 25; the mean of the offices' indices is 62,50
    assert one.agrees


def test_a_mean_of_parts_is_that_of_pooled_parts(
    city: Office, asked: list[Office], people: dict[str, User]
) -> None:
    typed(asked[0], people["budi"], on_time=9, letters=10, granted=1, permits=2)
    typed(asked[1], people["budi"], on_time=1, letters=90, granted=10, permits=10)
    one = over(city)["3"]
    assert one.actual == "50,83"  # (10/100 + 11/12) / 2; the mean of 70 and 50,56 would be 60,28
    assert one.agrees


def test_scores_are_not_added_up_and_raise_no_alarm(
    city: Office, asked: list[Office], people: dict[str, User], planner: Client
) -> None:
    typed(asked[0], people["budi"], score=60)
    typed(asked[1], people["budi"], score=70)
    one = over(city)["4"]
    assert one.actual is None and one.missing is not None and one.missing.reason == "not-additive"
    assert one.agrees is None and [each.total for each in one.sums] == [""]
    page = planner.get(f"{AT}2017-Q1/i/4/").content.decode()
    assert "bukan hitungan" in page and "Tidak cocok" not in page


def test_a_mean_that_somebody_typed_is_refused(city: Office, asked: list[Office], people: dict[str, User]) -> None:
    for one in asked:
        typed(one, people["budi"], typed_mean=3)
    mean = over(city)["5"]
    assert mean.missing is not None and mean.missing.reason == "not-additive" and mean.agrees is None


def test_a_typed_mean_beside_counted_ones_weighs_nobody_knows_what(
    city: Office, asked: list[Office], people: dict[str, User]
) -> None:
    third = Office.objects.create(code="15.71.05", name="Kecamatan Ketiga")
    planned(third, people["sari"])
    typed(third, people["budi"], u1=3)
    one = over(city)["2"]
    assert one.missing is not None and one.missing.reason == "not-additive"
    assert [each.amounts for each in one.sums] == [["4", "18", "–"], ["1", "9", "–"]] and one.agrees is None


def test_the_greatest_and_the_smallest_are_those_of_all(city: Office, asked: list[Office]) -> None:
    one = over(city)["6"]
    assert (one.actual, one.agrees) == ("2,00", True)
    assert [(each.what, each.total) for each in one.sums] == [("max", "4"), ("min", "2")]


def test_who_stands_in_two_offices_counts_twice_and_the_page_says_so(
    city: Office, asked: list[Office], planner: Client
) -> None:
    one = over(city)["7"]
    assert one.actual == "10,00" and one.agrees
    assert "yang berbeda, dihitung di setiap perangkat daerah" in planner.get(f"{AT}2017-Q1/i/7/").content.decode()


# ---- what is kept, and what is not yet there ----------------------------------------------------------


def test_averages_are_made_once(city: Office, asked: list[Office], monkeypatch: pytest.MonkeyPatch) -> None:
    over(city)
    monkeypatch.setattr(office_figures, "measurement_now", lambda *_: pytest.fail("measured again"))
    assert over(city)["2"].actual == "2,20"


def test_averages_of_another_moment_are_not_mixed_with_the_figures(
    city: Office, asked: list[Office], people: dict[str, User]
) -> None:
    offices = figures_of_offices(submission_statuses(city, QUARTER), QUARTER)
    surveyed(asked[0], people["ani"], [(1, 1)])  # a clerk writes while the city's page is being made
    rolled = {one.indicator.code: one for one in roll_ups(city, QUARTER, offices, approved_only=False)}
    assert [line.why for line in rolled["2"].lines] == ["later", ""] and rolled["2"].actual == "2,00"
    assert over(city)["2"].actual == "2,09"  # (4 + 1 + 18) / 11


def test_one_look_makes_only_so_many(city: Office, asked: list[Office]) -> None:
    (first, second) = figures_of_offices(submission_statuses(city, QUARTER), QUARTER)
    few = Averages(QUARTER, most=1)
    assert few.of(first) is not None and few.of(second) is None
    again = Averages(QUARTER, most=1)
    assert again.of(first) is not None and again.of(second) is not None
    assert Figures.objects.filter(period="2017-Q1:mean:").count() == 2
