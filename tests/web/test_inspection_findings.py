"""Findings of the inspector: in the form of the field, answered by the office, closed by the inspector alone."""

from __future__ import annotations

import datetime
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.inspecting.findings.actions import answer_finding, follow_finding, write_finding
from capaian.web.inspecting.models import Finding, Step
from capaian.web.inspecting.packs import actions as packs_actions
from capaian.web.inspecting.queries import overdue_of
from capaian.web.inspecting.samples import actions as samples_actions
from capaian.web.planning.models import PlanVersion
from capaian.web.trail.models import Event
from tests.web.conftest import As
from tests.web.guards import the_database_refuses

AT = "/o/15.71.03/temuan/"
TEXTS = {
    "title": "Surat lewat waktu dihitung tepat waktu",
    "condition": "Dua dari sepuluh surat <lewat> batas.",
    "criteria": "UU 25/2009; rumus indikator 1.1.",
    "cause": "Tanggal selesai diisi dari buku ekspedisi.",
    "effect": "Realisasi 83,33 menjadi 80,00.",
    "recommendation": "Perbaiki register dan ajukan ulang.",
}


def tomorrow(days: int = 1) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def written(office: Office, by: User, deadline: datetime.date | None = None) -> Finding:
    period, day = Period(2017), deadline or tomorrow()
    return write_finding(office=office, by=by, period=period, indicator="1.1", deadline=day, **TEXTS)


@pytest.fixture
def finding(office: Office, people: dict[str, User], plan: PlanVersion) -> Finding:
    return written(office, people["ira"])


@pytest.fixture
def late(office: Office, people: dict[str, User], plan: PlanVersion, monkeypatch: pytest.MonkeyPatch) -> Finding:
    """A finding whose deadline was yesterday: it was written the day before."""
    with monkeypatch.context() as then:
        then.setattr(timezone, "localdate", lambda *_: datetime.date.today() - datetime.timedelta(days=3))
        return written(office, people["ira"], datetime.date.today() - datetime.timedelta(days=1))


def test_it_is_written_and_read_by_the_office(as_: As, office: Office, plan: PlanVersion) -> None:
    sent = {**TEXTS, "period": "2017", "indicator": "1.1", "deadline": f"{tomorrow():%Y-%m-%d}"}
    answer = as_.ira.post(f"{AT}tulis/", sent)
    assert answer["Location"] == f"{AT}1/"
    page = as_.budi.get(f"{AT}1/").content.decode()
    for text in ("Kondisi", "Kriteria", "Sebab", "Akibat", "Rekomendasi", "terbuka", "Dua dari sepuluh"):
        assert text in page
    assert "&lt;lewat&gt;" in page and "/ukur/2017/i/1.1/" in page
    event = Event.objects.get(kind="inspection-finding-written")
    assert (event.target, event.after["indicator"]) == ("temuan#1", "1.1")
    assert "lewat waktu" in as_.ani.get(AT).content.decode()


