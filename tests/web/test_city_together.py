"""The city writes while offices write: nobody waits in a ring, and nothing lies outside an office's life."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.city.lifecycle import actions_days, actions_offices
from capaian.web.city.models import Offer, Reminder
from capaian.web.city.overview import actions as overview_actions
from capaian.web.city.proposals import actions as proposals_actions
from capaian.web.registers import actions as registers
from capaian.web.registers.models import Row
from capaian.web.trail.record import broken_events
from tests.web.city_cast import QUARTER, plan_text
from tests.web.register_cast import LETTER
from tests.web.test_row_together import together

pytestmark = pytest.mark.django_db(transaction=True)
People = dict[str, User]


@pytest.fixture(autouse=True)
def on_a_server() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; it has one writer anyway")


def adding(office: Office, by: User, letters: Register, first: int, count: int) -> Callable[[], object]:
    def add() -> int:
        for number in range(first, first + count):
            registers.add_row(office=office, by=by, register=letters, cells=LETTER | {"number": f"S/{number}"})
        return count

    return add


@pytest.fixture
def many(city: Office, office: Office, people: People) -> list[str]:
    """Thirty offices before the one that writes: the city's transaction takes a while to come to it."""
    for number in range(30):
        Office.objects.create(code=f"15.71.{number + 50}", name=f"Kecamatan {number}")
    return [*(f"15.71.{number + 50}" for number in range(30)), office.code]


def test_reminding_and_proposing_block_nobody_who_writes(
    city: Office, office: Office, people: People, dewi: User, letters: Register, many: list[str]
) -> None:
    def remind() -> object:
        return overview_actions.remind(office=city, by=dewi, period=QUARTER, codes=many, text="Mohon.")

    def propose() -> object:
        text = plan_text(office)
        return proposals_actions.propose(
            office=city, by=dewi, text=text, codes=many, targets=b"", name="", note="Rencana bersama"
        )

    works = [adding(office, people[who], letters, 100 * number, 25) for number, who in enumerate(("ani", "budi"))]
    found = together(remind, propose, *works)
    assert not [one for one in found if isinstance(one, Exception)]
    assert (Reminder.objects.count(), Offer.objects.count(), Row.objects.count()) == (31, 31, 50)
    assert not list(broken_events())


def test_a_row_and_a_closing_at_once_are_not_both_taken(
    city: Office, office: Office, people: People, dewi: User, letters: Register
) -> None:
    day = datetime.date.fromisoformat(LETTER["received_on"]) - datetime.timedelta(days=1)

    def close() -> object:
        return actions_offices.close_office(
            office=city, by=dewi, codes=[office.code], last_day=day, successors=[], basis="Perda"
        )

    for number in range(8):
        found = together(close, adding(office, people["ani"], letters, number, 1))
        (refused,) = (one for one in found if isinstance(one, Exception))
        assert isinstance(refused, Refused)
        office.refresh_from_db()
        rows = Row.objects.filter(office=office, removed=False)
        assert (refused.code, office.closed, rows.count()) in (
            ("rows-after-closing", None, 1),
            ("office-not-there", day, 0),
        )
        if office.closed:
            actions_days.correct_day(
                office=city, by=dewi, code=office.code, which="closed", day=None, reason="Ulang."
            )
        for row in rows:
            registers.remove_row(
                office=office, by=people["ani"], register=letters, pk=row.pk, version=row.version, reason="Ulang."
            )


def test_two_planners_close_and_correct_at_once(city: Office, office: Office, dewi: User, people: People) -> None:
    eko = User.objects.create_user("eko", name="Eko")
    Appointment.objects.create(user=eko, office=city, role="city-planner", first_day=datetime.date(2015, 1, 1))

    def closing(by: User, month: int) -> Callable[[], object]:
        return lambda: actions_offices.close_office(
            office=city,
            by=by,
            codes=[office.code],
            last_day=datetime.date(2019, month, 1),
            successors=["15.71.04"],
            basis="Perda",
        )

    found = together(closing(dewi, 1), closing(eko, 2))
    assert [one.code for one in found if isinstance(one, Refused)] == ["closed-already"]
    office.refresh_from_db()
    assert office.successions.filter(withdrawn=None).count() == 1
