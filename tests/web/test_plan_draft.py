"""Writing a draft of the plan in the browser: by forms, by its text, by two at once."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.planning import actions, queries
from capaian.web.planning.models import PlanVersion
from capaian.web.portal import extension_points
from capaian.web.trail.models import Event
from tests.web.conftest import As
from tests.web.plans import AT, DRAFT, EXAMPLE, a_draft, adopted, preview_of_2017

People = dict[str, User]


@pytest.fixture
def draft(office: Office, people: People) -> PlanVersion:
    return a_draft(office, people["sari"])


def form_of(client: Client, address: str) -> dict[str, str]:
    """Return what a page's form would send: the values of its fields as the browser has them."""
    page = client.get(address).context
    fields = dict(page["fields"])
    for part in page.get("parts") or ():
        fields |= {f"part-{part.number}-{key}": value for key, value in part._asdict().items() if key != "number"}
    return {**fields, "version": str(page["draft"].version), "was": page.get("was", "")}


def text_of(office: Office) -> str:
    found = queries.draft(office)
    assert found is not None
    return found.text


# ---- beginning ------------------------------------------


def test_it_begins_from_the_template_with_the_offices_own_names(as_: As, office: Office) -> None:
    assert as_.sari.post(f"{DRAFT}mulai/", {"source": "template"}).status_code == 302
    plan, _ = queries.read(text_of(office))
    assert plan is not None
    assert (plan.office.code, plan.office.name) == ("15.71.03", "Kecamatan Jambi Timur")
    assert "# GANTI" in text_of(office)
    assert as_.sari.get(DRAFT).status_code == 200


def test_it_begins_from_the_last_version(as_: As, office: Office, people: People) -> None:
    adopted(office, people["sari"])
    as_.sari.post(f"{DRAFT}mulai/", {"source": "latest"})
    draft = queries.draft(office)
    assert draft is not None and (draft.number, draft.text) == (2, EXAMPLE)


def test_it_begins_from_a_file_faulty_or_not(as_: As, office: Office) -> None:
    file = SimpleUploadedFile("rencana.yaml", b"missions: [")
    as_.sari.post(f"{DRAFT}mulai/", {"source": "upload", "file": file})
    assert text_of(office) == "missions: ["
    page = as_.sari.get(DRAFT).content.decode()
    assert "belum dapat dibuka sebagai formulir" in page


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"", b"x" * 2_000_001])
def test_a_file_that_is_no_text_is_told(as_: As, office: Office, data: bytes) -> None:
    file = SimpleUploadedFile("rencana.yaml", data)
    answer = as_.sari.post(f"{DRAFT}mulai/", {"source": "upload", "file": file}, follow=True)
    assert "Berkas tidak terbaca" in answer.content.decode()
    assert queries.draft(office) is None


def test_there_is_one_draft(as_: As, draft: PlanVersion) -> None:
    assert as_.sari.post(f"{DRAFT}mulai/", {"source": "template"}).status_code == 403


# ---- who ------------------------------------------

WRITES = [
    ("mulai/", {"source": "template"}),
    ("catatan/", {"note": "x"}),
    ("ubah/", {"what": "add", "path": "0"}),
    ("naskah/", {"text": "x"}),
    ("naskah/periksa/", {"text": "x"}),
    ("buang/", {}),
    ("butir/0/", {"statement": "x"}),
    ("indikator/0-0-0/", {"code": "x"}),
    ("indikator/0-0-0/periksa/", {"code": "x"}),
    ("variabel/?nama=groups", {"label": "x"}),
    ("variabel/periksa/", {"label": "x"}),
    ("variabel/hapus/", {"name": "groups"}),
    ("kantor/", {"name": "x"}),
    ("pratinjau/pilih/", {"indicator": "1.1", "kept": "mean", "reason": "x"}),
    ("penetapan/", {"decree": "x", "decree_date": "2017-01-01", "since": "2017-01-01"}),
]


