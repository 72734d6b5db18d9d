"""The pages of one row: the quick form, the row, two editors, removal, a locked period."""

import pytest
from django.test import Client

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.registers import actions
from capaian.web.registers.models import Row
from tests.web.conftest import As
from tests.web.register_cast import LETTER, LETTERS, told

People = dict[str, User]
NEW = f"{LETTERS}baris-baru/"


@pytest.fixture
def row(office: Office, people: People, letters: Register) -> Row:
    return actions.add_row(office=office, by=people["ani"], register=letters, cells=LETTER)


def at(row: Row, more: str = "") -> str:
    return f"{LETTERS}baris/{row.pk}/{more}"


def test_a_row_is_added_and_the_place_is_kept_for_the_next(letters: Register, as_: As) -> None:
    client = as_.ani
    assert 'name="place" value="15.71.03"' in client.get(NEW).content.decode()
    answer = client.post(NEW, LETTER)
    assert (answer.status_code, answer["Location"]) == (302, NEW)
    page = client.get(NEW).content.decode()
    assert "2017/9001 tersimpan" in page
    assert 'name="place" value="15.71.03.1003"' in page
    assert Row.objects.get().by.username == "ani"


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(letters: Register, as_: As) -> None:
    sent = LETTER | {"number": "", "standard_days": "tiga", "applicant": '<b>Ibu "Ani"'}
    answer = as_.ani.post(NEW, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="p-number"' in page and 'id="p-standard_days"' in page
    assert 'value="tiga"' in page and 'value="&lt;b&gt;Ibu &quot;Ani&quot;"' in page
    assert not Row.objects.exists()


def test_a_letter_that_no_database_keeps_is_told_and_nothing_is_saved(letters: Register, as_: As) -> None:
    assert as_.ani.post(NEW, LETTER | {"number": "a\x00b", "applicant": "\x00"}).status_code == 400
    assert not Row.objects.exists()


@pytest.mark.parametrize("pk", [0, 10**9, 10**30])
def test_a_row_that_never_was_is_not_there(letters: Register, as_: As, pk: int) -> None:
    for more in ("", "hapus/", "bukti/"):
        address = f"{LETTERS}baris/{pk}/{more}"
        assert as_.ani.post(address, LETTER | {"reason": "x", "version": "1"}).status_code == 404
    assert as_.ani.get(LETTERS, {"sesudah": f"2017-01-01.{pk}"}).status_code == 200


def test_a_broken_rule_is_told_in_the_words_of_the_plan(letters: Register, as_: As) -> None:
    page = as_.ani.post(NEW, LETTER | {"served_on": "2017-05-01"}).content.decode()
    assert "Surat tidak selesai sebelum diterima." in page
    assert "Tanggal selesai &gt;= Tanggal diterima" in page


def test_a_taken_key_names_the_row_that_has_it(row: Row, as_: As) -> None:
    answer = as_.ani.post(NEW, LETTER)
    assert answer.status_code == 422
    assert f"baris nomor {row.pk}" in answer.content.decode()


def test_a_row_is_changed_and_its_history_says_how(row: Row, as_: As) -> None:
    client = as_.budi
    assert client.post(at(row), LETTER | {"version": "1", "kind": "permit"}).status_code == 302
    page = " ".join(client.get(at(row)).content.decode().split())
    assert "Jenis: Non perizinan → Perizinan" in page
    assert "Budi Santoso" in page and "Ani Rahma" in page


def test_two_editors(row: Row, as_: As) -> None:
    as_.budi.post(at(row), LETTER | {"version": "1", "service": "KTP", "applicant": "Pak Budi"})
    answer = as_.ani.post(at(row), LETTER | {"version": "1", "served_on": "2017-05-05", "applicant": "Bu Ani"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Budi Santoso" in page and "keduanya mengubah" in page
    boxes = {box.name: box.value for box in answer.context["boxes"]}
    assert (boxes["service"], boxes["served_on"], boxes["applicant"]) == ("KTP", "2017-05-05", "Bu Ani")
    assert told(Row.objects.get())["applicant"] == "Pak Budi", "nothing is overwritten unasked"
    again = as_.ani.post(at(row), boxes | {"version": str(answer.context["version"])})
    assert again.status_code == 302
    data = told(Row.objects.get())
    assert (data["service"], data["served_on"], data["applicant"]) == ("KTP", "2017-05-05", "Bu Ani")


def test_a_row_is_removed_with_its_reason(row: Row, as_: As) -> None:
    client = as_.ani
    assert client.post(at(row, "hapus/"), {"version": "1", "reason": " "}).status_code == 422
    assert client.post(at(row, "hapus/"), {"version": "9", "reason": "ganda"}).status_code == 422
    answer = client.post(at(row, "hapus/"), {"version": "1", "reason": "Tercatat dua kali"})
    assert answer["Location"] == f"{LETTERS}?bulan=2017-05"
    page = client.get(at(row)).content.decode()
    assert "sudah dihapus" in page and "Tercatat dua kali" in page and 'name="version"' not in page


def test_a_locked_period_says_so_and_keeps_what_was_typed(
    row: Row, as_: As, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("approved_may")
    for address, sent in (
        (NEW, LETTER | {"number": "X"}),
        (at(row), LETTER | {"version": "1", "number": "X"}),
        (at(row, "hapus/"), {"version": "1", "reason": "ganda"}),
    ):
        answer = as_.ani.post(address, sent)
        assert answer.status_code == 422
        assert "sudah disetujui dan terkunci" in answer.content.decode()
    assert 'value="X"' in as_.ani.post(at(row), LETTER | {"version": "1", "number": "X"}).content.decode()
    assert Row.objects.get().version == 1


@pytest.mark.parametrize("who", ["citra", "adi", "dedi"])
def test_who_may_not_write_does_not(row: Row, as_: As, who: str) -> None:
    client = getattr(as_, who)
    assert client.get(NEW).status_code == 403
    for address in (NEW, at(row), at(row, "hapus/"), at(row, "bukti/")):
        assert client.post(address, LETTER | {"version": "1", "reason": "x", "kind": "permit"}).status_code == 403
    assert Row.objects.get().version == 1


def test_citra_reads_the_row_and_dedi_does_not(row: Row, as_: As) -> None:
    assert "Rekomendasi" in as_.citra.get(at(row)).content.decode()
    assert as_.dedi.get(at(row)).status_code == 403
    assert Client().get(at(row)).status_code == 302


def test_a_row_of_another_register_or_office_is_not_there(
    row: Row, other_office: Office, people: People, plan: object, as_: As
) -> None:
    assert as_.ani.get(f"/o/15.71.03/register/akip/baris/{row.pk}/").status_code == 404
    assert as_.dedi.get(f"/o/15.71.04/register/letters/baris/{row.pk}/").status_code == 404
