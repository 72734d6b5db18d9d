"""A period's way: draft, submitted, returned, corrected, verified, approved; the figures frozen and locked."""

import datetime
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from capaian.cli.main import main
from capaian.core.period import Period
from capaian.pipeline.inputs import Inputs
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import Refused, bump_version
from capaian.web.jobs.models import Job
from capaian.web.jobs.queue import drain
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.queries import plan_of
from capaian.web.registers.actions import add_row
from capaian.web.reporting import actions, freezing
from capaian.web.reporting.models import Document, Figures, Snapshot, Submission, Value
from capaian.web.reporting.provisional import current_figures, findings_of, folder_of
from capaian.web.trail.models import Event
from capaian.web.trail.record import broken_events
from tests.web.conftest import As
from tests.web.guards import the_database_refuses
from tests.web.plans import a_draft

YEAR = Period(2017)
AT = "/o/15.71.03/ukur/2017/"


def state() -> str:
    return Submission.objects.get(period="2017").state


def explained(as_: As, code: str = "2.3") -> None:
    words = {"cause": "Penyebab", "obstacle": "", "remedy": "Tindak lanjut", "version": "0"}
    assert as_.budi.post(f"{AT}i/{code}/kata/", words).status_code == 302


def as_far_as(stop: str, as_: As) -> None:
    """Take the period on its way up to ``stop``."""
    for who, step, reached in (
        ("budi", "ajukan", "submitted"),
        ("sari", "periksa", "verified"),
        ("citra", "setujui", "approved"),
    ):
        assert getattr(as_, who).post(f"{AT}{step}/").status_code == 302
        assert state() == reached
        if reached == stop:
            return


def test_the_whole_way(as_: As, values: list[Value], data_folder: Path, tmp_path: Path) -> None:
    as_far_as("submitted", as_)
    as_.sari.post(f"{AT}kembalikan/", {"reason": "Periksa lagi lembaga yang aktif."})
    assert state() == "returned"
    page = as_.budi.get(AT).content.decode()
    assert "Periksa lagi lembaga yang aktif." in page and "Ajukan periode ini" in page
    as_far_as("approved", as_)
    assert drain() == 1
    (snapshot,) = Snapshot.objects.all()
    assert snapshot.mean == "129,15"
    kinds = [event.kind for event in Event.objects.order_by("number")]
    assert kinds == ["submitted", "returned", "submitted", "verified", "approved", "documents-made"]
    assert list(broken_events()) == []
    # What is downloaded is what the command line makes of the same snapshot, byte for byte.
    folder = data_folder / snapshot.folder
    assert main(["verify", str(folder)]) == 0
    for document in Document.objects.all():
        goal = tmp_path / f"ours.{document.format}"
        assert main(["report", str(folder), "--period", "2017", "-o", str(goal)]) == 0
        answer = as_.ani.get(f"/o/15.71.03/laporan/{snapshot.pk}.{document.format}")
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert content == goal.read_bytes()
        assert hashlib.sha256(content).hexdigest() == document.sha256


def test_who_signs_is_who_heads_the_office_that_day(as_: As, values: list[Value], data_folder: Path) -> None:
    as_far_as("approved", as_)
    (snapshot,) = Snapshot.objects.all()
    signed = (data_folder / snapshot.folder / "signature.csv").read_text()
    assert "CAMAT JAMBI TIMUR,Citra Lestari" in signed


@pytest.mark.once
@pytest.mark.parametrize(
    ("who", "step", "reached"),
    [
        ("ani", "ajukan", None),
        ("sari", "ajukan", None),
        ("dedi", "ajukan", None),
        ("budi", "periksa", "submitted"),
        ("citra", "periksa", "submitted"),
        ("dedi", "periksa", "submitted"),
        ("sari", "setujui", "verified"),
        ("budi", "setujui", "verified"),
        ("adi", "setujui", "verified"),
        ("dedi", "setujui", "verified"),
        ("budi", "kembalikan", "submitted"),
        ("sari", "buka", "approved"),
        ("dedi", "buka", "approved"),
    ],
)
def test_who_may_not(as_: As, values: list[Value], who: str, step: str, reached: str | None) -> None:
    if reached:
        as_far_as(reached, as_)
    answer = getattr(as_, who).post(f"{AT}{step}/", {"reason": "x"})
    assert answer.status_code == 403
    assert (state() if reached else "draft") == (reached or "draft")


@pytest.mark.parametrize(("step", "reached"), [("kembalikan", "submitted"), ("buka", "approved")])
def test_a_step_back_needs_its_reason(as_: As, values: list[Value], step: str, reached: str) -> None:
    as_far_as(reached, as_)
    who = {"kembalikan": as_.sari, "buka": as_.citra}[step]
    answer = who.post(f"{AT}{step}/", {"reason": "  "})
    assert answer.status_code == 422 and "Tulis alasannya" in answer.content.decode()
    assert state() == reached


