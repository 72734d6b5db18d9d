"""The pack of evidence: a ZIP with a folder for each indicator, whose every byte can be checked without us."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from capaian.core.registers.pseudonym import is_pseudonym
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.inspecting.findings import actions as findings_actions
from capaian.web.inspecting.models import Pack
from capaian.web.inspecting.packs import actions as packs_actions
from capaian.web.inspecting.packs import contents, tables
from capaian.web.inspecting.packs.contents import safe
from capaian.web.inspecting.samples import actions as samples_actions
from capaian.web.jobs.models import Job
from capaian.web.jobs.queue import drain
from capaian.web.registers.actions import attach_evidence
from capaian.web.registers.models import Evidence, Import, Row
from capaian.web.registers.uploads import path_of, store_upload
from capaian.web.reporting.basis import figure_basis, judge_rows
from capaian.web.reporting.models import Snapshot
from capaian.web.trail.record import record
from tests.web.conftest import As
from tests.web.guards import the_database_refuses
from tests.web.inspect_cast import PDF, YEAR, approve, letter
from tests.web.test_inspection_findings import written

AT = "/o/15.71.03/paket-bukti/"
FIRST = "paket/01-1.1/"


def made(office: Office, by: User, snapshot: Snapshot) -> Pack:
    packs_actions.ask_pack(office=office, by=by, snapshot=snapshot.pk)
    drain()
    assert not Job.objects.filter(state=Job.State.FAILED).exists()
    return Pack.objects.latest("id")


def opened(one: Pack) -> zipfile.ZipFile:
    return zipfile.ZipFile(path_of(one.sha256))


def table(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def own(office: Office, people: dict[str, User], frozen: Snapshot) -> Pack:
    return made(office, people["ira"], frozen)


def test_every_indicator_has_its_folder(own: Pack, frozen: Snapshot) -> None:
    with opened(own) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("paket/manifest.json"))
        figure = json.loads(archive.read(f"{FIRST}angka.json"))
        assert "20/30" in archive.read(f"{FIRST}angka.txt").decode()
    assert len(manifest["indicators"]) == 10 and own.files == len(names)
    assert manifest["snapshot_manifest_sha256"] == frozen.manifest
    assert figure["actual"]["printed"] == "83,33"
    for name in ("angka.json", "angka.txt", "baris/letters_on_time.csv", "bukti.csv", "jejak.csv", "manifest.json"):
        assert f"{FIRST}{name}" in names


def test_every_file_has_its_hash_and_sha256sum_agrees(own: Pack, tmp_path: Path) -> None:
    with opened(own) as archive:
        manifest = json.loads(archive.read("paket/manifest.json"))["files"]
        for name, said in manifest.items():
            content = archive.read(f"paket/{name}")
            assert (len(content), hashlib.sha256(content).hexdigest()) == (said["bytes"], said["sha256"])
        assert {f"paket/{name}" for name in manifest} == set(archive.namelist()) - {
            "paket/manifest.json",
            "paket/SHA256SUMS",
        }
        folder = json.loads(archive.read(f"{FIRST}manifest.json"))["files"]
        assert all(manifest[f"01-1.1/{name}"] == said for name, said in folder.items())
        archive.extractall(tmp_path)
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path / "paket").returncode == 0
    (tmp_path / "paket/01-1.1/angka.txt").write_text("lain")
    assert subprocess.run(check, cwd=tmp_path / "paket", capture_output=True).returncode == 1


def test_rows_say_whether_they_count_and_why_not(own: Pack) -> None:
    with opened(own) as archive:
        rows = {one["Nomor agenda"]: one for one in table(archive, f"{FIRST}baris/letters_on_time.csv")}
    assert len(rows) == 40 and sum(one["dihitung"] == "ya" for one in rows.values()) == 20
    assert rows["2017/021"]["sebab"] == "tidak memenuhi served_on <= due_on"


def test_rows_say_who_wrote_them_last_and_the_trail_of_which_book_they_came(
    office: Office, people: dict[str, User], rows: list[Row]
) -> None:
    """Rows that came together have no event each: their book has, and each says who wrote it."""
    book = Import.objects.create(
        office=office,
        register="letters",
        name="surat.csv",
        sha256="0" * 64,
        size=1,
        state="added",
        by=people["ani"],
    )
    record("book-added", by="ani", office=office.code, target=f"letters/buku#{book.pk}", after={"rows": 40})
    record("book-added", by="ani", office=office.code, target=f"letters/buku#{book.pk + 1}", after={"rows": 1})
    Row.objects.filter(office=office).update(source=book)
    sent = {**letter(2, late=True), "version": rows[1].version}
    assert As(people).budi.post(f"/o/15.71.03/register/letters/baris/{rows[1].pk}/", sent).status_code == 302
    with opened(made(office, people["ira"], approve(office, people))) as archive:
        found = {one["Nomor agenda"]: one for one in table(archive, f"{FIRST}baris/letters_in.csv")}
        events = table(archive, f"{FIRST}jejak.csv")
    assert [(found[number]["versi"], found[number]["terakhir_oleh"]) for number in ("2017/001", "2017/002")] == [
        ("1", "ani"),
        ("2", "budi"),
    ]
    assert found["2017/001"]["terakhir_pada"] == Row.objects.get(key="2017/001").at.isoformat()
    books = [one["mengenai"] for one in events if one["peristiwa"] == "book-added"]
    assert books == [f"letters/buku#{book.pk}"]
    assert any(one["peristiwa"] == "row-changed" and one["oleh"] == "budi" for one in events)


def test_evidence_is_in_it_byte_for_byte_and_named(own: Pack) -> None:
    with opened(own) as archive:
        (one,) = table(archive, f"{FIRST}bukti.csv")
        assert archive.read(f"{FIRST}{one['berkas']}") == PDF
        assert (one["untuk"], one["keadaan"], one["halaman"]) == ("letters 2017/001", "same", "2")
        events = table(archive, f"{FIRST}jejak.csv")
    assert any(event["peristiwa"] == "evidence-attached" and event["oleh"] == "ani" for event in events)


def test_the_same_edition_gives_the_same_bytes(
    office: Office, people: dict[str, User], own: Pack, frozen: Snapshot
) -> None:
    again = made(office, people["ira"], frozen)
    assert again.pk == own.pk and Pack.objects.count() == 1


def test_it_is_the_same_in_whatever_parts_it_is_written(
    office: Office, people: dict[str, User], rows: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part holds few rows, and each table is whole: those that count first, both by day and key."""
    held: list[int] = []

    def seen(*asked: Any) -> list[tables.Last | None]:
        held.append(len(asked[2]))
        return last_of(*asked)

    last_of = tables.last_of
    frozen = approve(office, people)
    one = made(office, people["ira"], frozen)
    monkeypatch.setattr(tables, "_TOGETHER", 7)
    monkeypatch.setattr(tables, "last_of", seen)
    assert made(office, people["ira"], frozen).pk == one.pk
    assert max(held) == 7 and sum(held) > 160
    with opened(one) as archive:
        found = table(archive, f"{FIRST}baris/letters_on_time.csv")
    numbers = [int(line["Nomor agenda"][-3:]) for line in found]
    assert numbers == [*range(1, 21), *range(21, 41)] and len({line["dihitung"] for line in found[:20]}) == 1


