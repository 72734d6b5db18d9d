"""One figure: its inputs, its words, and what happens when two write at once."""

import pytest

from capaian.web.accounts.models import User
from capaian.web.reporting.models import Narrative, Value
from tests.web.conftest import As

AT = "/o/15.71.03/ukur/2017/i/1.2/"


def send(as_: As, who: str, amount: str, version: int, evidence: str = "SK Camat") -> tuple[int, str]:
    sent = {"amount": amount, "evidence": evidence, "version": str(version)}
    answer = getattr(as_, who).post(f"{AT}nilai/groups_active/", sent)
    return answer.status_code, answer.content.decode()


def test_it_shows_where_the_figure_comes_from(as_: As, values: list[Value]) -> None:
    page = as_.citra.get(AT).content.decode()
    assert "48/52" in page and "92,31" in page and "102,56" in page


def test_a_value_is_typed_the_indonesian_way(as_: As, values: list[Value]) -> None:
    assert send(as_, "budi", "1.234,5", 1)[0] == 302
    assert Value.objects.get(variable="groups_active").amount == "1234.5"


@pytest.mark.parametrize("amount", ["banyak", "-3", "1.23", "12%x", "9" * 61])
def test_what_is_no_number_is_said(as_: As, values: list[Value], amount: str) -> None:
    status, page = send(as_, "budi", amount, 1)
    assert status == 422 and "bukan angka" in page and f'value="{amount}"' in page
    assert Value.objects.get(variable="groups_active").amount == "48"


def test_two_who_type_at_once_see_each_other(as_: As, values: list[Value]) -> None:
    assert send(as_, "budi", "49", 1)[0] == 302
    status, page = send(as_, "sari", "47", 1, "Buku induk")
    assert status == 409
    assert "Budi Santoso mengubahnya lebih dahulu" in page and "49" in page
    assert 'value="47"' in page and 'value="Buku induk"' in page
    assert send(as_, "sari", "47", 2, "Buku induk")[0] == 302
    assert Value.objects.get(variable="groups_active").amount == "47"


def test_an_empty_value_is_taken_away_and_is_no_zero(as_: As, values: list[Value]) -> None:
    assert send(as_, "budi", "", 1)[0] == 302
    page = as_.budi.get(AT).content.decode()
    assert "tidak dapat dihitung" in page


def test_words_are_kept_and_two_writers_see_each_other(as_: As, values: list[Value]) -> None:
    first = {"cause": "Pembinaan rutin", "obstacle": "Dana", "remedy": "Lanjutkan", "version": "0"}
    assert as_.budi.post(f"{AT}kata/", first).status_code == 302
    answer = as_.sari.post(f"{AT}kata/", first | {"cause": "Sebab lain"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Pembinaan rutin" in page and "Sebab lain" in page
    assert Narrative.objects.get(indicator="1.2").cause == "Pembinaan rutin"


@pytest.mark.parametrize("who", ["ani", "citra", "adi", "dedi"])
def test_others_cannot_write(as_: As, values: list[Value], who: str) -> None:
    assert send(as_, who, "1", 1)[0] == 403
    assert getattr(as_, who).post(f"{AT}kata/", {"cause": "x"}).status_code == 403


def test_an_indicator_that_is_not_there(as_: As, values: list[Value]) -> None:
    assert as_.budi.get("/o/15.71.03/ukur/2017/i/9.9/").status_code == 404
    assert as_.budi.get("/o/15.71.03/ukur/2017-13/").status_code == 404


def test_a_section_head_answers_for_his_indicators_alone(
    as_: As, values: list[Value], people: dict[str, User]
) -> None:
    people["budi"].appointments.update(indicators="1.1, 2.3")
    status, page = send(as_, "budi", "49", 1)
    assert status == 403 and "bukan tanggung jawab Anda" in page
    words = {"cause": "Sebab", "obstacle": "", "remedy": "Tindak", "version": "0"}
    assert as_.budi.post(f"{AT}kata/", words).status_code == 403
    people["budi"].appointments.update(indicators="1.2")
    assert send(as_, "budi", "49", 1)[0] == 302
    assert as_.budi.post(f"{AT}kata/", words).status_code == 302


def test_evidence_that_is_too_long_is_said_and_kept(as_: As, values: list[Value]) -> None:
    status, page = send(as_, "budi", "49", 1, "x" * 501)
    assert status == 422 and "paling banyak 500" in page and "x" * 501 in page


def test_a_version_that_is_no_number_is_none(as_: As, values: list[Value]) -> None:
    sent = {"amount": "49", "evidence": "", "version": "²"}
    assert as_.budi.post(f"{AT}nilai/groups_active/", sent).status_code == 409
