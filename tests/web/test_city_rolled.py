"""Offices over one city: pooled as the command line pools, reconciled, and nobody's silence is a zero."""

import csv
import datetime
import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from capaian.core.period import Period
from capaian.files.plan import rulebook
from capaian.pipeline.inputs import load
from capaian.pipeline.rollup import roll_up
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.city.overview.office_figures import figures_of_offices
from capaian.web.city.overview.pooling import RollUp, roll_ups
from capaian.web.city.overview.submission_status import submission_statuses
from capaian.web.reporting.actions import set_value
from capaian.web.reporting.freezing import freeze_period
from capaian.web.reporting.models import Submission, Value
from capaian.web.reporting.provisional import current_figures, values_csv
from tests.searches import examples
from tests.web.city_cast import AT, QUARTER, YEAR, adopted, plan_text, typed
from tests.web.conftest import As
from tests.web.test_city_told import approve

pytestmark = pytest.mark.django_db


def over(city: Office, period: Period = QUARTER, only: bool = False) -> dict[str, RollUp]:
    offices = figures_of_offices(submission_statuses(city, period), period)
    return {one.indicator.code: one for one in roll_ups(city, period, offices, approved_only=only)}


def test_numerators_and_denominators_are_pooled_and_percentages_are_not(city: Office, both: list[Office]) -> None:
    one = over(city)["1"]
    assert (one.actual, one.target, one.achieved) == ("10,00", "90", "11,11")  # not the mean of 90 and 1,11
    assert one.agrees and [each.total for each in one.sums] == ["10", "100"]


def test_what_the_command_line_rolls_up_is_the_same(city: Office, both: list[Office], tmp_path: Path) -> None:
    plan, values = (tmp_path / name for name in ("plan.yaml", "values.csv"))
    plan.write_text(plan_text(both[0]))
    first, second = (values_csv(one) for one in both)
    values.write_text(first + second.partition("\n")[2])
    inputs, _ = load(plan, [values])
    assert inputs is not None
    offices = [replace(inputs.plan.office, code=one.code, name=one.name) for one in both]
    (rolled,), _ = roll_up(inputs, [QUARTER], offices, ["city"])
    ours = over(city)
    for code, figure in rolled.figures.items():
        shown = figure.actual[0]
        assert isinstance(shown, Fraction)
        assert ours[code].actual == f"{float(shown):.2f}".replace(".", ",")


def test_who_has_told_nothing_is_left_out_and_is_no_zero(
    city: Office, both: list[Office], people: dict[str, User]
) -> None:
    Value.objects.filter(office=both[1], variable="letters").delete()
    typed(both[1], people["budi"])
    one = over(city)["1"]
    assert one.actual == "90,00" and len(one.pooled) == 1
    (line,) = one.left_out
    assert line.why == "missing" and line.reason is not None and "Surat" in line.reason.sentence()


def test_an_office_without_a_plan_is_named(city: Office, office: Office, people: dict[str, User]) -> None:
    adopted(office, people["sari"])
    typed(office, people["budi"], on_time=9, letters=10)
    assert [line.why for line in over(city)["1"].lines] == ["", "no-plan"]


def test_another_formula_is_named_and_not_pooled(city: Office, both: list[Office], people: dict[str, User]) -> None:
    third = Office.objects.create(code="15.71.05", name="Kecamatan Ketiga")
    adopted(third, people["sari"], "on_time / letters * 1000")
    typed(third, people["budi"], on_time=500, letters=500)
    one = over(city)["1"]
    assert one.actual == "10,00" and one.alike == "15.71.03"
    assert [(line.told.office.code, line.different) for line in one.differing] == [("15.71.05", ("formula",))]


def test_only_approved_figures_where_those_are_asked_for(city: Office, both: list[Office]) -> None:
    one = over(city, only=True)["1"]
    assert one.actual is None and [line.why for line in one.lines] == ["provisional", "provisional"]
    assert one.missing is not None and one.missing.reason == "nobody-reported"


