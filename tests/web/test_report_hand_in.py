"""A report is handed in: taken, kept, audited by a worker, and told where that is not possible."""

import datetime
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from capaian.core.period import Period
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.accounts.queries import head_on
from capaian.web.auditing import actions, examine_job
from capaian.web.auditing.models import Examination
from capaian.web.jobs import queue
from capaian.web.jobs.models import Job
from capaian.web.jobs.queue import claim_next, drain, run_job
from capaian.web.registers.uploads import store_upload
from capaian.web.reporting.freezing import freeze_period
from capaian.web.reporting.provisional import current_figures
from capaian.web.trail.models import Event
from tests.web.conftest import ROOT, As
from tests.web.guards import the_database_refuses
from tests.web.report_cast import AT, TEXT, Hears, audited, handed, unreadable

UPLOAD = f"{AT}unggah/"
REPORT = ROOT / "examples/jambi-timur/laporan-2017.txt"


def sent(year: str = "2017", **more: object) -> dict[str, object]:
    return {"file": handed(), "year": year, **more}


@pytest.mark.parametrize("who", ["sari", "citra", "ira"])
def test_it_works(as_: As, hears: Hears, data_folder: Path, who: str) -> None:
    hears(audited())
    client = getattr(as_, who)
    answer = client.post(UPLOAD, sent())
    assert answer.status_code == 302 and "/kerja/" in answer["Location"]
    waiting = Examination.objects.get()
    assert (waiting.state, waiting.year, waiting.name) == ("reading", 2017, "Laporan IKU 2017.txt")
    digest = hashlib.sha256(TEXT).hexdigest()
    assert (data_folder / "files" / digest[:2] / digest).read_bytes() == TEXT
    assert "sedang diperiksa" in client.get(f"{AT}{waiting.pk}/").content.decode()
    drain()
    one = Examination.objects.get()
    assert (one.state, one.claims, one.errors, one.warnings, one.notes) == ("read", 2, 1, 1, 1)
    done = client.get(answer["Location"], HTTP_HX_REQUEST="true")
    assert done["HX-Redirect"] == f"{AT}{one.pk}/"
    assert client.get(done["HX-Redirect"]).status_code == 200
    kinds = list(Event.objects.values_list("kind", "by"))
    assert kinds == [("report-handed-in", who), ("report-audited", who)]


