"""The pages that bring in many rows: the paste, the upload, the preview, the list of faults."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.jobs.queue import drain
from capaian.web.registers import actions
from capaian.web.registers.models import Import, Row
from capaian.web.trail.models import Event
from tests.web.conftest import As
from tests.web.register_cast import EXAMPLE, LETTER, LETTERS, table_of, told

People = dict[str, User]
PASTE, UPLOAD = f"{LETTERS}tempel/", f"{LETTERS}unggah/"
BOOK = (EXAMPLE / "registers" / "letters.csv").read_text(encoding="utf-8")


def handed(text: str, name: str = "Surat Mei.csv") -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, text.encode(), "text/csv")}


def test_a_paste_is_shown_first_and_then_added(letters: Register, as_: As) -> None:
    client, text = as_.ani, table_of("letters", 60)
    answer = client.post(PASTE, {"text": text})
    page = answer.content.decode()
    assert answer.status_code == 200 and "Masukkan 60 baris" in page
    assert not Row.objects.exists()
    answer = client.post(PASTE, {"text": text, "confirm": "1"})
    assert answer["Location"] == LETTERS
    assert Row.objects.count() == 60


@pytest.mark.parametrize(("rows", "said"), [(1, "1 row is ready"), (2, "2 rows are ready")])
def test_english_has_a_form_for_one_row(letters: Register, as_: As, rows: int, said: str) -> None:
    client = as_.ani
    client.cookies["lang"] = "en"
    page = client.post(PASTE, {"text": table_of("letters", rows)}).content.decode()
    assert said in page and f"Add {rows} {'row' if rows == 1 else 'rows'}<" in page


def test_faults_of_a_paste_name_line_and_column(letters: Register, as_: As) -> None:
    text = table_of("letters", 3).replace("letter", "pizza", 2).replace("2017-01-01\tletter", "kemarin\tletter")
    for more in ({}, {"confirm": "1"}):
        answer = as_.ani.post(PASTE, {"text": text, **more})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "baris 2, kolom D" in page and "pizza" in page
        assert "2017/0003" in page, "what was pasted is still there"
    assert not Row.objects.exists()


def test_a_pasted_row_that_is_there_already_is_told(
    office: Office, people: People, letters: Register, as_: As
) -> None:
    actions.add_row(office=office, by=people["ani"], register=letters, cells=LETTER | {"number": "2017/0002"})
    answer = as_.ani.post(PASTE, {"text": table_of("letters", 5)})
    assert answer.status_code == 422 and "sudah ada: baris nomor" in answer.content.decode()


@pytest.mark.parametrize("text", ["", "  \n\t\n", 'a"b\t"c'])
def test_a_paste_of_nothing_is_no_fault_of_ours(letters: Register, as_: As, text: str) -> None:
    assert as_.ani.post(PASTE, {"text": text}).status_code == 422
    assert as_.ani.post(PASTE, {"text": text, "confirm": "1"}).status_code == 422


@pytest.mark.usefixtures("approved_may")
def test_a_paste_into_a_locked_period_says_so(letters: Register, as_: As) -> None:
    answer = as_.ani.post(PASTE, {"text": table_of("letters"), "confirm": "1"})
    assert answer.status_code == 422 and "terkunci" in answer.content.decode()
    assert not Row.objects.exists()


def test_a_book_from_upload_to_its_rows(letters: Register, as_: As) -> None:
    client = as_.ani
    answer = client.post(UPLOAD, handed(BOOK))
    assert answer.status_code == 302 and "/kerja/" in answer["Location"]
    drain()
    book = Import.objects.get()
    address = f"{LETTERS}buku/{book.pk}/"
    done = client.get(answer["Location"], HTTP_HX_REQUEST="true")
    assert done["HX-Redirect"] == address
    page = client.get(address).content.decode()
    assert "2.608 baris baru" in page and "Surat Mei.csv" in page
    answer = client.post(f"{address}masukkan/")
    assert "/kerja/" in answer["Location"]
    drain()
    assert "2.608 baris dimasukkan" in client.get(address).content.decode()
    assert Row.objects.count() == 2608


def test_a_faulty_book_shows_each_cell_and_gives_the_list(letters: Register, as_: As) -> None:
    client = as_.ani
    client.post(UPLOAD, handed(BOOK.replace("2017/0001,15.71.03.1003", "2017/0001,=1+1").replace("permit", "izin")))
    drain()
    address = f"{LETTERS}buku/{Import.objects.get().pk}/"
    page = client.get(address).content.decode()
    assert "baris 2, kolom B" in page and "Masukkan buku ini" not in page
    content = client.get(f"{address}kesalahan.csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert lines[0] == ["Sel", "Isinya", "Masalah", "Perbaikan"]
    assert lines[1][:2] == ["baris 2, kolom B", "'=1+1"]
    assert client.post(f"{address}masukkan/").status_code == 422


def test_other_contents_are_shown_and_corrected_only_when_ticked(
    office: Office, people: People, letters: Register, as_: As
) -> None:
    cells = LETTER | {"number": "2017/0001"}
    actions.add_row(office=office, by=people["budi"], register=letters, cells=cells)
    client = as_.ani
    client.post(UPLOAD, handed("\n".join(BOOK.splitlines()[:3])))
    drain()
    address = f"{LETTERS}buku/{Import.objects.get().pk}/"
    page = client.get(address).content.decode()
    assert "Pemohon: Pemohon sintetis → Pemohon sintetis 1" in page
    assert client.post(f"{address}masukkan/").status_code == 422
    client.post(f"{address}masukkan/", {"correct": "1"})
    drain()
    assert told(Row.objects.get(key="2017/0001"))["applicant"] == "Pemohon sintetis 1"


def test_an_upload_that_breaks_off_leaves_nothing(letters: Register, as_: As) -> None:
    whole = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="b.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n" + BOOK.encode()
    )
    client = as_.ani
    for part in (whole[:60], whole[:200], whole[: len(whole) // 2], whole):
        answer = client.generic("POST", UPLOAD, part, "multipart/form-data; boundary=x")
        assert answer.status_code == 422
    assert "Pilih berkasnya" in answer.content.decode()
    assert not Import.objects.exists()


def test_a_mended_book_takes_the_place_of_the_faulty_one(letters: Register, as_: As) -> None:
    client = as_.ani
    client.post(UPLOAD, handed(BOOK.replace("permit", "izin"), "salah.csv"))
    drain()
    assert "salah.csv perlu diperbaiki" in client.get("/o/15.71.03/register/").content.decode()
    client.post(UPLOAD, handed(BOOK, "benar.csv"))
    drain()
    page = client.get("/o/15.71.03/register/").content.decode()
    assert "salah.csv" not in page and "benar.csv menunggu dimasukkan" in page
    book = Import.objects.get(name="benar.csv")
    client.post(f"{LETTERS}buku/{book.pk}/masukkan/")
    drain()
    assert "benar.csv" not in client.get("/o/15.71.03/register/").content.decode()


def test_the_trail_has_words_for_all_of_it(letters: Register, as_: As) -> None:
    client = as_.ani
    client.post(UPLOAD, handed("\n".join(BOOK.splitlines()[:4])))
    drain()
    book = f"{LETTERS}buku/{Import.objects.get().pk}/"
    for _ in range(2):
        client.post(f"{book}masukkan/")
        drain()
    client.post(PASTE, {"text": table_of("letters", 8).replace("2017/", "P/"), "confirm": "1"})
    row = f"{LETTERS}baris/{Row.objects.get(key='2017/0001').pk}/"
    changed = LETTER | {"number": "2017/0001", "version": "1"}
    for address, sent in ((row, changed), (f"{row}bukti/", handed("%PDF-1.7")), (f"{row}bukti/", handed("x"))):
        client.post(address, sent)
    for reason in ("", "ganda", "ganda"):
        client.post(f"{row}hapus/", {"version": "2", "reason": reason})
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds == {
        "book-uploaded",
        "book-approved",
        "book-added",
        "refused.apply_import",
        "rows-pasted",
        "row-changed",
        "evidence-attached",
        "refused.attach_evidence",
        "row-removed",
        "refused.remove_row",
    }
    for lang in ("id", "en"):
        client.cookies["lang"] = lang
        assert client.get("/o/15.71.03/jejak/").status_code == 200
        for page in (row, book, LETTERS, PASTE, UPLOAD, "/o/15.71.03/register/"):
            assert client.get(page).status_code == 200


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04kosong", b"\xd0\xcf\x11\xe0\x00\x00lama"])
def test_what_is_no_book_is_told(letters: Register, as_: As, content: bytes) -> None:
    answer = as_.ani.post(UPLOAD, {"file": SimpleUploadedFile("buku.xls", content)})
    assert answer.status_code == 422
    assert not Import.objects.exists()


def test_a_book_that_is_too_large_is_told(letters: Register, as_: As, settings: object) -> None:
    settings.MOST_UPLOADED = 1000  # type: ignore[attr-defined]
    answer = as_.ani.post(UPLOAD, handed(BOOK))
    assert answer.status_code == 422 and "terlalu besar" in answer.content.decode()


@pytest.mark.parametrize("who", ["citra", "adi", "dedi"])
def test_who_may_not_write_does_not(letters: Register, as_: As, who: str) -> None:
    as_.ani.post(UPLOAD, handed(BOOK))
    drain()
    book = f"{LETTERS}buku/{Import.objects.get().pk}/"
    client = getattr(as_, who)
    for address in (PASTE, UPLOAD):
        assert client.get(address).status_code == 403
    for address, sent in ((PASTE, {"text": "x"}), (UPLOAD, handed(BOOK)), (f"{book}masukkan/", {})):
        assert client.post(address, sent).status_code == 403
    drain()
    assert not Row.objects.exists()
    assert Import.objects.count() == 1


def test_the_outsider_reads_no_book(letters: Register, as_: As) -> None:
    as_.ani.post(UPLOAD, handed(BOOK))
    drain()
    book = f"{LETTERS}buku/{Import.objects.get().pk}/"
    for address in (book, f"{book}kesalahan.csv"):
        assert as_.citra.get(address).status_code == 200
        assert as_.dedi.get(address).status_code == 403
        assert Client().get(address).status_code == 302
