"""A sample of rows: drawn by a seed, judged row by row, finished, and never changed after."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from capaian.core.registers.sampling import draw
from capaian.web.accounts.models import Appointment, Office, User
from capaian.web.accounts.permissions import Faulty, Refused, bump_version
from capaian.web.inspecting import queries
from capaian.web.inspecting.models import Drawn, Sample, Verdict
from capaian.web.inspecting.samples import actions, draw_sample
from capaian.web.inspecting.samples.draw_sample import draw_rows
from capaian.web.registers.models import Row
from capaian.web.reporting.basis import figure_basis
from capaian.web.reporting.models import Snapshot, Submission
from capaian.web.reporting.provisional import current_figures
from capaian.web.trail.models import Event
from tests.web.conftest import As
from tests.web.guards import the_database_refuses
from tests.web.inspect_cast import YEAR, approve, letter

AT = "/o/15.71.03/uji-petik/"
ASKED = {"periode": "2017", "indikator": "1.1"}


def drawn(office: Office, people: dict[str, User], size: int = 10, seed: str = "APIP") -> Sample:
    return actions.draw_sample(office=office, by=people["ira"], period=YEAR, indicator="1.1", size=size, seed=seed)


@pytest.fixture
def sample(office: Office, people: dict[str, User], frozen: Snapshot) -> Sample:
    return drawn(office, people)


def test_the_form_suggests_sizes_for_the_rows_that_count(as_: As, frozen: Snapshot) -> None:
    page = as_.ira.get(f"{AT}ambil/", ASKED).content.decode()
    assert "40 baris dihitung dalam indikator ini" in page and "Dari terbitan 1 yang disetujui" in page
    assert "± 5" in page and "± 20" in page


def test_it_draws_the_rows_that_the_seed_names(as_: As, frozen: Snapshot) -> None:
    answer = as_.ira.post(f"{AT}ambil/", {**ASKED, "size": "10", "seed": " APIP  2017 "})
    one = Sample.objects.get()
    assert answer["Location"] == f"{AT}{one.pk}/"
    assert (one.seed, one.size, one.population, one.snapshot) == ("APIP 2017", 10, 40, frozen)
    everything = [f"letters/2017/{n:03}" for n in range(1, 41)]
    assert list(one.drawn.values_list("key", flat=True)) == draw("APIP 2017", everything, 10)
    assert Event.objects.get(kind="sample-drawn").after["seed"] == "APIP 2017"


def test_a_row_says_what_it_counts_in(sample: Sample) -> None:
    for one in sample.drawn.all():
        number = int(one.key[-3:])
        wanted = ["permits_in", "permits_on_time"] if number > 30 else ["letters_in"]
        assert sorted(one.counts) == sorted([*wanted, "letters_on_time"] if number <= 20 else wanted)


def test_what_was_drawn_of_figures_that_moved_meanwhile_is_not_kept(
    office: Office, people: dict[str, User], rows: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "draw_rows", lambda *asked: (draw_rows(*asked), bump_version(office))[0])
    with pytest.raises(Refused, match="figures-moved"):
        drawn(office, people, 2)
    monkeypatch.setattr(actions, "draw_rows", lambda *asked: (draw_rows(*asked), approve(office, people))[0])
    with pytest.raises(Refused, match="figures-moved"):
        drawn(office, people, 2)
    assert not Sample.objects.exists()
    monkeypatch.undo()
    assert drawn(office, people, 2).snapshot == Snapshot.objects.get()


def test_without_a_seed_one_is_drawn_and_shown(as_: As, frozen: Snapshot) -> None:
    page = as_.ira.post(f"{AT}ambil/", {**ASKED, "size": "5"}, follow=True).content.decode()
    assert len(Sample.objects.get().seed) == 8 and Sample.objects.get().seed in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"size": "0"}, "dari 1 sampai 40"),
        ({"size": "41"}, "dari 1 sampai 40"),
        ({"size": "banyak"}, "dari 1 sampai 40"),
        ({"size": "5", "seed": "x" * 61}, "paling panjang 60"),
        ({"size": "5", "periode": "kapan"}, "bukan periode"),
        ({"size": "5", "indikator": "1.2"}, "Tidak ada baris yang dihitung"),
    ],
)
def test_what_cannot_be_drawn_is_said(as_: As, frozen: Snapshot, wrong: dict[str, str], said: str) -> None:
    answer = as_.ira.post(f"{AT}ambil/", {**ASKED, **wrong})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Sample.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize("who", ["ani", "budi", "sari", "citra", "adi", "dedi"])
def test_only_an_inspector_draws_and_judges(
    as_: As, sample: Sample, office: Office, people: dict[str, User], who: str
) -> None:
    client = getattr(as_, who)
    assert client.get(f"{AT}ambil/", ASKED).status_code == 403
    assert client.post(f"{AT}ambil/", {**ASKED, "size": "5"}).status_code == 403
    assert client.post(f"{AT}{sample.pk}/baris/1/", {"says": "right"}).status_code == 403
    assert client.post(f"{AT}{sample.pk}/selesai/").status_code == 403
    with pytest.raises(Refused):
        actions.draw_sample(office=office, by=people[who], period=YEAR, indicator="1.1", size=1, seed="")
    with pytest.raises(Refused):
        judge(sample, people[who], 1, "right")
    with pytest.raises(Refused):
        actions.finish_sample(office=office, by=people[who], sample=sample.pk)
    assert not Verdict.objects.exists()
    assert client.get(f"{AT}{sample.pk}/").status_code == (403 if who == "dedi" else 200)
    assert client.get(f"{AT}{sample.pk}/baris/1/").status_code == (403 if who == "dedi" else 200)
    assert client.get(AT).status_code == (403 if who == "dedi" else 200)


def test_an_inspector_of_the_city_draws_in_the_offices_below(
    office: Office, frozen: Snapshot, as_: As, people: dict[str, User]
) -> None:
    city = Office.objects.create(code="15.71", name="Kota Jambi")
    Appointment.objects.filter(user=people["ira"]).update(office=city)
    assert as_.ira.post(f"{AT}ambil/", {**ASKED, "size": "5"}).status_code == 302


def judge(sample: Sample, by: User, number: int, says: str, note: str = "", **more: object) -> Verdict:
    given = {"struck": False, "cells": None, **more}
    return actions.give_verdict(
        office=sample.office, by=by, sample=sample.pk, number=number, says=says, note=note, **given
    )


def test_a_row_shows_its_evidence_and_takes_a_verdict(
    as_: As, office: Office, people: dict[str, User], frozen: Snapshot, rows: list[Row]
) -> None:
    one = drawn(office, people, 40)
    first = one.drawn.get(key="letters/2017/001")
    at = f"{AT}{one.pk}/baris/{first.number}/"
    page = as_.ira.get(at).content.decode()
    assert "surat.pdf" in page and "sesuai" in page and "Ani Rahma" in page
    answer = as_.ira.post(at, {"says": "right", "note": ""})
    assert answer.status_code == 302
    assert Verdict.objects.get().says == "right"
    assert Event.objects.get(kind="verdict-given").after["row"] == "letters/2017/001"


def test_who_wrote_a_row_stays_told_when_more_has_happened_to_it(
    as_: As, office: Office, people: dict[str, User], rows: list[Row]
) -> None:
    """Rows that came together have no event each; evidence attached later does not hide who wrote them."""
    one = drawn(office, people, 40)
    came = "Ani Rahma: ditambahkan bersama baris lain"
    with_proof, without = (one.drawn.get(key=f"letters/2017/{number}") for number in ("001", "002"))
    for each in (with_proof, without):
        page = " ".join(as_.ira.get(f"{AT}{one.pk}/baris/{each.number}/").content.decode().split())
        assert came in page
    at = "/o/15.71.03/register/letters/baris/"
    page = " ".join(as_.ira.get(f"{at}{rows[0].pk}/").content.decode().split())
    assert "melampirkan bukti dukung" in page and came in page
    by_form = as_.ani.post("/o/15.71.03/register/letters/baris-baru/", letter(99))
    assert by_form.status_code in (200, 302)
    own = Row.objects.get(key="2017/099")
    page = as_.ira.get(f"{at}{own.pk}/").content.decode()
    assert "bersama baris lain" not in page and "menambah baris" in page
    sent = {**letter(2, late=True), "version": rows[1].version}
    assert as_.budi.post(f"{at}{rows[1].pk}/", sent).status_code == 302
    changed = " ".join(as_.ira.get(f"{at}{rows[1].pk}/").content.decode().split())
    assert "ditambahkan bersama baris lain" in changed
    assert "Budi Santoso: ditambahkan" not in changed and came not in changed  # nothing is guessed


def test_what_a_wrong_row_should_be_is_kept_cell_by_cell(
    as_: As, office: Office, people: dict[str, User], frozen: Snapshot
) -> None:
    one = drawn(office, people, 40)
    first = one.drawn.get(key="letters/2017/001")
    at = f"{AT}{one.pk}/baris/{first.number}/"
    sent = {**letter(1), "says": "wrong", "note": "Tanda terima tertanggal 9 Mei.", "served_on": "2017-05-09"}
    assert as_.ira.post(at, sent | {"served_on": "kapan"}).status_code == 422
    assert as_.ira.post(at, letter(1) | {"says": "wrong", "note": "x"}).status_code == 422
    assert as_.ira.post(at, sent | {"note": ""}).status_code == 422
    assert not Verdict.objects.exists()
    assert as_.ira.post(at, sent).status_code == 302
    assert Verdict.objects.get().should == {"served_on": "2017-05-09"}
    assert as_.ira.post(at, sent | {"served_on": ""}).status_code == 302
    assert Verdict.objects.last().should == {"served_on": None}


def test_it_comes_to_a_rate_with_limits_and_to_the_figure(
    as_: As, office: Office, people: dict[str, User], frozen: Snapshot
) -> None:
    one = drawn(office, people, 40)
    for each in one.drawn.all():
        if each.key in ("letters/2017/001", "letters/2017/002"):
            judge(one, people["ira"], each.number, "wrong", "x", cells=letter(int(each.key[-1]), late=True))
        elif each.key == "letters/2017/003":
            judge(one, people["ira"], each.number, "unproven", "tidak ada berkas")
        else:
            judge(one, people["ira"], each.number, "right")
    page = " ".join(as_.ira.post(f"{AT}{one.pk}/selesai/", follow=True).content.decode().split())
    one.refresh_from_db()
    wrong, doubted = one.result["scopes"]["wrong"], one.result["scopes"]["doubted"]
    assert one.result["figure"]["printed"] == "83,33"  # 20/30 and 10/10
    assert (wrong["found"], wrong["low"], wrong["high"]) == (2, 2, 2)
    assert wrong["shifts"] == {
        "letters_in": "0",
        "letters_on_time": "-2",
        "permits_in": "0",
        "permits_on_time": "0",
    }
    assert wrong["corrected"]["printed"] == "80,00"  # 18/30 and 10/10
    assert doubted["corrected"]["exact"] == "2300/29"
    assert "5,00%" in page and "80,00" in page and "83,33" in page
    assert "Surat non perizinan terlayani tepat waktu: −2" in page


def test_where_no_figure_would_be_left_it_says_so(
    as_: As, office: Office, people: dict[str, User], rows: list[Row]
) -> None:
    """Rows that never were may be all that a formula divides by: then there is no figure, and no word None."""
    one = drawn(office, people, 40)
    for each in one.drawn.all():
        judge(one, people["ira"], each.number, "wrong", "x", struck=True)
    wrong = actions.finish_sample(office=office, by=people["ira"], sample=one.pk).result["scopes"]["wrong"]
    assert wrong["corrected"]["printed"] is wrong["at_high"]["printed"] is None
    page = as_.ira.get(f"{AT}{one.pk}/").content.decode()
    assert "tidak dapat dihitung sampai tidak dapat dihitung pada kedua batas" in " ".join(page.split())
    assert "None" not in page
    form = as_.ira.get(f"/o/15.71.03/temuan/tulis/?sample={one.pk}&indicator=1.1&period=2017").content.decode()
    assert "menjadi tidak dapat dihitung" in form and "None" not in form


def test_the_corrected_figure_is_what_the_register_gives_once_it_is_corrected(
    as_: As, office: Office, people: dict[str, User], rows: list[Row]
) -> None:
    """The effect is stated without counting again; here everything is counted again, and nothing else differs."""
    one = drawn(office, people, 40)
    should: dict[int, dict[str, str] | None] = {
        1: letter(1, late=True),  # in time, and was not
        21: letter(21),  # late, and was not
        31: letter(31, permit=True, late=True),
        2: letter(2) | {"kind": "permit"},  # of another kind
        22: letter(22) | {"received_on": "2016-12-30"},  # of another year
        3: None,  # never was
        32: None,
    }
    for each in one.drawn.all():
        number = int(each.key[-3:])
        if number not in should:
            judge(one, people["ira"], each.number, "right")
            continue
        cells = should[number]
        judge(one, people["ira"], each.number, "wrong", "x", cells=cells, struck=cells is None)
    wrong = actions.finish_sample(office=office, by=people["ira"], sample=one.pk).result["scopes"]["wrong"]
    assert (wrong["found"], wrong["low"], wrong["high"], wrong["effect"]) == (7, 7, 7, "known")
    for number, cells in should.items():
        row = Row.objects.get(key=f"2017/{number:03}")
        at, version = f"/o/15.71.03/register/letters/baris/{row.pk}/", {"version": row.version}
        removed = {"reason": "Tidak pernah ada.", **version}
        answer = as_.ani.post(f"{at}hapus/", removed) if cells is None else as_.ani.post(at, cells | version)
        assert answer.status_code == 302
    again = current_figures(office, YEAR)
    assert again is not None
    figure = again.indicator("1.1")
    assert figure is not None and figure.actual is not None and figure.actual.exact is not None
    assert figure.achievement is not None
    assert Fraction(wrong["corrected"]["exact"]) == figure.actual.exact != Fraction(250, 3)
    assert wrong["corrected"]["achievement"] == figure.achievement.printed
    form = as_.ira.get(f"/o/15.71.03/temuan/tulis/?sample={one.pk}&indicator=1.1&period=2017").content.decode()
    assert f"Uji petik {one.pk}: 7 dari 40 baris salah (17,50%)." in form
    assert f"Realisasi 83,33 menjadi {figure.actual.printed} bila kesalahan yang ditemukan" in form
    for typical in ("at_low", "likely", "at_high"):  # all rows were looked at, so the sample is the population
        assert wrong[typical] == wrong["corrected"]


def test_what_is_typical_of_a_part_is_told_at_both_limits(
    office: Office, people: dict[str, User], frozen: Snapshot
) -> None:
    one = drawn(office, people, 20)
    for each in one.drawn.all():
        number = int(each.key[-3:])
        if number <= 20 and not Verdict.objects.filter(says="wrong").exists():
            judge(one, people["ira"], each.number, "wrong", "x", cells=letter(number, late=True))
        else:
            judge(one, people["ira"], each.number, "right")
    done = actions.finish_sample(office=office, by=people["ira"], sample=one.pk)
    wrong = done.result["scopes"]["wrong"]
    assert (wrong["found"], wrong["rate"]["printed"]) == (1, "5,00%")
    # one of twenty is two of forty: 18/30, and 20 - high of 30
    assert wrong["likely"]["printed"] == "80,00" and wrong["low"] == 1
    assert wrong["at_low"]["working"][0].startswith("19/30")
    assert wrong["at_high"]["working"][0].startswith(f"{20 - wrong['high']}/30")


def test_it_is_finished_only_when_every_row_has_a_verdict(as_: As, sample: Sample, people: dict[str, User]) -> None:
    answer = as_.ira.post(f"{AT}{sample.pk}/selesai/")
    assert answer.status_code == 422 and "10 baris belum diputus" in answer.content.decode()
    for number in range(1, 11):
        judge(sample, people["ira"], number, "right")
    assert as_.ira.post(f"{AT}{sample.pk}/selesai/").status_code == 302
    with pytest.raises(Refused):
        judge(sample, people["ira"], 1, "right")
    assert as_.ira.post(f"{AT}{sample.pk}/selesai/").status_code == 403


def test_a_finding_from_a_sample_begins_with_what_it_found(
    as_: As, sample: Sample, people: dict[str, User]
) -> None:
    at = f"/o/15.71.03/temuan/tulis/?sample={sample.pk}&indicator=1.1&period=2017"
    assert "Dengan keyakinan 95%" not in as_.ira.get(at).content.decode()  # it is not finished
    for number in range(1, 11):
        judge(sample, people["ira"], number, "right")
    actions.finish_sample(office=sample.office, by=people["ira"], sample=sample.pk)
    page = as_.ira.get(at).content.decode()
    assert f"Uji petik {sample.pk}: 0 dari 10 baris salah (0,00%)." in page
    assert "Realisasi 83,33 menjadi" not in page  # nothing was wrong, so there is no effect to state
    own = as_.ira.get(f"{at}&condition=Lain").content.decode()
    assert ">Lain</textarea>" in own and "Dengan keyakinan 95%" not in own
    sent = {"sample": sample.pk, "indicator": "1.1", "period": "2017", "condition": "", "deadline": "2099-01-01"}
    assert "Dengan keyakinan 95%" not in as_.ira.post(at, sent).content.decode()  # who empties it wants it empty


def test_rows_are_looked_through_before_the_office_is_locked(
    office: Office, people: dict[str, User], frozen: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counting a large register takes seconds: nobody of the office waits for it, and nor does a transaction."""
    locked: list[bool] = []

    def seen(*asked: Any) -> Any:
        # The test itself is one transaction; an action is one within it.
        locked.append(bool(connection.savepoint_ids))
        return figure_basis(*asked)

    monkeypatch.setattr(draw_sample, "figure_basis", seen)
    monkeypatch.setattr(queries, "figure_basis", seen)
    one = drawn(office, people)
    for number in range(1, 11):
        judge(one, people["ira"], number, "right")
    actions.finish_sample(office=office, by=people["ira"], sample=one.pk)
    assert locked == [False, False]


