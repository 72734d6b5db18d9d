"""The trail by the API: paged, filtered, and without the citizens of its rows for who writes none."""

from dataclasses import replace

import pytest

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.registers import actions
from capaian.web.trail.models import Event
from capaian.web.trail.record import hash_of
from tests.web.api_cast import HERE, Programs
from tests.web.register_cast import LETTER

AT = f"{HERE}/trail"


@pytest.fixture
def happened(office: Office, people: dict[str, User], letters: Register) -> None:
    same = {"office": office, "by": people["ani"], "register": letters}
    row = actions.add_row(**same, cells=LETTER)
    actions.change_row(**same, pk=row.pk, version=1, cells=LETTER | {"applicant": "Siti", "kind": "permit"})
    actions.remove_row(**same, pk=row.pk, version=2, reason="ganda")


@pytest.mark.usefixtures("happened")
def test_events_come_newest_first_by_page(office: Office, programs: Programs) -> None:
    program, found, after = programs.ani, list[int](), ""
    while True:
        page = program.body(AT, {"limit": 2} | ({"after": after} if after else {}))
        found += [one["number"] for one in page["items"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert found == list(
        Event.objects.filter(office=office.code).order_by("-number").values_list("number", flat=True)
    )
    assert [one["kind"] for one in program.body(AT, {"kind": "row-removed"})["items"]] == ["row-removed"]
    assert program.body(AT, {"since": "2199-01-01T00:00:00Z"})["items"] == []


@pytest.mark.usefixtures("happened")
def test_an_event_can_be_proved_by_its_hash(programs: Programs) -> None:
    (one,) = programs.ani.body(AT, {"kind": "row-changed"})["items"]
    event = Event.objects.get(kind="row-changed")
    assert (one["before"], one["after"]) == (event.before, event.after)
    assert one["hash"] == event.hash == hash_of(event)


@pytest.mark.usefixtures("happened")
@pytest.mark.parametrize("who", ["citra", "ira", "adi"])
def test_no_citizen_is_in_it_for_who_writes_no_rows(who: str, programs: Programs) -> None:
    answer = getattr(programs, who).get(AT)
    for name in ("Siti", "Pemohon", "Rekomendasi"):
        assert name not in answer.content.decode()
    (one,) = getattr(programs, who).body(AT, {"kind": "row-changed"})["items"]
    assert one["after"] == {"applicant": "***", "kind": "permit", "version": 2}
    (removed,) = getattr(programs, who).body(AT, {"kind": "row-removed"})["items"]
    assert removed["before"]["number"] == "2017/9001" and removed["after"] == {"reason": "ganda"}


def test_of_a_register_that_is_no_more_all_is_masked(
    office: Office, people: dict[str, User], letters: Register, programs: Programs
) -> None:
    gone = replace(letters, name="old_letters")
    actions.add_row(office=office, by=people["ani"], register=gone, cells=LETTER)
    (one,) = programs.ira.body(AT, {"kind": "row-added"})["items"]
    assert set(one["after"].values()) == {"***"}


@pytest.mark.usefixtures("happened")
def test_dedi_sees_nothing_of_it(programs: Programs) -> None:
    assert programs.dedi.get(AT).status_code == 403
