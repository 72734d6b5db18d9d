"""Whom rows are about: kept apart, seen by those who need it, erased on request while counts and hashes stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from capaian.core.period import Period
from capaian.core.registers.pseudonym import MASK, is_pseudonym, pseudonym
from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Faulty, Refused
from capaian.web.accounts.roles import ROLES, Permission
from capaian.web.jobs.queue import drain
from capaian.web.registers import actions, actions_import, uploads
from capaian.web.registers.actions_erase import ErasureResult, erase, search
from capaian.web.registers.guards import PERSONAL
from capaian.web.registers.models import ErasedFile, Import, Personal, Row
from capaian.web.registers.personal import mismatched_pseudonyms, reveal
from capaian.web.registers.queries import registers_of
from capaian.web.registers.uploads import integrity_of, path_of, remove_erased, store_upload
from capaian.web.reporting.basis import figure_basis
from capaian.web.reporting.provisional import load_provisional
from capaian.web.trail.models import Event
from capaian.web.trail.record import broken_events
from capaian.web.trail.triggers import remove
from tests.web.conftest import As
from tests.web.guards import the_database_refuses
from tests.web.register_cast import EXAMPLE, LETTER, LETTERS, adopt, told

People = dict[str, User]
PAGE = "/o/15.71.03/data-pribadi/"
PDF = b"%PDF-1.4\n%%EOF\n"
NIK, OTHER = "1571030101800001", "1571030202900002"
GIVEN = {"number": "R-1", "place": "15.71.03.1001", "recorded_on": "2017-03-01", "name": "Siti Aminah", "nik": NIK}


@pytest.fixture
def rastra(office: Office, plan: object) -> Register:
    return registers_of(office)["rastra"]


def add(office: Office, people: People, register: Register, **cells: str) -> Row:
    made: Row = actions.add_row(office=office, by=people["ani"], register=register, cells=GIVEN | cells)
    return made


def figures(office: Office) -> str:
    on = figure_basis(office, Period(2017), None)
    assert on is not None
    return on.sha256


def everything_written() -> str:
    """All that the database holds outside the one table where it may: what a leak would be in."""
    found = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names():
            if name != "registers_personal":
                cursor.execute(f'SELECT * FROM "{name}"')
                found += [f"{name}: {row}" for row in cursor.fetchall()]
    return "\n".join(found)


# ---- pseudonyms --------------------------------------------------------------------------------------------


@given(value=st.text(max_size=40), salt=st.binary(min_size=16, max_size=32))
def test_a_pseudonym_is_of_its_value_and_salt_alone(value: str, salt: bytes) -> None:
    made = pseudonym(value, salt)
    assert is_pseudonym(made) and made == pseudonym(value, salt)
    assert made != pseudonym(value + "x", salt) and made != pseudonym(value, salt + b"x")


@pytest.mark.parametrize(
    "text", ["", "~", "Siti", "~" + "a" * 31, "~" + "a" * 33, "~" + "A" * 32, "~" + "1" * 32, None]
)
def test_other_cells_are_no_pseudonyms(text: object) -> None:
    assert not is_pseudonym(text)


def test_a_salt_that_can_be_tried_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        pseudonym(NIK, b"short")


# ---- keeping -----------------------------------------------------------------------------------------------


def test_no_name_and_no_nik_is_anywhere_but_in_its_table(office: Office, people: People, rastra: Register) -> None:
    row = add(office, people, rastra)
    changed = GIVEN | {"name": "Siti Rahmah", "nik": OTHER}
    actions.change_row(office=office, by=people["ani"], register=rastra, pk=row.pk, version=1, cells=changed)
    actions.remove_row(office=office, by=people["ani"], register=rastra, pk=row.pk, version=2, reason="ganda")
    written = everything_written()
    assert not any(text in written for text in ("Siti", "Aminah", NIK, OTHER))
    row.refresh_from_db()
    assert (told(row)["name"], told(row)["nik"]) == ("Siti Rahmah", OTHER)
    assert list(broken_events()) == []


def test_one_nik_has_one_pseudonym_and_two_of_a_name_have_two(
    office: Office, people: People, rastra: Register
) -> None:
    first = add(office, people, rastra)
    second = add(office, people, rastra, number="R-2")
    third = add(office, people, rastra, number="R-3", nik=OTHER)
    assert first.data["nik"] == second.data["nik"] != third.data["nik"]
    assert first.data["name"] != second.data["name"], "two people may have one name"


def test_a_row_that_says_the_same_has_not_changed(office: Office, people: People, rastra: Register) -> None:
    row = add(office, people, rastra)
    done = actions.change_row(office=office, by=people["budi"], register=rastra, pk=row.pk, version=1, cells=GIVEN)
    assert done.version == 1 and not Event.objects.filter(kind="row-changed").exists()
    cells = GIVEN | {"members": "4"}
    done = actions.change_row(office=office, by=people["budi"], register=rastra, pk=row.pk, version=1, cells=cells)
    assert (done.version, done.data["name"], done.data["nik"]) == (2, row.data["name"], row.data["nik"])


def test_what_is_counted_and_frozen_holds_no_names(
    office: Office, people: People, rastra: Register, data_folder: Path
) -> None:
    add(office, people, rastra)
    assert load_provisional(office, Period(2017)).inputs is not None
    parts = list(data_folder.rglob("*.parquet"))
    assert parts
    for file in data_folder.rglob("*"):
        if file.is_file():
            assert not any(text in file.read_bytes() for text in (b"Siti", NIK.encode())), file


def test_every_pseudonym_proves_its_value(office: Office, people: People, rastra: Register) -> None:
    add(office, people, rastra)
    for one in Personal.objects.all():
        assert one.value is not None and pseudonym(one.value, bytes.fromhex(one.salt)) == one.pseudonym


def test_another_name_put_under_a_pseudonym_is_found(office: Office, people: People, rastra: Register) -> None:
    row = add(office, people, rastra)
    assert list(mismatched_pseudonyms()) == []
    remove(connection, PERSONAL)
    Personal.objects.filter(value="Siti Aminah").update(value="Orang lain")
    assert list(mismatched_pseudonyms()) == [row.data["name"]]


def test_a_pseudonym_of_nobody_is_not_taken(office: Office, people: People, rastra: Register) -> None:
    with pytest.raises(Refused, match="pseudonym-unknown"):
        add(office, people, rastra, nik="~" + "a" * 32)
    assert Row.objects.count() == 0


def test_a_register_whose_key_is_the_nik_knows_its_rows_again(
    office: Office, people: People, data_folder: Path
) -> None:
    before, register_text, after = (EXAMPLE / "plan.yaml").read_text(encoding="utf-8").partition("  rastra:\n")
    adopt(office, people["sari"], before + register_text + after.replace("key: [number]", "key: [nik]", 1))
    register = registers_of(office)["rastra"]
    assert register.key == ("nik",)
    row = add(office, people, register)
    assert row.key == row.data["nik"]
    with pytest.raises(actions.InvalidRows) as faulty:
        add(office, people, register, number="R-2")
    assert "row-taken" in {one.code for one in faulty.value.findings}
    assert NIK in str(faulty.value.findings[0].values), "who typed it reads what he typed"
    lines = ["number,place,recorded_on,name,nik", f"R-1,15.71.03.1001,2017-03-01,Siti Aminah,{NIK}"]
    lines += [f"R-2,15.71.03.1001,2017-03-02,Budi,{OTHER}"]
    book = _read(office, people, register, "\n".join(lines))
    assert (book.report["already"], book.report["new"], book.report["differing"]) == (1, 1, 0)
    lines[1] = lines[1].replace("Aminah", "Rahmah")
    book = _read(office, people, register, "\n".join(lines))
    assert (book.report["already"], book.report["new"], book.report["differing"]) == (0, 1, 1)
    assert not any(text in json.dumps(book.report) for text in ("Siti", NIK))
    page = As(people).ani.get(f"/o/15.71.03/register/rastra/buku/{book.pk}/").content.decode()
    assert "Nama: Siti Aminah → Siti Rahmah" in page


def _read(office: Office, people: People, register: Register, text: str) -> Import:
    kept = store_upload(SimpleUploadedFile("buku.csv", text.encode()))
    book, _ = actions_import.upload(office=office, by=people["ani"], register=register, kept=kept)
    drain()
    book.refresh_from_db()
    return book


def test_a_faulty_book_says_only_how_a_nik_ends(office: Office, people: People, rastra: Register) -> None:
    book = _read(
        office, people, rastra, "number,place,recorded_on,name,nik\nR-1,15.71.03.1001,2017-03-01,S,15710399"
    )
    assert book.state == Import.State.FAULTY
    assert [one["values"]["found"] for one in book.report["faults"]] == [f"{MASK}399"]


# ---- seeing ------------------------------------------------------------------------------------------------


def test_who_writes_rows_may_see_whom_they_are_about() -> None:
    for role in ROLES.values():
        assert Permission.ROW_WRITE not in role.may or Permission.PERSONAL in role.may, role.name
    seeing = {role.name for role in ROLES.values() if Permission.PERSONAL in role.may}
    assert seeing == {"clerk", "section-head", "secretary", "head", "inspector"}


ROW_PAGES = ("register/rastra/", "register/rastra/baris/{pk}/", "register/rastra/unduh/?bulan=2017-03&bentuk=csv")


@pytest.mark.parametrize("page", ROW_PAGES)
def test_pages_show_people_to_those_who_need_it(
    office: Office, people: People, rastra: Register, as_: As, page: str
) -> None:
    row = add(office, people, rastra)
    address = f"/o/15.71.03/{page.format(pk=row.pk)}"
    for who in ("ani", "citra", "ira"):
        text = getattr(as_, who).get(address).content.decode()
        assert "Siti Aminah" in text and NIK in text and "~" not in text
    text = as_.adi.get(address).content.decode()
    assert "Siti" not in text and NIK not in text and MASK in text


@pytest.mark.parametrize(("who", "found"), [("ani", True), ("adi", False)])
def test_nobody_finds_by_searching_what_he_may_not_see(
    office: Office, people: People, rastra: Register, as_: As, who: str, found: bool
) -> None:
    row = add(office, people, rastra)
    text = getattr(as_, who).get("/o/15.71.03/register/rastra/?cari=aminah").content.decode()
    assert (f"baris/{row.pk}/" in text) is found


def test_the_trail_shows_no_people(office: Office, people: People, rastra: Register, as_: As) -> None:
    add(office, people, rastra)
    text = as_.adi.get("/o/15.71.03/jejak/").content.decode()
    assert MASK in text and "Siti" not in text and "~" not in text


# ---- erasing -----------------------------------------------------------------------------------------------


def erased(office: Office, people: People, *rows: Row, files: bool = True) -> ErasureResult:
    done: ErasureResult = erase(
        office=office, by=people["sari"], rows=[row.pk for row in rows], reason="Surat 12/2018", files=files
    )
    return done


def test_erasing_leaves_every_row_count_and_hash(office: Office, people: People, rastra: Register) -> None:
    row, other = add(office, people, rastra), add(office, people, rastra, number="R-2", nik=OTHER, name="Budi")
    before, events = row.data, list(Event.objects.order_by("number").values())
    first = figures(office)
    assert erased(office, people, row) == ErasureResult(2, 0, 0, 0, 0)
    row.refresh_from_db()
    assert row.data == before
    assert told(row)["name"] == row.data["name"], "nothing tells any more who it was"
    assert told(other)["name"] == "Budi"
    assert figures(office) == first
    assert list(broken_events()) == []
    assert list(Event.objects.order_by("number").values())[: len(events)] == events
    event = Event.objects.get(kind="personal-erased")
    assert event.after["pseudonyms"] == sorted([before["name"], before["nik"]])
    assert event.after["rows"] == [f"rastra#{row.pk}"] and event.after["reason"] == "Surat 12/2018"
    assert not any(text in everything_written() for text in ("Siti", NIK))
    assert not Personal.objects.filter(value__in=["Siti Aminah", NIK]).exists()


def test_what_a_row_said_before_is_erased_with_it(office: Office, people: People, rastra: Register) -> None:
    row = add(office, people, rastra)
    cells = GIVEN | {"name": "Siti Rahmah", "nik": OTHER}
    actions.change_row(office=office, by=people["ani"], register=rastra, pk=row.pk, version=1, cells=cells)
    for text in ("aminah", NIK, "rahmah", OTHER):
        assert [one.pk for one in search(office, text).rows] == [row.pk], text
    assert erased(office, people, row).values == 4
    assert Personal.objects.filter(value__isnull=False).count() == 0


def test_others_who_share_the_nik_lose_it_and_are_counted(office: Office, people: People, rastra: Register) -> None:
    row, again = add(office, people, rastra), add(office, people, rastra, number="R-2", name="S. Aminah")
    assert {one.pk for one in search(office, NIK).rows} == {row.pk, again.pk}
    assert erased(office, people, row).others == 1
    assert told(again)["name"] == "S. Aminah" and is_pseudonym(told(again)["nik"])


def test_who_comes_again_is_another(office: Office, people: People, rastra: Register) -> None:
    row = add(office, people, rastra)
    erased(office, people, row)
    again = add(office, people, rastra, number="R-2")
    assert again.data["nik"] != row.data["nik"] and told(again)["nik"] == NIK


def test_an_erased_row_can_still_be_corrected(office: Office, people: People, rastra: Register, as_: As) -> None:
    row = add(office, people, rastra)
    erased(office, people, row)
    page = as_.ani.get(f"/o/15.71.03/register/rastra/baris/{row.pk}/")
    assert "(dihapus atas permintaan)" in page.content.decode()
    sent = {box.name: box.value for box in page.context["boxes"]} | {"members": "5", "version": "1"}
    assert as_.ani.post(f"/o/15.71.03/register/rastra/baris/{row.pk}/", sent).status_code == 302
    now = Row.objects.get(pk=row.pk)
    assert now.data == row.data | {"members": "5"}
    table = as_.ani.get("/o/15.71.03/register/rastra/").content.decode()
    assert "(dihapus atas permintaan)" in table and "~" not in table


def test_approved_rows_are_erased_too(
    office: Office, people: People, letters: Register, request: pytest.FixtureRequest
) -> None:
    row = actions.add_row(office=office, by=people["ani"], register=letters, cells=LETTER)
    request.getfixturevalue("approved_may")
    assert erased(office, people, row).values == 1
    assert is_pseudonym(told(row)["applicant"])


def test_files_go_with_the_person_and_their_hashes_stay(
    office: Office, people: People, rastra: Register, as_: As, django_capture_on_commit_callbacks: object
) -> None:
    text = f"number,place,recorded_on,name,nik\nR-1,15.71.03.1001,2017-03-01,Siti Aminah,{NIK}"
    book = _read(office, people, rastra, text)
    actions_import.apply_import(office=office, by=people["ani"], book=book.pk, correct=False)
    drain()
    never = _read(office, people, rastra, text.replace("R-1", "R-9") + "\nsalah,,,,")
    row = Row.objects.get()
    proof = store_upload(SimpleUploadedFile("ktp.pdf", PDF))
    actions.attach_evidence(office=office, by=people["ani"], subject=f"row:{row.pk}", kept=proof)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        done = erased(office, people, row)
    assert (done.files, done.kept) == (3, 0)
    for sha256 in (book.sha256, never.sha256, proof.sha256):
        assert integrity_of(sha256) == "erased" and not path_of(sha256).exists()
    page = as_.ani.get(f"/o/15.71.03/register/rastra/baris/{row.pk}/").content.decode()
    assert "berkasnya dihapus atas permintaan" in page and proof.sha256 in page
    with pytest.raises(Refused, match="file-erased"):
        store_upload(SimpleUploadedFile("lagi.pdf", PDF))
    assert not path_of(proof.sha256).exists()


def test_a_file_that_others_rest_on_stays(office: Office, people: People, rastra: Register) -> None:
    row, other = add(office, people, rastra), add(office, people, rastra, number="R-2", nik=OTHER)
    proof = store_upload(SimpleUploadedFile("daftar.pdf", PDF))
    for one in (row, other):
        actions.attach_evidence(office=office, by=people["ani"], subject=f"row:{one.pk}", kept=proof)
    assert erased(office, people, row)[1::3] == (0, 1)
    assert integrity_of(proof.sha256) == "same"
    assert erased(office, people, other, files=False).files == 0
    assert erased(office, people, row, other)[1::3] == (1, 0)


def test_an_erasure_that_was_cut_off_is_ended_at_the_next_start(office: Office, people: People) -> None:
    proof = store_upload(SimpleUploadedFile("ktp.pdf", PDF))
    ErasedFile.objects.create(sha256=proof.sha256, office=office, by=people["sari"])
    remove_erased()
    assert integrity_of(proof.sha256) == "erased"
    assert uploads.is_erased(proof.sha256)


def test_cells_from_before_the_mark_stay_and_are_counted(office: Office, people: People, rastra: Register) -> None:
    row = add(office, people, rastra)
    Row.objects.filter(pk=row.pk).update(data=row.data | {"name": "Siti Lama"})
    row.refresh_from_db()
    assert told(row)["name"] == "Siti Lama"
    assert erased(office, people, row).clear == 1


@pytest.mark.parametrize(
    ("rows", "reason", "code"),
    [((), "Surat", "erase-rows"), ((1,), " ", "erase-reason"), ((1,), "x" * 501, "erase-reason")],
)
def test_what_is_not_erased(
    office: Office, people: People, rastra: Register, rows: tuple[int, ...], reason: str, code: str
) -> None:
    row = add(office, people, rastra)
    with pytest.raises(Faulty) as faulty:
        erase(office=office, by=people["sari"], rows=[row.pk for _ in rows], reason=reason, files=False)
    assert faulty.value.code == code
    assert told(row)["name"] == "Siti Aminah"


def test_nothing_is_erased_twice(office: Office, people: People, rastra: Register) -> None:
    row = add(office, people, rastra)
    erased(office, people, row)
    with pytest.raises(Faulty, match="erase-nothing"):
        erased(office, people, row)


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "adi", "ira", "dedi"])
def test_only_the_secretary_erases(office: Office, people: People, rastra: Register, as_: As, who: str) -> None:
    row = add(office, people, rastra)
    with pytest.raises(Refused, match="no-right"):
        erase(office=office, by=people[who], rows=[row.pk], reason="Surat", files=False)
    client: Client = getattr(as_, who)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"what": "erase", "row": row.pk, "reason": "x"}).status_code == 403
    assert told(row)["name"] == "Siti Aminah"


def test_sql_brings_nobody_back(office: Office, people: People, rastra: Register) -> None:
    row = add(office, people, rastra)
    erased(office, people, row)
    with pytest.raises(IntegrityError, match="erased only"), transaction.atomic():
        Personal.objects.update(value="Siti", erased=None)
    the_database_refuses("DELETE FROM registers_personal", "kept")


def test_sql_does_not_call_a_pseudonym_by_another_name(office: Office, people: People, rastra: Register) -> None:
    add(office, people, rastra)
    with pytest.raises(IntegrityError, match="erased only"), transaction.atomic():
        Personal.objects.update(value="Orang lain")


# ---- the page ----------------------------------------------------------------------------------------------


def test_the_secretary_searches_chooses_and_erases(
    office: Office, people: People, rastra: Register, letters: Register, as_: As
) -> None:
    row = add(office, people, rastra)
    letter = actions.add_row(
        office=office, by=people["ani"], register=letters, cells=LETTER | {"applicant": "Siti Aminah"}
    )
    page = as_.sari.post(PAGE, {"what": "search", "text": "aminah"}).content.decode()
    assert f'value="{row.pk}"' in page and f'value="{letter.pk}"' in page and NIK in page
    sent = {"what": "erase", "text": "aminah", "row": [row.pk], "reason": ""}
    answer = as_.sari.post(PAGE, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tulis dasar penghapusan" in page and f'value="{row.pk}" checked' in page
    answer = as_.sari.post(PAGE, sent | {"reason": "Surat 12/2018"}, follow=True)
    assert "2 data pribadi dan 0 berkas dihapus" in answer.content.decode()
    page = as_.sari.post(PAGE, {"what": "search", "text": "aminah"}).content.decode()
    assert f'value="{row.pk}"' not in page and f'value="{letter.pk}"' in page
    assert LETTERS in page


@pytest.mark.parametrize("text", ["ab", "  a ", "~", "%_%"])
def test_a_search_finds_nobody_by_too_little(
    office: Office, people: People, rastra: Register, as_: As, text: str
) -> None:
    add(office, people, rastra)
    page = as_.sari.post(PAGE, {"what": "search", "text": text})
    assert "Siti" not in page.content.decode()


def test_opening_many_rows_asks_no_more_than_for_one(
    office: Office, people: People, rastra: Register, django_assert_num_queries: object
) -> None:
    rows = [add(office, people, rastra, number=f"R-{n}").data for n in range(30)]
    reveal(office, rastra, rows[:1])  # reads which columns ever named people, once
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert {data["nik"] for data in reveal(office, rastra, rows)} == {NIK}