def frozen_by(file: Path, office: Office, people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    """Approve the office's quarter as a release does that ships ``file`` for its rules."""
    head = Appointment(office=office, user=people["citra"], role="head", title="CAMAT", first_day="2015-01-01")
    with monkeypatch.context() as release:
        release.setattr(rulebook, "SHIPPED", file)
        figures = current_figures(office, QUARTER, anew=True)
        assert figures is not None
        freeze_period(office, QUARTER, head, datetime.date(2017, 4, 5), figures.sha256)
    approve(office, people)


@pytest.fixture
def halved(tmp_path: Path) -> Path:
    """A rule book by which an achievement is half of what it is by the one that is shipped."""
    file = tmp_path / "rulebook.yaml"
    text = rulebook.SHIPPED.read_text(encoding="utf-8")
    file.write_text(text.replace("formula: actual / target * 100", "formula: actual / target * 50", 1), "utf-8")
    return file


def test_what_is_made_of_editions_alone_keeps_the_rules_that_they_were_frozen_with(
    city: Office, both: list[Office], people: dict[str, User], halved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert over(city)["1"].achieved == "11,11"
    for one in both:
        frozen_by(halved, one, people, monkeypatch)
    rolled = over(city, only=True)["1"]
    assert (rolled.actual, rolled.achieved, rolled.agrees) == ("10,00", "5,56", True)


def test_where_figures_of_today_take_part_todays_rules_hold(
    city: Office, both: list[Office], people: dict[str, User], halved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen_by(halved, both[0], people, monkeypatch)
    rolled = over(city)["1"]
    assert [line.told.approved for line in rolled.lines] == [True, False]
    assert (rolled.actual, rolled.achieved) == ("10,00", "11,11")


def test_unlike_targets_are_not_averaged(city: Office, both: list[Office], people: dict[str, User]) -> None:
    plan = both[1].plans.get()
    text = plan.text.replace("2017: 90", "2017: 80", 1)
    Office.objects.filter(pk=both[1].pk).update(version=99)
    both[1].refresh_from_db()
    plan.pk, plan.number, plan.text = None, 2, text
    plan.save(force_insert=True)
    one = over(city)["1"]
    assert one.actual == "10,00" and one.achieved is None
    assert one.unachieved is not None and one.unachieved.reason == "targets-differ"


# ---- measured anew, a few at a time -------------------------------------------------------------------


def whys(city: Office, most: int) -> list[str]:
    return [one.why for one in figures_of_offices(submission_statuses(city, QUARTER), QUARTER, most)]


def test_what_is_not_measured_yet_is_said_and_the_next_look_has_it(
    city: Office, both: list[Office], people: dict[str, User], planner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert whys(city, 1) == ["", "later"]
    assert whys(city, 1) == ["", ""]
    typed(both[1], people["budi"], Period(2017), rt=8)  # something was written: what was kept is not shown for it
    assert whys(city, 0) == ["", "later"]
    monkeypatch.setattr(
        "capaian.web.city.overview.views.figures_of_offices", lambda *words: figures_of_offices(*words, most=0)
    )
    page = planner.get(AT, {"periode": "2017-Q1"}).content.decode()
    assert "Angka 1 perangkat daerah berubah dan belum dihitung lagi." in page and "1 belum dihitung" in page
    assert "Hitung yang belum" in planner.get(f"{AT}2017-Q1/i/1/").content.decode()
    assert "1 belum dihitung" in planner.get(f"{AT}unduh/", {"periode": "2017-Q1"}).content.decode("utf-8-sig")
    monkeypatch.undo()
    page = planner.get(AT, {"periode": "2017-Q1"}).content.decode()
    assert "belum dihitung" not in page and "10,00" in page


def test_an_office_without_a_plan_takes_nobodys_turn(city: Office, both: list[Office]) -> None:
    Office.objects.create(code="15.71.01", name="Kecamatan Tanpa Rencana")
    for _ in range(2):
        found = whys(city, 1)
    assert found == ["no-plan", "", ""]


def test_who_writes_all_the_time_takes_nobodys_turn(
    city: Office, both: list[Office], people: dict[str, User]
) -> None:
    for month in (4, 7, 10):
        typed(both[0], people["budi"], Period(2017, month, 3), rt=month)
        found = whys(city, 1)
    assert found[1] == ""


# ---- an office that ended within the year --------------------------------------------------------------


@pytest.fixture
def merged(city: Office, both: list[Office], people: dict[str, User]) -> list[Office]:
    """The first office ended in June; the second goes on with its people."""
    typed(both[1], people["budi"], Period(2017, 10, 3), on_time=4, letters=10, served=50, people=310, rt=10)
    Office.objects.filter(pk=both[0].pk).update(closed=datetime.date(2017, 6, 30))
    return both


@pytest.mark.usefixtures("merged")
def test_each_office_counts_for_its_own_months(city: Office) -> None:
    rolled = over(city, YEAR)
    assert (
        rolled["1"].sums[1].amounts == ["10", "100"] and rolled["1"].agrees
    )  # 10 of the one, 90 + 10 of the other
    both = rolled["2"]  # what happened counts of both, who lives there at the end of the year once
    assert [each.total for each in both.sums] == ["65", "310"] and both.agrees
    assert [line.why for line in rolled["3"].lines] == ["ended", ""]


@pytest.mark.usefixtures("merged")
def test_after_its_end_no_report_is_expected(city: Office) -> None:
    def there(period: Period) -> list[str]:
        return [one.office.code for one in submission_statuses(city, period)]

    assert there(Period(2017, 4, 3)) == there(YEAR) == ["15.71.03", "15.71.04"]
    assert there(Period(2017, 7, 3)) == there(Period(2018)) == ["15.71.04"]


@pytest.mark.usefixtures("merged")
def test_no_value_is_typed_after_the_end(office: Office, people: dict[str, User]) -> None:
    words: dict[str, Any] = {"variable": "letters", "amount": "1", "evidence": "", "version": 0}
    with pytest.raises(Refused, match="office-not-there"):
        set_value(office=office, by=people["budi"], period=Period(2017, 7, 3), **words)


COUNTS = st.tuples(st.integers(0, 10**9), st.integers(1, 10**9))


@given(counts=st.lists(COUNTS, min_size=2, max_size=2))
@settings(examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_sum_of_offices_is_the_roll_up(
    city: Office, both: list[Office], people: dict[str, User], counts: list[tuple[int, int]]
) -> None:
    Value.objects.all().delete()
    for one, (above, below) in zip(both, counts, strict=True):
        typed(one, people["budi"], on_time=above, letters=below)
    rolled = over(city)["1"]
    assert rolled.agrees and len(rolled.pooled) == 2


# ---- the pages ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("both")
def test_side_by_side(planner: Client, office: Office) -> None:
    Submission.objects.create(office=office, period="2017-Q1", first_day="2017-01-01", last_day="2017-03-31")
    page = planner.get(AT, {"periode": "2017-Q1"}).content.decode()
    assert "Kecamatan Jambi Timur" in page and "0 dari 2" in page and "sementara" in page
    assert "36,67" in page  # of the first office: the mean of 90/90, 5/90 and 4/90
    assert "3 dari 3" in page  # its own indicators
    page = planner.get(f"{AT}2017-Q1/i/1/").content.decode()
    assert "Cocok" in page and "/o/15.71.04/ukur/2017-Q1/i/1/" in page
    assert planner.get(f"{AT}2017-Q1/i/99/").status_code == 404
    assert planner.get(f"{AT}2017-01/i/1/").status_code == 404


@pytest.mark.parametrize(
    "sort", ["kode", "nama", "keadaan", "rata-rata", "realisasi", "capaian", "terlambat", "'--"]
)
@pytest.mark.usefixtures("both")
def test_it_sorts(planner: Client, sort: str) -> None:
    assert planner.get(AT, {"urut": sort, "periode": "2017-Q1"}).status_code == 200
    assert planner.get(f"{AT}2017-Q1/i/1/", {"urut": sort, "angka": "disetujui"}).status_code == 200


@pytest.mark.usefixtures("both")
def test_the_file_commands_no_spreadsheet(planner: Client, office: Office) -> None:
    Office.objects.filter(pk=office.pk).update(name="=HYPERLINK(1)")
    answer = planner.get(f"{AT}unduh/", {"periode": "2017-Q1"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert "attachment" in answer["Content-Disposition"]
    assert rows[1][:2] == ["15.71.03", "'=HYPERLINK(1)"] and rows[-3][6:10] == [
        "Surat tepat waktu",
        "90",
        "10,00",
        "11,11",
    ]


def test_below_a_kecamatan_there_is_nothing_so_it_leads_up(planner: Client, office: Office) -> None:
    answer = planner.get(f"/o/{office.code}/kota/")
    assert (answer.status_code, answer["Location"]) == (302, AT)
    assert planner.get(f"/o/{office.code}/kota/2017-Q1/i/1/")["Location"] == f"{AT}2017-Q1/i/1/"
    assert planner.get("/")["Location"] == AT


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    "path", ["", "unduh/", "daftar/", "usulan/", "2017-Q1/i/1/", "daftar/buka/", "usulan/baru/"]
)
def test_the_offices_own_people_do_not_see_the_city(as_: As, path: str) -> None:
    for who in ("ani", "citra", "dedi", "ira"):
        assert getattr(as_, who).get(AT + path).status_code == 403


def test_the_planner_changes_no_figure(city: Office, both: list[Office], dewi: User, planner: Client) -> None:
    words: dict[str, Any] = {"variable": "letters", "amount": "1", "evidence": "", "version": 1}
    with pytest.raises(Refused, match="no-right"):
        set_value(office=both[0], by=dewi, period=QUARTER, **words)
    assert planner.post("/o/15.71.03/ukur/2017-Q1/i/1/nilai/letters/", {"amount": "1"}).status_code in (403, 404)
