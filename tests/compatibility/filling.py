"""What the kept data folder holds: run with the application set up on an empty one, by ``make.py`` alone.

An office with twelve letters of 2017 and who sent them; its year approved, frozen and printed; the report of that
year audited and one finding answered; a sample judged, a finding of the inspector answered; and a report that waits
to be audited. All by the actions of the screen, so that the trail tells it.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from capaian.core.period import Period
from capaian.pipeline.auditing import Audited
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.auditing import actions as auditing
from capaian.web.auditing.models import Examination
from capaian.web.auditing.stored_audit import serialise
from capaian.web.inspecting.findings import actions as findings
from capaian.web.inspecting.samples import actions as samples
from capaian.web.jobs.queue import drain
from capaian.web.planning.models import PlanVersion
from capaian.web.registers.actions import attach_evidence, insert_rows
from capaian.web.registers.models import Row
from capaian.web.registers.queries import registers_of
from capaian.web.registers.rows import read_form
from capaian.web.registers.uploads import store_upload
from capaian.web.reporting import actions
from capaian.web.reporting.provisional import current_figures
from capaian.web.trail.record import record
from tests.compatibility.every_field import full

EXAMPLE = Path(__file__).parents[2] / "examples/jambi-timur"
YEAR = Period(2017)
CAST = {
    "ani": ("Ani Rahma", "clerk"),
    "budi": ("Budi Santoso", "section-head"),
    "sari": ("Sari Dewi", "secretary"),
    "citra": ("Citra Lestari", "head"),
    "ira": ("Ira Handayani", "inspector"),
}


def fill() -> None:
    """Fill an empty, migrated database and its data folder."""
    office = Office.objects.create(
        code="15.71.03", name="Kecamatan Jambi Timur", parent="Kota Jambi", place="Jambi", synthetic=True
    )
    people = {username: _person(username, *who, office) for username, who in CAST.items()}
    _plan(office, people["sari"])
    with transaction.atomic():
        record("demo-loaded", by="capaian", office=office.code, after={"years": ["2017"]})
        _rows(office, people["ani"])
    _approve(office, people)
    _audit(office, people)
    _inspect(office, people)


def stored_audit() -> str:
    """Return the JSON of the stored audit as SQLite has it, to the byte."""
    read = Examination.objects.filter(state="read").extra(select={"text": "CAST(audit AS TEXT)"})
    kept = read.get()
    text: str = kept.text
    assert json.loads(text) == kept.audit
    return text


def audit_of_every_field() -> str:
    """Return the JSON of an audit in which every field is said."""
    return json.dumps(serialise(full(Audited)))


def _person(username: str, name: str, role: str, office: Office) -> User:
    user = User.objects.create_user(username, password="contoh-capaian", name=name)
    title = "CAMAT JAMBI TIMUR" if role == "head" else ""
    first = datetime.date(2015, 1, 1)
    Appointment.objects.create(user=user, office=office, role=role, title=title, first_day=first)
    return user


def _plan(office: Office, by: User) -> None:
    first = datetime.date(2015, 1, 1)
    PlanVersion.objects.create(
        office=office,
        number=1,
        text=(EXAMPLE / "plan.yaml").read_text(encoding="utf-8"),
        state=PlanVersion.State.ADOPTED,
        decree="Keputusan Camat Nomor 1 Tahun 2015",
        decree_date=first,
        since=first,
        made_by=by,
        adopted_by=by,
        adopted_at=timezone.now(),
    )


def _letter(number: int) -> dict[str, str]:
    """Of twelve letters, three are permits and two late."""
    return {
        "number": f"2017/{number:03}",
        "place": "15.71.03.1003",
        "received_on": f"2017-{number:02}-02",
        "kind": "permit" if number % 4 == 0 else "letter",
        "service": "Rekomendasi",
        "applicant": f"Pemohon {number}",
        "standard_days": "3",
        "due_on": f"2017-{number:02}-05",
        "served_on": f"2017-{number:02}-{'09' if number in (5, 6) else '04'}",
    }


def _rows(office: Office, by: User) -> None:
    register = registers_of(office)["letters"]
    insert_rows(
        office, by, register, [read_form(register, _letter(number), office.code) for number in range(1, 13)]
    )
    first = Row.objects.order_by("id")[0]
    kept = store_upload(SimpleUploadedFile("surat.pdf", b"%PDF-1.4\nbukti\n"))
    attach_evidence(office=office, by=by, subject=f"row:{first.pk}", kept=kept, pages="2")


def _approve(office: Office, people: dict[str, User]) -> None:
    """Type the population, say why figures are missing, and let the year go its way up to the documents."""
    budi = people["budi"]
    for variable, amount in {"population": "94519", "neighbourhoods": "192"}.items():
        said = {"variable": variable, "amount": amount, "evidence": "Profil kecamatan 2017", "version": 0}
        actions.set_value(office=office, by=budi, period=YEAR, **said)
    now = current_figures(office, YEAR)
    assert now is not None
    for code in actions.required_narratives(office, YEAR, now):
        words = {"cause": "Belum ada kegiatan.", "obstacle": "Petugas terbatas.", "remedy": "Menyusun jadwal."}
        actions.narrate(office=office, by=budi, period=YEAR, indicator=code, version=0, **words)
    actions.submit(office=office, by=budi, period=YEAR)
    actions.verify(office=office, by=people["sari"], period=YEAR)
    actions.approve(office=office, by=people["citra"], period=YEAR)
    drain()


def _audit(office: Office, people: dict[str, User]) -> None:
    """Audit the report of 2017 against what was approved, and leave another one waiting."""
    content = (EXAMPLE / "laporan-2017.txt").read_bytes()
    kept = store_upload(SimpleUploadedFile("laporan-2017.txt", content))
    one, _ = auditing.hand_in(office=office, by=people["ira"], kept=kept, year=2017, compare=True)
    drain()
    for status, text in (("disputed", "Menurut kami benar."), ("mended", "Salah ketik; menjadi 92,31.")):
        said = {"examination": one.pk, "number": 2, "status": status, "text": text}
        auditing.answer(office=office, by=people["budi"], **said)
    kept = store_upload(SimpleUploadedFile("menunggu.txt", b"LAPORAN KINERJA TAHUN 2016\n"))
    auditing.hand_in(office=office, by=people["sari"], kept=kept, year=2016, compare=False)


def _inspect(office: Office, people: dict[str, User]) -> None:
    ira = people["ira"]
    sample = samples.draw_sample(office=office, by=ira, period=YEAR, indicator="1.1", size=3, seed="contoh")
    for number, says in enumerate(("right", "unproven", "right"), 1):
        note = "" if says == "right" else "Berkas tidak ditemukan."
        verdict = {"number": number, "says": says, "struck": False, "cells": {}, "note": note}
        samples.give_verdict(office=office, by=ira, sample=sample.pk, **verdict)
    samples.finish_sample(office=office, by=ira, sample=sample.pk)
    findings.write_finding(
        office=office,
        by=ira,
        title="Surat tanpa berkas dihitung tepat waktu",
        condition="Satu dari tiga surat yang diambil tidak ada berkasnya.",
        criteria="Rumus indikator 1.1 dalam rencana.",
        cause="Berkas tidak disimpan.",
        effect="Realisasi tidak terbukti.",
        recommendation="Lampirkan berkasnya.",
        deadline=timezone.localdate() + datetime.timedelta(days=14),
        sample=sample.pk,
        period=YEAR,
        indicator="1.1",
    )
    findings.answer_finding(office=office, by=people["citra"], number=1, text="Berkas sudah dilampirkan.")