def test_where_the_figures_have_changed_the_effect_is_not_guessed(
    as_: As, office: Office, people: dict[str, User], rows: list[Row]
) -> None:
    one = drawn(office, people, 2)
    assert one.snapshot is None
    for number in (1, 2):
        judge(one, people["ira"], number, "right")
    answer = as_.ani.post(
        f"/o/15.71.03/register/letters/baris/{rows[0].pk}/", {**letter(1, late=True), "version": rows[0].version}
    )
    assert answer.status_code == 302
    page = as_.ira.post(f"{AT}{one.pk}/selesai/", follow=True).content.decode()
    one.refresh_from_db()
    assert "figure" not in one.result and "Angka yang diuji sudah berubah" in page


def test_an_edition_gives_the_same_rows_after_the_register_has_changed(
    as_: As, office: Office, people: dict[str, User], frozen: Snapshot, rows: list[Row], sample: Sample
) -> None:
    Submission.objects.filter(office=office).update(state="draft", reason="Susulan", reason_by=people["citra"])
    as_.ani.post(
        f"/o/15.71.03/register/letters/baris/{rows[0].pk}/", {**letter(1, late=True), "version": rows[0].version}
    )
    for number in range(1, 11):
        judge(sample, people["ira"], number, "right")
    done = actions.finish_sample(office=office, by=people["ira"], sample=sample.pk)
    assert done.result["figure"]["printed"] == "83,33"


