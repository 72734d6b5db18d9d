"""What everybody may read without a log-in: approved figures where the head has opened them, and nothing else."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.public import data, views
from capaian.web.public.actions import close_to_public, open_to_public
from capaian.web.public.models import Publicity
from capaian.web.public.response_cache import _folder
from capaian.web.reporting import actions
from capaian.web.reporting.models import Snapshot
from capaian.web.trail.models import Event
from tests.web.conftest import CAST, As
from tests.web.public_cast import YEAR, approve_year

AT = "/publik/15.71.03/2017/1/"
SWITCH = "/o/15.71.03/publik/"
PAGES = ("", "i/1.1/", "i/2.3/", "kamus-data/")
FILES = ("data.csv", "data.json", "kamus-data.json", "laporan.pdf")
ALL = ("/publik/15.71.03/", *(AT + one for one in PAGES + FILES), "/publik/15.71.03/2017/terbaru/data.csv")


@pytest.mark.once
@pytest.mark.parametrize("address", ALL)
def test_anybody_reads_it_without_a_cookie(public: Snapshot, client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies and "Cookie" not in answer.get("Vary", "")
    assert answer["Cache-Control"] == "public, max-age=300" and answer["ETag"]


@pytest.mark.once
@pytest.mark.parametrize("address", ALL)
def test_an_office_that_was_never_opened_shows_nothing(approved: Snapshot, client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "sementara tidak diumumkan" in answer.content.decode()
    assert answer["Cache-Control"] == "no-cache"


@pytest.mark.once
@pytest.mark.parametrize("address", ALL)
def test_what_was_closed_again_shows_nothing(
    public: Snapshot, client: Client, office: Office, people: dict[str, User], address: str
) -> None:
    tag = client.get(address)["ETag"]
    close_to_public(office=office, by=people["citra"])
    assert client.get(address, headers={"if-none-match": tag}).status_code == 404


def test_an_office_that_is_not_there_answers_like_one_that_is_closed(approved: Snapshot, client: Client) -> None:
    pages = [client.get(f"/publik/{code}/").content.decode() for code in ("15.71.03", "99.99.99")]
    assert pages[0].replace("15.71.03", "") == pages[1].replace("99.99.99", "")


def test_the_list_names_open_offices_alone(public: Snapshot, client: Client, other_office: Office) -> None:
    page = client.get("/publik/").content.decode()
    assert "Kecamatan Jambi Timur" in page and other_office.name not in page


def test_the_table_and_a_figure_say_what_was_approved(public: Snapshot, client: Client) -> None:
    table = client.get(AT).content.decode()
    assert "129,15" in table and public.manifest in table and "data contoh buatan" in table
    figure = client.get(f"{AT}i/1.1/").content.decode()
    for said in ("Rumus", "Bagian rumus", "Cara menghitung", "Penanggung jawab", "Sumber data"):
        assert said in figure
    assert client.get(f"{AT}i/9.9/").status_code == 404


def test_english_is_another_address(public: Snapshot, client: Client) -> None:
    page = client.get(f"{AT}?bahasa=en").content.decode()
    assert '<html lang="en">' in page and "Mean achievement" in page and "Rata-rata capaian" not in page
    assert client.get(f"{AT}?bahasa=xx").content == client.get(AT).content


def test_the_data_agree_with_the_frozen_measurement(public: Snapshot, client: Client, data_folder: Path) -> None:
    frozen = json.loads((data_folder / public.folder / "measurement.json").read_text(encoding="utf-8"))
    said = json.loads(client.get(f"{AT}data.json").content)
    assert said["mean_achievement"] == frozen["mean_achievement"]
    assert (said["edition"], said["fingerprint"], said["licence"]) == (1, public.manifest, "CC-BY-4.0")
    for ours, theirs in zip(said["indicators"], frozen["indicators"], strict=True):
        for name in ("code", "target", "actual", "achievement", "working", "status"):
            assert ours[name] == theirs[name]
        assert {one["name"]: one["value"] for one in ours["inputs"]} == theirs["inputs"]
    lines = list(csv.DictReader(io.StringIO(client.get(f"{AT}data.csv").content.decode())))
    assert [one["indicator_code"] for one in lines] == [one["code"] for one in frozen["indicators"]]
    assert [one["actual"] for one in lines] == [
        one["actual"]["value"] if one["actual"] and one["actual"]["value"] else "" for one in frozen["indicators"]
    ]


def test_the_dictionary_names_every_column_in_both_languages(public: Snapshot, client: Client) -> None:
    said = json.loads(client.get(f"{AT}kamus-data.json").content)
    columns = client.get(f"{AT}data.csv").content.decode().splitlines()[0].split(",")
    assert [one["name"] for one in said["fields"]] == columns
    assert all(one["meaning_id"] and one["meaning_en"] for one in said["fields"] + said["fields_of_json"])
    assert (said["edition"], said["fingerprint"], said["licence"]) == (1, public.manifest, "CC-BY-4.0")
    beside = set(json.loads(client.get(f"{AT}data.json").content)) | {"inputs", "parts", "working"}
    assert {one["name"] for one in said["fields_of_json"]} <= beside


@pytest.mark.once
@pytest.mark.parametrize("address", ["/publik/", "/publik/15.71.03/", *(AT + one for one in (*PAGES, *FILES[:3]))])
def test_no_person_no_evidence_and_no_typed_words(public: Snapshot, client: Client, address: str) -> None:
    for lang in ("id", "en"):
        said = client.get(f"{address}?bahasa={lang}").content.decode()
        for private in (*(name for name, _ in CAST.values()), "RAHASIA"):
            assert private not in said


def test_a_report_is_byte_for_byte_the_one_that_was_made(public: Snapshot, client: Client) -> None:
    for made in public.documents.all():
        answer = client.get(f"{AT}laporan.{made.format}")
        assert hashlib.sha256(answer.content).hexdigest() == made.sha256
        assert (
            answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
        )


def test_reports_are_shown_only_where_the_head_said_so(
    public: Snapshot, client: Client, office: Office, people: dict[str, User]
) -> None:
    open_to_public(office=office, by=people["citra"], licence="CC0-1.0", documents=False)
    assert client.get(f"{AT}laporan.pdf").status_code == 404
    assert "laporan.pdf" not in client.get(AT).content.decode()
    assert json.loads(client.get(f"{AT}data.json").content)["licence"] == "CC0-1.0"


# ---- cheap ------------------------------------------------------------------------------------------------

Questions = Any


@pytest.mark.parametrize("address", ALL)
def test_it_is_rendered_once_and_costs_three_questions(
    public: Snapshot,
    client: Client,
    address: str,
    django_assert_max_num_queries: Questions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = client.get(address)
    # From here on nothing may be read from the snapshot and nothing rendered.
    monkeypatch.setattr(views, "data_of", None)
    monkeypatch.setattr(views, "render_to_string", None)
    monkeypatch.setattr(views.dictionary, "data_dictionary", None)
    with django_assert_max_num_queries(3):
        assert client.get(address).content == first.content
    with django_assert_max_num_queries(3):
        again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_a_new_edition_is_another_page_and_the_old_one_says_so(
    public: Snapshot, client: Client, office: Office, people: dict[str, User]
) -> None:
    tag = client.get(AT)["ETag"]
    actions.reopen(office=office, by=people["citra"], period=YEAR, reason="RAHASIA-alasan")
    opened = client.get(AT, headers={"if-none-match": tag})
    assert opened.status_code == 200
    assert "dibuka kembali" in opened.content.decode() and "RAHASIA" not in opened.content.decode()
    actions.set_value(
        office=office, by=people["budi"], period=YEAR, variable="letters_in", amount="2600", evidence="x", version=1
    )
    approve_year(office, people)
    page = client.get(AT, headers={"if-none-match": tag}).content.decode()
    assert "terbitan yang lebih baru" in page and "/publik/15.71.03/2017/2/" in page
    newest = [client.get(f"/publik/15.71.03/2017/{one}/data.json").content for one in ("2", "terbaru")]
    assert newest[0] == newest[1] != client.get(f"{AT}data.json").content


def test_a_working_figure_is_never_shown(
    public: Snapshot, client: Client, office: Office, people: dict[str, User]
) -> None:
    before = client.get(f"{AT}data.json").content
    actions.reopen(office=office, by=people["citra"], period=YEAR, reason="x")
    actions.set_value(
        office=office, by=people["budi"], period=YEAR, variable="letters_in", amount="9999", evidence="", version=1
    )
    assert client.get(f"{AT}data.json").content == before
    assert client.get("/publik/15.71.03/2018/1/").status_code == 404


@pytest.mark.parametrize("name", ["plan.yaml", "measurement.json", "manifest.json"])
def test_a_changed_file_is_not_shown(public: Snapshot, client: Client, data_folder: Path, name: str) -> None:
    file = data_folder / public.folder / name
    file.write_bytes(file.read_bytes().replace(b"Jambi", b"Jombi").replace(b"1", b"2"))
    answer = client.get(AT)
    assert answer.status_code == 503 and "Sementara tidak diumumkan" in answer.content.decode()


def test_the_folder_of_kept_pages_may_be_full_or_gone(
    public: Snapshot, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("capaian.web.public.response_cache.write_whole", full)
    assert client.get(AT).status_code == 200


def test_pages_of_an_older_stamp_go(
    public: Snapshot, client: Client, office: Office, people: dict[str, User]
) -> None:
    client.get(AT)
    (old,) = _folder(office.code).iterdir()
    open_to_public(office=office, by=people["citra"], licence="CC0-1.0", documents=True)
    client.get(AT)
    (new,) = _folder(office.code).iterdir()
    assert old != new
    assert client.post(AT).status_code == 405


def test_text_that_looks_like_a_formula_is_harmless_and_numbers_stay() -> None:
    assert data._cell("owner", "=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert data._cell("actual", "-12.5") == "-12.5"
    assert data._cell("target", None) == ""


# ---- the switch -------------------------------------------------------------------------------------------

OPEN = {"licence": "CC-BY-4.0", "documents": "1"}


def test_it_is_off_until_the_head_opens_it_and_the_trail_tells(approved: Snapshot, as_: As) -> None:
    assert "Tidak diumumkan" in as_.citra.get(SWITCH).content.decode()
    assert as_.citra.post(f"{SWITCH}buka/", OPEN).status_code == 302
    assert as_.nobody.get("/publik/15.71.03/").status_code == 200
    assert as_.citra.post(f"{SWITCH}tutup/").status_code == 302
    assert as_.nobody.get("/publik/15.71.03/").status_code == 404
    kinds = [one.kind for one in Event.objects.order_by("number")]
    assert kinds[-2:] == ["opened-to-public", "closed-to-public"]
    assert as_.citra.post(f"{SWITCH}tutup/").status_code == 403
    assert as_.citra.get("/o/15.71.03/jejak/").status_code == 200


@pytest.mark.parametrize("who", ["ani", "budi", "sari", "adi", "ira"])
def test_others_of_the_office_see_the_page_and_cannot_decide(as_: As, who: str) -> None:
    client = getattr(as_, who)
    assert client.get(SWITCH).status_code == 200
    assert client.post(f"{SWITCH}buka/", OPEN).status_code == client.post(f"{SWITCH}tutup/").status_code == 403
    assert not Publicity.objects.exists()


def test_the_outsider_is_refused(as_: As) -> None:
    assert as_.dedi.get(SWITCH).status_code == as_.dedi.post(f"{SWITCH}buka/", OPEN).status_code == 403
    assert as_.nobody.get(SWITCH).status_code == 302
    assert not Publicity.objects.exists()


def test_the_action_itself_refuses(office: Office, people: dict[str, User]) -> None:
    with pytest.raises(Refused):
        open_to_public(office=office, by=people["sari"], licence="CC-BY-4.0", documents=False)
    assert Event.objects.get().refused


def test_a_licence_that_nobody_knows_is_told(as_: As) -> None:
    answer = as_.citra.post(f"{SWITCH}buka/", {"licence": "bebas"})
    assert answer.status_code == 422 and "bebas" in answer.content.decode()


def test_the_pages_are_named(public: Snapshot) -> None:
    assert reverse("public-csv", args=["15.71.03", "2017", "1"]) == f"{AT}data.csv"
