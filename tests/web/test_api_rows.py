"""Rows by the API: read by page and filter, masked, as CSV, and written by the same action as the form."""

import csv
import datetime
import io

import pytest
from django.utils import timezone

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.api.models import Answered
from capaian.web.api.scopes import Scope
from capaian.web.registers import actions
from capaian.web.registers.models import Row
from capaian.web.trail.models import Event
from tests.web.api_cast import HERE, Programs, program_of
from tests.web.register_cast import LETTER, table_of

ROWS = f"{HERE}/registers/letters/rows"
People = dict[str, User]


@pytest.fixture
def row(office: Office, people: People, letters: Register) -> Row:
    return actions.add_row(office=office, by=people["ani"], register=letters, cells=LETTER)


@pytest.fixture
def many(office: Office, people: People, letters: Register) -> None:
    actions.add_rows(office=office, by=people["ani"], register=letters, text=table_of("letters", 60))


# ---- reading ------------------------------------------------------------------------------------------


def test_a_row_comes_with_every_column_in_the_plain_notation(row: Row, programs: Programs) -> None:
    (one,) = programs.ani.body(ROWS)["items"]
    assert one["cells"] == LETTER
    assert (one["id"], one["version"], one["day"], one["removed"]) == (row.pk, 1, "2017-05-02", False)
    assert programs.ani.body(f"{ROWS}/{row.pk}") == one


@pytest.mark.usefixtures("many")
def test_pages_follow_each_other_without_a_gap(programs: Programs) -> None:
    seen, after = list[int](), ""
    while True:
        page = programs.ani.body(ROWS, {"limit": 7} | ({"after": after} if after else {}))
        seen += [one["id"] for one in page["items"]]
        assert len(page["items"]) == 7 or page["next"] is None
        if page["next"] is None:
            break
        after = page["next"]
    assert seen == list(Row.objects.values_list("id", flat=True))
    assert len(seen) == 60


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ({"period": "2017-01"}, "2017-01-01", "2017-01-31"),
        ({"period": "2017-Q1"}, "2017-01-01", "2017-03-31"),
        ({"from": "2017-01-05"}, "2017-01-05", "2999-01-01"),
        ({"to": "2017-01-05"}, "1900-01-01", "2017-01-05"),
        ({"from": "2017-01-03", "to": "2017-01-04"}, "2017-01-03", "2017-01-04"),
    ],
)
def test_rows_of_the_days_that_are_asked_for(
    programs: Programs, query: dict[str, str], first: str, last: str
) -> None:
    days = [one["day"] for one in programs.ani.body(ROWS, {"limit": 500} | query)["items"]]
    expected = Row.objects.filter(day__gte=first, day__lte=last).values_list("day", flat=True)
    assert days == [str(day) for day in expected]
    assert days


def test_what_changed_since_a_moment_with_what_was_removed(
    row: Row, office: Office, people: People, letters: Register, programs: Programs
) -> None:
    Row.objects.filter(pk=row.pk).update(at=timezone.now() - datetime.timedelta(hours=2))
    since = programs.ani.body(ROWS, {"limit": 1})["as_of"]
    asked = {"changed_since": since, "removed": "true"}
    assert programs.ani.body(ROWS, asked)["items"] == []
    same = {"office": office, "by": people["ani"], "register": letters}
    actions.remove_row(**same, pk=row.pk, version=1, reason="ganda")
    new = actions.add_row(**same, cells=LETTER)
    found = {one["id"]: one["removed"] for one in programs.ani.body(ROWS, asked)["items"]}
    assert found == {row.pk: True, new.pk: False}
    assert [one["id"] for one in programs.ani.body(ROWS)["items"]] == [new.pk]


@pytest.mark.parametrize(
    "query",
    [
        {"from": "0"},
        {"from": "2017-02-31"},
        {"period": "2017-Q5"},
        {"limit": "0"},
        {"limit": "501"},
        {"after": "x"},
        {"after": "t1.1"},
        {"after": "999999999999.1"},
        {"after": "t99999999999999999.1"},
        {"changed_since": "2017-01-01"},
        {"changed_since": "0"},
    ],
)
def test_a_filter_that_says_nothing_is_refused_by_name(row: Row, programs: Programs, query: dict[str, str]) -> None:
    answer = programs.ani.get(ROWS, query)
    assert answer.status_code == 422
    assert [fault["place"].rpartition(".")[2] for fault in answer.json()["faults"]] == list(query)


def test_moments_beyond_every_calendar_are_taken(row: Row, programs: Programs) -> None:
    assert len(programs.ani.body(ROWS, {"changed_since": "0001-01-01T00:00:00+23:59"})["items"]) == 1
    assert programs.ani.body(ROWS, {"changed_since": "9999-12-31T23:59:59-23:59"})["items"] == []


