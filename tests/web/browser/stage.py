"""What stands on the stage of the browser tests: ``python -m tests.web.browser.stage DATA FILE``.

The demo office on a fixed day, with what an office in the middle of its work has too: a returned period, a
reopened one, a draft of the plan, books and audits in several states, evidence; and beside it an office that has
nothing yet.
FILE gets the numbers that addresses need.
"""

from __future__ import annotations

import datetime
import json
import os
import sys
from pathlib import Path

TODAY = datetime.date(2025, 11, 20)
"""The day of the demo. The clock of the server goes on from there; what is over stays over."""

NEW = "15.71.12"
"""The office that begins: no plan, no rows, only its people."""

NEW_PEOPLE = {
    "nani": ("Nani Anggraini", "clerk"),
    "bima": ("Bima Saputra", "section-head"),
    "susi": ("Susi Wulandari", "secretary"),
    "candra": ("Candra Wijaya, S.STP", "head"),
}
PASSWORD = "contoh-capaian"
FAULTY = "Nomor agenda,Kode wilayah,Tanggal diterima,Jenis\nX/1,15.71.03.1003,31 Februari,Perizinan\n"
SOUND = "Nomor agenda,Kode wilayah,Tanggal diterima,Jenis\n2025/9901,15.71.03.1003,2025-11-03,Perizinan\n"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def stage() -> dict[str, int]:
    """Fill the database; return the numbers of what pages show."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command
    from django.utils import timezone

    from capaian.core.period import Period
    from capaian.web.accounts.models import Appointment, Office, User
    from capaian.web.auditing import actions as auditing
    from capaian.web.auditing.models import Examination
    from capaian.web.city.models import Offer
    from capaian.web.city.proposals import actions as proposals_actions
    from capaian.web.demo import load_demo
    from capaian.web.inspecting.findings import actions as findings_actions
    from capaian.web.inspecting.models import Pack, Sample
    from capaian.web.inspecting.packs import actions as packs_actions
    from capaian.web.inspecting.samples import actions as samples_actions
    from capaian.web.jobs.models import Job
    from capaian.web.jobs.queue import drain
    from capaian.web.planning import actions as planning
    from capaian.web.planning.queries import latest
    from capaian.web.registers import actions as registers
    from capaian.web.registers import actions_import
    from capaian.web.registers.models import Evidence, Row
    from capaian.web.registers.queries import registers_of
    from capaian.web.registers.uploads import store_upload
    from capaian.web.reporting import actions as reporting
    from capaian.web.reporting.models import Snapshot

    call_command("migrate", verbosity=0)
    load_demo(TODAY)
    office = Office.objects.get(code="15.71.03")
    people = {user.username: user for user in User.objects.all()}
    new = Office.objects.create(code=NEW, name="Kecamatan Kasang Raya", parent="Kota Jambi", place="Jambi")
    for username, (name, role) in NEW_PEOPLE.items():
        user = User.objects.create_user(username, password=PASSWORD, name=name)
        title = "CAMAT KASANG RAYA" if role == "head" else ""
        first = datetime.date(2015, 1, 1)
        Appointment.objects.create(user=user, office=new, role=role, first_day=first, title=title)

    reporting.send_back(office=office, by=people["sari"], period=Period(2025, 7, 3), reason="Survei belum lengkap.")
    reporting.reopen(office=office, by=people["citra"], period=Period(2023), reason="Surat susulan ditemukan.")
    letters = registers_of(office)["letters"]
    row = Row.objects.filter(office=office, register="letters", day__month=11).order_by("-day", "-id").first()
    assert row is not None
    kept = store_upload(SimpleUploadedFile("surat.pdf", PDF))
    registers.attach_evidence(office=office, by=people["ani"], subject=f"row:{row.pk}", kept=kept, pages="1")
    gone = Row.objects.filter(office=office, register="letters", day__month=11).exclude(pk=row.pk).first()
    assert gone is not None
    registers.remove_row(
        office=office,
        by=people["ani"],
        register=letters,
        pk=gone.pk,
        version=gone.version,
        reason="Tercatat dua kali.",
    )
    books = {}
    for name, text in {"faulty": FAULTY, "read": SOUND}.items():
        file = SimpleUploadedFile(f"surat-{name}.csv", text.encode())
        book, _ = actions_import.upload(office=office, by=people["ani"], register=letters, kept=store_upload(file))
        books[name] = book.pk
    drain()
    reports = {}
    for name, content in {"unreadable": b"\x00\x01", "unaudited": b"LAPORAN\n"}.items():
        file = SimpleUploadedFile(f"laporan-{name}.txt", content)
        one, job = auditing.hand_in(
            office=office, by=people["ira"], kept=store_upload(file), year=2024, compare=False
        )
        reports[name] = one.pk
        if name == "unaudited":
            Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED)
    packs_actions.ask_pack(office=office, by=people["ira"], snapshot=Snapshot.objects.get(period="2024").pk)
    open_sample = samples_actions.draw_sample(
        office=office, by=people["ira"], period=Period(2024), indicator="2.2", size=2, seed="2024-2"
    )
    first = Row.objects.get(office=office, key=open_sample.drawn.get(number=1).key.removeprefix("complaints/"))
    kept = store_upload(SimpleUploadedFile("pengaduan.pdf", PDF + b"%2024\n"))
    registers.attach_evidence(office=office, by=people["ani"], subject=f"row:{first.pk}", kept=kept, pages="3")
    told = findings_actions.write_finding(
        office=office,
        by=people["ira"],
        period=Period(2024),
        indicator="",
        title="Buku agenda tidak ditutup tiap bulan",
        condition="Buku agenda terbuka sampai Maret.",
        criteria="Tata naskah dinas.",
        cause="",
        effect="",
        recommendation="Tutup setiap bulan.",
        deadline=timezone.localdate(),
    )
    findings_actions.answer_finding(office=office, by=people["budi"], number=told.number, text="Sudah ditutup.")
    findings_actions.follow_finding(
        office=office, by=people["ira"], number=told.number, kind="done", text="Sudah dilihat."
    )
    drain()
    newest = latest(office)
    assert newest is not None
    planning.start_draft(office=office, by=people["sari"], text=newest.text, origin="latest")
    city = Office.objects.get(code="15.71")
    targets = b"office,code,year,target\n15.71.03,1.1,2025,88\n"
    offered = proposals_actions.propose(
        office=city,
        by=people["dewi"],
        text=newest.text,
        codes=[office.code],
        targets=targets,
        name="",
        note="Bersama.",
    )
    assert offered.proposal is not None
    waiting = Job.objects.create(
        kind="kept-for-tests", payload={}, office=office.code, by=people["ani"], state=Job.State.FAILED
    )
    return {
        "row": row.pk,
        "removed": gone.pk,
        "evidence": Evidence.objects.earliest("id").pk,
        "faulty": books["faulty"],
        "read": books["read"],
        "job": waiting.pk,
        "snapshot": Snapshot.objects.get(period="2024").pk,
        "appointment": office.appointments.get(user=people["ani"]).pk,
        "person": people["ani"].pk,
        "examination": Examination.objects.get(name="laporan-2017.txt").pk,
        **reports,
        "offered": Offer.objects.get(office="15.71.05").pk,
        "offer": offered.proposal.offers.get().pk,
        "sample": Sample.objects.get(state="finished").pk,
        "open_sample": open_sample.pk,
        "told": told.number,
        "pack": Pack.objects.get().pk,
        "version": newest.number,
        "draft": newest.number + 1,
    }


if __name__ == "__main__":
    os.environ["CAPAIAN_DATA"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "capaian.web.settings"
    import django

    django.setup()
    Path(sys.argv[2]).write_text(json.dumps(stage()), encoding="utf-8")
