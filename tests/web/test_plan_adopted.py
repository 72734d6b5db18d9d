"""The plan in force, older versions, and what keeps a decreed text as it was decreed."""

from __future__ import annotations

import datetime

import pytest

from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.planning import actions, queries
from capaian.web.planning.actions import InvalidPlan
from capaian.web.planning.models import PlanVersion
from capaian.web.trail.models import Event
from tests.web.conftest import As
from tests.web.guards import the_database_refuses
from tests.web.plans import AT, DECREE, DECREE_FORM, DRAFT, EXAMPLE, a_draft, adopted

People = dict[str, User]
CHANGED = EXAMPLE.replace("groups_active / groups * 100", "groups_active / (groups + 1) * 100")
LATER = {"decree": "SK 2", "decree_date": datetime.date(2018, 2, 1), "since": datetime.date(2018, 1, 1)}


# ---- adopting ------------------------------------------


def test_it_works(as_: As, office: Office, people: People) -> None:
    a_draft(office, people["sari"])
    assert as_.sari.get(f"{DRAFT}penetapan/").status_code == 200
    answer = as_.sari.post(f"{DRAFT}penetapan/", {**DECREE_FORM, "version": "1", "note": "Rencana pertama"})
    assert answer["Location"] == f"{AT}versi/1/"
    page = as_.ani.get(AT).content.decode()
    assert "188.45/12/KEC-JT/2017" in page and "3 Januari 2017" in page and "Rencana pertama" in page
    assert '<span class="over">Lembaga kemasyarakatan yang aktif</span>' in page
    event = Event.objects.get(kind="plan-adopted")
    assert (event.by, event.after["made-by"], event.after["decree"]) == ("sari", "sari", "188.45/12/KEC-JT/2017")
    office.refresh_from_db()
    assert office.version == 1


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "adi", "dedi"])
def test_others_cannot(as_: As, office: Office, people: People, who: str) -> None:
    a_draft(office, people["sari"])
    client = getattr(as_, who)
    assert client.get(f"{DRAFT}penetapan/").status_code == 403
    assert client.post(f"{DRAFT}penetapan/", {**DECREE_FORM, "version": "1"}).status_code == 403
    with pytest.raises(Refused):
        actions.adopt(office=office, by=people[who], version=1, **DECREE)
    assert queries.latest(office) is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"decree": " "}, "Nomor SK wajib diisi"),
        ({"decree_date": "3/1/2017"}, "Tanggal SK tidak terbaca"),
        ({"since": "2017-13-01"}, "Berlaku sejak tidak terbaca"),
        ({"decree_date": "2199-01-01"}, "belum tiba"),
    ],
)
def test_a_fault_keeps_what_was_typed(
    as_: As, office: Office, people: People, wrong: dict[str, str], said: str
) -> None:
    a_draft(office, people["sari"])
    answer = as_.sari.post(f"{DRAFT}penetapan/", {**DECREE_FORM, "note": "Catatan", "version": "1", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page and ">Catatan</textarea>" in page
    assert queries.latest(office) is None


def test_a_faulty_draft_is_not_adopted(as_: As, office: Office, people: People) -> None:
    a_draft(office, people["sari"], EXAMPLE.replace("unit: percent", "unit: persen", 1))
    answer = as_.sari.post(f"{DRAFT}penetapan/", {**DECREE_FORM, "version": "1"})
    assert answer.status_code == 422
    assert "masih ada kesalahan" in answer.content.decode()
    with pytest.raises(InvalidPlan):
        actions.adopt(office=office, by=people["sari"], version=1, **DECREE)


def test_the_plan_of_another_office_is_not_adopted(as_: As, office: Office, people: People) -> None:
    a_draft(office, people["sari"], EXAMPLE.replace('"15.71.03"', '"15.71.04"'))
    assert "milik perangkat daerah lain" in as_.sari.get(f"{DRAFT}penetapan/").content.decode()
    with pytest.raises(Refused, match="plan-of-another"):
        actions.adopt(office=office, by=people["sari"], version=1, **DECREE)


def test_a_version_does_not_hold_before_the_last(as_: As, office: Office, people: People) -> None:
    adopted(office, people["sari"])
    a_draft(office, people["sari"])
    early = {**DECREE, "since": datetime.date(2016, 1, 1)}
    with pytest.raises(Refused, match="since-too-early"):
        actions.adopt(office=office, by=people["sari"], version=1, **early)


def test_who_adopts_saw_the_last_text(as_: As, office: Office, people: People) -> None:
    a_draft(office, people["sari"])
    actions.save_draft(office=office, by=people["sari"], version=1, text=CHANGED)
    assert as_.sari.post(f"{DRAFT}penetapan/", {**DECREE_FORM, "version": "1"}).status_code == 409
    assert queries.latest(office) is None


# ---- what was decreed stays ------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "text = 'x'",
        "state = 'draft', adopted_by_id = NULL, adopted_at = NULL",
        "decree = 'lain'",
        "since = '2010-01-01'",
        "decree_date = '2010-01-01'",
        "number = 9",
        "note = 'lain'",
        """choices = '{"1.1": {}}'""",
        "adopted_by_id = made_by_id + 1",
    ],
)
def test_the_database_itself_keeps_an_adopted_text(office: Office, people: People, change: str) -> None:
    adopted(office, people["sari"])
    the_database_refuses(f"UPDATE planning_planversion SET {change}")