def test_rows_without_a_key_are_found_by_all_that_they_say(
    office: Office, people: dict[str, User], rows: list[Row]
) -> None:
    on = figure_basis(office, YEAR, None)
    assert on is not None
    counting = on.measurement.plan.variables["letters_in"].counting
    assert counting is not None
    register = on.measurement.plan.registers["letters"]
    found = judge_rows(on.rows("letters"), counting)
    keyed = tables.last_of(office, register, found)
    assert [one.pk for one in keyed if one] == [
        Row.objects.get(key=one.values["number"]).pk for one in found
    ] and len(keyed) == 40
    Row.objects.filter(office=office).update(key="")
    bare = replace(register, key=())
    assert tables.last_of(office, bare, found) == keyed
    assert tables.last_of(office, register, found) == [None] * 40


def test_evidence_of_a_typed_value_and_who_attached_it_are_in_it(
    office: Office, people: dict[str, User], rows: list[Row]
) -> None:
    kept = store_upload(SimpleUploadedFile("profil.pdf", PDF + b"3"))
    attach_evidence(office=office, by=people["budi"], subject="value:2017:population", kept=kept)
    one = made(office, people["ira"], approve(office, people))
    with opened(one) as archive:
        manifest = json.loads(archive.read("paket/manifest.json"))
        (folder,) = (each["folder"] for each in manifest["indicators"] if each["code"] == "1.3")
        (proof,) = table(archive, f"paket/{folder}/bukti.csv")
        events = table(archive, f"paket/{folder}/jejak.csv")
    assert (proof["untuk"], proof["keadaan"]) == ("population 2017", "same")
    assert [
        (event["oleh"], event["mengenai"]) for event in events if event["peristiwa"] == "evidence-attached"
    ] == [("budi", "value:2017:population")]


def test_a_finished_sample_and_findings_are_in_it(
    office: Office, people: dict[str, User], frozen: Snapshot
) -> None:
    ira = people["ira"]
    sample = samples_actions.draw_sample(office=office, by=ira, period=YEAR, indicator="1.1", size=1, seed="x")
    verdict = {"says": "right", "struck": False, "cells": None, "note": ""}
    samples_actions.give_verdict(office=office, by=ira, sample=sample.pk, number=1, **verdict)
    samples_actions.finish_sample(office=office, by=ira, sample=sample.pk)
    one = written(office, ira)
    findings_actions.answer_finding(office=office, by=people["budi"], number=one.number, text="Diterima.")
    with opened(made(office, ira, frozen)) as archive:
        said = json.loads(archive.read(f"{FIRST}uji-petik-{sample.pk}.json"))
        finding = json.loads(archive.read(f"{FIRST}temuan-{one.number}.json"))
    assert (said["seed"], said["rows"][0]["verdict"]) == ("x", "right")
    assert finding["steps"][0]["text"] == "Diterima." and finding["kondisi"]


