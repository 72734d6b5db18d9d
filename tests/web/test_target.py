"""A target that is revised: with a reason, and the one before stays visible."""

from __future__ import annotations

import datetime

import pytest

from capaian.core.plan.target import BandTarget, GradeTarget, NumberTarget
from capaian.web.accounts.models import Office, User
from capaian.web.accounts.permissions import Refused
from capaian.web.planning import actions, queries
from capaian.web.planning.models import TargetRevision
from capaian.web.planning.targets import read_target, target_text
from capaian.web.trail.models import Event
from tests.web.conftest import ROOT, As
from tests.web.guards import the_database_refuses
from tests.web.plans import AT, EXAMPLE, adopted

People = dict[str, User]
PAGE = f"{AT}target/?indikator=1.1&tahun=2018"
SENT = {"before": "90", "target": "92,5", "reason": "Petugas bertambah", "basis": "Perubahan Renstra 2018"}
LATER = {"decree_date": datetime.date(2018, 2, 1), "since": datetime.date(2018, 1, 1)}


@pytest.fixture(autouse=True)
def plan(office: Office, people: People) -> None:
    adopted(office, people["sari"])


def revise(office: Office, by: User, **words: object) -> TargetRevision:
    given: dict[str, object] = {"indicator": "1.1", "year": 2018, **SENT, **words}
    return actions.revise_target(office=office, by=by, **given)


def test_it_works(as_: As, office: Office) -> None:
    assert as_.sari.get(PAGE).status_code == 200
    assert as_.sari.post(PAGE, SENT)["Location"] == AT
    page = " ".join(as_.ani.get(AT).content.decode().split())
    assert '<s><span class="visually-hidden">semula </span>90</s> <strong>92,50</strong>' in page
    assert "Petugas bertambah" in page and "Perubahan Renstra 2018" in page and "Sari Dewi" in page
    assert queries.targets_csv(office) == 'office,code,year,target\n15.71.03,1.1,2018,"92.5"\n'
    event = Event.objects.get(kind="target-revised")
    assert (event.before, event.after["target"]) == ({"target": "90"}, "92.5")
    office.refresh_from_db()
    assert office.version == 2


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "adi", "dedi"])
def test_others_cannot(as_: As, office: Office, people: People, who: str) -> None:
    client = getattr(as_, who)
    assert client.get(PAGE).status_code == client.post(PAGE, SENT).status_code == 403
    with pytest.raises(Refused):
        revise(office, people[who])
    assert as_.nobody.get(PAGE).status_code == 302
    assert not TargetRevision.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reason": " "}, "wajib diisi"),
        ({"basis": ""}, "wajib diisi"),
        ({"target": "banyak"}, "Perbaikan"),
        ({"target": "90.5"}, "Perbaikan"),
        ({"target": "-1"}, "Perbaikan"),
        ({"target": '9"\n15.71.04,1.1,2018,5'}, "Perbaikan"),
        ({"before": "80"}, "baru saja diubah"),
        ({"target": "90,0"}, "sama dengan yang berlaku"),
    ],
)
def test_a_fault_keeps_what_was_typed(as_: As, wrong: dict[str, str], said: str) -> None:
    answer = as_.sari.post(PAGE, SENT | {"reason": "Petugas bertambah"} | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Petugas bertambah" in page or "reason" in wrong
    assert not TargetRevision.objects.exists()


def test_each_revision_follows_on_the_one_before(as_: As, office: Office, people: People) -> None:
    revise(office, people["sari"])
    with pytest.raises(Refused, match="target-moved"):
        revise(office, people["sari"], target="95")
    revise(office, people["sari"], before="92.5", target="95", reason="Naik lagi")
    page = " ".join(as_.citra.get(AT).content.decode().split())
    assert "</span>90</s> <s><span" in page and "</span>92,50</s> <strong>95" in page
    assert '15.71.03,1.1,2018,"95"' in queries.targets_csv(office)


def test_what_was_revised_later_does_not_reach_back(office: Office, people: People) -> None:
    made = revise(office, people["sari"])
    before = made.at - datetime.timedelta(seconds=1)
    assert queries.targets_csv(office, before) == "office,code,year,target\n"


def test_a_new_version_with_a_target_of_its_own_holds(office: Office, people: People) -> None:
    revise(office, people["sari"])
    own = EXAMPLE.replace("targets: {2017: 90, 2018: 90}", "targets: {2017: 90, 2018: 97}", 1)
    version = adopted(office, people["sari"], own, **LATER)
    assert queries.targets_csv(office) == "office,code,year,target\n"
    first = queries.plan_of(office.plans.get(number=1))
    assert '"92.5"' in queries.targets_csv(office, plan=first)
    assert queries.plan_of(version).indicator("1.1").targets[2018] == NumberTarget(97)  # type: ignore[union-attr]


def test_a_new_version_that_says_the_same_keeps_the_revision(office: Office, people: People) -> None:
    revise(office, people["sari"])
    adopted(office, people["sari"], EXAMPLE, **LATER)
    assert '"92.5"' in queries.targets_csv(office)


def test_a_revised_indicator_that_is_gone_troubles_nobody(office: Office, people: People) -> None:
    revise(office, people["sari"])
    adopted(office, people["sari"], EXAMPLE.replace('code: "1.1"', 'code: "9.9"'), **LATER)
    assert queries.targets_csv(office) == "office,code,year,target\n"


@pytest.mark.parametrize(
    "sql", ["UPDATE planning_targetrevision SET target = '1'", "DELETE FROM planning_targetrevision"]
)
def test_the_database_itself_keeps_a_revision(office: Office, people: People, sql: str) -> None:
    revise(office, people["sari"])
    the_database_refuses(sql)


@pytest.mark.parametrize("page", ["?indikator=8.8&tahun=2018", "?indikator=1.1&tahun=2099", "", "?tahun=x"])
def test_a_target_that_is_not_there(as_: As, page: str) -> None:
    assert as_.sari.get(f"{AT}target/{page}").status_code == 404


def test_every_kind_of_target_is_read_and_written() -> None:
    plan, _ = queries.read((ROOT / "tests/contracts/plan.yaml").read_text(encoding="utf-8"))
    assert plan is not None
    kinds = {"1.1": ("90,5", "90.5"), "1.3": ("70,5 - 80", "70.5-80"), "2.1": ("B (61,70)", "B (61.7)")}
    for code, (typed, kept) in kinds.items():
        indicator = plan.indicator(code)
        assert indicator is not None
        target, findings = read_target(indicator, 2024, typed, plan)
        assert isinstance(target, NumberTarget | BandTarget | GradeTarget), findings
        assert target_text(target) == kept