def test_the_maker_is_never_the_checker(
    as_: As, values: list[Value], people: dict[str, User], office: Office
) -> None:
    day = datetime.date(2015, 1, 1)
    Appointment.objects.create(user=people["budi"], office=office, role="secretary", first_day=day)
    as_far_as("submitted", as_)
    with pytest.raises(Refused) as refused:
        actions.verify(office=office, by=people["budi"], period=YEAR)
    assert refused.value.code == "maker-is-checker"
    assert Event.objects.filter(kind="refused.verify", refused=True, by="budi").exists()
    Submission.objects.filter(period="2017")
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(period="2017").update(
            state="verified", verified_by=people["budi"], verified_at="2018-01-01T00:00:00Z"
        )


def test_figures_that_changed_are_not_verified(as_: As, values: list[Value]) -> None:
    as_far_as("submitted", as_)
    one = Value.objects.get(variable="groups_active")
    sent = {"amount": "49", "evidence": "Rekap baru", "version": one.version}
    assert as_.budi.post(f"{AT}i/1.2/nilai/groups_active/", sent).status_code == 302
    answer = as_.sari.post(f"{AT}periksa/")
    assert answer.status_code == 403 and "berubah sejak diajukan" in answer.content.decode()


def test_a_period_that_is_not_over_is_not_submitted(as_: As, values: list[Value]) -> None:
    answer = as_.budi.post("/o/15.71.03/ukur/2199/ajukan/")
    assert answer.status_code == 403 and "belum berakhir" in answer.content.decode()


def test_a_missed_figure_needs_words(as_: As, values: list[Value]) -> None:
    one = Value.objects.get(variable="groups_active")
    sent = {"amount": "20", "evidence": "Rekap", "version": one.version}
    as_.budi.post(f"{AT}i/1.2/nilai/groups_active/", sent)
    answer = as_.budi.post(f"{AT}ajukan/")
    assert answer.status_code == 403 and "1.2" in answer.content.decode()
    explained(as_, "1.2")
    as_far_as("submitted", as_)


LOCKED = [
    "UPDATE reporting_value SET amount = '1' WHERE variable = 'letters_in'",
    "DELETE FROM reporting_value WHERE variable = 'letters_in'",
    "UPDATE reporting_snapshot SET mean = '200'",
    "DELETE FROM reporting_submission",
    "UPDATE reporting_submission SET last_day = '2017-06-30'",
    "UPDATE reporting_submission SET state = 'draft'",
    "UPDATE reporting_submission SET state = 'returned', reason = 'x'",
    "UPDATE reporting_submission SET figures = 'lain'",
    "UPDATE planning_planversion SET since = '2017-06-30'",
    "UPDATE trail_head SET number = 1",
    "DELETE FROM trail_head",
]


@pytest.mark.parametrize("sql", LOCKED)
def test_the_database_itself_locks_an_approved_period(as_: As, values: list[Value], sql: str) -> None:
    as_far_as("approved", as_)
    the_database_refuses(sql)


def test_a_locked_value_is_refused_in_words(as_: As, values: list[Value]) -> None:
    as_far_as("approved", as_)
    one = Value.objects.get(variable="groups_active")
    sent = {"amount": "20", "evidence": "", "version": one.version}
    answer = as_.budi.post(f"{AT}i/1.2/nilai/groups_active/", sent)
    assert answer.status_code == 403 and "terkunci" in answer.content.decode()
    assert Value.objects.get(variable="groups_active").amount == "48"


def test_what_is_reopened_keeps_what_was_published(as_: As, values: list[Value], data_folder: Path) -> None:
    as_far_as("approved", as_)
    drain()
    as_.citra.post(f"{AT}buka/", {"reason": "Salah hitung lembaga aktif"})
    assert state() == "draft"
    one = Value.objects.get(variable="groups_active")
    sent = {"amount": "50", "evidence": "Rekap baru", "version": one.version}
    assert as_.budi.post(f"{AT}i/1.2/nilai/groups_active/", sent).status_code == 302
    as_far_as("approved", as_)
    drain()
    first, second = Snapshot.objects.order_by("number")
    assert (first.number, second.number) == (1, 2) and first.manifest != second.manifest
    assert main(["verify", str(data_folder / first.folder)]) == 0
    answer = as_.ani.get(f"/o/15.71.03/laporan/{first.pk}.pdf")
    assert answer.status_code == 200
    answer.close()


