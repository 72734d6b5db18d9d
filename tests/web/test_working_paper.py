"""What is taken along of an audit: the file as it came, and the findings as papers with the office's answers."""

import io
import json
from html import unescape

import docx
import openpyxl
import pytest
from django.test import Client

from capaian.web.accounts.models import Office, User
from capaian.web.auditing import actions
from capaian.web.auditing.models import Examination
from capaian.web.jobs.queue import drain
from capaian.web.registers.uploads import store_upload
from tests.web.conftest import As
from tests.web.report_cast import AT, TEXT, Hears, handed, unreadable

SAID = "=Yang dihitung 56 dari 61 <lembaga>."


@pytest.fixture
def answered(as_: As, read: Examination) -> Examination:
    for status, text in (("disputed", SAID), ("accepted", "")):
        as_.budi.post(f"{AT}{read.pk}/temuan/2/", {"status": status, "text": text})
    return read


def taken(as_: As, one: Examination, ending: str) -> bytes:
    answer = as_.ira.get(f"{AT}{one.pk}/kertas-kerja.{ending}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="temuan-2017-{one.pk}.{ending}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    return bytes(answer.content)


def test_the_report_comes_back_as_it_went_in(as_: As, read: Examination) -> None:
    answer = as_.ira.get(f"{AT}{read.pk}/berkas/")
    assert b"".join(answer.streaming_content) == TEXT
    answer.close()
    assert answer["Content-Disposition"].startswith("attachment;") and "Laporan" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_json_is_that_of_the_command(as_: As, read: Examination) -> None:
    said = json.loads(taken(as_, read, "json"))
    assert (said["schema"], said["file"], said["claims"]) == ("capaian/audit@1", "Laporan IKU 2017.txt", 2)
    assert [one["printed"] for one in said["findings"]] == [None, "91,80", None]


def test_the_json_holds_the_answers_of_each_finding(as_: As, answered: Examination) -> None:
    found = json.loads(taken(as_, answered, "json"))["findings"]
    assert [(one["number"], len(one["answers"])) for one in found] == [(1, 0), (2, 2), (3, 0)]
    first, second = found[1]["answers"]
    assert (first["status"], first["text"], first["by"]) == ("disputed", SAID, "Budi Santoso")
    assert (second["status"], second["text"]) == ("accepted", "") and first["at"] <= second["at"]


def test_a_workbook_holds_the_answers_beside_the_findings(as_: As, answered: Examination) -> None:
    book = openpyxl.load_workbook(io.BytesIO(taken(as_, answered, "xlsx")))
    rows = {row[0].value: row for row in book.worksheets[0].iter_rows() if isinstance(row[0].value, int)}
    assert (rows[2][3].value, rows[2][4].value) == ("91,80", "92,31")
    first, second = rows[2][8].value.splitlines()
    assert first.startswith("Dibantah (Budi Santoso, ") and first.endswith(SAID)
    assert second.startswith("Diterima (Budi Santoso, ") and second.endswith(").")
    assert rows[1][8].value is None


def test_a_document_holds_the_answers(as_: As, answered: Examination) -> None:
    paper = docx.Document(io.BytesIO(taken(as_, answered, "docx")))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert any(SAID in text and "Diterima" in text for text in cells)


def test_a_page_holds_the_answers(as_: As, answered: Examination) -> None:
    page = taken(as_, answered, "html").decode()
    assert "<lembaga>" not in page and SAID in unescape(page)


def test_a_file_that_nobody_could_read_has_no_paper(
    as_: As, office: Office, people: dict[str, User], hears: Hears
) -> None:
    hears(unreadable())
    one, _ = actions.hand_in(office=office, by=people["ira"], kept=store_upload(handed()), year=2017, compare=False)
    drain()
    assert as_.ira.get(f"{AT}{one.pk}/kertas-kerja.docx").status_code == 404
    assert json.loads(taken(as_, one, "json"))["read"] is False


@pytest.mark.parametrize("ending", ["exe", "pdf", "json.exe"])
def test_there_are_no_other_papers(as_: As, read: Examination, ending: str) -> None:
    assert as_.ira.get(f"{AT}{read.pk}/kertas-kerja.{ending}").status_code == 404


@pytest.mark.parametrize("name", ["berkas/", "kertas-kerja.json", "kertas-kerja.docx"])
def test_the_outsider_takes_nothing(as_: As, read: Examination, name: str) -> None:
    assert as_.dedi.get(f"{AT}{read.pk}/{name}").status_code == 403
    assert Client().get(f"{AT}{read.pk}/{name}").status_code == 302