def test_the_form_knows_the_indicators_of_the_plan(as_: As, plan: PlanVersion) -> None:
    page = as_.ira.get(f"{AT}tulis/?period=2017").content.decode()
    assert '<option value="1.1">Persentase' in page and page.count("<option") == 10
    for period in ("kapan", "2001"):  # no period, and one before any plan
        assert "<option" not in as_.ira.get(f"{AT}tulis/?period={period}").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"condition": " "}, "Kondisi wajib diisi"),
        ({"title": ""}, "Judul temuan wajib diisi"),
        ({"recommendation": ""}, "Rekomendasi pemeriksa wajib diisi"),
        ({"deadline": "2017-01-01"}, "paling awal hari ini"),
        ({"deadline": "besok"}, "paling awal hari ini"),
        ({"period": "x"}, "bukan periode"),
        ({"indicator": "9.9"}, "9.9"),
        ({"sample": "77"}, "Uji petik itu tidak ada"),
        ({"effect": "x" * 8001}, "Paling panjang 8000"),
    ],
)
def test_what_is_not_whole_is_said_and_stays(as_: As, plan: PlanVersion, wrong: dict[str, str], said: str) -> None:
    sent = {**TEXTS, "period": "2017", "indicator": "1.1", "deadline": f"{tomorrow():%Y-%m-%d}"}
    answer = as_.ira.post(f"{AT}tulis/", {**sent, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and TEXTS["criteria"] in page
    assert not Finding.objects.exists()


def test_the_office_answers_and_the_inspector_closes(as_: As, finding: Finding) -> None:
    at = f"{AT}{finding.number}/"
    assert as_.budi.post(at, {"kind": "answered", "text": "Register diperbaiki."}).status_code == 302
    assert "ditanggapi" in as_.ira.get(AT).content.decode()
    assert as_.ira.post(at, {"kind": "insufficient", "text": "Buktinya belum ada."}).status_code == 302
    assert "belum memadai" in as_.budi.get(at).content.decode()
    assert as_.citra.post(at, {"kind": "answered", "text": "Bukti dilampirkan."}).status_code == 302
    assert as_.ira.post(at, {"kind": "done", "text": "Sudah dilihat."}).status_code == 302
    page = as_.budi.get(at).content.decode()
    assert "selesai" in page and "Kirim tanggapan" not in page
    assert list(Step.objects.values_list("kind", flat=True)) == ["answered", "insufficient", "answered", "done"]
    assert as_.budi.post(at, {"kind": "answered", "text": "Lagi."}).status_code == 422
    assert "terbuka" not in as_.budi.get(f"{AT}?keadaan=buka").content.decode()
    assert [one.after["step"] for one in Event.objects.filter(kind="inspection-followed")] == [
        "insufficient",
        "done",
    ]


def test_what_was_not_answered_is_not_done_but_can_be_dropped(as_: As, finding: Finding) -> None:
    at = f"{AT}{finding.number}/"
    for kind in ("done", "insufficient"):
        answer = as_.ira.post(at, {"kind": kind, "text": "x"})
        assert answer.status_code == 422 and "belum ditanggapi" in answer.content.decode()
    hint = "dapat dipilih setelah perangkat daerah menanggapi"
    assert hint in as_.ira.get(at).content.decode() and hint not in as_.budi.get(at).content.decode()
    assert as_.ira.post(at, {"kind": "dropped", "text": ""}).status_code == 422
    assert as_.ira.post(at, {"kind": "dropped", "text": "Kecamatan dilebur."}).status_code == 302
    assert "tidak dapat ditindaklanjuti" in as_.budi.get(at).content.decode()


@pytest.mark.parametrize("who", ["ani", "budi", "sari", "citra", "adi", "dedi"])
def test_only_an_inspector_writes_and_closes(
    as_: As, finding: Finding, office: Office, people: dict[str, User], who: str
) -> None:
    client = getattr(as_, who)
    assert client.get(f"{AT}tulis/").status_code == 403
    assert client.post(f"{AT}tulis/", TEXTS).status_code == 403
    assert client.post(f"{AT}{finding.number}/", {"kind": "dropped", "text": "x"}).status_code == 403
    with pytest.raises(Refused):
        written(office, people[who])
    with pytest.raises(Refused):
        follow_finding(office=office, by=people[who], number=finding.number, kind="dropped", text="x")
    assert not Step.objects.exists() and Finding.objects.count() == 1


@pytest.mark.parametrize("who", ["ani", "adi", "ira", "dedi"])
def test_who_may_not_answer_does_not(
    as_: As, finding: Finding, office: Office, people: dict[str, User], who: str
) -> None:
    at = f"{AT}{finding.number}/"
    assert getattr(as_, who).post(at, {"kind": "answered", "text": "x"}).status_code == 403
    with pytest.raises(Refused):
        answer_finding(office=office, by=people[who], number=finding.number, text="x")
    assert getattr(as_, who).get(at).status_code == (403 if who == "dedi" else 200)
    assert not Step.objects.exists()


def test_a_section_head_answers_findings_about_his_indicators_alone(
    as_: As, finding: Finding, office: Office, people: dict[str, User]
) -> None:
    at = f"{AT}{finding.number}/"
    mine = people["budi"].appointments
    mine.update(indicators="1.2, 2.3")
    page = as_.budi.get(at).content.decode()
    assert "Kirim tanggapan" not in page and "menjadi tanggung jawab Anda" in page
    refused = as_.budi.post(at, {"kind": "answered", "text": "Diterima."})
    assert refused.status_code == 403 and "bukan mengenai indikator" in refused.content.decode()
    with pytest.raises(Refused, match="not-his-finding"):
        answer_finding(office=office, by=people["budi"], number=finding.number, text="x")
    assert not Step.objects.exists()
    assert Event.objects.filter(kind="refused.answer_finding", target="not-his-finding", refused=True).count() == 2
    mine.update(indicators="1.1, 2.3")
    assert "Kirim tanggapan" in as_.budi.get(at).content.decode()
    assert as_.budi.post(at, {"kind": "answered", "text": "Diterima."}).status_code == 302


def test_a_finding_about_the_whole_office_is_no_matter_of_one_section(
    as_: As, office: Office, people: dict[str, User], plan: PlanVersion
) -> None:
    one = write_finding(
        office=office, by=people["ira"], period=Period(2017), indicator="", deadline=tomorrow(), **TEXTS
    )
    at = f"{AT}{one.number}/"
    people["budi"].appointments.update(indicators="1.1")
    assert as_.budi.post(at, {"kind": "answered", "text": "x"}).status_code == 403
    for who in ("sari", "citra"):
        assert getattr(as_, who).post(at, {"kind": "answered", "text": "Diterima."}).status_code == 302


def test_a_section_head_who_stands_in_for_the_head_answers_all(
    as_: As, finding: Finding, office: Office, people: dict[str, User]
) -> None:
    people["budi"].appointments.update(indicators="1.2")
    today = timezone.localdate()
    acting = {"role": "head", "title": "CAMAT JAMBI TIMUR", "acting": "Plt.", "first_day": today}
    Appointment.objects.create(user=people["budi"], office=office, **acting)
    at = f"{AT}{finding.number}/"
    assert as_.budi.post(at, {"kind": "answered", "text": "Diterima."}).status_code == 302


def test_what_is_past_its_deadline_is_on_both_home_screens(
    as_: As, late: Finding, office: Office, other_office: Office, people: dict[str, User]
) -> None:
    said = "1 temuan pemeriksaan lewat tenggat"
    assert said in as_.citra.get("/o/15.71.03/").content.decode()
    assert "lewat tenggat" in as_.budi.get(AT).content.decode()
    city = Office.objects.create(code="15.71", name="Kota Jambi")
    Appointment.objects.filter(user=people["ira"]).update(office=city)
    page = as_.ira.get("/", follow=True).content.decode()
    assert said in page and AT in page and "/o/15.71.04/temuan/" not in page
    follow_finding(office=office, by=people["ira"], number=late.number, kind="dropped", text="Dilebur.")
    assert said not in as_.citra.get("/o/15.71.03/").content.decode()


def at(moment: str) -> Any:
    """Let it be a moment, in the time of Jambi."""
    now = datetime.datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Jakarta"))
    return mock.patch.object(timezone, "now", return_value=now.astimezone(datetime.UTC))


def test_a_deadline_ends_with_its_day_where_the_office_is(
    as_: As, office: Office, people: dict[str, User], plan: PlanVersion
) -> None:
    last = datetime.date(2026, 3, 31)
    with at("2026-03-31T00:00:00"):  # on the 30th by Greenwich
        one = written(office, people["ira"], last)
        with pytest.raises(Faulty, match="finding-deadline"):
            written(office, people["ira"], datetime.date(2026, 3, 30))
    with at("2026-03-31T23:59:59"):
        assert not overdue_of([office.code])
        assert "lewat tenggat" not in as_.citra.get(AT).content.decode()
    with at("2026-04-01T00:00:00"):  # still the 31st by Greenwich
        assert overdue_of([office.code]) == {office.code: 1}
        for page in ("/o/15.71.03/", AT, f"{AT}{one.number}/"):
            assert "lewat tenggat" in as_.citra.get(page).content.decode()
        with pytest.raises(Faulty, match="finding-deadline"):
            written(office, people["ira"], last)
        typed = as_.ira.get(f"{AT}tulis/").content.decode()
        assert 'value="2026-05-31"' in typed  # sixty days, from the day in Jambi


def test_an_answer_after_midnight_has_the_hour_of_the_office(
    as_: As, finding: Finding, office: Office, people: dict[str, User]
) -> None:
    with at("2026-04-01T00:30:00"):
        answer_finding(office=office, by=people["budi"], number=finding.number, text="Diterima.")
    page = as_.ira.get(f"{AT}{finding.number}/").content.decode()
    assert "1 April 2026" in page or "01-04-2026" in page, page
    assert "00.30" in page or "00:30" in page


def test_before_its_deadline_nothing_is_told(as_: As, finding: Finding) -> None:
    assert "lewat tenggat" not in as_.citra.get("/o/15.71.03/").content.decode()
    assert "lewat tenggat" not in as_.citra.get(AT).content.decode()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE inspecting_finding SET condition = 'lain'",
        "UPDATE inspecting_finding SET deadline = '2099-01-01'",
        "DELETE FROM inspecting_finding",
        "UPDATE inspecting_step SET text = 'lain'",
        "DELETE FROM inspecting_step",
    ],
)
def test_the_database_itself_keeps_it(finding: Finding, office: Office, people: dict[str, User], sql: str) -> None:
    answer_finding(office=office, by=people["budi"], number=finding.number, text="Diterima.")
    the_database_refuses(sql)