def test_dedi_sees_nothing_of_it(as_: As, values: list[Value]) -> None:
    as_far_as("approved", as_)
    drain()
    (snapshot,) = Snapshot.objects.all()
    for page in ("", "ukur/", "ukur/2017/", "ukur/2017/i/1.1/", "laporan/", f"laporan/{snapshot.pk}.pdf"):
        assert as_.dedi.get(f"/o/15.71.03/{page}").status_code == 403
        assert as_.dedi.get(f"/o/15.71.04/laporan/{snapshot.pk}.pdf").status_code == 404


def test_a_figure_of_an_approved_period_is_told_from_its_snapshot(as_: As, values: list[Value]) -> None:
    as_far_as("approved", as_)
    page = as_.citra.get(f"{AT}i/1.2/").content.decode()
    assert "48/52" in page and "102,56" in page


def test_a_refused_request_is_in_the_trail(as_: As, values: list[Value]) -> None:
    as_.ani.post(f"{AT}setujui/")
    event = Event.objects.get(refused=True)
    assert (event.kind, event.by, event.office, event.after) == (
        "refused.request",
        "ani",
        "15.71.03",
        {"right": "approve"},
    )
    page = as_.citra.get("/o/15.71.03/jejak/").content.decode()
    assert "mencoba yang bukan haknya" in page


def test_rows_that_a_new_plan_no_longer_fits_are_named(
    as_: As, plan: PlanVersion, people: dict[str, User], office: Office
) -> None:
    register = plan_of(plan).registers["institutions"]
    cells = {
        "number": "L1",
        "place": "15.71.03",
        "recorded_on": "4 Desember 2017",
        "kind": "LPM",
        "name": "Lembaga sintetis",
        "activities": "3",
    }
    add_row(office=office, by=people["ani"], register=register, cells=cells)
    PlanVersion.objects.create(
        office=office,
        number=2,
        text=plan.text.replace(
            "name: {type: text, label: Nama lembaga}", "name: {type: date, label: Nama lembaga}"
        ),
        state=PlanVersion.State.ADOPTED,
        decree="Keputusan Camat Nomor 2 Tahun 2017",
        decree_date=datetime.date(2017, 6, 1),
        since=datetime.date(2017, 6, 1),
        made_by=people["sari"],
        adopted_by=people["sari"],
        adopted_at=plan.adopted_at,
    )
    bump_version(office)
    page = as_.budi.get("/o/15.71.03/ukur/2017/").content.decode()
    assert "tidak cocok lagi dengan registernya" in page and "Lembaga sintetis" in page
    assert [found["code"] for found in findings_of(office, YEAR)] == ["row-misfit"]
    assert as_.citra.get("/o/15.71.03/?tahun=2017").status_code == 200


