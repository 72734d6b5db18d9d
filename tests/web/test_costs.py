"""What pages ask of the database: so many questions at most, whatever is in it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.registers import actions
from capaian.web.registers.models import Row
from tests.web.conftest import As
from tests.web.register_cast import LETTER, LETTERS, table_of

AT = "/o/15.71.03/"
Questions = Callable[..., Any]

VISIT = 3
"""Session, user, and what he is in which office."""

PAGES = {
    "": VISIT + 6,  # the last days of periods, what the city reminds of or proposes, and overdue findings
    "register/": VISIT + 3,
    "register/letters/": VISIT + 5,  # whom the rows are about, and which columns ever told, is read at once
    "register/letters/baris-baru/": VISIT + 2,
    "register/letters/tempel/": VISIT + 1,
    "ukur/": VISIT + 4,
    "ukur/2017/": VISIT + 8,
    "laporan/": VISIT + 2,
    "rencana/": VISIT + 7,
    "jejak/": VISIT + 3,
    "pemeriksaan/": VISIT + 3,
}
"""Pages, and the questions of each once its figures are kept."""


@pytest.fixture
def rows(office: Office, people: dict[str, User], letters: Register) -> None:
    actions.add_rows(office=office, by=people["ani"], register=letters, text=table_of("letters", 300))
    last = datetime.date(2015, 1, 1)
    for number, person in enumerate(people.values()):
        first = datetime.date(2000 + number, 1, 1)
        Appointment.objects.create(user=person, office=office, role="clerk", first_day=first, last_day=last)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("rows")
def test_a_page_asks_little(as_: As, page: str, django_assert_max_num_queries: Questions) -> None:
    client = as_.sari
    assert client.get(AT + page).status_code == 200
    with django_assert_max_num_queries(PAGES[page]):
        client.get(AT + page)


@pytest.mark.usefixtures("rows")
def test_a_row_asks_little(as_: As, django_assert_max_num_queries: Questions) -> None:
    client, pk = as_.ani, Row.objects.order_by("id").values_list("pk", flat=True)[0]
    with django_assert_max_num_queries(VISIT + 9):
        assert client.get(f"{LETTERS}baris/{pk}/").status_code == 200


def test_a_saved_row_costs_eight_statements(
    office: Office, people: dict[str, User], letters: Register, django_assert_max_num_queries: Questions
) -> None:
    """Right and lock, the row, its people, the office, the month, three of the trail; a new month is no dearer."""

    def add(day: str) -> None:
        cells = LETTER | {"number": day} | dict.fromkeys(("received_on", "due_on", "served_on"), day)
        actions.add_row(office=office, by=people["ani"], register=letters, cells=cells)

    add("2017-05-02")  # begins the trail, which costs a little once
    for day in ("2017-05-03", "2017-06-01"):
        with django_assert_max_num_queries(8 + 2):  # a test's transactions are savepoints, which count
            add(day)


@pytest.mark.usefixtures("rows")
def test_a_form_asks_little(as_: As, django_assert_max_num_queries: Questions) -> None:
    client: Client = as_.ani
    client.post(f"{LETTERS}baris-baru/", LETTER)
    with django_assert_max_num_queries(VISIT + 1 + 10):
        assert client.post(f"{LETTERS}baris-baru/", LETTER | {"number": "2017/9002"}).status_code == 302
