"""Several people write at the same moment: nobody waits in a ring, nothing is counted twice, nothing is lost."""

import threading
from collections.abc import Callable

import pytest
from django.db import close_old_connections, connection

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.registers import actions
from capaian.web.registers.actions import RowConflict
from capaian.web.registers.models import Month, Row
from capaian.web.registers.rows import InvalidRows
from capaian.web.trail.record import broken_events
from tests.web.register_cast import LETTER, table_of

pytestmark = pytest.mark.django_db(transaction=True)
People = dict[str, User]


def together(*works: Callable[[], object]) -> list[object]:
    """Do all at once, each with a connection of its own; return what came out, or the exception."""
    found: list[object] = [None] * len(works)
    gate = threading.Barrier(len(works))

    def run(number: int) -> None:
        try:
            gate.wait()
            found[number] = works[number]()
        except Exception as error:
            found[number] = error
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.fixture(autouse=True)
def on_a_server() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; it has one writer anyway")


def test_of_two_who_save_one_row_one_is_told(office: Office, people: People, letters: Register) -> None:
    row = actions.add_row(office=office, by=people["ani"], register=letters, cells=LETTER)

    def save(who: str) -> Callable[[], object]:
        cells = LETTER | {"applicant": who}
        return lambda: actions.change_row(
            office=office, by=people[who], register=letters, pk=row.pk, version=1, cells=cells
        )

    found = together(save("ani"), save("budi"), save("sari"))
    assert sum(isinstance(one, RowConflict) for one in found) == 2
    assert sum(isinstance(one, Row) for one in found) == 1
    assert Row.objects.get().version == 2


def test_of_two_who_add_one_key_one_is_told(office: Office, people: People, letters: Register) -> None:
    def add() -> object:
        return actions.add_row(office=office, by=people["ani"], register=letters, cells=LETTER)

    found = together(add, add, add)
    assert sum(isinstance(one, InvalidRows) for one in found) == 2
    assert Row.objects.count() == 1


def test_many_at_once_are_all_counted(office: Office, people: People, letters: Register) -> None:
    lines = table_of("letters", 200).splitlines()

    def paste(part: int) -> Callable[[], object]:
        text = "\n".join([lines[0], *lines[1 + part :: 5]])
        return lambda: actions.add_rows(office=office, by=people["ani"], register=letters, text=text)

    def one(number: int) -> Callable[[], object]:
        cells = LETTER | {"number": f"S{number}", "received_on": f"2017-01-{number + 1:02}", "due_on": ""}
        return lambda: actions.add_row(office=office, by=people["budi"], register=letters, cells=cells)

    found = together(*(paste(part) for part in range(5)), *(one(number) for number in range(5)))
    assert not [error for error in found if isinstance(error, Exception)]
    assert Row.objects.count() == sum(month.rows for month in Month.objects.all()) == 205
    assert list(broken_events()) == []
