"""The pages of registers: the list, the table of one, its search and its pages, the files to take along."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.registers import actions
from tests.web.conftest import As
from tests.web.register_cast import LETTER, LETTERS, table_of

People = dict[str, User]
LIST = "/o/15.71.03/register/"


@pytest.fixture
def filled(office: Office, people: People, letters: Register) -> Office:
    actions.add_rows(office=office, by=people["ani"], register=letters, text=table_of("letters"))
    return office


def test_the_list_counts_and_says_what_is_due(filled: Office, as_: As) -> None:
    page = as_.ani.get(LIST).content.decode()
    assert "Register surat masuk" in page
    assert "2.608" in page and "Desember 2017" in page
    assert "belum ada baris bulan ini" in page


def test_an_office_without_a_plan_has_no_registers(as_: As) -> None:
    assert "Belum ada register" in as_.ani.get(LIST).content.decode()


def test_the_table_opens_at_its_newest_month(filled: Office, as_: As) -> None:
    page = as_.ani.get(LETTERS).content.decode()
    assert '<option value="2017-12" selected>Desember 2017' in page
    assert "2.608 baris seluruhnya" in page
    assert page.count("<tr>") == 51
    assert "Non perizinan" in page and "Nomor agenda" in page


def test_pages_follow_each_other_without_a_gap(filled: Office, as_: As) -> None:
    client, seen, after = as_.ani, [], ""
    while True:
        answer = client.get(LETTERS, {"bulan": "2017-05", "sesudah": after})
        seen += [row.pk for row in answer.context["rows"]]
        after = answer.context["page"].after
        if not after:
            break
    known = {each.month: each for each in answer.context["months"]}["2017-05"]
    assert len(seen) == len(set(seen)) == int(known.label.split("(")[1].rstrip(")"))


def test_the_search_looks_at_what_people_see(filled: Office, as_: As) -> None:
    found = as_.ani.get(LETTERS, {"bulan": "2017-01", "cari": "2017/0002"}).context["rows"]
    assert [row.cells[0].text for row in found] == ["2017/0002"]
    assert as_.ani.get(LETTERS, {"bulan": "2017-01", "cari": "PERIZINAN"}).context["rows"]
    assert 'Tidak ada baris dengan "zzz"' in as_.ani.get(LETTERS, {"cari": "zzz"}).content.decode().replace(
        "&quot;", '"'
    )


@pytest.mark.parametrize("asked", [{"bulan": "2017-99"}, {"bulan": "x"}, {"sesudah": "x.y"}, {"sesudah": "2017"}])
def test_an_address_typed_by_hand_opens_all_the_same(filled: Office, as_: As, asked: dict[str, str]) -> None:
    assert as_.ani.get(LETTERS, asked).status_code == 200


def test_a_page_counts_no_rows(filled: Office, as_: As) -> None:
    client = as_.ani
    with CaptureQueriesContext(connection) as queries:
        client.get(LETTERS)
    asked = [query["sql"] for query in queries if "registers_row" in query["sql"]]
    assert len(asked) == 1 and "COUNT" not in asked[0] and "LIMIT 51" in asked[0]


def test_a_month_as_csv_is_read_again_as_it_is(filled: Office, people: People, as_: As) -> None:
    content = as_.ani.get(f"{LETTERS}unduh/?bulan=2017-05&bentuk=csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert lines[0][:4] == ["Nomor agenda", "Kode wilayah", "Tanggal diterima", "Jenis"]
    assert lines[1][3] in ("Perizinan", "Non perizinan")


def test_no_cell_becomes_a_formula(office: Office, people: People, letters: Register, as_: As) -> None:
    for number, text in enumerate(["=1+1", "+1", "-1", "@a", "aman"]):
        cells = LETTER | {"number": str(number), "applicant": text}
        actions.add_row(office=office, by=people["ani"], register=letters, cells=cells)
    content = as_.ani.get(f"{LETTERS}unduh/?bulan=2017-05&bentuk=csv").content.decode("utf-8-sig")
    shown = {line["Pemohon"] for line in csv.DictReader(io.StringIO(content), delimiter=";")}
    assert shown == {"'=1+1", "'+1", "'-1", "'@a", "aman"}
    answer = as_.ani.get(f"{LETTERS}unduh/?bulan=2017-05")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [row[5] for row in book.active.iter_rows(min_row=2)]
    book.close()
    assert {cell.value for cell in cells} == shown
    assert {cell.data_type for cell in cells} == {"s"}
    assert answer["Content-Disposition"] == 'attachment; filename="letters-2017-05.xlsx"'


PAGES = [LIST, LETTERS, f"{LETTERS}unduh/?bulan=2017-05"]


@pytest.mark.once
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["ani", "budi", "sari", "citra", "adi"])
def test_everyone_of_the_office_reads_it(filled: Office, as_: As, page: str, who: str) -> None:
    assert getattr(as_, who).get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_others_do_not(filled: Office, as_: As, page: str) -> None:
    assert as_.dedi.get(page).status_code == 403
    assert Client().get(page).status_code == 302


def test_a_register_that_is_not_in_the_plan_is_not_there(filled: Office, as_: As) -> None:
    assert as_.ani.get("/o/15.71.03/register/tidak-ada/").status_code == 404


def test_who_only_reads_is_offered_no_writing(filled: Office, as_: As) -> None:
    assert "Tambah baris" not in as_.citra.get(LETTERS).content.decode()


def test_what_somebody_typed_is_text_and_no_html(
    office: Office, people: People, letters: Register, as_: As
) -> None:
    typed = "<script>alert(1)</script>\"' onload='x"
    cells = LETTER | {"number": typed, "applicant": typed}
    row = actions.add_row(office=office, by=people["ani"], register=letters, cells=cells)
    for address in (LETTERS, f"{LETTERS}baris/{row.pk}/", f"{LETTERS}?cari=alert"):
        page = as_.ani.get(address).content.decode()
        assert "&lt;script&gt;" in page and "<script>alert" not in page and "\"' onload" not in page