def test_nor_is_it_thrown_away(office: Office, people: People) -> None:
    adopted(office, people["sari"])
    the_database_refuses("DELETE FROM planning_planversion")


def test_no_action_writes_to_it(office: Office, people: People) -> None:
    adopted(office, people["sari"])
    with pytest.raises(Refused, match="no-draft"):
        actions.save_draft(office=office, by=people["sari"], version=1, text="x")


# ---- reading ------------------------------------------


@pytest.fixture
def two(office: Office, people: People) -> tuple[PlanVersion, PlanVersion]:
    return adopted(office, people["sari"]), adopted(office, people["sari"], CHANGED, **LATER)


@pytest.mark.parametrize("who", ["ani", "budi", "sari", "citra", "adi"])
def test_everybody_reads_old_versions(as_: As, two: tuple[PlanVersion, PlanVersion], who: str) -> None:
    client = getattr(as_, who)
    assert [client.get(AT + page).status_code for page in ("", "versi/", "versi/1/", "versi/2/beda/1/")] == [
        200
    ] * 4
    old = client.get(f"{AT}versi/1/").content.decode()
    assert "188.45/12/KEC-JT/2017" in old and "bukan yang berlaku hari ini" in old
    assert client.get(f"{AT}versi/1/naskah/").content.decode() == EXAMPLE


@pytest.mark.parametrize("page", ["", "versi/", "versi/1/", "versi/1/naskah/", "versi/2/beda/1/"])
def test_dedi_and_nobody_read_none(as_: As, two: tuple[PlanVersion, PlanVersion], page: str) -> None:
    assert as_.dedi.get(AT + page).status_code == 403
    assert as_.nobody.get(AT + page).status_code == 302


def test_the_version_in_force_is_that_of_the_day(office: Office, two: tuple[PlanVersion, PlanVersion]) -> None:
    assert queries.version_on(office, datetime.date(2017, 12, 31)) == two[0]
    assert queries.version_on(office, datetime.date(2018, 1, 1)) == two[1]
    assert queries.version_on(office, datetime.date(2016, 12, 31)) is None


def test_the_difference_names_the_indicator_and_the_line(as_: As, two: tuple[PlanVersion, PlanVersion]) -> None:
    page = as_.citra.get(f"{AT}versi/2/beda/1/").content.decode()
    assert "Persentase lembaga kemasyarakatan yang aktif: rumus" in " ".join(page.split())
    assert "+            formula: groups_active / (groups + 1) * 100" in page


def test_a_draft_is_compared_too(as_: As, office: Office, people: People) -> None:
    adopted(office, people["sari"])
    a_draft(office, people["sari"], "missions: [")
    page = as_.citra.get(f"{AT}versi/2/beda/1/").content.decode()
    assert "hanya baris-barisnya" in page
    assert as_.citra.get(f"{AT}versi/2/")["Location"] == DRAFT


def test_an_office_without_a_plan(as_: As) -> None:
    assert "Belum ada rencana" in as_.ani.get(AT).content.decode()
    assert "Dari contoh kosong" in as_.sari.get(AT).content.decode()
    assert "Dari contoh kosong" not in as_.ani.get(AT).content.decode()
    assert as_.ani.get(f"{AT}versi/7/").status_code == 404
