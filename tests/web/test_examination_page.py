"""One audit on its page: the report's text, and what was found beside what it speaks of."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from capaian.core.claims.claim import Claims
from capaian.core.claims.objection import Examined, Objection
from capaian.core.claims.transcript import Cell, Grid, Spot, Transcript
from capaian.core.findings.finding import finding
from capaian.pipeline.auditing import Audited, audit_file
from capaian.web.accounts.models import Office, User
from capaian.web.auditing import actions, audit_view
from capaian.web.auditing.audit_view import parts_of, shown_findings
from capaian.web.auditing.models import Examination
from capaian.web.auditing.stored_audit import deserialise, serialise
from capaian.web.jobs.queue import drain
from capaian.web.registers.uploads import store_upload
from tests.web.conftest import ROOT, As
from tests.web.report_cast import AT, Hears, audited, handed

REPORT = ROOT / "examples/jambi-timur/laporan-2017.txt"


@pytest.fixture
def page(as_: As, read: Examination) -> str:
    answer = as_.budi.get(f"{AT}{read.pk}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("one", [audited(), audit_file(REPORT)], ids=["by hand", "of the report of 2017"])
def test_what_is_kept_is_the_audit_again(one: Audited) -> None:
    assert deserialise(Audited, json.loads(json.dumps(serialise(one)))) == one


def test_findings_stand_in_page_order_with_their_figures(page: str) -> None:
    numbers = [int(number) for number in re.findall(r'id="temuan-(\d+)"', page)]
    assert numbers == [1, 2, 3]
    second = page.partition('id="temuan-2"')[2].partition("</article>")[0]
    assert "91,80" in second and "92,31" in second and "Kemungkinan sebab:" in second
    assert "1.2 Kelompok aktif" in second and "baris 3" in second and "Realisasi" in second


def test_the_figure_leads_to_its_finding_and_back(page: str) -> None:
    cell = re.search(r'<td id="sel-1-3-5"[^>]*>(.*?)</td>', page)
    assert cell and 'href="#temuan-2"' in cell[1] and "<mark>91,80</mark>" in cell[1]
    assert 'href="#sel-1-3-5"' in page.partition('id="temuan-2"')[2]


def test_every_link_inside_the_page_leads_somewhere(page: str) -> None:
    places = set(re.findall(r'\bid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= places
    assert len(re.findall(r'\bid="([^"]+)"', page)) == len(places), "each place once"


def test_everything_of_a_report_is_escaped(page: str) -> None:
    assert "Pelayanan &lt;tepat&gt; waktu" in page and "<tepat>" not in page
    assert "Alinea 1 &amp; seterusnya" in page


def test_tables_that_were_not_read_and_rules_are_named(page: str) -> None:
    assert "Tabel yang tidak terbaca:" in page and 'href="?tabel=2#tabel-2"' in page
    assert 'class="seen"><li>' in page


def test_headings_are_headings(page: str) -> None:
    assert '<th scope="col">Indikator Kinerja</th>' in page


@pytest.mark.parametrize(("level", "numbers"), [("error", [2]), ("warning", [3]), ("note", [1]), ("x", [1, 2, 3])])
def test_a_level_can_be_looked_at_alone(as_: As, read: Examination, level: str, numbers: list[int]) -> None:
    page = as_.budi.get(f"{AT}{read.pk}/?tingkat={level}").content.decode()
    assert [int(number) for number in re.findall(r'id="temuan-(\d+)"', page)] == numbers


def test_what_waits_for_an_answer_can_be_looked_at_alone(as_: As, read: Examination) -> None:
    as_.budi.post(f"{AT}{read.pk}/temuan/2/", {"status": "accepted"})
    page = as_.budi.get(f"{AT}{read.pk}/?tingkat=open").content.decode()
    assert [int(number) for number in re.findall(r'id="temuan-(\d+)"', page)] == [1, 3]
    assert "1 dari 3" in page


def test_a_year_that_is_not_the_reports_own_is_told(
    as_: As, office: Office, people: dict[str, User], hears: Hears
) -> None:
    hears(audited())
    one, _ = actions.hand_in(office=office, by=people["ira"], kept=store_upload(handed()), year=2018, compare=False)
    drain()
    assert "sendiri menyebut tahun 2017" in as_.ira.get(f"{AT}{one.pk}/").content.decode()


def test_a_long_report_is_turned_page_by_page(as_: As, read: Examination, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_view, "HEAVY", 20)
    address, client = f"{AT}{read.pk}/", as_.budi
    first = client.get(address).content.decode()
    assert "1 / 3" in first and 'id="temuan-2"' not in first
    assert 'id="temuan-2"' in client.get(f"{address}?temuan=2").content.decode()
    assert 'id="tabel-2"' in client.get(f"{address}?tabel=2").content.decode()
    assert 'id="temuan-3"' in client.get(f"{address}?hal=99").content.decode()


def test_the_whole_text_is_there(page: str) -> None:
    for number in (1, 2, 3, 5, 6, 7, 8):
        assert f"Alinea {number}" in page


def rendered(one: Audited) -> str:
    found = shown_findings(one, {}, "id")
    (part,) = (part for part in parts_of(one, found) if part.grid)
    request = RequestFactory().get("/")
    request.lang = "id"  # type: ignore[attr-defined]
    return render_to_string("auditing/table.html", {"part": part, "request": request})


def of_grid(*cells: Cell, objections: tuple[Objection, ...] = ()) -> Audited:
    return Audited("x", "", Transcript("x", (Grid(1, 1, cells),)), Claims("x", ()), Examined(objections))


def test_a_hostile_table_costs_little() -> None:
    cells = [Cell("x", row, 1, rows=10**6, columns=10**6) for row in range(1, 3000)]
    page = rendered(of_grid(*cells))
    assert len(page) < 100_000 and "baris tidak ditampilkan" in page


def test_of_a_long_table_the_rows_near_findings_are_shown() -> None:
    cells = [Cell(f"baris {row}", row, 1) for row in range(1, 2001)]
    page = rendered(of_grid(*cells, objections=(Objection(finding("not-read"), Spot(1, 1, 1000, 1)),)))
    assert "baris 1<" in page and "baris 998<" in page and "baris 1000 <" in page and "baris 997<" not in page
    assert page.count("baris tidak ditampilkan") == 2 and 'id="sel-1-1000-1"' in page


def test_rows_that_the_file_does_not_have_are_not_missed() -> None:
    assert "tidak ditampilkan" not in rendered(of_grid(Cell("a", 4, 1), Cell("b", 9, 1)))


def test_a_cell_has_the_color_of_its_gravest_finding() -> None:
    said = [
        Objection(finding(code), Spot(1, 1, 1, 1)) for code in ("notation-open", "ratio-arithmetic", "not-read")
    ]
    assert "told-error" in rendered(of_grid(Cell("a", 1, 1), objections=tuple(said)))


def test_a_heading_goes_on_over_the_empty_cells_behind_it() -> None:
    board = audited()
    rows = [("Tahun 2017", "", "Renstra"), ("Target", "Realisasi", "Target"), ("1", "2", "3")]
    cells = [Cell(text, row, column) for row, texts in enumerate(rows, 1) for column, text in enumerate(texts, 1)]
    line = replace(board.claims.boards[0].lines[0], spot=Spot(4, 1, 3, 1))
    claims = replace(board.claims, boards=(replace(board.claims.boards[0], lines=(line,)),))
    one = replace(of_grid(*cells), claims=claims)
    assert '<th scope="col" colspan="2">Tahun 2017</th><th scope="col">Renstra</th>' in rendered(one)


@pytest.mark.parametrize(
    ("text", "printed", "shown"),
    [
        ("48/52 = 91,80", "91,80", "<mark>91,80</mark>"),
        ("191,80 dan 91,80", "91,80", "191,80 dan <a"),
        ("1.291,80", "91,80", "1.291,80 <a"),
        ("91,805", "91,80", "91,805 <a"),
        ("a<b 5", "5", "a&lt;b <a"),
    ],
)
def test_the_figure_itself_is_marked_and_no_part_of_another(text: str, printed: str, shown: str) -> None:
    one = Objection(finding("ratio-arithmetic"), Spot(1, 1, 1, 1), printed=printed)
    assert shown in rendered(of_grid(Cell(text, 1, 1), objections=(one,)))


def test_it_asks_little(as_: As, read: Examination, django_assert_max_num_queries: Any) -> None:
    """Session, user and rights; the audit and its answers. What it found is built once."""
    client = as_.budi
    for address in ("", "temuan/1/"):
        client.get(f"{AT}{read.pk}/{address}")
        with django_assert_max_num_queries(5):
            assert client.get(f"{AT}{read.pk}/{address}").status_code == 200


def test_the_list_tells_how_far_each_is(as_: As, read: Examination) -> None:
    as_.budi.post(f"{AT}{read.pk}/temuan/1/", {"status": "accepted"})
    as_.budi.post(f"{AT}{read.pk}/temuan/1/", {"status": "mended", "text": "Diganti."})
    page = as_.ani.get(AT).content.decode()
    assert "1 kesalahan, 1 peringatan, 1 catatan" in page and "1 dari 3" in page
    assert "Periksa laporan</a>" not in page and "Periksa laporan</a>" in as_.ira.get(AT).content.decode()


@pytest.mark.parametrize("who", ["ani", "budi", "sari", "citra", "adi", "ira"])
def test_everybody_of_the_office_reads_it(as_: As, read: Examination, who: str) -> None:
    assert getattr(as_, who).get(f"{AT}{read.pk}/").status_code == 200


def test_the_outsider_reads_nothing(as_: As, read: Examination) -> None:
    for address in (AT, f"{AT}{read.pk}/", f"{AT}{read.pk}/temuan/1/"):
        assert as_.dedi.get(address).status_code == 403
        assert Client().get(address).status_code == 302
    for address in ("", "temuan/1/", "berkas/", "kertas-kerja.json"):
        assert as_.dedi.get(f"/o/15.71.04/pemeriksaan/{read.pk}/{address}").status_code == 404
    assert as_.budi.get(f"{AT}{read.pk + 1}/").status_code == 404