@pytest.mark.once
@pytest.mark.parametrize("who", ["ani", "budi", "citra", "adi", "dedi"])
@pytest.mark.parametrize(("page", "sent"), WRITES, ids=[page for page, _ in WRITES])
def test_others_do_not_write(
    as_: As, office: Office, draft: PlanVersion, who: str, page: str, sent: dict[str, str]
) -> None:
    answer = getattr(as_, who).post(DRAFT + page, {**sent, "version": "1"})
    assert answer.status_code == 403
    assert text_of(office) == EXAMPLE


@pytest.mark.parametrize("who", ["ani", "budi", "sari", "citra", "adi"])
def test_the_office_reads_the_draft(as_: As, draft: PlanVersion, who: str) -> None:
    client = getattr(as_, who)
    assert client.get(DRAFT).status_code == client.get(f"{DRAFT}pratinjau/").status_code == 200
    assert ("Buang konsep" in client.get(DRAFT).content.decode()) == (who == "sari")


@pytest.mark.parametrize("page", ["", "naskah/", "pratinjau/", "indikator/0-0-0/", "penetapan/"])
def test_dedi_and_nobody_read_nothing(as_: As, draft: PlanVersion, page: str) -> None:
    assert as_.dedi.get(DRAFT + page).status_code == 403
    assert as_.nobody.get(DRAFT + page).status_code == 302


def test_an_action_refuses_by_itself(office: Office, people: People, draft: PlanVersion) -> None:
    with pytest.raises(Refused):
        actions.save_draft(office=office, by=people["ani"], version=1, text="x")
    last = Event.objects.order_by("-number").first()
    assert last is not None and (last.kind, last.by, last.refused) == ("refused.save_draft", "ani", True)


# ---- the text ------------------------------------------


def test_a_faulty_text_is_saved_and_its_faults_are_told(as_: As, office: Office, draft: PlanVersion) -> None:
    faulty = EXAMPLE.replace("groups_active / groups * 100", "groups_activ / groups * 100")
    answer = as_.sari.post(f"{DRAFT}naskah/", {"text": faulty.replace("\n", "\r\n"), "version": "1"}, follow=True)
    assert text_of(office) == faulty
    page = answer.content.decode()
    assert "groups_activ" in page and "baris" in page and "Kesalahan" in page


def test_a_text_is_checked_while_it_is_typed(as_: As, office: Office, draft: PlanVersion) -> None:
    answer = as_.sari.post(
        f"{DRAFT}naskah/periksa/", {"text": EXAMPLE.replace("unit: days", "unit: day") + "x: 1\n"}
    )
    page = answer.content.decode()
    assert "Perbaikan" in page and "<html" not in page
    assert text_of(office) == EXAMPLE
    assert "Tidak ada yang perlu" in as_.sari.post(f"{DRAFT}naskah/periksa/", {"text": EXAMPLE}).content.decode()


def test_it_is_told_in_the_readers_language(as_: As, draft: PlanVersion) -> None:
    client = as_.sari
    client.post("/bahasa/", {"next": "/"})
    assert "Mend" in client.post(f"{DRAFT}naskah/periksa/", {"text": "x"}).content.decode()


# ---- forms ------------------------------------------


def test_an_indicator_is_changed_by_its_form(as_: As, office: Office, draft: PlanVersion) -> None:
    address = f"{DRAFT}indikator/0-0-0/"
    fields = form_of(as_.sari, address)
    sent = fields | {"name": "Layanan tepat waktu", "target-2018": "92,5", "formula": "max(letters, permits)"}
    assert as_.sari.post(address, sent)["Location"] == address
    plan, _ = queries.read(text_of(office))
    assert plan is not None
    one = plan.indicator("1.1")
    assert one is not None and one.name == "Layanan tepat waktu"
    assert one.targets[2018].printed(2) == "92,50"
    event = Event.objects.get(kind="plan-draft-saved")
    assert "+            name: Layanan tepat waktu" in event.after["difference"]


def test_the_forms_say_that_comments_go(as_: As, draft: PlanVersion) -> None:
    assert "menghapus keterangan itu" in as_.sari.get(f"{DRAFT}indikator/0-0-0/").content.decode()


