"""A stored audit that this release cannot open: its pages say so and where, and nothing is guessed or lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from capaian.web.accounts.models import Office, User
from capaian.web.auditing.models import Answer, Examination
from capaian.web.auditing.stored_audit import serialise
from tests.web.conftest import As
from tests.web.report_cast import AT, audited

PAGES = ("", "temuan/1/", "kertas-kerja.json", "kertas-kerja.docx")


@pytest.fixture
def unopened(office: Office, people: dict[str, User]) -> Examination:
    """An audit whose second block bears a mark that nobody knows."""
    stored: dict[str, Any] = json.loads(json.dumps(serialise(audited())))
    stored["transcript"]["blocks"][1]["is"] = "Paragraph<"
    counts = {"claims": 2, "errors": 1, "warnings": 1, "notes": 1}
    file = {"name": "Laporan 2017.txt", "sha256": "0" * 64, "size": 1, "kind": "text/plain", "year": 2017}
    return Examination.objects.create(
        office=office, by=people["sari"], state="read", audit=stored, **file, **counts
    )


@pytest.mark.parametrize("page", PAGES)
def test_its_pages_say_what_stands_where(
    as_: As, unopened: Examination, page: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = as_.budi.get(f"{AT}{unopened.pk}/{page}")
    text = answer.content.decode()
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    assert "Pemeriksaan yang tersimpan ini tidak dapat dibuka oleh versi aplikasi ini." in text
    assert "Letaknya /transcript/blocks/1: tersimpan Paragraph&lt;, yang dikenal Passage, Grid." in text
    assert "Laporan 2017.txt" in text
    said = "/transcript/blocks/1: found Paragraph<, expected Passage, Grid"
    assert [record.getMessage() for record in caplog.records if record.name.endswith("unopened")] == [
        f"audit {unopened.pk} of 15.71.03 cannot be opened: {said}"
    ]


def test_it_is_said_in_english_too(as_: As, unopened: Examination) -> None:
    reader = as_.budi
    reader.cookies["lang"] = "en"
    assert "It stands at /transcript/blocks/1" in reader.get(f"{AT}{unopened.pk}/").content.decode()


def test_an_answer_to_what_cannot_be_seen_is_not_taken(as_: As, unopened: Examination) -> None:
    answer = as_.budi.post(f"{AT}{unopened.pk}/temuan/1/", {"status": "accepted"})
    assert answer.status_code == 409
    assert "tidak dapat dibuka" in answer.content.decode()
    assert not Answer.objects.exists()


def test_the_list_still_shows_it(as_: As, unopened: Examination) -> None:
    answer = as_.budi.get(AT)
    assert answer.status_code == 200 and "Laporan 2017.txt" in answer.content.decode()