@pytest.mark.parametrize("name", ["plan.yaml", "manifest.json"])
def test_a_sample_is_not_read_by_a_plan_that_was_changed_since(
    as_: As, sample: Sample, frozen: Snapshot, data_folder: Path, name: str
) -> None:
    file = data_folder / frozen.folder / name
    was = file.read_bytes()
    assert as_.ira.get(f"{AT}{sample.pk}/").status_code == 200
    file.write_bytes(was.replace(b"15.71.03", b"15.71.04"))
    for address in (f"{AT}{sample.pk}/", f"{AT}{sample.pk}/baris/1/"):
        answer = as_.ira.get(address)
        assert answer.status_code == 403 and "tidak lagi seperti saat disetujui" in answer.content.decode()
    file.write_bytes(was)
    assert as_.ira.get(f"{AT}{sample.pk}/").status_code == 200


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE inspecting_sample SET seed = 'lain'",
        "UPDATE inspecting_sample SET state = 'finished'",
        "UPDATE inspecting_sample SET snapshot_id = NULL",
        "DELETE FROM inspecting_sample",
        "UPDATE inspecting_drawn SET key = 'lain'",
        "DELETE FROM inspecting_drawn",
        "UPDATE inspecting_verdict SET says = 'right'",
        "DELETE FROM inspecting_verdict",
    ],
)
def test_the_database_itself_keeps_it(sample: Sample, people: dict[str, User], sql: str) -> None:
    judge(sample, people["ira"], 1, "unproven", "tidak ada berkas")
    the_database_refuses(sql)


