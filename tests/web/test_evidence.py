"""Evidence: kept by its hash, told by its content, given out as it came and never shown by the browser."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.registers import actions
from capaian.web.registers.models import Evidence, Row
from capaian.web.registers.uploads import bare_name
from tests.web.conftest import As
from tests.web.guards import the_database_refuses
from tests.web.register_cast import LETTER, LETTERS

PDF = b"%PDF-1.7\nsurat tugas"


@pytest.fixture
def row(office: Office, people: dict[str, User], letters: Register) -> Row:
    return actions.add_row(office=office, by=people["ani"], register=letters, cells=LETTER)


def attach(client: Client, row: Row, content: bytes, name: str = "surat tugas.pdf", pages: str = "2") -> None:
    sent = {"file": SimpleUploadedFile(name, content), "pages": pages}
    assert client.post(f"{LETTERS}baris/{row.pk}/bukti/", sent).status_code == 302


def test_it_works(row: Row, as_: As, data_folder: Path) -> None:
    attach(as_.ani, row, PDF)
    one = Evidence.objects.get()
    digest = hashlib.sha256(PDF).hexdigest()
    assert (one.sha256, one.kind, one.name, one.pages) == (digest, "application/pdf", "surat tugas.pdf", "2")
    assert (data_folder / "files" / digest[:2] / digest).read_bytes() == PDF
    page = as_.citra.get(f"{LETTERS}baris/{row.pk}/").content.decode()
    assert "surat tugas.pdf" in page and digest[:12] in page
    answer = as_.citra.get(f"/o/15.71.03/bukti/{one.pk}/")
    assert b"".join(answer.streaming_content) == PDF
    answer.close()
    assert answer["Content-Disposition"].startswith("attachment;")
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/pdf")


def test_the_same_file_twice_is_kept_once(row: Row, as_: As, data_folder: Path) -> None:
    attach(as_.ani, row, PDF)
    attach(as_.ani, row, PDF, "salinan.pdf")
    assert Evidence.objects.count() == 2
    assert len([file for file in (data_folder / "files").rglob("*") if file.is_file()]) == 1


@pytest.mark.parametrize(
    "content", [b"<html><script>alert(1)</script>", b"MZ\x90\x00", b"<svg xmlns='x'/>", b"PK\x03\x04x", b"teks"]
)
def test_the_content_decides_and_not_the_name(row: Row, as_: As, content: bytes) -> None:
    client = as_.ani
    attach(client, row, content, "surat.pdf")
    assert not Evidence.objects.exists()
    assert "bukan PDF, JPG" in client.get(f"{LETTERS}baris/{row.pk}/").content.decode()


def test_names_are_never_paths() -> None:
    assert bare_name("../../etc/passwd") == "passwd"
    assert bare_name("C:\\Users\\ani\\surat.pdf") == "surat.pdf"
    assert bare_name("a\r\nSet-Cookie: x.pdf") == "aSet-Cookie: x.pdf"
    assert bare_name("") == "berkas"


@pytest.mark.parametrize("who", ["citra", "adi", "dedi"])
def test_who_may_not_write_attaches_nothing(row: Row, as_: As, who: str) -> None:
    sent = {"file": SimpleUploadedFile("a.pdf", PDF)}
    assert getattr(as_, who).post(f"{LETTERS}baris/{row.pk}/bukti/", sent).status_code == 403
    assert not Evidence.objects.exists()


def test_the_outsider_reads_none(row: Row, as_: As, other_office: Office) -> None:
    attach(as_.ani, row, PDF)
    pk = Evidence.objects.get().pk
    assert as_.dedi.get(f"/o/15.71.03/bukti/{pk}/").status_code == 403
    assert as_.dedi.get(f"/o/15.71.04/bukti/{pk}/").status_code == 404
    assert Client().get(f"/o/15.71.03/bukti/{pk}/").status_code == 302


@pytest.mark.parametrize(
    ("who", "status"), [("ani", 200), ("budi", 200), ("sari", 200), ("citra", 200), ("ira", 200), ("adi", 403)]
)
def test_who_does_not_see_whom_a_row_is_about_gets_no_file_of_it(row: Row, as_: As, who: str, status: int) -> None:
    attach(as_.ani, row, PDF)
    link, client = f"/o/15.71.03/bukti/{Evidence.objects.get().pk}/", getattr(as_, who)
    page = client.get(f"{LETTERS}baris/{row.pk}/").content.decode()
    assert "surat tugas.pdf" in page and (link in page) == (status == 200)
    answer = client.get(link)
    assert answer.status_code == status
    answer.close()  # and with it the connection


@pytest.mark.parametrize("sql", ["UPDATE registers_evidence SET sha256 = 'x'", "DELETE FROM registers_evidence"])
def test_the_database_itself_keeps_evidence(row: Row, as_: As, sql: str) -> None:
    attach(as_.ani, row, PDF)
    the_database_refuses(sql)


def test_what_is_larger_than_any_upload_is_refused_unread(as_: As) -> None:
    answer = as_.ani.post(f"{LETTERS}unggah/", CONTENT_LENGTH=str(settings.MOST_UPLOADED * 2))
    assert answer.status_code == 413 and "terlalu besar" in answer.content.decode()