def test_the_database_itself_takes_no_step_after_the_end(
    finding: Finding, office: Office, people: dict[str, User]
) -> None:
    follow_finding(office=office, by=people["ira"], number=finding.number, kind="dropped", text="Dilebur.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(finding=finding, kind="answered", text="x", by=people["budi"])


def test_numbers_go_on_and_what_is_not_there_is_no_page(
    as_: As, office: Office, people: dict[str, User], finding: Finding
) -> None:
    assert written(office, people["ira"]).number == 2
    assert as_.ira.get(f"{AT}3/").status_code == 404
    with pytest.raises(Refused):
        answer_finding(office=office, by=people["budi"], number=3, text="x")
    with pytest.raises(Faulty):
        follow_finding(office=office, by=people["ira"], number=1, kind="answered", text="x")


# ---- who reads and who does not -----------------------------------------------------------------------


@pytest.fixture
def elsewhere(people: dict[str, User], other_office: Office) -> dict[str, User]:
    """Inspectors of another city and of the kecamatan beside, one whose time is over, and one of the city."""
    today = timezone.localdate()
    yesterday = today - datetime.timedelta(days=1)
    made = {}
    for name, code, last in (
        ("far", "15.72", None),
        ("beside", other_office.code, None),
        ("over", "15.71", yesterday),
        ("digits", "15.7", None),  # 15.71 begins with these letters, and is not below it
        ("city", "15.71", None),
    ):
        Office.objects.get_or_create(code=code, defaults={"name": code})
        made[name] = User.objects.create_user(name, password="kata sandi yang panjang", name=name)
        first = today - datetime.timedelta(days=400)
        Appointment.objects.create(
            user=made[name], office_id=code, role="inspector", first_day=first, last_day=last
        )
    return made


@pytest.mark.parametrize("who", ["far", "beside", "over", "digits"])
def test_an_inspector_of_elsewhere_is_an_outsider(
    elsewhere: dict[str, User], finding: Finding, office: Office, who: str
) -> None:
    client, user = As(elsewhere).__getattr__(who), elsewhere[who]
    for page in ("", "tulis/", f"{finding.number}/", "../uji-petik/", "../uji-petik/ambil/", "../paket-bukti/"):
        assert client.get(f"{AT}{page}").status_code in (403, 404)
    assert client.get("/o/15.71.03/uji-petik/ambil/?periode=2017&indikator=1.1").status_code == 403
    assert client.post(f"{AT}{finding.number}/", {"kind": "dropped", "text": "x"}).status_code == 403
    with pytest.raises(Refused):
        written(office, user)
    with pytest.raises(Refused):
        follow_finding(office=office, by=user, number=finding.number, kind="dropped", text="x")
    with pytest.raises(Refused):
        samples_actions.draw_sample(office=office, by=user, period=Period(2017), indicator="1.1", size=1, seed="")
    with pytest.raises(Refused):
        packs_actions.ask_pack(office=office, by=user, snapshot=1)
    assert not Step.objects.exists() and Finding.objects.count() == 1
    assert Event.objects.filter(by=who, refused=True).count() >= 4


def test_an_inspector_of_the_city_writes_and_closes_below(
    elsewhere: dict[str, User], finding: Finding, office: Office
) -> None:
    client = As(elsewhere).city
    assert "Tulis temuan" in client.get(AT).content.decode()
    assert client.post(f"{AT}{finding.number}/", {"kind": "dropped", "text": "Dilebur."}).status_code == 302
    assert written(office, elsewhere["city"]).number == 2


def test_numbers_of_another_office_lead_nowhere(
    as_: As, finding: Finding, other_office: Office, people: dict[str, User], elsewhere: dict[str, User]
) -> None:
    client = As(elsewhere).city
    theirs = f"/o/{other_office.code}/temuan/{finding.number}/"
    assert client.get(theirs).status_code == 404 and client.post(theirs, {"kind": "dropped"}).status_code == 404
    with pytest.raises(Refused, match="no-finding"):
        follow_finding(office=other_office, by=elsewhere["city"], number=finding.number, kind="dropped", text="x")