def test_a_formula_is_checked_while_it_is_typed(as_: As, office: Office, draft: PlanVersion) -> None:
    fields = form_of(as_.sari, f"{DRAFT}indikator/0-0-1/")
    good = as_.sari.post(f"{DRAFT}indikator/0-0-1/periksa/", fields).content.decode()
    assert '<span class="over">Lembaga kemasyarakatan yang aktif</span>' in good
    sent = fields | {"formula": "groups_activ / groups *"}
    bad = as_.sari.post(f"{DRAFT}indikator/0-0-1/periksa/", sent).content.decode()
    assert "Kesalahan" in bad and "fraction" not in bad.split("Dengan data")[0]
    assert text_of(office) == EXAMPLE


def test_a_condition_is_checked_while_it_is_typed(as_: As, draft: PlanVersion) -> None:
    address = f"{DRAFT}variabel/?nama=letters_in"
    fields = form_of(as_.sari, address)
    check = address.replace("?", "periksa/?")
    assert "Tidak ada yang perlu" in as_.sari.post(check, fields).content.decode()
    faulty = as_.sari.post(check, fields | {"where": "kind == 5 and servd_on <= due_on"}).content.decode()
    assert "Kesalahan" in faulty and "Perbaikan" in faulty
    assert "sudah dipakai" in as_.sari.post(check, fields | {"name": "groups"}).content.decode()


def test_a_new_indicator(as_: As, office: Office, draft: PlanVersion) -> None:
    answer = as_.sari.post(f"{DRAFT}ubah/", {"what": "add", "path": "0-0-4", "version": "1"})
    assert answer["Location"] == f"{DRAFT}indikator/0-0-4/"
    fields = form_of(as_.sari, answer["Location"])
    sent = {
        "code": "1.5",
        "name": "Surat terlayani",
        "unit": "count",
        "target-2018": "2.000",
        "formula": "letters_in",
    }
    as_.sari.post(answer["Location"], fields | sent)
    plan, findings = queries.read(text_of(office))
    assert plan is not None, findings
    one = plan.indicator("1.5")
    assert one is not None and one.targets[2018].printed(0) == "2.000"


def test_removing_asks_first(as_: As, office: Office, draft: PlanVersion) -> None:
    page = as_.sari.get(f"{DRAFT}hapus/0-0-1/").content.decode()
    assert "lembaga kemasyarakatan yang aktif" in page
    as_.sari.post(f"{DRAFT}ubah/", {"what": "remove", "path": "0-0-1", "version": "1"})
    assert "groups_active / groups * 100" not in text_of(office)


def test_statements_variables_and_the_office_have_forms(as_: As, office: Office, draft: PlanVersion) -> None:
    as_.sari.post(f"{DRAFT}butir/0-0/", {"statement": "Layanan  makin baik", "version": "1"})
    fields = form_of(as_.sari, f"{DRAFT}variabel/?nama=groups")
    as_.sari.post(f"{DRAFT}variabel/?nama=groups", fields | {"name": "lembaga", "version": "2"})
    as_.sari.post(f"{DRAFT}variabel/", {"label": "Jumlah kelurahan", "kind": "stock", "version": "3"})
    fields = form_of(as_.sari, f"{DRAFT}kantor/")
    as_.sari.post(f"{DRAFT}kantor/", fields | {"head-name": "CITRA LESTARI", "version": "4"})
    plan, _ = queries.read(text_of(office))
    assert plan is not None
    assert next(plan.objectives()).statement == "Layanan makin baik"
    assert {"lembaga", "jumlah_kelurahan"} <= set(plan.variables) and "groups" not in plan.variables
    assert plan.office.head.name == "CITRA LESTARI"


def test_a_variable_in_use_is_not_removed(as_: As, office: Office, draft: PlanVersion) -> None:
    sent = {"name": "groups", "version": "1"}
    assert "masih dipakai" in as_.sari.post(f"{DRAFT}variabel/hapus/", sent, follow=True).content.decode()
    assert text_of(office) == EXAMPLE