@pytest.mark.parametrize("year", ["", "dua ribu", "17", "99999", "0001", "２０１７"])
def test_a_wrong_year_loses_nothing(as_: As, hears: Hears, year: str) -> None:
    hears(audited())
    client = as_.sari
    answer = client.post(UPLOAD, sent(year, compare="1"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "bukan tahun laporan" in page
    assert "Laporan IKU 2017.txt sudah diterima" in page and " checked" in page
    assert not Examination.objects.exists()
    again = {"kept": answer.context["signed"], "year": "2017"}
    assert client.post(UPLOAD, again).status_code == 302
    one = Examination.objects.get()
    assert (one.name, one.sha256) == ("Laporan IKU 2017.txt", hashlib.sha256(TEXT).hexdigest())


def test_a_kept_file_is_of_its_office(as_: As, people: dict[str, User], other_office: Office) -> None:
    other_office.appointments.create(user=people["sari"], role="secretary", first_day=datetime.date(2015, 1, 1))
    client = as_.sari
    signed = client.post(UPLOAD, sent("x")).context["signed"]
    for address, kept in ((UPLOAD, signed + "x"), (UPLOAD, "x"), ("/o/15.71.04/pemeriksaan/unggah/", signed)):
        answer = client.post(address, {"kept": kept, "year": "2017"})
        assert answer.status_code == 422 and "Pilih berkasnya" in answer.content.decode()
    assert not Examination.objects.exists()


def test_no_file_is_told_and_the_year_stays(as_: As) -> None:
    answer = as_.sari.post(UPLOAD, {"year": "2016"})
    assert answer.status_code == 422
    assert "Pilih berkasnya" in answer.content.decode() and 'value="2016"' in answer.content.decode()


def test_a_large_file_is_told(as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MAX_REPORT", 5)
    answer = as_.sari.post(UPLOAD, sent())
    assert answer.status_code == 422 and "terlalu besar" in answer.content.decode()
    assert not Examination.objects.exists()


def test_an_unreadable_file_ends_in_one_plain_message(as_: As, hears: Hears) -> None:
    hears(unreadable())
    client = as_.ira
    client.post(UPLOAD, sent())
    drain()
    one = Examination.objects.get()
    assert (one.state, one.findings) == ("unreadable", 0)
    page = client.get(f"{AT}{one.pk}/").content.decode()
    assert "Berkas ini tidak dapat diperiksa." in page and page.count('role="alert"') == 1
    assert "tidak terbaca" in client.get(AT).content.decode()


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02", b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_the_audit_itself_tells_what_is_no_report(as_: As, content: bytes) -> None:
    client = as_.sari
    client.post(UPLOAD, {"file": handed(content, "../laporan.docx"), "year": "2017"})
    drain()
    one = Examination.objects.get()
    assert (one.state, one.name) == ("unreadable", "laporan.docx")
    assert client.get(f"{AT}{one.pk}/").status_code == 200


def test_work_that_fails_is_told_and_done_again(as_: As, hears: Hears, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(examine_job, "audit_file", broken)
    client = as_.sari
    client.post(UPLOAD, sent())
    drain()
    one = Examination.objects.get()
    page = client.get(f"{AT}{one.pk}/").content.decode()
    assert "Pemeriksaan gagal di pihak kami" in page and "perlu diulang" in client.get(AT).content.decode()
    hears(audited())
    assert as_.budi.post(f"{AT}{one.pk}/ulang/").status_code == 403
    answer = client.post(f"{AT}{one.pk}/ulang/")
    assert answer.status_code == 302 and "/kerja/" in answer["Location"]
    assert "sedang diperiksa" in client.get(f"{AT}{one.pk}/").content.decode()
    drain()
    assert Examination.objects.get().state == "read"
    assert client.post(f"{AT}{one.pk}/ulang/").status_code == 403, "there is nothing to do again"


def test_work_that_was_cut_off_goes_on(as_: As, hears: Hears) -> None:
    hears(audited())
    as_.sari.post(UPLOAD, sent())
    job = claim_next()
    assert job is not None, "a worker took it, and died"
    Job.objects.filter(pk=job.pk).update(seen_at=timezone.now() - 2 * queue.HEARTBEAT_TIMEOUT)
    assert drain() == 1
    assert Examination.objects.get().state == "read"
    run_job(job)
    assert Event.objects.filter(kind="report-audited").count() == 1, "the first one comes too late"


@pytest.mark.usefixtures("values")
def test_figures_are_compared_where_that_is_asked(as_: As, hears: Hears) -> None:
    asked = hears(audited())
    for compare in ({}, {"compare": "1"}):
        as_.sari.post(UPLOAD, sent(**compare))
        drain()
    assert asked[0] is None and asked[1] is not None and asked[1].mean_printed == "129,15"
    newest = Examination.objects.first()
    assert newest is not None and newest.against == "provisional"
    assert "angka sementara 2017" in as_.sari.get(f"{AT}{newest.pk}/").content.decode()


@pytest.mark.usefixtures("values")
def test_approved_figures_stand_before_those_of_today(as_: As, office: Office, people: dict[str, User]) -> None:
    """The report of 2017 against what its office counted: the mean that it prints is not what comes out."""
    now = current_figures(office, Period(2017))
    head = head_on(office, datetime.date(2018, 1, 5))
    assert now is not None and head is not None
    freeze_period(office, Period(2017), head, datetime.date(2018, 1, 5), now.sha256)
    client = as_.ira
    client.post(UPLOAD, {"file": handed(REPORT.read_bytes()), "year": "2017", "compare": "1"})
    drain()
    one = Examination.objects.get()
    page = client.get(f"{AT}{one.pk}/").content.decode()
    assert one.against == "approved" and "angka 2017 yang disetujui" in page
    codes = {found["finding"]["code"] for found in one.audit["examined"]["objections"]}
    assert one.audit["compared"] and "differs-from-counted" in codes


@pytest.mark.usefixtures("values")
def test_a_snapshot_that_was_changed_is_not_compared_with(
    as_: As, office: Office, hears: Hears, data_folder: Path
) -> None:
    asked = hears(audited())
    now, head = current_figures(office, Period(2017)), head_on(office, datetime.date(2018, 1, 5))
    assert now is not None and head is not None
    snapshot = freeze_period(office, Period(2017), head, datetime.date(2018, 1, 5), now.sha256)
    (data_folder / snapshot.folder / "manifest.json").write_text("{}")
    as_.sari.post(UPLOAD, sent(compare="1"))
    drain()
    one = Examination.objects.get()
    assert (one.state, one.against, asked) == ("read", "changed", [None])
    assert "bukan lagi seperti saat dibekukan" in as_.sari.get(f"{AT}{one.pk}/").content.decode()


def test_without_own_figures_that_is_said(as_: As, hears: Hears) -> None:
    asked = hears(audited())
    as_.sari.post(UPLOAD, sent(compare="1"))
    drain()
    assert asked == [None]
    one = Examination.objects.get()
    assert (
        one.against == "none" and "belum ada yang dapat dihitung" in as_.sari.get(f"{AT}{one.pk}/").content.decode()
    )


@pytest.mark.parametrize("who", ["ani", "budi", "adi", "dedi"])
def test_who_may_not_hand_in_does_not(as_: As, who: str) -> None:
    client = getattr(as_, who)
    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD, sent()).status_code == 403
    assert not Examination.objects.exists()
    assert Client().get(UPLOAD).status_code == 302


def test_the_action_looks_at_the_right_itself(office: Office, people: dict[str, User], read: Examination) -> None:
    for who in ("ani", "dedi"):
        with pytest.raises(Refused):
            actions.hand_in(office=office, by=people[who], kept=store_upload(handed()), year=2017, compare=False)
        with pytest.raises(Refused):
            actions.audit_again(office=office, by=people[who], examination=read.pk)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE auditing_examination SET errors = 0, warnings = 0, notes = 0",
        "UPDATE auditing_examination SET audit = '{}'",
        "UPDATE auditing_examination SET state = 'reading'",
        "DELETE FROM auditing_examination",
    ],
)
def test_the_database_itself_keeps_what_was_found(read: Examination, sql: str) -> None:
    the_database_refuses(sql)


def test_what_waits_stays_of_its_file(as_: As, hears: Hears) -> None:
    as_.sari.post(UPLOAD, sent())
    for change in ("sha256 = 'x'", "year = 2018", "name = 'lain'"):
        the_database_refuses(f"UPDATE auditing_examination SET {change}")


def test_words_of_the_trail_are_there(as_: As, read: Examination) -> None:
    as_.budi.post(UPLOAD, sent())
    client: Any = as_.sari
    for lang in ("id", "en"):
        client.cookies["lang"] = lang
        for page in ("/o/15.71.03/jejak/", UPLOAD, AT):
            assert client.get(page).status_code == 200
