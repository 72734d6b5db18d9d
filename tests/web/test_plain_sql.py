"""What is asked and written in plain SQL is what the models would ask and write."""

import dataclasses
import datetime
from collections import Counter

import pytest
from django.forms.models import model_to_dict

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.roles import roles_held_by
from capaian.web.inspecting.models import Finding, Step
from capaian.web.inspecting.queries import CLOSED, findings_of, overdue_of
from capaian.web.registers import actions
from capaian.web.registers.models import Personal, Row
from capaian.web.reporting.models import Deadline, Submission
from capaian.web.reporting.queries import deadlines, period_statuses
from capaian.web.ui.max_length_guard import TooLong
from tests.web.conftest import As
from tests.web.register_cast import *  # noqa: F403
from tests.web.register_cast import LETTER

DAY = datetime.date(2026, 3, 31)


def test_an_office_of_an_appointment_is_the_office(office: Office, people: dict[str, User]) -> None:
    city = Office.objects.create(code="15.71", name="Kota Jambi")
    Appointment.objects.create(
        user=people["citra"], office=city, role="inspector", first_day=datetime.date(2015, 1, 1)
    )
    days = {
        "opened": datetime.date(2016, 2, 1),
        "closed": datetime.date(2030, 1, 1),
        "version": 7,
        "synthetic": True,
    }
    Office.objects.filter(pk=office.pk).update(**days)
    held = roles_held_by(people["citra"])
    own = [(one.office.code, one.role) for one in held if one.office.code in ("15.71", office.code)]
    assert own == [
        ("15.71", "inspector"),
        (office.code, "head"),
        (office.code, "inspector"),
    ]
    for one in held:
        kept = Office.objects.get(pk=one.office.pk)
        assert {**vars(one.office), "_state": 0} == {**vars(kept), "_state": 0}
        assert [type(value) for value in model_to_dict(one.office).values()] == [
            type(value) for value in model_to_dict(kept).values()
        ]


def test_a_new_row_is_the_row_that_is_kept(office: Office, people: dict[str, User], letters: Register) -> None:
    made = actions.add_row(office=office, by=people["ani"], register=letters, cells=LETTER)
    kept = Row.objects.get()
    assert {**vars(kept), "_state": 0} == {**vars(made), "_state": 0} | {"day": kept.day}
    assert str(made.day) == str(kept.day)
    own = Personal.objects.get()
    assert (own.row_id, own.office_id, own.value) == (kept.pk, office.pk, LETTER["applicant"])
    assert own.pseudonym == kept.data["applicant"] and own.at is not None and own.erased is None
    made.refresh_from_db()  # it knows where it is kept


def test_a_new_row_has_the_room_that_every_save_has(
    office: Office, people: dict[str, User], letters: Register
) -> None:
    long = dataclasses.replace(letters, name="x" * 61)
    with pytest.raises(TooLong):
        actions.add_row(office=office, by=people["ani"], register=long, cells=LETTER)
    assert not Row.objects.exists()


def test_a_deadline_and_a_state_show_at_once(office: Office, people: dict[str, User], as_: As) -> None:
    def late() -> list[str]:
        return [
            str(step.period)
            for step in period_statuses(office, 2026, DAY + datetime.timedelta(days=1))
            if step.late
        ]

    assert not late() and as_.citra.get("/o/15.71.03/").status_code == 200
    city = Office.objects.create(code="15.71", name="Kota Jambi")
    Deadline.objects.create(area=office, period="2026-Q1", day=DAY, by=people["citra"])
    Deadline.objects.create(area=city, period="2026-Q1", day=DAY + datetime.timedelta(days=9), by=people["citra"])
    assert deadlines(office, 2026)["2026-Q1"] == DAY  # the nearest area's
    assert late() == ["2026-Q1"]
    Submission.objects.create(
        office=office, period="2026-Q1", first_day=datetime.date(2026, 1, 1), last_day=DAY, state="draft"
    )
    Submission.objects.create(
        office=office, period="2025-Q4", first_day=datetime.date(2025, 10, 1), last_day=datetime.date(2025, 12, 31)
    )
    assert [step.state for step in period_statuses(office, 2026, DAY)] == ["draft"] * 5


def test_findings_are_overdue_as_their_list_says(office: Office, people: dict[str, User]) -> None:
    other = Office.objects.create(code="15.72.01", name="Kecamatan lain")
    kinds = ["", "answered", *map(str, CLOSED)]
    for number, kind in enumerate([*kinds, ""], 1):
        one = Finding.objects.create(
            office=office if number < 5 else other,
            number=number,
            period="2026-Q1",
            title="t",
            condition="c",
            criteria="c",
            recommendation="r",
            deadline=DAY,
            by=people["ira"],
        )
        if kind:
            Step.objects.create(finding=one, kind=kind, text="t", by=people["ira"])
    after = DAY + datetime.timedelta(days=1)
    both = [office.code, other.code]
    listed = findings_of(both).filter(deadline__lt=after).exclude(state__in=CLOSED)
    assert (
        overdue_of(both, after)
        == Counter(listed.values_list("office", flat=True))
        == {"15.71.03": 2, "15.72.01": 1}
    )
    assert overdue_of(both, DAY) == {} and overdue_of([], after) == {}
