"""Writes to rows: who may, what the trail says, what is refused, and that nothing is half-done."""

import pytest
from django.db import IntegrityError, transaction

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.registers import actions
from capaian.web.registers.actions import RowConflict
from capaian.web.registers.models import Evidence, Month, Row
from capaian.web.registers.queries import before_of
from capaian.web.registers.rows import InvalidRows
from capaian.web.registers.uploads import StoredFile
from capaian.web.trail.models import Event
from tests.web.guards import the_database_refuses
from tests.web.register_cast import LETTER, table_of

People = dict[str, User]
REASON = "Tercatat dua kali"


def months() -> dict[str, tuple[int, int]]:
    return {one.month: (one.rows, one.version) for one in Month.objects.all()}


def add(office: Office, people: People, letters: Register, **cells: str) -> Row:
    return actions.add_row(office=office, by=people["ani"], register=letters, cells=LETTER | cells)


def test_it_works(office: Office, people: People, letters: Register) -> None:
    row = add(office, people, letters)
    assert (row.key, row.place, row.data["standard_days"]) == ("2017/9001", "15.71.03.1003", "3")
    assert months() == {"2017-05": (1, 1)}
    assert Office.objects.get(pk=office.pk).version == 1
    (event,) = Event.objects.all()
    assert (event.kind, event.target, event.after) == ("row-added", f"letters#{row.pk}", row.data)


@pytest.mark.parametrize("who", ["dedi", "citra", "adi"])
def test_who_may_not_is_refused_and_in_the_trail(
    office: Office, people: People, letters: Register, who: str
) -> None:
    with pytest.raises(Refused):
        actions.add_row(office=office, by=people[who], register=letters, cells=LETTER)
    assert not Row.objects.exists()
    assert Event.objects.get().kind == "refused.add_row"


def test_a_taken_key_names_the_other_row(office: Office, people: People, letters: Register) -> None:
    first = add(office, people, letters)
    with pytest.raises(InvalidRows) as faulty:
        add(office, people, letters)
    (found,) = faulty.value.findings
    assert found.code == "row-taken"
    assert f"baris nomor {first.pk} tanggal 02-05-2017" in found.message()
    assert months() == {"2017-05": (1, 1)}


def test_a_row_that_moves_counts_in_both_months(office: Office, people: People, letters: Register) -> None:
    row = add(office, people, letters)
    cells = LETTER | {"received_on": "2017-04-30"}
    changed = actions.change_row(
        office=office, by=people["budi"], register=letters, pk=row.pk, version=1, cells=cells
    )
    assert months() == {"2017-05": (0, 2), "2017-04": (1, 1)}
    event = Event.objects.get(kind="row-changed")
    assert event.before == {"received_on": "2017-05-02"}
    assert event.after == {"received_on": "2017-04-30", "version": 2}
    assert (changed.version, changed.by) == (2, people["budi"])


def test_the_second_of_two_editors_sees_the_first(office: Office, people: People, letters: Register) -> None:
    row = add(office, people, letters)
    for service, who in (("KTP", "budi"), ("KK", "sari")):
        cells = LETTER | {"service": service}
        same = {"office": office, "register": letters, "pk": row.pk, "version": 1, "cells": cells}
        if who == "budi":
            actions.change_row(by=people[who], **same)
            continue
        with pytest.raises(RowConflict) as conflict:
            actions.change_row(by=people[who], **same)
        assert conflict.value.row.data["service"] == "KTP"
        assert before_of(conflict.value.row, 1)["service"] == "Rekomendasi"


def test_a_change_of_nothing_is_none(office: Office, people: People, letters: Register) -> None:
    row = add(office, people, letters)
    actions.change_row(office=office, by=people["ani"], register=letters, pk=row.pk, version=1, cells=LETTER)
    assert (Row.objects.get().version, Event.objects.count()) == (1, 1)


