"""The page of the trail: who did what when, read by all of the office and by nobody else."""

import pytest
from django.test import Client

from tests.web.conftest import As
from tests.web.test_people import EKA


def test_it_tells_what_was_done_and_what_was_refused(as_: As) -> None:
    as_.adi.post("/o/15.71.03/pengguna/", EKA)
    as_.adi.post("/o/15.71.03/pengguna/", EKA | {"username": "adi", "name": "Adi Putra", "role": "head"})
    page = as_.citra.get("/o/15.71.03/jejak/").content.decode()
    assert "menambah pengguna" in page and "eka" in page
    assert "mencoba menugaskan" in page and "ditolak" in page


def test_dedi_cannot(as_: As) -> None:
    assert as_.dedi.get("/o/15.71.03/jejak/").status_code == 403


def test_nobody_is_led_to_log_in(as_: As) -> None:
    assert Client().get("/o/15.71.03/jejak/").status_code == 302


@pytest.mark.parametrize("who", ["ani", "budi", "sari", "citra", "adi"])
def test_everyone_of_the_office_reads_it(as_: As, who: str) -> None:
    assert getattr(as_, who).get("/o/15.71.03/jejak/").status_code == 200
