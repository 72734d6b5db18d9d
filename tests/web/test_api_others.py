"""Offices, plans, registers, reports and audits by the API."""

import hashlib
import json
from pathlib import Path

import pytest

from capaian.cli.main import main
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.auditing.models import Examination
from capaian.web.jobs.queue import drain
from capaian.web.planning.models import PlanVersion
from capaian.web.reporting.models import Document, Snapshot, Value
from tests.web.api_cast import HERE, V1, Programs, program_of
from tests.web.conftest import As

People = dict[str, User]
YEAR = f"{HERE}/measurements/2017"


@pytest.fixture
def published(as_: As, values: list[Value]) -> Snapshot:
    """The year 2017, approved, with its documents."""
    for who, step in (("budi", "ajukan"), ("sari", "periksa"), ("citra", "setujui")):
        getattr(as_, who).post(f"/o/15.71.03/ukur/2017/{step}/")
    drain()
    return Snapshot.objects.get()


# ---- offices ------------------------------------------------------------------------------------------


def test_a_token_reaches_its_office_and_those_below(
    office: Office, other_office: Office, people: People, programs: Programs
) -> None:
    assert [one["code"] for one in programs.ani.body(f"{V1}/offices")["items"]] == ["15.71.03"]
    assert programs.ani.body(f"{V1}/offices")["items"][0]["scopes"] == ["read", "write-rows"]
    assert programs.citra.body(f"{V1}/offices")["items"][0]["scopes"] == ["read"]
    city = Office.objects.create(code="15.71", name="Kota Jambi")
    Appointment.objects.create(user=people["ira"], office=city, role="inspector", first_day="2015-01-01")
    reached = program_of(people["ira"], city).body(f"{V1}/offices")["items"]
    assert [one["code"] for one in reached] == ["15.71", "15.71.03", "15.71.04"]
    narrow = program_of(people["ira"], office)
    assert [one["code"] for one in narrow.body(f"{V1}/offices")["items"]] == ["15.71.03"]
    assert narrow.get(f"{V1}/offices/15.71.04/plan").status_code == 403


# ---- plans and registers ------------------------------------------------------------------------------


def test_the_plan_of_a_day_as_text_and_parsed(plan: PlanVersion, programs: Programs) -> None:
    body = programs.ani.body(f"{HERE}/plan", {"on": "2017-12-31"})
    assert (body["number"], body["since"], body["text"]) == (1, "2015-01-01", plan.text)
    assert body["plan"]["schema"] == "capaian/plan@1"
    assert body["plan"]["registers"]["letters"]["key"] == ["number"]
    before = programs.ani.get(f"{HERE}/plan", {"on": "2014-12-31"})
    assert (before.status_code, before.json()["code"]) == (404, "no-plan-on")


def test_the_registers_with_their_columns(plan: PlanVersion, programs: Programs) -> None:
    letters = programs.ani.body(f"{HERE}/registers")["items"][0]
    assert (letters["name"], letters["key"], letters["rows"]) == ("letters", ["number"], 0)
    kinds = {one["name"]: one["type"] for one in letters["columns"]}
    assert kinds["received_on"] == "date" and kinds["standard_days"] == "whole"
    assert not any(one["masked"] for one in letters["columns"])


def test_a_filter_that_is_misspelt_is_refused(plan: PlanVersion, programs: Programs) -> None:
    answer = programs.ani.get(f"{HERE}/plan", {"of": "2014-12-31"})
    assert (answer.status_code, answer.json()["code"], answer.json()["place"]) == (422, "no-parameter", "of")


# ---- measurements -------------------------------------------------------------------------------------


def test_an_approved_measurement_is_what_the_command_line_prints(
    published: Snapshot, programs: Programs, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = programs.citra.get(YEAR)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    capsys.readouterr()
    assert main(["measure", str(data_folder / published.folder), "--period", "2017", "--format", "json"]) == 0
    assert answer.content == capsys.readouterr().out.encode()
    assert answer["ETag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert answer["X-Capaian-Manifest"] == published.manifest


def test_figures_that_nobody_approved_are_marked_provisional(values: list[Value], programs: Programs) -> None:
    answer = programs.ani.get(YEAR)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-approved")
    body = programs.ani.body(f"{YEAR}/working")
    assert body["provisional"] is True
    assert body["figures"]["schema"] == "capaian/measurement@1"
    nothing = programs.ani.get(f"{HERE}/measurements/2014/working")
    assert (nothing.status_code, nothing.json()["code"]) == (404, "no-plan-on")


def test_what_was_reopened_is_no_longer_given_as_approved(published: Snapshot, programs: Programs, as_: As) -> None:
    as_.citra.post("/o/15.71.03/ukur/2017/buka/", {"reason": "Salah hitung."})
    assert programs.ani.get(YEAR).status_code == 404


def test_a_snapshot_that_changed_on_the_disk_is_not_given(
    published: Snapshot, programs: Programs, data_folder: Path
) -> None:
    (file,) = (data_folder / published.folder).glob("measurement.json")
    file.write_text(file.read_text().replace("2017", "2018"))
    answer = programs.ani.get(YEAR)
    assert (answer.status_code, answer.json()["code"]) == (409, "snapshot-changed")


# ---- reports ------------------------------------------------------------------------------------------


def test_reports_with_their_documents_byte_for_byte(
    published: Snapshot, programs: Programs, data_folder: Path
) -> None:
    (report,) = programs.ira.body(f"{HERE}/reports")["items"]
    assert (report["period"], report["number"], report["manifest"]) == ("2017", 1, published.manifest)
    assert {one["format"] for one in report["documents"]} == {"pdf", "docx", "xlsx", "html"}
    for one in report["documents"]:
        answer = programs.ira.get(one["href"])
        assert hashlib.sha256(answer.content).hexdigest() == one["sha256"]
        assert answer["Content-Disposition"].startswith("attachment")
    made = Document.objects.get(format="pdf")
    (data_folder / made.file).write_bytes(b"other")
    changed = programs.ira.get(f"{HERE}/reports/{published.pk}/pdf")
    assert (changed.status_code, changed.json()["code"]) == (409, "document-changed")
    (data_folder / made.file).unlink()
    assert programs.ira.get(f"{HERE}/reports/{published.pk}/pdf").status_code == 404
    assert programs.ira.get(f"{HERE}/reports/{published.pk}/exe").status_code == 422


def test_a_report_of_another_office_is_not_there(
    published: Snapshot, programs: Programs, plan: PlanVersion
) -> None:
    answer = programs.dedi.get(f"{V1}/offices/15.71.04/reports/{published.pk}/pdf")
    assert answer.status_code == 404


# ---- audits -------------------------------------------------------------------------------------------


def test_audits_with_their_counts(read: Examination, programs: Programs) -> None:
    (one,) = programs.ira.body(f"{HERE}/audits")["items"]
    assert (one["id"], one["state"], one["year"], one["sha256"]) == (read.pk, "read", 2017, read.sha256)
    assert one["errors"] + one["warnings"] + one["notes"] == read.findings
    assert "audit" not in one and json.dumps(one)