def test_no_name_is_a_path_and_no_cell_a_formula(office: Office, people: dict[str, User], rows: list[Row]) -> None:
    evil = "../../../etc/=cmd|x.pdf"
    kept = store_upload(SimpleUploadedFile("x.pdf", PDF + b"2"))._replace(name=evil)
    attach_evidence(office=office, by=people["ani"], subject=f"row:{rows[1].pk}", kept=kept)
    client = As(people).ani
    sent = {**letter(2), "service": "=HYPERLINK(1)", "applicant": "Siti", "version": rows[1].version}
    assert client.post(f"/o/15.71.03/register/letters/baris/{rows[1].pk}/", sent).status_code == 302
    with opened(made(office, people["ira"], approve(office, people))) as archive:
        for name in archive.namelist():
            assert name.isascii() and ".." not in name and not name.startswith("/") and "\\" not in name
        row = next(
            one for one in table(archive, f"{FIRST}baris/letters_in.csv") if one["Nomor agenda"] == "2017/002"
        )
        assert row["Layanan"] == "'=HYPERLINK(1)"
        assert is_pseudonym(row["Pemohon"])
        assert all(one["berkas"].startswith("bukti/") for one in table(archive, f"{FIRST}bukti.csv"))


@pytest.mark.parametrize(
    ("name", "made_safe"),
    [("../a b.pdf", "a_b.pdf"), ("..", "berkas"), ("", "berkas"), (".htaccess", "htaccess"), ("é" * 300, "berkas")],
)
def test_names_are_made_safe(name: str, made_safe: str) -> None:
    assert safe(name) == made_safe and len(safe("x" * 500)) == 80


@pytest.mark.parametrize(("harm", "state"), [("change", "changed"), ("remove", "gone")])
def test_harmed_evidence_is_told_and_not_passed_on(
    office: Office, people: dict[str, User], frozen: Snapshot, harm: str, state: str
) -> None:
    file = path_of(Evidence.objects.get().sha256)
    if harm == "change":
        file.write_bytes(b"lain")
    else:
        file.unlink()
    with opened(made(office, people["ira"], frozen)) as archive:
        (one,) = table(archive, f"{FIRST}bukti.csv")
        assert (one["keadaan"], one["berkas"]) == (state, "")


def test_what_there_is_no_room_for_is_told(
    office: Office, people: dict[str, User], frozen: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MAX_BYTES", 3)
    with opened(made(office, people["ira"], frozen)) as archive:
        assert table(archive, f"{FIRST}bukti.csv")[0]["keadaan"] == "left-out"
        assert json.loads(archive.read("paket/manifest.json"))["evidence_left_out"] >= 1


def test_it_is_asked_for_and_downloaded(as_: As, frozen: Snapshot) -> None:
    answer = as_.ira.post(f"{AT}{frozen.pk}/buat/")
    assert answer["Location"].endswith(f"/{Job.objects.latest('id').pk}/")
    drain()
    one = Pack.objects.get()
    assert f"{AT}{one.pk}.zip" in as_.ira.get(AT).content.decode()
    got = as_.ira.get(f"{AT}{one.pk}.zip")
    assert hashlib.sha256(b"".join(got.streaming_content)).hexdigest() == one.sha256
    assert got["Content-Disposition"].startswith("attachment") and got["X-Content-Type-Options"] == "nosniff"


@pytest.mark.once
@pytest.mark.parametrize("who", ["ani", "budi", "sari", "citra", "adi", "dedi"])
def test_only_an_inspector_has_it(as_: As, own: Pack, office: Office, people: dict[str, User], who: str) -> None:
    client = getattr(as_, who)
    assert client.get(AT).status_code == client.get(f"{AT}{own.pk}.zip").status_code == 403
    assert client.post(f"{AT}{own.snapshot_id}/buat/").status_code == 403
    with pytest.raises(Refused):
        packs_actions.ask_pack(office=office, by=people[who], snapshot=own.snapshot_id)


def test_what_is_not_there(as_: As, own: Pack, other_office: Office) -> None:
    assert as_.ira.get(f"{AT}999.zip").status_code == 404
    assert as_.ira.post(f"{AT}999/buat/").status_code == 403
    path_of(own.sha256).unlink()
    assert as_.ira.get(f"{AT}{own.pk}.zip").status_code == 404


@pytest.mark.parametrize("sql", ["UPDATE inspecting_pack SET sha256 = 'x'", "DELETE FROM inspecting_pack"])
def test_the_database_itself_keeps_it(own: Pack, sql: str) -> None:
    the_database_refuses(sql)
