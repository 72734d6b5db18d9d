"""Nobody without need reads a citizen's name or NIK on any page, and no table and no file keeps them elsewhere."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from capaian.core.registers.pseudonym import MASK
from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.inspecting.findings import actions as findings_actions
from capaian.web.inspecting.packs import actions as packs_actions
from capaian.web.inspecting.samples import actions as samples_actions
from capaian.web.jobs.queue import drain
from capaian.web.planning.models import PlanVersion
from capaian.web.registers import actions, actions_import
from capaian.web.registers.actions_erase import erase, search
from capaian.web.registers.models import Evidence, Import, Personal, Row
from capaian.web.registers.queries import registers_of
from capaian.web.registers.redaction import may_name
from capaian.web.registers.rows import InvalidRows as Rows
from capaian.web.registers.uploads import store_upload
from tests.web.api_cast import HERE, program_of
from tests.web.conftest import As
from tests.web.inspect_cast import YEAR, approve
from tests.web.register_cast import EXAMPLE, LETTER, adopt, told
from tests.web.test_outsiders import OF_OFFICES, PUBLIC
from tests.web.test_personal import GIVEN, PDF, People, add, everything_written
from tests.web.test_personal import rastra as rastra

NAME, FORMER = "Zulaikha Pratiwi", "Zubaidah Pratiwi"
NIK, OTHER = "1571034502911234", "1571035203924321"
SECRETS = ("zulaikha", "zubaidah", "pratiwi", NIK, OTHER)
HEADS = "number,place,recorded_on,name,nik"


def leaks(text: str) -> list[str]:
    return [one for one in SECRETS if one in text.lower()]


def book_of(office: Office, people: People, register: Register, text: str, name: str = "buku.csv") -> Import:
    kept = store_upload(SimpleUploadedFile(name, text.encode()))
    one, _ = actions_import.upload(office=office, by=people["ani"], register=register, kept=kept)
    drain()
    one.refresh_from_db()
    return one


@pytest.fixture
def lived(office: Office, people: People, rastra: Register, letters: Register) -> Row:
    """One citizen in all that happens to rows: typed, changed, imported with faults, pasted, sampled, packed."""
    by = people["ani"]
    person = {"name": NAME, "nik": NIK}
    row = add(office, people, rastra, name=FORMER, nik=OTHER)
    actions.change_row(office=office, by=by, register=rastra, pk=row.pk, version=1, cells=GIVEN | person)
    proof = store_upload(SimpleUploadedFile(f"KTP_{NAME.replace(' ', '_').upper()}_{NIK}.pdf", PDF))
    actions.attach_evidence(office=office, by=by, subject=f"row:{row.pk}", kept=proof, pages=f"2 ({NAME})")
    line = f"15.71.03.1001,2017-03-01,{NAME},{NIK}"
    for text in (
        f"{HEADS}\nR-1,15.71.03.1001,2017-03-01,{FORMER},{OTHER}",  # differs
        f"R-1,{line}\nR-2,{line}",  # no headings
        f"number,place,recorded_on,name,nik\nR-1,{NAME},2017-03-01,{NIK},{NAME}",  # cells in each other's columns
        f"{HEADS}\nR-1,15.71.03.1001,{NIK},{NAME},{NIK}\nR-2,99.71.03.1001,{NAME},{NAME},{NIK}1",
        f"{HEADS}\nR-7,{line}\nR-7,{line}",  # twice
        f"number,place,recorded_on,name,name,nik\nR-9,15.71.03.1001,2017-03-01,{NAME},{NAME},{NIK}",
    ):
        book_of(office, people, rastra, text)
    added = book_of(office, people, rastra, f"{HEADS}\nR-3,{line}")
    actions_import.apply_import(office=office, by=by, book=added.pk, correct=False)
    drain()
    actions.add_rows(office=office, by=by, register=rastra, text=f"R-4\t{line}".replace(",", "\t"))
    client = Client()
    client.force_login(by)
    for text in (f"R-1\t{line}\nR-5\t{line}x".replace(",", "\t"), f"{NAME}\t{NIK}"):
        assert client.post("/o/15.71.03/register/rastra/tempel/", {"text": text, "confirm": "1"}).status_code == 422
    sent = GIVEN | person | {"number": "R-6"}
    assert client.post("/o/15.71.03/register/rastra/baris-baru/", sent).status_code == 302
    assert client.post("/o/15.71.03/register/rastra/baris-baru/", sent).status_code == 422
    gone = Row.objects.get(key="R-6")
    actions.remove_row(
        office=office, by=by, register=rastra, pk=gone.pk, version=1, reason=f"Ganda dengan {NAME} {NIK}"
    )
    letter = actions.add_row(office=office, by=by, register=letters, cells=LETTER | {"applicant": NAME})
    program = program_of(people["ani"], office)
    for number in ("A-1", "A-1"):
        program.post(
            f"{HERE}/registers/rastra/rows", {"cells": sent | {"number": number}}, **{"Idempotency-Key": "k"}
        )
    program.post(f"{HERE}/registers/rastra/rows", {"cells": sent | {"nik": "x" + NIK}}, **{"Idempotency-Key": "l"})
    snapshot = approve(office, people)
    for indicator in ("1.1", "2.3"):
        sample = samples_actions.draw_sample(
            office=office, by=people["ira"], period=YEAR, indicator=indicator, size=1, seed="APIP"
        )
        cells = {name: str(value) for name, value in sample.drawn.get().data.items()} | {"name": NAME, "nik": OTHER}
        cells |= {"served_on": "2017-05-05"} if indicator == "1.1" else {"members": "3"}
        samples_actions.give_verdict(
            office=office,
            by=people["ira"],
            sample=sample.pk,
            number=1,
            says="wrong",
            struck=False,
            cells=cells,
            note="Tidak sesuai buku.",
        )
        samples_actions.finish_sample(office=office, by=people["ira"], sample=sample.pk)
    findings_actions.write_finding(
        office=office,
        by=people["ira"],
        period=YEAR,
        indicator="1.1",
        title="Buku agenda",
        condition="Terbuka.",
        criteria="Tata naskah.",
        cause="",
        effect="",
        recommendation="Tutup.",
        deadline=timezone.localdate(),
    )
    packs_actions.ask_pack(office=office, by=people["ira"], snapshot=snapshot.pk)
    drain()
    assert letter.pk and Row.objects.filter(removed=False).count() == 5
    return row


# ---- pages ---------------------------------------------------------------------------------------------------

VALUES: dict[str, tuple[object, ...]] = {
    "code": ("15.71.03",),
    "name": ("rastra", "letters"),
    "period": ("2017",),
    "indicator": ("1.1", "2.3"),
    "variable": ("letters_in", "letters_on_time", "rastra_recipients"),
    "ending": ("pdf", "xlsx", "html"),
    "whose": ("15.71.03",),
    "place": ("1",),
    "other": (1,),
}
QUERIES = ("", "?sisi=tidak", "?terbitan=0", "?bulan=2017-03&bentuk=csv", "?bulan=2017-05", "?cari=zulaikha")


def addresses(pattern: URLPattern) -> Iterator[str]:
    """Yield the addresses of a page with all that there may be in them."""
    names, numbers = list(pattern.pattern.converters), _numbers()
    for chosen in product(*(VALUES.get(name, numbers) for name in names)):
        address = reverse(str(pattern.name), kwargs=dict(zip(names, chosen, strict=True)))
        yield address
        if "/register/" in address or "/baris/" in address:
            yield from (address + query for query in QUERIES[1:])
        if "/o/15.71.03/" in address and "kota" in address:
            yield address.replace("15.71.03", "15.71", 1)


def _numbers() -> list[int]:
    """Return the numbers to try: PostgreSQL goes on counting where the test before this one stopped."""
    kept = [
        list(model.objects.order_by("-pk").values_list("pk", flat=True)[:8]) for model in (Row, Import, Evidence)
    ]
    return sorted({*range(1, 9), *(pk for some in kept for pk in some)})


def texts_of(answer: Any) -> str:
    """Return an answer as text; of a ZIP or a workbook all that is in it."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] != b"PK":
        return str(content.decode("utf-8", "replace"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


ROUTES = [*OF_OFFICES, *PUBLIC]
HALVES = (ROUTES[::2], ROUTES[1::2])
"""A walk takes long: it is taken in two halves, which together are all addresses there are."""


def walked(client: Client, routes: list[URLPattern]) -> dict[str, list[str]]:
    """Return what every page says that it should not, by its address; ``""`` counts those that answered."""
    found: dict[str, list[str]] = {"": []}
    for pattern in routes:
        for address in addresses(pattern):
            answer = client.get(address)
            if answer.status_code == 200:
                found[""].append(str(pattern.name))
            told = f"{answer.headers}{texts_of(answer)}".lower()
            told = told.replace("zulaikha", "") if "cari=" in address else told  # what he typed himself
            if said := leaks(told):
                found[address] = said
    return found


ANSWERED = {
    "adi": {"register", "register-download", "row", "book", "book-faults", "trail", "figure-rows"}
    | {"sample", "sample-row", "samples", "inspection", "reports"},
    "dewi": {"city"},
}
"""Pages that must have been there to be looked at."""


def test_the_halves_of_the_walk_have_every_page_that_must_answer() -> None:
    names = {str(one.name) for half in HALVES for one in half}
    assert names == {str(one.name) for one in ROUTES} and all(some <= names for some in ANSWERED.values())


@pytest.mark.once
@pytest.mark.parametrize("half", HALVES, ids=("first", "second"))
@pytest.mark.parametrize("who", ANSWERED)
def test_no_page_names_a_citizen_to_who_has_no_need(
    who: str,
    half: list[URLPattern],
    lived: Row,
    people: People,
    dewi: User,
) -> None:
    client = Client()
    client.force_login(people["adi"] if who == "adi" else dewi)
    found = walked(client, half)
    answered = set(found.pop(""))
    assert answered >= ANSWERED[who] & {str(one.name) for one in half}
    assert found == {}


@pytest.mark.once
def test_the_walk_would_find_them(lived: Row, as_: As) -> None:
    rows = next(one for one in OF_OFFICES if one.name == "row")
    assert any(leaks(texts_of(as_.ani.get(address))) for address in addresses(rows))


# ---- what is kept --------------------------------------------------------------------------------------------


def test_a_whole_life_is_nowhere_but_in_its_table_and_goes(
    office: Office,
    people: People,
    lived: Row,
    data_folder: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    written = everything_written()
    assert leaks(written) == [], [line for line in written.splitlines() if leaks(line)][:3]
    files = {one.sha256 for one in [*Import.objects.all(), *Evidence.objects.all()]}
    for file in data_folder.rglob("*"):
        if file.is_file() and file.name not in files and file.suffix != ".zip":
            assert leaks(file.read_bytes().decode("utf-8", "replace")) == [], file
    for text in SECRETS:
        assert search(office, text).rows, f"{text} is found, so it can be erased"
    rows = [row.pk for row in Row.objects.filter(register__in=("rastra", "letters"))]
    with django_capture_on_commit_callbacks(execute=True):
        erase(office=office, by=people["sari"], rows=rows, reason="Surat 12/2018", files=True)
    assert not Personal.objects.filter(value__isnull=False).exists()
    for text in SECRETS:
        assert not search(office, text).rows
    with connection.cursor() as cursor:
        cursor.execute("SELECT pseudonym, value, salt, sought FROM registers_personal")
        assert leaks(str(cursor.fetchall())) == []
    assert leaks(everything_written()) == []
    for file in data_folder.rglob("*"):
        assert not file.is_file() or leaks(file.read_bytes().decode("utf-8", "replace")) == [], file


# ---- what a book leaves behind -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["31 Februari 2017", "2017-13-01", "12,5x", "Rp 1.2.3", "1003"])
def test_a_slip_that_is_no_person_is_quoted(text: str) -> None:
    assert not may_name(text)


@pytest.mark.parametrize("text", [NAME, "Siti", NIK, "1571 0345 0291 1234", "Jl. Melati 5"])
def test_a_cell_that_may_hold_a_person_is_not(text: str) -> None:
    assert may_name(text)


def test_a_mistyped_choice_is_quoted(office: Office, people: People, letters: Register) -> None:
    text = "number,place,received_on,kind\nX/1,15.71.03.1003,2017-05-02,Non-perizinan"
    (fault,) = book_of(office, people, letters, text).report["faults"]
    assert (fault["code"], fault["values"]["found"]) == ("row-choice", "Non-perizinan")


def test_headings_are_quoted_where_they_are_no_row(office: Office, people: People, rastra: Register) -> None:
    book = book_of(
        office, people, rastra, f"number,place,tanggal,name,nik\nR-1,15.71.03.1001,2017-03-01,{NAME},{NIK}"
    )
    assert "tanggal" in str(book.report) and not leaks(str(book.report))


def test_a_book_that_was_only_read_leaves_nobody_who_cannot_be_erased(
    office: Office, people: People, rastra: Register
) -> None:
    row = add(office, people, rastra)
    book_of(office, people, rastra, f"{HEADS}\nR-1,15.71.03.1001,2017-03-01,{NAME},{NIK}")
    assert [one.pk for one in search(office, NIK).rows] == [row.pk]
    erase(office=office, by=people["sari"], rows=[row.pk], reason="Surat 12/2018", files=True)
    assert not Personal.objects.filter(value__isnull=False).exists()


@pytest.mark.parametrize("mask", [MASK, "***"])
def test_what_hides_a_name_is_not_taken_for_one(
    office: Office, people: People, rastra: Register, mask: str
) -> None:
    row = add(office, people, rastra)
    book = book_of(office, people, rastra, f"{HEADS}\nR-1,15.71.03.1001,2017-03-01,{mask},")
    assert [one["code"] for one in book.report["faults"]] == ["row-masked"]
    with pytest.raises(Rows):
        actions.change_row(
            office=office, by=people["ani"], register=rastra, pk=row.pk, version=1, cells=GIVEN | {"name": mask}
        )


# ---- plans that mark and unmark ------------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.parametrize("half", HALVES, ids=("first", "second"))
def test_cells_from_before_the_mark_are_shown_to_nobody_without_need(
    half: list[URLPattern], office: Office, people: People, as_: As
) -> None:
    marked = (EXAMPLE / "plan.yaml").read_text(encoding="utf-8")
    plan = adopt(office, people["sari"], marked.replace("label: Nama, personal: true", "label: Nama"))
    row = add(office, people, registers_of(office)["rastra"], name=NAME)
    assert row.data["name"] == NAME, "the plan did not say yet that it names people"
    approve(office, people)
    _later(plan, marked, datetime.date(2018, 1, 1))
    assert registers_of(office)["rastra"].people == ("name", "nik")
    found = walked(as_.adi, half)
    del found[""]
    assert found == {}


def test_pseudonyms_of_a_column_that_names_nobody_any_more_are_still_read(
    office: Office, people: People, plan: PlanVersion, as_: As, rastra: Register
) -> None:
    row = add(office, people, rastra, name=NAME)
    _later(plan, plan.text.replace("label: Nama, personal: true", "label: Nama"))
    register = registers_of(office)["rastra"]
    assert register.people == ("nik",) and told(row)["name"] == NAME
    address = f"/o/15.71.03/register/rastra/baris/{row.pk}/"
    assert NAME in as_.ani.get(address).content.decode()
    page = as_.adi.get(address).content.decode()
    assert MASK in page and "~" not in page and not leaks(page)


def _later(plan: PlanVersion, text: str, since: datetime.date | None = None) -> None:
    plan.pk, plan.number, plan.text = None, 2, text
    plan.since = since or plan.since + datetime.timedelta(days=1)
    plan.save(force_insert=True)


# ---- finding somebody ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        (" Zulaikha   Pratiwi ", "zulaikha pratiwi"),
        ("Zulaikha Pratiwi", "  ZULAIKHA \t PRATIWI"),
        ("José Élan", "JOSÉ élan"),
        ("Jose\u0301", "josé"),
        ("O'Neil (Pak)", "o'neil (pak"),
        ("x" * 5000 + " Zulaikha", "zulaikha"),
    ],
)
def test_a_name_is_found_however_it_was_typed(
    office: Office, people: People, rastra: Register, kept: str, asked: str
) -> None:
    row = add(office, people, rastra, name=kept)
    assert [one.pk for one in search(office, asked).rows] == [row.pk]


@pytest.mark.parametrize("asked", ["1571 0345 0291 1234", "157103.450291.1234", "1571034502-911234", NIK[4:]])
def test_a_nik_is_found_however_it_is_grouped(office: Office, people: People, rastra: Register, asked: str) -> None:
    row = add(office, people, rastra, nik=NIK)
    assert [one.pk for one in search(office, asked).rows] == [row.pk]


def test_a_page_asks_for_its_people_by_the_index_of_pseudonyms(
    office: Office, people: People, rastra: Register
) -> None:
    add(office, people, rastra)
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL knows how many rows an office has")
    asked = Personal.objects.filter(pseudonym__in=["~"] * 50, value__isnull=False)
    assert "pseudonym" in asked.values_list("pseudonym", "value", "office").explain()
