"""What changed since a moment: by page, in the order in which it did, found by an index on both databases."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.api.queries import page_of_rows, rows_asked
from capaian.web.api.shapes import RowPaging
from capaian.web.registers import actions
from capaian.web.registers.models import Row
from capaian.web.reporting.models import Value
from tests.web.api_cast import HERE, Programs
from tests.web.register_cast import table_of

ROWS = f"{HERE}/registers/letters/rows"
People = dict[str, User]


@pytest.fixture
def long_register(office: Office, people: People, letters: Register) -> datetime.datetime:
    """An office with 6,000 rows of which 300 changed since the moment that is returned, of all days among them."""
    since = timezone.now()
    day, before = datetime.date(2017, 1, 1), since - datetime.timedelta(hours=1)
    same = {"office": office, "register": "letters", "place": "15.71.03.1003", "data": {}, "by": people["ani"]}
    rows = [Row(day=day + datetime.timedelta(number % 365), **same) for number in range(6000)]
    Row.objects.bulk_create(rows)
    Row.objects.update(at=before)
    for number in range(0, 6000, 20):
        at = since + datetime.timedelta(milliseconds=number % 700)
        Row.objects.filter(pk=rows[number].pk).update(at=at, removed=number % 40 == 0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return since


@pytest.mark.parametrize("removed", ["false", "true"])
def test_pages_of_what_changed_follow_each_other_in_the_order_in_which_it_did(
    long_register: datetime.datetime, programs: Programs, removed: str
) -> None:
    asked = {"changed_since": long_register.isoformat(), "removed": removed, "limit": 70}
    seen, after = list[tuple[str, int]](), ""
    while True:
        page = programs.ani.body(ROWS, asked | ({"after": after} if after else {}))
        seen += [(one["changed_at"], one["id"]) for one in page["items"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert len(seen) == len(set(seen)) == (300 if removed == "true" else 150)
    assert seen == sorted(seen)


def test_values_that_changed_come_by_page(office: Office, people: People, programs: Programs) -> None:
    day, since = datetime.date(2017, 1, 1), timezone.now()
    same = {"office": office, "first_day": day, "last_day": day, "amount": "1", "by": people["ani"]}
    Value.objects.bulk_create(Value(period="2017", variable=f"v{number}", **same) for number in range(7))
    asked = {"changed_since": since.isoformat(), "limit": 3}
    first = programs.sari.body(f"{HERE}/values", asked)
    second = programs.sari.body(f"{HERE}/values", asked | {"after": first["next"]})
    last = programs.sari.body(f"{HERE}/values", asked | {"after": second["next"]})
    assert last["next"] is None
    seen = [one["variable"] for page in (first, second, last) for one in page["items"]]
    assert seen == [f"v{number}" for number in range(7)]
    for mark, more in ((first["next"], {}), ("1", asked)):
        assert programs.sari.get(f"{HERE}/values", {"after": mark} | more).json()["code"] == "no-mark"


def test_the_mark_of_another_way_of_asking_is_refused(
    office: Office, people: People, letters: Register, programs: Programs
) -> None:
    actions.add_rows(office=office, by=people["ani"], register=letters, text=table_of("letters", 5))
    long_ago = {"changed_since": "2017-01-01T00:00:00Z"}
    by_day, by_change = (programs.ani.body(ROWS, {"limit": 1} | more)["next"] for more in ({}, long_ago))
    for asked in ({"after": by_change}, {"after": by_day} | long_ago):
        answer = programs.ani.get(ROWS, asked)
        assert (answer.status_code, answer.json()["code"], answer.json()["place"]) == (422, "no-mark", "after")


@pytest.mark.parametrize("removed", ["false", "true"])
@pytest.mark.parametrize("after", ["", "t1789000000000000.1"])
def test_what_changed_is_found_by_an_index_in_its_order(
    long_register: datetime.datetime, office: Office, removed: str, after: str
) -> None:
    wanted = RowPaging(changed_since=long_register.isoformat(), removed=removed, after=after or None)
    with CaptureQueriesContext(connection) as asked:
        page_of_rows(rows_asked(office, "letters", wanted), wanted)
    assert how(asked[0]["sql"], "row_changed")


def test_a_value_that_changed_is_found_by_an_index(office: Office, people: People, programs: Programs) -> None:
    day = datetime.date(2017, 1, 1)
    same = {"office": office, "first_day": day, "last_day": day, "amount": "1", "by": people["ani"]}
    Value.objects.bulk_create(Value(period="2017", variable=f"v{number}", **same) for number in range(3000))
    Value.objects.update(at=timezone.now() - datetime.timedelta(days=9))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as asked:
        programs.sari.body(f"{HERE}/values", {"changed_since": timezone.now().isoformat()})
    (sql,) = (one["sql"] for one in asked if 'FROM "reporting_value"' in one["sql"])
    assert how(sql, "value_changed")


def how(sql: str, index: str) -> bool:
    """Tell whether a question is answered by an index, and its order by it too, without sorting.

    PostgreSQL may sort the few values that it found.
    """
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql)
        plan = "\n".join(str(line[-1]) for line in cursor.fetchall())
    print(plan)
    return index in plan and "TEMP B-TREE" not in plan and (index == "value_changed" or "Sort" not in plan)
