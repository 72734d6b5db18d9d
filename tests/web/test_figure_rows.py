"""From a figure down to the rows that were counted and left out, their evidence, and who did what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from capaian.pipeline.register_tables import RegisterTable, StoredRows
from capaian.web.accounts.models import Office, User
from capaian.web.registers.models import Evidence, Row
from capaian.web.registers.uploads import path_of
from capaian.web.reporting import views_rows
from capaian.web.reporting.basis import JudgedRows, figure_basis
from capaian.web.reporting.models import Snapshot, Submission
from tests.web.conftest import As
from tests.web.inspect_cast import FIGURE, YEAR, letter

ROWS = f"{FIGURE}baris/letters_on_time/"


def test_the_figure_leads_to_its_rows(as_: As, frozen: Snapshot) -> None:
    page = as_.ira.get(FIGURE).content.decode()
    assert ROWS in page and "Terbitan 1" in page and frozen.manifest in page


def test_counted_rows_and_those_left_out_with_the_reason(as_: As, frozen: Snapshot) -> None:
    page = as_.ira.get(ROWS).content.decode()
    assert "Dihitung (20)" in page and "Tidak dihitung (20)" in page
    assert "2017/001" in page and "2017/021" not in page and "2016/001" not in page
    left = as_.ira.get(f"{ROWS}?sisi=tidak").content.decode()
    assert "2017/021" in left and "tidak memenuhi served_on &lt;= due_on" in left
    assert "2017/031" in left and "tidak memenuhi kind == &quot;letter&quot;" in left


def test_a_page_reads_its_own_rows_alone(
    as_: As, frozen: Snapshot, monkeypatch: pytest.MonkeyPatch, office: Office
) -> None:
    """However many rows a register has, a page of them holds no more than it shows."""
    read: list[int] = []

    def part(self: StoredRows, first: int, most: int) -> list[Any]:
        read.append(most)
        return whole(self, first, most)

    whole = StoredRows.part
    monkeypatch.setattr(StoredRows, "part", part)
    monkeypatch.setattr(views_rows, "PER_PAGE", 7)
    monkeypatch.setattr(RegisterTable, "rows", None)
    page, last = (as_.ira.get(f"{ROWS}?hal={number}").content.decode() for number in (1, 3))
    assert "Dihitung (20)" in page and "2017/007" in page and "2017/008" not in page
    assert "2017/015" in last and "2017/020" in last and "2017/014" not in last
    assert read == [7, 6]


def test_rows_of_a_register_that_is_not_there_are_none(frozen: Snapshot, office: Office) -> None:
    on = figure_basis(office, YEAR, frozen)
    assert on is not None
    counting = on.measurement.plan.variables["letters_on_time"].counting
    assert counting is not None
    counted = JudgedRows(on, counting, counts=True)
    assert len(counted) == 20 and counted[19].values["number"] == "2017/020" and not counted[0].why
    assert counted[18:99] == [counted[18], counted[19]] and counted[20:] == [] == counted[3:1]
    left = JudgedRows(on, counting, counts=False)
    assert [one.why for one in left] == ["row-false"] * 20
    without = on._replace(inputs=replace(on.inputs, registers={}))
    assert list(JudgedRows(without, counting, counts=False)) == []


def test_a_row_leads_to_its_register_with_who_wrote_it(as_: As, frozen: Snapshot, rows: list[Row]) -> None:
    page = as_.ira.get(ROWS).content.decode()
    assert f"/o/15.71.03/register/letters/baris/{rows[0].pk}/" in page and "Ani Rahma" in page and "versi 1" in page


def test_what_was_approved_stays_readable_after_rows_have_changed(
    as_: As, frozen: Snapshot, rows: list[Row], office: Office
) -> None:
    Submission.objects.filter(office=office).update(
        state="draft", reason="Susulan", reason_by=User.objects.get(username="citra")
    )
    cells = as_.ani.get(f"/o/15.71.03/register/letters/baris/{rows[0].pk}/")
    assert cells.status_code == 200
    answer = as_.ani.post(
        f"/o/15.71.03/register/letters/baris/{rows[0].pk}/",
        {**letter(1, late=True), "version": str(rows[0].version)},
    )
    assert answer.status_code == 302
    now = as_.ira.get(ROWS).content.decode()
    assert "Dihitung (19)" in now and "sementara" in now
    then = as_.ira.get(f"{ROWS}?terbitan=1").content.decode()
    assert "Dihitung (20)" in then and "berubah sejak dihitung" in then
    figure = as_.ira.get(f"{FIGURE}?terbitan=1").content.decode()
    assert "20/30" in figure and '<form method="post" action="/o/15.71.03/ukur' not in figure
    assert "19/30" in as_.ira.get(f"{FIGURE}?terbitan=0").content.decode()


@pytest.mark.parametrize(
    "address", [f"{ROWS}?terbitan=7", f"{FIGURE}baris/groups/", f"{FIGURE}baris/x/", f"{FIGURE}?terbitan=7"]
)
def test_what_is_not_there_is_no_page(as_: As, frozen: Snapshot, address: str) -> None:
    assert as_.ira.get(address).status_code == 404


def test_the_outsider_sees_nothing(as_: As, frozen: Snapshot) -> None:
    assert as_.dedi.get(ROWS).status_code == 403
    assert as_.nobody.get(ROWS).status_code == 302


@pytest.mark.parametrize(("harm", "said"), [("", "sesuai"), ("change", "BERUBAH"), ("remove", "HILANG")])
def test_the_hash_of_evidence_is_taken_anew(as_: As, rows: list[Row], harm: str, said: str) -> None:
    file = path_of(Evidence.objects.get().sha256)
    if harm == "change":
        file.write_bytes(b"lain")
    elif harm:
        file.unlink()
    assert said in as_.ira.get(f"/o/15.71.03/register/letters/baris/{rows[0].pk}/").content.decode()


def test_who_did_what_with_a_typed_value(as_: As, rows: list[Row]) -> None:
    as_.budi.post(f"{FIGURE[:-4]}1.3/nilai/population/", {"amount": "1000", "evidence": "BPS", "version": "0"})
    page = as_.ira.get(f"{FIGURE[:-4]}1.3/").content.decode()
    assert "budi: mengetik nilai (population 2017)" in page
