"""A book: read by a worker, then added whole or not at all; interrupted anywhere, nothing is half-done."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.jobs.heartbeat import Heartbeat
from capaian.web.jobs.models import Job
from capaian.web.jobs.queue import claim_next, drain, run_job
from capaian.web.registers import actions, actions_import, import_reading
from capaian.web.registers.models import Import, Month, Row
from capaian.web.registers.rows import read_form
from capaian.web.registers.uploads import store_upload
from capaian.web.trail.models import Event
from tests.web.register_cast import EXAMPLE, LETTER, told

People = dict[str, User]
Reading = Callable[[str | bytes], Import]
ALL = (EXAMPLE / "registers" / "letters.csv").read_text(encoding="utf-8")
LINES = ALL.splitlines()


def some(*numbers: int) -> str:
    return "\n".join([LINES[0], *(LINES[number] for number in numbers)])


@pytest.fixture
def reading(office: Office, people: People, letters: Register) -> Reading:
    """Uploads a book and lets the worker read it."""

    def read(content: str | bytes, name: str = "buku.csv") -> Import:
        data = content.encode() if isinstance(content, str) else content
        kept = store_upload(SimpleUploadedFile(name, data))
        book, _ = actions_import.upload(office=office, by=people["ani"], register=letters, kept=kept)
        drain()
        book.refresh_from_db()
        return book

    return read


def apply(book: Import, by: User, *, correct: bool = False) -> Import:
    actions_import.apply_import(office=book.office, by=by, book=book.pk, correct=correct)
    drain()
    book.refresh_from_db()
    return book


def test_it_works(reading: Reading, people: People) -> None:
    book = reading(ALL)
    assert (book.state, book.report["read"], book.report["new"]) == ("read", 2608, 2608)
    assert not Row.objects.exists()
    book = apply(book, people["ani"])
    assert (book.state, book.report["added"]) == ("added", 2608)
    assert Row.objects.filter(source=book).count() == sum(month.rows for month in Month.objects.all()) == 2608
    assert [event.kind for event in Event.objects.all()] == ["book-uploaded", "book-approved", "book-added"]


def test_a_workbook_with_labels_is_understood(reading: Reading, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["Nomor agenda", "Kode wilayah", "Tanggal diterima", "Jenis"])
    made.active.append(["A-1", "15.71.03.1001", datetime.date(2017, 5, 2), "Perizinan"])
    made.active.append(["A-2", "15.71.99", "kemarin", "Pizza"])
    made.save(tmp_path / "b.xlsx")
    made.close()
    book = reading((tmp_path / "b.xlsx").read_bytes())
    assert book.state == "faulty"
    assert ["Tanggal diterima", "Tanggal diterima"] in book.report["understood"]
    found = [import_reading.from_json(one) for one in book.report["faults"]]
    assert [(one.code, one.place.cell) for one in found] == [("row-type", "Sheet!C3"), ("row-choice", "Sheet!D3")]


def test_a_faulty_book_cannot_be_added(reading: Reading, people: People) -> None:
    book = reading(some(1, 2).replace("letter", "pizza"))
    assert (book.state, book.report["fault_count"]) == ("faulty", 2)
    with pytest.raises(Refused, match="book-not-ready"):
        apply(book, people["ani"])


def test_the_same_book_again_adds_nothing(reading: Reading, people: People) -> None:
    apply(reading(some(1, 2, 3)), people["ani"])
    book = reading(some(1, 2, 3, 4))
    assert (book.report["already"], book.report["new"]) == (3, 1)
    apply(book, people["ani"])
    assert Row.objects.count() == 4


def test_other_contents_are_added_as_corrections_or_not_at_all(
    reading: Reading, office: Office, people: People, letters: Register
) -> None:
    cells = LETTER | {"number": "2017/0001"}
    row = actions.add_row(office=office, by=people["budi"], register=letters, cells=cells)
    book = reading(some(1, 2))
    assert (book.report["differing"], book.report["new"]) == (1, 1)
    assert book.report["differences"][0]["row"] == row.pk
    with pytest.raises(Refused, match="rows-differ"):
        apply(book, people["ani"])
    apply(book, people["ani"], correct=True)
    row.refresh_from_db()
    assert (row.version, told(row)["applicant"], row.by) == (2, "Pemohon sintetis 1", people["ani"])
    assert Event.objects.filter(kind="row-changed", target=f"letters#{row.pk}").exists()


@pytest.mark.usefixtures("approved_may")
def test_a_book_with_a_locked_row_adds_nothing_and_says_so(reading: Reading, people: People) -> None:
    book = apply(reading(ALL), people["ani"])
    assert (book.state, book.report["refused"]) == ("read", "period-locked")
    assert not Row.objects.exists() and not Month.objects.exists()
    assert Event.objects.filter(kind="refused.add_compared").exists()


def test_work_that_died_before_its_end_is_taken_up_again(
    reading: Reading, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = reading(some(1, 2, 3))
    actions_import.apply_import(office=book.office, by=people["ani"], book=book.pk, correct=False)
    job = claim_next()
    assert job is not None

    class Killed(BaseException):
        """What no handler catches: the process is gone."""

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(actions_import, "record", die)  # the very last thing before the commit
        run_job(job)
    assert not Row.objects.exists() and not Month.objects.exists()
    assert claim_next() is None, "its worker may still live"
    Job.objects.filter(pk=job.pk).update(seen_at=timezone.now() - datetime.timedelta(minutes=5))
    assert drain() == 1
    assert Row.objects.count() == 3
    book.refresh_from_db()
    assert book.state == "added"


def test_a_job_that_is_done_twice_adds_once(reading: Reading, people: People) -> None:
    book = apply(reading(some(1, 2)), people["ani"])
    job = Job.objects.get(kind="add-book")
    run_job(job)
    assert Row.objects.count() == 2
    assert book.report["added"] == 2


def test_who_lost_the_right_meanwhile_adds_nothing(reading: Reading, people: People) -> None:
    book = reading(some(1, 2))
    actions_import.apply_import(office=book.office, by=people["ani"], book=book.pk, correct=False)
    people["ani"].appointments.all().delete()
    drain()
    assert not Row.objects.exists()
    assert Import.objects.get().report["refused"] == "no-right"


@pytest.mark.parametrize("content", [b"", b"MZ\x00\x01", b"PK\x03\x04 no workbook", b"%PDF-1.7 x"])
def test_what_is_no_book_is_refused(reading: Reading, content: bytes) -> None:
    with pytest.raises(Refused, match="book-kind"):
        reading(content)
    assert not Import.objects.exists()


def test_the_outsider_uploads_nothing(office: Office, people: People, letters: Register) -> None:
    kept = store_upload(SimpleUploadedFile("buku.csv", ALL.encode()))
    with pytest.raises(Refused, match="no-right"):
        actions_import.upload(office=office, by=people["dedi"], register=letters, kept=kept)


def test_two_books_with_the_same_rows_without_a_key_add_them_once(
    office: Office, people: People, letters: Register
) -> None:
    """Both were compared before either was added, as two workers may."""
    bare = replace(letters, key=())
    compared = import_reading.ComparedRows(new=[read_form(bare, LETTER, office.code)])
    kept = store_upload(SimpleUploadedFile("buku.csv", LINES[0].encode()))
    added = []
    for _ in range(2):
        book, _job = actions_import.upload(office=office, by=people["ani"], register=bare, kept=kept)
        Import.objects.filter(pk=book.pk).update(state="adding")
        did = actions_import.add_compared(
            office=office,
            by=people["ani"],
            register=bare,
            book=book.pk,
            compared=compared,
            beat=Heartbeat(),
        )
        added.append(did["added"])
    assert added == [1, 0] and Row.objects.count() == 1
