"""Which kelurahan sent rows in a period: against the list of areas, and nothing counted that does not count."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from capaian.core.period import Period
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.city.overview.coverage import Places, areas, coverage_of
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.queries import plan_of
from capaian.web.registers.models import Row
from tests.web.city_cast import AT, QUARTER
from tests.web.conftest import As

pytestmark = pytest.mark.django_db
TALANG_BANJAR, SIJENJANG = "15.71.03.1003", "15.71.03.1001"


def row(office: Office, by: User, place: str, day: str, **more: Any) -> Row:
    said = {"register": "letters", "data": {}, **more}
    return Row.objects.create(office=office, place=place, day=day, by=by, **said)


@pytest.fixture
def sent(city: Office, office: Office, people: dict[str, User]) -> Office:
    """Two kelurahan sent in the first quarter of 2017: one of them on its first and its last day."""
    ani = people["ani"]
    row(office, ani, TALANG_BANJAR, "2017-01-01")
    row(office, ani, TALANG_BANJAR, "2017-03-31")
    row(office, ani, TALANG_BANJAR, "2017-02-01", register="complaints")
    row(office, ani, SIJENJANG, "2017-02-01")
    row(office, ani, "15.71.03.1004", "2016-12-31")  # the day before
    row(office, ani, "15.71.03.1005", "2017-04-01")  # the day after
    row(office, ani, "15.71.03.1006", "2017-02-01", removed=True)
    row(office, ani, "15.71.03.9999", "2017-02-01")
    row(office, ani, office.code, "2017-02-02")
    return office


def of(office: Office, period: Period = QUARTER) -> Places:
    (one,) = coverage_of([office], period)
    return one


def test_who_sent_and_who_was_silent(sent: Office, plan: PlanVersion) -> None:
    one = of(sent)
    assert [(each.code, each.rows) for each in one.listed] == [(SIJENJANG, 1), (TALANG_BANJAR, 3)]
    first = one.listed[1]
    assert first.last == datetime.date(2017, 3, 31)
    labels = plan_labels(plan)
    assert sorted(first.registers) == sorted([(labels["complaints"], 1), (labels["letters"], 2)])
    known = [code for code in areas_of(sent) if code not in (SIJENJANG, TALANG_BANJAR)]
    assert [code for code, _ in one.silent] == known and one.expected == len(known) + 2
    assert [each.code for each in one.strange] == ["15.71.03.9999"]
    assert one.own is not None and one.own.rows == 1


def plan_labels(plan: PlanVersion) -> dict[str, str]:
    return {name: register.label or name for name, register in plan_of(plan).registers.items()}


def areas_of(office: Office) -> list[str]:
    from_file = areas(Path(__file__).parents[2] / "src/capaian/web/kota-jambi/areas.csv")
    return sorted(code for code in from_file if code.startswith(f"{office.code}."))


def test_a_month_of_another_quarter_is_another_matter(sent: Office) -> None:
    assert [each.code for each in of(sent, Period(2016, 10, 3)).listed] == ["15.71.03.1004"]
    assert not of(sent, Period(2018)).sent and of(sent, Period(2018)).own is None


def test_no_list_of_areas_says_so_and_nobody_is_called_silent(
    sent: Office, planner: Client, settings: Any, tmp_path: Path
) -> None:
    settings.AREAS = tmp_path / "areas.csv"
    settings.AREAS.write_text("code,name\n15.72.01.1001,Lain\n")
    one = of(sent)
    assert not one.known and not one.silent and len(one.strange) == 3
    assert (
        "yang belum mengirim tidak diketahui"
        in planner.get(f"{AT}kelurahan/15.71.03/", {"periode": "2017-Q1"}).content.decode()
    )
    settings.AREAS = tmp_path / "none.csv"
    with pytest.raises(ImproperlyConfigured, match="CAPAIAN_AREAS"):
        of(sent)


def test_the_pages(sent: Office, plan: PlanVersion, planner: Client) -> None:
    page = planner.get(f"{AT}kelurahan/", {"periode": "2017-Q1"}).content.decode()
    count = len(areas_of(sent))
    assert f"2 dari {count}" in page and "1 kode tidak ada dalam daftar wilayah" in page
    assert f"{AT}kelurahan/15.71.03/?periode=2017-Q1" in page
    page = planner.get(f"{AT}kelurahan/15.71.03/", {"periode": "2017-Q1"}).content.decode()
    assert TALANG_BANJAR in page and "31 Maret 2017" in page and "belum ada" in page
    assert planner.get(f"{AT}kelurahan/15.72.01/").status_code == 404
    assert planner.get("/o/15.71.03/kota/kelurahan/")["Location"] == f"{AT}kelurahan/15.71.03/"
    assert planner.get("/o/15.71.03/kota/kelurahan/15.71.04/")["Location"] == f"{AT}kelurahan/15.71.04/"


def test_who_plans_for_a_province_is_led_to_the_city_and_not_past_it(sent: Office) -> None:
    province = Office.objects.create(code="15", name="Provinsi Jambi")
    user = User.objects.create_user("eka", name="Eka")
    first = datetime.date(2015, 1, 1)
    Appointment.objects.create(user=user, office=province, role="city-planner", first_day=first)
    client = Client()
    client.force_login(user)
    assert client.get("/o/15.71.03/kota/")["Location"] == AT
    assert client.get("/o/15.71.03/kota/kelurahan/")["Location"] == f"{AT}kelurahan/15.71.03/"
    page = client.get("/o/15/kota/kelurahan/", {"periode": "2017-Q1"}).content.decode()
    assert "Cakupan menurut kecamatan" in page and "1 dari 11" in page  # its rows are with its kecamatan
    assert "Telanaipura" in page and "Jambi Timur" not in page  # the first is silent


def test_a_kecamatan_whose_kelurahan_report_themselves_has_the_pages_too(sent: Office, planner: Client) -> None:
    Office.objects.create(code=TALANG_BANJAR, name="Kelurahan Talang Banjar")
    for path in ("", f"{TALANG_BANJAR}/"):
        page = planner.get(f"/o/15.71.03/kota/kelurahan/{path}", {"periode": "2017-Q1"}).content.decode()
        assert "Kelurahan Talang Banjar" in page


def test_only_who_compares_sees_them(sent: Office, as_: As) -> None:
    for path in ("kelurahan/", "kelurahan/15.71.03/"):
        for who in ("ani", "citra", "dedi", "ira"):
            assert getattr(as_, who).get(AT + path).status_code == 403


def test_a_planner_of_another_city_sees_nothing_of_this_one(sent: Office) -> None:
    other = Office.objects.create(code="15.72", name="Kota Sungai Penuh")
    user = User.objects.create_user("eka", name="Eka")
    Appointment.objects.create(user=user, office=other, role="city-planner", first_day=datetime.date(2015, 1, 1))
    client = Client()
    client.force_login(user)
    assert client.get("/o/15.72/kota/").status_code == 200
    for path in ("", "kelurahan/", "kelurahan/15.71.03/", "daftar/", "unduh/", "2017-Q1/i/1/", "daftar/buka/"):
        assert client.get(AT + path).status_code == 403
    for path in ("daftar/15.71.03/koreksi/", "daftar/tutup/", "ingatkan/", "batas/", "usulan/baru/"):
        assert client.post(AT + path, {}).status_code == 403
    Office.objects.create(code="15.72.01", name="Kecamatan di sana")
    for path in ("kelurahan/15.71.03/", "daftar/15.71.03/koreksi/"):
        assert client.get(f"/o/15.72/kota/{path}").status_code == 404