# ---- personal data ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["citra", "adi", "ira"])
def test_who_writes_no_rows_sees_no_free_text(row: Row, programs: Programs, who: str) -> None:
    program = getattr(programs, who)
    page = program.body(ROWS)
    assert page["masked"] == ["applicant", "service"]
    (one,) = page["items"]
    assert one["cells"] == LETTER | {"applicant": "***", "service": "***"}
    assert program.body(f"{ROWS}/{row.pk}") == one
    content = program.get(f"{ROWS}.csv").content.decode()
    assert "2017/9001" in content and "Pemohon sintetis" not in content
    (register,) = [one for one in program.body(f"{HERE}/registers")["items"] if one["name"] == "letters"]
    assert [one["name"] for one in register["columns"] if one["masked"]] == ["service", "applicant"]


@pytest.mark.parametrize("who", ["ani", "budi", "sari"])
def test_who_writes_rows_sees_them(row: Row, programs: Programs, who: str) -> None:
    assert getattr(programs, who).body(ROWS)["items"][0]["cells"]["applicant"] == "Pemohon sintetis"


# ---- CSV ----------------------------------------------------------------------------------------------


def test_csv_is_no_formula(office: Office, people: People, letters: Register, programs: Programs) -> None:
    cells = LETTER | {"applicant": '=HYPERLINK("http://x","y")', "service": "+62 811"}
    actions.add_row(office=office, by=people["ani"], register=letters, cells=cells)
    answer = programs.ani.get(f"{ROWS}.csv", {"period": "2017"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    (line,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert line["applicant"] == '\'=HYPERLINK("http://x","y")'
    assert line["service"] == "'+62 811"
    assert (line["standard_days"], line["received_on"], line["removed"]) == ("3", "2017-05-02", "false")


@pytest.mark.usefixtures("many")
def test_csv_of_more_rows_than_a_table_holds_is_refused(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("capaian.web.api.rows.MAX_IN_TABLE", 59)
    answer = programs.ani.get(f"{ROWS}.csv")
    assert (answer.status_code, answer.json()["code"]) == (409, "too-many-rows")
    assert len(programs.ani.get(f"{ROWS}.csv", {"period": "2017-01"}).content.splitlines()) <= 60


# ---- writing ------------------------------------------------------------------------------------------


def test_a_row_is_added_as_by_the_form(letters: Register, programs: Programs) -> None:
    sent = LETTER | {"standard_days": 3}
    answer = programs.ani.post(ROWS, {"cells": sent})
    assert answer.status_code == 201
    assert answer.json()["cells"] == LETTER
    row = Row.objects.get()
    assert row.by.username == "ani"
    assert Event.objects.get(kind="row-added").target == f"letters#{row.pk}"


@pytest.mark.parametrize(
    ("column", "value", "kept"),
    [
        ("cost", 1234567, "1234567"),
        ("cost", 1234.5, "1234.5"),
        ("cost", "1234.50", "1234.5"),
        ("cost", "1234", "1234"),
        ("cost", 1e6, "1000000"),
        ("cost", None, None),
    ],
)
def test_numbers_are_read_in_the_plain_notation(
    letters: Register, programs: Programs, column: str, value: object, kept: str | None
) -> None:
    cells = {"number": "1", "place": "15.71.03.1003", "rt": "01", "finished_on": "2017-05-02", column: value}
    answer = programs.ani.post(f"{HERE}/registers/bangkit_berdaya/rows", {"cells": cells})
    assert answer.json()["cells"][column] == kept


@pytest.mark.parametrize("value", ["1.234,5", "1,234", "tiga", "1.234.567", float("nan"), 1e300])
def test_a_number_that_may_mean_two_things_is_refused(letters: Register, programs: Programs, value: object) -> None:
    cells = {"number": "1", "place": "15.71.03.1003", "rt": "01", "finished_on": "2017-05-02", "cost": value}
    answer = programs.ani.post(f"{HERE}/registers/bangkit_berdaya/rows", {"cells": cells})
    assert answer.status_code == 422
    assert [fault["place"] for fault in answer.json()["faults"]] == ["cost"]
    assert not Row.objects.exists()


@pytest.mark.parametrize("letter", ["\0", "\ud800"], ids=["nul", "half a letter"])
@pytest.mark.parametrize("column", ["applicant", "number"])
def test_a_letter_that_no_database_keeps_is_refused(
    letters: Register, programs: Programs, column: str, letter: str
) -> None:
    answer = programs.ani.post(ROWS, {"cells": LETTER | {column: f"a{letter}b"}})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert not Row.objects.exists()


def test_what_was_read_can_be_sent_again(row: Row, programs: Programs) -> None:
    cells = programs.ani.body(f"{ROWS}/{row.pk}")["cells"]
    answer = programs.ani.post(ROWS, {"cells": cells | {"number": "2017/9002"}})
    assert answer.json()["cells"] == cells | {"number": "2017/9002"}


def test_faults_stand_at_their_columns_in_the_words_of_the_form(row: Row, programs: Programs) -> None:
    answer = programs.ani.post(ROWS, {"cells": LETTER | {"number": "", "standard_days": "tiga"}})
    body = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert body["code"] == "row-faulty"
    assert [fault["place"] for fault in body["faults"]] == ["number", "standard_days"]
    assert "Nomor agenda" in body["faults"][0]["message"]["id"]
    assert all(fault["mend"]["en"] for fault in body["faults"])
    taken = programs.ani.post(ROWS, {"cells": LETTER}).json()
    assert [(fault["code"], fault["place"]) for fault in taken["faults"]] == [("row-taken", "number")]
    assert programs.ani.post(ROWS, {"cells": LETTER | {"umur": 3}}).json()["faults"][0]["place"] == "umur"


@pytest.mark.usefixtures("approved_may")
def test_a_locked_period_takes_no_row(letters: Register, programs: Programs) -> None:
    answer = programs.ani.post(ROWS, {"cells": LETTER})
    assert (answer.status_code, answer.json()["code"]) == (409, "period-locked")


def test_a_register_that_is_not_there(letters: Register, programs: Programs) -> None:
    for address in (f"{HERE}/registers/x/rows", f"{HERE}/registers/x/rows.csv", f"{ROWS}/1"):
        answer = programs.ani.get(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize("who", ["citra", "adi", "ira", "dedi"])
def test_who_may_not_write_does_not(
    who: str, letters: Register, programs: Programs, people: People, office: Office
) -> None:
    answer = getattr(programs, who).post(ROWS, {"cells": LETTER})
    assert answer.status_code == 403
    assert not Row.objects.exists()


def test_a_token_for_reading_does_not_write(
    letters: Register, programs: Programs, people: People, office: Office
) -> None:
    answer = program_of(people["ani"], office, Scope.READ).post(ROWS, {"cells": LETTER})
    assert (answer.status_code, answer.json()["code"]) == (403, "no-scope")
    written = program_of(people["ani"], office, Scope.WRITE_ROWS)
    assert written.get(ROWS).json()["code"] == "no-scope"
    assert written.post(ROWS, {"cells": LETTER}).status_code == 201
    told = Event.objects.get(kind="refused.request")
    assert (told.by, told.refused) == ("ani", True)
    assert told.after == {"scope": "write-rows", "token": people["ani"].tokens.earliest("id").pk}


# ---- once ---------------------------------------------------------------------------------------------


def test_the_same_key_adds_one_row(letters: Register, programs: Programs) -> None:
    key = {"Idempotency-Key": "impor-7/1"}
    cells = {"cells": LETTER | {"number": "2017/1"}}
    first, again = (programs.ani.post(ROWS, cells, **key) for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert Row.objects.count() == 1
    other = programs.ani.post(ROWS, {"cells": LETTER | {"number": "2017/2"}}, **key)
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    assert programs.budi.post(ROWS, {"cells": LETTER | {"number": "2017/2"}}, **key).status_code == 201


def test_what_was_refused_may_be_mended_under_its_key(row: Row, programs: Programs) -> None:
    key = {"Idempotency-Key": "k"}
    assert programs.ani.post(ROWS, {"cells": LETTER}, **key).status_code == 422
    assert programs.ani.post(ROWS, {"cells": LETTER | {"number": "x"}}, **key).status_code == 201
    assert "Pemohon" not in str(list(Answered.objects.values())), "no copy of what was sent"


def test_a_refusal_under_a_key_stays_in_the_trail(
    letters: Register, programs: Programs, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("approved_may")
    answer = programs.ani.post(ROWS, {"cells": LETTER}, **{"Idempotency-Key": "k"})
    assert answer.json()["code"] == "period-locked"
    assert Event.objects.get(refused=True).kind == "refused.add_row"
    assert not Answered.objects.exists()


def test_keys_are_forgotten_after_a_week(letters: Register, programs: Programs) -> None:
    key = {"Idempotency-Key": "k"}
    programs.ani.post(ROWS, {"cells": LETTER}, **key)
    Answered.objects.update(at=timezone.now() - datetime.timedelta(days=8))
    assert programs.ani.post(ROWS, {"cells": LETTER | {"number": "x"}}, **key).status_code == 201
    assert Answered.objects.count() == 1