def test_a_removed_row_stays_and_frees_its_key(office: Office, people: People, letters: Register) -> None:
    row = add(office, people, letters)
    same = {"office": office, "by": people["ani"], "register": letters, "pk": row.pk, "version": 1}
    with pytest.raises(Refused, match="reason-missing"):
        actions.remove_row(**same, reason="  ")
    actions.remove_row(**same, reason=REASON)
    assert Row.objects.get(pk=row.pk).removed
    assert months() == {"2017-05": (0, 2)}
    with pytest.raises(Refused, match="row-gone"):
        actions.remove_row(**same, reason=REASON)
    add(office, people, letters)
    assert months() == {"2017-05": (1, 3)}


def test_a_pasted_table_is_added_whole(office: Office, people: People, letters: Register) -> None:
    count = actions.add_rows(office=office, by=people["ani"], register=letters, text=table_of("letters", 300))
    assert count == Row.objects.count() == 300
    assert sum(rows for rows, _ in months().values()) == 300
    assert Event.objects.get().after == {"rows": 300}


def test_a_pasted_table_with_one_fault_adds_nothing(office: Office, people: People, letters: Register) -> None:
    add(office, people, letters, number="2017/0003")
    with pytest.raises(InvalidRows) as faulty:
        actions.add_rows(office=office, by=people["ani"], register=letters, text=table_of("letters", 5))
    assert [(found.code, found.place.line) for found in faulty.value.findings] == [("row-taken", 4)]
    assert Row.objects.count() == 1


@pytest.mark.usefixtures("approved_may")
def test_a_locked_period_takes_nothing(office: Office, people: People, letters: Register) -> None:
    kept = add(office, people, letters, received_on="2017-04-01", due_on="", served_on="")
    before = months()
    with pytest.raises(Refused, match="period-locked"):
        add(office, people, letters, number="2")
    with pytest.raises(Refused, match="period-locked"):
        actions.change_row(office=office, by=people["ani"], register=letters, pk=kept.pk, version=1, cells=LETTER)
    with pytest.raises(Refused, match="period-locked"):
        actions.add_rows(office=office, by=people["ani"], register=letters, text=table_of("letters"))
    assert (Row.objects.count(), months()) == (1, before)


def test_sql_cannot_write_in_a_locked_period_either(
    office: Office, people: People, letters: Register, request: pytest.FixtureRequest
) -> None:
    row = add(office, people, letters)
    request.getfixturevalue("approved_may")
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        Row.objects.filter(pk=row.pk).update(removed=True)
    the_database_refuses(f"DELETE FROM registers_row WHERE id = {row.pk}", "locked")
    with pytest.raises(Refused, match="period-locked"):
        actions.remove_row(office=office, by=people["ani"], register=letters, pk=row.pk, version=1, reason=REASON)
    assert not Row.objects.get().removed


def test_evidence_is_of_the_kinds_that_are_taken(office: Office, people: People, letters: Register) -> None:
    row = add(office, people, letters)
    same = {"office": office, "by": people["ani"], "subject": f"row:{row.pk}"}
    actions.attach_evidence(**same, kept=StoredFile("ab" * 32, 10, "application/pdf", "surat.pdf"), pages="2-3")
    with pytest.raises(Refused, match="file-kind"):
        actions.attach_evidence(**same, kept=StoredFile("cd" * 32, 10, "", "virus.exe"))
    with pytest.raises(Refused, match="file-size"):
        actions.attach_evidence(**same, kept=StoredFile("cd" * 32, 10**9, "application/pdf", "besar.pdf"))
    assert Evidence.objects.get().sha256 == "ab" * 32
    assert Event.objects.filter(kind="evidence-attached").get().target == f"letters#{row.pk}"


def test_evidence_of_another_offices_row_is_refused(
    office: Office, other_office: Office, people: People, letters: Register
) -> None:
    row = add(office, people, letters)
    kept = StoredFile("ab" * 32, 10, "application/pdf", "surat.pdf")
    with pytest.raises(Refused, match="row-gone"):
        actions.attach_evidence(office=other_office, by=people["dedi"], subject=f"row:{row.pk}", kept=kept)