def test_nothing_is_frozen_but_what_was_verified(
    as_: As, values: list[Value], data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever happens to the files between measuring and freezing, other figures are never published."""
    as_far_as("verified", as_)
    real = freezing.freeze

    def late(inputs: Inputs, *others: Any, **named: Any) -> None:
        file = inputs.files[1]
        file.write_text(file.read_text().replace("groups_active,48", "groups_active,40"))
        real(inputs, *others, **named)

    monkeypatch.setattr(freezing, "freeze", late)
    answer = as_.citra.post(f"{AT}setujui/")
    assert answer.status_code == 403 and "berubah sejak diajukan" in answer.content.decode()
    assert state() == "verified" and not Snapshot.objects.exists()
    assert list((data_folder / "snapshots/15.71.03").iterdir()) == []


def test_who_writes_late_does_not_change_what_others_measure(values: list[Value], office: Office) -> None:
    """One reads the values, is slow, and writes them after another has written newer ones."""
    version = PlanVersion.objects.get()
    before = folder_of(office, version)
    Value.objects.filter(variable="groups_active").update(amount="20")
    after = folder_of(office, version)
    assert ",48," in before.values.read_text() and ",20," in after.values.read_text()


def test_who_signs_measures_anew(as_: As, values: list[Value], office: Office) -> None:
    current_figures(office, YEAR)
    Figures.objects.update(text="{}", sha256="0" * 64)
    as_far_as("approved", as_)
    assert Figures.objects.get(period="2017").sha256 != "0" * 64


def test_files_that_changed_on_the_server_are_not_shown_as_published(
    as_: As, values: list[Value], data_folder: Path
) -> None:
    as_far_as("approved", as_)
    drain()
    (snapshot,) = Snapshot.objects.all()
    document = Document.objects.get(format="html")
    (data_folder / document.file).write_bytes(b"lain")
    answer = as_.ani.get(f"/o/15.71.03/laporan/{snapshot.pk}.html")
    assert answer.status_code == 403 and "tidak lagi seperti" in answer.content.decode()
    file = data_folder / snapshot.folder / "measurement.json"
    file.write_text(file.read_text().replace("129,15", "199,15"))
    answer = as_.ani.get(AT)
    assert answer.status_code == 403 and "tidak lagi seperti" in answer.content.decode()


def test_documents_that_are_made_are_not_made_again(as_: As, values: list[Value], data_folder: Path) -> None:
    as_far_as("approved", as_)
    drain()
    Job.objects.update(state="waiting")
    drain()
    assert Job.objects.get().state == "done"
    assert Event.objects.filter(kind="documents-made").count() == 1


def test_no_plan_begins_in_an_approved_period(as_: As, values: list[Value], people: dict[str, User]) -> None:
    as_far_as("approved", as_)
    office = people["sari"].appointments.get().office
    text = PlanVersion.objects.get().text
    draft = a_draft(office, people["sari"], text)
    sent = {"decree": "SK 2", "decree_date": "2018-02-01", "since": "2017-12-31", "version": str(draft.version)}
    answer = as_.sari.post("/o/15.71.03/rencana/konsep/penetapan/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "sudah disetujui" in page and 'value="SK 2"' in page
    assert PlanVersion.objects.get(number=2).state == "draft"
    answer = as_.sari.post("/o/15.71.03/rencana/konsep/penetapan/", sent | {"since": "2018-01-01"})
    assert answer.status_code == 302


def test_a_target_of_an_approved_year_is_not_revised(as_: As, values: list[Value], office: Office) -> None:
    as_far_as("approved", as_)
    page = "/o/15.71.03/rencana/target/?indikator=1.1&tahun=2017"
    before = as_.sari.get(page).context["holding"]
    sent = {"before": before, "target": "12", "reason": "Lain", "basis": "Lain"}
    answer = as_.sari.post(page, sent)
    assert answer.status_code == 422 and "sudah disetujui" in answer.content.decode()


def test_words_that_were_handed_in_stay_and_what_was_typed_too(as_: As, values: list[Value]) -> None:
    as_far_as("submitted", as_)
    words = {"cause": "Penyebab lain sekali", "obstacle": "", "remedy": "Tindak", "version": "0"}
    answer = as_.budi.post(f"{AT}i/1.2/kata/", words)
    page = answer.content.decode()
    assert answer.status_code == 403 and "sudah diajukan" in page and "Penyebab lain sekali" in page
    as_far_as_from_submitted(as_)
    answer = as_.budi.post(f"{AT}i/1.2/kata/", words)
    page = answer.content.decode()
    assert answer.status_code == 403 and "terkunci" in page and "Penyebab lain sekali" in page


def as_far_as_from_submitted(as_: As) -> None:
    assert as_.sari.post(f"{AT}periksa/").status_code == 302
    assert as_.citra.post(f"{AT}setujui/").status_code == 302


def test_who_typed_a_value_does_not_check_it(as_: As, values: list[Value], people: dict[str, User]) -> None:
    Value.objects.filter(variable="groups_active").update(by=people["sari"])
    as_far_as("submitted", as_)
    answer = as_.sari.post(f"{AT}periksa/")
    assert answer.status_code == 403 and "tulis sendiri" in answer.content.decode()


def test_documents_that_failed_are_made_after_all(
    as_: As, values: list[Value], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_far_as("approved", as_)
    with monkeypatch.context() as broken:
        broken.setattr(freezing, "write_report", lambda *_: 1 / 0)
        drain()
    (snapshot,) = Snapshot.objects.all()
    again = f"/o/15.71.03/laporan/{snapshot.pk}/buat/"
    assert "Buat lagi" in as_.citra.get("/o/15.71.03/laporan/").content.decode()
    assert "Buat lagi" not in as_.ani.get("/o/15.71.03/laporan/").content.decode()
    for who in (as_.ani, as_.budi, as_.adi, as_.dedi):
        assert who.post(again).status_code == 403
    assert as_.sari.post(again).status_code == 302
    assert as_.sari.post(again).status_code == 403
    drain()
    assert Document.objects.count() == 4
    assert as_.sari.post(again).status_code == 403


def test_a_head_for_whom_another_stands_in_neither_approves_nor_reopens(
    as_: As, values: list[Value], people: dict[str, User], office: Office
) -> None:
    as_far_as("approved", as_)
    post = {"role": "head", "title": "CAMAT JAMBI TIMUR", "acting": "Plh."}
    Appointment.objects.create(user=people["ani"], office=office, first_day=datetime.date(2018, 1, 1), **post)
    answer = as_.citra.post(f"{AT}buka/", {"reason": "Salah"})
    assert answer.status_code == 403 and "menjabat hari ini" in answer.content.decode()
    assert as_.ani.post(f"{AT}buka/", {"reason": "Salah"}).status_code == 302


def test_a_register_without_rows_tells_nobody_of_the_folders_of_the_server(
    as_: As, values: list[Value], data_folder: Path
) -> None:
    page = as_.budi.get(AT).content.decode()
    assert "102,56" in page
    assert str(data_folder) not in page and ".parquet" not in page
