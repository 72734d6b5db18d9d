"""Values by the API: read by period, and typed by the same action as the form."""

import pytest

from capaian.web.accounts.models import Appointment, User
from capaian.web.reporting.models import Value
from capaian.web.trail.models import Event
from tests.web.api_cast import HERE, Programs

AT = f"{HERE}/values"
NEW = {"period": "2018", "variable": "akip_score", "amount": "70.5", "evidence": "LHE", "version": 0}


@pytest.fixture
def variable(values: list[Value]) -> str:
    return values[0].variable


def test_values_come_by_page_and_period(values: list[Value], programs: Programs) -> None:
    first = programs.ira.body(AT, {"limit": 5, "period": "2017"})
    assert len(first["items"]) == 5
    found, after = first["items"], first["next"]
    while after:
        page = programs.ira.body(AT, {"limit": 5, "period": "2017", "after": after})
        found, after = found + page["items"], page["next"]
    assert {(one["variable"], one["amount"]) for one in found} == {(one.variable, one.amount) for one in values}
    assert len(found) == len(values)
    assert programs.ira.body(AT, {"period": "2016"})["items"] == []
    assert programs.ira.body(AT, {"changed_since": "2199-01-01T00:00:00Z"})["items"] == []


@pytest.mark.parametrize(
    ("amount", "kept"), [("1234.5", "1234.5"), (1234.5, "1234.5"), (7, "7"), ("7", "7"), (1e6, "1000000")]
)
def test_a_value_is_typed_in_the_plain_notation(
    values: list[Value], variable: str, programs: Programs, amount: object, kept: str
) -> None:
    sent = NEW | {"variable": variable, "amount": amount}
    answer = programs.budi.post(AT, sent)
    assert answer.status_code == 200, answer.content
    value = Value.objects.get(period="2018")
    assert (answer.json()["value"]["amount"], value.amount, value.by.username) == (kept, kept, "budi")
    assert Event.objects.get(kind="value-typed").target == f"{variable} 2018"


@pytest.mark.parametrize("amount", ["1.234,5", "1,234", "-3", "tiga", float("inf")])
def test_an_amount_that_is_none_is_refused(
    values: list[Value], variable: str, programs: Programs, amount: object
) -> None:
    answer = programs.budi.post(AT, NEW | {"variable": variable, "amount": amount})
    assert answer.status_code == 422
    assert answer.json()["code"] in ("bad-amount", "not-plain", "invalid")
    assert not Value.objects.filter(period="2018").exists()


def test_a_value_is_changed_and_taken_away_at_its_version(
    values: list[Value], variable: str, programs: Programs
) -> None:
    program = programs.budi
    sent = NEW | {"variable": variable}
    program.post(AT, sent)
    late = program.post(AT, sent)
    assert (late.status_code, late.json()["code"]) == (409, "changed-meanwhile")
    assert program.post(AT, sent | {"amount": 71, "version": 1}).json()["value"]["version"] == 2
    assert program.post(AT, sent | {"amount": None, "version": 2}).json() == {"value": None}
    assert not Value.objects.filter(period="2018").exists()


def test_rules_of_the_office_hold(
    values: list[Value], variable: str, programs: Programs, people: dict[str, User]
) -> None:
    strange = programs.budi.post(AT, NEW | {"variable": "tidak_ada"})
    assert (strange.status_code, strange.json()["code"]) == (409, "no-variable")
    without = programs.budi.post(AT, NEW | {"variable": variable, "period": "2014"})
    assert (without.status_code, without.json()["code"]) == (409, "no-plan")
    Appointment.objects.filter(user=people["budi"]).update(indicators="1.3")
    other = programs.budi.post(AT, NEW | {"variable": variable})
    assert (other.status_code, other.json()["code"]) == (403, "not-his-indicator")


@pytest.mark.parametrize("who", ["ani", "citra", "adi", "ira", "dedi"])
def test_who_may_not_write_does_not(values: list[Value], variable: str, programs: Programs, who: str) -> None:
    answer = getattr(programs, who).post(AT, NEW | {"variable": variable})
    assert answer.status_code == 403
    assert not Value.objects.filter(period="2018").exists()
