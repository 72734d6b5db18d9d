"""What the city tells its offices: last days, reminders, and plans that they take or decline themselves."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.city.models import Offer, Proposal, Reminder
from capaian.web.city.overview import actions as overview_actions
from capaian.web.city.overview.submission_status import count_submissions, submission_statuses
from capaian.web.city.proposals import actions as offers
from capaian.web.planning import actions as planning
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.queries import plan_of, read
from capaian.web.reporting.models import Submission
from capaian.web.reporting.queries import period_statuses
from capaian.web.trail.models import Event
from tests.web.city_cast import AT, QUARTER, adopted, plan_text
from tests.web.conftest import As
from tests.web.plans import DECREE

pytestmark = pytest.mark.django_db
TARGETS = "office,code,year,target\n15.71.03,1,2018,95\n15.71.04,1,2018,70.5\n15.71.04,2,2018,80\n"
Ring = dict[str, Any]


def approve(office: Office, people: dict[str, User], on: datetime.datetime | None = None) -> None:
    at = on or timezone.now()
    Submission.objects.create(
        office=office,
        period=str(QUARTER),
        first_day=QUARTER.first_day,
        last_day=QUARTER.last_day,
        state="approved",
        submitted_by=people["budi"],
        submitted_at=at,
        verified_by=people["sari"],
        verified_at=at,
        approved_by=people["citra"],
        approved_at=at,
    )


# ---- last days ----------------------------------------------------------------------------------------


def test_late_is_late_against_the_citys_day(
    city: Office, office: Office, other_office: Office, dewi: User, people: dict[str, User]
) -> None:
    today = datetime.date(2017, 4, 20)
    assert [one.late for one in submission_statuses(city, QUARTER, today)] == [
        5,
        5,
    ]  # fifteen days where none was set
    overview_actions.set_deadline(office=city, by=dewi, period=QUARTER, day=datetime.date(2017, 4, 18))
    approve(office, people, timezone.make_aware(datetime.datetime(2017, 4, 19)))
    listed = submission_statuses(city, QUARTER, today)
    assert [(one.state, one.late) for one in listed] == [("approved", 1), ("draft", 2)]
    assert count_submissions(listed) == (2, 1, 0, 1, 1)
    assert [step.late for step in period_statuses(other_office, 2017, today)] == [True, False, False, False, False]
    assert not period_statuses(other_office, 2017, datetime.date(2017, 4, 18))[0].late


@pytest.mark.parametrize(("hour", "late"), [("2017-04-15T16:59:59+00:00", 0), ("2017-04-15T17:00:00+00:00", 1)])
def test_the_last_day_ends_at_midnight_where_the_office_is(
    city: Office, office: Office, people: dict[str, User], hour: str, late: int
) -> None:
    approve(office, people, datetime.datetime.fromisoformat(hour))  # midnight in Jambi is 17.00 of Greenwich
    assert submission_statuses(city, QUARTER, datetime.date(2018, 1, 1))[0].late == late


def test_the_last_day_is_after_the_period(city: Office, dewi: User, planner: Client) -> None:
    with pytest.raises(Faulty, match="deadline-early"):
        overview_actions.set_deadline(office=city, by=dewi, period=QUARTER, day=QUARTER.last_day)
    sent = {"periode": "2017-Q1", "day": "2017-03-01"}
    assert planner.post(f"{AT}batas/", sent).status_code == 422
    assert planner.post(f"{AT}batas/", sent | {"day": "besok"}).status_code == 422
    assert planner.post(f"{AT}batas/", sent | {"periode": "2017-01"}).status_code == 404
    assert planner.post(f"{AT}batas/", sent | {"day": "2017-05-01"}).status_code == 302
    assert Event.objects.get().kind == "deadline-set"


# ---- reminders ----------------------------------------------------------------------------------------


def test_a_reminder_stands_on_the_offices_first_page_until_it_is_approved(
    planner: Client, as_: As, office: Office, other_office: Office, people: dict[str, User]
) -> None:
    sent = {"periode": "2017-Q1", "office": ["15.71.03"], "text": "Mohon <segera> disetujui."}
    assert planner.post(f"{AT}ingatkan/", sent).status_code == 302
    page = as_.ani.get("/o/15.71.03/").content.decode()
    assert "Mohon &lt;segera&gt; disetujui." in page and "Dewi Kartika" in page
    assert "Mohon" not in as_.dedi.get("/o/15.71.04/").content.decode()
    (event,) = Event.objects.filter(office="15.71.03")
    assert (event.kind, event.by, event.target) == ("reminded", "dewi", "2017-Q1")
    assert planner.post(f"{AT}ingatkan/", sent).status_code == 422  # once a day
    approve(office, people)
    assert "Mohon" not in as_.ani.get("/o/15.71.03/").content.decode()


def test_who_is_approved_or_a_stranger_is_not_reminded(
    city: Office, dewi: User, office: Office, people: dict[str, User]
) -> None:
    approve(office, people)
    for code in ("15.71.03", "15.72.01", "x"):
        with pytest.raises(Refused, match="reminder-not-late"):
            overview_actions.remind(office=city, by=dewi, period=QUARTER, codes=["15.71.04", code], text="Mohon.")
    with pytest.raises(Faulty, match="reminder-early"):
        overview_actions.remind(office=city, by=dewi, period=Period(2199), codes=["15.71.04"], text="Mohon.")
    for codes, text in ((["15.71.04"], " "), ([], "Mohon."), (["15.71.04"], "m" * 1001)):
        with pytest.raises(Faulty, match="reminder-"):
            overview_actions.remind(office=city, by=dewi, period=QUARTER, codes=codes, text=text)
    assert not Reminder.objects.exists()


def test_a_reminder_is_never_changed(city: Office, dewi: User) -> None:
    (one,) = overview_actions.remind(office=city, by=dewi, period=QUARTER, codes=["15.71.04"], text="Mohon.")
    for change in (lambda: Reminder.objects.update(text="x"), one.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


# ---- one plan for many --------------------------------------------------------------------------------


def propose(city: Office, by: User, **more: Any) -> offers.Proposed:
    said: Ring = {"text": plan_text(city), "codes": ["15.71.03", "15.71.04"], "targets": TARGETS.encode()}
    return offers.propose(office=city, by=by, name="targets.csv", note="Rencana bersama", **{**said, **more})


def test_each_office_is_offered_its_own_text_and_nothing_of_it_changes(
    city: Office, dewi: User, other_office: Office, people: dict[str, User]
) -> None:
    assert propose(city, dewi).proposal is not None
    first, second = (plan_of_offer(one) for one in Offer.objects.order_by("office"))
    assert (first.office.code, first.office.name) == ("15.71.03", "Kecamatan Jambi Timur")
    assert first.office.head.title == "CAMAT JAMBI TIMUR" and first.office.head.name == "Citra Lestari"
    shown = [plan.indicator(code).targets[2018].value() for plan in (first, second) for code in ("1", "2")]  # type: ignore[union-attr]
    assert shown == ["95", "90", "70.5", "80"]
    assert not PlanVersion.objects.exists()


def plan_of_offer(one: Offer) -> Any:
    plan, findings = read(one.text)
    assert plan is not None, findings
    return plan


def test_the_secretary_takes_it_and_adopts_it_by_the_offices_own_decree(
    city: Office, dewi: User, office: Office, people: dict[str, User], as_: As, planner: Client
) -> None:
    propose(city, dewi)
    one = Offer.objects.get(office=office)
    at = f"/o/15.71.03/rencana/usulan/{one.pk}/"
    assert "mengusulkan rencana" in as_.sari.get("/o/15.71.03/").content.decode()
    assert "Jadikan konsep" in as_.sari.get(at).content.decode()
    assert as_.sari.post(f"{at}terima/")["Location"] == "/o/15.71.03/rencana/konsep/"
    draft = office.plans.get()
    planning.adopt(office=office, by=people["sari"], version=draft.version, **DECREE)  # type: ignore[arg-type]
    assert plan_of(office.plans.get()).office.code == "15.71.03"
    one.refresh_from_db()
    assert (one.state, one.draft, one.answered_by) == ("taken", 1, people["sari"])
    assert as_.sari.post(f"{at}terima/").status_code == 403  # once
    assert "ditetapkan" in planner.get(f"{AT}usulan/").content.decode()


def test_a_draft_that_is_there_stands_in_the_way(
    city: Office, dewi: User, office: Office, people: dict[str, User], as_: As
) -> None:
    propose(city, dewi)
    planning.start_draft(office=office, by=people["sari"], text=plan_text(office), origin="template")
    one = Offer.objects.get(office=office)
    assert as_.sari.post(f"/o/15.71.03/rencana/usulan/{one.pk}/terima/").status_code == 403
    one.refresh_from_db()
    assert one.state == "waiting" and office.plans.count() == 1


def test_declining_needs_a_reason_that_the_city_reads(
    city: Office, dewi: User, office: Office, as_: As, planner: Client
) -> None:
    propose(city, dewi)
    at = f"/o/15.71.03/rencana/usulan/{Offer.objects.get(office=office).pk}/"
    assert as_.sari.post(f"{at}tolak/", {"reason": " "}).status_code == 422
    assert as_.sari.post(f"{at}tolak/", {"reason": "Targetnya terlalu tinggi."}).status_code == 302
    assert "Targetnya terlalu tinggi." in planner.get(f"{AT}usulan/").content.decode()
    assert as_.sari.post(f"{at}tolak/", {"reason": "Lagi."}).status_code == 403


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "adi", "ira"])
def test_only_who_writes_plans_answers(city: Office, dewi: User, office: Office, as_: As, who: str) -> None:
    propose(city, dewi)
    at = f"/o/15.71.03/rencana/usulan/{Offer.objects.get(office=office).pk}/"
    assert getattr(as_, who).post(f"{at}terima/").status_code == 403
    assert getattr(as_, who).get(at).status_code == 200


def test_the_planner_cannot_take_it_in_the_offices_place(
    city: Office, dewi: User, office: Office, planner: Client
) -> None:
    propose(city, dewi)
    at = f"/o/15.71.03/rencana/usulan/{Offer.objects.get(office=office).pk}/"
    assert planner.get(at).status_code == 200
    assert planner.post(f"{at}terima/").status_code == planner.post(f"{at}tolak/").status_code == 403


def test_nobody_sees_the_offer_of_another_office(city: Office, dewi: User, office: Office, as_: As) -> None:
    propose(city, dewi)
    pk = Offer.objects.get(office=office).pk
    assert as_.dedi.get(f"/o/15.71.03/rencana/usulan/{pk}/").status_code == 403
    assert as_.dedi.get(f"/o/15.71.04/rencana/usulan/{pk}/").status_code == 404


def test_a_faulty_line_keeps_its_own_office_out_and_no_other(city: Office, dewi: User) -> None:
    lines = TARGETS + "15.71.04,9,2018,5\n15.71.99,1,2018,5\nJambi,1,2018,5\n"
    done = propose(city, dewi, targets=lines.encode())
    assert [one.office_id for one in Offer.objects.all()] == ["15.71.03"]
    assert [found.place.line for found in done.prepared.faults["15.71.04"]] == [5]
    assert [found.place.line for found in done.prepared.faults[""]] == [7]
    assert done.prepared.foreign == ["15.71.99"]


@pytest.mark.parametrize("year", ["99", "20x8"])
def test_a_year_that_is_none_is_a_fault_of_that_office(city: Office, dewi: User, year: str) -> None:
    done = propose(
        city, dewi, codes=["15.71.03"], targets=f"office,code,year,target\n15.71.03,1,{year},5\n".encode()
    )
    assert done.proposal is None and list(done.prepared.faults) == ["15.71.03"] and not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"codes": []}, "proposal-nobody"),
        ({"codes": ["15.72.01"]}, "proposal-stranger"),
        ({"text": "schema: capaian/plan@1\n"}, "proposal-plan"),
        ({"text": "["}, "proposal-plan"),
        ({"targets": b"x" * 5_000_001}, "proposal-large"),
    ],
)
def test_what_cannot_be_proposed(city: Office, dewi: User, change: Ring, code: str) -> None:
    with pytest.raises((Faulty, Refused), match=code):
        propose(city, dewi, **change)


def test_the_form_proposes_the_plan_of_an_office(
    city: Office, office: Office, people: dict[str, User], planner: Client
) -> None:
    adopted(office, people["sari"])
    page = planner.get(f"{AT}usulan/baru/").content.decode()
    assert "Kecamatan Jambi Timur, rencana versi 1" in page

    def sent(targets: str, **more: Any) -> Any:
        file = SimpleUploadedFile("target.csv", targets.encode())
        return planner.post(
            f"{AT}usulan/baru/", {"source": office.code, "office": ["15.71.04"], "targets": file, **more}
        )

    assert sent("office,code,year,target\n15.71.04,1,2018,75\n").status_code == 302
    assert sent("office,code,year,target\n15.71.04,9,2018,75\n").status_code == 422
    assert sent(TARGETS).status_code == 200  # a line of another office is told
    assert sent(TARGETS, source="").status_code == 422
    assert Offer.objects.count() == 2


def test_the_form_proposes_to_all_and_again_to_those_with_a_faulty_line(
    city: Office, office: Office, other_office: Office, people: dict[str, User], planner: Client
) -> None:
    adopted(office, people["sari"])
    Office.objects.create(code="15.71.05", name="Kecamatan Lama", closed=datetime.date(2017, 1, 1))
    file = SimpleUploadedFile("target.csv", b"office,code,year,target\n15.71.04,9,2018,75\n")
    page = planner.post(f"{AT}usulan/baru/", {"source": office.code, "all": "on", "targets": file}).content.decode()
    assert [one.office_id for one in Offer.objects.all()] == ["15.71.03"]
    query = "source=15.71.03&amp;office=15.71.04"
    assert f"{AT}usulan/baru/?{query}" in page
    page = planner.get(f"{AT}usulan/baru/?{query.replace('&amp;', '&')}").content.decode()
    assert 'value="15.71.04" checked' in page and 'value="15.71.03" checked' not in page


def test_an_answered_offer_stays(city: Office, dewi: User, office: Office, people: dict[str, User]) -> None:
    propose(city, dewi)
    one = Offer.objects.get(office=office)
    offers.decline_offer(office=office, by=people["sari"], offer=one.pk, reason="Tidak.")
    for change in (
        lambda: Offer.objects.filter(pk=one.pk).update(reason="Ya."),
        lambda: Offer.objects.update(text="x"),
        lambda: Proposal.objects.update(note="x"),
        one.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_period_words(planner: Client) -> None:
    assert planner.get(AT, {"periode": "bukan"}).status_code == 200
    assert Period.parse("bukan") is None
