"""Logging in, staying in, and a form that outlives its session."""

from django.test import Client

from capaian.web.accounts.resume_form import resumed_form
from tests.web.conftest import PASSWORD, As


def test_it_works(as_: As) -> None:
    client = Client()
    answer = client.post("/masuk/", {"username": "ani", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/")["Location"] == "/o/15.71.03/"


def test_a_wrong_password_keeps_the_name(as_: As) -> None:
    answer = Client().post("/masuk/", {"username": "ani", "password": "salah"})
    assert answer.status_code == 422
    assert 'value="ani"' in answer.content.decode()
    assert "kata sandi salah" in answer.content.decode()


def test_who_is_not_in_is_led_to_the_page_and_back(as_: As) -> None:
    answer = Client().get("/o/15.71.03/pengguna/")
    assert answer["Location"] == "/masuk/?next=/o/15.71.03/pengguna/"


def test_who_comes_after_at_the_same_computer_sees_nothing(as_: As) -> None:
    client = as_.ani
    answer = client.post("/keluar/")
    assert (answer["Location"], answer["Clear-Site-Data"]) == ("/masuk/", '"cache"')
    assert client.get("/kantor/").status_code == 302


def test_a_goal_elsewhere_is_not_followed(as_: As) -> None:
    answer = Client().post("/masuk/", {"username": "ani", "password": PASSWORD, "next": "https://example.org/"})
    assert answer["Location"] == "/"


def test_a_form_outlives_its_session(as_: As) -> None:
    client = Client()
    sent = {"username": "eka", "name": "Eka Putri"}
    answer = client.post("/o/15.71.03/pengguna/", sent)
    assert answer.status_code == 401
    kept = answer.context["kept"]
    again = client.post("/masuk/", {"username": "adi", "password": PASSWORD, "kept": kept})
    page = again.content.decode()
    assert 'action="/o/15.71.03/pengguna/"' in page
    assert 'name="name" value="Eka Putri"' in page


def test_a_kept_form_that_is_not_ours_is_dropped(as_: As) -> None:
    answer = Client().post("/masuk/", {"username": "adi", "password": PASSWORD, "kept": "palsu"})
    assert answer.status_code == 302


def test_the_other_language_stays(as_: As) -> None:
    client = as_.ani
    client.post("/bahasa/", {"next": "/kantor/"})
    assert "Your offices" in client.get("/kantor/").content.decode()
    client.post("/bahasa/", {"next": "/kantor/"})
    assert "Perangkat daerah Anda" in client.get("/kantor/").content.decode()


def test_passwords_are_not_kept_in_a_page(as_: As) -> None:
    sent = {"old": "rahasia lama", "new": "rahasia baru", "again": "rahasia baru"}
    kept = Client().post("/o/15.71.03/sandi/", sent).context["kept"]
    assert resumed_form(kept) == ("/o/15.71.03/sandi/", [])


def test_a_goal_that_is_no_path_leads_home(as_: As) -> None:
    answer = Client().post("/masuk/", {"username": "ani", "password": PASSWORD, "next": "kantor-lain"})
    assert answer["Location"] == "/"
