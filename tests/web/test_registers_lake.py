"""The lake of an office: what is counted from it is what is counted from the same rows in files."""

import json
from pathlib import Path

import pytest
from filelock import FileLock

from capaian.core.period import Period
from capaian.pipeline.inputs import load
from capaian.pipeline.measuring import measure_office
from capaian.web.accounts.models import Office, User
from capaian.web.planning.models import PlanVersion
from capaian.web.planning.queries import plan_of
from capaian.web.registers import actions, lake
from capaian.web.registers.lake import sync
from capaian.web.registers.models import Row
from capaian.web.registers.queries import registers_of
from tests.web.register_cast import EXAMPLE, LETTER, table_of

People = dict[str, User]


@pytest.fixture
def filled(office: Office, people: People, plan: PlanVersion) -> Office:
    for name, register in registers_of(office).items():
        actions.add_rows(office=office, by=people["ani"], register=register, text=table_of(name))
    return office


def measured(registers: Path) -> object:
    inputs, findings = load(EXAMPLE / "plan.yaml", [EXAMPLE / "values-2017.csv"], registers=registers)
    assert inputs is not None, findings
    period = Period.parse("2017")
    assert period is not None
    results = measure_office(inputs, period)[0].results
    return {code: (one.parts, one.actual, one.achievement, one.counted) for code, one in results.items()}


def lists(folder: Path) -> dict[str, list[str]]:
    return {
        path.parent.name: [part["name"] for part in json.loads(path.read_text())["parts"]]
        for path in folder.glob("*/_parts.json")
    }


def test_figures_are_those_of_the_same_rows_in_files(filled: Office, plan: PlanVersion) -> None:
    folder = sync(filled, plan_of(plan))
    assert measured(folder) == measured(EXAMPLE / "registers")


def test_one_changed_row_rewrites_one_part(filled: Office, people: People, plan: PlanVersion) -> None:
    folder = sync(filled, plan_of(plan))
    before = lists(folder)
    sync(filled, plan_of(plan))
    assert lists(folder) == before
    row = Row.objects.get(register="letters", key="2017/0001")
    cells = LETTER | {"number": "2017/0001", "received_on": "2017-01-01"}
    register = registers_of(filled)["letters"]
    actions.change_row(office=filled, by=people["ani"], register=register, pk=row.pk, version=1, cells=cells)
    sync(filled, plan_of(plan))
    after = lists(folder)
    changed = {name for register in after for name in set(after[register]) ^ set(before[register])}
    assert {name.split("/")[0] for name in changed} == {"2017-01"} and len(changed) == 2


def test_a_removed_row_is_not_in_it(filled: Office, people: People, plan: PlanVersion) -> None:
    sync(filled, plan_of(plan))
    register = registers_of(filled)["akip"]
    for row in Row.objects.filter(register="akip").order_by("id")[1:]:
        actions.remove_row(office=filled, by=people["ani"], register=register, pk=row.pk, version=1, reason="salah")
    folder = sync(filled, plan_of(plan))
    parts = json.loads((folder / "akip/_parts.json").read_text())["parts"]
    assert sum(part["rows"] for part in parts) == 1
    assert measured(folder) != measured(EXAMPLE / "registers")


def test_one_writes_at_a_time(filled: Office, plan: PlanVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = sync(filled, plan_of(plan))
    monkeypatch.setattr(lake, "LOCK_TIMEOUT", 0.05)
    with FileLock(folder.parent / "registers.lock"), pytest.raises(TimeoutError):
        sync(filled, plan_of(plan))


def test_a_damaged_list_is_made_again(filled: Office, plan: PlanVersion) -> None:
    folder = sync(filled, plan_of(plan))
    before = lists(folder)
    (folder / "letters" / "_parts.json").write_text("{")
    assert lists(sync(filled, plan_of(plan))) == before


def test_a_register_without_rows_is_absent(office: Office, plan: PlanVersion) -> None:
    assert list(sync(office, plan_of(plan)).iterdir()) == []


def test_plans_with_other_columns_do_not_share_a_lake(filled: Office, people: People, plan: PlanVersion) -> None:
    old = "name: {type: text, label: Nama lembaga}"
    assert old in plan.text
    later = plan_of(PlanVersion(text=plan.text.replace(old, f"{old}\n      note: {{type: text, label: Catatan}}")))
    first = sync(filled, plan_of(plan))
    before = lists(first)
    assert sync(filled, later) != first
    assert lists(first) == before and measured(first) == measured(EXAMPLE / "registers")
