"""The office answers a finding: each answer is a row of its own, and none is ever changed."""

import re

import pytest
from django.db import IntegrityError, transaction

from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.auditing import actions
from capaian.web.auditing.models import Answer, Examination
from capaian.web.trail.models import Event
from tests.web.conftest import As
from tests.web.guards import the_database_refuses
from tests.web.report_cast import AT


@pytest.fixture
def address(read: Examination) -> str:
    return f"{AT}{read.pk}/temuan/2/"


def test_it_works(as_: As, read: Examination, address: str) -> None:
    client = as_.budi
    page = client.get(address).content.decode()
    assert "Temuan 2 dari 3" in page and "Tanggapan atas temuan 2" in page and 'href="' in page
    answer = client.post(address, {"status": "disputed", "text": " Yang dihitung 56 dari 61. "})
    assert answer["Location"] == f"{AT}{read.pk}/?temuan=2#temuan-2"
    one = Answer.objects.get()
    assert (one.number, one.status, one.text, one.by.username) == (
        2,
        "disputed",
        "Yang dihitung 56 dari 61.",
        "budi",
    )
    shown = client.get(f"{AT}{read.pk}/").content.decode().partition('id="temuan-2"')[2].partition("</article>")[0]
    assert "dibantah" in shown and "Yang dihitung 56 dari 61." in shown and "Budi Santoso" in shown
    event = Event.objects.get(kind="finding-answered")
    assert (event.by, event.after["finding"], event.after["state"]) == ("budi", 2, "disputed")


def test_a_later_answer_is_added_and_the_last_holds(as_: As, address: str) -> None:
    as_.budi.post(address, {"status": "disputed", "text": "Salah cetak."})
    as_.citra.post(address, {"status": "mended", "text": "Menjadi 92,31."})
    assert list(Answer.objects.values_list("status", flat=True)) == ["disputed", "mended"]
    page = as_.ani.get(address).content.decode()
    assert re.search("Salah cetak.*Menjadi 92,31", page, re.DOTALL)


@pytest.mark.parametrize(
    "wrong",
    [{"status": "disputed"}, {"status": "mended", "text": "  "}, {"status": "x", "text": "a"}, {"text": "a"}],
)
def test_what_is_not_whole_is_asked_again_and_stays(as_: As, address: str, wrong: dict[str, str]) -> None:
    answer = as_.budi.post(address, wrong)
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
    assert f">{wrong.get('text', '')}</textarea>" in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_long_answer_is_told_and_stays(as_: As, address: str) -> None:
    text = "a" * 4001
    answer = as_.budi.post(address, {"status": "accepted", "text": text})
    assert answer.status_code == 422 and text in answer.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("who", ["ani", "adi", "ira", "dedi"])
def test_who_may_not_answer_does_not(as_: As, address: str, who: str) -> None:
    client = getattr(as_, who)
    assert client.post(address, {"status": "accepted"}).status_code == 403
    assert not Answer.objects.exists()
    if who != "dedi":
        assert "Simpan tanggapan" not in client.get(address).content.decode()


def test_the_action_looks_at_the_right_itself(office: Office, people: dict[str, User], read: Examination) -> None:
    for who in ("ira", "dedi"):
        with pytest.raises(Refused):
            actions.answer(office=office, by=people[who], examination=read.pk, number=1, status="accepted", text="")
    with pytest.raises(Faulty):
        actions.answer(office=office, by=people["budi"], examination=read.pk, number=1, status="x", text="")
    for number in (0, 4):
        with pytest.raises(Refused):
            actions.answer(
                office=office, by=people["budi"], examination=read.pk, number=number, status="accepted", text=""
            )


@pytest.mark.parametrize("number", ["0", "4", "99999"])
def test_a_finding_that_is_not_there_is_no_page(as_: As, read: Examination, number: str) -> None:
    assert as_.budi.get(f"{AT}{read.pk}/temuan/{number}/").status_code == 404
    assert as_.budi.post(f"{AT}{read.pk}/temuan/{number}/", {"status": "accepted"}).status_code == 404


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE auditing_answer SET text = 'lain'",
        "DELETE FROM auditing_answer",
        "UPDATE auditing_answer SET status = 'accepted'",
    ],
)
def test_the_database_itself_keeps_answers(as_: As, address: str, sql: str) -> None:
    as_.budi.post(address, {"status": "disputed", "text": "Salah cetak."})
    the_database_refuses(sql)


@pytest.mark.parametrize("number", [0, 4])
def test_the_database_itself_wants_a_finding(read: Examination, people: dict[str, User], number: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(examination=read, number=number, status="accepted", by=people["budi"])