def test_a_name_that_is_taken_keeps_what_was_typed(as_: As, draft: PlanVersion) -> None:
    fields = form_of(as_.sari, f"{DRAFT}variabel/?nama=groups")
    sent = fields | {"name": "attendees", "label": "Diganti"}
    answer = as_.sari.post(f"{DRAFT}variabel/?nama=groups", sent)
    assert answer.status_code == 422
    assert 'value="Diganti"' in answer.content.decode()


@pytest.mark.parametrize(
    "page", ["indikator/0-0-99/", "indikator/9/", "indikator/x/", "butir/7/", "butir/0-0-0/", "hapus/3/"]
)
def test_a_place_that_is_not_there(as_: As, draft: PlanVersion, page: str) -> None:
    assert as_.sari.get(DRAFT + page).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("name", ["items", "a/b", "ä ö", "1.1"])
def test_strange_names_break_no_page(as_: As, office: Office, draft: PlanVersion, name: str) -> None:
    strange = EXAMPLE.replace("\nvariables:\n", f"\nvariables:\n  {name}: {{label: Aneh}}\n")
    strange = strange.replace("letters_on_time / letters_in", f"{name} / letters_in")
    as_.sari.post(f"{DRAFT}naskah/", {"text": strange, "version": "1"})
    for page in ("", "indikator/0-0-0/", "variabel/", "kantor/", "pratinjau/", "penetapan/"):
        assert as_.sari.get(DRAFT + page).status_code == 200


@pytest.mark.once
@pytest.mark.parametrize(
    "text", ["", "a: [", "missions: 5", "missions: [{}]", "missions: [{objectives: [{}]}]", "office: {}"]
)
def test_a_poor_text_breaks_no_page(as_: As, draft: PlanVersion, text: str) -> None:
    as_.sari.post(f"{DRAFT}naskah/", {"text": text, "version": "1"})
    for page in ("", "naskah/", "pratinjau/", "penetapan/"):
        assert as_.sari.get(DRAFT + page).status_code == 200


# ---- two at once ------------------------------------------