def test_the_database_itself_takes_no_verdict_and_no_row_after_the_end(
    office: Office, people: dict[str, User], sample: Sample
) -> None:
    for number in range(1, 11):
        judge(sample, people["ira"], number, "right")
    actions.finish_sample(office=office, by=people["ira"], sample=sample.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.create(drawn=sample.drawn.first(), says="right", by=people["ira"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Drawn.objects.create(sample=sample, number=11, register="letters", key="x", data={}, counts=[])


def test_what_is_not_there(as_: As, sample: Sample, office: Office, people: dict[str, User]) -> None:
    assert as_.ira.get(f"{AT}{sample.pk}/baris/11/").status_code == 404
    assert as_.ira.get(f"{AT}999/").status_code == 404
    with pytest.raises(Refused):
        judge(sample, people["ira"], 11, "right")
    with pytest.raises(Faulty):
        judge(sample, people["ira"], 1, "mungkin")


def test_who_has_no_plan_is_offered_no_draw(office: Office, people: dict[str, User], as_: As) -> None:
    """A city's own office, above those that promise and count."""
    assert "uji-petik/ambil/" not in as_.ira.get("/o/15.71.03/uji-petik/").content.decode()


@pytest.mark.usefixtures("plan")
def test_who_has_a_plan_is_offered_one(as_: As) -> None:
    assert "uji-petik/ambil/" in as_.ira.get("/o/15.71.03/uji-petik/").content.decode()