def test_two_who_edit_one_draft_see_each_other(as_: As, office: Office, people: People, draft: PlanVersion) -> None:
    address = f"{DRAFT}indikator/0-0-0/"
    fields = form_of(as_.sari, address)
    theirs = EXAMPLE.replace("Kasi Pelayanan Umum", "Kasi Pelayanan", 1)
    actions.save_draft(office=office, by=people["sari"], version=1, text=theirs)
    answer = as_.sari.post(address, fields | {"name": "Nama dari saya"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert text_of(office) == theirs
    assert "+            owner: Kasi Pelayanan" in page and "Nama dari saya" in page
    kept = dict(re.findall(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', page.split("<main")[1]))
    assert kept["version"] == "2" and kept["name"] == "Nama dari saya"
    assert as_.sari.post(address, kept).status_code == 302
    assert "Nama dari saya" in text_of(office)


def test_an_indicator_that_was_moved_is_found_by_its_code(as_: As, office: Office, draft: PlanVersion) -> None:
    fields = form_of(as_.sari, f"{DRAFT}indikator/0-0-0/")
    as_.sari.post(f"{DRAFT}ubah/", {"what": "down", "path": "0-0-0", "version": "1"})
    as_.sari.post(f"{DRAFT}indikator/0-0-0/", fields | {"name": "Yang dipindah", "version": "2"})
    plan, _ = queries.read(text_of(office))
    assert plan is not None
    assert [one.name for one in plan.indicators()][1] == "Yang dipindah"
    assert plan.indicator("1.2") is not None


def test_moving_what_another_changed_is_not_done(as_: As, office: Office, draft: PlanVersion) -> None:
    as_.sari.post(f"{DRAFT}naskah/", {"text": EXAMPLE, "version": "1"})
    answer = as_.sari.post(f"{DRAFT}ubah/", {"what": "remove", "path": "0-0-0", "version": "1"}, follow=True)
    assert "sudah berubah sejak" in answer.content.decode()
    assert text_of(office) == EXAMPLE


def test_a_draft_is_thrown_away_by_who_saw_its_last_text(as_: As, office: Office, draft: PlanVersion) -> None:
    as_.sari.post(f"{DRAFT}naskah/", {"text": "x: 1", "version": "1"})
    assert as_.sari.post(f"{DRAFT}buang/", {"version": "1"}).status_code == 409
    assert as_.sari.post(f"{DRAFT}buang/", {"version": "2"})["Location"] == AT
    assert queries.draft(office) is None
    assert as_.sari.get(DRAFT).status_code == 404


# ---- what the formulas give ------------------------------------------


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extension_points.PREVIEWS, "_registered", [preview_of_2017])


def test_without_data_the_page_says_so(as_: As, draft: PlanVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extension_points.PREVIEWS, "_registered", [])
    assert "Belum ada data untuk pratinjau" in as_.sari.get(f"{DRAFT}pratinjau/").content.decode()


def test_each_formula_is_previewed(as_: As, draft: PlanVersion, data: object) -> None:
    page = as_.ani.get(f"{DRAFT}pratinjau/?tahun=2017").content.decode()
    assert "91,11" in page and '<span class="over">2555</span>' in page
    assert "91,11" in as_.sari.get(f"{DRAFT}indikator/0-0-0/").content.decode()
    assert as_.ani.get(f"{DRAFT}pratinjau/?tahun=0000").status_code == 200


def test_the_mean_and_the_pooled_stand_side_by_side(as_: As, draft: PlanVersion, data: object) -> None:
    page = as_.sari.get(f"{DRAFT}pratinjau/").content.decode()
    assert "91,11%" in page and "98,77%" in page
    assert "(letters_on_time + permits_on_time) / (letters_in + permits_in) * 100" in page


def test_keeping_the_mean_is_put_down_and_not_asked_again(
    as_: As, office: Office, draft: PlanVersion, data: object
) -> None:
    address = f"{DRAFT}pratinjau/"
    asked = as_.sari.get(address).content.decode().count("Pertahankan rata-rata")
    sent = {"indicator": "1.1", "kept": "mean", "reason": "Kedua jenis sama penting", "version": "1"}
    page = as_.sari.post(f"{address}pilih/", sent, follow=True).content.decode()
    assert page.count("Pertahankan rata-rata") == asked - 1
    assert "Kedua jenis sama penting" in page
    assert text_of(office) == EXAMPLE
    event = Event.objects.get(kind="plan-base-chosen")
    assert (event.after["kept"], event.after["reason"]) == ("mean", "Kedua jenis sama penting")


def test_pooling_rewrites_the_formula(as_: As, office: Office, draft: PlanVersion, data: object) -> None:
    sent = {"indicator": "1.1", "kept": "pooled", "reason": "Menurut banyaknya surat", "version": "1"}
    as_.sari.post(f"{DRAFT}pratinjau/pilih/", sent)
    plan, findings = queries.read(text_of(office))
    assert plan is not None, findings
    assert "98,77" in preview_of_2017(office, text_of(office), 2017)["1.1"].actual_printed
    assert "unused-part" not in [found.code for found in findings]


def test_a_choice_needs_a_reason(as_: As, office: Office, draft: PlanVersion, data: object) -> None:
    as_.sari.post(f"{DRAFT}pratinjau/pilih/", {"indicator": "1.1", "kept": "pooled", "reason": " ", "version": "1"})
    assert text_of(office) == EXAMPLE


PAGES = (
    *("", "naskah/", "indikator/0-0-0/", "indikator/0-2-0/", "butir/0/", "butir/0-1/", "hapus/0-0-1/", "buang/"),
    *("variabel/", "variabel/?nama=groups", "kantor/", "pratinjau/", "penetapan/"),
)


@pytest.mark.once
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_in_both_languages(as_: As, draft: PlanVersion, data: object, page: str) -> None:
    client = as_.sari
    indonesian = client.get(DRAFT + page)
    client.post("/bahasa/", {"next": "/"})
    english = client.get(DRAFT + page)
    assert indonesian.status_code == english.status_code == 200
    assert '<html lang="en">' in english.content.decode()
    assert indonesian.content != english.content
